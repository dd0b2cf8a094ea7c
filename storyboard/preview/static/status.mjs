/** The line at the top: what the build is at, and whether the server is there. */

import { setText } from "./dom.mjs";
import { setIcon } from "./icons.mjs";
import { buildText } from "./words.mjs";

/** A connection that is back within this time is never spoken of. */
const PATIENCE_MS = 1500;
const BACK_MS = 3000;

export class Status {
  /** `parts`: build, text, detail, bar, link (connection), linkText. */
  constructor(parts, say) {
    this.parts = parts;
    this.say = say;
    this.#spoken = null;
    this.#timer = 0;
    this.#lost = false;
  }

  #spoken;
  #timer;
  #lost;

  take(state) {
    const { parts } = this;
    const { kind, text, detail } = buildText(state);
    const busy = ["planning", "building"].includes(state.build.status);
    parts.build.dataset.state = kind;
    setIcon(parts.sign, kind);
    setText(parts.text, text);
    setText(parts.detail, detail);
    parts.bar.style.transform = `scaleX(${state.build.status === "building" ? state.build.done : 0})`;
    parts.bar.parentElement.hidden = !busy;
    document.title = `${state.broken || state.vanished ? "✕ " : ({ running: "● ", failed: "✕ " }[kind] ?? "")}${state.title || state.script} · Storyboard`;
    this.#speak(state, text);
  }

  /** The connection is "open", "lost" or "refused". */
  connected(how) {
    clearTimeout(this.#timer);
    if (how === "open") {
      if (this.#lost) this.#link("back", "Connected again");
      this.#timer = setTimeout(() => this.#link("", ""), this.#lost ? BACK_MS : 0);
      this.#lost = false;
    } else if (how === "refused") {
      this.#lost = true;
      this.#link("refused", "Watching was started anew: open the address that it printed");
    } else {
      this.#timer = setTimeout(
        () => {
          this.#lost = true;
          this.#link("lost", "Connection lost, trying again");
        },
        this.#lost ? 0 : PATIENCE_MS,
      );
    }
  }

  #link(kind, text) {
    const { link, linkText } = this.parts;
    link.hidden = !text;
    link.dataset.kind = kind;
    if (text) setIcon(link, kind === "back" ? "done" : "lost");
    if (text && linkText.textContent !== text) this.say(text);
    setText(linkText, text);
  }

  /** Said aloud once for each turn of a build, not for each step of it; quick builds only tell how they ended. */
  #speak({ build, broken }, text) {
    const turn = broken ? "broken" : `${build.number} ${build.status}`;
    if (turn === this.#spoken) return;
    const first = this.#spoken === null;
    this.#spoken = turn;
    if (!first && !broken && ["failed", "done"].includes(build.status)) this.say(text);
  }
}
