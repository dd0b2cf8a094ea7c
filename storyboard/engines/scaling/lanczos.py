"""Lanczos resampling of a clip to an exact size, its aspect kept.

Pillow's filter widens with the ratio when it shrinks, so that fine detail is averaged and doesn't alias, and
computes in integers on one thread: the same bytes everywhere.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.base.time import round_half_up

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

Size = tuple[int, int]
Box = tuple[float, float, float, float]


def resized(rgb: Rgb, size: Size, fit: str) -> Rgb:
    """A picture at exactly `size`: centred, and cropped to the new aspect or padded with black."""
    import numpy as np
    from PIL import Image

    old = (rgb.shape[1], rgb.shape[0])
    if old == size:
        return rgb
    inner, box = (size, crop_box(old, size)) if fit == "crop" else (padded_size(old, size), (0, 0, *old))
    picture = Image.fromarray(rgb).resize(inner, Image.Resampling.LANCZOS, box=box)
    if inner == size:
        return np.asarray(picture)
    frame = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    frame[top : top + inner[1], left : left + inner[0]] = np.asarray(picture)
    return frame


def crop_box(old: Size, new: Size) -> Box:
    """The largest centred part of the old frame that has the new one's aspect, to a fraction of a pixel."""
    scale = max(Fraction(new[0], old[0]), Fraction(new[1], old[1]))
    width, height = new[0] / scale, new[1] / scale
    left, top = (old[0] - width) / 2, (old[1] - height) / 2
    return float(left), float(top), float(left + width), float(top + height)


def padded_size(old: Size, new: Size) -> Size:
    """How large the whole old frame is inside the new one."""
    scale = min(Fraction(new[0], old[0]), Fraction(new[1], old[1]))
    return max(1, round_half_up(old[0] * scale)), max(1, round_half_up(old[1] * scale))
