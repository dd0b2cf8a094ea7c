"""ISO base media boxes, the bricks of an MP4: found, read and written."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from typing import BinaryIO


class Mp4Error(ValueError):
    """A file is no MP4 that can be read or joined; the message says what is wrong with it."""


def top_level(stream: BinaryIO, length: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box of a file as its kind and the offsets of its content and its end; only headers are read."""
    offset = 0
    while offset + 8 <= length:
        stream.seek(offset)
        head = stream.read(16)
        size, kind = struct.unpack_from(">I4s", head)
        start = offset + 8
        if size == 1 and len(head) == 16:
            start, size = offset + 16, struct.unpack_from(">Q", head, 8)[0]
        end = length if size == 0 else offset + size
        if end < start or end > length:
            raise Mp4Error(f"box {kind!r} at byte {offset} reaches beyond the end of the file")
        yield kind, start, end
        offset = end


def children(content: bytes, start: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """Each box inside another as its kind and content."""
    while start + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, start)
        if size < 8 or start + size > len(content):
            raise Mp4Error(f"box {kind!r} is damaged")
        yield kind, content[start + 8 : start + size]
        start += size


def find(content: bytes, *kinds: bytes) -> bytes | None:
    """The content of the first box along a path of kinds, or None where there is none."""
    for wanted in kinds:
        found = next((inner for kind, inner in children(content) if kind == wanted), None)
        if found is None:
            return None
        content = found
    return content


def need(content: bytes, *kinds: bytes) -> bytes:
    """As `find`, but the box must be there."""
    found = find(content, *kinds)
    if found is None:
        raise Mp4Error(f"it has no {'/'.join(kind.decode('latin-1') for kind in kinds)} box")
    return found


def integers(content: bytes, kind: str = "I") -> array[int]:
    """A table of big-endian integers: "I" of 32 bits, "Q" of 64."""
    values = array(kind)
    values.frombytes(content[: len(content) // values.itemsize * values.itemsize])
    if sys.byteorder == "little":
        values.byteswap()
    return values


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of these parts, end to end."""
    size = 8 + sum(map(len, parts))
    return struct.pack(">I4s", size, kind) + b"".join(parts)


def full_box(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    """A box with a version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)
