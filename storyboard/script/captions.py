"""What a script says of its captions: in which languages the film carries them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from storyboard.base.languages import LANGUAGES, language_code
from storyboard.base.problems import did_you_mean
from storyboard.script.faults import MeaningError
from storyboard.script.fields import TEXT, Reads, Text, Written
from storyboard.script.scalars import as_written


class Captions(Written):
    """The subtitles that a film carries beside its pictures, for a player to show or not."""

    languages: tuple[str, ...] = Field(
        (), description="In which languages, the first the default; none: the one that is spoken."
    )
    embed: bool = Field(True, strict=True, description="Whether the film's file carries them.")
    font: Text | None = Field(
        None, description="A .ttf or .otf for those in the picture; the default is the film's."
    )


def read_captions(value: object) -> object:
    """True, a language, a list of them, or a mapping; false is none."""
    if value is False:
        return None
    if value is True:
        return {}
    if isinstance(value, Mapping):
        return {**value, "languages": _languages(value["languages"])} if "languages" in value else dict(value)
    try:
        return {"languages": _languages(value)}
    except MeaningError as fault:
        raise MeaningError(str(fault), fault.within[1:]) from None


def _languages(value: object) -> list[str]:
    written = value if isinstance(value, list) else [value]
    languages: list[str] = []
    for number, each in enumerate(written):
        within = ("languages", number) if isinstance(value, list) else ("languages",)
        word = as_written(each)
        if not isinstance(word, str) or not language_code(word):
            close = did_you_mean(str(word), LANGUAGES)
            raise MeaningError(f'"{word}" is not a language{close or "; write en, de, pt-br ..."}', within)
        if word.lower() in languages:
            raise MeaningError(f"{word} is there already", within)
        languages.append(word.lower())
    if not languages:
        raise MeaningError("names no language; write en, de, pt-br ...", ("languages",))
    return languages


_LIST: dict[str, Any] = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
CAPTIONS = Reads(
    read_captions,
    {
        "anyOf": [
            {"type": "boolean"},
            *_LIST["anyOf"],
            {
                "type": "object",
                "properties": {
                    "languages": {
                        "description": "In which languages, the first the default: [en, de].",
                        **_LIST,
                    },
                    "embed": {"description": "Whether the film's file carries them.", "type": "boolean"},
                    "font": {"description": "A .ttf or .otf for those that are burnt in.", **TEXT},
                },
                "additionalProperties": False,
            },
        ]
    },
)
