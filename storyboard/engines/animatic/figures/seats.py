"""What people sit on who sit where the script names no chair: a plain box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.shapes import polygon

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen

_SEATED = {"sit": 0.255, "ride": 0.255, "drive": 0.06}
"""The poses that sit, and how high, in heights of the body."""


def seat(pen: Pen, scale: float, pose: str) -> None:
    """Draw the box under a pose that sits; none under the others."""
    if pose not in _SEATED:
        return
    top = _SEATED[pose] * scale
    pen.shape(
        polygon([(-0.15 * scale, -top), (0.16 * scale, -top), (0.14 * scale, 0), (-0.13 * scale, 0)]),
        (0.42, 0.31, 0.22),
        shade=(0.30, 0.22, 0.16),
        light=0.7,
    )
