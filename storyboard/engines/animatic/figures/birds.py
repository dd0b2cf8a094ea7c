"""Birds: they stand on two legs, hop, and fly when they hurry."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.breeds import Build, Looks
from storyboard.engines.animatic.figures.gaits import FLIGHT
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen


def bird_head(build: Build, pose: str) -> Point:
    """The middle of a bird's head in its heights, y up."""
    return 0.27, 0.78 + FLIGHT.get(pose, 0.0)


def draw_bird(pen: Pen, looks: Looks, s: float, pose: str, time: float) -> None:
    """Draw a bird about the ground under it, `s` pixels high, looking right."""
    flying = pose in FLIGHT
    lift = -FLIGHT[pose] * s - math.sin(time * 2) * 0.06 * s if flying else 0.0
    flap = math.sin(time * 9) if flying else 0.0
    if not flying:
        for x in (-0.04, 0.05):
            leg = skia.Path()
            leg.moveTo(x * s, -0.26 * s)
            leg.lineTo(x * s, 0)
            leg.lineTo((x + 0.08) * s, 0)
            pen.stroke(leg, (0.85, 0.55, 0.2), 1.8)
    body = smooth(
        [
            (-0.52 * s, -0.38 * s + lift),
            (-0.2 * s, -0.58 * s + lift),
            (0.2 * s, -0.62 * s + lift),
            (0.34 * s, -0.42 * s + lift),
            (0.1 * s, -0.22 * s + lift),
            (-0.2 * s, -0.27 * s + lift),
        ]
    )
    pen.shape(body, looks.coat, shade=darker(looks.coat, 0.15), light=0.8)
    head = (0.27 * s, -0.78 * s + lift)
    if flying:
        _spread(pen, looks, s, lift, flap * 0.9 + 0.15, 0.10)
    pen.shape(ellipse(*head, 0.165 * s, 0.165 * s), looks.coat)
    _face(pen, looks, head, s, pose, time)
    if flying:
        _spread(pen, looks, s, lift, flap, -0.05)
        return
    wing = [(0.14 * s, -0.52 * s), (-0.1 * s, -0.56 * s), (-0.52 * s, -0.30 * s), (-0.06 * s, -0.34 * s)]
    pen.shape(smooth(wing), darker(looks.coat, 0.22))


def _spread(pen: Pen, looks: Looks, s: float, lift: float, flap: float, x: float) -> None:
    """A wing on the wind: its tip goes up and down, its feathers trail."""
    tip = (x - 0.30) * s, (-0.46 - 0.72 * flap) * s + lift
    wing = [
        ((x + 0.20) * s, -0.52 * s + lift),
        ((x + 0.10) * s, (-0.52 - 0.42 * flap) * s + lift),
        tip,
        (tip[0] - 0.10 * s, tip[1] + (0.08 + 0.08 * flap) * s),
        ((x - 0.26) * s, (-0.44 - 0.26 * flap) * s + lift),
        ((x - 0.20) * s, -0.40 * s + lift),
    ]
    pen.shape(smooth(wing), darker(looks.coat, 0.22 if x < 0 else 0.34))


def _face(pen: Pen, looks: Looks, head: Point, s: float, pose: str, time: float) -> None:
    """A bill that opens to call; an owl looks at us with both eyes."""
    x, y = head
    owl = looks.noun == "owl"
    if owl:
        for side in (-0.02, 0.13):
            pen.shape(ellipse(x + side * s, y, 0.085 * s, 0.10 * s), lighter(looks.coat, 0.5), line=0.7)
            pen.shape(ellipse(x + side * s, y - 0.01 * s, 0.05 * s, 0.05 * s), (0.97, 0.78, 0.22), line=0.8)
            pen.shape(ellipse(x + side * s, y - 0.01 * s, 0.025 * s, 0.028 * s), (0.06, 0.05, 0.06), line=0)
            tuft = [(x + side * s - 0.03 * s, y - 0.12 * s), (x + (side * 1.6) * s, y - 0.24 * s)]
            pen.shape(polygon([*tuft, (x + side * s + 0.05 * s, y - 0.12 * s)]), darker(looks.coat, 0.15))
        hook = [(x + 0.03 * s, y + 0.03 * s), (x + 0.09 * s, y + 0.03 * s), (x + 0.06 * s, y + 0.11 * s)]
        pen.shape(polygon(hook), (0.92, 0.62, 0.18), line=0.8)
        pen.face((x - 0.17 * s, y - 0.17 * s, x + 0.23 * s, y + 0.17 * s), (x + 0.06 * s, y + 0.10 * s))
        return
    dark = looks.noun in ("crow", "raven")
    bill = (0.30, 0.29, 0.30) if dark else (0.92, 0.62, 0.18)
    gape = max(0.0, math.sin(time * 8)) * 0.07 * s if pose in ("talk", "shout") else 0.0
    root = x + 0.13 * s
    below = [(root, y + 0.02 * s), (x + 0.30 * s, y + 0.04 * s + gape), (root, y + 0.07 * s)]
    pen.shape(polygon(below), darker(bill, 0.2))
    above = [(root, y - 0.05 * s), (x + 0.34 * s, y + 0.03 * s - gape * 0.5), (root, y + 0.04 * s)]
    pen.shape(polygon(above), bill)
    if dark:
        pen.shape(ellipse(x + 0.06 * s, y - 0.03 * s, 0.04 * s, 0.042 * s), (0.75, 0.75, 0.72), line=0)
    pen.shape(ellipse(x + 0.06 * s, y - 0.03 * s, 0.026 * s, 0.03 * s), (0.08, 0.07, 0.08), line=0)
    pen.shape(ellipse(x + 0.07 * s, y - 0.04 * s, 0.008 * s, 0.009 * s), (1.0, 1.0, 1.0), line=0)
    pen.face((x - 0.17 * s, y - 0.17 * s, x + 0.34 * s, y + 0.17 * s), (x + 0.28 * s, y + 0.04 * s))
