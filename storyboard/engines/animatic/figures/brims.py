"""Hats with a brim all round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import curve, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen


def dome(k: float, x: float, top: float, brim: float, half: float) -> skia.Path:
    """A crown over the skull, from a brim line up to a top, in heads."""
    return smooth(
        [
            (x - half * k, brim * k),
            (x - half * 0.98 * k, (brim + top) / 2 * k - 0.1 * k),
            (x - half * 0.5 * k, top * k),
            (x + half * 0.5 * k, top * k),
            (x + half * 0.98 * k, (brim + top) / 2 * k - 0.1 * k),
            (x + half * k, brim * k),
            (x, (brim + 0.06) * k),
        ]
    )


def brim(k: float, x: float, y: float, half: float, thick: float, droop: float = 0.0) -> skia.Path:
    """A brim seen a little from above; its ends droop or curl."""
    return smooth(
        [
            (x - half * k, (y + droop) * k),
            (x, (y - thick) * k),
            (x + half * k, (y + droop) * k),
            (x, (y + thick) * k),
        ]
    )


def tophat(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """Silk, and tall."""
    pen.shape(
        polygon(
            [
                (x - 0.36 * k, -0.32 * k),
                (x - 0.40 * k, -1.02 * k),
                (x + 0.42 * k, -1.02 * k),
                (x + 0.38 * k, -0.32 * k),
            ]
        ),
        colour,
        shade=darker(colour, 0.4),
        light=0.7,
    )
    pen.shape(
        polygon(
            [
                (x - 0.37 * k, -0.36 * k),
                (x - 0.375 * k, -0.48 * k),
                (x + 0.385 * k, -0.48 * k),
                (x + 0.38 * k, -0.36 * k),
            ]
        ),
        (0.55, 0.15, 0.2),
        line=0.5,
    )
    pen.shape(brim(k, x, -0.32, 0.62, 0.06), colour)


def bowler(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A round crown and a curled brim."""
    pen.shape(dome(k, x, -0.74, -0.28, 0.40), colour, shade=darker(colour, 0.35), light=0.7)
    pen.shape(brim(k, x, -0.27, 0.55, 0.06, -0.03), colour)


def fedora(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A dented crown with a band."""
    crown = smooth(
        [
            (x - 0.36 * k, -0.30 * k),
            (x - 0.36 * k, -0.72 * k),
            (x - 0.08 * k, -0.78 * k),
            (x + 0.02 * k, -0.70 * k),
            (x + 0.16 * k, -0.78 * k),
            (x + 0.38 * k, -0.66 * k),
            (x + 0.40 * k, -0.30 * k),
        ]
    )
    pen.shape(crown, colour, shade=darker(colour, 0.25), light=0.7)
    pen.shape(
        polygon(
            [
                (x - 0.37 * k, -0.30 * k),
                (x - 0.37 * k, -0.44 * k),
                (x + 0.40 * k, -0.42 * k),
                (x + 0.40 * k, -0.30 * k),
            ]
        ),
        darker(colour, 0.45),
        line=0.5,
    )
    pen.shape(brim(k, x, -0.29, 0.68, 0.075, 0.0), colour)


def pointed(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A wizard's or a witch's."""
    cone = smooth(
        [
            (x - 0.42 * k, -0.28 * k),
            (x - 0.2 * k, -0.85 * k),
            (x - 0.28 * k, -1.45 * k),
            (x + 0.10 * k, -0.95 * k),
            (x + 0.42 * k, -0.28 * k),
        ]
    )
    pen.shape(cone, colour, shade=darker(colour, 0.25), light=0.7)
    pen.shape(brim(k, x, -0.26, 0.78, 0.09, 0.06), darker(colour, 0.1))


def cowboy(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A creased crown, and a wide brim that curls up at the sides."""
    crease = [
        (-0.36, -0.28),
        (-0.34, -0.72),
        (-0.14, -0.84),
        (0.02, -0.74),
        (0.18, -0.84),
        (0.38, -0.72),
        (0.40, -0.28),
    ]
    pen.shape(
        smooth([(x + px * k, py * k) for px, py in crease]), colour, shade=darker(colour, 0.25), light=0.7
    )
    band = curve((x - 0.38 * k, -0.37 * k), (x, -0.31 * k), (x + 0.41 * k, -0.37 * k))
    pen.stroke(band, darker(colour, 0.55), max(2.0, k / 22))
    edge = [
        (-0.86, -0.50),
        (-0.52, -0.34),
        (0.0, -0.27),
        (0.54, -0.34),
        (0.90, -0.50),
        (0.60, -0.20),
        (0.02, -0.15),
        (-0.58, -0.20),
    ]
    pen.shape(smooth([(x + px * k, py * k) for px, py in edge]), darker(colour, 0.06))


def straw(pen: Pen, colour: Colour, k: float, x: float) -> None:
    """A low crown of plaited straw, a ribbon, a broad brim."""
    pen.shape(dome(k, x, -0.66, -0.26, 0.40), colour, shade=darker(colour, 0.2), light=0.7)
    ribbon = curve((x - 0.40 * k, -0.36 * k), (x, -0.29 * k), (x + 0.41 * k, -0.36 * k))
    pen.stroke(ribbon, (0.62, 0.20, 0.20), max(2.0, k / 16))
    pen.shape(brim(k, x, -0.25, 0.86, 0.085, 0.05), lighter(colour, 0.12))
