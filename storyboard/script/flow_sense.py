"""Film sense about how shots follow each other, and about words that don't fit their time. Warnings all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from storyboard.base.problems import Problem
from storyboard.base.time import parse_duration, seconds_of
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.references import REFERENCE
from storyboard.script.shots import ScriptShot
from storyboard.script.source import Source

_FASTEST = 25
"""Characters a second that a fast speaker says."""
_SHORT_LINE = 20
_CLOSE = ("ECU", "BCU", "CU", "MCU")


def check_flow(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    """Say where a cut would jump, and where there are more words than time."""
    for (one, _), (other, trail) in pairwise(zip(script.shots, trails, strict=True)):
        if _jumps(one, other):
            message = f"would jump: {one.id} is the same view of the same place; change size or angle"
            message += f", or write `transition: cut` in {one.id} if it is meant"
            yield source.problem((*trail, "camera"), message, "warning")
    for shot, trail in zip(script.shots, trails, strict=True):
        if shot.dialogue and (hurry := _hurried(shot, script)):
            yield source.problem((*trail, "dialogue"), hurry, "warning")


def _jumps(one: ScriptShot, other: ScriptShot) -> bool:
    """A straight cut, that nobody asked for in words, between two like views of the same people."""
    same_view = (one.camera.size, one.camera.framing, one.camera.angle) == (
        other.camera.size,
        other.camera.framing,
        other.camera.angle,
    )
    noted = "size" in one.camera.model_fields_set and "size" in other.camera.model_fields_set
    here = one.place is not None and one.place == other.place and one.scene == other.scene
    people = _in_view(one)
    return same_view and noted and here and one.transition is None and people == _in_view(other) != ()


def _in_view(shot: ScriptShot) -> tuple[tuple[str, str], ...]:
    """Whom one sees: of an OTS and a POV who looks at whom, of a close shot the first, of others all."""
    cast = tuple(dict.fromkeys(REFERENCE.findall(shot.action)))
    if shot.camera.framing == "insert":
        return ()
    if shot.camera.framing in ("OTS", "POV"):
        return cast
    if shot.camera.framing is None and shot.camera.size in _CLOSE:
        return cast[:1]
    return tuple(sorted(cast))


def _hurried(shot: ScriptShot, script: Script) -> str | None:
    letters = sum(len(line.text) for line in shot.dialogue if line.speaker is not None)
    try:
        seconds = seconds_of(parse_duration(shot.duration, script.film.rate), script.film.rate)
    except ValueError:
        return None
    if letters <= _SHORT_LINE or letters <= _FASTEST * seconds:
        return None
    takes, lasts = -(letters * -10 // _FASTEST), Fraction(10) * seconds // 1
    return f"takes about {takes / 10:.1f} seconds to say even fast, and the shot lasts {lasts / 10:.1f}"
