"""A picture in a shape that the model knows, brought to the film's: cropped, padded, or painted on.

No pixel is scaled: what is kept of the model's picture is kept as it was drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image

Size: TypeAlias = tuple[int, int]
Paint: TypeAlias = "Callable[[Image, Image, int], Image]"
"""Paints the white of a mask into a picture of the same size; told how many such calls were before it."""

_OVERLAP = 16
"""One part in so many of a window is painted over softly, so that no seam shows."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Columns to paint on: those from `start` are missing, `length` of them (negative: they end there).

    `window` is where the columns begin that the model sees, as many as its picture has.
    """

    window: int
    start: int
    length: int


def cropped(picture: Image, size: Size) -> Image:
    """The middle of a picture that is at least as large."""
    left, top = _offset(picture.size, size)
    return picture.crop((-left, -top, size[0] - left, size[1] - top))


def padded(picture: Image, size: Size) -> Image:
    """A picture in the middle of a frame that is at least as large, with black bars about it."""
    from PIL import Image

    frame = Image.new("RGB", size)
    frame.paste(picture, _offset(picture.size, size))
    return frame


def painted_on(picture: Image, size: Size, paint: Paint) -> Image:
    """A picture in the middle of a larger frame, its sides painted on window by window, each its own size.

    A window is at least half of what is there already. The picture stays as it is but for soft edges where
    something was painted on, a sixteenth of its side deep. Only one side of `size` may be the longer one.
    """
    upright = size[1] > picture.size[1]
    turned, whole = (_turned(picture), size[::-1]) if upright else (picture, size)
    frame = padded(turned, whole)
    for number, strip in enumerate(strips(turned.size[0], whole[0])):
        view, mask, soft = _view(frame, strip, turned.size)
        drawn = paint(_turned(view), _turned(mask), number) if upright else paint(view, mask, number)
        _lay(frame, _turned(drawn) if upright else drawn, view, soft, strip)
    return _turned(frame) if upright else frame


def strips(drawn: int, whole: int) -> Iterator[Strip]:
    """What is missing at both sides of `drawn` columns in the middle of `whole`, from the middle outwards.

    No strip is wider than half a window, so that the model sees as much as it paints.
    """
    left = (whole - drawn) // 2
    right = whole - drawn - left
    for edge, missing, way in ((left, left, -1), (left + drawn, right, 1)):
        count = -(-missing * 2 // drawn)
        for number in range(count):
            near, far = (edge + way * (missing * n // count) for n in (number, number + 1))
            yield Strip(far if way < 0 else far - drawn, near, far - near)


def _view(frame: Image, strip: Strip, size: Size) -> tuple[Image, Image, Image]:
    """What the model sees, the missing part mirrored; what it shall paint; and how far it is laid over."""
    import numpy as np
    from PIL import Image

    width, height = size
    seen = np.asarray(frame.crop((strip.window, 0, strip.window + width, height)))
    new, soft = abs(strip.length), max(1, width // _OVERLAP)
    ramp = np.zeros(width)
    ramp[:new] = 1
    ramp[new : new + soft] = 1 - np.arange(1, soft + 1) / (soft + 1)
    if strip.length < 0:
        view = np.pad(seen[:, new:], ((0, 0), (new, 0), (0, 0)), "symmetric")
    else:
        view = np.pad(seen[:, : width - new], ((0, 0), (0, new), (0, 0)), "symmetric")
        ramp = ramp[::-1]
    shade = np.broadcast_to(ramp, (height, width))
    mask, over = ((shade > 0) * 255).astype(np.uint8), (shade * 255).round().astype(np.uint8)
    return Image.fromarray(view), Image.fromarray(mask), Image.fromarray(over)


def _lay(frame: Image, drawn: Image, view: Image, soft: Image, strip: Strip) -> None:
    from PIL import Image

    frame.paste(Image.composite(drawn.convert("RGB"), view, soft), (strip.window, 0))


def _offset(inner: Size, outer: Size) -> Size:
    """Where the one begins when it lies in the middle of the other; negative where it is larger."""
    return (outer[0] - inner[0]) // 2, (outer[1] - inner[1]) // 2


def _turned(picture: Image) -> Image:
    """The picture with rows for columns; turned twice it is as it was."""
    from PIL import Image

    return picture.transpose(Image.Transpose.TRANSPOSE)
