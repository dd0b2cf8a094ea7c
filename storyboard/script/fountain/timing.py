"""How long things take: a page of a screenplay is a minute of film."""

from __future__ import annotations

from fractions import Fraction

PAGE_LINES = 55
"""Lines of a printed page: US Letter, Courier 12, margins of an inch."""
_ACTION_WIDTH = 61
"""Characters of a line of action."""
_LETTERS = 15
"""Characters a second that are spoken without haste, about 150 words a minute."""
_PAUSE = Fraction(1, 2)
_SHORTEST = Fraction(2)
_STEP = Fraction(1, 2)


def action_seconds(text: str) -> Fraction:
    """A printed line of action, and the empty one after it, last as long as their part of the page."""
    return Fraction(60, PAGE_LINES) * (1 - (-len(text) // _ACTION_WIDTH)) if text else Fraction(0)


def speech_seconds(text: str) -> Fraction:
    """A line is spoken, and half a second goes by."""
    return Fraction(len(text), _LETTERS) + _PAUSE


def shot_seconds(action: str, lines: list[str]) -> Fraction:
    """How long a shot is on screen: action, then lines; in half seconds, two seconds at least."""
    seconds = action_seconds(action) + sum((speech_seconds(line) for line in lines), Fraction(0))
    return max(_SHORTEST, -(-seconds // _STEP) * _STEP)


def seconds_text(seconds: Fraction) -> str:
    """A length as scripts write it: `4s`, `2.5s`."""
    return f"{float(seconds):.1f}".removesuffix(".0") + "s"
