"""A page as every writer draws it: pictures, shapes and lines of text, in the order of painting.

Lengths are integers in hundredths of a millimetre, from the trimmed page's upper left corner, y down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, width, height."""
Outline: TypeAlias = Sequence[Sequence[Any]]
"""`["M", x, y]`, `["L", x, y]`, `["C", x1, y1, x2, y2, x, y]` and `["Z"]`."""
Font: TypeAlias = Mapping[str, str]
"""A font's `name` and `style`, and its `built_in` file of the package or the `digest` of the author's own."""

INCH = 2540


@dataclass(frozen=True, slots=True)
class Picture:
    """A panel's picture, scaled to cover its box and clipped to it: never stretched."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, filled, stroked or both; the stroke is `width` wide, with round joins."""

    outline: Outline
    fill: str | None = None
    stroke: str | None = None
    width: int = 0
    dash: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A shaped line: glyphs (id, x, y) from its origin, which is its left end on the baseline.

    It is `size` high (the em) and `length` long, and turned clockwise about its origin by `turn` hundredths
    of a degree. A stroke of `width` lies behind the letters. `said` is the part of the text that each glyph
    stands for.
    """

    text: str
    font: str
    size: int
    x: int
    y: int
    length: int
    glyphs: Sequence[Sequence[int]]
    said: Sequence[str]
    direction: Literal["ltr", "rtl", "ttb"] = "ltr"
    turn: int = 0
    fill: str = "#000000"
    stroke: str | None = None
    width: int = 0


Mark: TypeAlias = Picture | Shape | Text
_KINDS: Mapping[str, type[Picture] | type[Shape] | type[Text]] = {
    "picture": Picture,
    "shape": Shape,
    "text": Text,
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of `size` once trimmed, with a `bleed` around it; texts stand in the order of reading."""

    size: tuple[int, int]
    bleed: int
    number: int
    marks: tuple[Mark, ...]
    fonts: Mapping[str, Font] = field(default_factory=dict)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures on it, as they are painted."""
        return tuple(mark for mark in self.marks if isinstance(mark, Picture))

    @property
    def texts(self) -> tuple[Text, ...]:
        """The lines of text on it, as they are read."""
        return tuple(mark for mark in self.marks if isinstance(mark, Text))


def write_page(path: Path, page: Page) -> None:
    """Write a page as JSON; equal pages give equal bytes."""
    names = {kind: name for name, kind in _KINDS.items()}
    plain = {
        "size": page.size,
        "bleed": page.bleed,
        "number": page.number,
        "marks": [{"mark": names[type(mark)]} | asdict(mark) for mark in page.marks],
        "fonts": page.fonts,
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), "utf-8")


def read_page(path: Path) -> Page:
    """Read what `write_page` wrote."""
    plain = json.loads(path.read_bytes())
    marks = tuple(_KINDS[mark.pop("mark")](**mark) for mark in plain["marks"])
    return Page(tuple(plain["size"]), plain["bleed"], plain["number"], marks, plain["fonts"])


def covering(picture: tuple[int, int], box: Box) -> tuple[float, float, float, float]:
    """Where a picture of so many pixels lies, so that it covers a box about its middle."""
    left, top, width, height = box
    scale = max(width / picture[0], height / picture[1])
    wide, high = picture[0] * scale, picture[1] * scale
    return left - (wide - width) / 2, top - (high - height) / 2, wide, high
