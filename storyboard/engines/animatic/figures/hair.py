"""Hair: behind the head, over the brow, and on the chin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.description import Person
from storyboard.engines.animatic.figures.hats import hair_under
from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.shapes import ellipse, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen


def draw_back_hair(pen: Pen, person: Person, k: float, side: float) -> None:
    """What hangs or stands behind the skull."""
    if person.hair_style in ("long", "bob"):
        length = 0.85 if person.hair_style == "long" else 0.46
        back = -0.10 * side * k
        mass = smooth(
            [
                (back, -0.58 * k),
                (0.44 * k + back, -0.3 * k),
                ((0.47 - 0.22 * side) * k + back, 0.3 * k),
                ((0.36 - 0.25 * side) * k + back, length * k),
                (-0.38 * k + back, length * k),
                (-0.50 * k + back, 0.25 * k),
                (-0.46 * k + back, -0.3 * k),
            ]
        )
        pen.canvas.save()
        pen.canvas.clipPath(_throat(k, side, length), skia.ClipOp.kDifference, True)
        pen.shape(mass, darker(person.hair, 0.12))
        pen.canvas.restore()
    elif person.hair_style in ("ponytail", "bun"):
        if person.hair_style == "bun":
            pen.shape(ellipse(-(0.2 + 0.3 * side) * k, -0.42 * k, 0.2 * k, 0.19 * k), person.hair)
        else:
            tail = smooth(
                [(-0.34 * k, -0.26 * k), (-0.62 * k, -0.08 * k), (-0.56 * k, 0.55 * k), (-0.42 * k, 0.1 * k)]
            )
            pen.shape(tail, person.hair)
    elif person.hair_style == "curly":
        for step in range(9):
            angle = math.pi * (0.98 + step / 8 * 1.06)
            pen.shape(
                ellipse(
                    math.cos(angle) * 0.40 * k, math.sin(angle) * 0.42 * k - 0.04 * k, 0.17 * k, 0.17 * k
                ),
                person.hair,
                line=0.8,
            )


def _throat(k: float, side: float, length: float) -> skia.Path:
    """Where long hair parts: on both sides of the neck, never under the chin like a hood."""
    x, low = 0.15 * side * k, (length + 0.2) * k
    return smooth(
        [
            (x - 0.14 * k, 0.1 * k),
            (x + 0.14 * k, 0.1 * k),
            (x + (0.19 + 0.3 * side) * k, 0.5 * k),
            (x + (0.24 + 0.4 * side) * k, low),
            (x - 0.24 * k, low),
            (x - 0.19 * k, 0.5 * k),
        ]
    )


def draw_hair_behind(pen: Pen, person: Person, k: float) -> None:
    """The hair of a head that is seen from behind, over skull and nape."""
    long = {"long": 0.85, "bob": 0.46}.get(person.hair_style, 0.36)
    wide = 0.40 if person.hair_style in ("long", "bob") else 0.26
    mass = smooth(
        [
            (0.0, -0.58 * k),
            (0.42 * k, -0.34 * k),
            (0.45 * k, 0.02 * k),
            (wide * k, long * k),
            (0.0, (long + 0.04) * k),
            (-wide * k, long * k),
            (-0.45 * k, 0.02 * k),
            (-0.42 * k, -0.34 * k),
        ]
    )
    if person.hair_style == "curly":
        for step in range(10):
            angle = step / 10 * 2 * math.pi
            curl = ellipse(
                math.cos(angle) * 0.36 * k, math.sin(angle) * 0.36 * k - 0.08 * k, 0.17 * k, 0.17 * k
            )
            pen.shape(curl, person.hair, line=0.8)
    pen.shape(mass, person.hair, shade=darker(person.hair, 0.2), light=0.7)
    if k > 40 and person.hair_style != "curly":
        strands = skia.Path()
        for x in (-0.7, -0.35, 0.0, 0.35, 0.7):
            strands.moveTo(0.12 * x * k, -0.44 * k)
            strands.quadTo(0.5 * x * k, -0.1 * k, wide * x * k, (long - 0.06) * k)
        pen.stroke(strands, darker(person.hair, 0.3), 0.7, 0.7)
    if person.hair_style == "bun":
        pen.shape(ellipse(0.0, -0.34 * k, 0.2 * k, 0.19 * k), darker(person.hair, 0.08))
    elif person.hair_style == "ponytail":
        tail = [
            (-0.1 * k, -0.2 * k),
            (0.1 * k, -0.2 * k),
            (0.14 * k, 0.3 * k),
            (0.0, 0.75 * k),
            (-0.14 * k, 0.3 * k),
        ]
        pen.shape(smooth(tail), darker(person.hair, 0.1))


def draw_front_hair(pen: Pen, person: Person, k: float, side: float, look: float) -> None:
    """The hair over the brow; a hat covers it."""
    if person.hair_style == "bald" or hair_under(person.hat) == "none":
        return
    if hair_under(person.hat) == "sides":
        _temples(pen, person, k, side)
        return
    line = (-0.20 if person.hair_style != "parted" else -0.24) * k
    part = look * 0.6 + (0.12 * k if person.hair_style == "parted" else -0.1 * k)
    cap = smooth(
        [
            (-0.43 * k, 0.02 * k),
            (-0.445 * k, -0.28 * k),
            (-0.22 * k, -0.56 * k),
            (0.14 * k, -0.585 * k),
            (0.40 * k, -0.36 * k),
            (0.425 * k, -0.06 * k),
            (0.36 * k, line - 0.02 * k),
            (part + 0.1 * k, line - 0.08 * k),
            (part - 0.12 * k, line + 0.03 * k),
            (-0.34 * k + 0.1 * side * k, line + 0.06 * k),
            (-0.37 * k + 0.16 * side * k, 0.04 * k),
        ]
    )
    pen.shape(cap, person.hair, shade=darker(person.hair, 0.2), light=0.7)
    if k > 50 and person.hair_style != "curly":
        strands = skia.Path()
        for x, drop in ((-0.30, 0.24), (-0.18, 0.28), (-0.05, 0.26), (0.08, 0.24), (0.22, 0.22)):
            strands.moveTo(x * k, (-0.50 + 0.4 * x * x) * k)
            strands.quadTo((x - 0.08) * k, -0.42 * k, (x - 0.07 + 0.1 * side) * k, (-0.54 + drop) * k)
        pen.stroke(strands, darker(person.hair, 0.35), 0.7, 0.7)


def draw_beard(pen: Pen, person: Person, k: float, look: float, pose: Pose) -> None:
    """A beard of the jaw's width, and the moustache over it."""
    x = look * 0.9
    if person.beard in ("full", "long"):
        length = 0.62 if person.beard == "full" else 1.15
        beard = smooth(
            [
                (x - 0.36 * k, 0.10 * k),
                (x - 0.14 * k, 0.235 * k),
                (x + 0.02 * k, 0.225 * k),
                (x + 0.17 * k, 0.235 * k),
                (x + 0.34 * k, 0.10 * k),
                (x + 0.30 * k, 0.40 * k),
                (x + 0.03 * k, length * k),
                (x - 0.30 * k, 0.40 * k),
            ]
        )
        pen.shape(beard, person.hair, shade=darker(person.hair, 0.2), light=0.7)
        if k > 50:
            _strands(pen, person, k, x, length)
        lips = smooth(
            [
                (x - 0.085 * k, 0.30 * k - 0.03 * k * pose.smile),
                (x + 0.02 * k, 0.285 * k),
                (x + 0.125 * k, 0.30 * k - 0.03 * k * pose.smile),
                (x + 0.02 * k, (0.325 + 0.15 * pose.mouth) * k),
            ]
        )
        pen.shape(lips, (0.42, 0.16, 0.16), line=0.7)
    if person.beard:
        tache = smooth(
            [
                (x - 0.17 * k, 0.27 * k),
                (x + 0.02 * k, 0.20 * k),
                (x + 0.2 * k, 0.27 * k),
                (x + 0.02 * k, 0.255 * k),
            ]
        )
        pen.shape(tache, darker(person.hair, 0.08), line=0.7)


def _strands(pen: Pen, person: Person, k: float, x: float, length: float) -> None:
    strands = skia.Path()
    for start, end in ((-0.25, -0.16), (-0.14, -0.07), (0.0, 0.02), (0.14, 0.09), (0.25, 0.18)):
        strands.moveTo(x + start * k, 0.36 * k)
        strands.quadTo(
            x + start * k, (0.36 + length) / 2 * k, x + end * k, (length - 0.10 - abs(end) * 0.5) * k
        )
    pen.stroke(strands, darker(person.hair, 0.3), 0.7, 0.8)


def _temples(pen: Pen, person: Person, k: float, side: float) -> None:
    """What shows below a close hat: before the ear, and in the nape."""
    near = (-0.42 + 0.20 * side) * k
    points = [(-0.44 * k, -0.32 * k), (-0.43 * k, 0.14 * k), (-0.30 * k, 0.20 * k), (near - 0.02 * k, 0.0)]
    points += [(near + 0.07 * k, 0.08 * k), (near + 0.13 * k, -0.10 * k), (near + 0.16 * k, -0.32 * k)]
    pen.shape(smooth(points), person.hair, line=0.8)
    if side < 0.5:
        far = [(0.42 * k, -0.30 * k), (0.41 * k, 0.06 * k), (0.35 * k, 0.02 * k), (0.33 * k, -0.28 * k)]
        pen.shape(smooth(far), person.hair, line=0.8)
