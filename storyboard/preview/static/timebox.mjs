/** The timecode: it tells where the film stands, and takes where it is to go. */

import { setText } from "./dom.mjs";
import { speedText } from "./shuttle.mjs";
import { format, parse } from "./timecode.mjs";

export class Timebox {
  /** `parts`: field (a text input), total, speed, note. `go(frame)` moves the film. */
  constructor(parts, go) {
    this.parts = parts;
    this.rate = [24, 1];
    this.frame = 0;
    this.frames = 1;
    const { field } = parts;
    field.addEventListener("focus", () => field.select());
    field.addEventListener("blur", () => this.#restore());
    field.addEventListener("keydown", (event) => this.#key(event, go));
  }

  take({ rate, frames }) {
    this.rate = rate;
    this.frames = frames;
    setText(this.parts.total, format(frames, rate));
    this.move(this.frame);
  }

  move(frame) {
    this.frame = frame;
    if (document.activeElement !== this.parts.field) this.parts.field.value = format(frame, this.rate);
  }

  run(speed) {
    setText(this.parts.speed, speedText(speed));
  }

  focus() {
    this.parts.field.focus();
  }

  #key(event, go) {
    if (event.key === "Escape") this.parts.field.blur();
    if (event.key !== "Enter") return;
    const frame = parse(this.parts.field.value, this.rate, this.frame);
    this.#fault(frame === null ? "Write a timecode (1:02:12), seconds (2.5s) or frames (96f, +12)." : "");
    if (frame === null) return;
    const there = Math.min(frame, this.frames - 1);
    go(there);
    this.parts.field.value = format(there, this.rate);
    this.parts.field.select();
  }

  #restore() {
    this.#fault("");
    this.parts.field.value = format(this.frame, this.rate);
  }

  #fault(text) {
    this.parts.field.setAttribute("aria-invalid", String(Boolean(text)));
    setText(this.parts.note, text);
    this.parts.note.hidden = !text;
  }
}
