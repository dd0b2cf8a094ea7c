"""Heads and faces: drawn to hold up when they fill the frame, and to read when they are a dot."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.description import Person
from storyboard.engines.animatic.figures.hats import draw_hat, hair_under
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.poses import Pose
from storyboard.engines.animatic.figures.shapes import ellipse, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

_INK: Colour = (0.13, 0.10, 0.11)
_DETAIL = 16.0
"""Pixels of head height below which a face is only a shape."""


def draw_head(pen: Pen, person: Person, pose: Pose, k: float, side: float, time: float) -> None:
    """Draw a head about the canvas's origin, `k` pixels high, looking right by `side` (1 in profile)."""
    look = 0.19 * side * k
    _back_hair(pen, person, k, side)
    _ears(pen, person, k, side)
    _skull(pen, person, k, side)
    if k >= _DETAIL:
        _features(pen, person, pose, k, side, look, time)
    _beard(pen, person, k, look, pose)
    _front_hair(pen, person, k, side, look)
    if person.glasses and k >= _DETAIL:
        _glasses(pen, k, look, side)
    draw_hat(pen, person, k, look, side)


def _skull(pen: Pen, person: Person, k: float, side: float) -> None:
    """An egg with a jaw; children's are rounder, and the profile pushes the face forwards."""
    jaw = 0.30 if person.age == "child" or person.woman else 0.335
    jaw *= 0.9 + 0.1 * person.girth
    chin = 0.04 * side * k
    face = smooth(
        [
            (0.0, -0.5 * k),
            (0.34 * k, -0.36 * k),
            (0.40 * k + chin * 0.5, -0.04 * k),
            (jaw * k + chin, 0.22 * k),
            (0.13 * k + chin * 1.6, 0.48 * k),
            (-0.06 * k + chin * 1.6, 0.49 * k),
            (-jaw * 0.92 * k + chin * 0.4, 0.24 * k),
            (-0.40 * k, -0.04 * k),
            (-0.34 * k, -0.36 * k),
        ]
    )
    pen.shape(face, person.skin, shade=darker(person.skin, 0.16), light=0.7)


def _ears(pen: Pen, person: Person, k: float, side: float) -> None:
    back = -0.40 + 0.26 * side
    if person.hair_style not in ("long", "bob") and k >= 8:
        pen.shape(ellipse(back * k, 0.02 * k, 0.065 * k, 0.105 * k), darker(person.skin, 0.06), line=0.8)
        if side < 0.6:
            pen.shape(ellipse(0.405 * k, 0.02 * k, 0.06 * k, 0.1 * k), darker(person.skin, 0.06), line=0.8)


def _features(pen: Pen, person: Person, pose: Pose, k: float, side: float, look: float, time: float) -> None:
    spread = 0.165 * k * (1 - 0.28 * side)
    for number, x in enumerate((look - spread, look + spread)):
        narrow = 1 - 0.38 * side if number else 1.0
        _eye(pen, person, pose, x, k, narrow, side, time)
        _brow(pen, person, pose, x, k, narrow, -1 if number else 1)
    _nose(pen, person, k, look, side)
    _mouth(pen, person, pose, k, look, side)
    cheeks = 0.10 if person.age == "child" or person.woman else 0.05
    for x in (look - spread * 1.25, look + spread * 1.2):
        pen.shape(ellipse(x, 0.17 * k, 0.075 * k, 0.05 * k), (0.85, 0.35, 0.3), line=0, alpha=cheeks * 1.6)
    if person.age == "old":
        _lines(pen, k, look, spread)


def _eye(
    pen: Pen, person: Person, pose: Pose, x: float, k: float, narrow: float, side: float, time: float
) -> None:
    blink = pose.closed or (time * 0.31 + person.height * 7) % 1.0 < 0.035
    width, height = 0.088 * k * narrow, 0.056 * k * (1.25 if person.age == "child" else 1.0)
    if blink:
        pen.stroke(_arc(x - width, 0.0, x + width, 0.0, 0.035 * k), _INK, 1.0)
        return
    white = smooth([(x - width, 0.0), (x, -height), (x + width, 0.0), (x, height * 0.8)])
    pen.shape(white, (0.97, 0.96, 0.93), line=0)
    pupil = x + 0.03 * k * side
    pen.canvas.save()
    pen.canvas.clipPath(white, True)
    iris = lighter(darker(person.hair, 0.3), 0.08) if person.age != "old" else (0.35, 0.47, 0.55)
    pen.shape(ellipse(pupil, 0.0, 0.046 * k * narrow**0.5, 0.05 * k), iris, line=0)
    pen.shape(ellipse(pupil, 0.0, 0.024 * k, 0.027 * k), (0.05, 0.04, 0.05), line=0)
    pen.canvas.restore()
    if k > 60:
        pen.shape(ellipse(pupil + 0.016 * k, -0.018 * k, 0.011 * k, 0.011 * k), (1.0, 1.0, 1.0), line=0)
    pen.stroke(
        _arc(x - width * 1.08, 0.005 * k, x + width * 1.08, 0.0, -height * 2.05),
        _INK,
        1.5 if person.woman else 1.15,
    )


def _brow(pen: Pen, person: Person, pose: Pose, x: float, k: float, narrow: float, outer: int) -> None:
    """`brow` -1 frowns, +1 is raised in the middle with worry."""
    lift = -0.135 * k - 0.015 * k * pose.mouth
    inner = pose.brow * 0.05 * k * outer
    colour = darker(person.hair, 0.25)
    width = 0.105 * k * narrow
    path = skia.Path()
    path.moveTo(x - width, lift + (0.01 * k if outer > 0 else 0) + inner * -0.6)
    path.quadTo(x, lift - 0.045 * k, x + width, lift + (0.0 if outer > 0 else 0.01 * k) + inner * 0.6)
    pen.stroke(path, colour, 1.2 if person.woman else max(1.6, k / 90))


def _nose(pen: Pen, person: Person, k: float, look: float, side: float) -> None:
    x = look * 1.25
    reach = (0.035 + 0.075 * side) * k * (0.7 if person.age == "child" else 1.0)
    path = skia.Path()
    path.moveTo(x + 0.005 * k, 0.01 * k)
    path.quadTo(x + reach * 1.25, 0.14 * k, x + reach, 0.165 * k)
    path.quadTo(x + reach * 0.4, 0.20 * k, x - 0.025 * k, 0.175 * k)
    pen.stroke(path, darker(person.skin, 0.45), 1.1)


def _mouth(pen: Pen, person: Person, pose: Pose, k: float, look: float, side: float) -> None:
    x, y, half = look * 1.12, 0.295 * k, (0.115 - 0.025 * side) * k
    curve = 0.055 * k * pose.smile
    if pose.mouth > 0.08:
        opening = smooth(
            [
                (x - half, y - curve * 0.5),
                (x, y - 0.015 * k),
                (x + half, y - curve * 0.5),
                (x, y + (0.03 + 0.15 * pose.mouth) * k),
            ]
        )
        pen.shape(opening, (0.36, 0.12, 0.12), line=0.9)
        return
    path = skia.Path()
    path.moveTo(x - half, y - curve)
    path.quadTo(x, y + curve + 0.012 * k, x + half, y - curve)
    pen.stroke(path, (0.62, 0.24, 0.24) if person.woman else darker(person.skin, 0.5), 1.4)
    if k > 90:
        pen.stroke(
            _arc(x - half * 0.4, y + 0.07 * k, x + half * 0.4, y + 0.07 * k, 0.02 * k),
            darker(person.skin, 0.25),
            0.7,
        )


def _lines(pen: Pen, k: float, look: float, spread: float) -> None:
    """What the years drew: beside the mouth and under the eyes."""
    for sign in (-1, 1):
        pen.stroke(
            _arc(look + sign * spread * 0.6, 0.16 * k, look + sign * spread * 1.0, 0.31 * k, 0.03 * k * sign),
            _INK,
            0.6,
            0.45,
        )
        pen.stroke(
            _arc(
                look + sign * spread - 0.07 * k,
                0.085 * k,
                look + sign * spread + 0.07 * k,
                0.085 * k,
                0.03 * k,
            ),
            _INK,
            0.5,
            0.4,
        )


def _beard(pen: Pen, person: Person, k: float, look: float, pose: Pose) -> None:
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
        opening = max(pose.mouth, 0.06)
        pen.shape(
            ellipse(x + 0.02 * k, 0.305 * k, 0.075 * k, 0.075 * opening * k), (0.36, 0.12, 0.12), line=0
        )
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


def _back_hair(pen: Pen, person: Person, k: float, side: float) -> None:
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
        pen.shape(mass, darker(person.hair, 0.12))
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


def _front_hair(pen: Pen, person: Person, k: float, side: float, look: float) -> None:
    """The hair over the brow; a hat covers it."""
    if person.hair_style == "bald" or hair_under(person.hat) == "none":
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
    if k > 70 and person.hair_style != "curly":
        for x in (-0.24, -0.05, 0.16):
            pen.stroke(
                _arc(x * k, -0.53 * k, (x - 0.06) * k, -0.28 * k, -0.03 * k),
                darker(person.hair, 0.35),
                0.6,
                0.6,
            )


def _glasses(pen: Pen, k: float, look: float, side: float) -> None:
    spread = 0.165 * k * (1 - 0.28 * side)
    for x in (look - spread, look + spread):
        pen.shape(ellipse(x, 0.0, 0.125 * k, 0.115 * k), (0.8, 0.9, 0.95), alpha=0.22, line=0)
        pen.stroke(ellipse(x, 0.0, 0.125 * k, 0.115 * k), _INK, 1.4)
    bridge = skia.Path()
    bridge.moveTo(look - spread + 0.12 * k, -0.01 * k)
    bridge.lineTo(look + spread - 0.12 * k, -0.01 * k)
    pen.stroke(bridge, _INK, 1.4)


def _arc(x0: float, y0: float, x1: float, y1: float, sag: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(x0, y0)
    path.quadTo((x0 + x1) / 2, (y0 + y1) / 2 + sag, x1, y1)
    return path
