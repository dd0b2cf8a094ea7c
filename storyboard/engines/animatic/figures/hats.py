"""What people wear on their heads; a hat sits on the skull of a head drawn about the origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.description import Person
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen


HAT_HEIGHTS = {
    "souwester": 0.22, "crown": 0.28, "helmet": 0.3, "tophat": 0.52, "pointed": 0.95, "bowler": 0.25,
    "flatcap": 0.16, "peaked": 0.24,
    "toque": 0.65, "beanie": 0.2, "hood": 0.3, "fedora": 0.28, "bandana": 0.1,
}  # fmt: skip
"""How far each hat stands above the skull, in heights of the head."""


def draw_hat(pen: Pen, person: Person, k: float, look: float, side: float) -> None:
    """Put the person's hat on, `k` pixels being the head's height; none is drawn for a bare head."""
    if person.hat:
        _HATS[person.hat](pen, person.hat_colour, k, look * 0.5)


def hair_under(hat: str) -> str:
    """How much of the hair over the brow a hat leaves: "all" or "none"."""
    return "none" if hat in ("souwester", "helmet", "hood", "toque", "bandana", "beanie") else "all"


def _dome(k: float, x: float, top: float, brim: float, half: float) -> skia.Path:
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


def _brim(k: float, x: float, y: float, half: float, thick: float, droop: float = 0.0) -> skia.Path:
    return smooth(
        [
            (x - half * k, (y + droop) * k),
            (x, (y - thick) * k),
            (x + half * k, (y + droop) * k),
            (x, (y + thick) * k),
        ]
    )


def _souwester(pen: Pen, colour: Colour, k: float, x: float) -> None:
    back = smooth(
        [
            (x - 0.40 * k, -0.24 * k),
            (x - 0.78 * k, 0.18 * k),
            (x - 0.62 * k, 0.34 * k),
            (x - 0.36 * k, 0.16 * k),
        ]
    )
    pen.shape(back, darker(colour, 0.18))
    pen.shape(_dome(k, x, -0.70, -0.20, 0.45), colour, shade=darker(colour, 0.16), light=0.7)
    pen.shape(_brim(k, x + 0.06 * k, -0.20, 0.66, 0.085, 0.10), lighter(colour, 0.06))
    band = skia.Path()
    band.moveTo(x - 0.44 * k, -0.27 * k)
    band.quadTo(x, -0.36 * k, x + 0.46 * k, -0.27 * k)
    pen.stroke(band, darker(colour, 0.4), 1.2)


def _crown(pen: Pen, colour: Colour, k: float, x: float) -> None:
    points = [(x - 0.36 * k, -0.34 * k)]
    for number, height in enumerate((-0.66, -0.46, -0.74, -0.46, -0.66)):
        points.append((x + (-0.40 + number * 0.2) * k, height * k))
    points.append((x + 0.36 * k, -0.34 * k))
    pen.shape(polygon(points), colour, shade=darker(colour, 0.2), light=0.7)
    for number in (0, 2, 4):
        pen.shape(
            ellipse(
                x + (-0.40 + number * 0.2) * k, (-0.70 if number != 2 else -0.78) * k, 0.035 * k, 0.035 * k
            ),
            (0.75, 0.15, 0.2),
            line=0.6,
        )


def _helmet(pen: Pen, colour: Colour, k: float, x: float) -> None:
    pen.shape(_dome(k, x, -0.66, -0.16, 0.46), colour, shade=darker(colour, 0.25), light=0.7)
    cheek = smooth(
        [
            (x - 0.46 * k, -0.2 * k),
            (x - 0.20 * k, -0.1 * k),
            (x - 0.26 * k, 0.30 * k),
            (x - 0.44 * k, 0.30 * k),
        ]
    )
    pen.shape(cheek, darker(colour, 0.1))
    ridge = skia.Path()
    ridge.moveTo(x, -0.66 * k)
    ridge.lineTo(x + 0.05 * k, 0.10 * k)
    pen.stroke(ridge, darker(colour, 0.35), 2.2)
    pen.shape(
        smooth(
            [
                (x - 0.05 * k, -0.66 * k),
                (x - 0.4 * k, -0.95 * k),
                (x - 0.62 * k, -0.55 * k),
                (x - 0.3 * k, -0.70 * k),
            ]
        ),
        (0.65, 0.16, 0.16),
    )


def _tophat(pen: Pen, colour: Colour, k: float, x: float) -> None:
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
    pen.shape(_brim(k, x, -0.32, 0.62, 0.06), colour)


def _pointed(pen: Pen, colour: Colour, k: float, x: float) -> None:
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
    pen.shape(_brim(k, x, -0.26, 0.78, 0.09, 0.06), darker(colour, 0.1))


def _bowler(pen: Pen, colour: Colour, k: float, x: float) -> None:
    pen.shape(_dome(k, x, -0.74, -0.28, 0.40), colour, shade=darker(colour, 0.35), light=0.7)
    pen.shape(_brim(k, x, -0.27, 0.55, 0.06, -0.03), colour)


def _flatcap(pen: Pen, colour: Colour, k: float, x: float) -> None:
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


def _peaked(pen: Pen, colour: Colour, k: float, x: float) -> None:
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


def _toque(pen: Pen, colour: Colour, k: float, x: float) -> None:
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


def _beanie(pen: Pen, colour: Colour, k: float, x: float) -> None:
    pen.shape(_dome(k, x, -0.70, -0.26, 0.44), colour, shade=darker(colour, 0.25), light=0.7)
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


def _hood(pen: Pen, colour: Colour, k: float, x: float) -> None:
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


def _fedora(pen: Pen, colour: Colour, k: float, x: float) -> None:
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
    pen.shape(_brim(k, x, -0.29, 0.68, 0.075, 0.0), colour)


def _bandana(pen: Pen, colour: Colour, k: float, x: float) -> None:
    pen.shape(_dome(k, x, -0.60, -0.24, 0.43), colour, shade=darker(colour, 0.25), light=0.7)
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


_HATS: dict[str, Callable[[Pen, Colour, float, float], None]] = {
    "souwester": _souwester,
    "crown": _crown,
    "helmet": _helmet,
    "tophat": _tophat,
    "pointed": _pointed,
    "bowler": _bowler,
    "flatcap": _flatcap,
    "peaked": _peaked,
    "toque": _toque,
    "beanie": _beanie,
    "hood": _hood,
    "fedora": _fedora,
    "bandana": _bandana,
}
