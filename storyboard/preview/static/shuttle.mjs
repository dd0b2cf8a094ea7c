/** J K L: how fast the film runs; 0 stands, below 0 it runs backwards. */

const FASTEST = 8;

/** Another press of J: backwards, then twice as fast each time. */
export function backwards(speed) {
  return speed >= 0 ? -1 : Math.max(-FASTEST, speed * 2);
}

/** Another press of L: forwards, then twice as fast each time. */
export function forwards(speed) {
  return speed <= 0 ? 1 : Math.min(FASTEST, speed * 2);
}

/** What stands beside the timecode: nothing at rest and at the film's own speed. */
export function speedText(speed) {
  if (speed === 0 || speed === 1) return "";
  return `${speed < 0 ? "−" : ""}${Math.abs(speed)}×`;
}
