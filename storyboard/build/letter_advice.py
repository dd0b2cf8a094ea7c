"""What there is to say of words in a film's pictures before it is made: fonts, and letters that none has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from storyboard.base.errors import EngineError
from storyboard.base.problems import Problem, Severity
from storyboard.build.settings import caption_font
from storyboard.script.complete import shot_trails
from storyboard.script.models import Script
from storyboard.script.named import letter_trails
from storyboard.script.placed import Trail
from storyboard.script.sound_sense import line_trail
from storyboard.script.source import Source
from storyboard.script.title_sense import title_trail


class _Words(NamedTuple):
    """A text in a picture: where it is written, its font, and how grave it is that a letter is missing."""

    text: str
    trail: Trail
    font: str | None
    severity: Severity = "error"


def letter_advice(source: Source, script: Script, profile: str) -> Iterator[Problem]:
    """Fonts that are none, and letters of titles and burnt-in captions that no font has."""
    faults = list(_of_fonts(source, script))
    yield from faults
    if not faults:
        for words in _words(source, script, profile):
            yield from _of_words(source, words)


def _of_fonts(source: Source, script: Script) -> Iterator[Problem]:
    from storyboard.media.typesetting.fonts import open_file

    for name, trail in letter_trails(script, shot_trails(source.root)):
        try:
            open_file(source.folder / name)
        except EngineError as fault:
            yield source.problem(trail, str(fault))


def _of_words(source: Source, words: _Words) -> Iterator[Problem]:
    if words.text.isascii() and words.font is None:
        return  # the font of the package has them all
    from storyboard.media.typesetting.blocks import without
    from storyboard.media.typesetting.shaping import no_font_has

    own: Path | None = source.folder / words.font if words.font else None
    if missing := without(words.text, own):
        said = no_font_has(missing, "film", "films")
        yield source.problem(words.trail, said, words.severity)
    elif own and (missing := without(words.text, own, alone=True)):
        said = f'{words.font} lacks "{missing}"; the built-in font stands in for what it lacks'
        yield source.problem(words.trail, said, "warning")


def _words(source: Source, script: Script, profile: str) -> Iterator[_Words]:
    """Every text that is written into a picture, and where; captions only where the profile burns them in."""
    burnt = "dialogue" in script.profiles[profile].burn_in
    spoken, font = script.film.sound.language, caption_font(script)
    for shot, trail in zip(script.shots, shot_trails(source.root), strict=True):
        for number, title in enumerate(shot.titles):
            at = title_trail(source, trail, number)
            yield _Words(f"{title.text}\n{title.subtitle or ''}", at, title.font or script.film.font)
        for number, line in enumerate(shot.dialogue if burnt else ()):
            if line.speaker is not None:
                at = line_trail(source, trail, number)
                yield _Words(line.in_language(spoken), at, font, "warning")
