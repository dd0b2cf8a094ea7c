"""Camera moves as storyboard artists draw them: arrows at the frame's edge, or in its corners.

Where the camera turns on its spot (pan, tilt, roll) the arrow is solid and bent; where it travels (truck,
pedestal, crane, push, pull) it is hollow and straight, and a crane's swings up. Four arrows at the corners
go in where the picture closes in, and out where it opens; a zoom, which only the lens does, has the dashed
frame that it begins or ends with.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from storyboard.engines.comic.document import Box, Shape

CAMERA_INK = "#c8102e"
_PAPER, _BLACK = "#ffffff", "#000000"
_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_TURNS = ("pan", "tilt")
_STEPS = 24

Point = tuple[float, float]


def camera_arrows(move: str, box: Box) -> tuple[Shape, ...]:
    """What is drawn over a picture for a camera move; nothing for a static one."""
    kind, _, way = move.rpartition(" ")
    unit = min(box[2], box[3]) / 12
    if kind == "roll":
        return tuple(_rolling(box, unit, way == "right"))
    if kind == "crane":
        return (_arrow(_swinging(box, unit, way == "up"), unit, True),)
    if way in _WAYS:
        return (_arrow(_along(box, unit, _WAYS[way], kind in _TURNS), unit, kind not in _TURNS),)
    if way in ("in", "out"):
        frame = _frame(box, unit) if kind == "zoom" else ()
        return (*frame, *_corners(box, unit, way == "in", kind != "zoom"))
    if move == "dolly zoom":
        return (*_frame(box, unit), *_corners(box, unit, True, True))
    return tuple(_trembling(box, unit)) if move == "handheld" else ()


def transition_sign(words: str, box: Box) -> Iterator[Shape]:
    """The sign of a transition such as `wipe up 12f`, as editors mark it on paper, in a square box."""
    left, top, wide, high = box
    right, low, x, y = left + wide, top + high, left + wide // 2, top + high // 2
    yield _line([(left, top), (right, top), (right, low), (left, low), (left, top)], _BLACK, 20)
    kind = words.split(" ")[0]
    way = next((_WAYS[word] for word in words.split(" ") if word in _WAYS), None)
    if way:
        start = (x - way[0] * wide * 0.4, y - way[1] * high * 0.4)
        yield _arrow([start, (2 * x - start[0], 2 * y - start[1])], wide * 0.36, False, _BLACK)
    elif words.startswith("fade in"):
        yield _line([(right, top), (left, y), (right, low)], _BLACK, 30)
    elif kind == "fade":
        yield _line([(left, top), (right, y), (left, low)], _BLACK, 30)
    elif kind == "dip":
        yield _line([(left, top), (x - wide * 0.12, y), (left, low)], _BLACK, 30)
        yield _line([(x, top), (x, low)], _BLACK, 30)
        yield _line([(right, top), (x + wide * 0.12, y), (right, low)], _BLACK, 30)
    else:
        yield _line([(left, top), (right, low)], _BLACK, 30)
        yield _line([(left, low), (right, top)], _BLACK, 30)


def _along(box: Box, unit: float, way: tuple[int, int], bent: bool) -> list[Point]:
    """Along the edge that runs with the move: the lower one, or the right; bent outwards for a turn."""
    left, top, width, height = box
    long = (width * 0.42) if way[0] else (height * 0.5)
    bow = unit * 0.9 if bent else 0.0
    points = []
    for step in range(_STEPS + 1):
        share = step / _STEPS * 2 - 1
        out = bow * (1 - share * share) - bow
        if way[0]:
            points.append((left + width / 2 + way[0] * share * long / 2, top + height - 1.4 * unit + out))
        else:
            points.append((left + width - 1.4 * unit + out, top + height / 2 + way[1] * share * long / 2))
    return points


def _swinging(box: Box, unit: float, up: bool) -> list[Point]:
    """From the lower edge around and up along the right one, or back down."""
    left, top, width, height = box
    right, low, radius = left + width - 1.4 * unit, top + height - 1.4 * unit, 3 * unit
    bend = [
        (right - radius + radius * math.sin(angle), low - radius + radius * math.cos(angle))
        for angle in (math.pi / 2 * step / _STEPS for step in range(_STEPS + 1))
    ]
    points = [(right - radius - 2 * unit, low), *bend, (right, top + 2 * unit)]
    return points if up else points[::-1]


def _rolling(box: Box, unit: float, clockwise: bool) -> Iterator[Shape]:
    """Two arrows about the middle, at either side of it."""
    left, top, width, height = box
    x, y, rx, ry = left + width / 2, top + height / 2, width / 2 - 1.4 * unit, height / 2 - 1.2 * unit
    for start in (0.0, math.pi):
        angles = [start + 0.62 * (step / _STEPS * 2 - 1) for step in range(_STEPS + 1)]
        way = [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]
        yield _arrow(way if clockwise else way[::-1], unit, False)


def _corners(box: Box, unit: float, inwards: bool, hollow: bool) -> Iterator[Shape]:
    left, top, width, height = box
    length = math.hypot(width, height)
    for right in (-1, 1):
        for low in (-1, 1):
            near, far = (
                (left + width / 2 + right * width * share, top + height / 2 + low * height * share)
                for share in (0.46 - 2.6 * unit / length, 0.46)
            )
            yield _arrow([far, near] if inwards else [near, far], unit, hollow)


def _arrow(way: Sequence[Point], unit: float, hollow: bool, ink: str = CAMERA_INK) -> Shape:
    """An arrow along a way, from its first point to its last: solid, or hollow and broader."""
    half, broad, head = (unit * 0.42, unit * 0.95, unit * 1.3) if hollow else (unit * 0.24, unit * 0.72, unit)
    shaft = _short_of(way, head)
    normals = [_normal(shaft, place) for place in range(len(shaft))]
    sides = [
        [
            (x + side * half * nx, y + side * half * ny)
            for (x, y), (nx, ny) in zip(shaft, normals, strict=True)
        ]
        for side in (1, -1)
    ]
    (x, y), tip = shaft[-1], way[-1]
    long = math.hypot(tip[0] - x, tip[1] - y) or 1.0
    nx, ny = (y - tip[1]) / long, (tip[0] - x) / long
    barbs = [(x + broad * nx, y + broad * ny), tip, (x - broad * nx, y - broad * ny)]
    outline = _outline([*sides[0], *barbs, *sides[1][::-1]])
    width = max(12, round(unit / 7))
    return Shape([*outline, ["Z"]], _PAPER if hollow else ink, ink if hollow else _PAPER, width)


def _short_of(way: Sequence[Point], head: float) -> list[Point]:
    """A way without its last stretch, which the arrow's head covers."""
    tip = way[-1]
    shaft = [point for point in way if math.dist(point, tip) > head] or [way[0]]
    last, after = shaft[-1], way[min(len(shaft), len(way) - 1)]
    over = math.dist(last, tip) - head
    share = min(0.99, max(0.01, over / (math.dist(last, after) or 1.0)))
    return [*shaft, (last[0] + (after[0] - last[0]) * share, last[1] + (after[1] - last[1]) * share)]


def _normal(way: Sequence[Point], place: int) -> Point:
    """Across a way, at one of its points."""
    before, after = way[max(0, place - 1)], way[min(len(way) - 1, place + 1)]
    dx, dy = after[0] - before[0], after[1] - before[1]
    long = math.hypot(dx, dy) or 1.0
    return -dy / long, dx / long


def _frame(box: Box, unit: float) -> tuple[Shape, Shape]:
    left, top, width, height = box
    x, y, right, low = left + width / 4, top + height / 4, left + width * 3 / 4, top + height * 3 / 4
    return _ruled([(x, y), (right, y), (right, low), (x, low), (x, y)], unit, [round(unit), round(unit / 2)])


def _trembling(box: Box, unit: float) -> Iterator[Shape]:
    """The frame as an unsteady hand holds it: twice, at odds with itself."""
    left, top, width, height = box
    for lean in (-1, 1):
        near, far = unit * (0.8 + 0.35 * lean), unit * (0.8 - 0.35 * lean)
        corners = [
            (left + near, top + far),
            (left + width - far, top + near),
            (left + width - near, top + height - far),
            (left + far, top + height - near),
        ]
        yield from _ruled([*corners, corners[0]], unit, None)


def _ruled(points: Sequence[Point], unit: float, dash: Sequence[int] | None) -> tuple[Shape, Shape]:
    """A thin line that is seen on light and dark."""
    outline = _outline(points)
    below = Shape(outline, None, _PAPER, max(24, round(unit / 3)))
    return below, Shape(outline, None, CAMERA_INK, max(14, round(unit / 6)), dash)


def _line(points: Sequence[Point], ink: str, width: int) -> Shape:
    return Shape(_outline(points), None, ink, width)


def _outline(points: Sequence[Point]) -> list[list[Any]]:
    return [["M" if not place else "L", round(x), round(y)] for place, (x, y) in enumerate(points)]
