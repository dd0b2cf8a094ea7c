"""The op `storyboard`: the sheet that a film's crew works from, a picture and its notes for each shot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from storyboard.engines.comic import book
from storyboard.engines.comic.document import Mark, Page, Shape, Text
from storyboard.engines.comic.picture_heads import size_in
from storyboard.engines.comic.sheet_cells import Cell, cells, drawn, label_column
from storyboard.engines.comic.sheet_text import GREY, WHITE, Line, Style, Typesetter
from storyboard.engines.protocol import Tell
from storyboard.plan.types import Spec

_MARGIN, _EDGE, _GAP, _BELOW = 1000, 700, 620, 280
"""Left and right of the panels, above and below them, between columns, and between rows."""
_TITLE, _ABOUT, _PAGE = Style(460, True), Style(260, False, GREY), Style(300, True)
_SCENE, _SCENE_NOTE = Style(300, True, WHITE), Style(265)
_BAND = "#222222"
_STRETCH = 1500
"""How much higher than its words a row may be, so that pages are filled; there is room for a pen."""


@dataclass(frozen=True, slots=True)
class Band:
    """A scene's heading, or a line of its notes (`plain`); `right` stands at the other end.

    What follows begins `below` it.
    """

    lines: tuple[Line, ...]
    right: str = ""
    plain: bool = False
    below: int = 220

    @property
    def height(self) -> int:
        """How high it is, with the room below it."""
        return (_SCENE_NOTE.step if self.plain else _SCENE.step * len(self.lines) + 160) + self.below


@dataclass(frozen=True, slots=True)
class Tier:
    """Cells side by side, all as high as the highest; `again` is what its scene is called on another page."""

    cells: tuple[Cell, ...]
    height: int
    again: Band | None


@dataclass(frozen=True, slots=True)
class Paper:
    """What a sheet is set on: the page, its columns, and the head that every page has."""

    size: tuple[int, int]
    columns: int
    title: tuple[Line, ...]
    about: tuple[Line, ...]

    @property
    def wide(self) -> int:
        """How wide a cell is."""
        return (self.size[0] - 2 * _MARGIN - (self.columns - 1) * _GAP) // self.columns

    @property
    def top(self) -> int:
        """Where a page's head ends."""
        return _EDGE + _TITLE.step * len(self.title) + _ABOUT.step * len(self.about) + 200

    @property
    def room(self) -> int:
        """How much of a page's height is left for its cells."""
        return self.size[1] - _EDGE - self.top


def sheet(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write the sheet as `book.pdf` or `book.png`; inputs are the panels' pictures, `0001` and on."""
    setter = Typesetter(inputs[f"file/{spec['font']}"] if spec.get("font") else None)
    pages = lay_out(spec, {name: size_in(path) for name, path in inputs.items() if name.isdigit()}, setter)
    leaves = [book.Leaf(page, {each.name: inputs[each.name] for each in page.pictures}) for page in pages]
    files = setter.files
    used = {key: files[key] for key in sorted({key for page in pages for key in page.fonts})}
    book.write(cast(str, spec["format"]), book.Book(book.about(spec), leaves, used), out)
    tell(1)


def lay_out(spec: Spec, pixels: Mapping[str, tuple[int, int]], setter: Typesetter) -> tuple[Page, ...]:
    """The sheet's pages: scenes in order, rows of cells, each as high as its words; nothing is cut off.

    `pixels` are the sizes of the pictures by name.
    """
    paper = _paper(spec, setter)
    pages = _paged(list(_blocks(spec, pixels, paper, setter)), paper.room)
    named = setter.named
    return tuple(
        _page(list(_drawn(blocks, number, len(pages), paper, setter)), number, paper, named)
        for number, blocks in enumerate(pages, 1)
    )


def _paper(spec: Spec, setter: Typesetter) -> Paper:
    width, height = cast("list[int]", spec["size"])
    about = str(spec["line"]) + (f" · {spec['writer']}" if spec.get("writer") else "")
    wide = width - 2 * _MARGIN
    return Paper(
        (width, height),
        cast(int, spec["columns"]),
        setter.broken(str(spec["title"]), _TITLE, wide - 4000),
        setter.broken(about, _ABOUT, wide),
    )


def _blocks(
    spec: Spec, pixels: Mapping[str, tuple[int, int]], paper: Paper, setter: Typesetter
) -> Iterator[Band | Tier]:
    """All that stands on the pages, from the top of the first to the foot of the last."""
    panels = list(enumerate(_panels(spec), 1))
    labels = label_column(_panels(spec), paper.wide, setter)
    scenes = {scene["id"]: scene for scene in cast("list[dict[str, Any]]", spec.get("scenes", []))}
    opening = str(spec.get("opening", ""))
    for key, group in groupby(panels, lambda panel: panel[1]["scene"]):
        again, called = None, ""
        if scene := scenes.get(key):
            called = f"Scene {scene['number']}"
            again = _heading(scene, " (goes on)", paper, setter)
            yield from _opened(scene, paper, setter)
        room = paper.room - (again.height if again else 0)
        row: list[Cell] = []
        for number, panel in group:
            name = f"{number:04}"
            row += cells(panel, name, pixels[name], called, paper.wide, room, labels, setter)
        if opening:
            row[0], opening = replace(row[0], before=opening), ""
        for start in range(0, len(row), paper.columns):
            side = tuple(row[start : start + paper.columns])
            yield Tier(side, max(cell.height for cell in side), again)


def _panels(spec: Spec) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", spec["panels"])


def _opened(scene: Mapping[str, Any], paper: Paper, setter: Typesetter) -> Iterator[Band]:
    """A scene's heading, and the lines of its notes, which pages may part."""
    notes = setter.broken(scene["notes"], _SCENE_NOTE, paper.size[0] - 2 * _MARGIN)
    heading = _heading(scene, "", paper, setter)
    yield replace(heading, below=120) if notes else heading
    for number, line in enumerate(notes, 1):
        yield Band((line,), plain=True, below=220 if number == len(notes) else 0)


def _heading(scene: Mapping[str, Any], more: str, paper: Paper, setter: Typesetter) -> Band:
    place = f" — {scene['place']}" if scene["place"] else ""
    words = f"SCENE {scene['number']}{more} · {scene['title']}{place}"
    return Band(setter.broken(words, _SCENE, paper.size[0] - 2 * _MARGIN - 3000), scene["duration"])


def _paged(blocks: Sequence[Band | Tier], room: int) -> list[list[Band | Tier]]:
    """Blocks on pages; a heading stays with what follows it, and a scene that goes on says so."""
    pages: list[list[Band | Tier]] = []
    left = 0
    for place, block in enumerate(blocks):
        following = blocks[place + 1 :]
        kept = _height(following[0]) if isinstance(block, Band) and following else 0
        if not pages or _height(block) + kept - _BELOW > left:
            pages.append([])
            left = room
            if isinstance(block, Tier) and block.again and place and isinstance(blocks[place - 1], Tier):
                pages[-1].append(block.again)
                left -= block.again.height
        pages[-1].append(block)
        left -= _height(block)
    return [_filled(page, room) for page in pages]


def _height(block: Band | Tier) -> int:
    return block.height + (_BELOW if isinstance(block, Tier) else 0)


def _filled(page: Sequence[Band | Tier], room: int) -> list[Band | Tier]:
    """The page with its rows as high as there is room for them, within reason."""
    tiers = sum(isinstance(block, Tier) for block in page)
    spare = room + _BELOW - sum(map(_height, page))
    more = min(_STRETCH, max(0, spare) // max(1, tiers))
    return [
        replace(block, height=block.height + more) if isinstance(block, Tier) else block for block in page
    ]


def _drawn(
    blocks: Sequence[Band | Tier], number: int, count: int, paper: Paper, setter: Typesetter
) -> Iterator[Mark]:
    yield from _head(number, count, paper, setter)
    y = paper.top
    for block in blocks:
        if isinstance(block, Band):
            yield from _band(block, y, paper, setter)
        else:
            for place, cell in enumerate(block.cells):
                box = (_MARGIN + place * (paper.wide + _GAP), y, paper.wide, block.height)
                yield from drawn(cell, box, _GAP, setter)
        y += _height(block)


def _head(number: int, count: int, paper: Paper, setter: Typesetter) -> Iterator[Mark]:
    """The title block, and which page it is."""
    y = _EDGE
    for style, lines in ((_TITLE, paper.title), (_ABOUT, paper.about)):
        for line in lines:
            y += style.step
            long = setter.length(line.text, style, line.rtl)
            yield from setter.set(line, style, _MARGIN, y - style.em // 3, long)
    page = f"Page {number} of {count}"
    right = paper.size[0] - _MARGIN - setter.length(page, _PAGE)
    yield from setter.set(Line(page), _PAGE, right, _EDGE + _TITLE.step - _TITLE.em // 3)


def _band(band: Band, y: int, paper: Paper, setter: Typesetter) -> Iterator[Mark]:
    wide = paper.size[0] - 2 * _MARGIN
    if band.plain:
        yield from setter.set(band.lines[0], _SCENE_NOTE, _MARGIN, y + _SCENE_NOTE.em, wide)
        return
    low, right = y + band.height - band.below, _MARGIN + wide
    yield Shape([["M", _MARGIN, y], ["L", right, y], ["L", right, low], ["L", _MARGIN, low], ["Z"]], _BAND)
    for place, line in enumerate(band.lines):
        baseline = y + 80 + _SCENE.em + place * _SCENE.step
        yield from setter.set(line, _SCENE, _MARGIN + 150, baseline, wide - 3000)
    end = right - 150 - setter.length(band.right, _SCENE)
    yield from setter.set(Line(band.right), _SCENE, end, y + 80 + _SCENE.em)


def _page(marks: list[Mark], number: int, paper: Paper, named: Mapping[str, dict[str, str]]) -> Page:
    used = sorted({mark.font for mark in marks if isinstance(mark, Text)})
    return Page(paper.size, 0, number, tuple(marks), {key: named[key] for key in used})
