"""Pictures too large for a network at once: enlarged in tiles that overlap, and put together without seams.

A network sees nothing beyond a tile's border, and what it makes within a few pixels of one is worst. So of
the overlap of two tiles the outer quarters are left away, and over the half between them one fades into the
other.
Memory is bounded by a tile's work and one enlarged frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Rgb = npt.NDArray[np.uint8]

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
    import numpy as np

    height, width = rgb.shape[:2]
    rows, columns = list(_parts(height, tile)), list(_parts(width, tile))
    scale = network.scale
    whole = np.zeros((height * scale, width * scale, 3), np.float32)
    for row in rows:
        for column in columns:
            seen = rgb[row.start : row.end, column.start : column.end].astype(np.float32) / np.float32(255)
            share = row.share(scale)[:, None, None] * column.share(scale)[None, :, None]
            place = whole[row.start * scale : row.end * scale, column.start * scale : column.end * scale]
            place += network(seen).clip(0, 1) * share
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
