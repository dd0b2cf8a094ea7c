"""What is laid over a picture: its colour where it covers, and what it lets through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Patch:
    """A title as it goes over the picture: at `x`, `y`, its colour by its cover, and what it lets through."""

    x: int
    y: int
    paint: npt.NDArray[np.uint16]
    through: npt.NDArray[np.uint16]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, half-open."""
        height, width = self.paint.shape[:2]
        return self.x, self.y, self.x + width, self.y + height

    def blend(self, rgb: Rgb, share: tuple[int, int] = (1, 1)) -> None:
        """Lay it over a picture, as much of it as `share` says: a whole or so many parts of so many."""
        left, top, right, bottom = self.box
        part = rgb[top:bottom, left:right]
        laid = (part * self.through + self.paint) // 255
        some, of = share
        part[:] = (
            laid if some == of else (part.astype("uint32") * (of - some) + laid.astype("uint32") * some) // of
        )


def cut_out(pixels: npt.NDArray[np.uint8]) -> Patch:
    """The part of a see-through picture (colours multiplied by their cover) that has anything on it."""
    import numpy as np

    rows, columns = (np.flatnonzero(pixels[..., 3].any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        rows = columns = np.zeros(1, int)
    left, top, right, bottom = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    shown = pixels[top:bottom, left:right].astype(np.uint16)
    return Patch(int(left), int(top), shown[..., :3] * np.uint16(255) + np.uint16(127), 255 - shown[..., 3:])
