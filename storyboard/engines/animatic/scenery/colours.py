"""Colours by name, and the little arithmetic that light and distance do to them."""

from typing import TypeAlias

Colour: TypeAlias = tuple[float, float, float]

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)

NAMES: dict[str, Colour] = {
    "red": (0.78, 0.20, 0.18),
    "scarlet": (0.82, 0.16, 0.14),
    "crimson": (0.64, 0.10, 0.18),
    "orange": (0.91, 0.53, 0.20),
    "yellow": (0.93, 0.77, 0.27),
    "golden": (0.86, 0.68, 0.27),
    "gold": (0.86, 0.68, 0.27),
    "green": (0.33, 0.55, 0.34),
    "emerald": (0.15, 0.55, 0.40),
    "olive": (0.47, 0.49, 0.27),
    "turquoise": (0.27, 0.68, 0.67),
    "teal": (0.18, 0.48, 0.50),
    "blue": (0.25, 0.44, 0.68),
    "navy": (0.14, 0.20, 0.38),
    "indigo": (0.27, 0.24, 0.52),
    "purple": (0.47, 0.29, 0.55),
    "violet": (0.53, 0.37, 0.66),
    "pink": (0.90, 0.58, 0.64),
    "brown": (0.47, 0.33, 0.23),
    "tan": (0.77, 0.64, 0.46),
    "beige": (0.87, 0.80, 0.67),
    "cream": (0.95, 0.91, 0.80),
    "white": (0.93, 0.93, 0.91),
    "ivory": (0.94, 0.92, 0.84),
    "silver": (0.74, 0.77, 0.80),
    "grey": (0.56, 0.58, 0.60),
    "gray": (0.56, 0.58, 0.60),
    "black": (0.16, 0.16, 0.19),
    "dark": (0.25, 0.25, 0.29),
    "pale": (0.86, 0.86, 0.84),
}

MATERIALS: dict[str, Colour] = {
    "wooden": (0.58, 0.42, 0.28),
    "wood": (0.58, 0.42, 0.28),
    "oak": (0.55, 0.40, 0.25),
    "stone": (0.60, 0.59, 0.56),
    "marble": (0.86, 0.85, 0.83),
    "brick": (0.65, 0.38, 0.30),
    "concrete": (0.64, 0.64, 0.63),
    "iron": (0.36, 0.38, 0.41),
    "steel": (0.60, 0.64, 0.68),
    "metal": (0.58, 0.61, 0.64),
    "rusty": (0.60, 0.36, 0.22),
    "rusted": (0.60, 0.36, 0.22),
    "brass": (0.78, 0.62, 0.30),
    "bronze": (0.62, 0.46, 0.27),
    "copper": (0.74, 0.45, 0.30),
    "leather": (0.49, 0.31, 0.20),
    "glass": (0.76, 0.86, 0.88),
    "paper": (0.93, 0.90, 0.82),
    "velvet": (0.50, 0.13, 0.22),
    "tiled": (0.80, 0.86, 0.85),
    "whitewashed": (0.93, 0.92, 0.88),
}


def colour_of(word: str) -> Colour | None:
    """The colour that an adjective gives: a colour's own name, or a material's."""
    return NAMES.get(word) or MATERIALS.get(word)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second colour in the first; 0 keeps the first."""
    rest = 1.0 - share
    return (
        first[0] * rest + second[0] * share,
        first[1] * rest + second[1] * share,
        first[2] * rest + second[2] * share,
    )


def under(colour: Colour, light: Colour) -> Colour:
    """What a colour looks like under a coloured light."""
    return (colour[0] * light[0], colour[1] * light[1], colour[2] * light[2])


def darker(colour: Colour, share: float = 0.25) -> Colour:
    """The colour in shadow."""
    return mix(colour, (0.06, 0.06, 0.12), share)


def lighter(colour: Colour, share: float = 0.25) -> Colour:
    """The colour where light falls."""
    return mix(colour, WHITE, share)


def greyed(colour: Colour, share: float) -> Colour:
    """The colour with some of its strength taken away, as bright as before."""
    grey = 0.30 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]
    return mix(colour, (grey, grey, grey), share)


def brightness(colour: Colour) -> float:
    """How light a colour looks, 0 to 1."""
    return 0.30 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]
