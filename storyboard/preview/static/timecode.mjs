/** Exact time, as the compiler counts it: whole frames at a rate [numerator, denominator]. Seconds are only for players. */

/** Frames counted in a second of timecode: the rate rounded, halves up; no frame is ever dropped. */
export function base([numerator, denominator]) {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** A frame number as `HH:MM:SS:FF`. */
export function format(frame, rate) {
  const second = base(rate);
  const seconds = Math.floor(frame / second);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % second];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * The frame that was typed, or null where it is no time.
 *
 * `01:02:03:04`, with parts left out from the left (`3:04`); digits alone fill up from the right, as editing
 * programs do (`304`); `2.5s`; `96f`; and `+12`, `-12`: so many frames from `here`.
 */
export function parse(text, rate, here = 0) {
  const word = text.trim().toLowerCase();
  const [, sign, count] = /^([+-])(\d+)f?$/.exec(word) ?? [];
  if (sign) return Math.max(0, here + (sign === "+" ? 1 : -1) * Number(count));
  const frames = /^(\d+)\s*f$/.exec(word);
  if (frames) return Number(frames[1]);
  const seconds = /^(\d+(?:\.\d*)?|\.\d+)\s*s$/.exec(word);
  if (seconds) return Math.floor((Number(seconds[1]) * rate[0]) / rate[1] + 0.5);
  return fromParts(partsOf(word), base(rate));
}

/** The middle of a frame in seconds: seeking there shows that frame and no neighbour. */
export function middle(frame, [numerator, denominator]) {
  return ((frame + 0.5) * denominator) / numerator;
}

/** The frame on screen at a player's time; its clock may lie a hair below where the frame begins. */
export function frameAt(seconds, [numerator, denominator]) {
  return Math.max(0, Math.floor((seconds * numerator) / denominator + 0.01));
}

function partsOf(word) {
  if (/^\d{1,8}$/.test(word)) {
    return word.padStart(8, "0").match(/\d\d/g).map(Number);
  }
  if (!/^\d{1,2}([:;.]\d{1,3}){1,3}$/.test(word)) return null;
  const parts = word.split(/[:;.]/).map(Number);
  return [...Array(4 - parts.length).fill(0), ...parts];
}

function fromParts(parts, second) {
  if (!parts) return null;
  const [hours, minutes, seconds, frames] = parts;
  if (minutes > 59 || seconds > 59 || frames >= second) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * second + frames;
}
