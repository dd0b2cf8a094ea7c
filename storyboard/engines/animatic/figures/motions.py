"""Poses that go somewhere or work hard: gaits, leaps, blows."""

from __future__ import annotations

import math

from storyboard.engines.animatic.figures.pose import Pose


def walk(time: float, phase: float) -> Pose:
    """Heel before toe: the leg that comes forwards bends, arms go against the legs."""
    cycle = (time + 0.28) * 5.6
    near, far = math.sin(cycle), math.sin(cycle + math.pi)
    bend_near = max(0.0, math.cos(cycle)) * 0.72 + 0.07
    bend_far = max(0.0, math.cos(cycle + math.pi)) * 0.72 + 0.07
    return Pose(
        lean=0.065,
        near_leg=(0.45 * near + bend_near * 0.32, bend_near),
        far_leg=(0.45 * far + bend_far * 0.32, bend_far),
        near_arm=(-0.46 * near - 0.04, 0.32 - 0.16 * near),
        far_arm=(-0.46 * far - 0.04, 0.32 - 0.16 * far),
        lift=0.006 * (1 - math.cos(2 * cycle)),
    )


def run(time: float, phase: float) -> Pose:
    """The knee drives up before the body, the heel kicks up behind it; elbows are bent."""
    cycle = (time + 0.165) * 9.5
    near, far = math.sin(cycle), math.sin(cycle + math.pi)
    return Pose(
        lean=0.27,
        nod=-0.10,
        near_leg=(0.92 * near + 0.12, _kick(cycle)),
        far_leg=(0.92 * far + 0.12, _kick(cycle + math.pi)),
        near_arm=(-0.85 * near - 0.10, 1.45 - 0.25 * near),
        far_arm=(-0.85 * far - 0.10, 1.45 - 0.25 * far),
        lift=0.022 * (1 - math.cos(2 * cycle)),
        hand="fist",
        mouth=0.15,
    )


def _kick(cycle: float) -> float:
    return 0.12 + 0.62 * (1 + math.cos(cycle - 0.75))


def carry(time: float, phase: float) -> Pose:
    """A short walk, with both forearms before the body."""
    cycle = (time * 0.8 + 0.28) * 5.6
    near, far = math.sin(cycle), math.sin(cycle + math.pi)
    bend_near = max(0.0, math.cos(cycle)) * 0.6 + 0.09
    bend_far = max(0.0, math.cos(cycle + math.pi)) * 0.6 + 0.09
    return Pose(
        lean=-0.03,
        near_leg=(0.36 * near + bend_near * 0.32, bend_near),
        far_leg=(0.36 * far + bend_far * 0.32, bend_far),
        near_arm=(0.35, 1.25),
        far_arm=(0.30, 1.2),
        hand="fist",
    )


def climb(time: float, phase: float) -> Pose:
    """One knee up, the other hand up."""
    cycle = (time + 0.37) * 4.2
    near, far = max(0.0, math.sin(cycle)), max(0.0, math.sin(cycle + math.pi))
    return Pose(
        lean=0.2,
        nod=-0.15,
        near_leg=(0.15 + 0.85 * near, 0.1 + 1.15 * near),
        far_leg=(0.15 + 0.85 * far, 0.1 + 1.15 * far),
        near_arm=(0.7 + 0.9 * far, 0.9),
        far_arm=(0.7 + 0.9 * near, 0.9),
        lift=0.02 * abs(math.sin(cycle)),
        hand="fist",
        gaze=0.4,
    )


def fight(time: float, phase: float) -> Pose:
    """A blow and its recovery, on braced legs."""
    swing = math.sin((time + 0.2) * 6.5)
    return Pose(
        lean=0.20 + 0.14 * swing,
        near_arm=(1.5 + 1.0 * swing, 0.75 - 0.45 * swing),
        far_arm=(0.7, 1.5),
        near_leg=(0.62, 0.62),
        far_leg=(-0.52, 0.18),
        brow=-1.0,
        mouth=0.25,
        hand="fist",
    )


def fall(time: float, phase: float) -> Pose:
    """Backwards, arms out, faster and faster."""
    share = min(phase * 1.6, 1.0)
    return Pose(
        turn=share * share * 1.45,
        near_arm=(1.35 + math.sin(time * 9) * 0.4, 0.3),
        far_arm=(-1.3 * (1 - share) + 0.3 * share, -0.3 * (1 - share)),
        near_leg=(0.75, 0.7),
        far_leg=(0.15, 0.5),
        mouth=0.75,
        brow=1.0,
        hand="open",
    )


def jump(time: float, phase: float) -> Pose:
    """Knees bend, arms fly up."""
    up = abs(math.sin(time * 3.4))
    return Pose(
        lift=0.2 * up,
        near_arm=(0.6 + 1.7 * up, 0.3),
        far_arm=(0.4 + 1.8 * up, 0.3),
        near_leg=(0.25 + 0.6 * up, 0.45 + 1.0 * up),
        far_leg=(0.15 + 0.1 * up, 0.35 + 0.9 * up),
        smile=0.8,
        mouth=0.2,
        hand="open",
    )


def swim(time: float, phase: float) -> Pose:
    """A crawl: face down, one arm before the other."""
    stroke = time * 3.3
    return Pose(
        turn=-1.42,
        nod=-0.5,
        near_arm=(math.pi + 1.2 * math.sin(stroke), 0.2),
        far_arm=(math.pi - 1.2 * math.sin(stroke), 0.2),
        near_leg=(0.25 * math.sin(stroke * 2), 0.2),
        far_leg=(-0.25 * math.sin(stroke * 2), 0.2),
        lift=0.05,
    )


def fly(time: float, phase: float) -> Pose:
    """Level, a fist ahead, a knee drawn up."""
    return Pose(
        turn=-1.15,
        nod=-0.55,
        lift=0.55 + 0.03 * math.sin(time * 2),
        near_arm=(2.95, 0.1),
        far_arm=(0.2, 0.3),
        near_leg=(0.05, 0.12),
        far_leg=(0.30, 0.75),
        hand="fist",
    )


def dance(time: float, phase: float) -> Pose:
    """Arms and hips to a beat."""
    beat = math.sin(time * 5)
    return Pose(
        lean=0.12 * beat,
        near_arm=(1.5 + 0.9 * beat, 0.7),
        far_arm=(1.3 - 0.9 * beat, 0.8),
        near_leg=(0.35 + 0.35 * beat, 0.55),
        far_leg=(-0.3 + 0.25 * beat, 0.25),
        lift=0.03 * abs(beat),
        smile=1.0,
        hand="open",
    )


def push(time: float, phase: float) -> Pose:
    """The whole body behind two straight arms."""
    return Pose(
        lean=0.46,
        nod=0.12,
        near_arm=(1.5, 0.25),
        far_arm=(1.4, 0.3),
        near_leg=(0.62, 0.75),
        far_leg=(-0.66, 0.12),
        brow=-0.6,
        hand="open",
    )


def pull(time: float, phase: float) -> Pose:
    """Heels in, weight behind them."""
    return Pose(
        lean=-0.36,
        near_arm=(1.25, 0.2),
        far_arm=(1.15, 0.25),
        near_leg=(0.66, 0.25),
        far_leg=(0.05, 0.62),
        brow=-0.6,
        hand="fist",
    )
