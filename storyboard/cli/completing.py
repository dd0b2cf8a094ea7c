"""What a shell offers after TAB from the script that is being named: quick, and never an error."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import click


def complete_ids(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The script's shots and scenes; after a comma, the next of a list."""
    before, comma, word = begun.rpartition(",")
    root = _script(context)
    held = [*_ids(root.get("shots"))]
    for scene in _listed(root.get("scenes")):
        held += [*_ids([scene]), *_ids(scene.get("shots"))]
    return [f"{before}{comma}{each}" for each in dict.fromkeys(held) if each.startswith(word)]


def complete_shots(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The script's shots alone."""
    root = _script(context)
    held = [*_ids(root.get("shots"))]
    for scene in _listed(root.get("scenes")):
        held += _ids(scene.get("shots"))
    return [each for each in dict.fromkeys(held) if each.startswith(begun)]


def complete_profiles(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The script's profiles, and the one that every script has."""
    written = _script(context).get("profiles")
    names = ["animatic", *(map(str, written) if isinstance(written, Mapping) else ())]
    return [name for name in dict.fromkeys(names) if name.startswith(begun)]


def _script(context: click.Context) -> Mapping[str, Any]:
    """The script as it is written, however faulty; empty where none is named, or it can't be read."""
    with suppress(Exception):
        from storyboard.script.source import read_source

        named = context.params.get("script") or _named_in_line()
        root = read_source(Path(named)).root if named else None
        if isinstance(root, Mapping):
            return root
    return {}


def _named_in_line() -> str | None:
    """The script that is named anywhere in the line: before an option's value is there, click reads none."""
    from click.shell_completion import split_arg_string

    words = split_arg_string(os.environ.get("COMP_WORDS", ""))
    return next((word for word in words if word.endswith((".yaml", ".yml"))), None)


def _ids(items: Any) -> Iterator[str]:
    return (str(item["id"]) for item in _listed(items) if "id" in item)


def _listed(items: Any) -> Iterator[Mapping[str, Any]]:
    held = items if isinstance(items, list) else []
    return (item for item in held if isinstance(item, Mapping))
