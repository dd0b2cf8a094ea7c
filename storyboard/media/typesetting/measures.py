"""How large letters are in a picture, and how far from its edges they stay."""

from __future__ import annotations

import math
from fractions import Fraction

SAFE = Fraction(1, 20)
"""Titles keep a twentieth of the picture away from its edges."""


def unit(size: tuple[int, int], thousandths: int) -> int:
    """A letter height as thousandths of the picture's mean side, so that tall and wide films read alike."""
    return max(6, math.isqrt(size[0] * size[1]) * thousandths // 1000)
