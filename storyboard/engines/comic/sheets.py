"""The op `storyboard`: the sheet that a film's crew works from, a picture and its notes for each shot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from storyboard.base.errors import EngineError
from storyboard.engines.comic import book
from storyboard.engines.comic.arrows import camera_arrows
from storyboard.engines.comic.document import Mark, Page, Picture, Shape, Text
from storyboard.engines.comic.lettering.fonts import UNITS, Font
from storyboard.engines.comic.lettering.shaping import is_rtl, set_line
from storyboard.engines.protocol import Tell
from storyboard.media.lettering import FONTS, break_lines
from storyboard.plan.types import Spec

_MARGIN, _GAP, _HEAD = 1200, 700, 900
_SIZES = (300, 260, 220, 190, 160)
"""The em of notes, 3 mm where they fit."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A shot on the sheet: its picture's name and size in pixels, and its notes as (text, bold)."""

    name: str
    pixels: tuple[int, int]
    move: str
    notes: tuple[tuple[str, bool], ...]
    shot: str


def sheet(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write the sheet as `book.pdf` or `book.png`; inputs are the shots' pictures, `0001` and on."""
    pages = lay_out(
        spec, [_cell(panel, number, inputs) for number, panel in enumerate(_panels(spec), 1)], inputs
    )
    leaves = [
        book.Leaf(page, {picture.name: inputs[picture.name] for picture in page.pictures}) for page in pages
    ]
    fonts = {
        font.key: font.path for font in _fonts(True, _own(spec, inputs)) + _fonts(False, _own(spec, inputs))
    }
    used = {key: fonts[key] for key in sorted({key for page in pages for key in page.fonts})}
    book.write(cast(str, spec["format"]), book.Book(book.about(spec), leaves, used), out)


def lay_out(spec: Spec, cells: Sequence[Cell], inputs: Mapping[str, Path]) -> tuple[Page, ...]:
    """The sheet's pages: rows of cells, each row as high as its longest notes; nothing is cut off."""
    size = cast("list[int]", spec["size"])
    columns, own = cast(int, spec.get("columns", 3)), _own(spec, inputs)
    wide = (size[0] - 2 * _MARGIN - (columns - 1) * _GAP) // columns
    pages: list[list[Mark]] = []
    y = size[1]
    for start in range(0, len(cells), columns):
        row = cells[start : start + columns]
        em, high = _fitted(row, wide, size[1] - 2 * _MARGIN - _HEAD, own)
        if y + high > size[1] - _MARGIN:
            pages.append(list(_heading(spec, len(pages) + 1, size[0], own)))
            y = _MARGIN + _HEAD
        for place, cell in enumerate(row):
            pages[-1] += _drawn(cell, _MARGIN + place * (wide + _GAP), y, wide, em, own)
        y += high + _GAP
    named = {font.key: _described(font) for font in _fonts(True, own) + _fonts(False, own)}
    return tuple(_page(marks, (size[0], size[1]), number, named) for number, marks in enumerate(pages, 1))


def _page(marks: list[Mark], size: tuple[int, int], number: int, named: dict[str, dict[str, str]]) -> Page:
    used = sorted({mark.font for mark in marks if isinstance(mark, Text)})
    return Page(size, 0, number, tuple(marks), {key: named[key] for key in used})


def _panels(spec: Spec) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", spec["panels"])


def _cell(panel: Mapping[str, Any], number: int, inputs: Mapping[str, Path]) -> Cell:
    from PIL import Image

    name = f"{number:04}"
    with Image.open(inputs[name], formats=["PNG"]) as picture:
        pixels = picture.size
    camera = panel["camera"]
    words = [camera.get(key) for key in ("size", "framing", "angle", "lens", "move")]
    heading = " · ".join(str(panel[key]) for key in ("number", "scene", "shot", "duration") if panel.get(key))
    notes = [
        (heading, True),
        (", ".join(word for word in words if word), False),
        (panel.get("action") or "", False),
        *((f"{speaker}: {text}", True) for speaker, text in panel.get("dialogue", [])),
        (f"Notes: {panel['notes']}" if panel.get("notes") else "", False),
    ]
    return Cell(
        name, pixels, camera.get("move") or "", tuple(note for note in notes if note[0]), str(panel["shot"])
    )


def _fitted(row: Sequence[Cell], wide: int, most: int, own: Path | None) -> tuple[int, int]:
    """The largest type in which a row fits a page, and how high it is then."""
    for em in _SIZES:
        high = max(
            _picture_height(cell, wide) + _step(em) * (len(_lines(cell, wide, em, own)) + 1) for cell in row
        )
        if high <= most:
            return em, high
    longest = max(row, key=lambda cell: sum(len(text) for text, _ in cell.notes))
    raise EngineError(
        f"what is said of shot {longest.shot} takes more than a page of the sheet; shorten its notes"
    )


def _picture_height(cell: Cell, wide: int) -> int:
    return wide * cell.pixels[1] // cell.pixels[0]


def _step(em: int) -> int:
    return em * 13 // 10


def _lines(cell: Cell, wide: int, em: int, own: Path | None) -> list[tuple[str, bool]]:
    return [
        (line, bold)
        for text, bold in cell.notes
        for line in break_lines(text.split(), lambda words, bold=bold: _length(words, em, bold, own), wide)  # type: ignore[misc]
    ]


def _drawn(cell: Cell, x: int, y: int, wide: int, em: int, own: Path | None) -> Iterator[Mark]:
    box = (x, y, wide, _picture_height(cell, wide))
    right, low = x + wide, y + box[3]
    yield Picture(cell.name, box)
    yield Shape([["M", x, y], ["L", right, y], ["L", right, low], ["L", x, low], ["Z"]], None, "#000000", 30)
    yield from camera_arrows(cell.move, box)
    for number, (line, bold) in enumerate(_lines(cell, wide, em, own), 1):
        yield from _set(line, x, low + _step(em) * number, em, bold, own)


def _heading(spec: Spec, number: int, width: int, own: Path | None) -> Iterator[Mark]:
    yield from _set(cast(str, spec["title"]), _MARGIN, _MARGIN + 300, 420, True, own)
    end = str(number)
    yield from _set(end, round(width - _MARGIN - _length(end, 420, True, own)), _MARGIN + 300, 420, True, own)


def _set(text: str, x: int, y: int, em: int, bold: bool, own: Path | None) -> Iterator[Text]:
    for piece in set_line(text, _fonts(bold, own), is_rtl(text), "en"):
        scale = em / UNITS
        glyphs = [[glyph, round(gx * scale), round(-gy * scale)] for glyph, gx, gy in piece.shaped.glyphs]
        length = round(piece.shaped.advance * scale)
        place = round(x + piece.x * scale)
        yield Text(piece.text, piece.font.key, em, place, y, length, glyphs, piece.direction)


def _length(text: str, em: int, bold: bool, own: Path | None) -> float:
    pieces = set_line(text, _fonts(bold, own), is_rtl(text), "en")
    return sum(piece.shaped.advance for piece in pieces) * em / UNITS


def _own(spec: Spec, inputs: Mapping[str, Path]) -> Path | None:
    return inputs[f"file/{spec['font']}"] if spec.get("font") else None


@cache
def _fonts(bold: bool, own: Path | None) -> tuple[Font, ...]:
    """Open Sans, which the burn-ins have too, and behind it the font that the author names."""
    name = "OpenSans-Bold" if bold else "OpenSans-Semibold"
    return (Font(name, FONTS / f"{name}.ttf"), *((Font("own", own),) if own else ()))


def _described(font: Font) -> dict[str, str]:
    return {"name": font.name, "style": font.style}
