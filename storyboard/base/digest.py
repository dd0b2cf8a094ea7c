"""Canonical JSON and the digests made of it: how work and bytes get their names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

Plain: TypeAlias = bool | int | str | list["Plain"] | dict[str, "Plain"] | None
"""What may stand in a spec: JSON without floats (a ratio is written "3/10")."""
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""Made once: a plan asks for ten thousand texts, and to make an encoder takes as long as to use it."""


def canonical(value: Plain) -> bytes:
    """Encode `value` as the one JSON text that all equal values share.

    Raises TypeError for a float, a key that is no text, or any value that JSON would not give back unchanged.
    """
    _check_plain(value)
    return _AS_JSON(value).encode("utf-8", "surrogatepass")


def digest_of(data: bytes) -> str:
    """SHA-256 of `data`, in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex; the file is never held in memory whole."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_plain(value: object) -> None:
    """Asked of 100,000 values in a large plan, most of them text or numbers: they cost no call."""
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"a spec's keys are text, not {key!r}")
        inner: Iterable[object] = value.values()
    elif isinstance(value, list):
        inner = value
    elif value is None or isinstance(value, (str, int)):
        return
    else:
        raise TypeError(f"{value!r} can't enter a key: only text, integers, booleans, lists and mappings can")
    for item in inner:
        if type(item) is not str and type(item) is not int:
            _check_plain(item)
