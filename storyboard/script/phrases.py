"""Refusals of pydantic and jsonschema, said as an author would want to hear them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from storyboard.base.problems import did_you_mean
from storyboard.script.faults import MeaningError

_KINDS = {"string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
          "array": "a list", "object": "a mapping", "null": "nothing"}  # fmt: skip


def kind_of(value: object) -> str:
    """What a value is, in words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    names = (
        (int, "a whole number"),
        (float, "a number"),
        (str, "text"),
        (list, "a list"),
        (dict, "a mapping"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "something else")


def misfit(value: object, wanted: Iterable[str]) -> str:
    """`value` is not of the JSON types that are wanted."""
    wanted = [kind for kind in wanted if kind != "null"]
    if "string" in wanted and isinstance(value, dict):
        return 'should be text, and is a mapping; text that begins with "{" or holds ": " needs quotes'
    if "string" in wanted:
        wanted = ["string"]
    return f"should be {' or '.join(_KINDS[kind] for kind in wanted)}, and is {kind_of(value)}"


def unknown_key(key: str, known: Collection[str]) -> str:
    """A key that means nothing here."""
    close = did_you_mean(key, known, cutoff=0.55)
    return f'"{key}" means nothing here{close or "; the keys are " + ", ".join(sorted(known))}'


def not_among(value: object, choices: Iterable[object]) -> str:
    """A word that isn't one of the words."""
    words = [str(choice) for choice in choices]
    close = did_you_mean(str(value), words)
    return f'"{value}" is none of {", ".join(words)}{close}'


def meaning_of(error: Mapping[str, Any]) -> MeaningError | None:
    """What one of the language's own readers said, if it was one that refused."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, MeaningError):
        return cause
    return MeaningError(str(cause)) if isinstance(cause, ValueError) else None


def refusal(error: Mapping[str, Any], known: Collection[str] = ()) -> str:
    """One of pydantic's errors as a sentence about the value at its place."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if meaning := meaning_of(error):
        return str(meaning)
    if kind == "missing":
        return f'"{error["loc"][-1]}" is missing'
    if kind == "extra_forbidden":
        return unknown_key(str(error["loc"][-1]), known)
    if kind in _BOUNDS:
        return f"{value} is out of range; it is {_BOUNDS[kind]} {next(iter(context.values())):g}"
    if kind == "literal_error":
        return not_among(
            value, [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        )
    if kind in _TYPES:
        return misfit(value, [_TYPES[kind]])
    return f"{_shown(value)} can't stand here: {error['msg'][:1].lower()}{error['msg'][1:]}"


_BOUNDS = {
    "greater_than": "more than",
    "greater_than_equal": "at least",
    "less_than": "less than",
    "less_than_equal": "at most",
}
_TYPES = {
    "string_type": "string",
    "int_type": "integer",
    "int_parsing": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "float_parsing": "number",
    "bool_type": "boolean",
    "bool_parsing": "boolean",
    "dict_type": "object",
    "model_type": "object",
    "model_attributes_type": "object",
    "list_type": "array",
    "tuple_type": "array",
}


def _shown(value: object) -> str:
    return (
        f'"{value}"'
        if isinstance(value, (str, int, float)) and len(str(value)) < 60
        else f"this ({kind_of(value)})"
    )
