"""Checks of what is no picture: JSON that can be read, and documents that begin as their formats do."""

from __future__ import annotations

import json
from pathlib import Path

_BEGINS = {
    ".pdf": (b"%PDF-",),
    ".cbz": (b"PK\x03\x04",),
    ".epub": (b"PK\x03\x04",),
    ".zip": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".svg": (b"<?xml", b"<svg"),
}


def check_json(path: Path) -> str | None:
    """What keeps a file from being a JSON object; None where nothing does."""
    try:
        read = json.loads(path.read_bytes())
    except ValueError as error:
        return f"{path.name} is no JSON: {error}"
    return None if isinstance(read, dict) else f"{path.name} holds no JSON object"


def check_document(path: Path) -> str | None:
    """What keeps a file from being of the format that its name says; None where nothing does."""
    begins = _BEGINS.get(path.suffix)
    if begins is None:
        return f"no document is called {path.name}"
    with path.open("rb") as file:
        head = file.read(8)
    return None if head.startswith(begins) else f"{path.name} does not begin as its format does"
