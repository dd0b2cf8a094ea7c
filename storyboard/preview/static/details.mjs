/** All that is known of the shot under the playhead. */

import { copy, element, prose, setText } from "./dom.mjs";
import { icon, setIcon } from "./icons.mjs";
import { get } from "./link.mjs";
import { TakesPanel } from "./takes.mjs";
import { Wipe } from "./wipe.mjs";
import { STATES, duration } from "./words.mjs";

/** While the film runs or the playhead is dragged, details are asked for once it rests on a shot this long. */
const REST_MS = 120;
const CAMERA = ["size", "framing", "angle", "lens", "move", "speed"];

export class Details {
  /** `parts`: heading, state, failure, place, body, compare, takes, more; `wipe` and `takes` are the parts of those. */
  constructor(parts, wipe, takes, say) {
    this.parts = parts;
    this.say = say;
    this.wipe = new Wipe(wipe);
    this.takes = new TakesPanel(takes, say);
    this.#asked = null;
    this.#shown = null;
    this.#timer = 0;
    this.#drawn = null;
    parts.place.addEventListener("click", () => this.#copyPlace());
  }

  #asked;
  #shown;
  #timer;
  #drawn;
  #abort = null;

  /** The shot under the playhead, and the state it is part of; asks for its details when either is new. */
  show(state, number) {
    const shot = state?.shots[number];
    if (!shot) return this.#empty();
    this.#head(state, shot);
    const known = this.#asked;
    const sameBuild = known?.build === state.build.number;
    if (sameBuild && (known.shot === shot || onlyProgress(known.shot, shot))) return;
    this.#asked = { shot, build: state.build.number };
    if (this.#timer && known?.shot.id === shot.id) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fetch(number), REST_MS);
  }

  #empty() {
    this.#said = "";
    setText(this.parts.heading, "No shot");
    this.parts.takes.hidden = this.parts.compare.hidden = true;
    this.parts.state.replaceChildren();
    this.parts.body.replaceChildren(element("p", { class: "quiet" }, "The film has no shots yet."));
    this.parts.more.replaceChildren();
  }

  #head(state, shot) {
    const key = `${shot.id}|${shot.state}|${Math.round(shot.progress * 100)}|${shot.failure}|${shot.stale}`;
    if (key === this.#drawn) return;
    this.#drawn = key;
    setText(this.parts.heading, shot.id);
    const { state: line } = this.parts;
    line.dataset.state = shot.state;
    const percent = shot.state === "running" ? ` ${Math.round(shot.progress * 100)} %` : "";
    line.replaceChildren(
      icon(shot.state),
      `${STATES[shot.state]}${percent}${shot.stale ? ", picture of an older text" : ""}`,
    );
    this.parts.failure.hidden = !shot.failure;
    setText(this.parts.failure, shot.failure ?? "");
  }

  async #fetch(number) {
    const asked = this.#asked;
    this.#timer = 0;
    this.#abort?.abort();
    this.#abort = new AbortController();
    try {
      const shot = await get(`/api/shots/${number}`, this.#abort.signal);
      if (asked === this.#asked && shot.id === asked.shot.id) this.#fill(shot);
    } catch (error) {
      if (error.name === "AbortError" || asked !== this.#asked) return;
      this.#said = "";
      if (this.#shown !== asked.shot.id)
        this.parts.body.replaceChildren(element("p", { class: "quiet" }, "Its details can’t be had now."));
    }
  }

  #fill(shot) {
    this.#shown = shot.id;
    this.#place = `${shot.file}:${shot.line}`;
    this.parts.place.hidden = false;
    setText(this.parts.place.querySelector("span"), this.#place);
    this.parts.takes.hidden = false;
    this.#write(shot);
    this.wipe.show(shot.previous?.still ?? null, shot.current?.still ?? null);
    this.takes.show(shot);
  }

  /** What is said anew keeps the focus where it was; what stays the same is left alone. */
  #write(shot) {
    const said = JSON.stringify({ ...shot, takes: null, current: null, previous: null });
    if (said === this.#said) return;
    this.#said = said;
    const focused = document.activeElement?.closest?.(".fold > summary")?.textContent;
    this.parts.body.replaceChildren(...above(shot));
    this.parts.more.replaceChildren(...below(shot));
    const again = [...document.querySelectorAll(".fold > summary")].find(
      (each) => each.textContent === focused,
    );
    again?.focus();
  }

  #said = "";
  #place = "";

  async #copyPlace() {
    const done = await copy(this.#place);
    setIcon(this.parts.place, done ? "done" : "copy");
    this.say(done ? `Copied ${this.#place}` : this.#place);
    setTimeout(() => setIcon(this.parts.place, "copy"), 1200);
  }
}

/** Whether nothing is new but how far the shot is; the same shot sent again as it was means that its takes are. */
function onlyProgress(known, shot) {
  if (shot.state !== "running" || known.progress === shot.progress) return false;
  return Object.keys(shot).every((name) => name === "progress" || known[name] === shot[name]);
}

/** What stands over the takes. */
function above(shot) {
  return [
    shot.action && element("p", { class: "action" }, ...named(shot.action)),
    dialogue(shot.dialogue ?? []),
    facts([
      ["Length", `${duration(shot.seconds)}, ${shot.frames} frames`],
      ["Camera", camera(shot.camera ?? {})],
      ["Cast", (shot.cast ?? []).map(({ key, is }) => [element("b", {}, key), is ? ` ${is}` : ""])],
      ["Place", shot.place],
      ["Scene", shot.scene],
      ["Seed", `${shot.seed}${shot.take > 1 ? `, take ${shot.take}` : ""}`],
      ["Notes", shot.notes],
    ]),
    why(shot.actions ?? []),
  ].filter(Boolean);
}

/** What stands under them. */
function below(shot) {
  return [
    folded("Prompt", [
      shot.prompt && element("p", {}, shot.prompt),
      shot.avoid && element("p", { class: "avoid" }, element("b", {}, "Avoid "), shot.avoid),
    ]),
    folded("How it is made", [
      facts([
        ["Engine", shot.engine],
        ["Model", shot.model],
        ...Object.entries(shot.settings ?? {}).map(([name, value]) => [
          name.replaceAll("_", " "),
          plain(value),
        ]),
      ]),
    ]),
  ].filter(Boolean);
}

/** An action with whom it names, `{mara}`, set apart. */
function named(action) {
  return action.split(/\{(\w+)\}/).map((part, number) => (number % 2 ? element("b", {}, part) : part));
}

function dialogue(lines) {
  if (!lines.length) return null;
  const rows = lines.map(({ speaker, text }) =>
    element("p", {}, speaker ? element("b", { class: "speaker" }, speaker) : null, element("q", {}, text)),
  );
  return element("div", { class: "dialogue" }, rows);
}

function facts(pairs) {
  const known = pairs.filter(
    ([, value]) => value !== null && value !== undefined && value !== "" && value.length !== 0,
  );
  return known.length
    ? element(
        "dl",
        { class: "facts" },
        known.map(([name, value]) => [element("dt", {}, name), element("dd", {}, ...values(value))]),
      )
    : null;
}

function values(value) {
  if (!Array.isArray(value)) return [String(value)];
  return value.map((each) =>
    element("span", { class: "one" }, ...(Array.isArray(each) ? each : [String(each)])),
  );
}

function camera(note) {
  return CAMERA.map((part) => note[part])
    .filter((word) => word && word !== "normal")
    .join(", ");
}

/** A section that is folded open, and stays as the reader left it when another shot is shown. */
function folded(title, content) {
  const filled = content.filter(Boolean);
  if (!filled.length) return null;
  const section = element("details", { class: "fold" }, element("summary", {}, title), filled);
  section.open = !FOLDED.has(title);
  section.addEventListener("toggle", () => (section.open ? FOLDED.delete(title) : FOLDED.add(title)));
  return section;
}

const FOLDED = new Set();

function why(actions) {
  if (!actions.length) return null;
  const lines = actions.map(({ op, status, why: reason, seconds }) =>
    element(
      "li",
      { data: { state: status } },
      element("span", { class: "why-op" }, op),
      element(
        "span",
        { class: "why-time" },
        seconds === null || seconds === undefined ? "" : duration(seconds),
      ),
      reason ? element("span", { class: "why-reason" }, ...prose(reason)) : null,
    ),
  );
  return folded(actions.some((action) => action.why) ? "Why it ran" : "How long it took", [
    element("ul", { class: "why" }, lines),
  ]);
}

function plain(value) {
  return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value);
}
