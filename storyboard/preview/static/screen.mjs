/** The screen: two players of which one is seen, and a still that may lie over them. */

import { setText } from "./dom.mjs";
import { artifact } from "./link.mjs";
import { frameAt, middle } from "./timecode.mjs";

/** A swapped-out player keeps its picture for this long, under the new one: what is painted late shows no gap. */
const LINGER_MS = 200;
const PAINT_MS = 120;

export class Screen {
  /** `decks` are two video elements laid over each other, `still` an image over both, `note` what is said of it. */
  constructor(decks, still, note) {
    this.front = decks[0];
    this.back = decks[1];
    this.still = still;
    this.note = note;
    this.film = null;
    this.rate = [24, 1];
    this.onframe = () => {};
    this.onend = () => {};
    this.onfault = () => {};
    this.#offer = 0;
    this.#wanted = null;
    this.#stillDigest = null;
    for (const deck of decks) this.#listen(deck);
  }

  #offer;
  #wanted;
  #stillDigest;

  /**
   * Load a film behind the one on screen and swap them once its picture stands. `place()` says, whenever it is asked,
   * {frame, speed}: the frame of the new film that is wanted now, and how fast it runs. A newer offer calls an older off.
   * Gives true when this film is on screen.
   */
  async offer(film, rate, place) {
    const offer = ++this.#offer;
    const deck = this.back;
    deck.muted = true;
    deck.src = artifact(film.digest);
    const current = () => offer === this.#offer;
    if (!(await loaded(deck)) || !current()) return false;
    for (let tries = 0; tries < 3; tries++) {
      const at = place();
      await sought(deck, middle(at.frame, rate));
      if (!current()) return false;
      const now = place();
      if (now.speed > 0 || now.frame === at.frame) break;
    }
    if (place().speed > 0) await rolling(deck, place().speed);
    else await painted(deck);
    if (!current()) return false;
    this.#swap(film, rate, place().speed);
    return true;
  }

  /** Show a frame of the film. Wishes that come faster than the player can follow are dropped, but for the last. */
  seek(frame) {
    if (!this.film) return;
    if (this.front.seeking) {
      this.#wanted = frame;
      return;
    }
    this.front.currentTime = middle(frame, this.rate);
  }

  /** Run the film forwards at `speed`, or hold it at 0. */
  run(speed) {
    if (!this.film) return;
    if (speed > 0) {
      this.front.playbackRate = speed;
      this.front.play().catch(() => this.onend());
    } else {
      this.front.pause();
    }
  }

  set muted(muted) {
    this.silent = muted;
    this.front.muted = muted;
  }

  /** Lay a still over the film once it can be shown, or take it away with null; `note` is said of it. */
  async showStill(digest, note) {
    setText(this.note, note);
    this.note.hidden = !note;
    if (digest === this.#stillDigest) return;
    this.#stillDigest = digest;
    if (!digest) {
      this.still.hidden = true;
      return;
    }
    const image = new Image();
    image.src = artifact(digest);
    await image.decode().catch(() => {});
    if (digest !== this.#stillDigest) return;
    this.still.src = image.src;
    await this.still.decode().catch(() => {});
    if (digest === this.#stillDigest) this.still.hidden = false;
  }

  #listen(deck) {
    deck.addEventListener("seeked", () => {
      if (deck !== this.front || this.#wanted === null) return;
      const frame = this.#wanted;
      this.#wanted = null;
      this.seek(frame);
    });
    deck.addEventListener("ended", () => deck === this.front && this.onend());
    deck.addEventListener("error", () => deck === this.front && this.film && this.onfault());
    const each = (_, { mediaTime }) => {
      if (deck === this.front && !deck.paused) this.onframe(frameAt(mediaTime, this.rate));
      deck.requestVideoFrameCallback(each);
    };
    if (deck.requestVideoFrameCallback) deck.requestVideoFrameCallback(each);
    else
      deck.addEventListener(
        "timeupdate",
        () => deck === this.front && !deck.paused && this.onframe(frameAt(deck.currentTime, this.rate)),
      );
  }

  #swap(film, rate, speed) {
    const old = this.front;
    [this.front, this.back] = [this.back, old];
    this.film = film;
    this.rate = rate;
    this.#wanted = null;
    this.front.classList.add("front");
    old.classList.remove("front");
    old.muted = true;
    this.front.muted = this.silent ?? false;
    if (speed <= 0) this.front.pause();
    old.pause();
    const offer = this.#offer;
    setTimeout(() => offer === this.#offer && unload(old), LINGER_MS);
  }
}

function loaded(deck) {
  return new Promise((resolve) => {
    const settle = (good) => () => {
      deck.removeEventListener("loadeddata", yes);
      deck.removeEventListener("error", no);
      resolve(good);
    };
    const yes = settle(true);
    const no = settle(false);
    deck.addEventListener("loadeddata", yes);
    deck.addEventListener("error", no);
    deck.load();
  });
}

function sought(deck, seconds) {
  return new Promise((resolve) => {
    deck.addEventListener("seeked", resolve, { once: true });
    deck.addEventListener("emptied", resolve, { once: true });
    deck.currentTime = seconds;
  });
}

function painted(deck) {
  return new Promise((resolve) => {
    setTimeout(resolve, PAINT_MS);
    deck.requestVideoFrameCallback?.(() => resolve());
  });
}

async function rolling(deck, speed) {
  deck.playbackRate = speed;
  await deck.play().catch(() => {});
  await painted(deck);
}

function unload(deck) {
  deck.removeAttribute("src");
  deck.load();
}
