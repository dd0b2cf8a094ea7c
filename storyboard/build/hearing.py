"""How long every line of a film is: recordings are listened to, and what nobody recorded is spoken.

Where a line begins follows from the lengths of others, so they are known before the film is planned. What was
found is kept with the cache, by the digest of the file or of what is said: nothing is listened to twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from storyboard.build.speaking import Booth, spoken
from storyboard.plan.edl import cut_together
from storyboard.plan.sheet import Cutting
from storyboard.plan.soundtrack import Mix, Overrun, lengths_in, measured, overruns
from storyboard.script.complete import shot_trails
from storyboard.script.cut_sense import check_cut
from storyboard.script.named import named_files
from storyboard.script.sound_sense import line_trail, sounds

if TYPE_CHECKING:
    from storyboard.base.problems import Problem
    from storyboard.plan.heard import SpokenLine
    from storyboard.plan.types import Shot
    from storyboard.script.models import Script
    from storyboard.script.source import Source
    from storyboard.store import Store

_RECORD = "sound.lengths"


@dataclass(frozen=True, slots=True)
class Heard:
    """A film that was listened to: its shots, those that `duration: speech` measures as long as their lines.

    `problems` are what was known and is still so, lines that can't be heard or go on for too long, and a cut
    that the lengths don't allow.
    """

    shots: tuple[Shot, ...]
    mix: Mix
    problems: list[Problem]


def check_heard(
    source: Source, script: Script, profile: str, store: Store | None, known: list[Problem], booth: Booth
) -> list[Problem]:
    """The problems that are `known`, what `listen` adds to them, and captions that nobody can read in time.

    Pictures aren't looked at. Without a `store` a film that is heard is none the better known.
    Raises EngineError for a sound file that can't be found.
    """
    from storyboard.build import settings
    from storyboard.build.caption_advice import check_reading, languages_shown
    from storyboard.build.found import Finder
    from storyboard.plan.breakdown import Rendering, break_down, transition_of

    if store is None and _has_sound(script, profile):
        return known
    finder = Finder(source.folder, {})
    files = {name: str(path) for name, path in named_files(source, script).items()}
    files |= {name: finder.find(name).digest for name, _ in sounds(script)}
    speech = settings.speech(script, profile, finder)
    voices = settings.voices(script, profile, finder)
    made = Rendering({shot.id: {} for shot in script.shots}, files, speech, voices)
    shots, mix = break_down(script, made), settings.mix(script, made)
    cutting = settings.cutting(script, profile, strict=False)
    if mix and store:
        heard = listen(source, script, shots, mix, cutting, finder.paths(), store, known, booth)
        shots, mix, known = heard.shots, heard.mix, heard.problems
        if any(problem.severity == "error" for problem in known):
            return known
    film = script.film
    edl = cut_together(shots, film.rate, film.size, transition_of(film.open, film.rate))
    return [*known, *check_reading(source, script, edl, lengths_in(mix), languages_shown(cutting))]


def _has_sound(script: Script, profile: str) -> bool:
    """Whether there may be lines that are heard."""
    recorded = any(line.file for shot in script.shots for line in shot.dialogue)
    return script.film.sound.on and (recorded or bool(script.profiles[profile].speech))


def listen(
    source: Source,
    script: Script,
    shots: tuple[Shot, ...],
    mix: Mix,
    cutting: Cutting,
    paths: Mapping[str, Path],
    store: Store,
    known: list[Problem],
    booth: Booth,
) -> Heard:
    """Find the length of every line; `paths` says where recordings and voices lie, by digest.

    Of the problems that are `known`, guesses at what is measured now are left out.
    """
    if not any(shot.sound.lines for shot in shots):
        return Heard(shots, mix, known)
    trails = {shot.id: trail for shot, trail in zip(script.shots, shot_trails(source.root), strict=True)}
    lengths, unheard = lengths_of(shots, mix, cutting, paths, store, booth)
    problems = [
        source.problem(line_trail(source, trails[each.shot], each.number), each.reason) for each in unheard
    ]
    if problems:
        return Heard(shots, mix, known + problems)
    rate = script.film.rate
    shots = measured(shots, lengths, rate)
    frames = {shot.id: shot.frames for shot in shots if shot.sound.measured}
    if frames:
        problems = check_cut(source, script, list(trails.values()), timed=True, measured=frames)
    if not any(problem.severity == "error" for problem in problems):
        for over in overruns(cut_together(shots, rate, script.film.size), lengths):
            at = line_trail(source, trails[over.shot], over.number)
            problems.append(source.problem(at, _too_long(over), "warning"))
    guessed = {source.problem((*trail, "dialogue"), "").place for trail in trails.values()}
    known = [problem for problem in known if not (problem.severity == "warning" and problem.place in guessed)]
    return Heard(shots, replace(mix, lengths=lengths), known + problems)


def _too_long(over: Overrun) -> str:
    frames = f"{over.frames} frame{'s' if over.frames > 1 else ''}"
    return (
        f"takes {frames} more than its shot has, and runs on into what follows; lengthen the shot by "
        f"{frames}, write `duration: speech`, or `lag: {over.frames}f` if it is meant"
    )


@dataclass(frozen=True, slots=True)
class Unheard:
    """A line that can't be heard, and why; `number` counts the lines of its shot from 0."""

    shot: str
    number: int
    reason: str


def lengths_of(
    shots: Sequence[Shot],
    mix: Mix,
    cutting: Cutting,
    paths: Mapping[str, Path],
    store: Store,
    booth: Booth,
) -> tuple[Mapping[str, int], list[Unheard]]:
    """The samples of every line by its `source`, and the lines that have none."""
    with _kept(store) as kept:
        return _lengths(shots, mix, cutting, paths, kept, _remembered(store), booth)


@contextmanager
def _kept(store: Store) -> Iterator[Store]:
    """The store, or where it can't be written one that lasts as long as it is asked: a plan may only look."""
    if store.writable:
        yield store
        return
    with TemporaryDirectory() as folder, type(store).open(Path(folder) / "cache") as other:
        yield other


def _lengths(
    shots: Sequence[Shot],
    mix: Mix,
    cutting: Cutting,
    paths: Mapping[str, Path],
    store: Store,
    known: Mapping[str, int],
    booth: Booth,
) -> tuple[Mapping[str, int], list[Unheard]]:
    lines = {line.source: line for shot in shots for line in shot.sound.lines if line.source not in known}
    reasons: dict[str, str] = {}
    found = {}
    told = (*_recorded(lines, paths), *spoken(lines, mix, cutting, paths, store, booth))
    for source, length in told:
        if isinstance(length, int):
            found[source] = length
        else:
            reasons[source] = length
    if found:
        store.save_build(_RECORD, json.dumps({**known, **found}).encode())
    unheard = [
        Unheard(shot.id, line.number, reasons[line.source])
        for shot in shots
        for line in shot.sound.lines
        if line.source in reasons
    ]
    return {**known, **found}, unheard


def _remembered(store: Store) -> dict[str, int]:
    try:
        known = json.loads(store.last_build(_RECORD) or b"{}")
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}


def _recorded(lines: Mapping[str, SpokenLine], paths: Mapping[str, Path]) -> Iterator[tuple[str, int | str]]:
    """The length of each recording, or what is wrong with it."""
    recordings = {line.file for line in lines.values() if line.file}
    if not recordings:
        return
    from storyboard.media.sound import SoundError, sound_length

    for digest in sorted(recordings):
        try:
            yield digest, sound_length(paths[digest]) or f"{paths[digest].name} is empty"
        except SoundError as error:
            yield digest, str(error)
