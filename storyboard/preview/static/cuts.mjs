/** The same place in two cuts of a film: before an edit and after it. */

import { indexAt } from "./geometry.mjs";

/**
 * The frame of cut `to` where frame `frame` of cut `from` is: the same shot, as far into it.
 *
 * A shot that is shorter now gives its last frame; one that is gone gives the same frame of the film.
 */
export function carry(frame, from, to) {
  const before = from[indexAt(from, frame)];
  if (!before || from === to) return clampTo(frame, to);
  const after = to.find((shot) => shot.id === before.id);
  if (!after) return clampTo(frame, to);
  return Math.min(after.from + Math.max(0, frame - before.from), after.to - 1);
}

/** What a film shows: which shot where, and by which still. It outlives the state that it came with. */
export function cutOf(shots) {
  return shots.map(({ id, from, to, still }) => ({ id, from, to, still }));
}

/** Whether a shot's still is newer than the film with `cut`: drawn from the newest text, and another one than then. */
export function isNewer(shot, cut) {
  if (!shot.still || shot.stale) return false;
  const was = cut.find((each) => each.id === shot.id);
  return !was || was.still !== shot.still;
}

function clampTo(frame, cut) {
  const end = cut.length ? cut.at(-1).to : 1;
  return Math.min(Math.max(0, frame), Math.max(0, end - 1));
}
