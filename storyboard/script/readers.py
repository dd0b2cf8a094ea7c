"""How single values are read: shorthand in, plain values out, or a MeaningError with the way out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from storyboard.base.time import parse_rate
from storyboard.script.camera import KEYS, parse_camera, parse_camera_mapping
from storyboard.script.closest import Suggest
from storyboard.script.faults import MeaningError
from storyboard.script.scalars import as_written, plain
from storyboard.script.transition import parse_transition

_ID = re.compile(r"[a-z0-9_-]{1,80}")
_FRAME_SIZE = re.compile(r"(\d{1,5})\s*[x×*X]\s*(\d{1,5})", re.ASCII)
_RATE = re.compile(r"\d{1,6}(?:\.\d{1,6})?(?:/\d{1,6})?", re.ASCII)
_SMALLEST, _LARGEST = 16, 8192
QUALITIES = ("draft", "medium", "high")
WORST = 40


def read_text(value: object) -> object:
    """Text that says something."""
    if type(value) is not str:
        value = as_written(value)
        if value is None:
            raise MeaningError("is empty; write something, or take the key out")
    if isinstance(value, str) and (not value or value.isspace()):
        raise MeaningError("is empty; write something, or take the key out")
    return _no_truth(value)


def read_any_text(value: object) -> object:
    """Text that may be empty."""
    return value if type(value) is str else _no_truth("" if value is None else as_written(value))


def read_action(value: object) -> object:
    """What happens, which is never nothing."""
    text = read_any_text(value)
    if isinstance(text, str) and not text.strip():
        raise MeaningError(
            'is empty; say what the camera sees, if only the place: "the harbour, empty" is an action'
        )
    return text


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise MeaningError(f'is a yes-or-no value; if it is text, put it in quotes: "{str(value).lower()}"')
    return value


def read_id(value: object) -> object:
    """A name: small letters, digits, - and _."""
    word = as_written(value)
    if isinstance(word, str) and not _ID.fullmatch(word):
        better = re.sub(r"[^a-z0-9_]+", "-", word.lower()).strip("-")[:80]
        hint = f' — did you mean "{better}"?' if better else ""
        raise MeaningError(f'"{word[:80]}" is not a name; names are small letters, digits, - and _{hint}')
    return word


def read_frame_size(value: object) -> object:
    """Width and height, both even."""
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


def read_rate(value: object) -> Fraction:
    """An exact frame rate."""
    word = as_written(value)
    if not isinstance(word, str) or not _RATE.fullmatch(word.strip()):
        raise MeaningError(f'"{word}" is not a frame rate; write 24, 25, 30, 23.976, 29.97 or "24000/1001"')
    return parse_rate(word)


def read_quality(value: object) -> object:
    """A word for the encoder, or its rate factor."""
    if isinstance(value, bool) or not (
        (isinstance(value, int) and 0 <= value <= WORST) or value in QUALITIES
    ):
        raise MeaningError(
            f'"{as_written(value)}" is not a quality; '
            f"write {', '.join(QUALITIES)}, or a number from 0 to {WORST}"
        )
    return value


def read_version(value: object) -> object:
    """The version of the language that this program reads."""
    if value != 1 or isinstance(value, bool):
        raise MeaningError(
            f"this script is in version {as_written(value)} of the language; write `storyboard: 1`"
        )
    return 1


def read_not_empty(value: object) -> object:
    """A list with something in it."""
    if isinstance(value, list) and not value:
        raise MeaningError("is empty; it needs one item at least")
    return value


def read_described(value: object) -> object:
    """Text alone is the description."""
    value = as_written(value)
    return {"is": value} if isinstance(value, str) else value


def read_ending(value: object) -> object:
    """Text alone is the action."""
    word = as_written(value)
    return {"action": word} if isinstance(word, str) else word


def read_camera(value: object, suggest: Suggest) -> object:
    """Shorthand or a mapping, in canonical words."""
    if isinstance(value, str):
        return parse_camera(value, suggest)
    if isinstance(value, dict):
        return parse_camera_mapping(value, suggest)
    raise MeaningError(
        'is film shorthand such as "wide, low angle, slow push in", or a mapping of ' + ", ".join(KEYS)
    )


def read_transition(value: object, suggest: Suggest) -> object:
    """Text or a mapping, with what it leaves out."""
    if isinstance(value, dict):
        value = _transition_text(value)
    if not isinstance(value, str):
        raise MeaningError("is text such as: dissolve 12f")
    words = parse_transition(value, suggest)
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


def read_settings(value: object) -> object:
    """What an engine is told, in Python's own values."""
    if isinstance(value, dict) and not isinstance(value.get("engine", ""), str):
        raise MeaningError("an engine is named by a word, such as animatic", ("engine",))
    return plain(value)
