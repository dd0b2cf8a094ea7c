"""When eyes shut for a moment; never at a shot's start, for that is its still."""

from __future__ import annotations


def blinks(time: float, own: float = 0.0) -> bool:
    """Whether somebody blinks just now; `own`, 0 to 1, keeps a cast from blinking together."""
    return (time * (0.25 + 0.09 * (own % 1.0)) + 0.45) % 1.0 < 0.035
