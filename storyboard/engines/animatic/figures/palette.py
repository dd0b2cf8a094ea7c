"""Colours by their names, as descriptions use them."""

from __future__ import annotations

import re

from storyboard.engines.animatic.pen import Colour

COLOURS: dict[str, Colour] = {
    "yellow": (0.93, 0.76, 0.19),
    "red": (0.76, 0.20, 0.18),
    "crimson": (0.66, 0.10, 0.17),
    "scarlet": (0.82, 0.20, 0.14),
    "orange": (0.89, 0.50, 0.17),
    "brown": (0.45, 0.31, 0.21),
    "tan": (0.76, 0.62, 0.45),
    "beige": (0.82, 0.75, 0.62),
    "cream": (0.93, 0.88, 0.76),
    "gold": (0.83, 0.66, 0.25),
    "golden": (0.83, 0.66, 0.25),
    "green": (0.25, 0.49, 0.31),
    "olive": (0.44, 0.46, 0.25),
    "emerald": (0.10, 0.52, 0.38),
    "teal": (0.14, 0.48, 0.50),
    "turquoise": (0.22, 0.66, 0.66),
    "blue": (0.22, 0.38, 0.65),
    "navy": (0.14, 0.19, 0.37),
    "purple": (0.43, 0.26, 0.55),
    "violet": (0.50, 0.34, 0.66),
    "pink": (0.91, 0.60, 0.67),
    "white": (0.93, 0.92, 0.89),
    "silver": (0.71, 0.73, 0.76),
    "grey": (0.52, 0.53, 0.55),
    "gray": (0.52, 0.53, 0.55),
    "black": (0.14, 0.14, 0.16),
    "dark": (0.20, 0.19, 0.22),
    "khaki": (0.62, 0.57, 0.40),
    "maroon": (0.42, 0.12, 0.16),
}

CLOTHS: tuple[Colour, ...] = tuple(
    COLOURS[name]
    for name in ("blue", "maroon", "olive", "teal", "brown", "purple", "orange", "navy", "tan", "green")
)
"""What somebody wears whose words name no colour; the sha256 of the words chooses."""

_NAMES = "|".join(sorted(COLOURS, key=len, reverse=True))


def colour_before(words: str, text: str) -> Colour | None:
    """The colour that a description gives to one of some nouns: `a yellow raincoat`, `a red woollen coat`."""
    match = re.search(rf"\b({_NAMES})\b(?:[ -]\w+){{0,2}}?[ -](?:{words})\b", text)
    return COLOURS[match[1]] if match else None


def darker(colour: Colour, share: float) -> Colour:
    """Towards black by a share."""
    return (colour[0] * (1 - share), colour[1] * (1 - share), colour[2] * (1 - share))


def lighter(colour: Colour, share: float) -> Colour:
    """Towards white by a share."""
    red, green, blue = colour
    return (red + (1 - red) * share, green + (1 - green) * share, blue + (1 - blue) * share)
