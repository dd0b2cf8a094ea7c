/** The timeline: a strip of shots to scale, of which only those in view are in the document. */

import { Bands } from "./bands.mjs";
import { Clips } from "./clips.mjs";
import { onceAFrame } from "./dom.mjs";
import * as geometry from "./geometry.mjs";

const ZOOM_STEP = 1.5;
/** Pixels beyond both edges that are kept ready, so that scrolling shows no holes. */
const AHEAD = 300;

export class Timeline {
  /** `parts` are its elements: scroller, extent, ruler, scenes, strip, joins, playhead. `go(frame)` moves the film. */
  constructor(parts, go) {
    this.parts = parts;
    this.state = null;
    this.frame = 0;
    this.scale = 0;
    this.#fitted = false;
    this.#clips = new Clips(parts.strip, (number) => go(this.state.shots[number].from));
    this.#bands = new Bands(parts);
    this.draw = onceAFrame(() => this.#draw());
    parts.scroller.addEventListener("scroll", this.draw, { passive: true });
    parts.scroller.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(() => this.#resized()).observe(parts.scroller);
    this.#scrub(go);
  }

  #clips;
  #bands;
  #fitted;
  #held = false;

  /** The newest state: shots that came, went or changed. */
  take(state) {
    const sameLength = this.state?.frames === state.frames && this.state?.shots.length === state.shots.length;
    if (this.state?.shots !== state.shots) this.#bands.take(state);
    this.state = state;
    if (!sameLength) this.#rescale();
    this.draw();
  }

  /** The playhead is at a frame. Where it moved out of the view, the strip turns over like a page; else it stays. */
  move(frame) {
    const moved = frame !== this.frame;
    this.frame = frame;
    this.parts.playhead.style.transform = `translateX(${frame * this.scale}px)`;
    if (moved && !this.#held) this.#showPlayhead();
    this.draw();
  }

  #showPlayhead() {
    const { scroller } = this.parts;
    const scroll = geometry.scrollToShow(this.frame * this.scale, scroller.scrollLeft, scroller.clientWidth);
    if (scroll !== scroller.scrollLeft) scroller.scrollLeft = scroll;
  }

  zoom(steps, anchor = null) {
    const { scroller } = this.parts;
    const at =
      anchor ?? Math.min(Math.max(0, this.frame * this.scale - scroller.scrollLeft), scroller.clientWidth);
    const scale = geometry.clampScale(this.scale * ZOOM_STEP ** steps, this.#bounds);
    const scroll = geometry.scrollAround(scroller.scrollLeft, at, this.scale, scale);
    this.#fitted = scale === this.#bounds[0];
    this.#setScale(scale);
    scroller.scrollLeft = scroll;
  }

  fit() {
    this.#fitted = true;
    this.#rescale();
    this.#showPlayhead();
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
    this.#bands.draw(this.state, from, to, this.scale);
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
    for (const over of ["pointerup", "pointercancel"])
      ruler.addEventListener(over, () => (this.#held = false));
  }
}
