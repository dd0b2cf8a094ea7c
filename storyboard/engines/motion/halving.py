"""Any moment between two frames by halves, for a network that only knows the middle of two frames."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

FINEST = Fraction(1, 16)
"""How fine a frame's time is told apart: each halving costs a run of the network, and a little sharpness."""


def halved(first: Rgb, second: Rgb, middle: Callable[[Rgb, Rgb], Rgb]) -> Callable[[Fraction], Rgb]:
    """The picture at a moment between two frames: the middle, the middle of that and a frame, and so on.

    A moment that is no multiple of a sixteenth is taken for the nearest one that lies between the frames.
    What was drawn on the way is kept, for the next moment may need it.
    """
    known = {Fraction(0): first, Fraction(1): second}

    def at(moment: Fraction) -> Rgb:
        wanted = min(max(round(moment / FINEST), 1), round(1 / FINEST) - 1) * FINEST
        before, after = Fraction(0), Fraction(1)
        while wanted not in known:
            half = (before + after) / 2
            if half not in known:
                known[half] = middle(known[before], known[after])
            before, after = (half, after) if half < wanted else (before, half)
        return known[wanted]

    return at
