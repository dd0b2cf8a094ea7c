"""What there is to say of a book or a sheet before it is made: fonts, face detector, letters no font has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from storyboard.base.errors import EngineError
from storyboard.base.problems import Problem
from storyboard.build.crew_advice import crew_advice
from storyboard.build.found import Finder
from storyboard.engines.comic import advice
from storyboard.script.complete import shot_trails
from storyboard.script.models import Script
from storyboard.script.named import font_trails
from storyboard.script.placed import Trail
from storyboard.script.source import Source

if TYPE_CHECKING:
    from storyboard.engines.comic.lettering.types import Style


Wanted: TypeAlias = Literal["film", "book", "crew"]
"""What is to be made of a script: its film, its comic, or the sheet of the film's crew."""


def book_advice(source: Source, script: Script, finder: Finder, wanted: Wanted) -> Iterator[Problem]:
    """Every problem of the comic that a script is; where no book is `wanted`, lines only warn.

    A script that says nothing of a book is a film alone: only who makes a book of it is told. A crew's sheet
    has words of its own to set.
    """
    if wanted == "film" and source.at(("book",)) is None:
        return
    yield from _of_detector(source, script, finder)
    faults = list(_of_fonts(source, script))
    yield from faults
    if faults:
        return
    if wanted == "crew":
        yield from crew_advice(source, script)
    else:
        yield from _of_lines(source, script, wanted == "book")


def _of_detector(source: Source, script: Script, finder: Finder) -> Iterator[Problem]:
    name, trail = script.book.detector, ("book", "detector")
    if name is None:
        return
    try:
        folder = finder.where(name)
    except EngineError:
        fault = f'there is no folder "{name}"; get a detector with: storyboard fetch mtcnn'
        yield source.problem(trail, fault)
        return
    try:
        advice.check_detector(folder)
    except EngineError as error:
        yield source.problem(trail, str(error))
        return
    if missing := advice.missing_for_detector():
        yield source.problem(trail, missing, "warning")


def _of_fonts(source: Source, script: Script) -> Iterator[Problem]:
    for name, trail in font_trails(script):
        try:
            advice.check_font(source.folder / name)
        except EngineError as fault:
            yield source.problem(trail, str(fault))


def _of_lines(source: Source, script: Script, wished: bool) -> Iterator[Problem]:
    """Lines with letters that no font has; the book would fail at them, and the film has nothing of it."""
    style = _style(source, script)
    for shot, trail in zip(script.shots, shot_trails(source.root), strict=True):
        for number, line in enumerate(shot.dialogue if shot.panel.moments else ()):
            if fault := advice.unlettered(line.text, line.kind, style):
                place = _place_of(source, (*trail, "dialogue"), number)
                yield source.problem(place, fault, "error" if wished else "warning")


def _style(source: Source, script: Script) -> Style:
    from storyboard.engines.comic.lettering.types import Style

    book, folder = script.book, source.folder
    font, sound = (folder / name if name else None for name in (book.font, book.sound_font))
    return Style(book.caps, book.direction == "rtl", book.vertical, book.language, font, sound)


def _place_of(source: Source, dialogue: Trail, number: int) -> Trail:
    """Where a line's words are written: in a list of lines, or in a mapping of speakers."""
    written = source.at(dialogue)
    if isinstance(written, Mapping):
        return (*dialogue, list(written)[number])
    return (*dialogue, number, next(iter(written[number])))
