"""Hats of cloth: caps, hoods, kerchiefs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.brims import brim, dome
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen


def flatcap(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A cap of cloth with a small peak."""
    cap = smooth(
        [
            (x - 0.45 * k, -0.22 * k),
            (x - 0.42 * k, -0.52 * k),
            (x + 0.05 * k, -0.66 * k),
            (x + 0.52 * k, -0.42 * k),
            (x + 0.55 * k, -0.28 * k),
            (x, -0.24 * k),
        ]
    )
    pen.shape(cap, colour, shade=darker(colour, 0.2), light=0.7)
    pen.shape(
        smooth(
            [
                (x + 0.1 * k, -0.30 * k),
                (x + 0.6 * k, -0.32 * k),
                (x + 0.66 * k, -0.22 * k),
                (x + 0.2 * k, -0.20 * k),
            ]
        ),
        darker(colour, 0.2),
    )


def toque(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A cook's tall hat."""
    puff = smooth(
        [
            (x - 0.38 * k, -0.55 * k),
            (x - 0.55 * k, -0.95 * k),
            (x - 0.1 * k, -1.15 * k),
            (x + 0.5 * k, -1.0 * k),
            (x + 0.4 * k, -0.55 * k),
        ]
    )
    pen.shape(puff, colour, shade=darker(colour, 0.14), light=0.7)
    pen.shape(
        polygon(
            [
                (x - 0.41 * k, -0.24 * k),
                (x - 0.41 * k, -0.60 * k),
                (x + 0.42 * k, -0.60 * k),
                (x + 0.42 * k, -0.24 * k),
            ]
        ),
        colour,
    )


def beanie(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """Wool, with a turned-up edge."""
    pen.shape(dome(k, x, -0.70, -0.26, 0.44), colour, shade=darker(colour, 0.25), light=0.7)
    pen.shape(
        polygon(
            [
                (x - 0.45 * k, -0.20 * k),
                (x - 0.46 * k, -0.36 * k),
                (x + 0.46 * k, -0.36 * k),
                (x + 0.45 * k, -0.20 * k),
            ]
        ),
        darker(colour, 0.14),
    )


def hood(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A hood round the face."""
    path = smooth(
        [
            (-0.42 * k, 0.62 * k),
            (-0.60 * k, 0.0),
            (-0.44 * k, -0.62 * k),
            (0.05 * k, -0.80 * k),
            (0.46 * k, -0.50 * k),
            (0.53 * k, 0.05 * k),
            (0.36 * k, 0.60 * k),
        ]
    )
    opening = smooth(
        [
            (x - 0.30 * k, 0.40 * k),
            (x - 0.36 * k, -0.05 * k),
            (x - 0.2 * k, -0.36 * k),
            (x + 0.06 * k, -0.44 * k),
            (x + 0.32 * k, -0.28 * k),
            (x + 0.40 * k, 0.02 * k),
            (x + 0.28 * k, 0.42 * k),
        ]
    )
    ring = skia.Op(path, opening, skia.PathOp.kDifference_PathOp)
    pen.shape(ring if ring is not None else path, colour, shade=darker(colour, 0.25), light=0.7)


def bandana(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A kerchief tied behind."""
    pen.shape(dome(k, x, -0.60, -0.24, 0.43), colour, shade=darker(colour, 0.25), light=0.7)
    knot = smooth(
        [
            (x - 0.42 * k, -0.28 * k),
            (x - 0.72 * k, -0.30 * k),
            (x - 0.62 * k, -0.14 * k),
            (x - 0.70 * k, 0.06 * k),
            (x - 0.46 * k, -0.18 * k),
        ]
    )
    pen.shape(knot, colour)


def souwester(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """Oilskin, its brim long behind."""
    back = smooth(
        [
            (x - 0.40 * k, -0.24 * k),
            (x - 0.78 * k, 0.18 * k),
            (x - 0.62 * k, 0.34 * k),
            (x - 0.36 * k, 0.16 * k),
        ]
    )
    pen.shape(back, darker(colour, 0.18))
    pen.shape(dome(k, x, -0.70, -0.20, 0.45), colour, shade=darker(colour, 0.16), light=0.7)
    pen.shape(brim(k, x + 0.06 * k, -0.20, 0.66, 0.085, 0.10), lighter(colour, 0.06))
    band = skia.Path()
    band.moveTo(x - 0.44 * k, -0.27 * k)
    band.quadTo(x, -0.36 * k, x + 0.46 * k, -0.27 * k)
    pen.stroke(band, darker(colour, 0.4), 1.2)
