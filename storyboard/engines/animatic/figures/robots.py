"""Robots: plates and tubes on the skeleton that people have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.being import Biped, Moment
from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.naming import named_colour, size_of
from storyboard.engines.animatic.figures.palette import COLOURS, darker, lighter
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.seats import seat
from storyboard.engines.animatic.figures.shapes import Point, box, curve, ellipse, limb, polygon

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

NOUNS = frozenset(("robot", "android", "droid", "cyborg", "automaton", "mech"))
_HEAD = 0.20
_JOINT: Colour = (0.26, 0.27, 0.30)
_COATS: tuple[Colour, ...] = (
    COLOURS["silver"],
    (0.80, 0.55, 0.24),
    (0.42, 0.58, 0.66),
    (0.66, 0.33, 0.26),
    (0.86, 0.84, 0.76),
)
_LAMPS: tuple[Colour, ...] = ((0.42, 0.93, 0.98), (1.0, 0.78, 0.30), (0.55, 1.0, 0.55))


def robot_for(description: str, noun: str, chance: Random) -> Robot:
    """The robot of a description; `chance` decides what the words leave open."""
    text = description.lower()
    rolled, lamp, variant = chance.choice(_COATS), chance.choice(_LAMPS), chance.randrange(6)
    coat: Colour = (0.62, 0.40, 0.26) if "rust" in text else named_colour(text) or rolled
    height = 1.62 * size_of(text) * chance.uniform(0.95, 1.05)
    one_eye = "one eye" in text or "one-eyed" in text
    return Robot("robot", height, 1 - _HEAD, 0.44, coat, lamp, 2 if one_eye else variant)


@dataclass(frozen=True, slots=True)
class Robot(Biped):
    """A walking machine: a box of a head with lamps for eyes, a breastplate, tubes and claws."""

    def paint(self, pen: Pen, moment: Moment) -> None:
        pose = self.posture(moment)
        at, s = self.skeleton(pose, moment), moment.scale

        def px(point: Point) -> Point:
            return point[0] * s, -point[1] * s

        far_arm, near_arm = (tuple(map(px, arm)) for arm in (at.far_arm, at.near_arm))
        seat(pen, s, moment.pose)
        _arm(pen, far_arm, s, darker(self.coat, 0.22))
        for leg, shade in ((at.far_leg, 0.22), (at.near_leg, 0.0)):
            _leg(pen, tuple(map(px, leg)), s, moment.side, darker(self.coat, shade))
        hip, chest = px(at.hip), px(at.chest)
        pen.shape(limb(chest, chest, px(at.chin), (0.06 * s, 0.06 * s, 0.05 * s)), _JOINT)
        self._trunk(pen, hip, chest, s, moment)
        pen.canvas.save()
        pen.canvas.translate(*px(at.head))
        pen.canvas.rotate(math.degrees(at.tilt))
        self._head(pen, pose, _HEAD * s, moment)
        pen.canvas.restore()
        _arm(pen, near_arm, s, self.coat)

    def _trunk(self, pen: Pen, hip: Point, chest: Point, s: float, moment: Moment) -> None:
        """Hips, a breastplate that tapers to the waist, its hatch and its lamp."""
        wide = s * (0.145 - 0.035 * moment.side)
        tall = math.hypot(chest[0] - hip[0], chest[1] - hip[1])
        pen.canvas.save()
        pen.canvas.translate(*hip)
        pen.canvas.rotate(math.degrees(math.atan2(chest[0] - hip[0], hip[1] - chest[1])))
        pen.shape(box(0, 0.005 * s, wide * 0.62, 0.038 * s, 0.02 * s), _JOINT)
        plate = polygon(
            [
                (-wide * 0.66, -0.025 * s),
                (-wide, -tall + 0.05 * s),
                (-wide * 0.8, -tall - 0.012 * s),
                (wide * 0.8, -tall - 0.012 * s),
                (wide, -tall + 0.05 * s),
                (wide * 0.66, -0.025 * s),
            ]
        )
        pen.shape(plate, self.coat, shade=darker(self.coat, 0.2), light=0.8)
        if s > 60:
            ahead = 0.25 * wide * moment.side
            hatch = box(ahead, -tall * 0.58, wide * 0.42, tall * 0.20, 0.012 * s)
            pen.shape(hatch, darker(self.coat, 0.12), line=0.8)
            pen.shape(ellipse(ahead, -tall * 0.58, 0.028 * s, 0.028 * s), self.accent, line=0.8)
            for x in (-0.5, 0.5):
                pen.stroke(
                    curve(
                        (ahead + x * wide * 0.4, -tall * 0.22),
                        (ahead + x * wide * 0.4 + 0.03 * s, -tall * 0.22),
                    ),
                    darker(self.coat, 0.5),
                )
        pen.canvas.restore()

    def _head(self, pen: Pen, pose: Pose, k: float, moment: Moment) -> None:
        """A box with a dark faceplate: lamps that look, shut, frown; a grille that opens to speak."""
        look = 0.12 * k * moment.side
        self._aerial(pen, k)
        round_head = self.variant % 3 == 1
        shell = ellipse(0, 0, 0.52 * k, 0.5 * k) if round_head else box(0, 0, 0.5 * k, 0.48 * k, 0.14 * k)
        pen.shape(box(-0.5 * k + look * 0.4, 0.0, 0.09 * k, 0.16 * k, 0.05 * k), _JOINT)
        pen.shape(shell, self.coat, shade=darker(self.coat, 0.2), light=0.8)
        pen.shape(box(look, -0.08 * k, 0.40 * k, 0.21 * k, 0.16 * k), (0.13, 0.15, 0.19))
        shut = pose.closed or blinks(moment.time)
        eyes = (0.0,) if self.variant % 3 == 2 else (-0.17, 0.17)
        for number, x in enumerate(eyes):
            self._lamp(pen, look * 1.5 + x * k * (1 - 0.2 * moment.side), k, pose, shut, number)
        self._grille(pen, look, k, pose)
        if k > 40:
            for x, y in ((-0.38, 0.36), (0.38, 0.36), (-0.38, -0.38), (0.38, -0.38)):
                pen.shape(ellipse(x * k, y * k, 0.022 * k, 0.022 * k), darker(self.coat, 0.35), line=0)
        pen.face((-0.5 * k, -0.48 * k, 0.5 * k, 0.48 * k), (look, 0.29 * k))

    def _lamp(self, pen: Pen, x: float, k: float, pose: Pose, shut: bool, number: int) -> None:
        single = self.variant % 3 == 2
        radius = (0.15 if single else 0.105) * k
        y = -0.08 * k - 0.03 * k * min(max(-pose.nod, -1), 1)
        if shut:
            pen.stroke(curve((x - radius, y), (x, y + radius * 0.6), (x + radius, y)), self.accent, 1.6)
            return
        pen.glow(x, y, radius * 2.2, self.accent, 0.35)
        pen.shape(ellipse(x, y, radius, radius), self.accent, line=0.6)
        pen.shape(ellipse(x, y, radius * 0.42, radius * 0.42), lighter(self.accent, 0.75), line=0)
        if pose.brow:
            sign = -1 if number else 1
            tip = pose.brow * 0.07 * k * sign * (0 if single else 1)
            lid = [(x - radius * 1.2, y - radius * 1.2), (x + radius * 1.2, y - radius * 1.2)]
            low = y - radius * (0.55 if pose.brow > 0 else 0.2)
            lid += [(x + radius * 1.2, low - tip), (x - radius * 1.2, low + tip)]
            pen.shape(polygon(lid), (0.13, 0.15, 0.19), line=0)

    def _grille(self, pen: Pen, look: float, k: float, pose: Pose) -> None:
        half, tall = 0.20 * k, (0.045 + 0.09 * pose.mouth) * k
        y = 0.29 * k
        pen.shape(box(look, y, half, tall, 0.03 * k), (0.13, 0.15, 0.19), line=0.8)
        if k > 30:
            for x in (-0.10, 0.0, 0.10):
                pen.stroke(curve((look + x * k, y - tall), (look + x * k, y + tall)), self.coat, 0.9)
        if pose.smile > 0.4:
            for sign in (-1, 1):
                end = look + sign * (half + 0.05 * k), y - 0.07 * k
                pen.stroke(curve((look + sign * half, y), end), (0.13, 0.15, 0.19), 1.3)

    def _aerial(self, pen: Pen, k: float) -> None:
        tips = ((0.0, -0.78),) if self.variant < 3 else ((-0.26, -0.74), (0.26, -0.74))
        for x, y in tips:
            pen.stroke(curve((x * 0.7 * k, -0.45 * k), (x * k, y * k)), _JOINT, max(1.4, k / 40))
            pen.shape(ellipse(x * k, y * k, 0.055 * k, 0.055 * k), self.accent, line=0.8)


def _arm(pen: Pen, arm: tuple[Point, ...], s: float, coat: Colour) -> None:
    """A shoulder ball, a thin tube, a thick forearm and a claw."""
    shoulder, elbow, hand = arm
    pen.shape(limb(shoulder, elbow, elbow, (0.036 * s, 0.034 * s, 0.034 * s)), _JOINT)
    angle = math.atan2(hand[1] - elbow[1], hand[0] - elbow[0])
    wrist = hand[0] - math.cos(angle) * 0.02 * s, hand[1] - math.sin(angle) * 0.02 * s
    for turn in (-0.75, 0.75):
        knuckle = (
            hand[0] + math.cos(angle + turn) * 0.038 * s,
            hand[1] + math.sin(angle + turn) * 0.038 * s,
        )
        tip = (
            hand[0] + math.cos(angle + turn * 0.2) * 0.066 * s,
            hand[1] + math.sin(angle + turn * 0.2) * 0.066 * s,
        )
        pen.shape(limb(wrist, knuckle, tip, (0.022 * s, 0.02 * s, 0.012 * s)), _JOINT, line=0.8)
    pen.shape(limb(elbow, wrist, wrist, (0.045 * s, 0.066 * s, 0.066 * s)), coat, shade=darker(coat, 0.18))
    pen.shape(ellipse(*elbow, 0.024 * s, 0.024 * s), _JOINT)
    pen.shape(ellipse(*shoulder, 0.045 * s, 0.045 * s), coat, shade=darker(coat, 0.18))


def _leg(pen: Pen, leg: tuple[Point, ...], s: float, side: float, coat: Colour) -> None:
    """A tube for a thigh, a plated shin and a heavy foot."""
    hip, knee, ankle = leg
    pen.shape(limb(hip, knee, knee, (0.05 * s, 0.042 * s, 0.042 * s)), _JOINT)
    pen.shape(limb(knee, ankle, ankle, (0.058 * s, 0.085 * s, 0.085 * s)), coat, shade=darker(coat, 0.18))
    pen.shape(ellipse(*knee, 0.033 * s, 0.033 * s), lighter(coat, 0.1))
    toe = (0.06 + 0.055 * side) * s
    foot = [
        (-0.055 * s, 0.032 * s),
        (-0.045 * s, -0.03 * s),
        (0.03 * s, -0.035 * s),
        (toe, 0.005 * s),
        (toe, 0.032 * s),
    ]
    angle = math.atan2(ankle[1] - knee[1], ankle[0] - knee[0]) - math.pi / 2
    pen.canvas.save()
    pen.canvas.translate(*ankle)
    pen.canvas.rotate(math.degrees(angle) * 0.6)
    pen.shape(polygon(foot), darker(coat, 0.2))
    pen.canvas.restore()
