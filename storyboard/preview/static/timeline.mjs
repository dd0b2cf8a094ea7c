/** The timeline: a strip of shots to scale, of which only those in view are in the document. */

import { element, onceAFrame, setAttribute, setText } from "./dom.mjs";
import * as geometry from "./geometry.mjs";
import { Clips } from "./clips.mjs";
import { format } from "./timecode.mjs";

const ZOOM_STEP = 1.5;
/** Pixels beyond both edges that are kept ready, so that scrolling shows no holes. */
const AHEAD = 300;

export class Timeline {
  /** `parts` are its elements: scroller, extent, ruler, strip, joins, playhead. `go(frame)` moves the film. */
  constructor(parts, go) {
    this.parts = parts;
    this.state = null;
    this.frame = 0;
    this.scale = 0;
    this.#fitted = false;
    this.#clips = new Clips(parts.strip, (number) => go(this.state.shots[number].from));
    this.#marks = new Map();
    this.#joins = new Map();
    this.draw = onceAFrame(() => this.#draw());
    parts.scroller.addEventListener("scroll", this.draw, { passive: true });
    parts.scroller.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(() => this.#resized()).observe(parts.scroller);
    this.#scrub(go);
  }

  #clips;
  #marks;
  #joins;
  #fitted;

  /** The newest state: shots that came, went or changed. */
  take(state) {
    const sameLength = this.state?.frames === state.frames && this.state?.shots.length === state.shots.length;
    this.state = state;
    if (!sameLength) this.#rescale();
    this.draw();
  }

  /** The playhead is at a frame; the strip turns over like a page when it leaves the view. */
  move(frame) {
    this.frame = frame;
    const at = frame * this.scale;
    this.parts.playhead.style.transform = `translateX(${at}px)`;
    const { scroller } = this.parts;
    const scroll = geometry.scrollToShow(at, scroller.scrollLeft, scroller.clientWidth);
    if (scroll !== scroller.scrollLeft && !this.#held) scroller.scrollLeft = scroll;
    this.draw();
  }

  #held = false;

  zoom(steps, anchor = null) {
    const { scroller } = this.parts;
    const at = anchor ?? Math.min(Math.max(0, this.frame * this.scale - scroller.scrollLeft), scroller.clientWidth);
    const scale = geometry.clampScale(this.scale * ZOOM_STEP ** steps, this.#bounds);
    const scroll = geometry.scrollAround(scroller.scrollLeft, at, this.scale, scale);
    this.#fitted = scale === this.#bounds[0];
    this.#setScale(scale);
    scroller.scrollLeft = scroll;
  }

  fit() {
    this.#fitted = true;
    this.#rescale();
    this.move(this.frame);
  }

  get #bounds() {
    return geometry.scaleBounds(this.state.frames, this.state.shots.length, this.parts.scroller.clientWidth);
  }

  #resized() {
    if (this.state) this.#rescale();
  }

  #rescale() {
    const { frames, shots } = this.state;
    const kept = this.scale || geometry.firstScale(frames, shots.length, this.parts.scroller.clientWidth);
    this.#setScale(this.#fitted ? this.#bounds[0] : geometry.clampScale(kept, this.#bounds));
  }

  #setScale(scale) {
    this.scale = scale;
    this.parts.extent.style.width = `${Math.max(this.state.frames * scale, 1)}px`;
    this.parts.playhead.style.transform = `translateX(${this.frame * scale}px)`;
    this.draw();
  }

  #draw() {
    if (!this.state || !this.scale) return;
    const { scrollLeft, clientWidth } = this.parts.scroller;
    const from = Math.max(0, (scrollLeft - AHEAD) / this.scale);
    const to = Math.min(this.state.frames, (scrollLeft + clientWidth + AHEAD) / this.scale);
    const [first, end] = geometry.inView(this.state.shots, from, to);
    this.#clips.show(this.state, first, end, this.scale, geometry.indexAt(this.state.shots, this.frame));
    this.#drawRuler(from, to);
    this.#drawJoins(from, to);
  }

  #drawRuler(from, to) {
    const step = geometry.labelStep(this.scale, this.state.rate);
    keyed(this.#marks, geometry.labels(from, to, step), (frame) => frame, () => this.parts.ruler.appendChild(element("span", { class: "mark" })), (mark, frame) => {
      mark.style.transform = `translateX(${frame * this.scale}px)`;
      setText(mark, format(frame, this.state.rate));
    });
  }

  #drawJoins(from, to) {
    const joins = this.state.transitions.filter((join) => join.to > from && join.from < to);
    keyed(this.#joins, joins, (join) => `${join.after}-${join.kind}-${join.from}`, () => this.parts.joins.appendChild(element("span", { class: "join" })), (drawn, join) => {
      const kind = join.kind.split(" ")[0];
      setAttribute(drawn, "class", `join join-${kind}`);
      setAttribute(drawn, "title", `${join.kind}, ${join.to - join.from} frames`);
      drawn.style.transform = `translateX(${join.from * this.scale}px)`;
      drawn.style.width = `${Math.max(6, (join.to - join.from) * this.scale)}px`;
    });
  }

  #wheel(event) {
    if (!event.ctrlKey || !this.state) return;
    event.preventDefault();
    this.zoom(-event.deltaY / 120, event.clientX - this.parts.scroller.getBoundingClientRect().left);
  }

  /** Drag along the ruler: the film follows. */
  #scrub(go) {
    const { ruler, extent } = this.parts;
    const to = (event) => go(Math.floor((event.clientX - extent.getBoundingClientRect().left) / this.scale));
    ruler.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.state) return;
      this.#held = true;
      ruler.setPointerCapture(event.pointerId);
      to(event);
    });
    ruler.addEventListener("pointermove", (event) => this.#held && to(event));
    for (const over of ["pointerup", "pointercancel"]) ruler.addEventListener(over, () => (this.#held = false));
  }
}

/** Keep one element for each item by its key: made when it comes, drawn while it stays, taken away when it goes. */
function keyed(known, items, keyOf, make, draw) {
  const wanted = new Set(items.map(keyOf));
  for (const [key, gone] of known) {
    if (wanted.has(key)) continue;
    gone.remove();
    known.delete(key);
  }
  for (const item of items) {
    const key = keyOf(item);
    if (!known.has(key)) known.set(key, make());
    draw(known.get(key), item);
  }
}
