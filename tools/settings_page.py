"""Write docs/settings.md from the engines' own settings: `python tools/settings_page.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from storyboard.engines import registry
from storyboard.engines.diffusion.settings import ASIDE

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
REWRITE = "python tools/settings_page.py"

_HEAD = f"""# Settings of every engine

What a profile may say for an op beside `engine`, and a shot may say otherwise for itself. What is marked ◦
says how a model is run and not what it makes: it is in no key, and changing it makes nothing again. What each
family of models reads: [families](families.md).

This page is generated from the engines' settings; `{REWRITE}` writes it again.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(line for name in registry.BUILT_IN for line in _engine(name))])


def _engine(name: str) -> Iterator[str]:
    for op, params in registry.engine(name).PARAMS.items():
        yield from (f"## `{op}: {{engine: {name}}}`", "")
        rows = [*_rows(params)]
        yield from (["| setting | values | |", "|---|---|---|", *rows, ""] if rows else ["No settings.", ""])


def _rows(params: type[BaseModel], before: str = "") -> Iterator[str]:
    schema = params.model_json_schema()
    for name, field in params.model_fields.items():
        told = schema["properties"][name]
        mark = " ◦" if name in ASIDE else ""
        yield f"| `{before}{name}`{mark} | {_values(told, schema)} | {_said(field.description)} |"
        if inner := _inner(told, schema):
            yield from (
                f"| `{before}{name}.{key}` | {_values(each, schema)} | {_said(each.get('description'))} |"
                for key, each in inner["properties"].items()
            )


def _said(description: str | None) -> str:
    return (description or "").replace("|", "\\|")


def _inner(told: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any] | None:
    """The settings of a mapping, where the setting is one."""
    for each in _kinds(told):
        if name := each.get("$ref"):
            found: dict[str, Any] = schema["$defs"][name.rpartition("/")[2]]
            return found if "properties" in found else None
    return None


def _kinds(told: dict[str, Any]) -> list[dict[str, Any]]:
    """What a setting may be; nothing at all is left unsaid."""
    return [each for each in told.get("anyOf", [told]) if each.get("type") != "null"]


def _values(told: dict[str, Any], schema: dict[str, Any]) -> str:
    return ", ".join(dict.fromkeys(_value(each) for each in _kinds(told)))


def _value(kind: dict[str, Any]) -> str:
    if "enum" in kind:
        return ", ".join(f"`{each}`" for each in kind["enum"])
    if "const" in kind:
        return f"`{kind['const']}`"
    if "$ref" in kind:
        return "a mapping"
    word = {"integer": "whole number", "number": "number", "boolean": "`true`, `false`", "string": "text"}
    return f"{word.get(kind.get('type', ''), kind.get('type', ''))}{_limits(kind)}"


def _limits(kind: dict[str, Any]) -> str:
    low, high = kind.get("minimum"), kind.get("maximum")
    above = kind.get("exclusiveMinimum")
    least = f"above {above:g}" if above is not None else "" if low is None else f"{low:g}"
    if high is None:
        return f" from {least}" if least else ""
    return f" {least} to {high:g}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
