"""A pose made into joints: where hips, knees, hands and head are, feet on the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass

from storyboard.engines.animatic.figures.pose import Limb, Pose

Point = tuple[float, float]

HIP, NECK, SHOULDER = 0.505, 0.045, 0.035
"""The hips' height and the neck's length below the chin, in body heights; shoulders lie below the chin."""
THIGH = SHIN = 0.245
UPPER_ARM, FOREARM = 0.165, 0.155


@dataclass(frozen=True, slots=True)
class Joints:
    """Points in body heights: x forwards from the hips, y up. Limbs are root, middle and end."""

    hip: Point
    chest: Point
    chin: Point
    head: Point
    tilt: float
    near_arm: tuple[Point, Point, Point]
    far_arm: tuple[Point, Point, Point]
    near_leg: tuple[Point, Point, Point]
    far_leg: tuple[Point, Point, Point]


def joints(pose: Pose, head: float, sideways: float, girth: float) -> Joints:
    """Bend the skeleton: `head` is the head's share of the height, `sideways` 0 to us and 1 in profile."""
    depth = 0.35 + 0.65 * sideways
    lean = pose.lean * depth
    trunk = (1 - head) - NECK - HIP
    shoulder_half = 0.102 * girth * (0.50 + 0.50 * (1 - sideways))
    hip_half = 0.047 * girth * (0.35 + 0.65 * (1 - sideways))
    chest = _from((0.0, 0.0), lean, trunk)
    chin = _from(chest, lean * 0.7 + pose.nod * 0.25 * sideways, NECK)
    skull = _from(chin, lean * 0.5 + pose.nod * sideways, head / 2)
    arms = [
        _limb(
            (chest[0] + side * shoulder_half, chest[1] - SHOULDER),
            arm,
            (UPPER_ARM, FOREARM),
            depth,
            1.0,
            side,
            sideways,
        )
        for side, arm in ((-1, pose.near_arm), (1, pose.far_arm))
    ]
    legs = [
        _limb((side * hip_half, 0.0), leg, (THIGH, SHIN), depth, -1.0, side * 0.5, sideways)
        for side, leg in ((-1, pose.near_leg), (1, pose.far_leg))
    ]
    return _grounded(chest, chin, skull, lean * 0.5 + pose.nod * sideways, arms, legs, pose)


def _limb(
    root: Point,
    limb: Limb,
    lengths: tuple[float, float],
    depth: float,
    elbow: float,
    side: float,
    sideways: float,
) -> tuple[Point, Point, Point]:
    """Two bones from a root. Elbows bend forwards, knees backwards; from the front, limbs spread a little."""
    spread = side * 0.16 * (1 - sideways)
    angle, bend = limb[0] * depth, limb[1] * (0.55 + 0.45 * sideways)
    raised = limb[0] > 1.9
    if sideways < 0.5 and raised:
        angle = side * limb[0] * 0.95
    middle = _hang(root, angle + spread, lengths[0])
    return (
        root,
        middle,
        _hang(
            middle, angle + spread + elbow * bend * (side if raised and sideways < 0.5 else 1.0), lengths[1]
        ),
    )


def _hang(point: Point, angle: float, length: float) -> Point:
    return point[0] + length * math.sin(angle), point[1] - length * math.cos(angle)


def _from(point: Point, angle: float, length: float) -> Point:
    return point[0] + length * math.sin(angle), point[1] + length * math.cos(angle)


def _grounded(
    chest: Point,
    chin: Point,
    skull: Point,
    tilt: float,
    arms: list[tuple[Point, Point, Point]],
    legs: list[tuple[Point, Point, Point]],
    pose: Pose,
) -> Joints:
    """Lay the body down by the pose's turn, then set its lowest point on the ground."""
    cos, sin = math.cos(pose.turn), math.sin(pose.turn)

    def turned(point: Point) -> Point:
        return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos

    limbs = [tuple(turned(point) for point in limb) for limb in (*arms, *legs)]
    body = [turned(point) for point in ((0.0, 0.0), chest, chin, skull)]
    thickness = 0.035 if abs(pose.turn) < 0.5 else 0.075
    lowest = min([point[1] for limb in limbs[2:] for point in limb] + [point[1] for point in body])
    rise = thickness - lowest + pose.lift

    def up(point: Point) -> Point:
        return point[0], point[1] + rise

    raised = [tuple(up(point) for point in limb) for limb in limbs]
    hip, chest, chin, skull = (up(point) for point in body)
    return Joints(hip, chest, chin, skull, tilt - pose.turn, *raised)  # type: ignore[arg-type]
