"""Poses as angles of a skeleton, moving with time: what a body does for each verb."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

Limb = tuple[float, float]
"""Two angles in radians: of the whole limb from hanging straight down, forwards positive; its bend."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles of a body that faces right. `lean` bends the trunk forwards, `nod` the head; `lift` raises the
    body off the ground, in heights; `turn` lays it down."""

    lean: float = 0.03
    nod: float = 0.0
    near_arm: Limb = (0.05, 0.18)
    far_arm: Limb = (-0.06, 0.2)
    near_leg: Limb = (0.05, 0.04)
    far_leg: Limb = (-0.07, 0.05)
    lift: float = 0.0
    turn: float = 0.0
    mouth: float = 0.0
    smile: float = 0.0
    brow: float = 0.0
    closed: bool = False
    spread: float = 0.0


def pose_at(name: str, time: float, phase: float) -> Pose:
    """The body at a moment; an unknown pose stands."""
    return _breathing(_POSES.get(name, _stand)(time, phase), time)


def names() -> tuple[str, ...]:
    """Every pose there is."""
    return tuple(_POSES)


def _breathing(pose: Pose, time: float) -> Pose:
    breath = 0.012 * math.sin(time * 1.9)
    return replace(pose, lean=pose.lean + breath, nod=pose.nod - breath * 0.6)


def _wave(time: float, pace: float, low: float, high: float) -> float:
    return (low + high) / 2 + (high - low) / 2 * math.sin(time * pace)


def _stand(time: float, phase: float) -> Pose:
    return Pose()


def _walk(time: float, phase: float) -> Pose:
    return _gait((time + 0.28) * 5.6, 0.46, 0.42, 0.07, 0.2)


def _run(time: float, phase: float) -> Pose:
    return _gait((time + 0.165) * 9.5, 0.85, 0.8, 0.24, 1.25)


def _gait(cycle: float, stride: float, swing: float, lean: float, elbow: float) -> Pose:
    """Legs out of step by half a cycle; a leg bends while it comes forwards; arms go against the legs."""
    near, far = math.sin(cycle), math.sin(cycle + math.pi)
    bend_near = max(0.0, math.cos(cycle)) * stride * 1.5 + 0.06
    bend_far = max(0.0, math.cos(cycle + math.pi)) * stride * 1.5 + 0.06
    return Pose(
        lean=lean,
        near_leg=(stride * near + bend_near * 0.32, bend_near),
        far_leg=(stride * far + bend_far * 0.32, bend_far),
        near_arm=(-swing * near, elbow),
        far_arm=(-swing * far, elbow),
        lift=0.012 * (1 - math.cos(2 * cycle)) * (stride / 0.46 - 0.5),
    )


def _climb(time: float, phase: float) -> Pose:
    cycle = (time + 0.37) * 4.2
    near, far = max(0.0, math.sin(cycle)), max(0.0, math.sin(cycle + math.pi))
    return Pose(
        lean=0.2,
        near_leg=(0.15 + 0.85 * near, 0.1 + 1.15 * near),
        far_leg=(0.15 + 0.85 * far, 0.1 + 1.15 * far),
        near_arm=(0.5 + 0.5 * far, 0.7),
        far_arm=(0.5 + 0.5 * near, 0.7),
        lift=0.02 * abs(math.sin(cycle)),
    )


def _sit(time: float, phase: float) -> Pose:
    return Pose(
        lean=0.06, near_leg=(1.5, 1.5), far_leg=(1.38, 1.45), near_arm=(0.45, 0.75), far_arm=(0.4, 0.7)
    )


def _kneel(time: float, phase: float) -> Pose:
    return Pose(
        lean=0.14,
        nod=0.22,
        near_leg=(1.3, 1.45),
        far_leg=(-0.05, 1.55),
        near_arm=(0.55, 0.5),
        far_arm=(0.4, 0.6),
    )


def _crouch(time: float, phase: float) -> Pose:
    return Pose(
        lean=0.55, nod=-0.3, near_leg=(1.25, 2.0), far_leg=(0.8, 1.8), near_arm=(0.5, 0.9), far_arm=(0.7, 1.0)
    )


def _lie(time: float, phase: float) -> Pose:
    return Pose(
        turn=math.pi / 2 - 0.05,
        near_arm=(0.25, 0.3),
        far_arm=(-0.1, 0.2),
        near_leg=(0.1, 0.2),
        far_leg=(0.0, 0.05),
    )


def _sleep(time: float, phase: float) -> Pose:
    return replace(_lie(time, phase), closed=True, mouth=0.12 + 0.05 * math.sin(time * 1.9))


def _point(time: float, phase: float) -> Pose:
    return Pose(near_arm=(1.45 + 0.03 * math.sin(time * 3), 0.02), far_arm=(-0.1, 0.3), lean=0.08)


def _look(time: float, phase: float) -> Pose:
    return Pose(nod=_wave(time, 0.9, -0.10, 0.02), lean=0.05, near_arm=(0.02, 0.22))


def _hold(time: float, phase: float) -> Pose:
    return Pose(near_arm=(0.55, 1.05), far_arm=(0.45, 1.0), nod=0.08)


def _carry(time: float, phase: float) -> Pose:
    return replace(_walk(time * 0.8, phase), near_arm=(0.5, 1.15), far_arm=(0.42, 1.1), lean=0.0)


def _fight(time: float, phase: float) -> Pose:
    swing = math.sin((time + 0.2) * 6.5)
    return Pose(
        lean=0.22 + 0.12 * swing,
        near_arm=(1.5 + 1.0 * swing, 0.55 - 0.3 * swing),
        far_arm=(0.8, 1.3),
        near_leg=(0.55, 0.5),
        far_leg=(-0.5, 0.25),
        brow=-1.0,
    )


def _hug(time: float, phase: float) -> Pose:
    return Pose(near_arm=(1.15, 0.75), far_arm=(1.3, 0.6), lean=0.1, nod=0.15, smile=0.6, closed=True)


def _fall(time: float, phase: float) -> Pose:
    share = min(phase * 1.6, 1.0)
    return Pose(
        turn=-share * share * 1.45,
        near_arm=(1.6 + math.sin(time * 9) * 0.4, 0.3),
        far_arm=(-1.2, 0.3),
        near_leg=(0.5, 0.5),
        far_leg=(-0.1, 0.5),
        mouth=0.7,
        brow=1.0,
    )


def _jump(time: float, phase: float) -> Pose:
    up = abs(math.sin(time * 3.4))
    return Pose(
        lift=0.2 * up,
        near_arm=(0.6 + 1.6 * up, 0.2),
        far_arm=(0.4 + 1.7 * up, 0.2),
        near_leg=(0.7 * up, 1.2 * up),
        far_leg=(0.3 * up, 1.0 * up),
        smile=0.8,
    )


def _drive(time: float, phase: float) -> Pose:
    turn = 0.08 * math.sin(time * 2.1)
    return replace(_sit(time, phase), near_arm=(1.05 + turn, 0.35), far_arm=(1.05 - turn, 0.4), lean=-0.05)


def _swim(time: float, phase: float) -> Pose:
    stroke = time * 3.3
    return Pose(
        turn=-1.35,
        near_arm=(math.pi + 1.2 * math.sin(stroke), 0.2),
        far_arm=(math.pi - 1.2 * math.sin(stroke), 0.2),
        near_leg=(0.25 * math.sin(stroke * 2), 0.2),
        far_leg=(-0.25 * math.sin(stroke * 2), 0.2),
        lift=0.05,
    )


def _fly(time: float, phase: float) -> Pose:
    return Pose(
        turn=-1.1,
        lift=0.55 + 0.03 * math.sin(time * 2),
        near_arm=(2.8, 0.1),
        far_arm=(2.6, 0.2),
        near_leg=(0.1, 0.1),
        far_leg=(-0.1, 0.25),
    )


def _talk(time: float, phase: float) -> Pose:
    beat = math.sin(time * 2.7) * math.sin(time * 1.1 + 0.5)
    return Pose(
        near_arm=(0.42 + 0.22 * beat, 0.95 + 0.25 * beat),
        far_arm=(0.05, 0.35),
        nod=0.05 * beat,
        mouth=_speech(time),
        smile=0.15,
    )


def _speech(time: float) -> float:
    """An open mouth that follows no word but keeps a speaker's rhythm."""
    return max(0.0, math.sin(time * 11) * 0.5 + math.sin(time * 7.3 + 1) * 0.4) * 0.75


def _shout(time: float, phase: float) -> Pose:
    return Pose(
        lean=0.16,
        nod=-0.15,
        near_arm=(2.2, 1.5),
        far_arm=(2.0, 1.55),
        mouth=0.65 + 0.25 * math.sin(time * 5),
        brow=-0.5,
    )


def _wave_hand(time: float, phase: float) -> Pose:
    return Pose(near_arm=(2.55 + 0.25 * math.sin(time * 7), 0.35 + 0.25 * math.sin(time * 7)), smile=0.9)


def _open(time: float, phase: float) -> Pose:
    return Pose(lean=0.1, near_arm=(1.05 - 0.25 * phase, 0.5 + 0.5 * phase), far_arm=(0.0, 0.3))


def _read(time: float, phase: float) -> Pose:
    return Pose(near_arm=(0.85, 1.35), far_arm=(0.78, 1.4), nod=0.22)


def _write(time: float, phase: float) -> Pose:
    return Pose(near_arm=(0.7, 0.95 + 0.04 * math.sin(time * 8)), far_arm=(0.55, 1.0), nod=0.33, lean=0.14)


def _dance(time: float, phase: float) -> Pose:
    beat = math.sin(time * 5)
    return Pose(
        lean=0.1 * beat,
        near_arm=(1.5 + 0.9 * beat, 0.6),
        far_arm=(1.3 - 0.9 * beat, 0.7),
        near_leg=(0.35 + 0.3 * beat, 0.5),
        far_leg=(-0.3 + 0.2 * beat, 0.2),
        lift=0.03 * abs(beat),
        smile=1.0,
    )


def _cry(time: float, phase: float) -> Pose:
    return Pose(
        lean=0.2,
        nod=0.42 + 0.04 * math.sin(time * 8),
        near_arm=(1.0, 2.1),
        far_arm=(0.9, 2.1),
        closed=True,
        brow=1.0,
        smile=-0.8,
    )


def _laugh(time: float, phase: float) -> Pose:
    shake = math.sin(time * 13)
    return Pose(
        lean=-0.08 + 0.03 * shake,
        nod=-0.2,
        near_arm=(0.3, 1.3),
        far_arm=(0.2, 1.2),
        mouth=0.5 + 0.15 * shake,
        smile=1.0,
    )


def _push(time: float, phase: float) -> Pose:
    return Pose(
        lean=0.42,
        near_arm=(1.3, 0.25),
        far_arm=(1.2, 0.3),
        near_leg=(0.55, 0.55),
        far_leg=(-0.62, 0.12),
        brow=-0.4,
    )


def _pull(time: float, phase: float) -> Pose:
    return Pose(
        lean=-0.32,
        near_arm=(1.25, 0.15),
        far_arm=(1.15, 0.2),
        near_leg=(0.62, 0.2),
        far_leg=(-0.05, 0.5),
        brow=-0.4,
    )


def _knock(time: float, phase: float) -> Pose:
    tap = max(0.0, math.sin(time * 9)) if math.sin(time * 1.6) > 0 else 0.0
    return Pose(lean=0.08, near_arm=(1.35 + 0.08 * tap, 0.75 - 0.25 * tap), far_arm=(0.0, 0.25))


_POSES: dict[str, Callable[[float, float], Pose]] = {
    "stand": _stand,
    "walk": _walk,
    "run": _run,
    "climb": _climb,
    "sit": _sit,
    "kneel": _kneel,
    "crouch": _crouch,
    "lie": _lie,
    "sleep": _sleep,
    "point": _point,
    "look": _look,
    "hold": _hold,
    "carry": _carry,
    "fight": _fight,
    "hug": _hug,
    "fall": _fall,
    "jump": _jump,
    "drive": _drive,
    "swim": _swim,
    "fly": _fly,
    "talk": _talk,
    "shout": _shout,
    "wave": _wave_hand,
    "open": _open,
    "read": _read,
    "write": _write,
    "dance": _dance,
    "cry": _cry,
    "laugh": _laugh,
    "push": _push,
    "pull": _pull,
    "knock": _knock,
}
TRAVEL = {"walk": 1.3, "carry": 1.1, "run": 2.8, "climb": 0.7, "swim": 1.6, "fly": 2.6}
"""How far a pose takes its body across a shot, in metres."""
