"""Camera moves as storyboard artists draw them: arrows at the frame's edge, or in its corners.

A pan, a tilt or a move across is an arrow along the side that it goes to; a move of the whole camera has two
shafts. Four arrows from the corners go in where the camera comes nearer, and out where it leaves; a zoom has
the frame that it ends or begins with.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from storyboard.engines.comic.document import Box, Shape

_INK, _PAPER = "#c8102e", "#ffffff"
_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def camera_arrows(move: str, box: Box) -> tuple[Shape, ...]:
    """What is drawn over a picture for a camera move; nothing for a static one."""
    kind, _, way = move.rpartition(" ")
    unit = min(box[2], box[3]) // 12
    if way in _WAYS and kind == "roll":
        return tuple(_bent(box, unit, -1 if way == "left" else 1))
    if way in _WAYS:
        return tuple(_along(box, unit, _WAYS[way], 1 if kind in ("pan", "tilt") else 2))
    if way in ("in", "out"):
        frame = (_frame(box, unit),) if kind == "zoom" else ()
        return (*frame, *_corners(box, unit, way == "in"))
    if move == "dolly zoom":
        return (_frame(box, unit), *_corners(box, unit, True))
    return (_trembling(box, unit),) if move == "handheld" else ()


def _along(box: Box, unit: int, way: tuple[int, int], shafts: int) -> Iterator[Shape]:
    """An arrow along the way of the move, near the edge that runs with it."""
    left, top, width, height = box
    long = (width if way[0] else height) // 3
    x, y = (
        (left + width // 2, top + height - 2 * unit)
        if way[0]
        else (left + width - 2 * unit, top + height // 2)
    )
    for number in range(shafts):
        aside = -number * 2 * unit
        middle = (x + (0 if way[0] else aside), y + (aside if way[0] else 0))
        yield _arrow(middle, way, long, unit)


def _corners(box: Box, unit: int, inwards: bool) -> Iterator[Shape]:
    left, top, width, height = box
    length = math.hypot(width, height)
    for right in (-1, 1):
        for low in (-1, 1):
            way = (right * width / length, low * height / length)
            middle = (
                round(left + width / 2 + right * width * 0.38),
                round(top + height / 2 + low * height * 0.38),
            )
            yield _arrow(middle, (-way[0], -way[1]) if inwards else way, round(length * 0.13), unit)


def _arrow(middle: tuple[int, int], way: tuple[float, float], long: int, unit: int) -> Shape:
    """A filled arrow around its middle, `long` from end to tip."""
    half, thin, broad, head = long / 2, unit * 0.3, unit * 0.75, min(unit * 1.3, long * 0.5)
    corners = [
        (-half, -thin),
        (half - head, -thin),
        (half - head, -broad),
        (half, 0.0),
        (half - head, broad),
        (half - head, thin),
        (-half, thin),
    ]
    points = [
        (round(middle[0] + x * way[0] - y * way[1]), round(middle[1] + x * way[1] + y * way[0]))
        for x, y in corners
    ]
    outline = [["M" if not number else "L", *point] for number, point in enumerate(points)]
    return Shape([*outline, ["Z"]], _INK, _PAPER, max(12, unit // 8))


def _bent(box: Box, unit: int, side: int) -> Iterator[Shape]:
    """An arc over the picture's middle, with a head where it ends."""
    left, top, width, height = box
    x, y, wide = left + width // 2, top + height // 2, min(width, height) // 4
    arc = [
        ["M", x - side * wide, y],
        ["C", x - side * wide, y - wide, x + side * wide, y - wide, x + side * wide, y],
    ]
    yield Shape(arc, None, _PAPER, round(unit * 0.9))
    yield Shape(arc, None, _INK, round(unit * 0.6))
    yield _arrow((x + side * wide, y + unit // 2), (0, 1), 2 * unit, unit)


def _frame(box: Box, unit: int) -> Shape:
    left, top, width, height = box
    x, y, right, low = left + width // 4, top + height // 4, left + width * 3 // 4, top + height * 3 // 4
    return Shape(
        [["M", x, y], ["L", right, y], ["L", right, low], ["L", x, low], ["Z"]],
        None,
        _INK,
        unit // 5,
        [unit, unit // 2],
    )


def _trembling(box: Box, unit: int) -> Shape:
    left, top, width, height = box
    x, y, step = left + width // 3, top + height - 2 * unit, width // 24
    waves = [
        [
            "C",
            x + place * step + step // 2,
            y - unit,
            x + place * step + step // 2,
            y + unit,
            x + (place + 1) * step,
            y,
        ]
        for place in range(8)
    ]
    return Shape([["M", x, y], *waves], None, _INK, round(unit * 0.4))
