"""A shot on the crew's sheet: its head, its picture with the camera's arrows, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from storyboard.base.errors import EngineError
from storyboard.engines.comic.arrows import CAMERA_INK, camera_arrows, transition_sign
from storyboard.engines.comic.document import Box, Mark, Picture, Shape
from storyboard.engines.comic.sheet_text import BLACK, GREY, Line, Style, Typesetter
from storyboard.media.typesetting.shaping import is_rtl, no_font_has

_NUMBER, _SHOT, _LENGTH, _SMALL = Style(360, True), Style(280), Style(280, True), Style(230, False, GREY)
_LABEL, _SPEAKER, _TEXT = Style(220, True, GREY), Style(260, True), Style(280)
_CAMERA = Style(280, True, CAMERA_INK)
_TRANSITION = Style(235, True)
_PAD, _LEAST = 130, 3
"""Room around words, and the lines that every cell has room for."""
_LABELS, _MOST = 1450, 34
"""The width of the labels' column: that at least, and no more than so many hundredths of the cell's."""
_SIGN = 380
_TINT, _RULE = "#ececec", "#8a8a8a"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a cell's table: the label to its left, where one begins there, and how both look."""

    label: Line | None
    line: Line | None
    labelled: Style = _LABEL
    style: Style = _TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """A panel of the sheet; what goes on from a cell that was full has no picture (`name` is empty)."""

    name: str
    high: int
    number: str
    shot: tuple[Line, ...]
    beside: Sequence[str]
    below: str
    move: str
    rows: tuple[Row, ...]
    labels: int
    before: str = ""
    after: str = ""

    @property
    def head(self) -> int:
        """How high the strip over the picture is."""
        return max(_NUMBER.step + _SMALL.step, _SHOT.step * len(self.shot) + _SMALL.step) + _PAD

    @property
    def height(self) -> int:
        """How high the cell is at the least."""
        return self.head + self.high + 2 * _PAD + _TEXT.step * max(_LEAST, len(self.rows))


def cells(
    panel: Mapping[str, Any],
    name: str,
    pixels: tuple[int, int],
    scene: str,
    wide: int,
    room: int,
    labels: int,
    setter: Typesetter,
) -> Iterator[Cell]:
    """The cell of a panel, and as many more as its words take where a page has `room` for no higher one.

    It is `wide`, and `labels` of that are the column of the labels.

    Raises EngineError for letters that no font has.
    """
    _check(panel, setter)
    taken = setter.length(panel["number"], _NUMBER) + setter.length("00:00:00:00", _LENGTH) + 4 * _PAD
    cell = Cell(
        name=name,
        high=wide * pixels[1] // pixels[0],
        number=panel["number"],
        shot=setter.broken(panel["shot"], _SHOT, wide - taken),
        beside=(panel["duration"], f"at {panel['in']}"),
        below=scene,
        move=panel["move"],
        rows=tuple(_rows(panel, wide, labels, setter)),
        labels=labels,
        after=panel["transition"],
    )
    while cell.height > room:
        whole = max(_LEAST, len(cell.rows) - -(-(cell.height - room) // _TEXT.step))
        yield replace(cell, rows=cell.rows[:whole], after="")
        shot = setter.broken(f"{panel['shot']} (goes on)", _SHOT, wide - taken)
        rest = _labelled_again(cell.rows, whole)
        cell = replace(cell, name="", high=0, shot=shot, beside=("", ""), move="static", rows=rest)
    yield cell


def label_column(panels: Sequence[Mapping[str, Any]], wide: int, setter: Typesetter) -> int:
    """How wide the labels' column is on a sheet, so that the words of names are whole, within reason."""
    words = {word for panel in panels for speaker, *_ in panel["dialogue"] for word in speaker.split()}
    longest = max((setter.length(word, _SPEAKER) for word in words), default=0)
    return min(max(_LABELS, longest + 2 * _PAD), wide * _MOST // 100)


def drawn(cell: Cell, box: Box, gap: int, setter: Typesetter) -> Iterator[Mark]:
    """A cell in its box; a transition stands in the `gap` beside it."""
    left, top, wide, _ = box
    yield Shape(_outline((left, top, wide, cell.head)), _TINT)
    yield Shape(_outline(box), None, _RULE, 18)
    yield from _head(cell, left, top, wide, setter)
    frame = (left, top + cell.head, wide, cell.high)
    if cell.name:
        yield Picture(cell.name, frame)
        yield Shape(_outline(frame), None, BLACK, 30)
        yield from camera_arrows(cell.move, frame)
    yield from _table(cell, left, top + cell.head + cell.high + _PAD, wide, setter)
    middle = top + cell.head + cell.high // 2
    if cell.before:
        yield from _passage(cell.before, left - gap // 2, middle, setter)
    if cell.after:
        yield from _passage(cell.after, left + wide + gap // 2, middle, setter)


def _check(panel: Mapping[str, Any], setter: Typesetter) -> None:
    words = [panel["action"], panel["place"], panel["notes"], panel["camera"]]
    words += [part for line in panel["dialogue"] for part in line]
    if missing := setter.lacks("\n".join(words)):
        raise EngineError(f"shot {panel['shot']}: {no_font_has(missing)}")


def _rows(panel: Mapping[str, Any], wide: int, labels: int, setter: Typesetter) -> Iterator[Row]:
    noted = [
        ("CAMERA", "", panel["camera"], _LABEL, _CAMERA),
        ("PLACE", "", panel["place"], _LABEL, _TEXT),
        ("ACTION", "", panel["action"], _LABEL, _TEXT),
        *((*line, _SPEAKER, _TEXT) for line in panel["dialogue"]),
        ("NOTES", "", panel["notes"], _LABEL, _TEXT),
    ]
    for label, manner, text, labelled, style in noted:
        if text:
            names = setter.broken(label, labelled, labels - _PAD)
            said = f"({manner}) {text}" if manner else text
            lines = setter.broken(said, style, wide - labels - 2 * _PAD, is_rtl(text))
            for place in range(max(len(names), len(lines))):
                yield Row(_nth(names, place), _nth(lines, place), labelled, style)


def _labelled_again(rows: Sequence[Row], start: int) -> tuple[Row, ...]:
    """The rows from `start` on; what goes on there is called again what it was."""
    labels = [row for row in rows[: start + 1] if row.label]
    first = replace(rows[start], label=labels[-1].label, labelled=labels[-1].labelled)
    return (first, *rows[start + 1 :])


def _nth(lines: Sequence[Line], place: int) -> Line | None:
    return lines[place] if place < len(lines) else None


def _head(cell: Cell, left: int, top: int, wide: int, setter: Typesetter) -> Iterator[Mark]:
    """Number and shot to the left, how long and when to the right; the scene below."""
    first = top + _NUMBER.step
    yield from setter.set(Line(cell.number), _NUMBER, left + _PAD, first)
    beyond = left + 2 * _PAD + setter.length(cell.number, _NUMBER)
    for place, line in enumerate(cell.shot):
        yield from setter.set(line, _SHOT, beyond, first + place * _SHOT.step)
    below = top + cell.head - _PAD
    for words, style, y in zip(cell.beside, (_LENGTH, _SMALL), (first, below), strict=True):
        if words:
            yield from setter.set(Line(words), style, left + wide - _PAD - setter.length(words, style), y)
    if cell.below:
        yield from setter.set(Line(cell.below), _SMALL, left + _PAD, below)


def _table(cell: Cell, left: int, top: int, wide: int, setter: Typesetter) -> Iterator[Mark]:
    for place, row in enumerate(cell.rows):
        y = top + _TEXT.step * place + _TEXT.em
        if row.label:
            yield from setter.set(row.label, row.labelled, left + _PAD, y, cell.labels - _PAD)
        if row.line:
            begins = left + _PAD + cell.labels
            yield from setter.set(row.line, row.style, begins, y, wide - cell.labels - 2 * _PAD)


def _passage(words: str, x: int, y: int, setter: Typesetter) -> Iterator[Mark]:
    """A transition's sign and name, one below the other, around a point between two pictures."""
    name = words.upper()
    long = setter.length(name, _TRANSITION)
    top = y - (_SIGN + 150 + long) // 2
    yield from transition_sign(words, (x - _SIGN // 2, top, _SIGN, _SIGN))
    yield from setter.set_down(name, _TRANSITION, x - _TRANSITION.em * 36 // 100, top + _SIGN + 150)


def _outline(box: Box) -> list[list[Any]]:
    left, top, wide, high = box
    right, low = left + wide, top + high
    return [["M", left, top], ["L", right, top], ["L", right, low], ["L", left, low], ["Z"]]
