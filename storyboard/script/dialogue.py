"""How the words of a shot are read: who says what, how, in which language, and how it is heard."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from storyboard.base.problems import did_you_mean
from storyboard.script.faults import MeaningError
from storyboard.script.fields import TEXT, Reads
from storyboard.script.scalars import as_written
from storyboard.script.sound_words import read_gain

MANNERS = ("speech", "thought", "whisper", "shout")
SIDES = ("left", "right", "top", "bottom")
UNSPOKEN = ("caption", "sound")
"""What stands in a speaker's place where nobody speaks."""
_HEARD = ("file", "time", "lead", "lag", "gain")
"""How a line is heard; nothing of it changes a picture."""
_PARTS = ("says", "as", "at", *_HEARD)
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z0-9]{2,8})*")
_WORDS: dict[str, Any] = {
    "anyOf": [TEXT, {"type": "object", "additionalProperties": TEXT, "minProperties": 1}]
}
_LINE_PARTS: dict[str, Any] = {
    "says": {"description": "The words; or by language: {en: Yes., de: Ja.}.", **_WORDS},
    "as": {"description": "How they are said.", "enum": list(MANNERS)},
    "at": {"description": "Where in a comic's panel.", "enum": list(SIDES)},
    "file": {"description": "A recording, from the script's folder.", **TEXT},
    "time": {"description": "When in the shot: 1.5s or 12f; else after the line before it.", **TEXT},
    "lead": {"description": "How long before its shot it begins (a J-cut): 6f.", **TEXT},
    "lag": {"description": "How long after its shot it may go on (an L-cut): 12f.", **TEXT},
    "gain": {"description": "How much louder or softer: +3dB, -6dB.", **TEXT},
}
LINE: dict[str, Any] = {"type": "object", "properties": _LINE_PARTS, "additionalProperties": False}
_SPOKEN: dict[str, Any] = {"anyOf": [*_WORDS["anyOf"], LINE]}
_BESIDE: dict[str, Any] = {key: _LINE_PARTS[key] for key in _PARTS if key != "says"}
_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": _BESIDE,
                "additionalProperties": _SPOKEN,
                "minProperties": 1,
            },
        },
        {"type": "object", "additionalProperties": _SPOKEN},
    ]
}


def read_dialogue(value: object) -> object:
    """Lines as a list, or as a mapping of speakers."""
    lines = [{speaker: said} for speaker, said in value.items()] if isinstance(value, dict) else value
    if not isinstance(lines, list):
        raise MeaningError("is a list of lines, each `name: words`")
    shown = []
    for number, line in enumerate(lines):
        speaker, said, beside = _parted(line, number)
        try:
            shown.append(_line(speaker, said, beside))
        except MeaningError as fault:
            inner = fault.within
            within = inner if inner and inner[0] in beside else (speaker, *inner)
            within = within if isinstance(value, dict) else (number, *within)
            raise MeaningError(str(fault), within, key=fault.key) from None
    return shown


def _parted(line: object, number: int) -> tuple[str, object, Mapping[str, object]]:
    """A line's speaker, what stands behind the name, and what stands beside it: `{mara: Yes., lead: 6f}`."""
    names = [key for key in line if key not in _PARTS] if isinstance(line, dict) else []
    if not isinstance(line, dict) or not names or (len(names) > 1 and len(names) == len(line)):
        raise MeaningError("a line is one name and the words: `- mara: One more night.`", (number,))
    if len(names) > 1:
        close = did_you_mean(names[1], _PARTS)
        raise MeaningError(
            f'"{names[1]}" is not part of a line{close or f"; it has {_listed(_PARTS)}"}',
            (number, names[1]),
            key=True,
        )
    (speaker,) = names
    return speaker, line[speaker], {key: part for key, part in line.items() if key != speaker}


def _line(speaker: str, said: object, beside: Mapping[str, object]) -> Mapping[str, object]:
    """A line's speaker, text, kind and place, and how it is heard; `caption` and `sound` are no speakers."""
    words, parts = said, dict(beside)
    within: tuple[str, ...] = ()
    if isinstance(said, Mapping) and not _by_language(said):
        _check_parts(said)
        if "says" not in said:
            raise MeaningError(f"the words of {speaker} are missing; write {{says: ...}}")
        words, within = said["says"], ("says",)
        parts |= {key: part for key, part in said.items() if key != "says"}
    texts = _texts(speaker, words, within)
    kind, at = _one_of(parts, "as", MANNERS) or "speech", _one_of(parts, "at", SIDES)
    heard = _heard(parts)
    if speaker not in UNSPOKEN:
        first = next(iter(texts.values()))
        by_language = texts if "" not in texts else {}
        return {"speaker": speaker, "text": first, "texts": by_language, "kind": kind, "at": at, **heard}
    for key in ("as", *_HEARD):
        if key in parts:
            raise MeaningError(f"nobody says a {speaker}; take `{key}` out", (key,), key=True)
    first = next(iter(texts.values()))
    by_language = texts if "" not in texts else {}
    return {"speaker": None, "text": first, "texts": by_language, "kind": speaker, "at": at}


def _by_language(said: Mapping[str, object]) -> bool:
    return bool(said) and all(key not in _PARTS and _LANGUAGE.fullmatch(key) for key in said)


def _texts(speaker: str, words: object, within: tuple[str, ...]) -> dict[str, str]:
    """The words by language; under no name where they stand in one alone."""
    if isinstance(words, Mapping) and _by_language(words):
        return {tag.lower(): _text(speaker, each, (*within, tag)) for tag, each in words.items()}
    return {"": _text(speaker, words, within)}


def _text(speaker: str, words: object, within: tuple[str, ...]) -> str:
    text = as_written(words)
    if not isinstance(text, str) or not text.strip():
        raise MeaningError(f"the words of {speaker} are text; put them in quotes", within)
    return text


def _heard(parts: Mapping[str, object]) -> dict[str, object]:
    heard: dict[str, object] = {}
    for key in ("file", "time", "lead", "lag"):
        if key in parts:
            word = as_written(parts[key])
            if not isinstance(word, str) or not word.strip():
                what = "a file" if key == "file" else "a time such as 6f or 0.5s"
                raise MeaningError(f"is {what}", (key,))
            heard[key] = word
    if "time" in heard and "lead" in heard:
        raise MeaningError("a line begins at a `time` in its shot, or leads it; take one out", ("lead",))
    if "gain" in parts:
        try:
            heard["gain"] = read_gain(parts["gain"])
        except MeaningError as fault:
            raise MeaningError(str(fault), ("gain",)) from None
    return heard


def _check_parts(said: Mapping[str, object]) -> None:
    for key in said:
        if key not in _PARTS:
            close = did_you_mean(key, _PARTS)
            raise MeaningError(
                f'"{key}" is not part of a line{close or f"; it has {_listed(_PARTS)}"}', (key,), key=True
            )


def _one_of(said: Mapping[str, object], key: str, words: Collection[str]) -> str | None:
    if key not in said:
        return None
    word = as_written(said[key])
    if not isinstance(word, str) or word not in words:
        close = did_you_mean(str(word), words)
        raise MeaningError(f'"{word}" is not known here{close or f"; write {_listed(words)}"}', (key,))
    return word


def _listed(words: Collection[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}"


DIALOGUE = Reads(read_dialogue, _SCHEMA)
