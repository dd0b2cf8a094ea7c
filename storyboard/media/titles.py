"""Titles and lower thirds, typeset: balanced lines in the title-safe area, with a soft shadow to stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from storyboard.base.digest import Plain
from storyboard.media.lettering import (
    INK,
    SAFE,
    TAG_FONT,
    TEXT_FONT,
    WHITE,
    Patch,
    break_lines,
    canvas,
    cut_out,
    font_of,
    printable,
    unit,
)

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_LARGE, _SMALL = {"centre": 92, "upper": 62, "lower": 46}, {"centre": 40, "upper": 34, "lower": 32}
"""Letter heights, in thousandths of the picture's mean side."""
_TRACKING = Fraction(1, 25)
"""How far a large title's letters stand apart, by their height: capitals as large look crowded otherwise."""
_MIDDLE = Fraction(47, 100)
"""The optical centre: what stands in the very middle looks as if it sank."""
_MOST_LINES = 3


def draw_title(size: tuple[int, int], at: str, text: str, subtitle: str) -> Patch:
    """A title for a picture of `size`; `at` is centre, upper or lower."""
    width, height = size
    share = Fraction(7, 10) if at == "lower" else 1 - 4 * SAFE
    large = _Set(text, TAG_FONT, unit(size, _LARGE[at]), width * share, 0 if at == "lower" else _TRACKING)
    small = _Set(subtitle, TEXT_FONT, unit(size, _SMALL[at]), width * share, Fraction(1, 50))
    between = small.pixels * 2 // 5 if small.lines else 0
    total = large.height + between + small.height
    top = {
        "centre": round(height * _MIDDLE) - total // 2,
        "upper": round(height * SAFE * 2),
        "lower": height - round(height * SAFE * 2) - total,
    }[at]
    left = round(width * SAFE) if at == "lower" else None
    image, _ = canvas(size)
    for block, first in ((large, top), (small, top + large.height + between)):
        block.draw(image, first, left, width)
    return cut_out(_shadowed(image, max(2, large.pixels // 10)))


class _Set:
    """Words broken into even lines at a size at which they fit."""

    def __init__(
        self, text: str, font: str, pixels: int, longest: Fraction, tracking: Fraction | int
    ) -> None:
        self.lines: Sequence[str] = ()
        self.pixels = pixels
        for part in (20, 17, 14, 12, 10):
            self.pixels = max(6, pixels * part // 20)
            self.font: ImageFont.FreeTypeFont = font_of(font, self.pixels)
            self.apart = float(self.pixels * tracking)
            words = [line.split() for line in printable(text).split("\n")]
            self.lines = [
                line for line_words in words for line in break_lines(line_words, self.width, float(longest))
            ]
            if len(self.lines) <= _MOST_LINES:
                break
        self.step = self.pixels * 6 // 5

    @property
    def height(self) -> int:
        return self.step * len(self.lines)

    def width(self, text: str) -> float:
        """A line's length with its letters apart."""
        return self.font.getlength(text) + self.apart * max(len(text) - 1, 0)

    def draw(self, image: object, top: int, left: int | None, across: int) -> None:
        from PIL import ImageDraw

        pen = ImageDraw.Draw(image)  # type: ignore[arg-type]
        for number, line in enumerate(self.lines):
            x = float(left) if left is not None else (across - self.width(line)) / 2
            self._line(pen, line, x, top + number * self.step + self.step * 4 // 5)

    def _line(self, pen: ImageDraw.ImageDraw, line: str, x: float, baseline: int) -> None:
        """A line letter by letter where they stand apart, with the font's kerning between them."""
        if not self.apart:
            pen.text((x, baseline), line, WHITE, self.font, anchor="ls")
            return
        for number, sign in enumerate(line):
            before = self.font.getlength(line[: number + 1]) - self.font.getlength(sign)
            pen.text((x + before + self.apart * number, baseline), sign, WHITE, self.font, anchor="ls")


def _shadowed(image, blur: int):  # type: ignore[no-untyped-def]
    """White letters on a soft dark glow of their own shape: they are read on snow as well."""
    from PIL import Image, ImageFilter

    letters = image.getchannel("A")
    glow = letters.filter(ImageFilter.GaussianBlur(blur)).point(lambda cover: min(cover * 3 // 2, 170))
    under = Image.new("RGBA", image.size, (*INK, 0))
    under.putalpha(glow)
    return Image.alpha_composite(under, image)


def title_share(item: Mapping[str, Plain], frame: int) -> tuple[int, int]:
    """How far a title shows in a frame of its span, as a share: it comes and goes in `soft` frames."""
    start, end, soft = (cast(int, item[key]) for key in ("start", "end", "soft"))
    if not start <= frame < end:
        return 0, 1
    return min(frame - start + 1, end - frame, soft + 1), soft + 1
