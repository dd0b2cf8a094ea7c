"""Writes the script: in the order and layout of the examples, with comments where something is to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from storyboard.script import limits
from storyboard.script.fountain.cast import Person
from storyboard.script.fountain.elements import TitleEntry
from storyboard.script.fountain.script_parts import Line, Scene, Shot
from storyboard.script.fountain.timing import seconds_text
from storyboard.script.fountain.yaml_text import comment, quoted, scalar

_LENGTHS = {"dissolve": "12f", "wipe": "12f", "slide": "12f", "push": "12f", "dip": "24f", "fade": "1s"}
_PROPOSALS = (
    "A page is a minute: lengths are estimates, and camera lines without a [[shot: ...]] note are proposals."
)
_AUTHORS = ("author", "authors")
_LONGEST_TITLE = 200
_NOTES_ROOM = limits.SCALAR - 1_000


def script_text(
    title: str,
    title_page: Sequence[TitleEntry],
    opening: tuple[str, str],
    cast: Sequence[Person],
    places: Mapping[str, str],
    scenes: Sequence[Scene],
    source: str,
    schema: str,
) -> str:
    """The whole script; `opening` is the film's first transition and how the screenplay has it."""
    lines = [
        f"# yaml-language-server: $schema={schema}",
        "#",
        *_heading(title, title_page, source),
        "storyboard: 1",
        _entry("title", title[:_LONGEST_TITLE].strip(), 0),
        *_film(*opening),
        *_book(title_page),
        *_characters(cast),
        *_places(places),
        "",
        "profiles:",
        "  animatic:",
        "    keyframe: {engine: animatic}",
        "    clip: {engine: animatic}",
        "    burn_in: [dialogue]",
        "",
        "scenes:",
    ]
    for number, scene in enumerate(scenes):
        lines += [*([""] if number else []), *_scene(scene)]
    return "\n".join(lines) + "\n"


def _heading(title: str, title_page: Sequence[TitleEntry], source: str) -> Iterator[str]:
    yield from comment(title)
    for entry in title_page:
        if entry.key.lower() != "title":
            yield from comment(f"{' '.join(entry.key.split())}: {', '.join(entry.lines)}")
    yield "#"
    yield from comment(f"Imported from {source}. {_PROPOSALS}")


def _film(opening: str, written: str) -> Iterator[str]:
    yield from ("film:", "  size: 1280x720", "  fps: 24")
    if opening:
        yield _transition("open", opening, written, 2)


def _book(title_page: Sequence[TitleEntry]) -> Iterator[str]:
    authors = [line for entry in title_page if entry.key.lower() in _AUTHORS for line in entry.lines]
    if authors:
        yield "book:"
        yield _entry("writer", ", ".join(authors)[: limits.SCALAR], 2)


def _characters(cast: Sequence[Person]) -> Iterator[str]:
    if cast:
        yield from ("", "characters:")
    for person in cast:
        told = person.name if person.name.lower().replace(" ", "_") != person.key else ""
        yield f"  {person.key}:" + (f"   # {told}" if told else "")
        if not person.described:
            yield "    # not described in the screenplay: say what one sees"
        yield _entry("is", person.looks, 4)


def _places(places: Mapping[str, str]) -> Iterator[str]:
    if places:
        yield from ("", "places:")
    for name, described in places.items():
        yield _entry(name, described, 2)


def _scene(scene: Scene) -> Iterator[str]:
    yield f"  - id: {quoted_if_needed(scene.id)}"
    if scene.heading:
        yield _entry("title", scene.heading, 4)
    if scene.place:
        yield _entry("place", scene.place, 4)
    yield from _notes(scene.notes, 4)
    yield "    shots:"
    for number, shot in enumerate(scene.shots):
        yield from [*([""] if number else []), *_shot(shot)]


def _shot(shot: Shot) -> Iterator[str]:
    yield f"      - id: {quoted_if_needed(shot.id)}"
    yield _entry("action", shot.action, 8)
    yield _entry("camera", shot.camera, 8)
    yield f"        duration: {seconds_text(shot.duration)}"
    if shot.dialogue:
        yield "        dialogue:"
    for line in shot.dialogue:
        yield from _line(line)
    if shot.transition:
        yield _transition("transition", shot.transition, shot.transition_written, 8)
    yield from _notes(shot.notes, 8)


def _line(line: Line) -> Iterator[str]:
    if not line.manner:
        yield _entry(f"- {line.speaker}", line.words, 10, 14)
        return
    short = f"          - {line.speaker}: {{says: {quoted(line.words)}, as: {line.manner}}}"
    if len(short) <= 100:
        yield short
        return
    yield f"          - {line.speaker}:"
    yield _entry("says", line.words, 14)
    yield f"              as: {line.manner}"


def _transition(key: str, words: str, written: str, indent: int) -> str:
    length = _LENGTHS.get(words.split()[0], "")
    value = f"{words} {length}".strip()
    return f"{' ' * indent}{key}: {value}   # {' '.join(written.split())}"


def _notes(notes: Iterable[str], indent: int) -> Iterator[str]:
    """Notes as one text; those that are too long for a text stand as comments."""
    kept: list[str] = []
    room = _NOTES_ROOM
    for note in notes:
        if len(note) < room:
            kept.append(note)
            room -= len(note) + 1
        else:
            yield from comment(note, indent)
    if kept:
        yield _entry("notes", "\n".join(kept), indent)


def _entry(key: str, text: str, indent: int, inner: int | None = None) -> str:
    lead = f"{' ' * indent}{key}: "
    return lead + scalar(text, len(lead), indent + 2 if inner is None else inner)


def quoted_if_needed(name: str) -> str:
    """An id, in quotes where YAML would take it for something else."""
    return scalar(name, 0, 0)
