/** Where things lie on the timeline: frames to pixels, what is in view, and where the ruler is marked. */

import { base } from "./timecode.mjs";

/** On average no shot is narrower than this, so that no zoom puts a whole long film into the document. */
const NARROWEST_SHOT = 14;
/** On average a shot is this wide at first: its picture and its name can be seen. */
const FAIR_SHOT = 120;
const WIDEST_FRAME = 32;
const LABEL_WIDTH = 104;
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** The first and one past the last of `ranges` that touch the half-open `from`..`to`; they lie in order. */
export function inView(ranges, from, to) {
  return [firstWhere(ranges, (range) => range.to > from), firstWhere(ranges, (range) => range.from >= to)];
}

/** The number of the range that holds a frame; the last one for all that comes after it; -1 where there is none. */
export function indexAt(ranges, frame) {
  return Math.min(
    firstWhere(ranges, (range) => range.to > frame),
    ranges.length - 1,
  );
}

/** The least and the most pixels a frame may take: from the whole film in `width` to single frames. */
export function scaleBounds(frames, shots, width) {
  const whole = width / Math.max(1, frames);
  const least = Math.max(whole, (NARROWEST_SHOT * shots) / Math.max(1, frames));
  return [Math.min(least, WIDEST_FRAME), WIDEST_FRAME];
}

/** The scale to begin with: the whole film where its shots can be told apart in it, else shots of a fair width. */
export function firstScale(frames, shots, width) {
  return clampScale((FAIR_SHOT * shots) / Math.max(1, frames), scaleBounds(frames, shots, width));
}

/** `scale` within its bounds. */
export function clampScale(scale, [least, most]) {
  return Math.min(most, Math.max(least, scale));
}

/** The scroll that keeps the frame under `anchor` (pixels from the left edge) in its place at a new scale. */
export function scrollAround(scroll, anchor, scale, next) {
  return Math.max(0, ((scroll + anchor) / scale) * next - anchor);
}

/** The scroll that shows `at` (pixels): as it is while in view, else with `at` a fifth from the left. */
export function scrollToShow(at, scroll, width) {
  if (at >= scroll && at <= scroll + width - 24) return scroll;
  return Math.max(0, at - width / 5);
}

/** Frames between two labels of the ruler, so that they stand apart at this scale. */
export function labelStep(scale, rate) {
  const second = base(rate);
  const divisors = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15].filter(
    (count) => second % count === 0 && count < second,
  );
  const steps = [...divisors, ...SECONDS.map((count) => count * second)];
  return (
    steps.find((step) => step * scale >= LABEL_WIDTH) ??
    steps.at(-1) * Math.ceil(LABEL_WIDTH / (steps.at(-1) * scale))
  );
}

/** The frames in `from`..`to` that the ruler labels. */
export function labels(from, to, step) {
  const first = Math.max(0, Math.floor(from / step));
  const count = Math.max(0, Math.ceil(to / step) - first);
  return Array.from({ length: count }, (_, number) => (first + number) * step);
}

function firstWhere(items, holds) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (holds(items[mid])) high = mid;
    else low = mid + 1;
  }
  return low;
}
