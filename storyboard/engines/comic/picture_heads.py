"""What a picture's file says of itself in its first bytes: a blob of the cache has no suffix."""

from __future__ import annotations

import struct
from pathlib import Path

_PNG = b"\x89PNG"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers of a frame, which begins with the picture's size."""


def suffix_of(picture: Path) -> str:
    """What a picture's file would be called: `.png` or `.jpeg`."""
    with picture.open("rb") as stream:
        return ".png" if is_png(stream.read(4)) else ".jpeg"


def is_png(body: bytes) -> bool:
    """Whether a file that begins so is a PNG; of what we write all others are JPEG."""
    return body.startswith(_PNG)


def size_in(picture: Path) -> tuple[int, int]:
    """Width and height of a picture's file, in pixels."""
    with picture.open("rb") as stream:
        head = stream.read(24)
        return size_of(head if is_png(head) else head + stream.read())


def size_of(body: bytes) -> tuple[int, int]:
    """Width and height of a whole PNG or JPEG, in pixels."""
    if is_png(body):
        width, height = struct.unpack_from(">II", body, 16)
        return width, height
    at = 2
    while True:
        marker, length = struct.unpack_from(">xBH", body, at)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", body, at + 5)
            return width, height
        at += 2 + length
