"""What there is to say of words in a film's pictures before it is made: fonts, and letters that none has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from storyboard.base.errors import EngineError
from storyboard.base.problems import Problem, Severity
from storyboard.base.time import parse_duration, seconds_of
from storyboard.build.settings import caption_font
from storyboard.plan.cards import card_of
from storyboard.script.complete import shot_trails
from storyboard.script.models import Script
from storyboard.script.named import letter_trails
from storyboard.script.placed import Trail
from storyboard.script.sound_sense import line_trail
from storyboard.script.source import Source
from storyboard.script.title_sense import title_trail

_LEAST_SEEN = 4
"""Seconds in which one finds one's name in a roll."""
_TOO_MUCH = "has more words than fit, even in small letters; say less, or let it roll with `roll: true`"


class _Words(NamedTuple):
    """A text in a picture: where it is written, its font, and how grave it is that a letter is missing."""

    text: str
    trail: Trail
    font: str | None
    severity: Severity = "error"


def letter_advice(source: Source, script: Script, profile: str) -> Iterator[Problem]:
    """Fonts that are none, letters that none has in titles, cards and captions, and cards that don't fit."""
    faults = list(_of_fonts(source, script))
    yield from faults
    if not faults:
        for words in _words(source, script, profile):
            yield from _of_words(source, words)
        yield from _of_cards(source, script)


def _of_fonts(source: Source, script: Script) -> Iterator[Problem]:
    for name, trail in letter_trails(script, shot_trails(source.root)):
        from storyboard.media.typesetting.fonts import open_file  # a film without fonts of its own needs none

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


def _of_cards(source: Source, script: Script) -> Iterator[Problem]:
    """Cards with more words than their picture holds, and rolls that are gone before they are read."""
    cards = [
        (shot, trail) for shot, trail in zip(script.shots, shot_trails(source.root), strict=True) if shot.card
    ]
    for shot, trail in cards:
        from storyboard.media.cards import lay_out, seconds_seen

        assert shot.card is not None
        name = shot.card.font or script.film.font
        own = source.folder / name if name else None
        drawn = card_of(shot.card, {name: ""} if name else {}, name).drawn
        setting = lay_out(drawn, script.film.size, own, shot.card.roll)
        if not setting.readable:
            yield source.problem((*trail, "card"), _TOO_MUCH)
        elif shot.card.roll and not shot.measured:
            frames = parse_duration(shot.duration, script.film.rate)
            seen = seconds_seen(setting, script.film.size, seconds_of(frames, script.film.rate))
            if seen < _LEAST_SEEN:
                needed = -(-frames * _LEAST_SEEN // (seen * script.film.rate))
                message = f"rolls so fast that a line is seen for {float(seen):.1f}s; give it {needed}s"
                yield source.problem((*trail, "card", "roll"), message, "warning")


def _words(source: Source, script: Script, profile: str) -> Iterator[_Words]:
    """Every text that is written into a picture, and where; captions only where the profile burns them in."""
    burnt = "dialogue" in script.profiles[profile].burn_in
    spoken, font = script.film.sound.language, caption_font(script)
    for shot, trail in zip(script.shots, shot_trails(source.root), strict=True):
        for number, title in enumerate(shot.titles):
            at = title_trail(source, trail, number)
            yield _Words(f"{title.text}\n{title.subtitle or ''}", at, title.font or script.film.font)
        if shot.card:
            yield _Words("\n".join(shot.card.words), (*trail, "card"), shot.card.font or script.film.font)
        for number, line in enumerate(shot.dialogue if burnt else ()):
            if line.speaker is not None:
                at = line_trail(source, trail, number)
                yield _Words(line.in_language(spoken), at, font, "warning")
