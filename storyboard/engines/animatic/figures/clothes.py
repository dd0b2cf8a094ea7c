"""Clothes over the skeleton: what tells people apart from afar."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.armour import plated_leg, tabard
from storyboard.engines.animatic.figures.description import Person
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, limb, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

WIDE_SLEEVES = ("robe", "coat", "raincoat", "labcoat")
_HEMS = {
    "raincoat": 0.25,
    "coat": 0.27,
    "labcoat": 0.27,
    "robe": 0.44,
    "dress": 0.27,
    "skirt": 0.20,
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
    if person.garment == "armour":
        plated_leg(pen, leg, person.cloth, scale, shade)
        return
    width = 0.084 * scale * (0.65 + 0.35 * person.girth)
    colour: Colour = person.legs
    if person.garment in ("dress", "skirt"):
        colour, width = person.skin, width * 0.72
    elif person.garment in ("suit", "uniform", "overalls"):
        colour = person.cloth
    elif person.garment == "raincoat":
        colour = darker(person.legs, 0.1)
    bare = person.garment in ("dress", "skirt")
    widths = (width * 1.12, width * 0.80, width * (0.48 if bare else 0.66))
    pen.shape(limb(leg[0], leg[1], leg[2], widths), darker(colour, shade))
    if scale > 160 and not bare:
        crease(pen, leg[0], leg[1], leg[2], width, darker(colour, shade + 0.3))


def crease(pen: Pen, root: Point, joint: Point, end: Point, width: float, colour: Colour) -> None:
    """Two folds of cloth in the crook of a joint; none where it is straight."""
    turn = (joint[0] - root[0]) * (end[1] - joint[1]) - (joint[1] - root[1]) * (end[0] - joint[0])
    reach = math.hypot(joint[0] - root[0], joint[1] - root[1]) * math.hypot(
        end[0] - joint[0], end[1] - joint[1]
    )
    if abs(turn) < 0.2 * reach:
        return
    middle = (root[0] + end[0]) / 2, (root[1] + end[1]) / 2
    away = math.hypot(middle[0] - joint[0], middle[1] - joint[1]) or 1.0
    inwards = (middle[0] - joint[0]) / away, (middle[1] - joint[1]) / away
    crook = joint[0] + inwards[0] * width * 0.42, joint[1] + inwards[1] * width * 0.42
    for spread in (-0.35, 0.35):
        tip = joint[0] - inwards[1] * width * spread, joint[1] + inwards[0] * width * spread
        pen.stroke(curve(crook, tip), colour, 0.8, 0.8)


def draw_trunk(
    pen: Pen,
    person: Person,
    hip: Point,
    chest: Point,
    legs: tuple[tuple[Point, ...], tuple[Point, ...]],
    scale: float,
    side: float,
    back: bool = False,
) -> None:
    """Shoulders to hem, following the legs where the garment is long; a back has no collar and no buttons."""
    shoulders = 0.118 * scale * person.girth * (0.70 + 0.30 * (1 - side)) * (0.92 if person.woman else 1.0)
    waist = 0.083 * scale * person.girth * (0.72 + 0.28 * (1 - side)) * (0.88 if person.woman else 1.0)
    hem = _hem(person, hip, legs, scale, waist)
    belly = waist * (1.0 if person.girth < 1.2 else 1.28)
    mid = ((hip[0] + chest[0]) / 2, (hip[1] + chest[1]) / 2)
    path = _trunk(hip, chest, hem, mid, scale, (shoulders, waist, belly), 0.055 * scale * (1 - 0.3 * side))
    if person.garment == "armour":
        tabard(pen, path, hip, chest, shoulders, person.cloth, person.accent, scale)
        return
    pen.shape(path, _main_colour(person), shade=darker(_main_colour(person), 0.2), light=0.7)
    if back:
        _back(pen, person, chest, hip, scale)
        return
    _details(pen, person, hip, chest, hem, scale, shoulders, waist)


def _trunk(
    hip: Point,
    chest: Point,
    hem: tuple[Point, Point],
    mid: Point,
    scale: float,
    halves: tuple[float, float, float],
    neck: float,
) -> skia.Path:
    """Down from the neck over the back to the hem, and up over the belly and the breast."""
    shoulders, waist, belly = halves
    high, low = chest[1] - 0.022 * scale, chest[1] + 0.052 * scale
    path = skia.Path()
    path.moveTo(chest[0] - neck * 0.6, high)
    path.cubicTo(
        chest[0] - neck,
        chest[1],
        chest[0] - shoulders * 0.98,
        chest[1] - 0.004 * scale,
        chest[0] - shoulders,
        low,
    )
    path.cubicTo(
        chest[0] - shoulders * 1.02,
        low + 0.07 * scale,
        mid[0] - waist * 0.92,
        mid[1] + 0.01 * scale,
        hip[0] - waist * 1.02,
        hip[1] - 0.02 * scale,
    )
    path.lineTo(*hem[0])
    path.quadTo((hem[0][0] + hem[1][0]) / 2, max(hem[0][1], hem[1][1]) + 0.018 * scale, *hem[1])
    path.lineTo(hip[0] + belly * 1.02, hip[1] - 0.02 * scale)
    path.cubicTo(
        mid[0] + belly * 1.0,
        mid[1] + 0.02 * scale,
        chest[0] + shoulders * 1.10,
        low + 0.08 * scale,
        chest[0] + shoulders,
        low,
    )
    path.cubicTo(
        chest[0] + shoulders * 0.98,
        chest[1] - 0.004 * scale,
        chest[0] + neck,
        chest[1],
        chest[0] + neck * 0.6,
        high,
    )
    path.close()
    return path


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


def _back(pen: Pen, person: Person, chest: Point, hip: Point, scale: float) -> None:
    """A seam down the middle, and what is round the neck."""
    if scale >= 60:
        pen.stroke(
            curve((chest[0], chest[1] + 0.05 * scale), (hip[0], hip[1])),
            darker(_main_colour(person), 0.3),
            0.8,
        )
    if person.scarf:
        pen.shape(ellipse(chest[0], chest[1] - 0.014 * scale, 0.062 * scale, 0.027 * scale), person.accent)


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
            (chest[0] - 0.050 * scale, chest[1] - 0.040 * scale),
            (chest[0] - 0.046 * scale, chest[1] + 0.006 * scale),
            (chest[0] + 0.012 * scale, chest[1] + 0.046 * scale),
            (chest[0] + 0.056 * scale, chest[1] + 0.004 * scale),
            (chest[0] + 0.054 * scale, chest[1] - 0.038 * scale),
            (chest[0] + 0.008 * scale, chest[1] + 0.004 * scale),
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
