"""Pictures for tests: noise that no codec likes, and saturated bars."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt

from storyboard.media.video import VideoWriter

Rgb = npt.NDArray[np.uint8]

BARS = ((255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), (255, 0, 0), (0, 0, 255))


def noise(count: int, size: tuple[int, int] = (66, 34), seed: int = 1) -> list[Rgb]:
    """Pictures of which no two pixels have anything to do with each other."""
    random = np.random.default_rng(seed)
    return [random.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8) for _ in range(count)]


def bars(width: int = 16, height: int = 32) -> Rgb:
    """White and the six saturated colours, as upright bars of `width`."""
    return np.repeat(np.repeat(np.array([BARS], np.uint8), width, axis=1), height, axis=0)


def write(path: Path, pictures: Sequence[Rgb], rate: Fraction = Fraction(24)) -> Path:
    """The pictures as a lossless video."""
    height, width = pictures[0].shape[:2]
    with VideoWriter(path, (width, height), rate) as video:
        for picture in pictures:
            video.write(picture)
    return path
