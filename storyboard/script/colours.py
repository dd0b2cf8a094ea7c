"""Colours as an author writes them: by a name, or by red, green and blue as #rrggbb."""

from __future__ import annotations

import re
from typing import Annotated, Any

from storyboard.base.problems import did_you_mean
from storyboard.script.faults import MeaningError
from storyboard.script.fields import Reads
from storyboard.script.scalars import as_written

NAMES = {
    "black": "#000000",
    "charcoal": "#222222",
    "grey": "#808080",
    "silver": "#c0c0c0",
    "white": "#ffffff",
    "ivory": "#fffff0",
    "cream": "#fff4d6",
    "red": "#d62828",
    "maroon": "#6a040f",
    "orange": "#f77f00",
    "gold": "#d4a017",
    "yellow": "#ffd60a",
    "brown": "#5c4033",
    "olive": "#606c38",
    "green": "#2d6a4f",
    "teal": "#1b7f79",
    "blue": "#1d4ed8",
    "navy": "#14213d",
    "purple": "#5a189a",
    "pink": "#ff8fab",
}
_OTHERS = {"gray": "grey", "amber": "gold"}
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_colour(value: object) -> object:
    """A colour as #rrggbb."""
    word = as_written(value)
    if isinstance(word, str):
        name = word.strip().lower()
        name = _OTHERS.get(name, name)
        if name in NAMES:
            return NAMES[name]
        if _HEX.fullmatch(name):
            return name if len(name) == 7 else "#" + "".join(digit * 2 for digit in name[1:])
    close = did_you_mean(str(word), [*NAMES, *_OTHERS])
    raise MeaningError(f'"{word}" is not a colour{close or "; write a name, such as black, or #rrggbb"}')


_COLOUR: dict[str, Any] = {"type": "string", "examples": [*NAMES, "#1a1a2e"]}
Colour = Annotated[str, Reads(read_colour, _COLOUR)]
"""A colour as #rrggbb."""


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21: the contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
