"""Comic sense: names that mean something else in a comic, and books and panels that can't be laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.base.problems import Problem
from storyboard.script.dialogue import UNSPOKEN
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.source import Source

_COLUMNS = {"2x2": 2, "2x3": 2, "3x3": 3, "strip": 3, "4-koma": 1}
_ROOM = 3000
"""What margins and gutters leave of a page at the least, in hundredths of a millimetre."""


def check_comic(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    """Say what no comic can be made of."""
    for name in UNSPOKEN:
        if name in script.characters:
            message = f'"{name}" stands for a {name} in dialogue, so nobody can be called that; rename it'
            yield source.problem(("characters", name), message, key=True)
    yield from _check_book(source, script)
    yield from _check_panels(source, script, trails)


def _check_book(source: Source, script: Script) -> Iterator[Problem]:
    book = script.book
    if book.scrolls and book.grid != "auto":
        yield source.problem(("book", "grid"), "a webtoon is one long column; take `grid` out")
    gutter, margin, _ = book.spaces
    if min(book.page) - 2 * margin < _ROOM + 5 * gutter:
        at = "margin" if book.margin else "page"
        yield source.problem(("book", at), "margins and gutters leave no room for panels on this page")
    for key in ("font", "sound_font"):
        name = getattr(book, key)
        if name and not name.lower().endswith((".ttf", ".otf")):
            yield source.problem(("book", key), f'"{name}" is not a font; name a .ttf or .otf file')


def _check_panels(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    columns, first = _COLUMNS.get(script.book.grid, 4), True
    for shot, trail in zip(script.shots, trails, strict=True):
        if not shot.panel.moments:
            continue
        if shot.panel.shape == "inset" and first:
            message = "an inset lies in the panel before it, and this is the first panel"
            yield source.problem((*trail, "panel"), message)
        if shot.panel.span > columns:
            message = f"spans {shot.panel.span} columns, and the book's grid has {columns}"
            yield source.problem((*trail, "panel"), message, "warning")
        first = False
