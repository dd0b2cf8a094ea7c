"""The values of the language that are more than text: how each is read, and what editors are told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from storyboard.base.time import parse_rate
from storyboard.script.camera import KEYS, canonical_words, parse_camera, parse_camera_mapping
from storyboard.script.faults import MeaningError
from storyboard.script.scalars import as_written, plain
from storyboard.script.transition import COLOURS, DEFAULT_LENGTHS, DIRECTIONS, parse_transition

TEXT: Mapping[str, Any] = {"type": ["string", "number"]}

Size = Literal["ECU", "BCU", "CU", "MCU", "MS", "MLS", "WS", "EWS"]
Framing = Literal["two-shot", "OTS", "POV", "insert"]
Angle = Literal["eye", "low", "high", "overhead", "dutch", "ground"]
Move = Literal[
    "static", "pan left", "pan right", "tilt up", "tilt down", "roll left", "roll right", "push in",
    "pull out", "truck left", "truck right", "pedestal up", "pedestal down", "crane up", "crane down",
    "zoom in", "zoom out", "handheld", "dolly zoom",
]  # fmt: skip
Speed = Literal["slow", "normal", "fast"]
TransitionKind = Literal["cut", "dissolve", "fade in", "fade out", "dip", "wipe", "slide", "push"]

_ID = re.compile(r"[a-z0-9_-]{1,80}")
_FRAME_SIZE = re.compile(r"(\d{1,5})\s*[x×*X]\s*(\d{1,5})", re.ASCII)
_RATE = re.compile(r"\d{1,6}(?:\.\d{1,6})?(?:/\d{1,6})?", re.ASCII)
_SMALLEST, _LARGEST = 16, 8192
_QUALITIES = ("draft", "medium", "high")
_WORST = 40


@dataclass(frozen=True)
class Reads:
    """Marks a field that `function` reads first; `schema` is what may be written (or the type, if `also`)."""

    function: Callable[[Any], Any]
    schema: Mapping[str, Any] = field(hash=False)
    also: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.function, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [dict(self.schema), handler(schema)]} if self.also else dict(self.schema)


def _text(value: object) -> object:
    if type(value) is not str:
        value = as_written(value)
        if value is None:
            raise MeaningError("is empty; write something, or take the key out")
    if isinstance(value, str) and (not value or value.isspace()):
        raise MeaningError("is empty; write something, or take the key out")
    return _no_truth(value)


def _any_text(value: object) -> object:
    return value if type(value) is str else _no_truth("" if value is None else as_written(value))


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise MeaningError(f'is a yes-or-no value; if it is text, put it in quotes: "{str(value).lower()}"')
    return value


def _id(value: object) -> object:
    word = as_written(value)
    if isinstance(word, str) and not _ID.fullmatch(word):
        better = re.sub(r"[^a-z0-9_]+", "-", word.lower()).strip("-")[:80]
        hint = f' — did you mean "{better}"?' if better else ""
        raise MeaningError(f'"{word[:80]}" is not a name; names are small letters, digits, - and _{hint}')
    return word


def _frame_size(value: object) -> object:
    match = _FRAME_SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise MeaningError(
            f'"{as_written(value)}" is not a frame size; write width x height, such as 1280x720'
        )
    width, height = int(match[1]), int(match[2])
    if width % 2 or height % 2:
        even = f"{width + width % 2}x{height + height % 2}"
        raise MeaningError(
            f'{width}x{height} has an odd side, which video can\'t hold — did you mean "{even}"?'
        )
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise MeaningError(f"{width}x{height} is out of range; a side has {_SMALLEST} to {_LARGEST} pixels")
    return width, height


def _rate(value: object) -> Fraction:
    word = as_written(value)
    if not isinstance(word, str) or not _RATE.fullmatch(word.strip()):
        raise MeaningError(f'"{word}" is not a frame rate; write 24, 25, 30, 23.976, 29.97 or "24000/1001"')
    return parse_rate(word)


def _quality(value: object) -> object:
    if isinstance(value, bool) or not (
        (isinstance(value, int) and 0 <= value <= _WORST) or value in _QUALITIES
    ):
        raise MeaningError(
            f'"{as_written(value)}" is not a quality; write {", ".join(_QUALITIES)}, or a number from 0 to {_WORST}'
        )
    return value


def _version(value: object) -> object:
    if value != 1 or isinstance(value, bool):
        raise MeaningError(
            f"this script is in version {as_written(value)} of the language; write `storyboard: 1`"
        )
    return 1


def _not_empty(value: object) -> object:
    if isinstance(value, list) and not value:
        raise MeaningError("is empty; it needs one item at least")
    return value


def _described(value: object) -> object:
    value = as_written(value)
    return {"is": value} if isinstance(value, str) else value


def _camera(value: object) -> object:
    if isinstance(value, str):
        return parse_camera(value)
    if isinstance(value, dict):
        return parse_camera_mapping(value)
    raise MeaningError(
        'is film shorthand such as "wide, low angle, slow push in", or a mapping of ' + ", ".join(KEYS)
    )


def _transition(value: object) -> object:
    if isinstance(value, dict):
        value = _transition_text(value)
    if not isinstance(value, str):
        raise MeaningError("is text such as: dissolve 12f")
    words = parse_transition(value)
    return {
        "kind": words.kind,
        "direction": words.direction,
        "colour": words.colour,
        "length": words.length,
    }


def _transition_text(value: Mapping[str, object]) -> str:
    keys = ("kind", "direction", "colour", "length")
    for key, word in value.items():
        if key not in keys:
            raise MeaningError(
                f'"{key}" is not part of a transition; it has {", ".join(keys)}', (key,), key=True
            )
        if not isinstance(as_written(word), str):
            raise MeaningError(f"the transition's {key} is a word", (key,))
    return " ".join(str(as_written(value[key])) for key in keys if key in value)


def _dialogue(value: object) -> object:
    lines = [{speaker: text} for speaker, text in value.items()] if isinstance(value, dict) else value
    if not isinstance(lines, list):
        raise MeaningError("is a list of lines, each `name: words`")
    shown = []
    for number, line in enumerate(lines):
        if not isinstance(line, dict) or len(line) != 1:
            raise MeaningError("a line is one name and the words: `- mara: One more night.`", (number,))
        ((speaker, words),) = line.items()
        text = as_written(words)
        if not isinstance(text, str) or not text.strip():
            within = (speaker,) if isinstance(value, dict) else (number, speaker)
            raise MeaningError(f"the words of {speaker} are text; put them in quotes", within)
        shown.append({"speaker": speaker, "text": text})
    return shown


def _settings(value: object) -> object:
    if isinstance(value, dict) and not isinstance(value.get("engine", ""), str):
        raise MeaningError("an engine is named by a word, such as animatic", ("engine",))
    return plain(value)


_CAMERA_PARTS = {
    key: {"description": f"The camera's {key}.", "anyOf": [{"enum": list(canonical_words(key))}, TEXT]}
    for key in KEYS
    if key != "lens"
} | {"lens": {"description": "The glass, in words: 35mm, f/2.8.", **TEXT}}
_TRANSITION_PARTS: dict[str, Any] = {
    "kind": {"description": "What kind of transition.", "anyOf": [{"enum": list(DEFAULT_LENGTHS)}, TEXT]},
    "direction": {"description": "Where a wipe, slide or push travels.", "enum": list(DIRECTIONS)},
    "colour": {"description": "What a fade or dip goes to or comes from.", "enum": list(COLOURS)},
    "length": {"description": "How long: 12f or 0.5s.", **TEXT},
}


def _parts(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


Text = Annotated[str, Reads(_text, TEXT)]
LongText = Annotated[str, Reads(_any_text, TEXT)]
Description = Text
Id = Annotated[str, Reads(_id, {"type": ["string", "integer"], "pattern": "^[a-z0-9_-]+$"})]
Settings = Annotated[
    dict[str, Any],
    Reads(
        _settings,
        {
            "type": "object",
            "properties": {"engine": {"type": "string", "description": "Which engine does it."}},
        },
    ),
]
NOT_EMPTY = BeforeValidator(_not_empty)
VERSION = Reads(_version, {"const": 1})
FRAME_SIZE = Reads(
    _frame_size, {"type": "string", "examples": ["1280x720", "1920x1080", "1920x804", "1080x1920"]}
)
RATE = Reads(_rate, {"type": ["string", "number"], "examples": [24, 25, 30, 23.976, 29.97, "24000/1001"]})
QUALITY = Reads(
    _quality, {"anyOf": [{"enum": list(_QUALITIES)}, {"type": "integer", "minimum": 0, "maximum": _WORST}]}
)
DESCRIBED = Reads(_described, TEXT, also=True)
CAMERA = Reads(
    _camera,
    {
        "anyOf": [
            {"type": "string", "examples": ["wide, low angle, slow push in", "CU, static"]},
            _parts(_CAMERA_PARTS),
        ]
    },
)
TRANSITION = Reads(
    _transition,
    {
        "anyOf": [
            {"type": "string", "examples": ["dissolve 12f", "fade out black 1s", "wipe left", "dip white"]},
            _parts(_TRANSITION_PARTS),
        ]
    },
)
OPENING = Reads(
    _transition,
    {"anyOf": [{"type": "string", "examples": ["fade in", "fade in white 1s"]}, _parts(_TRANSITION_PARTS)]},
)
_LINES = {"type": "object", "additionalProperties": TEXT}
DIALOGUE = Reads(
    _dialogue,
    {"anyOf": [{"type": "array", "items": _LINES | {"minProperties": 1, "maxProperties": 1}}, _LINES]},
)
