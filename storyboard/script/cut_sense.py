"""Film sense about time: lengths that can be, and transitions that their neighbours can lend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from storyboard.base.problems import Problem
from storyboard.base.time import parse_duration, seconds_of, timecode
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.shots import ScriptTransition
from storyboard.script.source import Source
from storyboard.script.transition import covered

_LONGEST_WORD = 40
_LONG_SHOT = 600
_LONGEST_SHOT = 24 * 3600
_MINUTES, _HOURS = ("m", "min", "mins", "minute", "minutes"), ("h", "hr", "hour", "hours")
_UNITS = {"ms": Fraction(1, 1000)} | dict.fromkeys(_MINUTES, 60) | dict.fromkeys(_HOURS, 3600)
_OTHER_UNITS = re.compile(
    rf"(\d{{1,6}}(?:\.\d{{1,3}})?)\s*({'|'.join(_UNITS)})|(\d{{1,4}})\s*(?:m|min|:)\s*(\d{{1,2}})\s*s?",
    re.ASCII,
)


def check_cut(
    source: Source,
    script: Script,
    trails: Sequence[Trail],
    *,
    timed: bool,
    measured: Mapping[str, int] | None = None,
) -> list[Problem]:
    """Every length and transition that can't be; how they fit together only where all are as `timed`.

    `measured` are the frames of shots whose lines set their length, by id, once those are known.
    """
    problems: list[Problem] = []
    rate = script.film.rate
    frames = [
        (measured or {}).get(shot.id)
        if shot.measured
        else _length(source, (*trail, "duration"), shot.duration, rate, problems)
        for shot, trail in zip(script.shots, trails, strict=True)
    ]
    spans = [
        _transition(source, (*trail, "transition"), shot.transition, rate, problems)
        for shot, trail in zip(script.shots, trails, strict=True)
    ]
    opening = _opening(source, script, problems)
    limit = script.film.length
    most = _length(source, ("film", "length"), limit, rate, problems) if limit is not None else None
    if timed and script.shots:
        problems += _check_last(source, script, trails[-1])
        problems += _check_lending(source, script, trails, frames, spans, opening)
        problems += _check_total(source, frames, most, rate)
    return problems


def _length(source: Source, trail: Trail, text: str, rate: Fraction, problems: list[Problem]) -> int | None:
    """A length in frames, or None where it is none, with the reason told."""
    try:
        if len(text) > _LONGEST_WORD:
            raise ValueError(
                f'"{text[:_LONGEST_WORD]}..." is not a length; write 4s, 1.5s, 96f or 00:00:04:00'
            )
        frames = parse_duration(text, rate)
    except ValueError as error:
        problems.append(source.problem(trail, _meant(text) or str(error)))
        return None
    if message := _unbelievable(text, frames, rate):
        problems.append(source.problem(trail, message))
        return None
    if trail[-1] == "duration" and seconds_of(frames, rate) > _LONG_SHOT:
        minutes = float(seconds_of(frames, rate) / 60)
        problems.append(
            source.problem(trail, f"{minutes:.0f} minutes is long for one shot; is it meant?", "warning")
        )
    return frames


def _meant(text: str) -> str | None:
    """What to say of minutes, hours and thousandths, all of which are written in seconds."""
    match = _OTHER_UNITS.fullmatch(text.strip().lower())
    if not match:
        return None
    number, unit, minutes, rest = match.groups()
    seconds = Fraction(number) * _UNITS[unit] if number else 60 * int(minutes) + int(rest)
    shown = f"{float(seconds):.3f}".rstrip("0").rstrip(".")
    return f'"{text}" is not a length; lengths are in seconds or frames — did you mean "{shown}s"?'


def _unbelievable(text: str, frames: int, rate: Fraction) -> str | None:
    if frames == 0 and any(digit in "123456789" for digit in text):
        return f"{text} is less than half a frame; the shortest length is 1f"
    if frames == 0:
        return "lasts no time at all; the shortest length is 1f"
    if seconds_of(frames, rate) > _LONGEST_SHOT:
        return f"{text} is longer than a day"
    return None


def _transition(
    source: Source, trail: Trail, transition: ScriptTransition | None, rate: Fraction, problems: list[Problem]
) -> tuple[int, int] | None:
    """The frames that a transition covers before and after the cut."""
    if transition is None or transition.kind == "cut":
        return 0, 0
    frames = _length(source, trail, transition.length, rate, problems)
    return None if frames is None else covered(transition.kind, frames)


def _opening(source: Source, script: Script, problems: list[Problem]) -> int | None:
    opening = script.film.open
    if opening is None or opening.kind == "cut":
        return 0
    if opening.kind != "fade in":
        message = f'a film can open with a cut or a fade in, not a {opening.kind} — did you mean "fade in"?'
        problems.append(source.problem(("film", "open"), message))
        return None
    return _length(source, ("film", "open"), opening.length, script.film.rate, problems)


def _check_last(source: Source, script: Script, trail: Trail) -> Iterator[Problem]:
    transition = script.shots[-1].transition
    if transition and transition.kind not in ("cut", "fade out"):
        message = (
            f'{transition.kind}: nothing follows the last shot — did you mean "fade out {transition.length}"?'
        )
        yield source.problem((*trail, "transition"), message)


def _check_lending(
    source: Source,
    script: Script,
    trails: Sequence[Trail],
    frames: Sequence[int | None],
    spans: Sequence[tuple[int, int] | None],
    opening: int | None,
) -> Iterator[Problem]:
    arriving, before = opening, script.film.open
    arrival = "the film's opening"
    for shot, trail, length, span in zip(script.shots, trails, frames, spans, strict=True):
        leaving = span[0] if span else None
        if shot is script.shots[-1] and shot.transition and shot.transition.kind != "fade out":
            leaving = 0
        told = False
        if length is not None and arriving is not None and arriving > length:
            where = ("film", "open") if shot is script.shots[0] else (*trail, "duration")
            message = f"{arrival} covers {arriving}f of {shot.id}, which has {length}f; "
            yield source.problem(where, message + (_bare_seconds(before) or "shorten it"))
        elif length is not None and leaving is not None and leaving > length:
            yield source.problem((*trail, "transition"), _too_long(shot.transition, leaving, shot.id, length))
            told = True
        elif None not in (length, leaving, arriving) and arriving + leaving > length:  # type: ignore[operator]
            message = (
                f"{arrival} and this transition overlap: {arriving}f and {leaving}f of {shot.id}'s {length}f"
            )
            way_out = _bare_seconds(shot.transition) or _bare_seconds(before)
            told, way_out = bool(way_out), way_out or "shorten one, or lengthen the shot"
            yield source.problem((*trail, "transition"), f"{message}; {way_out}")
        arriving, before = span[1] if span and not told else None, shot.transition
        arrival = f"the {shot.transition.kind if shot.transition else 'cut'} out of {shot.id}"


def _too_long(transition: ScriptTransition | None, covers: int, name: str, length: int) -> str:
    kind = transition.kind if transition else "cut"
    most = length if kind == "fade out" else 2 * length
    way_out = _bare_seconds(transition) or f"it can be {most}f at most"
    return f"the {kind} covers {covers}f of {name}, which has {length}f; {way_out}"


def _bare_seconds(transition: ScriptTransition | None) -> str | None:
    """What is to be said of a bare number, which an editor of film may have meant as frames."""
    if transition is None or not transition.length.isdigit():
        return None
    return f"{transition.length} is seconds; for frames write {transition.length}f"


def _check_total(
    source: Source, frames: Sequence[int | None], most: int | None, rate: Fraction
) -> Iterator[Problem]:
    total = sum(length for length in frames if length is not None)
    if most is not None and None not in frames and total > most:
        over = timecode(total - most, rate)
        message = f"the shots last {timecode(total, rate)}, and the film {timecode(most, rate)}; cut {over}"
        yield source.problem(("film", "length"), message)
