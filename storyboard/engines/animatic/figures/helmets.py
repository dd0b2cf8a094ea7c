"""Hats of metal, glass and rank: helmets, crowns, peaked caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.armour import mail_over
from storyboard.engines.animatic.figures.brims import brim, dome
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import curve, ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen


def crown(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """Gold points on a band, with jewels, and velvet within."""
    velvet = smooth(
        [
            (x - 0.34 * k, -0.36 * k),
            (x - 0.30 * k, -0.66 * k),
            (x + 0.30 * k, -0.66 * k),
            (x + 0.36 * k, -0.36 * k),
        ]
    )
    pen.shape(velvet, (0.52, 0.13, 0.20))
    points = [
        (x - 0.40 * k, -0.26 * k),
        (x - 0.46 * k, -0.74 * k),
        (x - 0.25 * k, -0.50 * k),
        (x - 0.21 * k, -0.82 * k),
    ]
    points += [
        (x - 0.02 * k, -0.53 * k),
        (x + 0.02 * k, -0.86 * k),
        (x + 0.07 * k, -0.53 * k),
        (x + 0.25 * k, -0.82 * k),
    ]
    points += [
        (x + 0.29 * k, -0.50 * k),
        (x + 0.50 * k, -0.74 * k),
        (x + 0.44 * k, -0.26 * k),
        (x + 0.02 * k, -0.20 * k),
    ]
    pen.shape(polygon(points), colour, shade=darker(colour, 0.22), light=0.7)
    band = curve((x - 0.41 * k, -0.37 * k), (x + 0.02 * k, -0.31 * k), (x + 0.45 * k, -0.37 * k))
    pen.stroke(band, darker(colour, 0.4), 1.0)
    for dx, y in ((-0.46, -0.76), (-0.21, -0.84), (0.02, -0.89), (0.25, -0.84), (0.50, -0.76)):
        pen.shape(ellipse(x + dx * k, y * k, 0.035 * k, 0.035 * k), lighter(colour, 0.35), line=0.7)
    for dx, y, jewel in (
        (-0.24, -0.31, (0.75, 0.12, 0.18)),
        (0.02, -0.28, (0.15, 0.40, 0.68)),
        (0.28, -0.31, (0.14, 0.52, 0.34)),
    ):
        pen.shape(ellipse(x + dx * k, y * k, 0.042 * k, 0.034 * k), jewel, line=0.7)


def helmet(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A hard hat with a comb, a brim and a badge, as firemen wear."""
    neck = smooth(
        [
            (x - 0.40 * k, -0.24 * k),
            (x - 0.70 * k, 0.02 * k),
            (x - 0.60 * k, 0.12 * k),
            (x - 0.30 * k, -0.06 * k),
        ]
    )
    pen.shape(neck, darker(colour, 0.2))
    pen.shape(dome(k, x, -0.70, -0.20, 0.47), colour, shade=darker(colour, 0.25), light=0.7)
    comb = smooth(
        [
            (x - 0.34 * k, -0.56 * k),
            (x - 0.10 * k, -0.80 * k),
            (x + 0.22 * k, -0.78 * k),
            (x + 0.36 * k, -0.54 * k),
            (x, -0.64 * k),
        ]
    )
    pen.shape(comb, darker(colour, 0.12))
    pen.shape(ellipse(x + 0.14 * k, -0.42 * k, 0.11 * k, 0.13 * k), (0.88, 0.74, 0.34), line=0.8)
    pen.shape(brim(k, x + 0.04 * k, -0.20, 0.60, 0.065, 0.04), darker(colour, 0.08))


def bubble(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A globe of glass on a ring, for where there is no air."""
    ring = smooth(
        [
            (x - 0.52 * k, 0.56 * k),
            (x, 0.66 * k),
            (x + 0.54 * k, 0.56 * k),
            (x + 0.50 * k, 0.78 * k),
            (x, 0.88 * k),
            (x - 0.48 * k, 0.78 * k),
        ]
    )
    pen.shape(ring, colour, shade=darker(colour, 0.2), light=0.7)
    pen.shape(ellipse(x, -0.02 * k, 0.74 * k, 0.76 * k), (0.72, 0.86, 0.95), alpha=0.22, line=1.2)
    gleam = curve((x - 0.56 * k, -0.02 * k), (x - 0.54 * k, -0.46 * k), (x - 0.18 * k, -0.62 * k))
    pen.stroke(gleam, (1.0, 1.0, 1.0), max(2.0, k / 40), 0.8)


def bascinet(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A knight's pointed skull of steel, and mail from it over cheeks, neck and shoulders."""
    _aventail(pen, colour, k, x)
    shell = skia.Path()
    shell.moveTo(x - 0.47 * k, 0.14 * k)
    shell.cubicTo(x - 0.58 * k, -0.30 * k, x - 0.40 * k, -0.66 * k, x - 0.03 * k, -0.92 * k)
    shell.cubicTo(x + 0.36 * k, -0.66 * k, x + 0.55 * k, -0.30 * k, x + 0.50 * k, 0.10 * k)
    shell.cubicTo(x + 0.44 * k, -0.02 * k, x + 0.42 * k, -0.12 * k, x + 0.38 * k, -0.20 * k)
    shell.quadTo(x + 0.06 * k, -0.32 * k, x - 0.28 * k, -0.20 * k)
    shell.quadTo(x - 0.34 * k, -0.02 * k, x - 0.34 * k, 0.16 * k)
    shell.close()
    pen.shape(shell, colour, shade=darker(colour, 0.28), light=0.75, line=1.2)
    rim = skia.Path()
    rim.moveTo(x - 0.40 * k, 0.12 * k)
    rim.quadTo(x - 0.40 * k, -0.10 * k, x - 0.31 * k, -0.25 * k)
    rim.quadTo(x + 0.06 * k, -0.37 * k, x + 0.41 * k, -0.25 * k)
    rim.quadTo(x + 0.46 * k, -0.12 * k, x + 0.47 * k, 0.02 * k)
    pen.stroke(rim, darker(colour, 0.40), max(1.1, k / 130))
    ridge = curve((x - 0.02 * k, -0.90 * k), (x + 0.13 * k, -0.62 * k), (x + 0.08 * k, -0.32 * k))
    pen.stroke(ridge, lighter(colour, 0.5), max(1.2, k / 90))
    if k < 40:
        return
    for px, py in (
        (-0.36, -0.08),
        (-0.26, -0.25),
        (-0.09, -0.31),
        (0.09, -0.335),
        (0.27, -0.305),
        (0.41, -0.20),
    ):
        pen.shape(ellipse(x + px * k, py * k, 0.017 * k, 0.017 * k), (0.80, 0.68, 0.38), line=0.6)
    for start, end in (
        ((-0.30, -0.50), (-0.20, -0.42)),
        ((0.27, -0.58), (0.33, -0.46)),
        ((-0.22, -0.62), (-0.17, -0.50)),
    ):
        pen.stroke(
            curve((x + start[0] * k, start[1] * k), (x + end[0] * k, end[1] * k)), darker(colour, 0.35), 0.7
        )


def _aventail(pen: Pen, colour: Colour, k: float, x: float) -> None:
    outer = smooth(
        [
            (x - 0.42 * k, -0.20 * k),
            (x - 0.52 * k, 0.20 * k),
            (x - 0.60 * k, 0.52 * k),
            (x - 0.84 * k, 0.84 * k),
            (x - 0.40 * k, 1.02 * k),
            (x + 0.06 * k, 1.08 * k),
            (x + 0.48 * k, 1.00 * k),
            (x + 0.80 * k, 0.80 * k),
            (x + 0.58 * k, 0.50 * k),
            (x + 0.50 * k, 0.20 * k),
            (x + 0.44 * k, -0.20 * k),
        ]
    )
    face = smooth(
        [
            (x - 0.31 * k, -0.26 * k),
            (x + 0.06 * k, -0.38 * k),
            (x + 0.41 * k, -0.26 * k),
            (x + 0.42 * k, 0.06 * k),
            (x + 0.34 * k, 0.34 * k),
            (x + 0.08 * k, 0.49 * k),
            (x - 0.20 * k, 0.36 * k),
            (x - 0.33 * k, 0.06 * k),
        ]
    )
    ring = skia.Op(outer, face, skia.PathOp.kDifference_PathOp) or outer
    mail = darker(colour, 0.24)
    pen.shape(ring, mail, shade=darker(colour, 0.42), light=0.75)
    mail_over(pen, ring, colour, 0.09 * k)


def peaked(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A peak, a band, a badge."""
    crown = smooth(
        [
            (x - 0.42 * k, -0.28 * k),
            (x - 0.52 * k, -0.60 * k),
            (x, -0.74 * k),
            (x + 0.54 * k, -0.62 * k),
            (x + 0.43 * k, -0.28 * k),
            (x, -0.24 * k),
        ]
    )
    pen.shape(crown, colour, shade=darker(colour, 0.3), light=0.7)
    pen.shape(ellipse(x + 0.08 * k, -0.48 * k, 0.07 * k, 0.08 * k), (0.85, 0.7, 0.3), line=0.6)
    pen.shape(
        smooth(
            [
                (x - 0.2 * k, -0.27 * k),
                (x + 0.5 * k, -0.30 * k),
                (x + 0.58 * k, -0.17 * k),
                (x + 0.1 * k, -0.18 * k),
            ]
        ),
        (0.08, 0.08, 0.09),
    )
