/** Takes: the same shot from other seeds, side by side, one of which is chosen and written into the script. */

import { element, setText } from "./dom.mjs";
import { icon } from "./icons.mjs";
import { artifact, post } from "./link.mjs";
import { STATES } from "./words.mjs";

export class TakesPanel {
  /** `parts`: form, count (a select), make, grid, large (a dialog), largeGrid, enlarge, note. */
  constructor(parts, say) {
    this.parts = parts;
    this.say = say;
    this.shot = null;
    this.#waiting = false;
    parts.form.addEventListener("submit", (event) => this.#make(event));
    parts.enlarge.addEventListener("click", () => parts.large.showModal());
    parts.grid.addEventListener("keydown", (event) => this.#key(event, parts.grid));
    parts.large.addEventListener("keydown", (event) => this.#key(event, parts.largeGrid));
  }

  #waiting;
  #drawn = "";
  #making = false;

  /** A shot's details; what has the focus keeps it while takes come in. */
  show(shot) {
    if (shot.id !== this.shot?.id) {
      this.#making = false;
      this.#note("");
    }
    this.shot = shot;
    const takes = shot.takes ?? [];
    this.parts.enlarge.hidden = takes.length < 2;
    const drawn = JSON.stringify([shot.id, takes]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (this.#making && takes.length && takes.every((take) => take.still)) {
      this.#making = false;
      this.#note("");
      this.say(`The takes of ${shot.id} are there.`);
    }
    for (const grid of [this.parts.grid, this.parts.largeGrid]) this.#fill(grid, takes);
    if (!takes.length) this.parts.large.close();
  }

  #fill(grid, takes) {
    const focused = [...grid.children].findIndex((card) => card === document.activeElement);
    grid.hidden = !takes.length;
    grid.style.setProperty("--columns", takes.length === 3 ? 3 : Math.ceil(Math.sqrt(takes.length)));
    grid.replaceChildren(...takes.map((take, number) => this.#card(take, number)));
    if (focused >= 0) grid.children[Math.min(focused, takes.length - 1)]?.focus();
  }

  #card(take, number) {
    const words = [
      `Take ${number + 1}, seed ${take.seed}`,
      take.picked ? "in the script" : take.state === "done" ? "use it" : STATES[take.state],
    ];
    return element(
      "button",
      {
        type: "button",
        class: "take",
        data: { state: take.state },
        "aria-pressed": String(Boolean(take.picked)),
        "aria-label": words.join(", "),
        "aria-disabled": take.still ? null : "true",
        on: { click: () => this.#pick(take) },
      },
      take.still
        ? element("img", { src: artifact(take.still), alt: "", loading: "lazy" })
        : element("span", { class: "take-blank" }, icon(take.state), STATES[take.state]),
      element(
        "span",
        { class: "take-foot" },
        element("kbd", {}, String(number + 1)),
        element("span", { class: "take-seed" }, `seed ${take.seed}`),
        take.picked ? element("span", { class: "take-picked" }, icon("done"), "in the script") : null,
      ),
    );
  }

  /** Digits choose; arrows go from take to take. */
  #key(event, grid) {
    const cards = [...grid.children];
    const here = cards.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const take = /^[1-9]$/.test(event.key) ? this.shot?.takes?.[Number(event.key) - 1] : null;
    if (!step && !take) return;
    event.preventDefault();
    event.stopPropagation();
    if (take) this.#pick(take);
    else cards[here < 0 ? 0 : (here + step + cards.length) % cards.length].focus();
  }

  async #make(event) {
    event.preventDefault();
    if (!this.shot || this.#waiting) return;
    this.#wait(true);
    const seeds = Number(this.parts.count.value);
    try {
      await post("/api/takes", { shot: this.shot.id, seeds });
      this.#making = true;
      this.#note(`Making ${seeds} takes of ${this.shot.id}.`);
    } catch (error) {
      this.#note(error.message, true);
    } finally {
      this.#wait(false);
    }
  }

  async #pick(take) {
    if (!take.still || take.picked || this.#waiting) return;
    this.#wait(true);
    const { id } = this.shot;
    try {
      await post("/api/pick", { shot: id, seed: take.seed });
      this.#note(`Seed ${take.seed} is written into the script.`);
    } catch (error) {
      this.#note(error.message, true);
    } finally {
      this.#wait(false);
    }
  }

  #wait(waiting) {
    this.#waiting = waiting;
    this.parts.make.setAttribute("aria-disabled", String(waiting));
  }

  #note(text, bad = false) {
    setText(this.parts.note, text);
    this.parts.note.classList.toggle("bad", bad);
    if (text) this.say(text);
  }
}
