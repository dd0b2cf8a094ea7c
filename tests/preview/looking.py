"""How tests look at the page: at its text, at its timecode, and at the very pixels of its picture."""

from __future__ import annotations

import io
import time

PROBLEM = {
    "severity": "error",
    "file": "scenes/01.yaml",
    "line": 14,
    "column": 13,
    "path": "shots.door.camera",
    "message": '"pan up" is not a move; a pan goes left or right',
    "code": [[13, "  - id: door"], [14, "    camera: pan up"], [15, "    duration: 4s"]],
    "mark": [13, 19],
    "fix": "tilt up",
}
"""A mistake as the server tells it."""
READ_BARS = """() => {
  const deck = document.querySelector(".deck.front");
  const canvas = document.createElement("canvas");
  canvas.width = deck.videoWidth; canvas.height = deck.videoHeight;
  const pen = canvas.getContext("2d");
  pen.drawImage(deck, 0, 0);
  let number = 0;
  const bright = (x, y) => pen.getImageData(x, y, 1, 1).data[0] > 128;
  for (let bit = 0; bit < 10; bit++) if (bright(bit * 32 + 16, 40)) number += 1 << bit;
  return number + (bright(16, canvas.height - 20) ? 10000 : 0);
}"""


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def standing(page, number):
    """Wait until the film stands on a frame, as timecode and picture say; a tinted film adds 10000."""
    timecode = f"00:00:{number % 10000 // 24:02}:{number % 10000 % 24:02}"
    until(page, "t => document.getElementById('timecode').value === t", timecode)
    until(page, f"n => ({READ_BARS})() === n", number)


def until(page, holds, arg=None):
    """Wait until JavaScript holds. Asked from outside: the page's policy has no text evaluated within it."""
    end = time.monotonic() + 60
    while not page.evaluate(holds, arg):
        assert time.monotonic() < end, f"never came true: {holds} ({arg})"
        page.wait_for_timeout(20)


def first_bar(page):
    """How bright the first bar is on the screen itself."""
    from PIL import Image

    box = page.locator("#stage").bounding_box()
    clip = {"x": box["x"] + box["width"] / 20, "y": box["y"] + box["height"] / 4, "width": 2, "height": 2}
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("L").getpixel((0, 0))


def text(page, selector):
    return page.inner_text(selector)
