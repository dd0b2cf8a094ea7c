"""Hands: a mitten from afar; near by a palm, a thumb and fingers that rest, spread, clench or point."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, limb, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

_NEAR = 150.0
"""Pixels of body height from which a hand has fingers."""


def draw_hand(
    pen: Pen, elbow: Point, hand: Point, size: float, scale: float, colour: Colour, held: str
) -> None:
    """Draw a hand of `size` pixels at the end of a forearm, in the shape that the pose asks for."""
    if scale < _NEAR:
        pen.shape(ellipse(*hand, size, size * 1.1), colour, line=0.9)
        return
    pen.canvas.save()
    pen.canvas.translate(*hand)
    pen.canvas.rotate(math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0])))
    pen.canvas.translate(-0.35 * size, 0)
    _SHAPES[held](pen, size, colour)
    pen.canvas.restore()


def _thumb(pen: Pen, h: float, colour: Colour, tip: Point) -> None:
    pen.shape(
        limb((0.25 * h, -0.35 * h), (0.7 * h, tip[1] * 0.9), tip, (0.5 * h, 0.46 * h, 0.32 * h)),
        colour,
        line=0.8,
    )


def _rest(pen: Pen, h: float, colour: Colour) -> None:
    """Loosely closed, fingers together and a little bent."""
    points = [
        (-0.3, -0.44),
        (0.5, -0.58),
        (1.25, -0.46),
        (1.75, -0.05),
        (1.5, 0.36),
        (0.5, 0.55),
        (-0.3, 0.44),
    ]
    pen.shape(smooth([(x * h, y * h) for x, y in points]), colour, line=0.9)
    for y in (-0.14, 0.14):
        pen.stroke(
            curve((0.85 * h, y * h), (1.25 * h, y * h), (1.55 * h, (y + 0.06) * h)), darker(colour, 0.4), 0.6
        )
    _thumb(pen, h, colour, (1.15 * h, -0.62 * h))


def _open(pen: Pen, h: float, colour: Colour) -> None:
    """Spread, palm to us."""
    for turn, long in ((-0.34, 1.75), (-0.08, 2.0), (0.18, 1.9), (0.46, 1.55)):
        root = (0.7 * h, turn * 1.3 * h)
        tip = (math.cos(turn) * long * h, root[1] + math.sin(turn) * long * 0.55 * h)
        pen.shape(limb(root, tip, tip, (0.44 * h, 0.36 * h, 0.34 * h)), colour, line=0.8)
    pen.shape(ellipse(0.42 * h, 0.0, 0.78 * h, 0.62 * h), colour, line=0.8)
    knuckles = limb((0.5 * h, 0.0), (0.95 * h, 0.0), (0.95 * h, 0.0), (0.9 * h, 0.82 * h, 0.82 * h))
    pen.shape(knuckles, colour, line=0)
    _thumb(pen, h, colour, (0.95 * h, -1.05 * h))


def _fist(pen: Pen, h: float, colour: Colour) -> None:
    points = [
        (-0.3, -0.44),
        (0.35, -0.66),
        (1.0, -0.6),
        (1.25, -0.1),
        (1.15, 0.45),
        (0.5, 0.66),
        (-0.3, 0.44),
    ]
    pen.shape(smooth([(x * h, y * h) for x, y in points]), colour, line=0.9)
    for y in (-0.28, 0.0, 0.27):
        pen.stroke(curve((0.62 * h, y * h), (1.18 * h, y * h)), darker(colour, 0.4), 0.6)
    pen.shape(
        limb((0.2 * h, -0.3 * h), (0.6 * h, -0.05 * h), (0.8 * h, 0.1 * h), (0.4 * h, 0.4 * h, 0.32 * h)),
        colour,
        line=0.8,
    )


def _point(pen: Pen, h: float, colour: Colour) -> None:
    _fist(pen, h, colour)
    pen.shape(
        limb((0.8 * h, -0.42 * h), (1.5 * h, -0.42 * h), (2.3 * h, -0.40 * h), (0.44 * h, 0.4 * h, 0.32 * h)),
        colour,
        line=0.8,
    )


_SHAPES = {"rest": _rest, "open": _open, "fist": _fist, "point": _point}
