"""Words on the crew's sheet: broken into lines, and set from the side that they run from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from storyboard.engines.comic.document import Text
from storyboard.media.typesetting.blocks import FONTS
from storyboard.media.typesetting.breaking import Token, joined, tokens
from storyboard.media.typesetting.fonts import UNITS, Font, open_file
from storyboard.media.typesetting.shaping import cleaned, is_rtl, lacking, set_line

BLACK, GREY, WHITE = "#000000", "#666666", "#ffffff"
_WHOLE_WORDS = "zxx"
"""A language in which nothing is hyphenated: what is searched for stands there as it was written."""
_DOWN = 9000


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: the em in hundredths of a millimetre, bold or not, and their colour."""

    em: int
    bold: bool = False
    colour: str = BLACK

    @property
    def step(self) -> int:
        """From one baseline to the next."""
        return self.em * 13 // 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, and whether that text runs from right to left."""

    text: str
    rtl: bool = False


class Typesetter:
    """Sets words in Open Sans, which the burn-ins have too, and behind it in the author's own font."""

    def __init__(self, own: Path | None) -> None:
        behind = (open_file(own),) if own else ()
        self._fonts = {bold: (_built_in(bold), *behind) for bold in (False, True)}
        self._measured: dict[tuple[str, bool, bool], float] = {}

    @property
    def files(self) -> dict[str, Path]:
        """The files of its fonts by the keys that texts name them by."""
        return {font.key: font.path for fonts in self._fonts.values() for font in fonts}

    @property
    def named(self) -> dict[str, dict[str, str]]:
        """What a page says of each font, by its key."""
        return {
            font.key: {"name": font.name, "style": font.style}
            for fonts in self._fonts.values()
            for font in fonts
        }

    def lacks(self, text: str) -> str:
        """The letters that no font has, each once."""
        return lacking("".join(cleaned(part, False) for part in text.splitlines()), self._fonts[False])

    def broken(self, text: str, style: Style, wide: int, rtl: bool | None = None) -> tuple[Line, ...]:
        """A text in lines no longer than `wide`, its paragraphs apart; every letter is on one of them.

        Each paragraph runs from where its first letter says, unless `rtl` says it of all.
        """
        found: list[Line] = []
        for paragraph in filter(None, (cleaned(part, False) for part in text.splitlines())):
            turned = is_rtl(paragraph) if rtl is None else rtl
            found += [Line(line, turned) for line in self._filled(paragraph, style, wide, turned)]
        return tuple(found)

    def length(self, text: str, style: Style, rtl: bool = False) -> int:
        """How long a line is."""
        return round(self._measure(text, style.bold, rtl) * style.em / UNITS)

    def set(self, line: Line, style: Style, x: int, y: int, wide: int = 0) -> Iterator[Text]:
        """A line on the baseline `y`; what runs from the right ends `wide` from `x`."""
        if line.rtl:
            x += wide - self.length(line.text, style, True)
        yield from self._set(line, style, x, y, 0)

    def set_down(self, text: str, style: Style, x: int, y: int) -> Iterator[Text]:
        """A line that is read downwards, its baseline at `x`."""
        yield from self._set(Line(text), style, x, y, _DOWN)

    def _filled(self, paragraph: str, style: Style, wide: int, rtl: bool) -> Iterator[str]:
        """As many words to a line as it takes."""
        longest, space = wide * UNITS / style.em, self._measure(" ", style.bold, False)
        line: list[Token] = []
        reached = 0.0
        for word in tokens(
            paragraph, lambda part: self._measure(part, style.bold, rtl), longest, _WHOLE_WORDS
        ):
            gap = space if word.spaced and line else 0.0
            if line and reached + gap + word.width > longest:
                yield joined(line)
                line, reached, gap = [], 0.0, 0.0
            line.append(word)
            reached += gap + word.width
        yield joined(line)

    def _measure(self, text: str, bold: bool, rtl: bool) -> float:
        """In thousandths of the em; a film says the same words again and again."""
        asked = (text, bold, rtl)
        if asked not in self._measured:
            pieces = set_line(text, self._fonts[bold], rtl, "en")
            self._measured[asked] = sum(piece.shaped.advance for piece in pieces)
        return self._measured[asked]

    def _set(self, line: Line, style: Style, x: int, y: int, turn: int) -> Iterator[Text]:
        scale = style.em / UNITS
        for piece in set_line(line.text, self._fonts[style.bold], line.rtl, "en"):
            glyphs = [[glyph, round(gx * scale), round(-gy * scale)] for glyph, gx, gy in piece.shaped.glyphs]
            along = round(piece.x * scale)
            place = (x, y + along) if turn else (x + along, y)
            yield Text(
                text=piece.text,
                font=piece.font.key,
                size=style.em,
                x=place[0],
                y=place[1],
                length=round(piece.shaped.advance * scale),
                glyphs=glyphs,
                direction=piece.direction,
                said=piece.shaped.said(piece.text, piece.direction),
                turn=turn,
                fill=style.colour,
            )


@cache
def _built_in(bold: bool) -> Font:
    name = "OpenSans-Bold" if bold else "OpenSans-Semibold"
    return Font(name, FONTS / f"{name}.ttf")
