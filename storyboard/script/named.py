"""The files that a script names: characters' weights and pictures, each of them in the project's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from storyboard.base.problems import Problem, closest
from storyboard.script.characters import Character, Look
from storyboard.script.files import FileFaultError, check_regular, inside
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.sound_sense import sounds
from storyboard.script.source import Source


def named_files(source: Source, script: Script) -> Mapping[str, Path]:
    """Every file that the script names: its name there, and where it lies."""
    return {name: source.folder / name for name, _ in _names(script)}


def named_trails(script: Script) -> Mapping[str, Trail]:
    """Where each of those files is named first."""
    return dict(reversed([*_names(script)]))


def named_by_book(script: Script) -> tuple[str, ...]:
    """What the book names: its fonts, and the folder of its face detector."""
    named = script.book.font, script.book.sound_font, script.book.detector
    return tuple(dict.fromkeys(name for name in named if name))


def font_trails(script: Script) -> Iterator[tuple[str, Trail]]:
    """The fonts that the book names, and where it does; a film needs none of them."""
    for key, name in (("font", script.book.font), ("sound_font", script.book.sound_font)):
        if name:
            yield name, ("book", key)


def letter_trails(script: Script, trails: Sequence[Trail] | None = None) -> Iterator[tuple[str, Trail]]:
    """The fonts that a film names for words in its pictures; `trails` lead to the shots."""
    if script.film.font:
        yield script.film.font, ("film", "font")
    if script.captions and script.captions.font:
        yield script.captions.font, ("captions", "font")
    for place, shot in enumerate(script.shots):
        trail = trails[place] if trails else ("shots", place)
        yield from ((title.font, (*trail, "titles")) for title in shot.titles if title.font)
        if shot.card and shot.card.font:
            yield shot.card.font, (*trail, "card", "font")


def learnt_from(key: str, character: Character) -> Iterator[tuple[str, Trail]]:
    """The files that a picture model learns a character from, in all its looks, and where they are named."""
    trail: Trail = ("characters", key)
    appearances: list[tuple[Character | Look, Trail]] = [(character, trail)]
    appearances += [(look, (*trail, "looks", name)) for name, look in character.looks.items()]
    for seen, where in appearances:
        if seen.embedding:
            yield seen.embedding.file, (*where, "embedding", "file")
        if seen.lora:
            yield seen.lora.file, (*where, "lora", "file")
        if seen.reference:
            yield seen.reference.file, (*where, "reference", "file")


def consent_trails(script: Script) -> Iterator[tuple[str, Trail]]:
    """The files in which people agree to be shown; nothing is made from them."""
    for key, character in script.characters.items():
        if character.rights and character.rights.consent:
            yield character.rights.consent, ("characters", key, "rights", "consent")


def check_files(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    """Say which named files are missing, or lead out of the project's folder."""
    for name, trail in (*_names(script, trails), *font_trails(script), *consent_trails(script)):
        try:
            check_regular(inside(source.folder, name), name)
        except FileFaultError as fault:
            yield source.problem(trail, f"{fault}{_nearby(source.folder, name)}")


def _nearby(folder: Path, name: str) -> str:
    """The file of a like name that lies where this one should; nothing outside the project is looked at."""
    try:
        path = inside(folder, name)
        files = [] if path.exists() else [each.name for each in path.parent.iterdir() if each.is_file()]
    except (FileFaultError, OSError, ValueError):
        return ""
    close = closest(path.name, files)
    return f' — did you mean "{Path(name).with_name(close)}"?' if close else ""


def _names(script: Script, trails: Sequence[Trail] | None = None) -> Iterator[tuple[str, Trail]]:
    """Each file and where it is named; `trails` lead to the shots."""
    for key, character in script.characters.items():
        yield from learnt_from(key, character)
        if character.voice and character.voice.file:
            yield character.voice.file, ("characters", key, "voice", "file")
    yield from sounds(script, trails)
    yield from letter_trails(script, trails)
