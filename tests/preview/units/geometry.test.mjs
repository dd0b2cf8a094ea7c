import assert from "node:assert/strict";
import test from "node:test";

import * as geometry from "../../../storyboard/preview/static/geometry.mjs";

const shots = Array.from({ length: 1000 }, (_, number) => ({ from: number * 48, to: number * 48 + 48 }));

test("only the shots that touch the view are in it", () => {
  assert.deepEqual(geometry.inView(shots, 0, 48), [0, 1]);
  assert.deepEqual(geometry.inView(shots, 47, 49), [0, 2]);
  assert.deepEqual(geometry.inView(shots, 48 * 500, 48 * 510), [500, 510]);
  assert.deepEqual(geometry.inView(shots, 48 * 1000, 48 * 1010), [1000, 1000]);
  assert.deepEqual(geometry.inView([], 0, 10), [0, 0]);
});

test("a frame's shot is found at its first and its last frame, and past the end", () => {
  assert.equal(geometry.indexAt(shots, 0), 0);
  assert.equal(geometry.indexAt(shots, 47), 0);
  assert.equal(geometry.indexAt(shots, 48), 1);
  assert.equal(geometry.indexAt(shots, 10 ** 9), 999);
  assert.equal(geometry.indexAt([], 0), -1);
});

test("a short film fits whole, and a long one never puts more than its width in shots on screen", () => {
  assert.equal(geometry.scaleBounds(240, 5, 1200)[0], 5);
  const [least] = geometry.scaleBounds(48_000, 1000, 1200);
  const [first, end] = geometry.inView(shots, 0, 1200 / least);
  assert.ok(end - first < 120, `${end - first} shots`);
});

test("zooming keeps what is under the pointer under it", () => {
  for (const [scroll, anchor, scale, next] of [
    [1000, 300, 2, 3],
    [0, 40, 1, 8],
    [5000, 800, 8, 4],
  ]) {
    const before = (scroll + anchor) / scale;
    const after = (geometry.scrollAround(scroll, anchor, scale, next) + anchor) / next;
    assert.ok(Math.abs(before - after) < 1e-9);
  }
  assert.equal(geometry.scrollAround(0, 300, 8, 1), 0);
});

test("labels of the ruler stand apart and lie on whole steps at every scale", () => {
  for (let scale = 0.001; scale < 32; scale *= 1.3) {
    const step = geometry.labelStep(scale, [24, 1]);
    assert.ok(step * scale >= 100, `${step} at ${scale}`);
    assert.ok(step * scale < 1200 || step === 1, `${step} at ${scale}`);
    const found = geometry.labels(100, 100 + 2000 / scale, step);
    assert.ok(found.length <= 22 && found.every((frame) => frame % step === 0));
    assert.ok(found[0] <= 100 + step);
  }
});

test("the strip stays while the playhead is in view and turns over when it leaves", () => {
  assert.equal(geometry.scrollToShow(500, 0, 1000), 0);
  assert.equal(geometry.scrollToShow(1500, 0, 1000), 1300);
  assert.equal(geometry.scrollToShow(10, 900, 1000), 0);
});
