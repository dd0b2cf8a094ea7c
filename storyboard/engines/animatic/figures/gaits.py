"""How animals move: the pace of their legs, how low a pose lays them, how far a leap takes them."""

from __future__ import annotations

import math

GAITS = {
    "walk": (6.5, 0.42),
    "carry": (5.5, 0.38),
    "run": (12.0, 0.8),
    "climb": (6.0, 0.6),
    "jump": (7.0, 0.5),
    "swim": (6.0, 0.5),
}
"""How fast the legs go, in radians a second, and how far they swing."""

FLIGHT = {"fly": 0.9, "run": 0.9, "jump": 0.6}
"""The poses in which a bird is on the wing, and how high, in its heights."""


def lowered(pose: str) -> float:
    """How much of its height a pose takes from an animal."""
    return {"lie": 0.5, "sleep": 0.55, "crouch": 0.25}.get(pose, 0.0)


def leap(pose: str, time: float) -> float:
    """How far a jump takes the whole animal off the ground, in heights."""
    return 0.3 * abs(math.sin(time * 3.5)) if pose == "jump" else 0.0


def bob(pose: str, time: float) -> float:
    """The body's rise and fall, in heights; up is negative."""
    pace, stride = GAITS.get(pose, (1.8, 0.03))
    return -0.05 * stride * math.sin(time * pace * (1 if pose == "run" else 2))
