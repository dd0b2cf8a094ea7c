"""EBML elements, the bricks of Matroska and WebM (RFC 8794), written."""

from __future__ import annotations

import struct

_WIDEST = 8


def element(name: int, *parts: bytes) -> bytes:
    """An element of these parts, end to end; `name` is its ID as the specification prints it."""
    size = sum(map(len, parts))
    return head(name, size) + b"".join(parts)


def head(name: int, size: int, width: int | None = None) -> bytes:
    """An element's ID and size, in as few bytes as they need, or the size in `width` bytes."""
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + _length(size, width)


def unsigned(name: int, value: int, width: int | None = None) -> bytes:
    """An element that holds a whole number, in as few bytes as it needs, or in `width`."""
    return element(name, value.to_bytes(width or max(1, (value.bit_length() + 7) // 8), "big"))


def signed(name: int, value: int) -> bytes:
    """An element that holds a whole number that may be negative."""
    return element(name, value.to_bytes(_WIDEST, "big", signed=True))


def real(name: int, value: float) -> bytes:
    """An element that holds a number of 64 bits."""
    return element(name, struct.pack(">d", value))


def text(name: int, value: str) -> bytes:
    """An element that holds words."""
    return element(name, value.encode())


def _length(size: int, width: int | None) -> bytes:
    """A size with its own width marked in front; all ones would mean that it is unknown."""
    width = width or next(w for w in range(1, _WIDEST + 1) if size < (1 << 7 * w) - 1)
    return (size | 1 << 7 * width).to_bytes(width, "big")
