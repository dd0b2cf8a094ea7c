"""Monsters: a mound of fur or hide on two legs, all mouth, horns and eyes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.being import Biped, Moment
from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.fur import shagged
from storyboard.engines.animatic.figures.naming import named_colour, size_of
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.seats import seat
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, limb, polygon, smooth

if TYPE_CHECKING:
    import skia

    from storyboard.engines.animatic.pen import Colour, Pen

NOUNS = frozenset(
    (
        *("monster", "creature", "beast", "alien", "troll", "ogre", "goblin", "demon", "yeti"),
        *("bogeyman", "gremlin", "bigfoot"),
    )
)
_HEIGHTS = {
    "goblin": 1.15,
    "gremlin": 0.8,
    "alien": 1.5,
    "troll": 2.3,
    "ogre": 2.4,
    "yeti": 2.3,
    "bigfoot": 2.2,
}
_SMOOTH = ("alien", "goblin", "demon", "gremlin", "ogre")
_USUAL: dict[str, Colour] = {
    "alien": (0.52, 0.74, 0.42),
    "goblin": (0.44, 0.56, 0.28),
    "ogre": (0.52, 0.60, 0.34),
    "demon": (0.66, 0.18, 0.16),
    "yeti": (0.90, 0.92, 0.94),
    "bigfoot": (0.40, 0.28, 0.20),
}
_COATS: tuple[Colour, ...] = (
    (0.36, 0.56, 0.36),
    (0.48, 0.33, 0.60),
    (0.25, 0.50, 0.58),
    (0.74, 0.42, 0.22),
    (0.40, 0.36, 0.34),
)
_HORN: Colour = (0.90, 0.85, 0.72)
_HEAD = 0.30
_SUNK = 0.035
"""How deep the head sits between the shoulders, in heights."""
_EYES = {"one": 1, "three": 3, "four": 4, "many": 5}


def monster_for(description: str, noun: str, chance: Random) -> Monster:
    """The monster of a description; how many eyes, and which horns, its words or `chance` decide."""
    text = description.lower()
    rolled, eyes, horns = chance.choice(_COATS), chance.choice((1, 2, 2, 3)), chance.randrange(3)
    named = re.search(r"\b(one|three|four|many)[ -]eye", text)
    eyes = _EYES[named[1]] if named else (2 if noun in _USUAL else eyes)
    horns = 3 if noun in ("alien", "yeti", "bigfoot", "goblin", "gremlin") else 0 if "horn" in text else horns
    shaggy = noun not in _SMOOTH and not re.search(r"\b(slimy|smooth|scaly|bald)\b", text)
    return Monster(
        "monster",
        _HEIGHTS.get(noun, 1.95) * size_of(description) * chance.uniform(0.95, 1.05),
        1 - _HEAD,
        0.62,
        named_colour(description) or _USUAL.get(noun, rolled),
        _HORN,
        horns,
        1.5,
        eyes,
        shaggy,
        noun == "alien",
    )


@dataclass(frozen=True, slots=True)
class Monster(Biped):
    """Broad shoulders, no neck, long arms with claws; `eyes` of them, one to five."""

    eyes: int = 2
    shaggy: bool = True
    alien: bool = False

    def paint(self, pen: Pen, moment: Moment) -> None:
        pose = self.posture(moment)
        at, s = self.skeleton(pose, moment), moment.scale

        def px(point: Point) -> Point:
            return point[0] * s, -point[1] * s

        seat(pen, s, moment.pose)
        self._tail(pen, px(at.hip), s, moment)
        far, near = tuple(map(px, at.far_arm)), tuple(map(px, at.near_arm))
        self._arm(pen, far, s, 0.22)
        for leg, shade in ((at.far_leg, 0.22), (at.near_leg, 0.06)):
            self._leg(pen, tuple(map(px, leg)), s, shade)
        self._body(pen, px(at.hip), px(at.chest), s)
        pen.canvas.save()
        pen.canvas.translate(px(at.head)[0], px(at.head)[1] + _SUNK * s)
        pen.canvas.rotate(math.degrees(at.tilt))
        self._head(pen, pose, _HEAD * s, moment)
        pen.canvas.restore()
        self._arm(pen, near, s, 0.06)

    def head_place(self, moment: Moment) -> tuple[float, float, float]:
        x, chin, top = Biped.head_place(self, moment)
        return x, chin - _SUNK, top - _SUNK

    def _hide(self, points: list[Point], tuft: float) -> skia.Path:
        return shagged(points, tuft, 5) if self.shaggy else smooth(points)

    def _body(self, pen: Pen, hip: Point, chest: Point, s: float) -> None:
        """One mound from the jaw to the thighs."""
        wide = (0.56 if self.alien else 1.0) * s
        top = chest[1] - 0.05 * s
        outline = [
            (chest[0] - 0.13 * wide, top),
            (chest[0] + 0.12 * wide, top),
            (chest[0] + 0.195 * wide, top + 0.10 * s),
            ((hip[0] + chest[0]) / 2 + 0.20 * wide, (hip[1] + chest[1]) / 2 + 0.03 * s),
            (hip[0] + 0.185 * wide, hip[1] + 0.01 * s),
            (hip[0] + 0.11 * wide, hip[1] + 0.10 * s),
            (hip[0] - 0.11 * wide, hip[1] + 0.10 * s),
            (hip[0] - 0.175 * wide, hip[1] + 0.01 * s),
            ((hip[0] + chest[0]) / 2 - 0.19 * wide, (hip[1] + chest[1]) / 2 + 0.02 * s),
            (chest[0] - 0.205 * wide, top + 0.11 * s),
        ]
        pen.shape(self._hide(outline, 0.016 * s), self.coat, shade=darker(self.coat, 0.2), light=0.8)
        belly = ellipse((hip[0] + chest[0]) / 2 + 0.045 * wide, hip[1] - 0.03 * s, 0.115 * wide, 0.105 * s)
        pen.shape(belly, lighter(self.coat, 0.25), line=0, alpha=0.8)

    def _head(self, pen: Pen, pose: Pose, k: float, moment: Moment) -> None:
        look = 0.16 * moment.side * k
        self._horns(pen, k, look)
        bulge = 1.16 if self.alien else 1.0
        outline = [
            (-0.30 * k * bulge, -0.42 * k),
            (0.05 * k, -0.52 * k),
            (0.36 * k * bulge, -0.38 * k),
            (0.47 * k, -0.02 * k),
            (0.44 * k / bulge, 0.32 * k),
            (0.10 * k, 0.50 * k),
            (-0.34 * k / bulge, 0.40 * k),
            (-0.48 * k / bulge, 0.0),
        ]
        pen.shape(self._hide(outline, 0.03 * k), self.coat, shade=darker(self.coat, 0.18), light=0.8)
        self._mouth(pen, k, look, pose)
        for number in range(self.eyes):
            self._eye(pen, k, look, pose, moment, number)
        pen.face((-0.46 * k, -0.46 * k, 0.48 * k, 0.50 * k), (look * 0.9, 0.22 * k))

    def _eye(self, pen: Pen, k: float, look: float, pose: Pose, moment: Moment, number: int) -> None:
        radius = {1: 0.20, 2: 0.125, 3: 0.105}.get(self.eyes, 0.08) * k * (1.35 if self.alien else 1.0)
        across = (number - (self.eyes - 1) / 2) * radius * 2.2 * (1 - 0.15 * moment.side)
        x, y = look + across, -0.14 * k - (0.07 * k if self.eyes > 2 and number % 2 else 0.0)
        if pose.closed or blinks(moment.time - number * 0.02):
            pen.stroke(
                curve((x - radius, y), (x, y + radius * 0.7), (x + radius, y)), darker(self.coat, 0.6), 1.5
            )
            return
        white: Colour = (0.08, 0.10, 0.10) if self.alien else (0.98, 0.94, 0.74)
        pen.shape(ellipse(x, y, radius, radius * 1.02), white, line=1.0)
        px, py = x + 0.3 * radius * moment.side, y - radius * 0.5 * min(max(-pose.nod, -0.6), 0.6)
        if self.alien:
            pen.shape(
                ellipse(x + radius * 0.3, y - radius * 0.35, radius * 0.22, radius * 0.3),
                (0.9, 1.0, 0.9),
                line=0,
            )
            return
        pen.shape(ellipse(px, py, radius * 0.45, radius * 0.52), darker(self.coat, 0.72), line=0)
        pen.shape(
            ellipse(px + radius * 0.16, py - radius * 0.2, radius * 0.13, radius * 0.13),
            (1.0, 1.0, 1.0),
            line=0,
        )
        self._lid(pen, x, y, radius, pose, number)

    def _lid(self, pen: Pen, x: float, y: float, radius: float, pose: Pose, number: int) -> None:
        """A heavy brow: monsters frown a little, unless something worries them."""
        sign = 0 if self.eyes == 1 else 1 if number < self.eyes / 2 else -1
        tip = (0.35 if pose.brow <= 0 else -0.5) * radius * sign
        tip *= 1 if pose.smile < 0.4 else 0.2
        low = y - radius * (0.50 if pose.smile < 0.4 else 0.75)
        edge = radius * 1.4
        lid = [(x - edge, y - edge), (x + edge, y - edge), (x + edge, low + tip), (x - edge, low - tip)]
        pen.canvas.save()
        pen.canvas.clipPath(ellipse(x, y, radius * 1.12, radius * 1.12), True)
        pen.shape(polygon(lid), darker(self.coat, 0.14), line=1.0)
        pen.canvas.restore()

    def _mouth(self, pen: Pen, k: float, look: float, pose: Pose) -> None:
        half = (0.12 if self.alien else 0.30) * k
        opening = (0.03 + 0.22 * pose.mouth) * k
        x, y = look * 0.9, 0.20 * k
        corner = y - (0.06 + 0.06 * pose.smile) * k
        maw = smooth(
            [
                (x - half, corner),
                (x, y - 0.01 * k),
                (x + half, corner),
                (x + half * 0.6, y + opening),
                (x - half * 0.6, y + opening),
            ]
        )
        pen.shape(maw, (0.26, 0.08, 0.10))
        if self.alien:
            return
        for share, size in ((-0.72, 1.0), (-0.36, 0.65), (0.0, 0.65), (0.36, 0.65), (0.72, 1.0)):
            fx = x + share * half
            top = corner + (y - 0.012 * k - corner) * (1 - share * share)
            fang = [(fx - 0.04 * k, top), (fx + 0.04 * k, top), (fx, top + 0.12 * k * size)]
            pen.shape(polygon(fang), (0.97, 0.95, 0.88), line=0.6)

    def _horns(self, pen: Pen, k: float, look: float) -> None:
        if self.alien:
            for sign in (-1, 1):
                tip = sign * 0.30 * k + look, -0.78 * k
                pen.stroke(
                    curve((sign * 0.16 * k, -0.42 * k), (sign * 0.18 * k, -0.7 * k), tip),
                    darker(self.coat, 0.3),
                    1.8,
                )
                pen.shape(ellipse(*tip, 0.05 * k, 0.05 * k), lighter(self.coat, 0.3))
            return
        for sign in (-1, 1):
            root = sign * 0.30 * k + look * 0.4
            if self.variant == 3:
                ear = [
                    (root - 0.06 * k, -0.22 * k),
                    (root + sign * 0.34 * k, -0.44 * k),
                    (root + sign * 0.10 * k, -0.04 * k),
                ]
                pen.shape(smooth(ear), darker(self.coat, 0.12))
                continue
            bend = (0.22, 0.10, -0.05)[self.variant] * k * sign
            horn = [
                (root - 0.09 * k, -0.34 * k),
                (root + bend * 0.9, -0.56 * k),
                (root + bend * 1.1 - sign * 0.02 * k, -0.80 * k),
                (root + bend * 0.9 + sign * 0.16 * k, -0.58 * k),
                (root + 0.09 * k, -0.32 * k),
            ]
            pen.shape(smooth(horn), self.accent, shade=darker(self.accent, 0.2), light=0.8)

    def _arm(self, pen: Pen, arm: tuple[Point, ...], s: float, shade: float) -> None:
        width = (0.045 if self.alien else 0.085) * s
        shoulder, elbow, wrist = arm
        away = wrist[0] - elbow[0], wrist[1] - elbow[1]
        hand = wrist[0] + away[0] * 0.28, wrist[1] + away[1] * 0.28
        colour = darker(self.coat, shade)
        angle = math.atan2(away[1], away[0])
        for turn in (-0.55, 0.0, 0.55):
            finger = angle + turn
            tip = hand[0] + math.cos(finger) * width, hand[1] + math.sin(finger) * width
            pen.shape(limb(hand, tip, tip, (width * 0.5, width * 0.3, width * 0.12)), self.accent, line=0.8)
        path = limb(shoulder, elbow, hand, (width * 1.15, width, width * 0.95))
        pen.shape(path, colour, shade=darker(colour, 0.16), light=0.8)

    def _leg(self, pen: Pen, leg: tuple[Point, ...], s: float, shade: float) -> None:
        hip, knee, ankle = leg
        colour = darker(self.coat, shade)
        width = (0.05 if self.alien else 0.145) * s
        foot = smooth(
            [
                (ankle[0] - 0.06 * s, ankle[1] + 0.035 * s),
                (ankle[0] - 0.05 * s, ankle[1] - 0.03 * s),
                (ankle[0] + 0.05 * s, ankle[1] - 0.03 * s),
                (ankle[0] + 0.12 * s, ankle[1] + 0.02 * s),
                (ankle[0] + 0.11 * s, ankle[1] + 0.035 * s),
            ]
        )
        pen.shape(limb(hip, knee, ankle, (width * 1.2, width, width * 0.8)), colour)
        pen.shape(foot, colour)
        for x in (0.07, 0.10, 0.13):
            claw = ellipse(ankle[0] + x * s, ankle[1] + 0.027 * s, 0.012 * s, 0.010 * s)
            pen.shape(claw, self.accent, line=0.6)

    def _tail(self, pen: Pen, hip: Point, s: float, moment: Moment) -> None:
        if self.variant != 0 or self.alien:
            return
        wag = math.sin(moment.time * 2.2) * 0.03 * s
        tip = hip[0] - 0.36 * s, hip[1] + 0.22 * s + wag
        middle = hip[0] - 0.24 * s, hip[1] + 0.24 * s
        pen.shape(
            limb((hip[0] - 0.06 * s, hip[1]), middle, tip, (0.09 * s, 0.06 * s, 0.02 * s)),
            darker(self.coat, 0.15),
        )
