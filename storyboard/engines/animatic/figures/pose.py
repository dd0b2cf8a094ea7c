"""What a pose is: the angles of a skeleton, the shape of a hand, and what the face does."""

from __future__ import annotations

from dataclasses import dataclass

Limb = tuple[float, float]
"""Two angles in radians: of the upper bone from hanging down, forwards positive; the bend of the joint."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles of a body that faces right. `lean` bends the trunk forwards, `nod` the head; `lift` raises the
    body off the ground, in heights; `turn` lays it down.

    `hand` is "rest", "open", "fist" or "point". `gaze` looks up (positive) or down; `brow` -1 frowns, 1
    worries; `weeping` lets tears run.
    """

    lean: float = 0.03
    nod: float = 0.0
    near_arm: Limb = (-0.05, 0.30)
    far_arm: Limb = (0.06, 0.34)
    near_leg: Limb = (-0.04, 0.02)
    far_leg: Limb = (0.17, 0.17)
    lift: float = 0.0
    turn: float = 0.0
    mouth: float = 0.0
    smile: float = 0.0
    brow: float = 0.0
    closed: bool = False
    hand: str = "rest"
    gaze: float = 0.0
    weeping: bool = False
