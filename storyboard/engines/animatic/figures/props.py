"""What somebody carries by description: drawn at the hand, sized to the body."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.shapes import Point, ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen

SECOND_HAND = ("mace and shield", "sword and shield")
"""Props that fill both hands."""

_STEEL = (0.70, 0.72, 0.75)
_WOOD = (0.44, 0.31, 0.20)


def draw(pen: Pen, prop: str, hand: Point, scale: float) -> None:
    """Draw a prop at a hand; a pair draws what the near hand holds."""
    _PROPS[prop.split(" ")[0]](pen, hand, scale)


def _stick(
    pen: Pen, hand: Point, up: float, down: float, colour: tuple[float, float, float], width: float
) -> None:
    x, y = hand
    pen.shape(
        polygon([(x - width, y - up), (x + width, y - up), (x + width, y + down), (x - width, y + down)]),
        colour,
    )


def _mace(pen: Pen, hand: Point, scale: float) -> None:
    _stick(pen, hand, 0.26 * scale, 0.08 * scale, _WOOD, 0.011 * scale)
    x, y = hand[0], hand[1] - 0.29 * scale
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7)):
        pen.shape(
            ellipse(x + dx * 0.047 * scale, y + dy * 0.047 * scale, 0.013 * scale, 0.013 * scale), _STEEL
        )
    pen.shape(ellipse(x, y, 0.047 * scale, 0.047 * scale), _STEEL, shade=(0.5, 0.52, 0.56), light=0.7)


def _sword(pen: Pen, hand: Point, scale: float) -> None:
    x, y = hand
    blade = polygon(
        [
            (x - 0.012 * scale, y - 0.03 * scale),
            (x + 0.012 * scale, y - 0.03 * scale),
            (x + 0.007 * scale, y - 0.42 * scale),
            (x, y - 0.45 * scale),
            (x - 0.007 * scale, y - 0.42 * scale),
        ]
    )
    pen.shape(blade, (0.80, 0.82, 0.85))
    _stick(pen, hand, 0.03 * scale, 0.05 * scale, _WOOD, 0.01 * scale)
    pen.shape(
        polygon(
            [
                (x - 0.05 * scale, y - 0.04 * scale),
                (x + 0.05 * scale, y - 0.04 * scale),
                (x + 0.05 * scale, y - 0.025 * scale),
                (x - 0.05 * scale, y - 0.025 * scale),
            ]
        ),
        (0.72, 0.58, 0.25),
    )


def _staff(pen: Pen, hand: Point, scale: float) -> None:
    _stick(pen, hand, 0.42 * scale, min(0.44 * scale, -hand[1]), _WOOD, 0.012 * scale)
    pen.shape(ellipse(hand[0], hand[1] - 0.43 * scale, 0.03 * scale, 0.03 * scale), (0.55, 0.78, 0.88))


def _lantern(pen: Pen, hand: Point, scale: float) -> None:
    x, y = hand[0], hand[1] + 0.09 * scale
    pen.glow(x, y, 0.34 * scale, (1.0, 0.82, 0.42), 0.55)
    pen.shape(
        polygon(
            [
                (x - 0.035 * scale, y - 0.04 * scale),
                (x + 0.035 * scale, y - 0.04 * scale),
                (x + 0.042 * scale, y + 0.05 * scale),
                (x - 0.042 * scale, y + 0.05 * scale),
            ]
        ),
        (1.0, 0.86, 0.50),
    )
    pen.shape(
        polygon(
            [
                (x - 0.045 * scale, y - 0.04 * scale),
                (x, y - 0.085 * scale),
                (x + 0.045 * scale, y - 0.04 * scale),
            ]
        ),
        (0.25, 0.22, 0.22),
    )
    pen.shape(
        polygon(
            [
                (x - 0.048 * scale, y + 0.05 * scale),
                (x + 0.048 * scale, y + 0.05 * scale),
                (x + 0.048 * scale, y + 0.065 * scale),
                (x - 0.048 * scale, y + 0.065 * scale),
            ]
        ),
        (0.25, 0.22, 0.22),
    )


def _umbrella(pen: Pen, hand: Point, scale: float) -> None:
    _stick(pen, hand, 0.46 * scale, 0.03 * scale, (0.25, 0.2, 0.2), 0.006 * scale)
    x, y = hand[0], hand[1] - 0.46 * scale
    canopy = skia.Path()
    canopy.moveTo(x - 0.34 * scale, y + 0.11 * scale)
    canopy.quadTo(x, y - 0.24 * scale, x + 0.34 * scale, y + 0.11 * scale)
    canopy.quadTo(x + 0.17 * scale, y + 0.05 * scale, x, y + 0.10 * scale)
    canopy.quadTo(x - 0.17 * scale, y + 0.05 * scale, x - 0.34 * scale, y + 0.11 * scale)
    canopy.close()
    pen.shape(canopy, (0.30, 0.32, 0.40), shade=(0.2, 0.22, 0.3), light=0.7)


def _cane(pen: Pen, hand: Point, scale: float) -> None:
    _stick(pen, hand, 0.02 * scale, -hand[1] - 0.01 * scale, _WOOD, 0.008 * scale)


def _case(pen: Pen, hand: Point, scale: float) -> None:
    x, y = hand[0], hand[1] + 0.10 * scale
    pen.shape(
        polygon(
            [
                (x - 0.105 * scale, y - 0.07 * scale),
                (x + 0.105 * scale, y - 0.07 * scale),
                (x + 0.105 * scale, y + 0.075 * scale),
                (x - 0.105 * scale, y + 0.075 * scale),
            ]
        ),
        (0.40, 0.26, 0.16),
        shade=(0.3, 0.19, 0.12),
        light=0.7,
    )
    pen.shape(
        polygon(
            [
                (x - 0.018 * scale, y - 0.02 * scale),
                (x + 0.018 * scale, y - 0.02 * scale),
                (x + 0.018 * scale, y + 0.01 * scale),
                (x - 0.018 * scale, y + 0.01 * scale),
            ]
        ),
        (0.8, 0.68, 0.35),
    )


def _bag(pen: Pen, hand: Point, scale: float) -> None:
    x, y = hand[0], hand[1] + 0.09 * scale
    pen.shape(
        smooth(
            [
                (x - 0.06 * scale, y - 0.07 * scale),
                (x + 0.06 * scale, y - 0.07 * scale),
                (x + 0.105 * scale, y + 0.05 * scale),
                (x, y + 0.10 * scale),
                (x - 0.105 * scale, y + 0.05 * scale),
            ]
        ),
        (0.55, 0.42, 0.27),
        shade=(0.42, 0.31, 0.2),
        light=0.7,
    )


def _book(pen: Pen, hand: Point, scale: float) -> None:
    x, y = hand
    pen.shape(
        polygon(
            [
                (x - 0.055 * scale, y - 0.075 * scale),
                (x + 0.055 * scale, y - 0.06 * scale),
                (x + 0.055 * scale, y + 0.06 * scale),
                (x - 0.055 * scale, y + 0.045 * scale),
            ]
        ),
        (0.52, 0.16, 0.16),
    )


def _shield(pen: Pen, hand: Point, scale: float) -> None:
    x, y = hand
    body = smooth(
        [
            (x - 0.12 * scale, y - 0.14 * scale),
            (x, y - 0.16 * scale),
            (x + 0.12 * scale, y - 0.14 * scale),
            (x + 0.11 * scale, y + 0.04 * scale),
            (x, y + 0.18 * scale),
            (x - 0.11 * scale, y + 0.04 * scale),
        ]
    )
    pen.shape(body, (0.60, 0.17, 0.17), shade=(0.45, 0.11, 0.12), light=0.7, line=1.4)
    bar = polygon(
        [
            (x - 0.02 * scale, y - 0.15 * scale),
            (x + 0.02 * scale, y - 0.15 * scale),
            (x + 0.02 * scale, y + 0.14 * scale),
            (x - 0.02 * scale, y + 0.14 * scale),
        ]
    )
    pen.shape(bar, (0.88, 0.80, 0.55), line=0.7)


_PROPS: dict[str, Callable[[Pen, Point, float], None]] = {
    "mace": _mace,
    "sword": _sword,
    "staff": _staff,
    "lantern": _lantern,
    "umbrella": _umbrella,
    "cane": _cane,
    "case": _case,
    "bag": _bag,
    "book": _book,
    "shield": _shield,
}
