"""Backpacks: what is seen of one from behind and in profile, and its straps from the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.shapes import Point, curve, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen

_CANVAS = (0.34, 0.42, 0.36)


def draw_pack(pen: Pen, chest: Point, hip: Point, scale: float, aside: float) -> None:
    """A backpack about the back, `aside` how far it stands out behind: 0 from behind, 1 in profile."""
    x, y = (chest[0] + hip[0]) / 2 - 0.075 * aside * scale, (chest[1] + hip[1]) / 2
    wide, tall = 0.105 * scale, 0.135 * scale

    def at(points: list[Point]) -> list[Point]:
        return [(x + dx * wide, y + dy * tall) for dx, dy in points]

    outline = [(-0.7, -1.0), (0.7, -1.0), (1.0, -0.3), (1.0, 0.9), (0.0, 1.0), (-1.0, 0.9), (-1.0, -0.3)]
    pen.shape(smooth(at(outline)), _CANVAS, shade=darker(_CANVAS, 0.2))
    pocket = at([(-0.6, 0.15), (0.6, 0.15), (0.6, 0.8), (-0.6, 0.8)])
    pen.shape(polygon(pocket), darker(_CANVAS, 0.12), line=0.8)


def draw_straps(pen: Pen, chest: Point, scale: float, side: float) -> None:
    """The straps of a backpack over the shoulders; in profile one of them is seen."""
    for sign in (-1, 1) if side < 0.6 else (1,):
        top = chest[0] + sign * 0.06 * scale, chest[1] - 0.005 * scale
        low = chest[0] + (sign * 0.075 - 0.03 * side) * scale, chest[1] + 0.14 * scale
        middle = (top[0] + low[0]) / 2 + 0.02 * scale, (top[1] + low[1]) / 2
        pen.stroke(curve(top, middle, low), darker(_CANVAS, 0.3), max(3.0, scale / 60))
