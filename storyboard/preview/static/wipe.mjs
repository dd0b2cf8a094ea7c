/** Two pictures over each other and a line between them: what the shot was, and what it is. */

import { artifact } from "./link.mjs";

export class Wipe {
  /** `parts`: section, root, previous and current (images), line, slider (a range from 0 to 100), note. */
  constructor(parts) {
    this.parts = parts;
    parts.slider.addEventListener("input", () => this.#draw());
    this.#draw();
  }

  /** The stills' digests; null where there is none. Without both there is nothing to compare. */
  show(previous, current) {
    const same = previous === current;
    this.parts.section.hidden = !previous || !current;
    this.parts.root.hidden = same;
    this.parts.note.hidden = !same;
    if (this.parts.section.hidden || same) return;
    set(this.parts.previous, previous);
    set(this.parts.current, current);
  }

  #draw() {
    const at = Number(this.parts.slider.value);
    this.parts.previous.style.clipPath = `inset(0 ${100 - at}% 0 0)`;
    this.parts.line.style.left = `${at}%`;
    this.parts.slider.setAttribute("aria-valuetext", `Previous ${at} %, current ${100 - at} %`);
  }
}

function set(image, digest) {
  const url = artifact(digest);
  if (image.getAttribute("src") !== url) image.src = url;
}
