"""Pages to write books of: pictures drawn here, and letterings in the lettering op's own format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from storyboard.base.digest import digest_of_file
from storyboard.engines.comic.book import Book, book, gather
from storyboard.engines.comic.pages import page
from storyboard.media.picture import read_png, write_fine_jpeg, write_png
from storyboard.media.typesetting.blocks import FONTS
from storyboard.media.typesetting.fonts import UNITS, Direction, open_file
from storyboard.plan.types import Spec

FONT = FONTS / "OpenSans-Bold.ttf"
TRIM = (17000, 26000)
BOXES = (
    [1000, 1000, 7300, 9000],
    [8700, 1000, 7300, 9000],
    [-300, 10400, 17600, 8200],
    [1000, 19000, 15000, 6000],
)
ABOUT: Spec = {
    "title": "Tom & the <Wyrm>",
    "series": "Old Knights",
    "number": "3",
    "writer": "M. Harrow",
    "language": "en",
    "direction": "ltr",
    "characters": ["Tom", "Wyrm"],
}
SAID = ("One more night.", "Wachtmeister Müller – “já?”", "KRAKK", "Meanwhile, below", "AVAST, fjord affix")


def told(page: int, panel: int) -> tuple[str, ...]:
    """What stands in a panel: two lines of a balloon, and a caption."""
    return (f"Page {page} panel {panel}", SAID[(page + panel) % len(SAID)], f"To be read {panel}")


def make_page(
    folder: Path,
    number: int = 1,
    texts: Sequence[Sequence[str]] | None = None,
    bleed: int = 300,
    font: Path = FONT,
    direction: Direction = "ltr",
    raster: Spec | None = None,
) -> dict[str, Path]:
    """Run the op `page` for a page of four panels; the inputs of a book that has it."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = texts or [told(number, panel) for panel in range(1, len(BOXES) + 1)]
    inputs: dict[str, Path] = {}
    for panel, (box, said) in enumerate(zip(BOXES, lines, strict=True), 1):
        inputs[f"{panel:02}"] = _picture(folder, panel, (box[2], box[3]))
        lettering = _lettering((box[2], box[3]), said, font, direction)
        path = folder / f"{number}-{panel}.json"
        path.write_text(json.dumps(lettering), "utf-8")
        inputs[f"{panel:02}/lettering"] = path
    inputs |= font_inputs(font)
    spec: Spec = {
        "size": list(TRIM),
        "bleed": bleed,
        "number": number,
        "panels": [{"box": box, "border": 40, "bleed": box[0] < 0} for box in BOXES],
    }
    out = folder / f"page{number}"
    out.mkdir()
    page(spec | ({"raster": raster} if raster else {"drawing": "pdf"}), inputs, out, lambda done: None)
    made = {f"{number:04}": out / "page.json"}
    made |= {f"{number:04}/{path.stem}": path for path in out.iterdir() if path.stem != "page"}
    return made | {f"{number:04}.{name}": path for name, path in inputs.items() if name.isdigit()}


def as_jpeg(made: dict[str, Path], name: str) -> None:
    """Let a book embed one of its pictures as JPEG."""
    made[f"{name}/print"] = made[name].with_name("print")
    write_fine_jpeg(made[f"{name}/print"], read_png(made.pop(name)), 94, 300)


def font_inputs(font: Path = FONT) -> dict[str, Path]:
    """A font as an op finds it that the author has named."""
    return {f"file/{digest_of_file(font)}": font}


def bind(folder: Path, made: dict[str, Path], kind: str, font: Path = FONT, more: Spec | None = None) -> Path:
    """Run the op `book`, and where it wrote."""
    out = folder / f"out-{kind}-{len(list(folder.iterdir()))}"
    out.mkdir()
    book(ABOUT | (more or {}) | {"format": kind}, made | font_inputs(font), out, lambda done: None)
    return out / f"book.{kind}"


def gathered(made: dict[str, Path], font: Path = FONT) -> Book:
    """The book that is written, before it is."""
    return gather(ABOUT, made | font_inputs(font))


def _picture(folder: Path, panel: int, size: tuple[int, int]) -> Path:
    path = folder / f"picture{panel}.png"
    if not path.exists():
        width, height = size[0] // 25, size[1] // 25
        down, across = np.mgrid[0:height, 0:width]
        red, green = across * 200 // width + 40, down * 200 // height + 30
        write_png(path, np.dstack([red, green, np.full_like(red, 60 * panel)]).astype(np.uint8))
    return path


def _lettering(
    size: tuple[int, int], said: Sequence[str], font: Path, direction: Direction
) -> dict[str, object]:
    key = digest_of_file(font)
    balloon = {
        "kind": "speech",
        "order": 0,
        "speaker": 0,
        "outline": _oval(400, 400, size[0] - 800, 1500),
        "fill": "#fff",
        "stroke": "#000",
        "width": 40,
        "dash": [200, 120],
        "extras": [],
        "lines": [
            _line(text, font, key, 900, 1000 + 500 * row, direction) for row, text in enumerate(said[:2])
        ],
    }
    sound = {
        "kind": "sound",
        "order": 1,
        "speaker": None,
        "outline": None,
        "fill": None,
        "stroke": None,
        "width": 0,
        "dash": None,
        "extras": [],
        "lines": [
            _line(said[2], font, key, 900, size[1] - 900, direction, 700, -800)
            | {"fill": "#d22", "stroke": "#ffffff", "stroke_width": 120}
        ],
    }
    name, style = _names(font)
    fonts = {key: {"name": name, "style": style, "digest": key}}
    return {"size": list(size), "items": [sound, balloon], "fonts": fonts}


def _line(
    text: str, font: Path, key: str, x: int, y: int, direction: Direction, size: int = 420, turn: int = 0
) -> dict[str, object]:
    glyphs, said, width = shaped(font, text, direction, size)
    return {
        "text": text,
        "font": key,
        "size": size,
        "x": x,
        "y": y,
        "direction": direction,
        "turn": turn,
        "width": width,
        "glyphs": glyphs,
        "said": said,
    }


def shaped(
    font: Path, text: str, direction: Direction, size: int
) -> tuple[list[list[int]], tuple[str, ...], int]:
    """A text's glyphs from its left end, what each of them says, and the text's length."""
    set_in = open_file(font).shape(text, direction, "en")
    scale = size / UNITS
    glyphs = [[glyph, round(x * scale), round(-y * scale)] for glyph, x, y in set_in.glyphs]
    return glyphs, set_in.said(text, direction), round(set_in.advance * scale)


def _names(font: Path) -> tuple[str, str]:
    return open_file(font).name, open_file(font).style


def _oval(x: int, y: int, width: int, height: int) -> list[list[object]]:
    mid, low, far = y + height // 2, y + height, x + width
    return [
        ["M", x, mid],
        ["C", x, y, x, y, x + width // 2, y],
        ["C", far, y, far, y, far, mid],
        ["C", far, low, far, low, x + width // 2, low],
        ["C", x, low, x, low, x, mid],
        ["Z"],
    ]
