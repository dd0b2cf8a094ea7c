"""Blocks of words: even lines at a size at which they fit, from the left, in the middle, or to the right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from storyboard.media.typesetting.fonts import Font, open_file
from storyboard.media.typesetting.letters import WHITE, Canvas, Colour, Line, Type, broken, parts

Align: TypeAlias = Literal["left", "centre", "right"]
FONTS = Path(__file__).parent.parent / "fonts"
TEXT_FONT, TAG_FONT = "OpenSans-Semibold", "OpenSans-Bold"
_SHARES = (20, 18, 16, 14, 12, 10)
"""In which steps letters get smaller where they don't fit, in twentieths of their size."""
_LEADING = Fraction(6, 5)
_SMALLEST = 6


@dataclass(frozen=True, slots=True)
class Block:
    """Lines one below the other, `step` pixels from baseline to baseline; it `fits` where they are few."""

    lines: tuple[Line, ...]
    step: int
    fits: bool = True

    @property
    def height(self) -> int:
        """From the top of the first line to the foot of the last."""
        return self.step * len(self.lines)

    @property
    def width(self) -> float:
        """The longest line's length."""
        return max((line.width for line in self.lines), default=0.0)

    def baseline(self, number: int) -> int:
        """How far below its top the baseline of a line lies."""
        return number * self.step + self.step * 4 // 5

    def draw(
        self,
        canvas: Canvas,
        left: float,
        top: float,
        wide: float,
        align: Align = "centre",
        colour: Colour = WHITE,
        outline: float = 0,
    ) -> None:
        """Write the lines within `wide` pixels from `left`."""
        for number, line in enumerate(self.lines):
            free = wide - line.width
            x = {"left": 0.0, "centre": free / 2 + line.hangs, "right": free}[align]
            canvas.write(line, left + x, top + self.baseline(number), colour, outline)


def block(
    text: str,
    fonts: tuple[Font, ...],
    pixels: int,
    longest: float,
    apart: Fraction = Fraction(0),
    most: int = 3,
    leading: Fraction = _LEADING,
    least: int = 10,
) -> Block:
    """A text in at most so many lines, no word of it parted; where that can't be, in smaller letters.

    At `least` twentieths of the size it has as many lines as it takes, and doesn't fit.
    """
    shares = [share for share in _SHARES if share >= least]
    for share in shares:
        size = max(_SMALLEST, pixels * share // 20)
        kind = Type(fonts, size, apart)
        lines = broken(text, kind, longest, most if share > shares[-1] else None)
        fits = len(lines) <= most and not parts(text, kind, longest)
        if fits:
            break
    return Block(lines, round(size * leading), fits)


def fonts_for(name: str, own: Path | None = None) -> tuple[Font, ...]:
    """The fonts of a text, best first: the author's own, and one of the package behind it."""
    return (*_own(own), _built_in(name))


def without(text: str, own: Path | None = None, *, alone: bool = False) -> str:
    """The letters of a text that neither the author's own font has nor that of the package.

    With `alone` the latter isn't asked.
    """
    from storyboard.media.typesetting.shaping import cleaned, lacking

    fonts = _own(own) if alone else fonts_for(TEXT_FONT, own)
    return lacking(" ".join(cleaned(part, False) for part in text.splitlines()), fonts)


def _own(path: Path | None) -> tuple[Font, ...]:
    return (open_file(path),) if path else ()


@cache
def _built_in(name: str) -> Font:
    return open_file(FONTS / f"{name}.ttf", name)
