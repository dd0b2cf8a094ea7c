/** The comic: its pages as they would be printed. */

import { element, setText } from "./dom.mjs";
import { artifact, post } from "./link.mjs";
import { count } from "./words.mjs";

const SAID = {
  none: "No pages yet.",
  building: "The pages are being laid out.",
  failed: "The pages could not be made. The problems say why.",
};

export class Comic {
  /** `parts`: note, pages, size (a checkbox: pages as wide as the window). */
  constructor(parts) {
    this.parts = parts;
    this.#shown = "";
    parts.size.addEventListener("change", () => parts.pages.classList.toggle("wide", parts.size.checked));
  }

  #shown;
  #wanted = false;

  /** The tab was opened: from now on the pages are made, and made anew on every save. */
  show() {
    if (this.#wanted) return;
    this.#wanted = true;
    post("/api/pages", {}).catch((error) => {
      this.#wanted = false;
      setText(this.parts.note, error.message);
    });
  }

  take({ pages, pages_status: status }) {
    const known = pages ?? [];
    this.parts.pages.setAttribute("aria-busy", String(status === "building"));
    setText(
      this.parts.note,
      known.length
        ? `${count(known.length, "page")}${status === "building" ? ", being drawn anew" : status === "failed" ? "; the newest could not be made" : ""}`
        : (SAID[status] ?? "The book has no pages."),
    );
    this.parts.size.closest("label").hidden = !known.length;
    const key = known.map((page) => page.digest).join();
    if (key === this.#shown) return;
    this.#shown = key;
    this.#fill(known);
  }

  /** Pages that stayed keep their elements: only what changed is loaded. */
  #fill(pages) {
    const kept = new Map([...this.parts.pages.children].map((each) => [each.dataset.key, each]));
    const wanted = pages.map((page, number) => kept.get(`${number}-${page.digest}`) ?? entry(page, number));
    this.parts.pages.replaceChildren(...wanted);
  }
}

function entry({ digest, width, height }, number) {
  const picture = element("img", {
    src: artifact(digest),
    width,
    height,
    alt: `Page ${number + 1}`,
    loading: "lazy",
    decoding: "async",
  });
  return element(
    "li",
    { data: { key: `${number}-${digest}` } },
    picture,
    element("span", { class: "page-number" }, String(number + 1)),
  );
}
