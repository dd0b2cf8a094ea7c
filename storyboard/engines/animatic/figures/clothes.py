"""Clothes over the skeleton: what tells people apart from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.description import Person
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, ellipse, limb, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

_HEMS = {
    "raincoat": 0.25,
    "coat": 0.27,
    "labcoat": 0.27,
    "robe": 0.44,
    "dress": 0.27,
    "skirt": 0.20,
    "armour": 0.08,
}
"""How far below the hips a garment reaches, in body heights; the rest end just under the belt."""
_WIDE = {"dress": 1.75, "robe": 1.55, "skirt": 1.5, "raincoat": 1.42, "coat": 1.25, "labcoat": 1.25}
"""How much wider the hem is than the hips."""


def sleeve(person: Person) -> tuple[Colour, bool]:
    """The colour of the arms, and whether the forearms are bare."""
    if person.garment in ("apron", "overalls"):
        return lighter(person.accent, 0.45), True
    if person.garment == "suit":
        return person.cloth, False
    return person.cloth, person.garment in ("dress", "shirt") and person.age != "old"


def trousers(pen: Pen, person: Person, leg: tuple[Point, ...], scale: float, shade: float) -> None:
    """A leg: bare under a dress, plated under armour, else in trousers."""
    width = 0.078 * scale * (0.65 + 0.35 * person.girth)
    colour: Colour = person.legs
    if person.garment in ("dress", "skirt"):
        colour, width = person.skin, width * 0.72
    elif person.garment == "armour":
        colour = darker(person.cloth, 0.12)
    elif person.garment in ("suit", "uniform", "overalls"):
        colour = person.cloth
    elif person.garment == "raincoat":
        colour = darker(person.legs, 0.1)
    pen.shape(limb(leg[0], leg[1], leg[2], (width, width * 0.82, width * 0.62)), darker(colour, shade))


def draw_trunk(
    pen: Pen,
    person: Person,
    hip: Point,
    chest: Point,
    legs: tuple[tuple[Point, ...], tuple[Point, ...]],
    scale: float,
    side: float,
) -> None:
    """Shoulders to hem, following the legs where the garment is long."""
    shoulders = 0.118 * scale * person.girth * (0.60 + 0.40 * (1 - side)) * (0.92 if person.woman else 1.0)
    waist = 0.083 * scale * person.girth * (0.72 + 0.28 * (1 - side)) * (0.88 if person.woman else 1.0)
    hem = _hem(person, hip, legs, scale, waist)
    belly = waist * (1.0 if person.girth < 1.2 else 1.28)
    mid = ((hip[0] + chest[0]) / 2, (hip[1] + chest[1]) / 2)
    path = skia.Path()
    path.moveTo(chest[0] - shoulders * 0.45, chest[1] - 0.012 * scale)
    path.quadTo(chest[0] - shoulders * 1.02, chest[1], chest[0] - shoulders, chest[1] + 0.05 * scale)
    path.quadTo(mid[0] - waist * 0.98, mid[1], hip[0] - waist * 1.02, hip[1] - 0.02 * scale)
    path.lineTo(*hem[0])
    path.quadTo((hem[0][0] + hem[1][0]) / 2, max(hem[0][1], hem[1][1]) + 0.018 * scale, *hem[1])
    path.lineTo(hip[0] + belly * 1.02, hip[1] - 0.02 * scale)
    path.quadTo(mid[0] + belly * 1.08, mid[1], chest[0] + shoulders, chest[1] + 0.05 * scale)
    path.quadTo(chest[0] + shoulders * 1.02, chest[1], chest[0] + shoulders * 0.45, chest[1] - 0.012 * scale)
    path.close()
    pen.shape(path, _main_colour(person), shade=darker(_main_colour(person), 0.2), light=0.7)
    _details(pen, person, hip, chest, hem, scale, shoulders, waist)


def _main_colour(person: Person) -> Colour:
    return lighter(person.accent, 0.45) if person.garment in ("apron", "overalls") else person.cloth


def _hem(
    person: Person, hip: Point, legs: tuple[tuple[Point, ...], tuple[Point, ...]], scale: float, waist: float
) -> tuple[Point, Point]:
    """The hem's two ends; a long garment is carried by the knees that push it out."""
    reach = _HEMS.get(person.garment, 0.035) * scale
    half = waist * _WIDE.get(person.garment, 1.06)
    if reach < 0.1 * scale:
        return (hip[0] - half, hip[1] + reach), (hip[0] + half, hip[1] + reach)
    knees = sorted(point[0] for leg in legs for point in leg[1:2])
    drop = min(max(point[1] for leg in legs for point in leg), hip[1] + reach)
    left = min(hip[0] - half, knees[0] - 0.045 * scale)
    right = max(hip[0] + half, knees[1] + 0.045 * scale)
    return (left, drop), (right, drop)


def _details(
    pen: Pen,
    person: Person,
    hip: Point,
    chest: Point,
    hem: tuple[Point, Point],
    scale: float,
    shoulders: float,
    waist: float,
) -> None:
    garment, cloth = person.garment, person.cloth
    if scale < 60:
        return
    if garment in ("coat", "raincoat", "labcoat", "jacket", "uniform", "robe"):
        _front(pen, person, chest, hip, hem, scale)
    if garment == "suit":
        _lapels(pen, person, chest, hip, scale)
    if garment in ("apron", "overalls"):
        bib = [
            (chest[0] - shoulders * 0.5, chest[1] + 0.07 * scale),
            (chest[0] + shoulders * 0.6, chest[1] + 0.07 * scale),
            (hip[0] + waist * 0.95, hip[1]),
            (hem[1][0] - 0.01 * scale, hem[1][1] + 0.05 * scale),
            (hem[0][0] + 0.01 * scale, hem[0][1] + 0.05 * scale),
            (hip[0] - waist * 0.85, hip[1]),
        ]
        pen.shape(polygon(bib), cloth)
    if garment == "armour":
        for share in (0.35, 0.7):
            y = chest[1] + (hip[1] - chest[1]) * share
            band = skia.Path()
            band.moveTo(chest[0] - shoulders * 0.85, y)
            band.quadTo(chest[0], y + 0.02 * scale, chest[0] + shoulders * 0.85, y)
            pen.stroke(band, darker(cloth, 0.4), 1.2)
        for sign in (-1, 1):
            pen.shape(
                ellipse(
                    chest[0] + sign * shoulders * 0.95, chest[1] + 0.035 * scale, 0.042 * scale, 0.038 * scale
                ),
                lighter(cloth, 0.12),
            )
    if garment in ("dress", "skirt", "uniform", "robe"):
        belt = skia.Path()
        belt.moveTo(hip[0] - waist, hip[1] - 0.03 * scale)
        belt.quadTo(hip[0], hip[1] - 0.018 * scale, hip[0] + waist, hip[1] - 0.03 * scale)
        pen.stroke(belt, darker(cloth, 0.45), 2.2)
    if garment == "hoodie":
        pen.shape(
            ellipse(chest[0] - 0.01 * scale, chest[1] - 0.005 * scale, shoulders * 0.62, 0.032 * scale),
            darker(cloth, 0.12),
        )
    if person.scarf:
        _scarf(pen, person, chest, scale)


def _front(
    pen: Pen, person: Person, chest: Point, hip: Point, hem: tuple[Point, Point], scale: float
) -> None:
    """The opening of a coat with its buttons, and a collar."""
    cloth = person.cloth
    middle = (hem[0][0] + hem[1][0]) / 2 + 0.012 * scale
    seam = skia.Path()
    seam.moveTo(chest[0] + 0.016 * scale, chest[1])
    seam.quadTo(hip[0] + 0.02 * scale, hip[1], middle, hem[0][1])
    pen.stroke(seam, darker(cloth, 0.45), 1.0)
    for share in (0.25, 0.5, 0.75, 1.0):
        x = chest[0] + (hip[0] - chest[0]) * share + 0.032 * scale
        y = chest[1] + (hip[1] - chest[1]) * share
        pen.shape(ellipse(x, y, 0.0075 * scale, 0.0075 * scale), darker(cloth, 0.5), line=0)
    collar = smooth(
        [
            (chest[0] - 0.055 * scale, chest[1] - 0.028 * scale),
            (chest[0] + 0.012 * scale, chest[1] + 0.042 * scale),
            (chest[0] + 0.062 * scale, chest[1] - 0.024 * scale),
            (chest[0] + 0.004 * scale, chest[1] + 0.004 * scale),
        ]
    )
    pen.shape(collar, darker(cloth, 0.12))


def _lapels(pen: Pen, person: Person, chest: Point, hip: Point, scale: float) -> None:
    shirt = polygon(
        [
            (chest[0] - 0.03 * scale, chest[1] - 0.012 * scale),
            (chest[0] + 0.045 * scale, chest[1] - 0.012 * scale),
            (chest[0] + 0.012 * scale, chest[1] + 0.12 * scale),
        ]
    )
    pen.shape(shirt, (0.93, 0.92, 0.90), line=0.8)
    tie = polygon(
        [
            (chest[0], chest[1] + 0.002 * scale),
            (chest[0] + 0.02 * scale, chest[1] + 0.002 * scale),
            (chest[0] + 0.022 * scale, chest[1] + 0.09 * scale),
            (chest[0] + 0.011 * scale, chest[1] + 0.115 * scale),
            (chest[0], chest[1] + 0.09 * scale),
        ]
    )
    pen.shape(tie, person.accent, line=0.8)


def _scarf(pen: Pen, person: Person, chest: Point, scale: float) -> None:
    pen.shape(
        ellipse(chest[0] + 0.004 * scale, chest[1] - 0.014 * scale, 0.062 * scale, 0.027 * scale),
        person.accent,
    )
    tail = smooth(
        [
            (chest[0] - 0.03 * scale, chest[1]),
            (chest[0] + 0.005 * scale, chest[1]),
            (chest[0] - 0.01 * scale, chest[1] + 0.14 * scale),
            (chest[0] - 0.045 * scale, chest[1] + 0.14 * scale),
        ]
    )
    pen.shape(tail, darker(person.accent, 0.1))
