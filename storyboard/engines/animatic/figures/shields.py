"""Shields on the forearm of who bears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, about, curve, ellipse, oblong, polygon

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

_STEEL = (0.70, 0.72, 0.75)
_MIDDLE = (0.0, 0.0)
_HEATER = [
    (-0.125, -0.155), (0.0, -0.140), (0.125, -0.155), (0.128, 0.0),
    (0.085, 0.12), (0.0, 0.20), (-0.085, 0.12), (-0.128, 0.0),
]  # fmt: skip
"""The outline, from its left corner: the ends of its three sides, and what they bend towards."""


def draw_shield(pen: Pen, hand: Point, scale: float, arms: Colour, height: float) -> None:
    """A heater shield over the forearm: its field in the bearer's colour, a cross, a steel rim, old dents.

    `height` is what is seen of its own: 1 upright, little where it lies.
    """
    pen.canvas.save()
    pen.canvas.translate(*hand)
    pen.canvas.scale(1.0, height)
    _shield(pen, scale, arms)
    pen.canvas.restore()


def _shield(pen: Pen, scale: float, arms: Colour) -> None:
    pen.shape(_heater(1.0, scale), _STEEL, shade=(0.48, 0.50, 0.54), light=0.7, line=1.2)
    field = _heater(0.88, scale)
    pen.shape(field, arms, shade=darker(arms, 0.25), light=0.7, line=0.8)
    pen.canvas.save()
    pen.canvas.clipPath(field, True)
    for bar in (oblong(-0.018, -0.2, 0.018, 0.2), oblong(-0.2, -0.055, 0.2, -0.019)):
        pen.shape(polygon(about(_MIDDLE, bar, scale)), lighter(arms, 0.75), line=0.6)
    if scale > 120:
        for dx, dy in ((-0.07, 0.04), (0.05, -0.09), (0.04, 0.08)):
            nick = about(_MIDDLE, [(dx, dy), (dx + 0.035, dy + 0.022)], scale)
            pen.stroke(curve(*nick), darker(arms, 0.5), 0.8)
    pen.canvas.restore()
    pen.shape(ellipse(0.0, -0.037 * scale, 0.021 * scale, 0.021 * scale), _STEEL, line=0.8)


def _heater(share: float, scale: float) -> skia.Path:
    points = about(_MIDDLE, [(dx * share, dy * share) for dx, dy in _HEATER], scale)
    path = skia.Path()
    path.moveTo(*points[0])
    path.quadTo(*points[1], *points[2])
    path.cubicTo(*points[3], *points[4], *points[5])
    path.cubicTo(*points[6], *points[7], *points[0])
    path.close()
    return path
