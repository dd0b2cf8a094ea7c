"""A dragon's head: horns, teeth, slit pupils, and fire."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from storyboard.engines.animatic.figures.being import Moment
from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.shapes import curve, ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

HORN: Colour = (0.90, 0.84, 0.66)


class Hide(NamedTuple):
    """Colours of the back and the belly, which horns, and whether any."""

    coat: Colour
    accent: Colour
    variant: int
    horned: bool


def draw_dragon_head(pen: Pen, hide: Hide, pose: Pose, k: float, moment: Moment) -> None:
    """Draw the head about the origin, `k` pixels high, looking right; it breathes fire when it shouts."""
    opening = 0.0 if moment.pose == "sleep" else pose.mouth
    if moment.pose == "shout" and hide.horned:
        _fire(pen, k, moment.time)
    drop = 0.30 * opening * k
    jaw = [
        (-0.10 * k, 0.12 * k),
        (0.30 * k, 0.20 * k + drop * 0.6),
        (0.84 * k, 0.22 * k + drop),
        (0.78 * k, 0.32 * k + drop),
        (0.30 * k, 0.40 * k + drop * 0.7),
        (-0.12 * k, 0.34 * k),
    ]
    if opening > 0.05:
        pen.shape(
            polygon(
                [
                    (0.05 * k, 0.10 * k),
                    (0.84 * k, 0.12 * k),
                    (0.80 * k, 0.26 * k + drop),
                    (0.1 * k, 0.30 * k),
                ]
            ),
            (0.42, 0.10, 0.12),
            line=0,
        )
    pen.shape(smooth(jaw), darker(hide.accent, 0.08))
    _horn(pen, hide, k, 0.06, 0.15)
    skull = [
        (-0.34 * k, 0.08 * k),
        (-0.30 * k, -0.26 * k),
        (-0.04 * k, -0.42 * k),
        (0.22 * k, -0.26 * k),
        (0.60 * k, -0.14 * k),
        (0.84 * k, -0.16 * k),
        (0.95 * k, 0.04 * k),
        (0.86 * k, 0.17 * k),
        (0.34 * k, 0.20 * k),
        (-0.06 * k, 0.26 * k),
    ]
    pen.shape(smooth(skull), hide.coat, shade=darker(hide.coat, 0.16), light=0.8)
    for x in (0.80, 0.62, 0.44):
        pen.shape(
            polygon([((x - 0.05) * k, 0.155 * k), ((x + 0.05) * k, 0.155 * k), (x * k, 0.28 * k)]),
            (0.97, 0.95, 0.88),
            line=0.6,
        )
    pen.shape(ellipse(0.83 * k, -0.04 * k, 0.04 * k, 0.03 * k), darker(hide.coat, 0.65), line=0)
    _eye(pen, hide, k, pose, moment)
    _horn(pen, hide, k, -0.08, 0.0)
    frill = [
        (-0.24 * k, 0.02 * k),
        (-0.62 * k, -0.10 * k),
        (-0.46 * k, 0.08 * k),
        (-0.60 * k, 0.26 * k),
        (-0.22 * k, 0.26 * k),
    ]
    pen.shape(polygon(frill), darker(hide.coat, 0.22))
    pen.face((-0.34 * k, -0.42 * k, 0.95 * k, 0.38 * k + drop), (0.70 * k, 0.22 * k + drop * 0.5))


def _horn(pen: Pen, hide: Hide, k: float, x: float, shade: float) -> None:
    if not hide.horned:
        return
    long = (0.52, 0.40, 0.62)[hide.variant]
    horn = [
        ((x - 0.16) * k, -0.24 * k),
        ((x - 0.20 - long * 0.55) * k, -0.44 * k),
        ((x - 0.14 - long) * k, -0.40 * k - long * 0.30 * k),
        ((x - long * 0.5) * k, -0.52 * k),
        ((x + 0.04) * k, -0.36 * k),
    ]
    pen.shape(smooth(horn), darker(HORN, shade), shade=darker(HORN, 0.25), light=0.8)


def _eye(pen: Pen, hide: Hide, k: float, pose: Pose, moment: Moment) -> None:
    x, y, radius = 0.12 * k, -0.14 * k, 0.10 * k
    if pose.closed or blinks(moment.time):
        pen.stroke(
            curve((x - radius, y), (x, y + radius * 0.7), (x + radius, y)), darker(hide.coat, 0.6), 1.5
        )
    else:
        pen.shape(ellipse(x, y, radius, radius * 0.92), (0.98, 0.82, 0.28), line=0.9)
        pen.shape(ellipse(x + 0.015 * k, y, radius * 0.24, radius * 0.82), (0.08, 0.06, 0.06), line=0)
    tip = 0.05 * k if pose.smile < 0.4 and pose.brow < 0.4 else -0.02 * k
    ridge = [
        (x - 0.20 * k, y - 0.13 * k),
        (x + 0.04 * k, y - 0.14 * k),
        (x + 0.20 * k, y - 0.03 * k + tip),
        (x - 0.02 * k, y - 0.05 * k),
    ]
    pen.shape(smooth(ridge), darker(hide.coat, 0.18), line=0.8)


def _fire(pen: Pen, k: float, time: float) -> None:
    """Three tongues from the mouth, the hottest within."""
    pen.glow(1.9 * k, 0.35 * k, 1.9 * k, (1.0, 0.62, 0.22), 0.5)
    for size, colour in (
        (1.0, (0.93, 0.36, 0.12)),
        (0.72, (0.99, 0.68, 0.20)),
        (0.42, (1.0, 0.95, 0.66)),
    ):
        lick = math.sin(time * 17 + size * 9) * 0.12 * k
        end = 0.7 * k + 2.4 * k * size
        points = [(0.66 * k, 0.16 * k), (0.7 * k + 0.9 * k * size, 0.2 * k - 0.36 * k * size + lick)]
        points += [
            (end, 0.36 * k - lick),
            (end * 0.72, 0.5 * k + lick),
            (0.7 * k + 0.8 * k * size, 0.34 * k + 0.36 * k * size),
        ]
        pen.shape(smooth([*points, (0.66 * k, 0.34 * k)]), colour, line=0, alpha=0.9)
