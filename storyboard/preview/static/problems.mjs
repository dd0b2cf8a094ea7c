/** What is wrong with the script, each at its place and with the way out. */

import { copy, element, prose, setText } from "./dom.mjs";
import { icon } from "./icons.mjs";
import { count } from "./words.mjs";

export class Problems {
  /** `parts`: panel, heading, lead, list, warnings (a fold), warningsCount, warningsList, chip (the button that leads here). */
  constructor(parts, say) {
    this.parts = parts;
    this.say = say;
    this.#shown = "[]";
  }

  #shown;

  /** Show the problems of a state; said aloud when they change, and when the last of them is gone. */
  take(state) {
    const key = JSON.stringify([state.problems, state.broken, state.vanished]);
    if (key === this.#shown) return;
    const before = this.#shown;
    this.#shown = key;
    this.#head(state);
    this.#lists(state.problems);
    this.#speak(state, before !== "[]");
  }

  /** Bring the list to the reader. */
  focus() {
    const { panel, heading, warnings, warningsCount } = this.parts;
    if (panel.hidden) return;
    if (heading.hidden) warnings.open = true;
    panel.scrollIntoView({ block: "nearest" });
    (heading.hidden ? warningsCount : heading).focus();
  }

  #head(state) {
    const { panel, heading, lead, chip } = this.parts;
    const title = titleOf(state);
    const serious = state.vanished || state.problems.some(isError);
    panel.hidden = chip.hidden = !title;
    panel.dataset.kind = chip.dataset.kind = serious ? "error" : "warning";
    heading.hidden = !serious;
    setText(heading, state.vanished ? title : count(state.problems.filter(isError).length, "problem"));
    setText(lead, leadOf(state));
    lead.hidden = !lead.textContent;
    setText(chip.querySelector("span"), title);
    chip.dataset.count = state.problems.length || "!";
    chip.setAttribute("aria-label", `${title}. Go there`);
  }

  /** Warnings are folded away: they stop nothing, and the shot under them is what one looks at. */
  #lists(problems) {
    const { list, warnings, warningsCount, warningsList } = this.parts;
    const mild = problems.filter((problem) => !isError(problem));
    list.replaceChildren(...problems.filter(isError).map((problem) => this.#entry(problem)));
    warnings.hidden = !mild.length;
    setText(warningsCount, count(mild.length, "warning"));
    warningsList.replaceChildren(...mild.map((problem) => this.#entry(problem)));
  }

  #speak(state, wasSome) {
    const first = state.problems.find(isError);
    if (first) this.say(`${titleOf(state)}. ${first.file} line ${first.line}: ${first.message}`);
    else if (titleOf(state)) this.say(`${titleOf(state)}. ${leadOf(state)}`.trim());
    else if (wasSome) this.say("No problems left.");
  }

  #entry(problem) {
    const place = `${problem.file}:${problem.line}:${problem.column}`;
    return element(
      "li",
      { class: "problem", data: { kind: problem.severity } },
      element(
        "p",
        { class: "problem-place" },
        element(
          "button",
          {
            type: "button",
            class: "place",
            title: "Copy this place",
            on: { click: () => this.#copy(place) },
          },
          icon(isError(problem) ? "failed" : "warning"),
          place,
        ),
        problem.path ? element("span", { class: "path" }, problem.path) : null,
      ),
      element(
        "p",
        { class: "problem-message" },
        isError(problem) ? null : element("b", {}, "Warning: "),
        ...prose(problem.message),
      ),
      frame(problem),
      problem.fix
        ? element(
            "p",
            { class: "fix" },
            "Did you mean ",
            element(
              "button",
              {
                type: "button",
                class: "fix-word",
                title: "Copy it",
                on: { click: () => this.#copy(problem.fix) },
              },
              problem.fix,
            ),
            "?",
          )
        : null,
    );
  }

  async #copy(text) {
    this.say((await copy(text)) ? `Copied ${text}` : text);
  }
}

function isError(problem) {
  return problem.severity === "error";
}

function titleOf({ problems, vanished }) {
  if (vanished) return "The script is gone";
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  return [errors ? count(errors, "problem") : "", warnings ? count(warnings, "warning") : ""]
    .filter(Boolean)
    .join(", ");
}

function leadOf({ broken, vanished, script, shots }) {
  if (vanished)
    return `${script} is not there${shots.length ? " any more. The last good film stays until it is back." : "."}`;
  return broken && shots.length ? "The last good film stays until the script can be read again." : "";
}

/** The lines around the place, the place marked; long lines scroll. */
function frame({ code, line, mark }) {
  if (!code?.length) return null;
  const lines = code.map(([number, text]) =>
    element(
      "span",
      { class: number === line ? "code-line here" : "code-line" },
      element("span", { class: "code-number" }, String(number)),
      element("code", {}, ...(number === line && mark ? marked(text, mark) : [text || " "])),
    ),
  );
  return element(
    "div",
    { class: "code", role: "group", "aria-label": `Lines ${code[0][0]} to ${code.at(-1)[0]}`, tabindex: "0" },
    lines,
  );
}

/** Columns count from 1, and the mark ends before its second one. */
function marked(text, [from, to]) {
  const start = Math.min(Math.max(0, from - 1), text.length);
  const end = Math.max(start, Math.min(to - 1, text.length));
  return [text.slice(0, start), element("mark", {}, text.slice(start, end) || " "), text.slice(end)];
}
