/** What a profile would do, before it is done: its time, its work, and why. */

import { element, setText } from "./dom.mjs";
import { icon } from "./icons.mjs";
import { get } from "./link.mjs";
import { count, duration } from "./words.mjs";

const SAID = { hit: "ready", run: "runs", waits: "waits" };
/** The colour of a shot's state that a step's status has. */
const STATES = { hit: "hit", run: "running", waits: "waiting" };
const SIGNS = { hit: "hit", run: "play", waits: "waiting" };

export class Plan {
  /** `parts`: choice (a select), figure, sub, bar, ops, lines, only (a checkbox), note, start (the button that renders). */
  constructor(parts) {
    this.parts = parts;
    this.plan = null;
    this.#profiles = "";
    this.#asked = "";
    parts.choice.addEventListener("change", () => this.#ask());
    parts.only.addEventListener("change", () => this.plan && this.#lines(this.plan));
  }

  #profiles;
  #asked;
  #open = false;
  #abort = null;

  get profile() {
    return this.parts.choice.value;
  }

  /** The newest state: a plan that is being looked at is asked for again once a build is over. */
  take(state) {
    const profiles = state.profiles.join();
    if (profiles !== this.#profiles) {
      this.#profiles = profiles;
      this.#choices(state);
    }
    const settled = ["planning", "building"].includes(state.build.status) ? "" : `${state.build.number}`;
    this.#key = settled || this.#key;
    if (this.#open && this.#asked !== `${this.profile} ${this.#key}`) this.#ask();
  }

  #key = "";

  /** The tab was opened, or left. */
  show(open) {
    this.#open = open;
    if (open && this.#asked !== `${this.profile} ${this.#key}`) this.#ask();
  }

  /** How long it is going to take, in words for a question. */
  get words() {
    return this.plan ? `${this.plan.text}, ${count(this.plan.to_do, "step")}` : "";
  }

  #choices({ profiles, profile }) {
    const chosen = profiles.includes(this.profile)
      ? this.profile
      : (profiles.find((name) => name === "final") ?? profiles.find((name) => name !== profile) ?? profile);
    this.parts.choice.replaceChildren(...profiles.map((name) => element("option", { value: name }, name)));
    this.parts.choice.value = chosen;
  }

  async #ask() {
    if (!this.profile) return;
    this.#asked = `${this.profile} ${this.#key}`;
    this.#abort?.abort();
    this.#abort = new AbortController();
    this.parts.root.setAttribute("aria-busy", "true");
    try {
      this.#fill(await get(`/api/plan?profile=${encodeURIComponent(this.profile)}`, this.#abort.signal));
    } catch (error) {
      if (error.name !== "AbortError") this.#refused(error.message);
    } finally {
      this.parts.root.setAttribute("aria-busy", "false");
    }
  }

  #refused(message) {
    this.plan = null;
    this.parts.root.dataset.filled = "false";
    this.parts.start.disabled = true;
    setText(this.parts.note, message);
  }

  #fill(plan) {
    const { parts } = this;
    this.plan = plan;
    parts.root.dataset.filled = "true";
    const errors = (plan.problems ?? []).filter((problem) => problem.severity === "error");
    setText(
      parts.note,
      errors.length ? errors.map(({ file, line, message }) => `${file}:${line}: ${message}`).join("\n") : "",
    );
    parts.start.disabled = errors.length > 0;
    setText(parts.figure, plan.to_do ? plan.text : "Nothing to do");
    setText(
      parts.sub,
      plan.to_do
        ? `${count(plan.to_do, "step")} to do, ${count(plan.hit, "step")} ready`
        : `All ${count(plan.actions, "step")} are ready: the film is only put together.`,
    );
    parts.bar.style.transform = `scaleX(${plan.actions ? plan.hit / plan.actions : 1})`;
    parts.ops.tBodies[0].replaceChildren(
      ...plan.by_op.map(({ op, count: number, seconds }) => row(op, number, seconds)),
    );
    parts.ops.hidden = !plan.by_op.length;
    this.#lines(plan);
  }

  #lines(plan) {
    const known = plan.lines ?? [];
    const shown = this.parts.only.checked ? known.filter((line) => line.status !== "hit") : known;
    const rest = plan.actions - known.length;
    this.parts.lines.replaceChildren(...shown.map(entry));
    setText(
      this.parts.more,
      rest > 0 ? `and ${count(rest, "step")} more` : shown.length ? "" : "No step runs.",
    );
  }
}

function row(op, number, seconds) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, op),
    element("td", {}, number.toLocaleString("en")),
    element("td", {}, seconds === null || seconds === undefined ? "never timed" : duration(seconds)),
  );
}

function entry({ status, name, why }) {
  return element(
    "li",
    { data: { state: STATES[status] ?? "waiting" } },
    icon(SIGNS[status] ?? "waiting"),
    element("span", { class: "line-name" }, name),
    element("span", { class: "line-why" }, why || (SAID[status] ?? status)),
  );
}
