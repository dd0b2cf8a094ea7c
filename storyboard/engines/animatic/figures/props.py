"""What somebody holds by description: drawn at the hand, sized to the body."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, about, ellipse, oblong, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

SECOND_HAND = ("mace and shield", "sword and shield")
"""Props that fill both hands."""

NOT_IN_HAND = ("", "shield", "pack")
"""Props that leave the near hand free."""

_TURNING = ("mace", "sword")
_LONG = ("mace", "sword", "staff", "umbrella", "cane")
_STEEL = (0.70, 0.72, 0.75)
_FUR = (0.62, 0.44, 0.28)
_WOOD = (0.44, 0.31, 0.20)


def draw(pen: Pen, prop: str, elbow: Point, hand: Point, scale: float, laid: bool) -> None:
    """Draw a prop at a hand; a pair draws what the near hand holds. Weapons turn with the forearm,
    and lie on the ground beside who lies."""
    name = prop.split(" ")[0]
    turn = 0.0
    if name in _TURNING:
        turn = 0.55 * math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]))
    if laid and name in _LONG:
        turn = -84.0
    pen.canvas.save()
    pen.canvas.translate(*hand)
    pen.canvas.rotate(turn)
    pen.canvas.translate(-hand[0], -hand[1])
    _PROPS[name](pen, hand, scale)
    pen.canvas.restore()


def _stick(pen: Pen, hand: Point, up: float, down: float, colour: Colour, width: float) -> None:
    pen.shape(polygon(about(hand, oblong(-width, -up, width, down), 1.0)), colour)


def _mace(pen: Pen, hand: Point, scale: float) -> None:
    """A flanged head on an iron-bound shaft."""
    _stick(pen, hand, 0.27 * scale, 0.09 * scale, _WOOD, 0.010 * scale)
    head = x, y = hand[0], hand[1] - 0.30 * scale
    for low in (0.215, 0.05):
        band = oblong(-0.013, -low, 0.013, 0.018 - low)
        pen.shape(polygon(about(hand, band, scale)), _STEEL, line=0.6)
    for side in (-1, 1):
        flange = [(0.006, -0.060), (0.052, -0.034), (0.060, 0.0), (0.048, 0.036), (0.008, 0.070)]
        turned = [(side * dx, dy) for dx, dy in flange]
        pen.shape(polygon(about(head, turned, scale)), darker(_STEEL, 0.14))
    middle = [(0.0, -0.075), (0.022, -0.040), (0.024, 0.036), (0.0, 0.074), (-0.024, 0.036), (-0.022, -0.040)]
    pen.shape(polygon(about(head, middle, scale)), lighter(_STEEL, 0.2))
    pen.shape(ellipse(x, y - 0.082 * scale, 0.011 * scale, 0.014 * scale), _STEEL, line=0.8)
    pen.shape(ellipse(hand[0], hand[1] + 0.092 * scale, 0.015 * scale, 0.013 * scale), _STEEL, line=0.8)


def _sword(pen: Pen, hand: Point, scale: float) -> None:
    blade = [(-0.012, -0.03), (0.012, -0.03), (0.007, -0.42), (0.0, -0.45), (-0.007, -0.42)]
    pen.shape(polygon(about(hand, blade, scale)), (0.80, 0.82, 0.85))
    _stick(pen, hand, 0.03 * scale, 0.05 * scale, _WOOD, 0.01 * scale)
    guard = oblong(-0.05, -0.04, 0.05, -0.025)
    pen.shape(polygon(about(hand, guard, scale)), (0.72, 0.58, 0.25))


def _staff(pen: Pen, hand: Point, scale: float) -> None:
    _stick(pen, hand, 0.42 * scale, min(0.44 * scale, -hand[1]), _WOOD, 0.012 * scale)
    pen.shape(ellipse(hand[0], hand[1] - 0.43 * scale, 0.03 * scale, 0.03 * scale), (0.55, 0.78, 0.88))


def _lantern(pen: Pen, hand: Point, scale: float) -> None:
    middle = x, y = hand[0], hand[1] + 0.09 * scale
    pen.glow(x, y, 0.34 * scale, (1.0, 0.82, 0.42), 0.55)
    glass = [(-0.035, -0.04), (0.035, -0.04), (0.042, 0.05), (-0.042, 0.05)]
    pen.shape(polygon(about(middle, glass, scale)), (1.0, 0.86, 0.50))
    for iron in ([(-0.045, -0.04), (0.0, -0.085), (0.045, -0.04)], oblong(-0.048, 0.05, 0.048, 0.065)):
        pen.shape(polygon(about(middle, iron, scale)), (0.25, 0.22, 0.22))


def _umbrella(pen: Pen, hand: Point, scale: float) -> None:
    _stick(pen, hand, 0.46 * scale, 0.03 * scale, (0.25, 0.2, 0.2), 0.006 * scale)
    offsets = [(-0.34, 0.11), (0.0, -0.24), (0.34, 0.11), (0.17, 0.05), (0.0, 0.10), (-0.17, 0.05)]
    rim = about((hand[0], hand[1] - 0.46 * scale), offsets, scale)
    canopy = skia.Path()
    canopy.moveTo(*rim[0])
    canopy.quadTo(*rim[1], *rim[2])
    canopy.quadTo(*rim[3], *rim[4])
    canopy.quadTo(*rim[5], *rim[0])
    canopy.close()
    pen.shape(canopy, (0.30, 0.32, 0.40), shade=(0.2, 0.22, 0.3), light=0.7)


def _cane(pen: Pen, hand: Point, scale: float) -> None:
    _stick(pen, hand, 0.02 * scale, -hand[1] - 0.01 * scale, _WOOD, 0.008 * scale)


def _case(pen: Pen, hand: Point, scale: float) -> None:
    middle = hand[0], hand[1] + 0.10 * scale
    sides = polygon(about(middle, oblong(-0.105, -0.07, 0.105, 0.075), scale))
    pen.shape(sides, (0.40, 0.26, 0.16), shade=(0.3, 0.19, 0.12), light=0.7)
    clasp = polygon(about(middle, oblong(-0.018, -0.02, 0.018, 0.01), scale))
    pen.shape(clasp, (0.8, 0.68, 0.35))


def _bag(pen: Pen, hand: Point, scale: float) -> None:
    outline = [(-0.06, -0.07), (0.06, -0.07), (0.105, 0.05), (0.0, 0.10), (-0.105, 0.05)]
    sack = smooth(about((hand[0], hand[1] + 0.09 * scale), outline, scale))
    pen.shape(sack, (0.55, 0.42, 0.27), shade=(0.42, 0.31, 0.2), light=0.7)


def _book(pen: Pen, hand: Point, scale: float) -> None:
    cover = [(-0.055, -0.075), (0.055, -0.06), (0.055, 0.06), (-0.055, 0.045)]
    pen.shape(polygon(about(hand, cover, scale)), (0.52, 0.16, 0.16))


def _teddy(pen: Pen, hand: Point, scale: float) -> None:
    """A teddy bear, held by the middle."""

    def blob(dx: float, dy: float, across: float, up: float, colour: Colour, line: float = 0.8) -> None:
        middle = hand[0] + dx * scale, hand[1] + dy * scale
        pen.shape(ellipse(*middle, across * scale, up * scale), colour, line=line)

    for sign in (-1, 1):
        blob(sign * 0.036, 0.085, 0.026, 0.030, _FUR)
        blob(sign * 0.050, 0.010, 0.020, 0.034, _FUR)
        blob(sign * 0.036, -0.105, 0.017, 0.017, _FUR)
    blob(0.0, 0.03, 0.048, 0.056, _FUR)
    blob(0.0, -0.065, 0.047, 0.043, _FUR)
    blob(0.0, -0.052, 0.020, 0.015, lighter(_FUR, 0.45), 0.6)
    for sign in (-1, 1):
        blob(sign * 0.018, -0.076, 0.005, 0.005, (0.1, 0.08, 0.08), 0.0)


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
    "teddy": _teddy,
}
