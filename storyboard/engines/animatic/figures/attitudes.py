"""Poses that stay where they are: rest, gestures, feelings."""

from __future__ import annotations

import math
from dataclasses import replace

from storyboard.engines.animatic.figures.pose import Pose


def stand(time: float, phase: float) -> Pose:
    """The weight on one leg, the other a little before it; elbows never quite straight."""
    return Pose()


def sit(time: float, phase: float) -> Pose:
    """Hands on the thighs, one foot drawn back."""
    return Pose(
        lean=0.04, near_leg=(1.5, 1.42), far_leg=(1.42, 1.72), near_arm=(0.28, 0.80), far_arm=(0.30, 0.72)
    )


def kneel(time: float, phase: float) -> Pose:
    """One knee on the ground, an arm on the other."""
    return Pose(
        lean=0.12,
        nod=0.22,
        near_leg=(1.35, 1.45),
        far_leg=(-0.05, 1.55),
        near_arm=(0.62, 0.55),
        far_arm=(0.1, 0.6),
        gaze=-0.3,
    )


def crouch(time: float, phase: float) -> Pose:
    """Low, eyes up, ready."""
    return Pose(
        lean=0.55,
        nod=-0.35,
        near_leg=(1.25, 2.0),
        far_leg=(0.8, 1.8),
        near_arm=(0.5, 0.9),
        far_arm=(0.7, 1.0),
        brow=0.4,
    )


def lie(time: float, phase: float) -> Pose:
    """On the back, arms at the sides."""
    return Pose(
        turn=math.pi / 2 - 0.05,
        near_arm=(0.25, 0.3),
        far_arm=(-0.1, 0.2),
        near_leg=(0.1, 0.2),
        far_leg=(0.0, 0.05),
    )


def sleep(time: float, phase: float) -> Pose:
    """Lying, eyes shut, breathing through the mouth."""
    return replace(lie(time, phase), closed=True, mouth=0.12 + 0.05 * math.sin(time * 1.9))


def point(time: float, phase: float) -> Pose:
    """An arm out straight, and the eyes along it."""
    return Pose(
        near_arm=(1.72 + 0.03 * math.sin(time * 3), 0.08), far_arm=(-0.15, 0.45), lean=0.09, hand="point"
    )


def look(time: float, phase: float) -> Pose:
    """The head forwards, the eyes wide."""
    return Pose(nod=_between(time, 0.9, -0.10, 0.02), lean=0.06, near_arm=(-0.10, 0.30), gaze=0.1)


def look_up(time: float, phase: float) -> Pose:
    """The head thrown back, the back with it."""
    return Pose(
        nod=_between(time, 0.8, -0.46, -0.38),
        lean=-0.10,
        near_arm=(-0.16, 0.22),
        gaze=1.0,
        mouth=0.10,
        brow=0.5,
    )


def look_down(time: float, phase: float) -> Pose:
    """The head bowed over what lies there."""
    return Pose(nod=_between(time, 0.8, 0.34, 0.40), lean=0.12, near_arm=(0.06, 0.35), gaze=-1.0)


def think(time: float, phase: float) -> Pose:
    """A hand at the chin."""
    return Pose(near_arm=(1.0, 2.55), far_arm=(0.10, 1.35), nod=0.10, gaze=0.5, brow=-0.3, hand="fist")


def hold(time: float, phase: float) -> Pose:
    """Both forearms before the chest."""
    return Pose(near_arm=(0.45, 1.15), far_arm=(0.35, 1.10), nod=0.08, hand="fist", gaze=-0.2)


def drink(time: float, phase: float) -> Pose:
    """A hand to the mouth, and down again."""
    up = 0.5 + 0.5 * math.sin(time * 1.6)
    return Pose(near_arm=(0.55 + 0.2 * up, 1.5 + 0.75 * up), far_arm=(0.1, 0.5), hand="fist", mouth=0.15 * up)


def hug(time: float, phase: float) -> Pose:
    """Arms round somebody, eyes shut."""
    return Pose(near_arm=(0.85, 0.75), far_arm=(1.0, 0.6), lean=0.1, nod=0.15, smile=0.6, closed=True)


def drive(time: float, phase: float) -> Pose:
    """Seated low, legs before the body, hands at a wheel or at oars."""
    turn = 0.08 * math.sin(time * 2.1)
    return Pose(
        near_leg=(1.66, 0.1),
        far_leg=(1.58, 0.1),
        near_arm=(1.05 + turn, 0.35),
        far_arm=(1.05 - turn, 0.4),
        lean=-0.05,
        hand="fist",
    )


def ride(time: float, phase: float) -> Pose:
    """In a saddle, hands before the body, feet that go round."""
    turn = 0.3 * math.sin(time * 5.0)
    return Pose(
        lean=0.2,
        nod=-0.1,
        near_leg=(1.0 + turn, 1.1),
        far_leg=(1.0 - turn, 1.1),
        near_arm=(1.0, 0.3),
        far_arm=(1.0, 0.35),
        hand="fist",
    )


def give(time: float, phase: float) -> Pose:
    """An arm held out to somebody."""
    return Pose(lean=0.1, near_arm=(1.1, 0.55 + 0.02 * math.sin(time * 2)), far_arm=(0.05, 0.4), hand="fist")


def talk(time: float, phase: float) -> Pose:
    """A hand that speaks too."""
    beat = math.sin(time * 2.7) * math.sin(time * 1.1 + 0.5)
    return Pose(
        near_arm=(0.36 + 0.22 * beat, 1.20 + 0.25 * beat),
        far_arm=(0.02, 0.45),
        nod=0.05 * beat,
        lean=0.05,
        mouth=_speech(time),
        smile=0.2,
        hand="open",
    )


def _speech(time: float) -> float:
    """An open mouth that follows no word but keeps a speaker's rhythm."""
    return max(0.0, math.sin(time * 11) * 0.5 + math.sin(time * 7.3 + 1) * 0.4) * 0.75


def shout(time: float, phase: float) -> Pose:
    """A hand cupped at the mouth, the other arm thrown back."""
    return Pose(
        lean=0.18,
        nod=-0.20,
        near_arm=(1.2, 2.0),
        far_arm=(-0.55, 0.25),
        mouth=0.75 + 0.25 * math.sin(time * 5),
        brow=-0.7,
        hand="open",
    )


def wave(time: float, phase: float) -> Pose:
    """An open hand above the head, to and fro."""
    sway = math.sin(time * 7)
    return Pose(near_arm=(2.15 + 0.10 * sway, 1.10 + 0.40 * sway), smile=0.9, mouth=0.12, hand="open")


def open_door(time: float, phase: float) -> Pose:
    """A hand on the handle, drawing it back."""
    return Pose(lean=0.1, near_arm=(1.05 - 0.25 * phase, 0.5 + 0.5 * phase), far_arm=(0.0, 0.35), hand="fist")


def read(time: float, phase: float) -> Pose:
    """Something held before the chest, eyes on it."""
    return Pose(near_arm=(0.60, 1.55), far_arm=(0.55, 1.6), nod=0.22, hand="fist", gaze=-0.8)


def write(time: float, phase: float) -> Pose:
    """Bent over a hand that moves a little."""
    return Pose(
        near_arm=(0.7, 0.95 + 0.04 * math.sin(time * 8)),
        far_arm=(0.55, 1.0),
        nod=0.33,
        lean=0.14,
        hand="fist",
        gaze=-0.8,
    )


def cry(time: float, phase: float) -> Pose:
    """Bowed, a hand at the face, the other arm round the body."""
    return Pose(
        lean=0.22,
        nod=0.40 + 0.04 * math.sin(time * 8),
        near_arm=(0.45, 2.35),
        far_arm=(-0.10, 3.30),
        far_leg=(0.10, 0.12),
        closed=True,
        brow=1.0,
        smile=-0.9,
        weeping=True,
        hand="fist",
    )


def laugh(time: float, phase: float) -> Pose:
    """The head back, hands on the belly."""
    shake = math.sin(time * 13)
    return Pose(
        lean=-0.10 + 0.03 * shake,
        nod=-0.2,
        near_arm=(-0.12, 1.75),
        far_arm=(-0.05, 1.65),
        mouth=0.55 + 0.15 * shake,
        smile=1.0,
        brow=0.2,
        closed=shake > 0.4,
        hand="open",
    )


def smile(time: float, phase: float) -> Pose:
    """At ease, and glad."""
    return Pose(smile=0.95, nod=0.04, near_arm=(0.06, 0.55), far_arm=(0.0, 0.5))


def knock(time: float, phase: float) -> Pose:
    """Taps of the knuckles, and a wait."""
    tap = max(0.0, math.sin(time * 9)) if math.sin(time * 1.6) > 0 else 0.0
    return Pose(lean=0.08, near_arm=(1.25 + 0.08 * tap, 1.0 - 0.25 * tap), far_arm=(0.0, 0.35), hand="fist")


def _between(time: float, pace: float, low: float, high: float) -> float:
    return (low + high) / 2 + (high - low) / 2 * math.sin(time * pace)
