"""How long a book of many pages takes to write, and how long after one line of dialogue was edited."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from benchmarks import measure, scripts
from storyboard.base.digest import digest_of_file
from storyboard.engines.comic.book import book
from storyboard.engines.comic.pages import page
from storyboard.media.picture import write_png
from storyboard.media.typesetting.blocks import FONTS
from storyboard.plan.types import Spec

_FONT = FONTS / "OpenSans-Bold.ttf"
_PANELS = [[1000 + 7700 * (place % 2), 1000 + 8200 * (place // 2), 7300, 7800] for place in range(6)]
_EM = 380
_FORMATS = ("pdf", "epub", "svg", "cbz")
_DRAWN: Spec = {"pdf": {"drawing": "pdf"}, "cbz": {"raster": {"dpi": 150, "kind": "jpeg"}}}
"""What a page of each format makes beside its description."""


def comic(folder: Path, pages: Sequence[int] = (30, 300)) -> None:
    """Print what writing takes, six panels and eighteen lines a page; the pictures are there already."""
    head = ["pages", "format", "composed and drawn", "written", "after one edit: its page", "and the book"]
    rows = [_row(folder / f"{count}{kind}", count, kind) for count in pages for kind in _FORMATS]
    measure.table("Books", head, rows)
    head = ["panels", "first book", "after one edited line, the whole command", "processor"]
    measure.table("Books by the command", head, [_sheet(folder / "sheet", 5 * max(pages))])


def _sheet(folder: Path, panels: int) -> list[str]:
    """The whole process, from a script: made once, then after each of some lines of dialogue was edited."""
    film, text = _folder(folder) / "book.yaml", scripts.book_script(panels)
    command = [*measure.STORYBOARD, "sheet", film, "-o", folder / "book.pdf", "--cache", folder / "cache"]
    film.write_text(text)
    first = measure.run(command).seconds
    edits: list[measure.Run] = []
    for number in range(7, panels, panels // 5):
        text = text.replace(f"This is line {number}.", f"This is another line {number}.")
        film.write_text(text)
        edits.append(measure.run(command))
    clock, processor = (
        statistics.median(each) for each in zip(*((run.seconds, run.processor) for run in edits), strict=True)
    )
    return [str(panels), f"{first:.0f} s", f"{clock:.2f} s", f"{processor:.2f} s"]


def _row(folder: Path, count: int, kind: str) -> list[str]:
    folder.mkdir()
    inputs = _panels(folder)
    made: dict[str, Path] = {}

    def compose(number: int) -> None:
        made.update(_page(folder, number, inputs, cast(Spec, _DRAWN.get(kind, {}))))

    composing = measure.timed(lambda: [compose(number) for number in range(1, count + 1)])
    fonts = {name: path for name, path in inputs.items() if name.startswith("file/")}
    spec: Spec = {"format": kind, "title": "A long book"}
    first = measure.timed(lambda: book(spec, made | fonts, _folder(folder / "first"), print))
    _letter(inputs["01/lettering"], "Edited")
    edit = measure.timed(lambda: compose(count // 2))
    again = measure.timed(lambda: book(spec, made | fonts, _folder(folder / "again"), print))
    return [str(count), kind, *(f"{seconds:.2f} s" for seconds in (composing, first, edit, again))]


def _page(folder: Path, number: int, inputs: dict[str, Path], drawn: Spec) -> dict[str, Path]:
    spec: Spec = {
        "size": [17000, 26000],
        "bleed": 300,
        "number": number,
        "panels": [{"box": list(box), "border": 40} for box in _PANELS],
        **drawn,
    }
    out = _folder(folder / f"page{number}")
    page(spec, inputs, out, print)
    name = f"{number:04}"
    made = {name: out / "page.json"} | {
        f"{name}.{panel}": inputs[panel] for panel in inputs if panel.isdigit()
    }
    return made | {f"{name}/{path.stem}": path for path in out.iterdir() if path.stem in drawn}


def _panels(folder: Path) -> dict[str, Path]:
    import numpy as np

    inputs = {f"file/{digest_of_file(_FONT)}": _FONT}
    for number in range(1, len(_PANELS) + 1):
        path, letters = folder / f"{number}.png", folder / f"{number}.json"
        write_png(path, np.full((390, 365, 3), 30 * number, np.uint8))
        _letter(letters, f"Panel {number}")
        inputs |= {f"{number:02}": path, f"{number:02}/lettering": letters}
    return inputs


def _letter(path: Path, words: str) -> None:
    """A lettering of three lines, in the format of the op `lettering`."""
    key = digest_of_file(_FONT)
    lines = [_line(f"{words}, and line {row} of it", key, 900 + 450 * row) for row in range(3)]
    corners = [["M", 300, 300], ["L", 7000, 300], ["L", 7000, 2200], ["L", 300, 2200], ["Z"]]
    item = {"order": 0, "outline": corners, "fill": "#fff", "stroke": "#000", "width": 40, "lines": lines}
    fonts = {key: {"name": "Open Sans", "style": "Bold", "digest": key}}
    path.write_text(json.dumps({"items": [item], "fonts": fonts}))


def _line(text: str, key: str, y: int) -> dict[str, object]:
    from storyboard.media.typesetting.fonts import UNITS, open_file

    shaped = open_file(_FONT).shape(text, "ltr", "en")
    glyphs = [[glyph, round(x * _EM / UNITS), 0] for glyph, x, _ in shaped.glyphs]
    place = {"x": 600, "y": y, "direction": "ltr", "width": round(shaped.advance * _EM / UNITS)}
    return {
        "text": text,
        "font": key,
        "size": _EM,
        "glyphs": glyphs,
        "said": shaped.said(text, "ltr"),
    } | place


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
