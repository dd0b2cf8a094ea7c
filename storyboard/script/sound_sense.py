"""Sound sense: times that can be, shots that are there, and lines that something can be heard of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from storyboard.base.problems import Problem, did_you_mean
from storyboard.base.time import parse_duration
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.shots import Line, ScriptShot
from storyboard.script.sound import Music
from storyboard.script.source import Source


def sounds(script: Script, trails: Sequence[Trail] | None = None) -> Iterator[tuple[str, Trail]]:
    """Every sound file that is heard, and where it is named; of a silent film none."""
    if not script.film.sound.on:
        return
    if script.music and script.music.file:
        yield script.music.file, ("music",)
    for number, shot in enumerate(script.shots):
        trail = trails[number] if trails else ("shots", number)
        if shot.music and shot.music.file:
            yield shot.music.file, (*trail, "music")
        yield from ((effect.file, (*trail, "sound")) for effect in shot.sound)
        spoken = ((line.file, place) for place, line in enumerate(shot.dialogue))
        yield from ((file, (*trail, "dialogue", place)) for file, place in spoken if file)


def check_sound(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    """Say what can't be heard as it is written."""
    order = {shot.id: number for number, shot in enumerate(script.shots)}
    rate = script.film.rate
    yield from _check_music(source, script.music, ("music",), 0, order, rate)
    for number, (shot, trail) in enumerate(zip(script.shots, trails, strict=True)):
        yield from _check_music(source, shot.music, (*trail, "music"), number, order, rate)
        for effect in shot.sound:
            yield from _check_time(source, (*trail, "sound"), "at", effect.at, rate)
        for place, line in enumerate(shot.dialogue):
            for key in ("time", "lead", "lag"):
                if written := getattr(line, key):
                    yield from _check_time(source, line_trail(source, trail, place), key, written, rate)
        if shot.measured and not _talks(shot):
            message = "`duration: speech` needs a line that is spoken; write how long it lasts"
            yield source.problem((*trail, "duration"), message)


def line_trail(source: Source, shot: Trail, number: int) -> Trail:
    """Where a line of a shot is written: in a list by its number, in a mapping by its name."""
    written = source.at((*shot, "dialogue"))
    if isinstance(written, dict):
        return (*shot, "dialogue", list(written)[number])
    return (*shot, "dialogue", number)


def _talks(shot: ScriptShot) -> bool:
    return any(_is_heard(line) for line in shot.dialogue)


def _is_heard(line: Line) -> bool:
    return line.speaker is not None


def _check_music(
    source: Source, music: Music | None, trail: Trail, number: int, order: dict[str, int], rate: Fraction
) -> Iterator[Problem]:
    if music is None:
        return
    for key, written in (("fade", music.fade), ("from", music.from_)):
        yield from _check_time(source, trail, key, written, rate)
    if music.until is None:
        return
    if music.until not in order:
        close = did_you_mean(music.until, order)
        yield source.problem((*trail, "until"), f'there is no shot "{music.until}"{close}')
    elif order[music.until] < number:
        yield source.problem((*trail, "until"), f"{music.until} is over before this music begins")


def _check_time(source: Source, trail: Trail, key: str, written: str, rate: Fraction) -> Iterator[Problem]:
    """A length of time, of nothing too."""
    try:
        parse_duration(written, rate)
    except ValueError as error:
        at = (*trail, key) if source.at((*trail, key)) is not None else trail
        yield source.problem(at, str(error))
