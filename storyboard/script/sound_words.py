"""How the words of a film's sound are read: gains, loudness, music, effects and voices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from storyboard.base.problems import did_you_mean
from storyboard.base.time import round_half_up
from storyboard.script.faults import MeaningError
from storyboard.script.scalars import as_written

_DECIBELS = re.compile(r"([-+−]?)\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:dB)?", re.IGNORECASE | re.ASCII)
_LOUDNESS = re.compile(r"[-−]\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:LUFS|LKFS)?", re.IGNORECASE | re.ASCII)
_SOFTEST, _LOUDEST = -6000, 2400
_QUIETEST_FILM, _LOUDEST_FILM = -4000, -500
_NO_MUSIC = ("none", "silence")
_MUSIC = ("file", "gain", "fade", "from", "until")
_EFFECT = ("file", "at", "gain")


def read_gain(value: object) -> object:
    """A gain in decibels, as hundredths of one."""
    word = as_written(value)
    match = _DECIBELS.fullmatch(word.strip().replace("−", "-")) if isinstance(word, str) else None
    if not match:
        raise MeaningError(f'"{word}" is not a gain; write -6dB or +3dB')
    gain = round_half_up(Fraction(match[2]) * 100) * (-1 if match[1] == "-" else 1)
    if not _SOFTEST <= gain <= _LOUDEST:
        raise MeaningError(f"{word} is out of range; a gain has -60 to +24 dB")
    return gain


def read_loudness(value: object) -> object:
    """A programme's loudness in LUFS, as hundredths of one."""
    word = as_written(value)
    match = _LOUDNESS.fullmatch(word.strip()) if isinstance(word, str) else None
    if not match:
        raise MeaningError(
            f'"{word}" is not a loudness; write -14 (LUFS, for the web) or -23 (for television)'
        )
    loudness = -round_half_up(Fraction(match[1]) * 100)
    if not _QUIETEST_FILM <= loudness <= _LOUDEST_FILM:
        raise MeaningError(f"{word} is out of range; a film has -40 to -5 LUFS")
    return loudness


def read_sound_of_film(value: object) -> object:
    """`sound: false` is a silent film."""
    if value is False:
        return {"on": False}
    if not isinstance(value, Mapping):
        raise MeaningError("is false, or a mapping of loudness, duck and language")
    return dict(value)


def read_music(value: object) -> object:
    """A file, a mapping, or `none` where the music before it ends."""
    word = as_written(value)
    if value is False or (isinstance(word, str) and word.strip().lower() in _NO_MUSIC):
        return {}
    if isinstance(word, str) and word.strip():
        return {"file": word}
    if not isinstance(value, Mapping):
        raise MeaningError("is a file, none, or a mapping of file, gain, fade, from and until")
    _check_parts(value, _MUSIC, "music")
    return dict(value)


def read_effects(value: object) -> object:
    """One sound, or a list of them; text alone is a file."""
    listed = value if isinstance(value, list) else [value]
    effects = []
    for number, each in enumerate(listed):
        within = (number,) if isinstance(value, list) else ()
        word = as_written(each)
        if isinstance(word, str) and word.strip():
            effects.append({"file": word})
            continue
        if not isinstance(each, Mapping):
            raise MeaningError("a sound is a file, or {file: door.wav, at: 1.5s, gain: -3dB}", within)
        try:
            _check_parts(each, _EFFECT, "a sound")
        except MeaningError as fault:
            raise MeaningError(str(fault), (*within, *fault.within), key=fault.key) from None
        effects.append(dict(each))
    return effects


def read_voice(value: object) -> object:
    """Text alone is the variant."""
    word = as_written(value)
    return {"variant": word} if isinstance(word, str) else value


def read_speech(value: object) -> object:
    """Who speaks the lines, and how; false: nobody does."""
    if value is False or (isinstance(value, str) and value.strip().lower() == "none"):
        return {}
    if isinstance(value, str):
        return {"engine": value}
    if not isinstance(value, Mapping) or not value:
        raise MeaningError("is false, or a mapping such as {engine: sound}")
    return dict(value)


def _check_parts(value: Mapping[str, object], parts: tuple[str, ...], what: str) -> None:
    for key in value:
        if key not in parts:
            close = did_you_mean(key, parts)
            raise MeaningError(
                f'"{key}" is not part of {what}{close or f"; it has {_listed(parts)}"}', (key,), key=True
            )
    if "file" not in value:
        raise MeaningError(f"{what} needs a file: {{file: ...}}")


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
