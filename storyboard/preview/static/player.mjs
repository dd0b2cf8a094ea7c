/** The transport: where the film stands, how fast it runs, and what of it is on screen. */

import { carry, cutOf, isNewer } from "./cuts.mjs";
import { indexAt } from "./geometry.mjs";
import { backwards, forwards } from "./shuttle.mjs";
import { base } from "./timecode.mjs";

const LOST_MS = 500;
const NOTES = {
  stills: "Stills only: no film yet",
  fresh: "New still",
  redrawn: "Being redrawn",
  missing: "Not drawn yet",
  unplayable: "Stills only: this browser can’t play the film",
};

export class Player {
  /** `tell.moved()` is called for every frame that is reached, `tell.ran()` whenever the speed changes. */
  constructor(screen, tell) {
    this.screen = screen;
    this.tell = tell;
    this.frame = 0;
    this.speed = 0;
    this.state = null;
    this.cut = [];
    this.#offered = null;
    this.#started = { at: 0, frame: 0 };
    screen.onframe = (frame) => this.speed > 0 && this.#reach(carry(frame, this.cut, this.state.shots));
    screen.onend = () => this.speed > 0 && this.run(0);
    screen.onfault = () => this.#lose();
  }

  #offered;
  #refused = null;
  #started;

  get shots() {
    return this.state?.shots ?? [];
  }

  get frames() {
    return Math.max(1, this.state?.frames ?? 1);
  }

  /** The number of the shot under the playhead; -1 where there is none. */
  get shot() {
    return indexAt(this.shots, this.frame);
  }

  /** The newest of what the server says. The place is kept: as far into the same shot, wherever that went. */
  take(state) {
    const known = this.state;
    this.state = state;
    this.#keepPlace(known);
    if (state.film && ![this.#offered, this.#refused].includes(state.film.digest))
      this.#load(state.film, !known);
    this.refresh();
    this.tell.moved();
  }

  /** The server is there again: what could not be loaded may be now. */
  retry() {
    this.#refused = null;
  }

  /** The film on screen can't be read on: it is loaded anew, now or when the server is there again. */
  #lose() {
    this.#offered = null;
    setTimeout(() => this.take(this.state), LOST_MS);
  }

  #keepPlace(known) {
    const here = known ? carry(this.frame, known.shots, this.shots) : this.frame;
    const kept = Math.min(here, this.frames - 1);
    if (kept === this.frame) return;
    this.frame = kept;
    if (this.speed === 0 || !this.#byClock) return;
    this.#started = { at: performance.now(), frame: kept };
    this.#tick();
  }

  /** Go to a frame and stay there, unless the film runs: then it runs on from there. */
  go(frame) {
    this.frame = Math.min(Math.max(0, Math.round(frame)), this.frames - 1);
    this.#started = { at: performance.now(), frame: this.frame };
    this.#seek();
    this.refresh();
    this.tell.moved();
  }

  step(frames) {
    this.run(0);
    this.go(this.frame + frames);
  }

  stepSeconds(seconds) {
    this.step(seconds * base(this.state?.rate ?? [24, 1]));
  }

  nextShot() {
    const next = this.shots[this.shot + 1];
    if (next) this.go(next.from);
  }

  /** To this shot's first frame; from there to the shot before. */
  lastShot() {
    const here = this.shots[this.shot];
    if (!here) return;
    const before = this.shots[Math.max(0, this.shot - 1)];
    this.go(this.frame > here.from ? here.from : before.from);
  }

  toggle() {
    this.run(this.speed === 0 ? 1 : 0);
  }

  backwards() {
    this.run(backwards(this.speed));
  }

  forwards() {
    this.run(forwards(this.speed));
  }

  /** Run at a speed: 1 is the film's own, below 0 backwards, 0 holds it. From its last frame it begins anew. */
  run(speed) {
    if (speed > 0 && this.speed === 0 && this.frame >= this.frames - 1) this.go(0);
    const was = this.speed;
    this.speed = speed;
    this.#started = { at: performance.now(), frame: this.frame };
    this.screen.run(this.#byClock ? 0 : speed);
    if (speed === 0 && was !== 0) this.#seek();
    if (this.#byClock && speed !== 0) this.#tick();
    this.refresh();
    this.tell.ran();
  }

  /** Lay over the film what is newer than it. */
  refresh() {
    const shot = this.shots[this.shot];
    const [digest, note] = shot ? this.#over(shot) : [null, ""];
    this.screen.showStill(digest, note);
  }

  get #byClock() {
    return this.speed < 0 || !this.screen.film;
  }

  #over(shot) {
    if (!this.screen.film)
      return [shot.still, this.#refused ? NOTES.unplayable : shot.still ? NOTES.stills : NOTES.missing];
    if (this.speed !== 0) return [null, ""];
    if (isNewer(shot, this.cut)) return [shot.still, NOTES.fresh];
    return [null, shot.stale ? NOTES.redrawn : ""];
  }

  #reach(frame) {
    this.frame = frame;
    if (!this.screen.film) this.refresh();
    this.tell.moved();
  }

  #seek() {
    this.screen.seek(carry(this.frame, this.shots, this.cut));
  }

  #tick() {
    const { at, frame } = this.#started;
    requestAnimationFrame(() => {
      if (this.#started.at !== at || !this.#byClock || this.speed === 0) return;
      const [numerator, denominator] = this.state.rate;
      const passed = ((performance.now() - at) / 1000) * this.speed * (numerator / denominator);
      const next = Math.min(Math.max(0, frame + Math.trunc(passed)), this.frames - 1);
      if (next !== this.frame) {
        this.#reach(next);
        this.#seek();
      }
      const end = this.speed < 0 ? 0 : this.frames - 1;
      if (next === end) this.run(0);
      else this.#tick();
    });
  }

  /** A film that was there before the page may be older than the stills of a build in progress. */
  async #load(film, first) {
    this.#offered = film.digest;
    const unsure = first && ["planning", "building"].includes(this.state.build.status);
    const cut = cutOf(this.shots).map((shot, number) =>
      unsure && this.shots[number].state !== "hit" ? { ...shot, still: null } : shot,
    );
    const place = () => ({
      frame: carry(this.frame, this.shots, cut),
      speed: this.#byClock && this.screen.film ? 0 : this.speed,
    });
    const loaded = await this.screen.offer(film, this.state.rate, place);
    if (this.#offered !== film.digest) return;
    if (loaded) this.cut = cut;
    else this.#refused = film.digest;
    this.#seek();
    this.refresh();
    this.tell.ran();
  }
}
