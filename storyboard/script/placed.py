"""Values that know where they stand, at eight bytes a value."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Trail: TypeAlias = tuple[str | int, ...]
"""The way from the root to a value: keys, and the numbers of items counted from 0."""


class PlacedMapping(dict[str, Any]):
    """A mapping as written; `spots` holds the spot of each key and of its value, in the order of the keys."""

    __slots__ = ("spots",)

    def __init__(self) -> None:
        super().__init__()
        self.spots = array("Q")

    def put(self, key: str, value: Any, key_spot: int, value_spot: int) -> None:
        """Add a key that isn't there yet."""
        self[key] = value
        self.spots.extend((key_spot, value_spot))

    def spot_of(self, key: str) -> int:
        """Where a key stands."""
        return self.spots[2 * list(self).index(key)]

    def fill(self, base: PlacedMapping) -> None:
        """Take over the keys of another mapping that this one lacks, with their places."""
        for number, (key, value) in enumerate(base.items()):
            if key not in self:
                self.put(key, value, *base.spots[2 * number : 2 * number + 2])


class PlacedList(list[Any]):
    """A list as written; `spots` holds the spot of each item."""

    __slots__ = ("spots",)

    def __init__(self) -> None:
        super().__init__()
        self.spots = array("Q")

    def put(self, value: Any, spot: int) -> None:
        """Add an item."""
        self.append(value)
        self.spots.append(spot)


@dataclass(frozen=True, slots=True)
class TreeFault:
    """A fault of the YAML itself."""

    spot: int
    path: Trail
    message: str


@dataclass(slots=True)
class Tree:
    """One file's values, its faults, and the keys that were left empty (they count as not written)."""

    value: Any = None
    spot: int = 0
    faults: list[TreeFault] = field(default_factory=list)
    empty: list[tuple[PlacedMapping, str, int]] = field(default_factory=list)
    nodes: int = 0


def spot(file: int, line: int, column: int) -> int:
    """Pack a place into one integer; line and column count from 0."""
    return file << 48 | min(line, 2**28 - 1) << 20 | min(column, 2**20 - 1)


def unpack(packed: int) -> tuple[int, int, int]:
    """The file's number, and the line and column counted from 1."""
    return packed >> 48, (packed >> 20 & (2**28 - 1)) + 1, (packed & (2**20 - 1)) + 1
