"""Headers of safetensors files: names, types and shapes of tensors, read without torch or the tensors."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Any

from storyboard.base.errors import EngineError

_LARGEST = 100 * 2**20
"""The longest header that the format allows, in bytes."""
_BITS = {"F4": 4, "BOOL": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32,
         "I64": 64, "U64": 64, "F64": 64}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tensor:
    """What a header says of one tensor; `dtype` in the format's own words (`F16`, `BF16`, `F32` ...)."""

    dtype: str
    shape: tuple[int, ...]

    @property
    def bytes(self) -> int:
        """Its size in the file."""
        return prod(self.shape) * _BITS.get(self.dtype, 8) // 8


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """The tensors of a file by name, and the text that its maker left with them; one for each state of it."""

    tensors: Mapping[str, Tensor]
    metadata: Mapping[str, str] = field(default_factory=dict)
    end: int = 0
    """Where its last tensor ends in the file, in bytes."""

    @property
    def dtype(self) -> str:
        """The type that most of the bytes have; empty for a file without tensors."""
        sizes: dict[str, int] = {}
        for tensor in self.tensors.values():
            sizes[tensor.dtype] = sizes.get(tensor.dtype, 0) + tensor.bytes
        return max(sizes, key=lambda dtype: sizes[dtype], default="")


def check_whole(path: Path) -> None:
    """Raise EngineError for a file that ends before its tensors do, as a broken download leaves it."""
    if path.stat().st_size < read_header(path).end:
        raise EngineError(f"{path} is cut off: its last tensors are missing; get it again")


def state_of(file: str) -> os.stat_result:
    """A file's state, or OSError: asked for every shot, where a Path would take three times as long."""
    return os.stat(file)  # noqa: PTH116


def read_header(path: Path) -> Header:
    """Read a file's header; raises EngineError for what is no safetensors file."""
    try:
        state = path.stat()
    except OSError as error:
        raise EngineError(f"{path} can't be read: {error.strerror}") from error
    return _read(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=512)
def _read(path: Path, size: int, changed: int) -> Header:
    try:
        with path.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            if not 2 <= length <= min(_LARGEST, size - 8):
                raise ValueError
            return _parsed(json.loads(stream.read(length)), 8 + length)
    except OSError as error:
        raise EngineError(f"{path} can't be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, struct.error, RecursionError):
        raise EngineError(f"{path} is no safetensors file, or is cut off; get it again") from None


def _parsed(header: dict[str, Any], begin: int) -> Header:
    metadata = {str(key): str(value) for key, value in header.pop("__metadata__", {}).items()}
    tensors = {
        name: Tensor(str(entry["dtype"]), tuple(int(side) for side in entry["shape"]))
        for name, entry in header.items()
    }
    ends = (int(entry["data_offsets"][1]) for entry in header.values())
    return Header(tensors, metadata, begin + max(ends, default=0))
