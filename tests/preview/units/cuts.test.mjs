import assert from "node:assert/strict";
import test from "node:test";

import { firstChanged, nextChanged } from "../../../storyboard/preview/static/changed.mjs";
import { carry, cutOf, isNewer } from "../../../storyboard/preview/static/cuts.mjs";

const cut = (...shots) => {
  let at = 0;
  return shots.map(([id, length, still = id]) => ({ id, from: at, to: (at += length), still, stale: false }));
};
const before = cut(["door", 48], ["hand", 48], ["lamp", 48]);

test("the place stays in its shot when an earlier one gets longer, moves or goes", () => {
  assert.equal(carry(60, before, cut(["door", 96], ["hand", 48], ["lamp", 48])), 108);
  assert.equal(carry(60, before, cut(["hand", 48], ["door", 48], ["lamp", 48])), 12);
  assert.equal(carry(60, before, cut(["hand", 48], ["lamp", 48])), 12);
});

test("a shot that got shorter than where one was gives its last frame", () => {
  assert.equal(carry(90, before, cut(["door", 48], ["hand", 10], ["lamp", 48])), 57);
});

test("where the shot is gone the frame of the film stays, as far as the film goes", () => {
  assert.equal(carry(60, before, cut(["door", 48], ["lamp", 48])), 60);
  assert.equal(carry(90, before, cut(["door", 20])), 19);
  assert.equal(carry(90, before, []), 0);
  assert.equal(carry(5, [], before), 5);
});

test("a still is newer than the film where it is another one, of the newest text", () => {
  const film = cutOf(before);
  assert.equal(isNewer(before[0], film), false);
  assert.equal(isNewer({ ...before[0], still: "other" }, film), true);
  assert.equal(isNewer({ ...before[0], still: "other", stale: true }, film), false);
  assert.equal(isNewer({ ...before[0], still: null }, film), false);
  assert.equal(isNewer({ ...before[0], id: "inserted" }, film), true);
});

test("the way leads from changed shot to changed shot, and from the last one to the first", () => {
  const shots = ["hit", "done", "hit", "failed"].map((state) => ({ state }));
  assert.deepEqual(
    [0, 1, 2, 3].map((here) => nextChanged(shots, here)),
    [1, 3, 3, 1],
  );
  assert.equal(nextChanged([{ state: "hit" }], 0), -1);
  assert.equal(firstChanged(shots, 3), 3);
  assert.equal(firstChanged(shots, 2), 1);
  assert.equal(firstChanged([], -1), -1);
});
