"""What style words do to colour: muted, sepia, noir and their like, one colour at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from storyboard.engines.animatic.pen import Colour

Tone: TypeAlias = Callable[[Colour], Colour]

_WORDS: dict[str, tuple[str, ...]] = {
    "noir": ("noir", "black and white", "black-and-white", "monochrome", "b&w", "charcoal"),
    "sepia": ("sepia", "old photograph", "vintage", "antique"),
    "muted": ("muted", "desaturated", "subdued", "understated", "soft palette", "faded"),
    "vivid": (
        "vivid",
        "saturated",
        "bright colours",
        "bright colors",
        "pop art",
        "bold colour",
        "bold color",
    ),
    "pastel": ("pastel", "watercolour", "watercolor", "pale palette"),
    "warm": ("warm", "golden", "autumn"),
    "cold": ("cold", "cool palette", "wintry", "icy", "blue palette"),
}


def tone_of(style: str) -> Tone:
    """The tone that the style's words ask for; several act one after the other, none changes nothing."""
    text = style.lower()
    tones = [_TONES[name] for name, words in _WORDS.items() if any(word in text for word in words)]

    def tone(colour: Colour) -> Colour:
        for each in tones:
            colour = each(colour)
        return colour

    return tone


def lightness(colour: Colour) -> float:
    """Perceived lightness, 0 to 1 (Rec. 709 weights on sRGB values)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour, the rest of the one."""
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )


def lit_by(tone: Tone, tint: Colour, darkness: float) -> Tone:
    """A tone for what stands in a place's light: tinted by it, but never so dark that it can't be read."""
    strength = 0.85 - 0.25 * darkness

    def tone_lit(colour: Colour) -> Colour:
        tinted = (colour[0] * tint[0], colour[1] * tint[1], colour[2] * tint[2])
        return tone(mixed(colour, tinted, strength))

    return tone_lit


def _grey(colour: Colour) -> Colour:
    value = lightness(colour)
    return (value, value, value)


def _saturated(amount: float) -> Tone:
    return lambda colour: _clipped(mixed(_grey(colour), colour, amount))


def _tinted(tint: Colour, share: float) -> Tone:
    return lambda colour: mixed(
        colour, (colour[0] * tint[0], colour[1] * tint[1], colour[2] * tint[2]), share
    )


def _noir(colour: Colour) -> Colour:
    value = lightness(colour)
    value = value * value * (3 - 2 * value)
    return (value, value, value * 0.98)


def _sepia(colour: Colour) -> Colour:
    value = lightness(colour)
    return mixed((0.16, 0.10, 0.06), (1.0, 0.94, 0.82), value)


def _clipped(colour: Colour) -> Colour:
    return (_unit(colour[0]), _unit(colour[1]), _unit(colour[2]))


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)


_TONES: dict[str, Tone] = {
    "noir": _noir,
    "sepia": _sepia,
    "muted": _saturated(0.62),
    "vivid": _saturated(1.35),
    "pastel": lambda colour: mixed(_saturated(0.8)(colour), (1.0, 0.99, 0.97), 0.28),
    "warm": _tinted((1.0, 0.93, 0.80), 0.8),
    "cold": _tinted((0.84, 0.94, 1.0), 0.8),
}
