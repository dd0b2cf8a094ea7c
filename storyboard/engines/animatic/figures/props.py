"""What somebody carries by description: drawn at the hand, sized to the body."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

SECOND_HAND = ("mace and shield", "sword and shield")
"""Props that fill both hands."""

NOT_IN_HAND = ("", "shield", "pack")
"""Props that leave the near hand free."""

_TURNING = ("mace", "sword")
_LONG = ("mace", "sword", "staff", "umbrella", "cane")
_STEEL = (0.70, 0.72, 0.75)
_CANVAS = (0.34, 0.42, 0.36)
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


def draw_shield(pen: Pen, hand: Point, scale: float, arms: Colour, height: float) -> None:
    """A heater shield over the forearm: its field in the bearer's colour, a cross, a steel rim, old dents.

    `height` is what is seen of its own: 1 upright, little where it lies.
    """
    pen.canvas.save()
    pen.canvas.translate(*hand)
    pen.canvas.scale(1.0, height)
    _shield(pen, scale, arms)
    pen.canvas.restore()


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


def _shield(pen: Pen, scale: float, arms: Colour) -> None:
    x, y = 0.0, 0.0
    outline = [(-0.125, -0.155), (0.0, -0.140), (0.125, -0.155), (0.128, 0.0), (0.085, 0.12), (0.0, 0.20)]
    outline += [(-0.085, 0.12), (-0.128, 0.0)]
    rim = _heater(x, y, 1.0, outline, scale)
    pen.shape(rim, _STEEL, shade=(0.48, 0.50, 0.54), light=0.7, line=1.2)
    field = _heater(x, y, 0.88, outline, scale)
    pen.shape(field, arms, shade=darker(arms, 0.25), light=0.7, line=0.8)
    pen.canvas.save()
    pen.canvas.clipPath(field, True)
    pale = lighter(arms, 0.75)
    upright = [(x - 0.018 * scale, y - 0.2 * scale), (x + 0.018 * scale, y - 0.2 * scale)]
    upright += [(x + 0.018 * scale, y + 0.2 * scale), (x - 0.018 * scale, y + 0.2 * scale)]
    level = [(x - 0.2 * scale, y - 0.055 * scale), (x + 0.2 * scale, y - 0.055 * scale)]
    level += [(x + 0.2 * scale, y - 0.019 * scale), (x - 0.2 * scale, y - 0.019 * scale)]
    pen.shape(polygon(upright), pale, line=0.6)
    pen.shape(polygon(level), pale, line=0.6)
    if scale > 120:
        for dx, dy in ((-0.07, 0.04), (0.05, -0.09), (0.04, 0.08)):
            nick = curve(
                ((x + dx * scale), y + dy * scale), (x + (dx + 0.035) * scale, y + (dy + 0.022) * scale)
            )
            pen.stroke(nick, darker(arms, 0.5), 0.8)
    pen.canvas.restore()
    pen.shape(ellipse(x, y - 0.037 * scale, 0.021 * scale, 0.021 * scale), _STEEL, line=0.8)


def _heater(x: float, y: float, share: float, outline: list[Point], scale: float) -> skia.Path:
    points = [(x + dx * share * scale, y + dy * share * scale) for dx, dy in outline]
    path = skia.Path()
    path.moveTo(*points[0])
    path.quadTo(*points[1], *points[2])
    path.cubicTo(*points[3], *points[4], *points[5])
    path.cubicTo(*points[6], *points[7], *points[0])
    path.close()
    return path


def _stick(
    pen: Pen, hand: Point, up: float, down: float, colour: tuple[float, float, float], width: float
) -> None:
    x, y = hand
    pen.shape(
        polygon([(x - width, y - up), (x + width, y - up), (x + width, y + down), (x - width, y + down)]),
        colour,
    )


def _mace(pen: Pen, hand: Point, scale: float) -> None:
    """A flanged head on an iron-bound shaft."""
    _stick(pen, hand, 0.27 * scale, 0.09 * scale, _WOOD, 0.010 * scale)
    x, y = hand[0], hand[1] - 0.30 * scale
    for low in (0.215, 0.05):
        band = polygon(
            [
                (x - 0.013 * scale, hand[1] - low * scale),
                (x + 0.013 * scale, hand[1] - low * scale),
                (x + 0.013 * scale, hand[1] - (low - 0.018) * scale),
                (x - 0.013 * scale, hand[1] - (low - 0.018) * scale),
            ]
        )
        pen.shape(band, _STEEL, line=0.6)
    for side in (-1, 1):
        flange = [(0.006, -0.060), (0.052, -0.034), (0.060, 0.0), (0.048, 0.036), (0.008, 0.070)]
        pen.shape(
            polygon([(x + side * dx * scale, y + dy * scale) for dx, dy in flange]), darker(_STEEL, 0.14)
        )
    middle = [(0.0, -0.075), (0.022, -0.040), (0.024, 0.036), (0.0, 0.074), (-0.024, 0.036), (-0.022, -0.040)]
    pen.shape(polygon([(x + dx * scale, y + dy * scale) for dx, dy in middle]), lighter(_STEEL, 0.2))
    pen.shape(ellipse(x, y - 0.082 * scale, 0.011 * scale, 0.014 * scale), _STEEL, line=0.8)
    pen.shape(ellipse(hand[0], hand[1] + 0.092 * scale, 0.015 * scale, 0.013 * scale), _STEEL, line=0.8)


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
