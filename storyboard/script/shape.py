"""What pydantic refuses, told in full: jsonschema names every fault of shape in the parts that were refused.

A script in order never gets here, and never imports jsonschema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator
from pydantic import ValidationError

from storyboard.base.problems import Problem
from storyboard.script import limits
from storyboard.script.phrases import meaning_of, misfit, not_among, refusal, unknown_key
from storyboard.script.placed import Trail
from storyboard.script.schema import shape_schema
from storyboard.script.source import Source

if TYPE_CHECKING:
    from jsonschema import ValidationError as SchemaError


def refused(source: Source, error: ValidationError) -> list[Problem]:
    """Every fault of shape and of single values; one place is told one fault."""
    if not isinstance(source.root, dict):
        return [source.problem((), "a script is a mapping; begin with `storyboard: 1` and a title")]
    faults = _Faults(source)
    refusals = error.errors(include_url=False)[: limits.PROBLEMS]
    for one in refusals:
        if meaning := meaning_of(one):
            trail = trail_of(one["loc"], source.root) + meaning.within
            faults.add(trail, str(meaning), key=meaning.key or one["loc"][-1] == "[key]")
    for region, schema in _regions(refusals, source.root):
        for fault in Draft202012Validator(schema).iter_errors(_pruned(source.at(region), region)):
            _tell(faults, region, fault)
    for one in refusals:
        trail = trail_of(one["loc"], source.root)
        missing = one["type"] == "missing"
        faults.add(trail[:-1] if missing else trail, refusal(one), key=one["type"] == "extra_forbidden")
    return faults.problems


def trail_of(loc: tuple[int | str, ...], root: Any) -> Trail:
    """Where pydantic's error is, without the names of its own validators; the last step may be unwritten."""
    trail: list[int | str] = []
    value = root
    for number, step in enumerate(loc):
        written = isinstance(value, (dict, list)) and _has(value, step)
        if written or (number == len(loc) - 1 and isinstance(value, dict)):
            if step != "[key]":
                trail.append(step)
            value = value[step] if written else None
    return tuple(trail)


class _Faults:
    """Problems by their trails: the first to be told at a place, or around it, is the one."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._told: dict[Trail, set[str]] = {}

    def add(self, trail: Trail, message: str, *, key: bool = False) -> None:
        if len(self.problems) >= limits.PROBLEMS:
            return
        about = self._told.setdefault(trail, set())
        shared = message.endswith("is missing")
        if message in about or (about and not shared) or self._surrounded(trail, shared):
            return
        about.add(message)
        self.problems.append(self._source.problem(trail, message, key=key))

    def _surrounded(self, trail: Trail, shared: bool) -> bool:
        above = any(
            told and not all(message.endswith("is missing") for message in told)
            for told in (self._told.get(trail[:depth]) for depth in range(1, len(trail)))
        )
        below = not shared and any(
            len(told) > len(trail) and told[: len(trail)] == trail for told in self._told
        )
        return above or below


def _regions(refusals: Any, root: Mapping[str, Any]) -> Iterator[tuple[Trail, Any]]:
    """The refused parts of the script, each once, with their schemas: shots, scenes, and all the rest."""
    seen: set[Trail] = set()
    for one in refusals:
        region, name = _region(trail_of(one["loc"], root))
        if region not in seen:
            seen.add(region)
            schema = _schema()
            yield region, {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]} if name else schema


def _region(trail: Trail) -> tuple[Trail, str]:
    if len(trail) >= 4 and trail[0] == "scenes" and trail[2] == "shots":
        return trail[:4], "WrittenShot"
    if len(trail) >= 2 and trail[0] == "scenes":
        return trail[:2], "Scene"
    if len(trail) >= 2 and trail[0] == "shots":
        return trail[:2], "WrittenShot"
    return (), ""


@cache
def _schema() -> dict[str, Any]:
    return shape_schema()


def _pruned(value: Any, region: Trail) -> Any:
    """The value without the lists that are regions of their own."""
    if not isinstance(value, dict) or region[-2:-1] == ("shots",):
        return value
    sound = {"shots": [{"id": "x", "action": "x", "duration": "1s"}], "scenes": [{"include": "x"}]}
    return {
        key: sound[key] if key in sound and isinstance(item, list) and item else item
        for key, item in value.items()
    }


def _tell(faults: _Faults, region: Trail, fault: SchemaError) -> None:
    fault = _clearest(fault)
    trail = region + tuple(fault.absolute_path)
    value: Any = fault.instance
    rule, wanted = fault.validator, cast(Any, fault.validator_value)
    if rule == "required":
        for name in wanted:
            if name not in value:
                faults.add(trail, f'"{name}" is missing')
    elif rule == "additionalProperties" and isinstance(fault.schema, dict):
        if "patternProperties" in fault.schema:
            return  # a name that is none: its own reader has said so
        known = fault.schema.get("properties", {})
        for name in islice((name for name in value if name not in known), limits.PROBLEMS):
            faults.add((*trail, name), unknown_key(name, known), key=True)
    elif rule == "type":
        faults.add(trail, misfit(value, [wanted] if isinstance(wanted, str) else wanted))
    elif rule in ("enum", "const"):
        faults.add(trail, not_among(value, wanted if rule == "enum" else [wanted]))
    elif rule == "minItems":
        faults.add(trail, "is empty; it needs one item at least")
    elif rule in ("minimum", "maximum"):
        faults.add(
            trail, f"{value} is out of range; it is at {'least' if rule == 'minimum' else 'most'} {wanted}"
        )


def _clearest(fault: SchemaError) -> SchemaError:
    """Of several shapes that a value could have had, the one that it was meant to have."""
    while fault.validator == "anyOf" and fault.context:
        fault = max(fault.context, key=lambda one: (len(one.path), one.validator != "type", -_order(one)))
    return fault


def _order(fault: SchemaError) -> int:
    step = fault.relative_schema_path[0]
    return step if isinstance(step, int) else 0


def _has(value: Any, step: int | str) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and 0 <= step < len(value)
    return step in value
