"""Landmarks held steady: what a detector says of a face trembles, and so would what is made of it.

A face is the same as in the frame before where its middle moved by less than half its span. Landmarks then
move from where they were only part of the way; a face that moves fast isn't held back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyboard.engines.faces.aligning import Points

_SAME = 0.5
"""How far a face's middle may move in a frame, in spans of its landmarks, and be the same face."""
_LEAST, _STILL = 0.3, 0.08
"""How much of the least move is followed; a move of this share of the span is followed wholly."""


@dataclass(slots=True)
class Tracks:
    """The faces of the frame before, as they were steadied."""

    _before: list[Points] = field(default_factory=list)

    def steadied(self, faces: Sequence[Points]) -> list[Points]:
        """The landmarks of a frame's faces, in their order, nearer to where they were in the frame before."""
        steady = [self._steady(points) for points in faces]
        self._before = steady
        return steady

    def _steady(self, points: Points) -> Points:
        import numpy as np

        span = float(np.ptp(points, axis=0).max())
        moves = [(float(np.linalg.norm(points.mean(axis=0) - old.mean(axis=0))), old) for old in self._before]
        moved, old = min(moves, key=lambda each: each[0], default=(np.inf, points))
        if moved > _SAME * span:
            return points
        share = min(1.0, _LEAST + (1 - _LEAST) * moved / (_STILL * span))
        return old + (points - old) * share
