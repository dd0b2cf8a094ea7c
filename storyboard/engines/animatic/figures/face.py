"""Faces: eyes, brows, nose and mouth, in what the pose and the mood make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.description import Person
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.shapes import curve, ellipse, polygon, smooth, taper

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

_INK: Colour = (0.13, 0.10, 0.11)


def draw_face(pen: Pen, person: Person, pose: Pose, k: float, side: float, look: float, time: float) -> None:
    """Draw the features on a skull `k` pixels high; `look` pixels aside is where it faces."""
    spread = 0.165 * k * (1 - 0.28 * side)
    cheeks = 0.16 if person.age == "child" or person.woman else 0.08
    for x in (look - spread * 1.25, look + spread * 1.2):
        pen.shape(ellipse(x, 0.17 * k, 0.075 * k, 0.05 * k), (0.85, 0.35, 0.3), line=0, alpha=cheeks)
    for number, x in enumerate((look - spread, look + spread)):
        narrow = 1 - 0.34 * side if number else 1.0
        _eye(pen, person, pose, x, k, narrow, side, time)
        _brow(pen, person, pose, x, k, narrow, -1 if number else 1)
        if pose.weeping and k > 24:
            _tear(pen, x, k, time, number)
    _nose(pen, person, k, look, side)
    _mouth(pen, person, pose, k, look, side)
    if person.age == "old" or person.mood == "tired":
        _lines(pen, person, k, look, spread)
    if person.glasses:
        _glasses(pen, k, look, side)


def _eye(
    pen: Pen, person: Person, pose: Pose, x: float, k: float, narrow: float, side: float, time: float
) -> None:
    width, height = 0.094 * k * narrow, 0.064 * k * (1.25 if person.age == "child" else 1.0)
    if pose.closed or blinks(time, person.height * 7):
        bend = -0.035 if pose.smile > 0.5 else 0.035
        pen.stroke(_arc(x - width, 0.0, x + width, 0.0, bend * 2 * k), _INK, max(1.2, k / 130))
        return
    wide = 1.22 if pose.brow > 0.8 or pose.mouth > 0.6 else 1.0
    white = smooth([(x - width, 0.008 * k), (x, -height * wide), (x + width, 0.0), (x, height * 0.80)])
    pen.shape(white, (0.97, 0.96, 0.93), line=0)
    pupil, drop = x + 0.032 * k * side, -0.030 * k * pose.gaze
    pen.canvas.save()
    pen.canvas.clipPath(white, True)
    iris = lighter(darker(person.hair, 0.3), 0.08) if person.age != "old" else (0.35, 0.47, 0.55)
    across = 0.052 * k * narrow**0.5
    pen.shape(ellipse(pupil, drop, across, 0.057 * k), iris, line=0.8 if k > 60 else 0)
    pen.shape(ellipse(pupil, drop, across * 0.5, 0.030 * k), (0.05, 0.04, 0.05), line=0)
    low = _lid(person, pose)
    if low:
        lid = [(x - width * 1.2, -height * 1.5), (x + width * 1.2, -height * 1.5)]
        lid += [(x + width * 1.2, height * (low - 1)), (x - width * 1.2, height * (low - 1))]
        pen.shape(polygon(lid), darker(person.skin, 0.10), line=0.8)
    pen.canvas.restore()
    if k > 60 and low < 0.5:
        pen.shape(ellipse(pupil + 0.016 * k, drop - 0.020 * k, 0.012 * k, 0.012 * k), (1.0, 1.0, 1.0), line=0)
    thick = max(1.5 if person.woman else 1.2, k / (95 if person.woman else 125))
    arch = -height * 2.05 * (1 if not low else 0.35 + 0.5 * (1 - low)) * wide
    pen.stroke(_arc(x - width * 1.08, 0.008 * k, x + width * 1.10, -0.004 * k, arch), _INK, thick)
    if k > 90:
        crease = _arc(x - width * 0.9, -0.055 * k, x + width * 0.9, -0.060 * k, -0.05 * k * wide)
        pen.stroke(crease, darker(person.skin, 0.35), 0.7, 0.8)


def _lid(person: Person, pose: Pose) -> float:
    """How far the upper lid hangs over the eye, 0 to 1."""
    if person.mood == "tired" and pose.mouth < 0.5:
        return 0.62
    return 0.45 if pose.gaze < -0.5 else 0.0


def _brow(pen: Pen, person: Person, pose: Pose, x: float, k: float, narrow: float, outer: int) -> None:
    """`brow` -1 frowns, +1 is raised in the middle with worry."""
    lift = (
        -0.145 * k - 0.02 * k * pose.mouth - 0.012 * k * max(pose.gaze, 0.0) + 0.02 * k * min(pose.brow, 0.0)
    )
    tilt = pose.brow * 0.055 * k
    width, thick = 0.118 * k * narrow, (0.024 if person.woman else 0.038) * k
    inner, tip = x + width * outer, x - width * outer
    middle = (x - width * 0.25 * outer, lift - 0.026 * k)
    ends = (tip, lift + 0.022 * k + tilt * 0.5), (inner, lift - 0.010 * k - tilt)
    colour = darker(person.hair, 0.25 if person.age != "old" else 0.12)
    if k < 40:
        pen.stroke(curve(ends[0], (middle[0], lift - 0.05 * k), ends[1]), colour, 1.4)
        return
    before = (x + width * 0.5 * outer, lift - 0.024 * k - tilt * 0.5)
    spine = [ends[0], middle, before, ends[1]]
    pen.shape(taper(spine, [thick * 0.3, thick * 0.9, thick, thick * 0.8]), colour, line=0.4)


def _tear(pen: Pen, x: float, k: float, time: float, number: int) -> None:
    fall = (time * 0.7 + number * 0.4) % 1.0
    y = (0.09 + 0.20 * fall) * k
    drop = smooth(
        [(x, y - 0.06 * k), (x + 0.028 * k, y + 0.01 * k), (x, y + 0.035 * k), (x - 0.028 * k, y + 0.01 * k)]
    )
    pen.stroke(curve((x, 0.06 * k), (x, y)), (0.62, 0.80, 0.92), max(1.2, k / 90), 0.7)
    pen.shape(drop, (0.66, 0.84, 0.95), line=0.7)


def _nose(pen: Pen, person: Person, k: float, look: float, side: float) -> None:
    x = look * 1.25
    reach = (0.035 + 0.075 * side) * k * (0.7 if person.age == "child" else 0.85 if person.woman else 1.0)
    path = skia.Path()
    path.moveTo(x + 0.005 * k, 0.01 * k)
    path.quadTo(x + reach * 1.25, 0.14 * k, x + reach, 0.165 * k)
    path.quadTo(x + reach * 0.4, 0.20 * k, x - 0.025 * k, 0.175 * k)
    if k > 50:
        shadow = [
            (x + reach, 0.165 * k),
            (x + reach * 0.4, 0.195 * k),
            (x - 0.03 * k, 0.178 * k),
            (x, 0.15 * k),
        ]
        pen.shape(smooth(shadow), darker(person.skin, 0.22), line=0)
    pen.stroke(path, darker(person.skin, 0.5), max(1.1, k / 150))


def _mouth(pen: Pen, person: Person, pose: Pose, k: float, look: float, side: float) -> None:
    x, y, half = look * 1.12, 0.295 * k, (0.115 - 0.025 * side) * k
    curl = 0.055 * k * pose.smile
    if pose.mouth > 0.08:
        _open_mouth(pen, pose, x, y, half, curl, k)
        return
    half *= 1 + 0.25 * max(pose.smile, 0.0)
    if person.woman and k > 30:
        lips = [(x - half, y - curl), (x - half * 0.25, y - 0.028 * k), (x, y - 0.018 * k + curl * 0.4)]
        lips += [(x + half * 0.25, y - 0.028 * k), (x + half, y - curl), (x, y + 0.045 * k + curl)]
        pen.shape(smooth(lips), _lips(person.skin), line=0)
    line = skia.Path()
    line.moveTo(x - half, y - curl)
    line.quadTo(x, y + curl + 0.012 * k, x + half, y - curl)
    pen.stroke(line, darker(person.skin, 0.58), max(1.3, k / 120))
    if k > 70:
        if abs(pose.smile) > 0.3:
            for sign in (-1, 1):
                dent = _arc(x + sign * half, y - curl - 0.03 * k, x + sign * half, y - curl + 0.03 * k, 0.0)
                pen.stroke(dent, darker(person.skin, 0.4), 0.8)
        under = _arc(x - half * 0.4, y + 0.075 * k, x + half * 0.4, y + 0.075 * k, 0.02 * k)
        pen.stroke(under, darker(person.skin, 0.25), 0.7)


def _lips(skin: Colour) -> Colour:
    """Lips for a skin: its own colour, redder."""
    return skin[0] * 0.55 + 0.72 * 0.45, skin[1] * 0.50 + 0.18 * 0.50, skin[2] * 0.50 + 0.20 * 0.50


def _open_mouth(pen: Pen, pose: Pose, x: float, y: float, half: float, curl: float, k: float) -> None:
    """Dark within, teeth above, a tongue below; wide in a laugh, tall in a shout."""
    half *= 1 + 0.3 * max(pose.smile, 0.0)
    tall = (0.035 + 0.19 * pose.mouth) * k
    opening = smooth(
        [
            (x - half, y - curl * 0.6),
            (x - half * 0.5, y - 0.030 * k),
            (x + half * 0.5, y - 0.030 * k),
            (x + half, y - curl * 0.6),
            (x + half * 0.62, y + tall * 0.75),
            (x, y + tall),
            (x - half * 0.62, y + tall * 0.75),
        ]
    )
    pen.shape(opening, (0.33, 0.09, 0.10), line=1.0)
    if k < 40:
        return
    pen.canvas.save()
    pen.canvas.clipPath(opening, True)
    pen.shape(ellipse(x, y + tall * 1.02, half * 0.62, tall * 0.42), (0.78, 0.36, 0.36), line=0)
    teeth = polygon(
        [
            (x - half, y - 0.06 * k),
            (x + half, y - 0.06 * k),
            (x + half * 0.9, y + 0.012 * k),
            (x - half * 0.9, y + 0.012 * k),
        ]
    )
    pen.shape(teeth, (0.96, 0.95, 0.91), line=0.5)
    pen.canvas.restore()


def _lines(pen: Pen, person: Person, k: float, look: float, spread: float) -> None:
    """What the years drew, and nights without sleep: round the mouth, on the brow, under the eyes."""
    dark = darker(person.skin, 0.5)
    for sign in (-1, 1):
        if person.age == "old":
            x0, x1 = look + sign * spread * 0.62, look + sign * spread * 1.0
            pen.stroke(_arc(x0, 0.16 * k, x1, 0.31 * k, 0.03 * k * sign), dark, 0.8, 0.7)
        eye = look + sign * spread
        bag = 0.045 * k if person.mood == "tired" else 0.03 * k
        if person.mood == "tired" and k > 30:
            shade = smooth(
                [
                    (eye - 0.085 * k, 0.055 * k),
                    (eye, 0.075 * k),
                    (eye + 0.085 * k, 0.05 * k),
                    (eye, 0.125 * k),
                ]
            )
            pen.shape(shade, darker(person.skin, 0.28), line=0, alpha=0.55)
        pen.stroke(_arc(eye - 0.08 * k, 0.078 * k, eye + 0.08 * k, 0.075 * k, bag * 1.6), dark, 0.8, 0.75)
        if person.age == "old" and k > 60:
            for rise in (-0.02, 0.02):
                start = eye + sign * 0.11 * k, 0.0
                pen.stroke(curve(start, (eye + sign * 0.155 * k, rise * k)), dark, 0.6, 0.6)
    if person.age == "old" and k > 50 and person.hat not in ("bascinet", "hood"):
        for y in (-0.235, -0.275):
            pen.stroke(_arc(look - 0.13 * k, y * k, look + 0.13 * k, y * k, -0.02 * k), dark, 0.7, 0.55)


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
