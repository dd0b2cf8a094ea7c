"""What a script writes over its pictures: titles and lower thirds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from storyboard.script.faults import MeaningError
from storyboard.script.fields import TEXT, Reads, Text, Written

PLACES = ("centre", "upper", "lower")


class Title(Written):
    """Words over a shot; they come and go softly."""

    text: Text = Field(description="The words.")
    subtitle: Text | None = Field(None, description="Smaller words below them.")
    at: Literal["centre", "upper", "lower"] = Field(
        "centre", description="Where: centre, upper, or lower (a lower third, at the left)."
    )
    from_: Text | None = Field(
        None,
        alias="from",
        description="When in the shot: 1s; by default as soon as no transition is seen.",
    )
    for_: Text | None = Field(None, alias="for", description="For how long: 3s; the default is all the rest.")
    font: Text | None = Field(None, description="A .ttf or .otf of its own; the default is the film's.")


def read_titles(value: object) -> object:
    """A text, a mapping, or a list of them."""
    written = value if isinstance(value, list) else [value]
    if not written:
        raise MeaningError("has no words; write a text, or {text, at, from, for}")
    return [each if isinstance(each, Mapping) else {"text": each} for each in written]


_TITLE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "text": {"description": "The words.", **TEXT},
        "subtitle": {"description": "Smaller words below them.", **TEXT},
        "at": {"description": "Where on the picture.", "enum": list(PLACES)},
        "from": {"description": "When in the shot: 1s or 12f.", **TEXT},
        "for": {"description": "For how long: 3s.", **TEXT},
        "font": {"description": "A .ttf or .otf from the script's folder.", **TEXT},
    },
    "required": ["text"],
    "additionalProperties": False,
}
TITLES = Reads(
    read_titles,
    {"anyOf": [TEXT, _TITLE, {"type": "array", "items": {"anyOf": [TEXT, _TITLE]}, "minItems": 1}]},
)
