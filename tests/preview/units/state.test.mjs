import assert from "node:assert/strict";
import test from "node:test";

import { backwards, forwards, speedText } from "../../../storyboard/preview/static/shuttle.mjs";
import { takeBuild, takeShot, takeState } from "../../../storyboard/preview/static/state.mjs";
import { buildText, count, duration, left } from "../../../storyboard/preview/static/words.mjs";

const known = {
  version: 4,
  problems: [],
  build: { number: 2, status: "idle" },
  shots: [
    { id: "door", state: "hit" },
    { id: "hand", state: "hit" },
  ],
};

test("a state without shots keeps the shots that are known", () => {
  const taken = takeState(known, { version: 5, title: "Rain" });
  assert.equal(taken.shots, known.shots);
  assert.equal(taken.title, "Rain");
  assert.equal(takeState(null, { version: 5 }), null);
});

test("one shot changes and the others stay as they are", () => {
  const taken = takeShot(known, { version: 5, number: 1, shot: { id: "hand", state: "running" } });
  assert.equal(taken.shots[0], known.shots[0]);
  assert.equal(taken.shots[1].state, "running");
  assert.equal(known.shots[1].state, "hit");
});

test("a shot that can't be placed means that something was missed", () => {
  assert.equal(takeShot(known, { version: 9, number: 1, shot: { id: "lamp" } }), null);
  assert.equal(takeShot(known, { version: 9, number: 7, shot: { id: "hand" } }), null);
  assert.equal(takeShot(null, { version: 9, number: 0, shot: { id: "door" } }), null);
});

test("an event that is older than what is known changes nothing", () => {
  assert.equal(takeShot(known, { version: 3, number: 1, shot: { id: "hand", state: "failed" } }), known);
  assert.equal(takeBuild(known, { version: 3, build: { status: "building" } }), known);
});

test("the build is told in few words", () => {
  const told = (build, more = {}) =>
    buildText({
      ...known,
      ...more,
      build: { number: 1, ended: 0, to_do: 0, failed: 0, seconds: 0, left: null, ...build },
    }).text;
  assert.equal(told({ status: "building", ended: 4, to_do: 12 }), "Making 5 of 12");
  assert.equal(told({ status: "building", ended: 12, to_do: 12 }), "Making 12 of 12");
  assert.equal(told({ status: "failed", failed: 2 }), "2 parts failed");
  assert.equal(told({ status: "idle" }), "Up to date");
  assert.equal(told({ status: "idle" }, { broken: true }), "The last good film");
  assert.equal(told({ status: "idle" }, { broken: true, shots: [] }), "No film yet");
  assert.equal(told({ status: "idle" }, { vanished: true }), "The last good film");
});

test("lengths are said as the command line says them", () => {
  assert.equal(duration(0.42), "0.4 s");
  assert.equal(duration(12.3), "12 s");
  assert.equal(duration(200), "3 min 20 s");
  assert.equal(duration(7500), "2 h 5 min");
  assert.equal(duration(59.8), "1 min 0 s");
  assert.equal(count(1204, "shot"), "1,204 shots");
});

test("what is left is said coarsely, and not at all where nobody knows", () => {
  assert.equal(left(null), "");
  assert.equal(left(0.3), "almost done");
  assert.equal(left(42), "about 45 s left");
  assert.equal(left(100), "about 2 min left");
});

test("J and L double the speed up to eight times, and turn at once", () => {
  assert.deepEqual([0, 1, 2, 4, 8, -4].map(forwards), [1, 2, 4, 8, 8, 1]);
  assert.deepEqual([0, -1, -2, -4, -8, 4].map(backwards), [-1, -2, -4, -8, -8, -1]);
  assert.equal(speedText(-2), "−2×");
  assert.equal(speedText(1), "");
});
