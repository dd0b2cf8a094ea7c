"""A knight's armour: mail and plates on the limbs, a tabard with arms over the mail shirt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, limb, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen


def mail_over(pen: Pen, path: skia.Path, steel: Colour, ring: float) -> None:
    """Lay rows of rings over a shape, all as one line: mail is drawn where rings are big enough to see."""
    if ring < 2.5:
        return
    bounds, rings, row = path.getBounds(), skia.Path(), 0
    y = bounds.top()
    while y < bounds.bottom():
        x = bounds.left() - (ring / 2 if row % 2 else 0.0)
        rings.moveTo(x, y)
        while x < bounds.right():
            rings.lineTo(x + ring / 2, y + ring * 0.5)
            rings.lineTo(x + ring, y)
            x += ring
        y, row = y + ring * 0.7, row + 1
    pen.canvas.save()
    pen.canvas.clipPath(path, False)
    pen.stroke(rings, darker(steel, 0.42), 0.6, 0.75)
    pen.canvas.restore()


def plated_leg(pen: Pen, leg: tuple[Point, ...], steel: Colour, scale: float, shade: float) -> None:
    """Cuisse, knee-cop with its wing, greave."""
    hip, knee, ankle = leg
    plate = darker(steel, shade)
    width = 0.078 * scale
    pen.shape(limb(hip, knee, knee, (width * 1.2, width * 0.92, width * 0.9)), darker(plate, 0.1))
    calf = knee[0] * 0.55 + ankle[0] * 0.45 - 0.006 * scale, knee[1] * 0.55 + ankle[1] * 0.45
    pen.shape(
        limb(knee, calf, ankle, (width * 0.85, width * 0.98, width * 0.66)), plate, shade=darker(plate, 0.25)
    )
    pen.shape(
        ellipse(knee[0] - 0.016 * scale, knee[1], width * 0.44, width * 0.36), darker(plate, 0.12), line=0.8
    )
    pen.shape(ellipse(*knee, width * 0.52, width * 0.56), lighter(plate, 0.12), line=0.9)
    if scale > 90:
        for y in (-0.34, 0.34):
            band = curve(
                (knee[0] - width * 0.4, knee[1] + y * width), (knee[0] + width * 0.4, knee[1] + y * width)
            )
            pen.stroke(band, darker(plate, 0.4), 0.8)


def plated_arm(pen: Pen, arm: tuple[Point, ...], steel: Colour, scale: float, shade: float) -> None:
    """Lames on the upper arm, elbow-cop, vambrace, a flared cuff, and a pauldron over the shoulder."""
    shoulder, elbow, hand = arm
    plate, width = darker(steel, shade), 0.058 * scale
    angle = math.atan2(hand[1] - elbow[1], hand[0] - elbow[0])
    cuff = hand[0] - math.cos(angle) * 0.030 * scale, hand[1] - math.sin(angle) * 0.030 * scale
    pen.shape(limb(shoulder, elbow, elbow, (width * 1.2, width, width)), darker(plate, 0.14))
    pen.shape(
        limb(elbow, cuff, cuff, (width * 0.95, width * 0.82, width * 0.82)), plate, shade=darker(plate, 0.25)
    )
    back = cuff[0] - math.cos(angle) * 0.034 * scale, cuff[1] - math.sin(angle) * 0.034 * scale
    pen.shape(limb(cuff, back, back, (width * 0.85, width * 1.2, width * 1.2)), darker(plate, 0.06), line=0.9)
    pen.shape(ellipse(*elbow, width * 0.62, width * 0.60), lighter(plate, 0.10), line=0.9)
    for down, size in ((0.050, 0.76), (0.026, 0.92), (0.0, 1.0)):
        share = down / 0.165
        x = shoulder[0] + (elbow[0] - shoulder[0]) * share * 1.1
        y = shoulder[1] + (elbow[1] - shoulder[1]) * share * 1.1 - 0.008 * scale
        lame = ellipse(x, y, 0.050 * scale * size, 0.040 * scale * size)
        pen.shape(lame, lighter(plate, 0.06), shade=darker(plate, 0.2), line=0.9)


def tabard(
    pen: Pen,
    trunk: skia.Path,
    hip: Point,
    chest: Point,
    half: float,
    steel: Colour,
    cloth: Colour,
    scale: float,
) -> None:
    """The mail shirt to the thighs, a tabard over it with a cross, and a belt."""
    skirt = smooth(
        [
            (hip[0] - half * 0.95, hip[1] - 0.04 * scale),
            (hip[0] + half * 0.95, hip[1] - 0.04 * scale),
            (hip[0] + half * 1.15, hip[1] + 0.10 * scale),
            (hip[0], hip[1] + 0.125 * scale),
            (hip[0] - half * 1.15, hip[1] + 0.10 * scale),
        ]
    )
    for mail in (skirt, trunk):
        pen.shape(mail, darker(steel, 0.22), shade=darker(steel, 0.4), light=0.8)
        mail_over(pen, mail, steel, 0.024 * scale)
    front = 0.72 * half
    points = [
        (chest[0] - front * 0.85, chest[1] + 0.005 * scale),
        (chest[0] + front * 1.05, chest[1] + 0.005 * scale),
        (hip[0] + front * 1.0, hip[1] - 0.02 * scale),
        (hip[0] + front * 1.15, hip[1] + 0.155 * scale),
        (hip[0] + front * 0.4, hip[1] + 0.140 * scale),
        (hip[0] - front * 0.2, hip[1] + 0.160 * scale),
        (hip[0] - front * 0.95, hip[1] + 0.145 * scale),
        (hip[0] - front * 0.85, hip[1] - 0.02 * scale),
    ]
    pen.shape(polygon(points), cloth, shade=darker(cloth, 0.22), light=0.8)
    middle = ((chest[0] * 0.68 + hip[0] * 0.32) + 0.1 * front, chest[1] * 0.68 + hip[1] * 0.32)
    cross(pen, *middle, 0.045 * scale, lighter(cloth, 0.72))
    if scale > 60:
        for x in (-0.35, 0.45):
            fold = curve(
                (hip[0] + x * front, hip[1] + 0.02 * scale), (hip[0] + x * front * 1.2, hip[1] + 0.13 * scale)
            )
            pen.stroke(fold, darker(cloth, 0.35), 0.8)
    belt = limb(
        (hip[0] - half * 0.9, hip[1] - 0.034 * scale),
        (hip[0], hip[1] - 0.022 * scale),
        (hip[0] + half * 0.95, hip[1] - 0.034 * scale),
        (0.020 * scale, 0.020 * scale, 0.020 * scale),
    )
    pen.shape(belt, (0.33, 0.22, 0.14), line=0.8)
    pen.shape(
        ellipse(hip[0] + half * 0.2, hip[1] - 0.024 * scale, 0.013 * scale, 0.014 * scale),
        (0.80, 0.66, 0.32),
        line=0.7,
    )


def cross(pen: Pen, x: float, y: float, size: float, colour: Colour) -> None:
    """A cross with flared ends: the arms of those whose words name none."""
    if size < 2:
        return
    thin, wide = 0.16 * size, 0.42 * size
    points: list[Point] = []
    for turn in range(4):
        cos, sin = math.cos(turn * math.pi / 2), math.sin(turn * math.pi / 2)
        for px, py in ((thin, -thin), (size, -wide), (size * 0.92, 0.0), (size, wide)):
            points.append((x + px * cos - py * sin, y + px * sin + py * cos))
    pen.shape(polygon(points), colour, line=0.7)
