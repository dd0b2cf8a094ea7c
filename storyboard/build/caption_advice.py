"""Captions that nobody has the time to read, told at their line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from storyboard.base.errors import RenderError
from storyboard.plan.captions import SPEED, cues, hasty
from storyboard.script.complete import shot_trails
from storyboard.script.sound_sense import line_trail

if TYPE_CHECKING:
    from storyboard.base.problems import Problem
    from storyboard.plan.sheet import Cutting
    from storyboard.plan.types import Edl
    from storyboard.script.models import Script
    from storyboard.script.source import Source


def check_reading(
    source: Source, script: Script, edl: Edl, lengths: Mapping[str, int], languages: Sequence[str]
) -> Iterator[Problem]:
    """Warn of lines that are too fast to read in one of those languages; `lengths` are as for `cues`."""
    if not languages:
        return
    trails = {shot.id: trail for shot, trail in zip(script.shots, shot_trails(source.root), strict=True)}
    for language in languages:
        for line in hasty(cues(edl, lengths, language), edl.rate):
            message = (
                f"takes {line.speed} letters a second to read{_named(language)}, and {SPEED} are what one "
                "can; give it more time or fewer words"
            )
            yield source.problem(line_trail(source, trails[line.shot], line.number), message, "warning")


def languages_shown(cutting: Cutting) -> tuple[str, ...]:
    """The languages of the captions that a film carries, else of those that stand in its pictures."""
    return cutting.captions or (("",) if "dialogue" in cutting.burn_in else ())


def check_language(script: Script, language: str) -> None:
    """Raise RenderError where nothing is said in a language."""
    spoken = script.film.sound.language
    lines = [line for shot in script.shots for line in shot.dialogue if line.speaker is not None]
    told = {spoken.lower()} | {tag for line in lines for tag in line.texts}
    if language and language.split("-")[0] not in {tag.split("-")[0] for tag in told}:
        raise RenderError(f"nothing is said in {language}; there is {', '.join(sorted(told))}")


def _named(language: str) -> str:
    return f" in {language}" if language else ""
