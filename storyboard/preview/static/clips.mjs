/** The shots on the timeline: one element each while it is in view, with its picture, name and state. */

import { element, setAttribute, setText } from "./dom.mjs";
import { setIcon } from "./icons.mjs";
import { thumb } from "./link.mjs";
import { STATES } from "./words.mjs";

/** A narrower shot has no picture to show, and asks the server for none. */
const PICTURE_FROM = 20;
const PICTURE_WIDTH = 150;

export class Clips {
  /** `strip` is the list box they stand in; `pick(number)` goes to a shot. */
  constructor(strip, pick) {
    this.strip = strip;
    this.#clips = new Map();
    this.#pictures = new Map();
    strip.addEventListener("click", (event) => {
      const clip = event.target.closest(".clip");
      if (clip) pick(Number(clip.dataset.number));
    });
  }

  #clips;
  #pictures;

  /** Show shots `first` up to `end` at `scale` pixels a frame; the one with number `here` is under the playhead. */
  show(state, first, end, scale, here) {
    const numbers = new Set();
    for (let number = first; number < end; number++) numbers.add(number);
    if (here >= 0) numbers.add(here); // the list box's active option has to be there wherever the view is
    for (const [number, clip] of this.#clips) {
      if (numbers.has(number)) continue;
      clip.remove();
      this.#clips.delete(number);
    }
    for (const number of numbers) this.#draw(state, number, scale, number === here);
    setAttribute(this.strip, "aria-activedescendant", here >= 0 ? `clip-${here}` : null);
  }

  #draw(state, number, scale, here) {
    const shot = state.shots[number];
    const clip = this.#clips.get(number) ?? this.#make(number);
    setAttribute(clip, "aria-selected", String(here));
    if (clip.drawn?.shot === shot && clip.drawn.scale === scale && clip.drawn.cut === state.transitions)
      return;
    clip.drawn = { shot, scale, cut: state.transitions };
    const width = (shot.to - shot.from) * scale;
    // Not by a transform: a name that sticks to the edge of the view has to know where its shot lies.
    clip.style.left = `${shot.from * scale}px`;
    clip.style.width = `${width}px`;
    setAttribute(clip, "data-state", shot.state);
    setAttribute(clip, "data-size", width < 26 ? "tiny" : width < 76 ? "small" : "full");
    clip.classList.toggle("stale", Boolean(shot.stale));
    setAttribute(clip, "aria-setsize", state.shots.length);
    const said = label(shot, number, state);
    setAttribute(clip, "aria-label", said);
    setAttribute(clip, "title", said);
    setText(clip.querySelector(".clip-name"), shot.id);
    setIcon(clip.querySelector(".clip-state"), shot.state);
    clip.querySelector(".clip-progress").style.transform =
      `scaleX(${shot.state === "running" ? shot.progress : 0})`;
    this.#picture(clip, width >= PICTURE_FROM ? shot.still : null);
  }

  #make(number) {
    const clip = element(
      "div",
      { class: "clip", role: "option", id: `clip-${number}`, data: { number }, "aria-posinset": number + 1 },
      element("span", { class: "clip-picture" }),
      element("span", { class: "clip-progress" }),
      element(
        "span",
        { class: "clip-foot" },
        element("span", { class: "clip-state" }),
        element("span", { class: "clip-name" }),
      ),
    );
    this.#clips.set(number, clip);
    this.strip.append(clip);
    return clip;
  }

  /** A new picture takes the old one's place once it is there: nothing flashes. */
  #picture(clip, digest) {
    if ((clip.dataset.still ?? "") === (digest ?? "")) return;
    clip.dataset.still = digest ?? "";
    const shown = clip.querySelector(".clip-picture");
    if (!digest) {
      shown.style.backgroundImage = "";
      return;
    }
    const url = thumb(digest, PICTURE_WIDTH);
    this.#ready(url).then(() => {
      if (clip.dataset.still === digest) shown.style.backgroundImage = `url("${url}")`;
    });
  }

  #ready(url) {
    if (!this.#pictures.has(url)) {
      const image = new Image();
      image.src = url;
      this.#pictures.set(
        url,
        image.decode().catch(() => this.#pictures.delete(url)),
      );
      if (this.#pictures.size > 2000) this.#pictures.delete(this.#pictures.keys().next().value);
    }
    return this.#pictures.get(url);
  }
}

function label(shot, number, state) {
  const join = state.transitions.find((each) => each.after === shot.id);
  const words = [`Shot ${number + 1}, ${shot.id}`, STATES[shot.state]];
  if (shot.state === "running") words[1] += ` ${Math.round(shot.progress * 100)} %`;
  if (shot.stale) words.push("picture of an older text");
  if (shot.failure) words.push(shot.failure);
  if (shot.scene) words.push(`scene ${shot.scene}`);
  if (join) words.push(`then ${join.kind}`);
  return words.join(", ");
}
