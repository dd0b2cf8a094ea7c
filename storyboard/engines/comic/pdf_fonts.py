"""Fonts in a PDF: only the letters that the book uses, each under its own glyph number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from storyboard.engines.comic.book import Book
from storyboard.engines.comic.document import Text
from storyboard.engines.comic.typefaces import faces

if TYPE_CHECKING:
    import pikepdf

Coded: TypeAlias = tuple[int, int, int]
"""A glyph's code, and where it stands from its line's origin."""


@dataclass(slots=True)
class PdfFont:
    """A font as a book's pages use it.

    A glyph is written as a code, which is its own number in the file; where it stands for another text, too,
    that has a code of its own. `codes` are by glyph and text, `spelling` and `glyphs` by code.
    """

    name: str
    face: Any
    object: Any = None
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    spelling: dict[int, str] = field(default_factory=dict)
    glyphs: dict[int, int] = field(default_factory=dict)
    _advances: dict[int, int] = field(default_factory=dict)
    _coded: dict[int, tuple[Text, list[Coded]]] = field(default_factory=dict)
    _outlines: dict[int, list[tuple[str, list[float]]]] = field(default_factory=dict)

    def advance(self, glyph: int) -> int:
        """How far a glyph carries the pen, in thousandths of the em, as the file's widths say."""
        if glyph not in self._advances:
            advance = hb_font(self.face).get_glyph_h_advance(glyph)
            self._advances[glyph] = round(advance * 1000 / self.face.upem)
        return self._advances[glyph]

    @property
    def recodes(self) -> bool:
        """Whether a glyph may have several codes: one with CFF outlines is found by its number alone."""
        return "CFF " not in self.face.table_tags

    def coded(self, line: Text) -> list[Coded]:
        """A line's glyphs by their codes; new ones are taken in. Each line is coded once."""
        if id(line) not in self._coded:
            glyphs = [(glyph, text) for (glyph, _, _), text in zip(line.glyphs, line.said, strict=True)]
            for pair in glyphs:
                if pair not in self.codes:
                    self._take_in(*pair)
            codes = [self.codes[pair] for pair in glyphs]
            known = [(code, x, y) for code, (_, x, y) in zip(codes, line.glyphs, strict=True)]
            self._coded[id(line)] = line, known  # which keeps the line, so that no other gets its id
        return self._coded[id(line)][1]

    def _take_in(self, glyph: int, text: str) -> None:
        new = self.face.glyph_count + len(self.codes)
        code = new if glyph in self.glyphs and self.recodes and new < 0x10000 else glyph
        self.codes[glyph, text] = code
        self.glyphs[code] = glyph
        self.spelling.setdefault(code, text)

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


def embed(pdf: pikepdf.Pdf, book: Book) -> dict[str, PdfFont]:
    """Write every font that the book uses, by its key in the pages."""
    from storyboard.engines.comic.pdf_embedding import embedded

    fonts = {
        key: PdfFont(f"F{number}", _face(path.read_bytes()))
        for number, (key, path) in enumerate(book.fonts.items(), 1)
    }
    for page in book.pages:
        for line in page.texts:
            fonts[line.font].coded(line)
    called = faces(book.pages)
    for key, font in fonts.items():
        font.object = embedded(pdf, font, called[key])
    return fonts


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
