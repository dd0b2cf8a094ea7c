"""Shadows on the ground: without one, figures float; with one at their feet, those who fly don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.shapes import ellipse

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen

_DARK = (0.05, 0.05, 0.08)


def cast_shadow(pen: Pen, x: float, y: float, half: float, scale: float, lift: float = 0.0) -> None:
    """Darken the ground under a body `half` wide; one that is `lift` heights up throws it aside, fainter."""
    if lift > 1.2:
        return
    high = max(lift, 0.0)
    width = half * (1 - 0.35 * min(high, 1.0))
    alpha = 0.30 / (1 + 2.4 * high)
    pen.shape(
        ellipse(x - 0.22 * high * scale, y, width, max(0.022 * scale, width * 0.10)),
        _DARK,
        line=0,
        alpha=alpha,
    )
