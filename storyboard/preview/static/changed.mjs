/** Which shots a build changes. */

/** Whether this build makes, made or failed to make something of a shot. */
export function isChanged(shot) {
  return shot.state !== "hit";
}

/** The shot at `here` where that one is changed, else the first that is; -1 where none is. */
export function firstChanged(shots, here) {
  if (shots[here] && isChanged(shots[here])) return here;
  return shots.findIndex(isChanged);
}

/** The next changed shot after `here`, beginning anew after the last one; -1 where none is. */
export function nextChanged(shots, here) {
  const after = shots.findIndex((shot, number) => number > here && isChanged(shot));
  return after >= 0 ? after : shots.findIndex(isChanged);
}
