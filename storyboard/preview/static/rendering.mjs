/** Rendering another profile from the page: asked twice, shown while it runs, stopped at will. */

import { setText } from "./dom.mjs";
import { artifact, post } from "./link.mjs";
import { left } from "./words.mjs";

const TITLES = { running: "Rendering", done: "Rendered", failed: "Not rendered", stopped: "Stopped" };

export class Rendering {
  /** `parts`: start, confirm (a dialog), question, yes, panel, title, bar, detail, stop, film. `plan` is the plan that is shown. */
  constructor(parts, plan, say) {
    this.parts = parts;
    this.plan = plan;
    this.say = say;
    this.#status = null;
    parts.start.addEventListener("click", () => this.#ask());
    parts.confirm.addEventListener("close", () => parts.confirm.returnValue === "yes" && this.#begin());
    parts.stop.addEventListener("click", () => this.#stop());
  }

  #status;

  take({ render }) {
    const { parts } = this;
    parts.panel.hidden = !render;
    const running = render?.status === "running";
    parts.start.hidden = running;
    if (!render) return;
    parts.panel.dataset.kind = render.status;
    setText(parts.title, `${TITLES[render.status]}: ${render.profile}`);
    setText(
      parts.detail,
      [
        running ? `${Math.floor(render.done * 100)} %` : "",
        running ? left(render.left) : "",
        render.message ?? "",
        render.output && render.status === "done" ? `Written to ${render.output}.` : "",
      ]
        .filter(Boolean)
        .join(", "),
    );
    parts.bar.value = render.status === "done" ? 1 : render.done;
    parts.bar.hidden = !running;
    parts.stop.hidden = !running;
    this.#film(render);
    const status = `${render.profile} ${render.status}`;
    if (this.#status !== null && this.#status !== status)
      this.say(`${TITLES[render.status]}: ${render.profile}. ${render.message ?? ""}`);
    this.#status = status;
  }

  #film({ film, status }) {
    const url = film && status === "done" ? artifact(film.digest) : "";
    this.parts.film.hidden = !url;
    if (url && this.parts.film.getAttribute("src") !== url) this.parts.film.src = url;
  }

  #ask() {
    setText(this.parts.question, `Render “${this.plan.profile}”?`);
    setText(this.parts.answer, this.plan.words);
    this.parts.confirm.returnValue = "";
    this.parts.confirm.showModal();
  }

  async #begin() {
    try {
      await post("/api/render", { profile: this.plan.profile });
      this.#refused("");
    } catch (error) {
      this.#refused(error.message);
    }
  }

  async #stop() {
    try {
      await post("/api/stop", {});
    } catch (error) {
      this.#refused(error.message);
    }
  }

  #refused(message) {
    setText(this.parts.refusal, message);
    if (message) this.say(message);
  }
}
