"""Fonts in a PDF: only the letters that the book uses, each under its own glyph number."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from storyboard.engines.comic.document import Page, Text

Coded: TypeAlias = tuple[int, int, int]
"""A glyph's code, and where it stands from its line's origin."""
Said: TypeAlias = tuple[int, str]
"""A glyph, and the text that it stands for."""
_CODES = 0x10000


@dataclass(slots=True)
class PdfFont:
    """A font as the pages of a file use it.

    A glyph is written as a code, which is its own number in the font; where it stands for another text, too,
    that has a code of its own. `codes` are by glyph and text, `spelling` and `glyphs` by code.
    """

    face: Any
    codes: dict[Said, int] = field(default_factory=dict)
    spelling: dict[int, str] = field(default_factory=dict)
    glyphs: dict[int, int] = field(default_factory=dict)
    _advances: dict[int, int] = field(default_factory=dict)
    _outlines: dict[int, list[tuple[str, list[float]]]] = field(default_factory=dict)

    def take_in(self, said: Iterable[Said]) -> None:
        """Give a code to all that glyphs are to say: at once, for codes are dealt out in order.

        Pages are coded each by itself, and seldom disagree: which code a second text of a glyph has follows
        from the two alone, unless two such want the same.
        """
        for glyph, text in sorted(set(said)):
            code = glyph
            if glyph in self.glyphs and self._recodes:
                code = self._free(glyph, text)
            self.codes[glyph, text] = code
            self.glyphs[code] = glyph
            self.spelling.setdefault(code, text)

    @property
    def _recodes(self) -> bool:
        """Whether a glyph may have several codes: one with CFF outlines is found by its number alone."""
        return "CFF " not in self.face.table_tags

    def _free(self, glyph: int, text: str) -> int:
        """A code beyond the font's own numbers that nothing has; the glyph's own where there is none."""
        first = self.face.glyph_count
        room = range(first, _CODES)
        if not room:
            return glyph
        start = zlib.crc32(f"{glyph} {text}".encode()) % len(room)
        return next((code for code in (*room[start:], *room[:start]) if code not in self.glyphs), glyph)

    def advance(self, glyph: int) -> int:
        """How far a glyph carries the pen, in thousandths of the em, as the file's widths say."""
        if glyph not in self._advances:
            advance = hb_font(self.face).get_glyph_h_advance(glyph)
            self._advances[glyph] = round(advance * 1000 / self.face.upem)
        return self._advances[glyph]

    def coded(self, line: Text) -> list[Coded]:
        """A line's glyphs by their codes."""
        return [
            (self.codes[glyph, text], x, y)
            for (glyph, x, y), text in zip(line.glyphs, line.said, strict=True)
        ]

    def spells(self, line: Text) -> bool:
        """Whether a line's glyphs, one after another, say its text by themselves.

        Where a line is tilted, readers take its letters for lines of their own; what runs from right to left
        they turn about by themselves, and would turn about words, too.
        """
        if line.direction == "rtl":
            return True
        if line.direction == "ttb" or line.turn:
            return False
        return "".join(self.spelling[code] for code, _, _ in self.coded(line)) == line.text

    def outlines(self, line: Text) -> str:
        """A line's letters as a path, from its origin, y down."""
        scale = line.size / self.face.upem
        return " ".join(
            " ".join(
                [
                    *(
                        f"{n * scale + x if not at % 2 else y - n * scale:.2f}"
                        for at, n in enumerate(numbers)
                    ),
                    op,
                ]
            )
            for glyph, x, y in line.glyphs
            for op, numbers in self._outline(glyph)
        )

    def _outline(self, glyph: int) -> list[tuple[str, list[float]]]:
        if glyph not in self._outlines:
            self._outlines[glyph] = _path(hb_font(self.face), glyph)
        return self._outlines[glyph]


def hb_font(face: Any) -> Any:
    """A face at its own scale, to measure and draw with."""
    import uharfbuzz as hb

    return hb.Font(face)


def open_fonts(files: Mapping[str, Path], said: Mapping[str, Iterable[Said]]) -> dict[str, PdfFont]:
    """Fonts by their keys in the pages, ready to write what their glyphs are to say."""
    fonts = {key: PdfFont(_face(path.read_bytes())) for key, path in files.items()}
    for key, each in said.items():
        fonts[key].take_in(each)
    return fonts


def said_on(page: Page) -> dict[str, set[Said]]:
    """What glyphs say on a page, by the key of their font."""
    said: dict[str, set[Said]] = {key: set() for key in page.fonts}
    for line in page.texts:
        said[line.font].update(
            (glyph, text) for (glyph, _, _), text in zip(line.glyphs, line.said, strict=True)
        )
    return said


def _face(body: bytes) -> Any:
    import uharfbuzz as hb

    return hb.Face(hb.Blob(body))


def _path(font: Any, glyph: int) -> list[tuple[str, list[float]]]:
    """A glyph's outline in PDF's operators, in the font's units with y up."""
    steps: list[tuple[str, list[float]]] = []
    font.draw_glyph_with_pen(glyph, _Pen(steps))
    return steps


class _Pen:
    """What a font draws a glyph with; quadratic curves become cubic ones."""

    def __init__(self, steps: list[tuple[str, list[float]]]) -> None:
        self.steps, self.at = steps, (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def qCurveTo(self, middle: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        first, second = (
            (near[0] + (middle[0] - near[0]) * 2 / 3, near[1] + (middle[1] - near[1]) * 2 / 3)
            for near in (self.at, end)
        )
        self._add("c", first, second, end)

    def closePath(self) -> None:  # noqa: N802
        self._add("h")

    def endPath(self) -> None:  # noqa: N802
        self._add("h")

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.steps.append((operator, [float(number) for point in points for number in point]))
        self.at = points[-1] if points else self.at
