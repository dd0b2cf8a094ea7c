"""The JSON Schema of the language, for editors and for naming every fault of shape; made from the models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from storyboard.script.complete import OPS
from storyboard.script.models import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REWRITE = "storyboard schema -o schemas/storyboard.schema.json"


def json_schema(engines: Mapping[str, Mapping[str, type[BaseModel]]]) -> dict[str, Any]:
    """The schema of a script, draft 2020-12, with what engines may be told in profiles and shots."""
    schema = shape_schema()
    for owner in ("Profile", "WrittenShot"):
        for op in OPS:
            _offer(schema["$defs"][owner]["properties"][op], op, engines, shot=owner == "WrittenShot")
    _offer(schema["$defs"]["Profile"]["properties"]["speech"]["anyOf"][1], "speech", engines, shot=False)
    return {"$schema": DIALECT, "title": "Storyboard script"} | schema


def shape_schema() -> dict[str, Any]:
    """The language alone, without what engines may be told."""
    schema = Document.model_json_schema(by_alias=True, mode="validation")
    _tidy(schema)
    _allow_includes(schema)
    return schema


def schema_text(engines: Mapping[str, Mapping[str, type[BaseModel]]]) -> str:
    """The schema as it stands in the file that editors read."""
    return json.dumps(json_schema(engines), indent=2, ensure_ascii=False) + "\n"


def _tidy(node: Any) -> None:
    """Take out what says nothing: generated titles, defaults of null, and null beside a type."""
    if isinstance(node, list):
        for item in node:
            _tidy(item)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("title"), str):
        del node["title"]
    if "default" in node and (node["default"] is None or isinstance(node["default"], dict)):
        del node["default"]
    if "patternProperties" in node:
        node["additionalProperties"] = False
    if {"type": "null"} in node.get("anyOf", ()):
        _without_null(node)
    for key, item in node.items():
        if key not in ("default", "examples", "enum"):
            _tidy(item)


def _without_null(node: dict[str, Any]) -> None:
    rest = [choice for choice in node["anyOf"] if choice != {"type": "null"}]
    if len(rest) == 1:
        del node["anyOf"]
        for key, item in rest[0].items():
            node.setdefault(key, item)
    else:
        node["anyOf"] = rest


def _allow_includes(schema: dict[str, Any]) -> None:
    """Where a list of shots or scenes stands, an include may stand for some of them."""
    file = {"type": "string", "description": "A file in the project's folder, named from there."}
    schema["$defs"]["Include"] = {
        "type": "object",
        "description": "Stands for the shots or scenes that a file holds.",
        "properties": {"include": file},
        "required": ["include"],
        "additionalProperties": False,
    }
    for owner, name in ((schema, "shots"), (schema, "scenes"), (schema["$defs"]["Scene"], "shots")):
        items = owner["properties"][name]["items"]
        owner["properties"][name]["items"] = {"anyOf": [items, {"$ref": "#/$defs/Include"}]}
    schema["properties"]["include"] = {
        "description": "Files that bring characters, places and profiles.",
        "anyOf": [file, {"type": "array", "items": file}],
    }


def _offer(
    field: dict[str, Any], op: str, engines: Mapping[str, Mapping[str, type[BaseModel]]], shot: bool
) -> None:
    names = [name for name, ops in engines.items() if op in ops]
    properties = dict(field["properties"])
    properties["engine"] = properties["engine"] | {"examples": names}
    if shot and op in ("keyframe", "clip"):
        properties["seed"] = {
            "type": "integer",
            "minimum": 0,
            "maximum": 2**32 - 1,
            "description": "The seed for this shot, in place of the film's.",
        }
    for name in names:
        for key, setting in _settings(engines[name][op]).items():
            known = properties.get(key, {}).get("description", "")
            text = f"{name}: {setting.get('description', '')}"
            properties[key] = {"description": f"{known}\n{text}".strip()}
            if words := _words(setting):
                properties[key]["examples"] = [*properties[key].get("examples", ()), *words]
            if setting.get("default") is not None:
                properties[key]["default"] = setting["default"]
    field["properties"] = properties


def _settings(model: type[BaseModel]) -> Mapping[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    properties: Mapping[str, Any] = schema.get("properties", {})
    return properties


def _words(setting: Mapping[str, Any]) -> list[Any]:
    """The words that a setting may be, for editors to offer; another engine's may be others."""
    choices = [setting, *setting.get("anyOf", ())]
    return [word for choice in choices for word in choice.get("enum", choice.get("examples", ()))]
