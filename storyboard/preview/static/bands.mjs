/** What stands along the shots: the ruler over them, the scenes that they belong to, the transitions between them. */

import { element, setAttribute, setText } from "./dom.mjs";
import { inView, labelStep, labels } from "./geometry.mjs";
import { format } from "./timecode.mjs";

/** A transition that would be narrower on screen is left out: the film is too far away to tell its kind. */
const NARROWEST_JOIN = 3;

export class Bands {
  /** `parts`: extent, ruler, scenes, joins. */
  constructor(parts) {
    this.parts = parts;
    this.#marks = new Kept(parts.ruler, "mark");
    this.#scenes = new Kept(parts.scenes, "scene");
    this.#joins = new Kept(parts.joins, "join");
    this.#runs = [];
  }

  #marks;
  #scenes;
  #joins;
  #runs;

  /** The shots have changed, and perhaps the scenes that they make. */
  take(state) {
    this.#runs = scenesOf(state.shots);
    this.parts.extent.classList.toggle(
      "with-scenes",
      this.#runs.some((scene) => scene.name),
    );
  }

  /** Draw what lies within frames `from` to `to`, at `scale` pixels a frame. */
  draw(state, from, to, scale) {
    const step = labelStep(scale, state.rate);
    this.#marks.show(labels(from, to, step), String, (mark, frame) => {
      mark.style.left = `${frame * scale}px`;
      setText(mark, format(frame, state.rate));
    });
    this.#scenes.show(
      part(this.#runs, from, to),
      (scene) => scene.from,
      (drawn, scene) => {
        place(drawn, scene, scale);
        setText(drawn.firstElementChild ?? drawn.appendChild(element("span")), scene.name ?? "");
      },
    );
    const wide = (join) => (join.to - join.from) * scale >= NARROWEST_JOIN;
    this.#joins.show(
      part(state.transitions, from, to).filter(wide),
      (join) => `${join.from} ${join.kind}`,
      (drawn, join) => {
        place(drawn, join, scale);
        setAttribute(drawn, "class", `join join-${join.kind.split(" ")[0]}`);
        setAttribute(drawn, "title", `${join.kind}, ${join.to - join.from} frames`);
      },
    );
  }
}

/** Elements of one kind, one for each thing in view by its key: made when it comes, taken away when it goes. */
class Kept {
  constructor(parent, name) {
    this.parent = parent;
    this.name = name;
    this.known = new Map();
  }

  show(items, keyOf, draw) {
    const wanted = new Map(items.map((item) => [keyOf(item), item]));
    for (const [key, gone] of this.known) {
      if (wanted.has(key)) continue;
      gone.remove();
      this.known.delete(key);
    }
    for (const [key, item] of wanted) {
      if (!this.known.has(key))
        this.known.set(key, this.parent.appendChild(element("span", { class: this.name })));
      draw(this.known.get(key), item);
    }
  }
}

/** Shots of one scene that follow each other, as ranges. */
function scenesOf(shots) {
  const runs = [];
  for (const { scene, from, to } of shots) {
    const last = runs.at(-1);
    if (last && last.name === scene) last.to = to;
    else runs.push({ name: scene, from, to });
  }
  return runs;
}

function part(ranges, from, to) {
  const [first, end] = inView(ranges, from, to);
  return ranges.slice(first, end);
}

function place(drawn, { from, to }, scale) {
  drawn.style.left = `${from * scale}px`;
  drawn.style.width = `${(to - from) * scale}px`;
}
