"""Title sense: times that can be, within the shot that a title stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from storyboard.base.problems import Problem
from storyboard.base.time import parse_duration
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.source import Source


def check_titles(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    """Say which titles can't be seen as they are written."""
    rate = script.film.rate
    for shot, trail in zip(script.shots, trails, strict=True):
        lasts = None if shot.measured else _frames(shot.duration, rate)
        for number, title in enumerate(shot.titles):
            at = title_trail(source, trail, number)
            times = [("from", title.from_), ("for", title.for_)]
            faults = [(key, text) for key, text in times if text and _frames(text, rate) is None]
            for key, text in faults:
                yield source.problem((*at, key), f'"{text}" is not a length; write 2s or 12f')
            if faults:
                continue
            first = _frames(title.from_, rate) or 0 if title.from_ else 0
            length = _frames(title.for_, rate) if title.for_ else 1
            if lasts is not None and first + (length or 0) > lasts:
                yield source.problem(
                    at, f"is there for longer than its shot, which has {lasts} frames", "warning"
                )
            elif length == 0:
                yield source.problem(at, "is never seen; give it a length")


def title_trail(source: Source, shot: Trail, number: int) -> Trail:
    """Where a title is written: alone, or in a list."""
    listed = isinstance(source.at((*shot, "titles")), list)
    return (*shot, "titles", number) if listed else (*shot, "titles")


def _frames(text: str, rate: Fraction) -> int | None:
    try:
        return parse_duration(text, rate)
    except ValueError:
        return None
