"""The values of the language that are more than text: how each is read, and what editors are told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from storyboard.script import readers
from storyboard.script.camera import KEYS, canonical_words
from storyboard.script.closest import Closest
from storyboard.script.transition import COLOURS, DEFAULT_LENGTHS, DIRECTIONS

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


class Written(BaseModel):
    """A mapping that an author writes: checked at the door, unknown keys and all, and frozen after it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


@dataclass(frozen=True)
class Reads:
    """Marks a field that `function` reads first; `schema` is what may be written (or the type, if `also`)."""

    function: Callable[..., Any]
    schema: Mapping[str, Any] = field(hash=False)
    also: bool = False
    suggests: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if self.suggests:
            return core_schema.with_info_before_validator_function(self._suggesting, handler(source))
        return core_schema.no_info_before_validator_function(self.function, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [dict(self.schema), handler(schema)]} if self.also else dict(self.schema)

    def _suggesting(self, value: Any, info: ValidationInfo) -> Any:
        return self.function(value, info.context or Closest())


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


Text = Annotated[str, Reads(readers.read_text, TEXT)]
LongText = Annotated[str, Reads(readers.read_any_text, TEXT)]
Description = Text
Action = Annotated[str, Reads(readers.read_action, TEXT)]
Id = Annotated[str, Reads(readers.read_id, {"type": ["string", "integer"], "pattern": "^[a-z0-9_-]+$"})]
Settings = Annotated[
    dict[str, Any],
    Reads(
        readers.read_settings,
        {
            "type": "object",
            "properties": {"engine": {"type": "string", "description": "Which engine does it."}},
        },
    ),
]
NOT_EMPTY = BeforeValidator(readers.read_not_empty)
VERSION = Reads(readers.read_version, {"const": 1})
FRAME_SIZE = Reads(
    readers.read_frame_size,
    {"type": "string", "examples": ["1280x720", "1920x1080", "1920x804", "1080x1920"]},
)
RATE = Reads(
    readers.read_rate, {"type": ["string", "number"], "examples": [24, 25, 30, 23.976, 29.97, "24000/1001"]}
)
QUALITY = Reads(
    readers.read_quality,
    {
        "anyOf": [
            {"enum": list(readers.QUALITIES)},
            {"type": "integer", "minimum": 0, "maximum": readers.WORST},
        ]
    },
)
DESCRIBED = Reads(readers.read_described, TEXT, also=True)
ENDING = Reads(readers.read_ending, TEXT, also=True)
CAMERA = Reads(
    readers.read_camera,
    {
        "anyOf": [
            {"type": "string", "examples": ["wide, low angle, slow push in", "CU, static"]},
            _parts(_CAMERA_PARTS),
        ]
    },
    suggests=True,
)
TRANSITION = Reads(
    readers.read_transition,
    {
        "anyOf": [
            {"type": "string", "examples": ["dissolve 12f", "fade out black 1s", "wipe left", "dip white"]},
            _parts(_TRANSITION_PARTS),
        ]
    },
    suggests=True,
)
OPENING = Reads(
    readers.read_transition,
    {"anyOf": [{"type": "string", "examples": ["fade in", "fade in white 1s"]}, _parts(_TRANSITION_PARTS)]},
    suggests=True,
)
