"""The heads of animals with a muzzle: dogs, horses, cows, mice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.breeds import Looks
from storyboard.engines.animatic.figures.fur import shagged
from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.shapes import curve, ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen


def draw_muzzled(pen: Pen, looks: Looks, k: float, pose: str, time: float) -> None:
    """Draw a head with a muzzle about the origin, `k` pixels high, looking right."""
    build = looks.build
    if looks.kind == "deer":
        _antlers(pen, k)
    reach = build.muzzle / max(build.head, 0.01) * k * 0.62
    draw_ear(pen, looks, -0.10 * k, k, 0.25)
    skull = [
        (-0.38 * k, -0.02 * k),
        (-0.30 * k, -0.36 * k),
        (0.06 * k, -0.46 * k),
        (0.32 * k, -0.26 * k),
        (0.36 * k, 0.10 * k),
        (0.12 * k, 0.38 * k),
        (-0.24 * k, 0.32 * k),
    ]
    pen.shape(
        shagged(skull, 0.05 * k) if looks.shaggy else smooth(skull),
        looks.coat,
        shade=darker(looks.coat, 0.15),
        light=0.8,
    )
    opening = (
        max(0.0, math.sin(time * 9)) * 0.22 if pose in ("talk", "shout") else (0.1 if pose == "run" else 0.0)
    )
    if opening:
        jaw = smooth(
            [
                (0.10 * k, 0.14 * k),
                (0.2 * k + reach, (0.20 + opening) * k),
                (0.12 * k + reach * 0.5, (0.36 + opening) * k),
                (0.0, 0.32 * k),
            ]
        )
        pen.shape(jaw, darker(looks.patch, 0.1))
        pen.shape(
            ellipse(0.22 * k + reach * 0.4, (0.20 + opening * 0.5) * k, reach * 0.5, 0.06 * k),
            (0.75, 0.35, 0.38),
            line=0,
        )
    muzzle = smooth(
        [
            (0.08 * k, -0.10 * k),
            (0.26 * k + reach * 0.4, -0.06 * k),
            (0.36 * k + reach, -0.01 * k),
            (0.37 * k + reach, 0.20 * k),
            (0.2 * k + reach * 0.5, 0.33 * k),
            (0.04 * k, 0.29 * k),
        ]
    )
    pen.shape(muzzle, looks.patch, shade=darker(looks.patch, 0.12), light=0.8)
    if k >= 12 and not opening:
        smile = 0.04 * k if pose == "laugh" else 0.0
        lip = curve(
            (0.33 * k + reach, 0.14 * k), (0.3 * k + reach * 0.5, 0.21 * k), (0.14 * k, 0.17 * k - smile)
        )
        pen.stroke(lip, darker(looks.coat, 0.6), 1.1)
    pen.shape(
        ellipse(0.35 * k + reach, 0.03 * k, 0.085 * k, 0.065 * k),
        (0.10, 0.08, 0.09) if looks.kind != "pig" else (0.85, 0.5, 0.5),
        line=0.6,
    )
    _eye(pen, looks, k, pose, time)
    draw_ear(pen, looks, -0.2 * k, k, 0.0)
    face = (-0.32 * k, -0.44 * k, 0.40 * k + reach, (0.38 + opening) * k)
    pen.face(face, (0.22 * k + reach * 0.6, (0.20 + opening * 0.5) * k))


def _eye(pen: Pen, looks: Looks, k: float, pose: str, time: float) -> None:
    if k < 10:
        return
    x, y = 0.10 * k, -0.14 * k
    if pose == "sleep" or blinks(time):
        path = skia.Path()
        path.moveTo(x - 0.08 * k, y)
        path.quadTo(x, y + 0.05 * k, x + 0.08 * k, y)
        pen.stroke(path, (0.1, 0.08, 0.08), 1.2)
        return
    pen.shape(
        ellipse(x, y, 0.08 * k, 0.085 * k),
        (0.93, 0.9, 0.85),
        line=0.8,
    )
    pen.shape(
        ellipse(x + 0.015 * k, y, 0.055 * k, 0.07 * k),
        (0.13, 0.09, 0.07),
        line=0,
    )
    pen.shape(ellipse(x + 0.035 * k, y - 0.03 * k, 0.017 * k, 0.017 * k), (1.0, 1.0, 1.0), line=0)
    if looks.shaggy:
        fringe = shagged(
            [
                (x - 0.2 * k, y - 0.20 * k),
                (x + 0.12 * k, y - 0.22 * k),
                (x + 0.15 * k, y - 0.08 * k),
                (x - 0.08 * k, y - 0.05 * k),
            ],
            0.045 * k,
        )
        pen.shape(fringe, darker(looks.coat, 0.06), line=0.7)


def draw_ear(pen: Pen, looks: Looks, x: float, k: float, shade: float) -> None:
    colour = darker(looks.coat, 0.16 + shade)
    if looks.build.ears == "point":
        path = polygon([(x - 0.17 * k, -0.26 * k), (x + 0.0 * k, -0.78 * k), (x + 0.17 * k, -0.34 * k)])
    elif looks.build.ears == "long":
        path = smooth(
            [
                (x - 0.10 * k, -0.3 * k),
                (x - 0.22 * k, -1.1 * k),
                (x - 0.02 * k, -1.25 * k),
                (x + 0.12 * k, -0.34 * k),
            ]
        )
    elif looks.build.ears == "round":
        path = ellipse(x, -0.42 * k, 0.17 * k, 0.17 * k)
    elif looks.build.ears == "flop":
        path = smooth(
            [
                (x - 0.02 * k, -0.36 * k),
                (x - 0.24 * k, -0.22 * k),
                (x - 0.30 * k, 0.22 * k),
                (x - 0.10 * k, 0.26 * k),
                (x + 0.06 * k, -0.14 * k),
            ]
        )
    else:
        return
    pen.shape(path, colour)


def _antlers(pen: Pen, k: float) -> None:
    for shift, colour in ((0.10, (0.48, 0.38, 0.27)), (-0.08, (0.62, 0.50, 0.36))):
        stem = curve(
            ((shift) * k, -0.36 * k), ((shift - 0.34) * k, -0.8 * k), ((shift - 0.08) * k, -1.35 * k)
        )
        pen.stroke(stem, colour, max(2.2, k / 14))
        for start, end in (((-0.19, -0.60), (0.14, -0.80)), ((-0.24, -0.75), (-0.52, -1.0))):
            tine = curve(((shift + start[0]) * k, start[1] * k), ((shift + end[0]) * k, end[1] * k))
            pen.stroke(tine, colour, max(1.8, k / 18))
