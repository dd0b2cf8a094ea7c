"""What the script says of a shot's sound, resolved: times made frames, files digests, voices chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from storyboard.base.digest import Plain
from storyboard.base.time import parse_duration
from storyboard.plan.heard import Effect, Music, ShotSound, SpokenLine, Words
from storyboard.plan.types import Setting
from storyboard.plan.voices import LOUDER, voice_of
from storyboard.script import sound
from storyboard.script.models import Script
from storyboard.script.shots import Line, ScriptShot


def heard_of(
    script: Script,
    shot: ScriptShot,
    files: Mapping[str, str],
    speech: Setting | None,
    voices: Mapping[str, Setting],
) -> ShotSound:
    """All that is heard of a shot; without `speech`, lines that nobody recorded are left out.

    `voices` stand in for `speech` where a character has one.
    """
    film = script.film
    if not film.sound.on:
        return ShotSound()
    return ShotSound(
        lines=tuple(_lines(script, shot, files, speech, voices)),
        effects=tuple(
            Effect(files[each.file], parse_duration(each.at, film.rate), each.gain) for each in shot.sound
        ),
        music=music_of(shot.music, film.rate, files),
        measured=shot.measured,
    )


def words_of(script: Script, shot: ScriptShot) -> tuple[Words, ...]:
    """What is said in a shot, to be read; heard or not."""
    rate, language = script.film.rate, script.film.sound.language
    return tuple(
        Words(
            number=number,
            speaker=line.speaker,
            text=line.in_language(language),
            texts=line.texts,
            time=parse_duration(line.time, rate) if line.time else None,
        )
        for number, line in enumerate(shot.dialogue)
        if line.speaker is not None
    )


def music_of(note: sound.Music | None, rate: Fraction, files: Mapping[str, str]) -> Music | None:
    """A note on music, resolved; None where nothing is said."""
    if note is None:
        return None
    return Music(
        file=files[note.file] if note.file else None,
        gain=note.gain,
        fade=parse_duration(note.fade, rate),
        start=parse_duration(note.from_, rate),
        until=note.until,
    )


def _lines(
    script: Script,
    shot: ScriptShot,
    files: Mapping[str, str],
    speech: Setting | None,
    voices: Mapping[str, Setting],
) -> Iterator[SpokenLine]:
    rate, language = script.film.rate, script.film.sound.language
    for number, line in enumerate(shot.dialogue):
        if line.speaker is None or not (line.file or (speech and _has_words(line.in_language(language)))):
            continue
        character, voice = script.characters[line.speaker], voices.get(line.speaker, speech)
        louder = LOUDER.get(line.kind, 0) if not line.file else 0
        own = character.voice
        yield SpokenLine(
            number=number,
            speaker=line.speaker,
            file=files[line.file] if line.file else None,
            speech=None if line.file or voice is None else _speech(script, line, language, voice),
            engine="" if line.file or voice is None else voice.engine,
            revision=0 if line.file or voice is None else voice.traits.revision,
            time=parse_duration(line.time, rate) if line.time else None,
            lead=parse_duration(line.lead, rate) if line.lead else 0,
            lag=parse_duration(line.lag, rate) if line.lag else 0,
            gain=line.gain + louder + (own.gain if own and not line.file else 0),
        )


def _speech(script: Script, line: Line, language: str, speech: Setting) -> dict[str, Plain]:
    assert line.speaker is not None
    character = script.characters[line.speaker]
    accent = character.voice.language if character.voice else None
    return {
        "text": line.in_language(language),
        "language": accent or language,
        "voice": voice_of(character.is_, character.voice, line.kind),
        "params": speech.params,
    }


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
