"""Caption sense: a line that has no words in a language of the film's captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.base.problems import Problem
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.shots import Line
from storyboard.script.sound_sense import line_trail
from storyboard.script.source import Source


def check_captions(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    """Warn of lines that would be shown in another language than the captions are in."""
    languages = script.captions.languages if script.captions else ()
    spoken = script.film.sound.language.lower()
    if not languages:
        return
    for shot, trail in zip(script.shots, trails, strict=True):
        for number, line in enumerate(shot.dialogue):
            lacking = [language for language in languages if not _said_in(line, language, spoken)]
            if line.speaker is not None and lacking:
                message = (
                    f"has no words in {' and '.join(lacking)}, which captions are in; "
                    f"write {{{spoken}: ..., {lacking[0]}: ...}}"
                )
                yield source.problem(line_trail(source, trail, number), message, "warning")


def _said_in(line: Line, language: str, spoken: str) -> bool:
    told = {tag.split("-")[0] for tag in line.texts or (spoken,)}
    return language.split("-")[0] in told
