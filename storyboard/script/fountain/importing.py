"""A screenplay's file made into the text of a script, with a report of where everything went."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyboard.base.errors import ScriptError
from storyboard.base.problems import Place, Problem
from storyboard.script import limits
from storyboard.script.files import FileFaultError, decode, read_bytes
from storyboard.script.fountain.cast import Cast
from storyboard.script.fountain.elements import Screenplay
from storyboard.script.fountain.finishing import finish, shots_of
from storyboard.script.fountain.reader import read_screenplay
from storyboard.script.fountain.scenes import Breakdown
from storyboard.script.fountain.script_parts import Shot, Told, Went
from storyboard.script.fountain.writing import script_text

LARGEST = 2 * 2**20
"""Bytes of a screenplay: some thousand pages."""
_MOST_VALUES = limits.NODES * 4 // 5


@dataclass(frozen=True, slots=True)
class Imported:
    """A script that a screenplay became.

    `went` says of every piece where it went, `told` what the author should look at, both in the
    screenplay's order.
    """

    text: str
    scenes: int
    shots: int
    characters: tuple[str, ...]
    undescribed: tuple[str, ...]
    places: int
    seconds: Fraction
    went: tuple[Went, ...]
    told: tuple[Problem, ...]


def import_fountain(path: Path, schema: str) -> Imported:
    """Read a screenplay; `schema` is where the script says that its schema lies.

    Raises ScriptError with the place and the reason where the file holds no screenplay.
    """
    try:
        data = read_bytes(path, path.name)
        if len(data) > LARGEST:
            raise FileFaultError(
                f'"{path.name}" has {len(data):,} bytes; a screenplay has at most {LARGEST:,}'
            )
        text = decode(data)
    except FileFaultError as fault:
        place = Place(str(path), fault.line, fault.column)
        raise ScriptError([Problem(place, "", str(fault))]) from None
    return _imported(read_screenplay(text), path, schema)


def _imported(screenplay: Screenplay, path: Path, schema: str) -> Imported:
    cast = Cast(screenplay.elements)
    breakdown = Breakdown(cast)
    breakdown.lay_out(screenplay.elements)
    floor = breakdown.floor
    if not floor.scenes:
        message = "holds no screenplay: no scene, no action and no dialogue"
        raise ScriptError([Problem(Place(str(path), 1, 1), "", message)])
    places = finish(floor.scenes, cast)
    shots = shots_of(floor.scenes)
    _refuse_too_long(shots, path)
    people = cast.people()
    text = script_text(
        _title(screenplay, path),
        screenplay.title_page,
        breakdown.opening,
        people,
        places,
        floor.scenes,
        path.name,
        schema,
    )
    return Imported(
        text,
        len(floor.scenes),
        len(shots),
        tuple(person.key for person in people),
        tuple(person.key for person in people if not person.described),
        len(places),
        sum((shot.duration for shot in shots), Fraction(0)),
        tuple(sorted([*_marks(screenplay), *floor.went], key=lambda one: one.line)),
        tuple(Problem(Place(str(path), told.line, told.column), "", told.message, "warning")
              for told in sorted([*breakdown.told, *_unclosed(screenplay)], key=lambda one: one.line)),
    )  # fmt: skip


def _refuse_too_long(shots: list[Shot], path: Path) -> None:
    values = 0
    for shot in shots:
        values += 12 + 4 * len(shot.dialogue)
        if values > _MOST_VALUES:
            message = "the screenplay is longer than a script may be; import it in parts"
            raise ScriptError([Problem(Place(str(path), shot.line, 1), "", message)])


def _title(screenplay: Screenplay, path: Path) -> str:
    lines = [line for entry in screenplay.title_page if entry.key.lower() == "title" for line in entry.lines]
    return " ".join(lines) or " ".join(path.stem.split()) or "Untitled"


def _marks(screenplay: Screenplay) -> list[Went]:
    entries = [
        Went(entry.line, "title page", "title" if entry.key.lower() == "title" else "comments at the top")
        for entry in screenplay.title_page
    ]
    return entries + [Went(line, "emphasis", "") for line in screenplay.marked]


def _unclosed(screenplay: Screenplay) -> list[Told]:
    return [
        Told(line, 1, "/* begins a boneyard that never ends; it is read as text")
        for line in screenplay.unclosed
    ]
