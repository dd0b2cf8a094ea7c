"""The cache's records: a small file for each result and each binding. With the blobs, they are the truth."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from storyboard.base.digest import digest_of
from storyboard.store.types import ActionResult, Artifact


class Records:
    """Reads the records under a cache's root; a torn or altered one reads as if it weren't there."""

    def __init__(self, root: Path) -> None:
        self._results = f"{root}/results"
        self._recipes = f"{root}/recipes"

    def result_path(self, key: str) -> Path:
        """Where the result of the content key `key` is, or would be."""
        return Path(_path(self._results, key))

    def binding_path(self, recipe: str) -> Path:
        """Where the binding of a recipe key is, or would be."""
        return Path(_path(self._recipes, recipe))

    def result(self, key: str) -> ActionResult | None:
        """The result of a content key, whether or not its blobs are still there."""
        body = read_sealed(_path(self._results, key))
        result = decode(body) if body is not None else None
        return result if result and result.key == key else None

    def binding(self, recipe: str) -> str | None:
        """The content key that a recipe key is bound to."""
        body = read_sealed(_path(self._recipes, recipe))
        bound = json.loads(body) if body is not None else {}
        return bound["result"] if bound.get("recipe") == recipe else None

    def bound(self, recipe: str) -> ActionResult | None:
        """The result that a recipe key is bound to, whether or not its blobs are still there."""
        key = self.binding(recipe)
        return self.result(key) if key else None

    def result_keys(self) -> Iterator[str]:
        """The content keys of all records, read from their names alone."""
        return _names(self._results)

    def bound_recipes(self) -> Iterator[str]:
        """All recipe keys that are bound, read from their names alone."""
        return _names(self._recipes)


class Written(Mapping[str, Any]):
    """A mapping that is parsed from its JSON text when somebody first looks into it.

    A survey finds thousands of results and looks into the spec of a few.
    """

    __slots__ = ("_content",)

    def __init__(self, text: str) -> None:
        self._content: str | dict[str, Any] = text

    def __getitem__(self, name: str) -> Any:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> dict[str, Any]:
        if isinstance(self._content, str):
            self._content = json.loads(self._content)
        return self._content  # type: ignore[return-value]


def encode(result: ActionResult) -> bytes:
    """A result as the JSON text of its record; only ASCII, on one line."""
    return to_json(
        {
            "key": result.key,
            "op": result.op,
            "engine": result.engine,
            "revision": result.revision,
            "artifacts": [[a.role, a.digest, a.size, a.media_type] for a in result.artifacts],
            "consumed": result.consumed,
            "spec": dict(result.spec),
            "record": dict(result.record),
        }
    ).encode("ascii")


def decode(body: bytes) -> ActionResult | None:
    """The result that a record's JSON text describes; None for a text that describes none."""
    try:
        fields = json.loads(body)
        return ActionResult(
            fields["key"],
            fields["op"],
            fields["engine"],
            tuple([Artifact(*artifact) for artifact in fields["artifacts"]]),
            tuple(fields["consumed"]),
            fields["spec"],
            fields["revision"],
            fields["record"],
        )
    except (ValueError, KeyError, TypeError):
        return None


def to_json(value: Any) -> str:
    """Compact JSON, ASCII alone: half a surrogate pair survives it, too."""
    return json.dumps(value, separators=(",", ":"))


def encode_binding(recipe: str, key: str) -> bytes:
    """A binding as the JSON text of its record."""
    return to_json({"recipe": recipe, "result": key}).encode("ascii")


def sealed(body: bytes) -> bytes:
    """A record's file: its text, then the text's digest on a line of its own."""
    return body + b"\n" + digest_of(body).encode("ascii") + b"\n"


def read_sealed(path: str | Path) -> bytes | None:
    """The text of a record's file; None where it is missing, torn or altered."""
    if not os.access(path, os.F_OK):  # far cheaper than an exception, and a first build asks for thousands
        return None
    try:
        content = Path(path).read_bytes()
    except OSError:
        return None
    body, _, seal = content.removesuffix(b"\n").rpartition(b"\n")
    return body if seal == digest_of(body).encode("ascii") else None


def _path(folder: str, key: str) -> str:
    return f"{folder}/{key[:2]}/{key}.json"


def _names(folder: str) -> Iterator[str]:
    for shard in _entries(folder):
        for name in _entries(f"{folder}/{shard}"):
            stem, dot, _ = name.partition(".")
            if dot and stem.startswith(shard):
                yield stem


def _entries(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except OSError:
        return []
