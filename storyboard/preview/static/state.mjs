/** What the page knows, put together from the server's events. Each of these gives a new state and changes none. */

/** The whole state; where the shots are unchanged the server leaves them out, and the known ones stay. */
export function takeState(known, incoming) {
  if (!incoming.shots && !known) return null;
  return { ...incoming, shots: incoming.shots ?? known.shots };
}

/** One shot changed. `null` where it can't be placed: the page missed something, and must ask for the whole state. */
export function takeShot(known, { version, number, shot }) {
  if (!known || known.shots[number]?.id !== shot.id) return null;
  if (version < known.version) return known;
  const shots = known.shots.slice();
  shots[number] = shot;
  return { ...known, version, shots };
}

/** The build went on. */
export function takeBuild(known, { version, build }) {
  if (!known) return null;
  return version < known.version ? known : { ...known, version, build };
}

/** The first and the last shot's state count: how many shots are in each. */
export function tally(shots) {
  const counts = { hit: 0, waiting: 0, running: 0, done: 0, failed: 0 };
  for (const shot of shots) counts[shot.state] += 1;
  return counts;
}
