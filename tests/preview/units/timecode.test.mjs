import assert from "node:assert/strict";
import test from "node:test";

import { base, format, frameAt, middle, parse } from "../../../storyboard/preview/static/timecode.mjs";

const FILM = [24, 1];
const NTSC = [30000, 1001];

test("a frame is written as the command line writes it", () => {
  assert.equal(format(0, FILM), "00:00:00:00");
  assert.equal(format(24 * 3661 + 5, FILM), "01:01:01:05");
  assert.equal(format(30 * 60, NTSC), "00:01:00:00");
  assert.equal(base([24000, 1001]), 24);
});

test("what is written is read back", () => {
  for (const rate of [FILM, [25, 1], NTSC, [60000, 1001]]) {
    for (let frame = 0; frame < 200_000; frame += 997) assert.equal(parse(format(frame, rate), rate), frame);
  }
});

test("time is typed as editing programs take it", () => {
  assert.equal(parse("3:04", FILM), 76);
  assert.equal(parse("304", FILM), 76);
  assert.equal(parse("1:02:03:04", FILM), 24 * 3723 + 4);
  assert.equal(parse("2.5s", FILM), 60);
  assert.equal(parse("96f", FILM), 96);
  assert.equal(parse("+12", FILM, 100), 112);
  assert.equal(parse("-12", FILM, 100), 88);
  assert.equal(parse("-12", FILM, 3), 0);
});

test("what is no time is none", () => {
  for (const word of ["", "door", "1:2:3:4:5", "00:00:61:00", "00:00:00:24", "1:-2", "s", "123456789"]) {
    assert.equal(parse(word, FILM), null, word);
  }
});

test("a player that is sought at a frame's middle shows that frame, at every rate", () => {
  for (const rate of [FILM, [24000, 1001], [25, 1], NTSC, [60, 1], [240, 1]]) {
    for (let frame = 0; frame < 500_000; frame += 1231)
      assert.equal(frameAt(middle(frame, rate), rate), frame);
  }
});

test("a presented frame's time may lie a microsecond below where it begins", () => {
  for (let frame = 0; frame < 100_000; frame += 7)
    assert.equal(frameAt(Math.floor((frame / 24) * 1e6) / 1e6, FILM), frame);
});
