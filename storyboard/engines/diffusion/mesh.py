"""A picture bent over a mesh: where each corner of a grid looks decides where all between them look.

Between corners the places are blended bilinearly and the picture is read with a cubic (Catmull-Rom)
filter, between pixels too, so that slow moves don't jump from pixel to pixel.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

Floats: TypeAlias = npt.NDArray[np.float64]
Cell: TypeAlias = tuple[tuple[int, ...], tuple[float, ...]]

ACROSS, DOWN = 32, 18
"""Cells of the mesh; what is between their corners bends too little to be seen."""


def corners() -> tuple[Floats, Floats]:
    """The mesh's corners from -1 (left, top) to 1 (right, bottom), in rows."""
    across, down = np.meshgrid(np.linspace(-1, 1, ACROSS + 1), np.linspace(-1, 1, DOWN + 1))
    return across, down


def bent(picture: Rgb, across: Floats, down: Floats, size: tuple[int, int], detail: int = 1) -> Rgb:
    """What is seen of `picture` by a mesh whose corners look at `across` and `down` (-1 to 1: its edges).

    Places outside show the picture's edge. `detail` samples for each pixel of `size` (2: four of them) are
    taken and averaged, which a picture that is larger than `size` needs.
    """
    height, width = picture.shape[:2]
    x = np.clip((across + 1) / 2, 0, 1) * width
    y = np.clip((down + 1) / 2, 0, 1) * height
    large = (size[0] * detail, size[1] * detail)
    cells = list(_cells(x, y, large))
    seen = np.dstack([_read(picture[..., band], cells, large, detail) for band in range(3)])
    return np.clip(np.rint(seen), 0, 255).astype(np.uint8)


def fitted(picture: Rgb, size: tuple[int, int]) -> Rgb:
    """The picture scaled to fill `size`, what sticks out cropped evenly; nothing is stretched."""
    height, width = picture.shape[:2]
    if (width, height) == size:
        return picture
    share = min(width / size[0], height / size[1])
    wide, high = size[0] * share, size[1] * share
    left, top = (width - wide) / 2, (height - high) / 2
    box = (left, top, left + wide, top + high)
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS, box=box))


def _read(band: Rgb, cells: list[Cell], size: tuple[int, int], detail: int) -> npt.NDArray[np.float32]:
    """One colour of the picture, in floats: Pillow cuts bytes off where it should round, which darkens."""
    exact = Image.fromarray(band.astype(np.float32))
    seen = exact.transform(size, Image.Transform.MESH, cells, resample=Image.Resampling.BICUBIC)
    return np.asarray(seen.reduce(detail) if detail > 1 else seen)


def _cells(x: Floats, y: Floats, size: tuple[int, int]) -> Iterator[Cell]:
    """Each cell's box of whole pixels, and the four places that its corners look at.

    Boxes end on whole pixels and so don't divide evenly; corners are moved to where the boxes end.
    """
    columns = _edges(size[0], ACROSS)
    rows = _edges(size[1], DOWN)
    x, y = (_moved(_moved(layer, columns / size[0]).T, rows / size[1]).T for layer in (x, y))
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            box = (int(columns[column]), int(rows[row]), int(columns[column + 1]), int(rows[row + 1]))
            turns = ((row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1))
            yield box, tuple(float(value) for turn in turns for value in (x[turn], y[turn]))


def _edges(length: int, cells: int) -> npt.NDArray[np.int64]:
    return np.unique(np.round(np.linspace(0, length, cells + 1)).astype(np.int64))


def _moved(layer: Floats, shares: Floats) -> Floats:
    """A layer's rows read at `shares` (0 to 1) of their length, by linear interpolation."""
    places = shares * (layer.shape[1] - 1)
    left = np.minimum(places.astype(int), layer.shape[1] - 2)
    part = places - left
    return np.asarray(layer[:, left] * (1 - part) + layer[:, left + 1] * part)
