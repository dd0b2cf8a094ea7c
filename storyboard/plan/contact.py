"""A contact sheet laid out: pictures side by side, as large as a screen shows them, each over its label."""

from __future__ import annotations

import math
from dataclasses import dataclass

from storyboard.base.digest import Plain
from storyboard.plan.types import Size

MARGIN, GAP, HEAD, LABEL = 36, 28, 104, 58
"""Pixels around the sheet, between its cells, above them for its title, and below each picture."""
STRIP = 4
"""Pixels between the pictures of one cell."""
_ASPECT = 1.6
"""What a sheet looks best as: width over height."""
_HOLE = 0.25
"""What an empty place costs, beside how far the sheet is from its best shape."""
_WIDEST = 2560
_LARGEST, _LEAST = 720, 280
"""The longer side of a picture, and the width that a label needs."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What a sheet says above its pictures, and the revision of the engine that draws it."""

    revision: int
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet's size, and for each cell the boxes of its pictures: x, y, width and height in pixels."""

    size: Size
    boxes: list[list[Plain]]


def laid_out(picture: Size, cells: int, strip: int) -> Layout:
    """Lay out `cells` cells of `strip` pictures of one size; few holes, and about as wide as a screen."""
    columns = min(range(1, cells + 1), key=lambda number: _cost(picture, cells, strip, number))
    across = columns * strip
    room = (_WIDEST - 2 * MARGIN - (columns - 1) * GAP - (across - columns) * STRIP) // across
    wide = max(
        min(picture[0], _LARGEST, _LARGEST * picture[0] // picture[1], room), min(_LEAST // strip, room)
    )
    high = max(1, round(wide * picture[1] / picture[0]))
    cell = strip * wide + (strip - 1) * STRIP
    boxes: list[list[Plain]] = []
    for number in range(cells):
        x = MARGIN + number % columns * (cell + GAP)
        y = HEAD + number // columns * (high + LABEL + GAP)
        boxes.append([[x + part * (wide + STRIP), y, wide, high] for part in range(strip)])
    rows = -(-cells // columns)
    size = (2 * MARGIN + columns * (cell + GAP) - GAP, HEAD + rows * (high + LABEL + GAP) - GAP + MARGIN // 2)
    return Layout(size, boxes)


def _cost(picture: Size, cells: int, strip: int, columns: int) -> float:
    rows = -(-cells // columns)
    aspect = columns * strip * picture[0] / (rows * picture[1] * 1.15)
    return abs(math.log(aspect / _ASPECT)) + _HOLE * (rows * columns - cells)
