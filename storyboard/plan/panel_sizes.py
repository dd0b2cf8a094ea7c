"""How many pixels a panel has: those of its paper, and no more than its picture can give."""

from __future__ import annotations

from fractions import Fraction

from storyboard.plan.layout import Box
from storyboard.plan.types import Size

_INCH = 2540
_NARROWEST, _WIDEST = Fraction(2, 5), Fraction(3)
"""The aspects that engines which draw panels afresh can compose."""


def pixels(box: Box, dpi: int) -> Size:
    """A box on paper in dots: even numbers, 16 at least."""
    width, height = (max(16, side * dpi // _INCH // 2 * 2) for side in (box.width, box.height))
    return width, height


def density(size: Size, box: Box) -> int:
    """The dots an inch of a picture of that size in its box."""
    return max(1, (2 * size[0] * _INCH + box.width) // (2 * box.width))


def composed(size: Size) -> Size:
    """The least size around a panel in an aspect that can be composed."""
    width, height = size
    if width * _NARROWEST.denominator < height * _NARROWEST.numerator:
        width = -(-height * _NARROWEST.numerator // _NARROWEST.denominator // 2) * 2
    elif width * _WIDEST.denominator > height * _WIDEST.numerator:
        height = -(-width * _WIDEST.denominator // _WIDEST.numerator // 2) * 2
    return width, height


def within(size: Size, picture: Size) -> Size:
    """A panel has no more pixels than are cut from the picture for it: blowing it up would add nothing."""
    share = min(Fraction(picture[0], size[0]), Fraction(picture[1], size[1]), Fraction(1))
    width, height = (max(16, int(side * share) // 2 * 2) for side in size)
    return width, height
