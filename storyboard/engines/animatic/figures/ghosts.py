"""Ghosts: a sheet of mist that hovers, trails behind itself, and reaches out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.being import Being, Moment
from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.naming import named_colour, size_of
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, limb, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

NOUNS = frozenset(("ghost", "spirit", "phantom", "spectre", "specter", "wraith", "poltergeist"))
_MIST: Colour = (0.86, 0.92, 0.95)
_HOLLOW: Colour = (0.13, 0.16, 0.24)
_LEANS = {"walk": 0.10, "carry": 0.08, "run": 0.30, "fly": 0.42, "swim": 0.42, "climb": 0.08, "push": 0.2}
_LOW = {"sit": 0.12, "kneel": 0.16, "crouch": 0.28, "lie": 0.42, "sleep": 0.42}


def ghost_for(description: str, noun: str, chance: Random) -> Ghost:
    """The ghost of a description."""
    colour = named_colour(description)
    coat = lighter(colour, 0.5) if colour else _MIST
    height = 1.70 * size_of(description) * chance.uniform(0.95, 1.05)
    return Ghost("ghost", height, 0.70, 0.50, coat, _HOLLOW, chance.randrange(4))


@dataclass(frozen=True, slots=True)
class Ghost(Being):
    """A sheet with hollow eyes; it never touches the ground."""

    def lifted(self, moment: Moment) -> float:
        return (0.45 if moment.pose == "fly" else 0.10) + 0.02 * math.sin(moment.time * 2.0)

    def head_place(self, moment: Moment) -> tuple[float, float, float]:
        x, y = self._crown(moment)
        return x, y - 0.28, y + 0.01

    def paint(self, pen: Pen, moment: Moment) -> None:
        s, pose = moment.scale, pose_at(moment.pose, moment.time, moment.phase)
        x, y = self._crown(moment)
        crown = x * s, -y * s
        self._sleeve(pen, crown, pose.far_arm, s, 0.15 + 0.06 * (1 - moment.side), 0.12)
        body = smooth(self._sheet(crown, moment))
        pen.shape(body, self.coat, shade=darker(self.coat, 0.14), light=0.8, alpha=0.86)
        self._folds(pen, crown, moment)
        self._face(pen, crown, pose, moment)
        self._sleeve(pen, crown, pose.near_arm, s, -0.07 - 0.08 * (1 - moment.side), 0.0)

    def _crown(self, moment: Moment) -> Point:
        """The top of the head, in heights."""
        lean = _LEANS.get(moment.pose, 0.02)
        low = _LOW.get(moment.pose, 0.0)
        rise = 0.30 if moment.pose == "fly" else 0.0
        return lean * 0.62, 1.0 - low - lean * 0.18 + rise + 0.015 * math.sin(moment.time * 2.0)

    def _sheet(self, crown: Point, moment: Moment) -> list[Point]:
        """From the crown down the front, along the waving hem, and up the back."""
        s, x, y = moment.scale, *crown
        lift, sway = self.lifted(moment) * s, math.sin(moment.time * 2.4) * 0.02 * s
        trail = -_LEANS.get(moment.pose, 0.0) * 0.9 * s
        wide, tall = (0.20 + 0.25 * _LOW.get(moment.pose, 0.0)) * s, -y - lift
        points = [(x, y), (x + 0.12 * s, y + 0.05 * s), (x + 0.155 * s, y + 0.17 * s)]
        points += [(x + 0.15 * s, y + 0.29 * s), (x + 0.18 * s + trail * 0.25, y + tall * 0.58)]
        count = 6
        for number in range(count + 1):
            across = wide - 2 * wide * number / count
            ripple = 0.035 * s * (1 if number % 2 else -1) * (1 + 0.3 * math.sin(moment.time * 3 + number))
            points.append((x * 0.3 + trail + across + sway, -lift + ripple))
        points += [(x - 0.19 * s + trail * 0.35, y + tall * 0.58), (x - 0.155 * s, y + 0.29 * s)]
        return [*points, (x - 0.15 * s, y + 0.15 * s), (x - 0.11 * s, y + 0.045 * s)]

    def _folds(self, pen: Pen, crown: Point, moment: Moment) -> None:
        s, (x, y) = moment.scale, crown
        lift = self.lifted(moment) * s
        trail = -_LEANS.get(moment.pose, 0.0) * 0.8 * s
        for start, end in ((-0.08, -0.11), (0.02, 0.01), (0.09, 0.12)):
            top = (x + start * s, y + 0.46 * s)
            foot = (x * 0.3 + trail + end * s, min(-lift - 0.07 * s, -0.02 * s))
            middle = ((top[0] + foot[0]) / 2 + 0.02 * s, (top[1] + foot[1]) / 2)
            pen.stroke(curve(top, middle, foot), darker(self.coat, 0.28), 1.0, 0.6)

    def _face(self, pen: Pen, crown: Point, pose: Pose, moment: Moment) -> None:
        s = moment.scale
        x, y = crown[0] + 0.045 * s * moment.side, crown[1] + 0.135 * s - 0.02 * s * min(-pose.nod, 0.5)
        for sign in (-1, 1):
            eye = x + sign * 0.052 * s * (1 - 0.15 * moment.side)
            if pose.closed or blinks(moment.time):
                lid = curve((eye - 0.03 * s, y), (eye, y + 0.022 * s), (eye + 0.03 * s, y))
                pen.stroke(lid, self.accent, 1.6)
                continue
            pen.shape(ellipse(eye, y, 0.026 * s, 0.040 * s), self.accent, line=0)
            pen.shape(ellipse(eye + 0.008 * s, y - 0.013 * s, 0.008 * s, 0.010 * s), self.coat, line=0)
            if abs(pose.brow) > 0.2 and s > 50:
                tip = -pose.brow * 0.02 * s * sign
                brow = curve((eye - 0.035 * s, y - 0.06 * s - tip), (eye + 0.035 * s, y - 0.06 * s + tip))
                pen.stroke(brow, self.accent, 1.6)
        self._mouth(pen, x, y + 0.085 * s, s, pose)
        face = (x - 0.11 * s, y - 0.09 * s, x + 0.11 * s, y + 0.15 * s)
        pen.face(face, (x, y + 0.10 * s))

    def _mouth(self, pen: Pen, x: float, y: float, s: float, pose: Pose) -> None:
        if abs(pose.smile) > 0.3 and pose.mouth < 0.1:
            bend = 0.035 * s * pose.smile
            mouth = curve((x - 0.035 * s, y - bend / 3), (x, y + bend), (x + 0.035 * s, y - bend / 3))
            pen.stroke(mouth, self.accent, 1.6)
            return
        pen.shape(
            ellipse(x, y + 0.02 * s * pose.mouth, 0.019 * s, (0.018 + 0.05 * pose.mouth) * s),
            self.accent,
            line=0,
        )

    def _sleeve(
        self, pen: Pen, crown: Point, arm: tuple[float, float], s: float, aside: float, shade: float
    ) -> None:
        """An arm of mist: hanging arms drift forwards a little, for a ghost haunts."""
        root = crown[0] + aside * s, crown[1] + 0.37 * s
        swing = max(arm[0], 0.55) if abs(arm[0]) < 0.6 else arm[0]
        elbow = root[0] + math.sin(swing) * 0.13 * s, root[1] + math.cos(swing) * 0.13 * s
        bent = swing + min(arm[1], 0.6) * 0.6 + 0.25
        hand = elbow[0] + math.sin(bent) * 0.11 * s, elbow[1] + math.cos(bent) * 0.11 * s
        path = limb(root, elbow, hand, (0.085 * s, 0.10 * s, 0.05 * s))
        pen.shape(path, darker(self.coat, shade + 0.03), alpha=0.9)
