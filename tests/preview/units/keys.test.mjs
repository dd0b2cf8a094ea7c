import assert from "node:assert/strict";
import test from "node:test";

import { commandsOf } from "../../../storyboard/preview/static/commands.mjs";
import { KEYS, commandOf, keeps, saidKey } from "../../../storyboard/preview/static/keys.mjs";

const press = (key, held = {}) =>
  commandOf({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });

test("keys do what the help says, whichever case they come in", () => {
  assert.equal(press(" "), "toggle");
  assert.equal(press("l"), "forwards");
  assert.equal(press("L", { shiftKey: true }), "forwards");
  assert.equal(press("ArrowRight"), "next-frame");
  assert.equal(press("ArrowRight", { shiftKey: true }), "next-second");
  assert.equal(press("?", { shiftKey: true }), "help");
  assert.equal(press("+", { shiftKey: true }), "zoom-in");
});

test("keys of the browser stay the browser's", () => {
  assert.equal(press("l", { ctrlKey: true }), null);
  assert.equal(press("ArrowLeft", { altKey: true }), null);
  assert.equal(press("0", { metaKey: true }), null);
  assert.equal(press("Tab"), null);
});

test("no key means two things", () => {
  const keys = KEYS.flatMap(([, rows]) => rows.flatMap(([names]) => names));
  assert.equal(new Set(keys).size, keys.length);
});

test("what has the focus keeps its own keys", () => {
  assert.ok(keeps("text", "l") && keeps("choice", "ArrowDown"));
  assert.ok(keeps("button", " ") && !keeps("button", "ArrowRight"));
  assert.ok(keeps("tab", "ArrowRight") && !keeps("tab", "l"));
  assert.ok(keeps("slider", "Home") && !keeps("slider", "j"));
  assert.ok(keeps("picks", "2") && !keeps("", "2"));
});

test("keys are said as they stand on a keyboard", () => {
  assert.equal(saidKey("Shift+ArrowRight"), "Shift →");
  assert.equal(saidKey("+"), "+");
});

test("every key of the help does something", () => {
  const commands = commandsOf({});
  for (const [, rows] of KEYS) {
    for (const [, command] of rows) assert.equal(typeof commands[command], "function", command);
  }
});
