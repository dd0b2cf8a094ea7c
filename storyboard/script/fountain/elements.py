"""What a screenplay is made of, each piece with the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "heading", "action", "cue", "parenthetical", "speech", "lyric", "transition", "centred",
    "section", "synopsis", "note", "shot note", "boneyard", "page break",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of a screenplay; `text` is one line without marks, of notes and boneyards as it was written.

    `line` and `column` count from 1. `begins` is false for what goes on with the paragraph before it.
    """

    kind: Kind
    text: str
    line: int
    column: int = 1
    begins: bool = True
    number: str = ""
    """A scene's number (`1A` of `#1A#`), a section's depth in marks, or the id that a shot note gives."""
    extensions: tuple[str, ...] = ()
    """What stands in parentheses behind a cue: `V.O.`, `CONT'D`."""
    dual: bool = False
    """Whether a cue speaks at the same time as the one before it."""


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """A key of the title page, and its lines."""

    key: str
    lines: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A screenplay as it was written: nothing is judged yet, and nothing left out but marks.

    `marked` are the lines whose emphasis was taken off, `unclosed` those where a boneyard begins that never
    ends.
    """

    title_page: tuple[TitleEntry, ...]
    elements: tuple[Element, ...]
    marked: tuple[int, ...] = ()
    unclosed: tuple[int, ...] = ()
