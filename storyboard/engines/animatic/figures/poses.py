"""Poses by their names, moving with time: what a body does for each verb."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from storyboard.engines.animatic.figures import attitudes, motions
from storyboard.engines.animatic.figures.pose import Pose

_POSES: dict[str, Callable[[float, float], Pose]] = {
    "stand": attitudes.stand,
    "walk": motions.walk,
    "run": motions.run,
    "climb": motions.climb,
    "sit": attitudes.sit,
    "kneel": attitudes.kneel,
    "crouch": attitudes.crouch,
    "lie": attitudes.lie,
    "sleep": attitudes.sleep,
    "point": attitudes.point,
    "look": attitudes.look,
    "look up": attitudes.look_up,
    "look down": attitudes.look_down,
    "think": attitudes.think,
    "hold": attitudes.hold,
    "drink": attitudes.drink,
    "carry": motions.carry,
    "fight": motions.fight,
    "hug": attitudes.hug,
    "fall": motions.fall,
    "jump": motions.jump,
    "drive": attitudes.drive,
    "ride": attitudes.ride,
    "give": attitudes.give,
    "swim": motions.swim,
    "fly": motions.fly,
    "talk": attitudes.talk,
    "shout": attitudes.shout,
    "wave": attitudes.wave,
    "open": attitudes.open_door,
    "read": attitudes.read,
    "write": attitudes.write,
    "dance": motions.dance,
    "cry": attitudes.cry,
    "laugh": attitudes.laugh,
    "smile": attitudes.smile,
    "push": motions.push,
    "pull": motions.pull,
    "knock": attitudes.knock,
}
TRAVEL = {"walk": 1.3, "carry": 1.1, "run": 2.8, "climb": 0.7, "swim": 1.6, "fly": 2.6}
"""How far a pose takes its body across a shot, in metres."""


def pose_at(name: str, time: float, phase: float) -> Pose:
    """The body at a moment; an unknown pose stands."""
    return _breathing(_POSES.get(name, attitudes.stand)(time, phase), time)


def names() -> tuple[str, ...]:
    """Every pose there is."""
    return tuple(_POSES)


def _breathing(pose: Pose, time: float) -> Pose:
    breath = 0.012 * math.sin(time * 1.9)
    return replace(pose, lean=pose.lean + breath, nod=pose.nod - breath * 0.6)
