"""Pictures too large for a network at once: enlarged in tiles that overlap, and put together without seams.

A network sees nothing beyond a tile's border, and what it makes within a few pixels of one is worst. So of
the overlap of two tiles the outer quarters are left away, and over the half between them one fades into the
other.
Memory is bounded by a tile's work and one enlarged frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Rgb = npt.NDArray[np.uint8]

Size: TypeAlias = tuple[int, int]
Place: TypeAlias = tuple[slice, slice]
"""The rows and the columns of a tile."""

TILE = 256
"""How wide and high a tile is at most, in pixels of the smaller picture, where nobody says."""
OVERLAP = 32
"""How many pixels two tiles share at least."""
SMALLEST = 2 * OVERLAP


class Enlarger(Protocol):
    """A network that makes a picture `scale` times as wide and high."""

    scale: int

    def __call__(self, rgb: Floats) -> Floats:
        """Enlarge a picture of height, width and three channels from 0 to 1."""
        ...


def enlarged(network: Enlarger, rgb: Rgb, tile: int = TILE) -> Rgb:
    """The whole picture, `network.scale` times as wide and high; tiles are at most `tile` pixels a side."""

    def make(place: Place) -> Floats:
        import numpy as np

        return network(rgb[place].astype(np.float32) / np.float32(255))

    return joined(make, (rgb.shape[1], rgb.shape[0]), network.scale, tile)


def joined(make: Callable[[Place], Floats], size: Size, scale: int, tile: int) -> Rgb:
    """A picture of `size` enlarged by `scale`, of what `make` makes of each tile of at most `tile` a side."""
    import numpy as np

    width, height = size
    rows, columns = list(_parts(height, tile)), list(_parts(width, tile))
    whole = np.zeros((height * scale, width * scale, 3), np.float32)
    for row in rows:
        for column in columns:
            share = row.share(scale)[:, None, None] * column.share(scale)[None, :, None]
            made = make((slice(row.start, row.end), slice(column.start, column.end)))
            down, across = (slice(part.start * scale, part.end * scale) for part in (row, column))
            whole[down, across] += made.clip(0, 1) * share
    picture: Rgb = np.rint(whole.clip(0, 1) * 255).astype(np.uint8)
    return picture


@dataclass(frozen=True, slots=True)
class Part:
    """The pixels from `start` to `end` of a side; it shares its first `before` and last `after` ones."""

    start: int
    end: int
    before: int
    after: int

    def share(self, scale: int) -> Floats:
        """How much of each enlarged pixel comes from this part; neighbours add up to 1."""
        import numpy as np

        share = np.ones((self.end - self.start) * scale, np.float32)
        if self.before:
            share[: self.before * scale] *= _ramp(self.before * scale)
        if self.after:
            share[-self.after * scale :] *= 1 - _ramp(self.after * scale)
        return share


def _parts(length: int, tile: int) -> Iterator[Part]:
    """Cut a side into as few parts as `tile` allows, all of about one length."""
    count = 1 if length <= tile else -(-(length - OVERLAP) // (tile - OVERLAP))
    core = (length - OVERLAP) / count
    starts = [round(core * number) for number in range(count)]
    ends = [*(start + OVERLAP for start in starts[1:]), length]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        yield Part(start, end, OVERLAP if number else 0, OVERLAP if number < count - 1 else 0)


def _ramp(length: int) -> Floats:
    """From 0 to 1 over the middle half of `length` pixels."""
    import numpy as np

    middles = (np.arange(length, dtype=np.float32) + 0.5) / length
    return (2 * middles - 0.5).clip(0, 1)
