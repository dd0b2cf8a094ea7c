/** What the last save changed: how many shots, the way to each, and, where that is wanted, there at once. */

import { firstChanged, isChanged, nextChanged } from "./changed.mjs";
import { setText } from "./dom.mjs";
import { setIcon } from "./icons.mjs";

const KEY = "storyboard-follow";

export class Changes {
  /** `parts`: button, follow (a checkbox). `go(frame)` moves the film, `here()` is the shot under the playhead. */
  constructor(parts, go, here) {
    this.parts = parts;
    this.go = go;
    this.here = here;
    this.#followed = null;
    parts.follow.checked = kept();
    parts.follow.addEventListener("change", () => keep(parts.follow.checked));
  }

  #followed;

  take(state) {
    const changed = state.shots.filter(isChanged);
    const { button } = this.parts;
    button.hidden = !changed.length || changed.length === state.shots.length;
    setText(
      button.querySelector("span"),
      changed.length === 1 ? changed[0].id : `${changed.length.toLocaleString("en")} changed`,
    );
    const sign =
      ["failed", "running", "waiting"].find((each) => changed.some((shot) => shot.state === each)) ?? "done";
    button.dataset.state = sign;
    setIcon(button, sign);
    this.shots = state.shots;
    this.#follow(state);
  }

  /** On to the next shot that is not as it was, from the last one to the first. */
  next() {
    const number = nextChanged(this.shots ?? [], this.here());
    if (number >= 0) this.go(this.shots[number].from);
  }

  /** Once for each build, and only where the playhead stands on nothing that is changed. */
  #follow({ build, shots }) {
    const number = firstChanged(shots, this.here());
    if (number < 0 || this.#followed === build.number) return;
    const first = this.#followed === null;
    this.#followed = build.number;
    if (this.parts.follow.checked && !first && number !== this.here()) this.go(shots[number].from);
  }
}

function kept() {
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}

function keep(wanted) {
  try {
    localStorage.setItem(KEY, wanted ? "yes" : "no");
  } catch {
    // A browser that keeps nothing follows until it is closed.
  }
}
