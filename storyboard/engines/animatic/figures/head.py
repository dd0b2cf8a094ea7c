"""Heads: drawn to hold up when they fill the frame, and to read when they are a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.description import Person
from storyboard.engines.animatic.figures.face import draw_face
from storyboard.engines.animatic.figures.hair import (
    draw_back_hair,
    draw_beard,
    draw_front_hair,
    draw_hair_behind,
)
from storyboard.engines.animatic.figures.hats import draw_hat
from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.shapes import ellipse, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen

_DETAIL = 16.0
"""Pixels of head height below which a face is only a shape."""


def draw_head(pen: Pen, person: Person, pose: Pose, k: float, side: float, time: float) -> None:
    """Draw a head about the canvas's origin, `k` pixels high, looking right by `side` (1 in profile)."""
    look = 0.19 * side * k
    tipped = min(max(pose.nod * 0.17 * (1 - 0.75 * side), -0.075), 0.06) * k
    if person.hat == "hood":
        pen.shape(ellipse(look * 0.4, 0.02 * k, 0.46 * k, 0.54 * k), darker(person.hat_colour, 0.55), line=0)
    draw_back_hair(pen, person, k, side)
    _ears(pen, person, k, side)
    _skull(pen, person, k, side)
    if k >= _DETAIL:
        pen.canvas.save()
        pen.canvas.translate(0.0, tipped)
        draw_face(pen, person, pose, k, side, look, time)
        pen.canvas.restore()
    draw_front_hair(pen, person, k, side, look)
    draw_hat(pen, person, k, look, side)
    pen.canvas.save()
    pen.canvas.translate(0.0, tipped)
    draw_beard(pen, person, k, look, pose)
    pen.canvas.restore()
    ahead = 0.05 * side * k
    face = (-0.40 * k + ahead, -0.40 * k, 0.40 * k + ahead, 0.50 * k)
    pen.face(face, (look * 1.12, 0.295 * k + tipped))


def draw_back_of_head(pen: Pen, person: Person, k: float) -> None:
    """Draw a head from behind: ears, hair down to the nape, and what is on it."""
    if person.hat in ("hood", "bascinet"):
        pen.shape(ellipse(0.0, 0.02 * k, 0.46 * k, 0.56 * k), person.hat_colour)
        return
    _ears(pen, person, k, 0.0)
    _skull(pen, person, k, 0.0)
    if person.hair_style == "bald":
        draw_hat(pen, person, k, 0.0, 0.0)
        return
    draw_hair_behind(pen, person, k)
    draw_hat(pen, person, k, 0.0, 0.0)


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
            (0.16 * k + chin * 1.6, 0.47 * k),
            (-0.09 * k + chin * 1.6, 0.48 * k),
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
