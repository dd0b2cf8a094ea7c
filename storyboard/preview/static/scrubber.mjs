/** The whole film in one line: a slider, over a drawing of every shot and its state. */

import { onceAFrame } from "./dom.mjs";
import { format } from "./timecode.mjs";

const HEIGHT = 14;

export class Scrubber {
  /** `slider` is a range, `canvas` lies beneath it; `go(frame)` moves the film. */
  constructor(slider, canvas, go) {
    this.slider = slider;
    this.canvas = canvas;
    this.draw = onceAFrame(() => this.#draw());
    slider.addEventListener("input", () => go(Number(slider.value)));
    new ResizeObserver(this.draw).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this.draw);
  }

  take(state) {
    this.state = state;
    this.slider.max = Math.max(0, state.frames - 1);
    this.draw();
  }

  move(frame) {
    this.slider.value = frame;
    this.slider.setAttribute("aria-valuetext", this.state ? format(frame, this.state.rate) : "");
    this.draw();
  }

  #draw() {
    this.canvas.hidden = !this.state?.shots.length;
    if (this.canvas.hidden) return;
    const dense = window.devicePixelRatio || 1;
    const width = this.canvas.clientWidth;
    if (this.canvas.width !== Math.round(width * dense)) this.canvas.width = Math.round(width * dense);
    this.canvas.height = Math.round(HEIGHT * dense);
    const pen = this.canvas.getContext("2d");
    pen.scale(dense, dense);
    const colours = coloursOf(this.canvas);
    const scale = width / Math.max(1, this.state.frames);
    const gap = this.state.shots.length * 4 < width ? 1 : 0;
    for (const shot of this.state.shots) {
      pen.fillStyle = colours[shot.state];
      const x = shot.from * scale;
      const wide = Math.max(shot.state === "failed" ? 2 : 0.5, (shot.to - shot.from) * scale - gap);
      const high = shot.state === "hit" || shot.state === "done" ? 4 : 8;
      pen.fillRect(x, (HEIGHT - high) / 2, wide, high);
    }
    pen.fillStyle = colours.played;
    const at = (Number(this.slider.value) + 0.5) * scale;
    pen.fillRect(Math.min(Math.max(0, at - 1), width - 2), 0, 2, HEIGHT);
  }
}

function coloursOf(canvas) {
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(`--draw-${name}`).trim() || style.color;
  return {
    hit: colour("hit"),
    done: colour("done"),
    waiting: colour("waiting"),
    running: colour("running"),
    failed: colour("failed"),
    played: colour("played"),
  };
}
