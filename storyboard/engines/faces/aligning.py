"""Faces cut out upright, in the square that restoring networks were trained on, and laid back into the frame.

A similarity (turn, scale, shift) takes five landmarks, the eyes, the nose and the corners of the mouth, as
near as can be to where they are in the aligned faces of FFHQ (Karras et al. 2019); the least squares solution
is Umeyama's (1991). Points are (x, y) in pixels, a pixel's middle half a pixel from its edge.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from storyboard.media.picture import Rgb

    Points = npt.NDArray[np.float64]
    Plane = npt.NDArray[np.float32]

SIDE = 512
"""The side of an aligned face."""
_LANDMARKS = ((193.0, 239.9), (318.9, 240.2), (256.6, 314.0), (201.3, 371.4), (313.1, 371.2))
"""Where an aligned face has its eyes, its nose and the corners of its mouth, as seen from left to right."""
_EDGE = 0.12
"""Over how much of the square's side the restored face fades in, from its edges."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """From the frame to the aligned square: x' = a x - b y + c, y' = b x + a y + d."""

    a: float
    b: float
    c: float
    d: float

    def inverse(self) -> Alignment:
        """From the square to the frame."""
        size = self.a**2 + self.b**2
        a, b = self.a / size, -self.b / size
        return Alignment(a, b, -(a * self.c - b * self.d), -(b * self.c + a * self.d))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x - self.b * y + self.c, self.b * x + self.a * y + self.d

    @property
    def scale(self) -> float:
        """How many times as large things become."""
        return math.hypot(self.a, self.b)

    def times(self, share: float) -> Alignment:
        """The same, and then everything `share` times as large."""
        return Alignment(self.a * share, self.b * share, self.c * share, self.d * share)

    def moved(self, x: float, y: float) -> Alignment:
        """The same, and then everything moved."""
        return Alignment(self.a, self.b, self.c + x, self.d + y)

    def coefficients(self) -> tuple[float, float, float, float, float, float]:
        """As Pillow takes an affine transform: from the picture that is made to the one that is read."""
        return self.a, -self.b, self.c, self.b, self.a, self.d


def aligned(points: Points) -> Alignment:
    """The similarity that takes five landmarks of a frame, a 5x2 array, to the square."""
    import numpy as np

    wanted = np.array(_LANDMARKS)
    here, there = points - points.mean(axis=0), wanted - wanted.mean(axis=0)
    spread = max(float((here**2).sum()), 1e-9)
    a = float((here * there).sum()) / spread
    b = float((here[:, 0] * there[:, 1] - here[:, 1] * there[:, 0]).sum()) / spread
    middle, target = points.mean(axis=0), wanted.mean(axis=0)
    return Alignment(
        a,
        b,
        float(target[0] - a * middle[0] + b * middle[1]),
        float(target[1] - b * middle[0] - a * middle[1]),
    )


def cut_out(rgb: Rgb, alignment: Alignment) -> Rgb:
    """The aligned square of a frame; what lies beyond the frame repeats its edge."""
    import numpy as np
    from PIL import Image

    # Pillow's transform reads single pixels: what is to become smaller is averaged first
    share = min(1.0, alignment.scale)
    height, width = (max(1, round(side * share)) for side in rgb.shape[:2])
    frame = np.asarray(Image.fromarray(rgb).resize((width, height), Image.Resampling.LANCZOS))
    back = alignment.inverse().times(share)
    left, top, right, bottom = _bounds(back)
    before = max(0, -top), max(0, -left)
    after = max(0, bottom - height), max(0, right - width)
    wide = np.pad(frame, ((before[0], after[0]), (before[1], after[1]), (0, 0)), mode="edge")
    square = Image.fromarray(wide).transform(
        (SIDE, SIDE),
        Image.Transform.AFFINE,
        back.moved(before[1], before[0]).coefficients(),
        Image.Resampling.BICUBIC,
    )
    return np.asarray(square)


def laid_back(rgb: Rgb, face: Rgb, alignment: Alignment, strength: float) -> Rgb:
    """The frame with an aligned face in it, faded in from the square's edges; `strength` is its share."""
    import numpy as np
    from PIL import Image

    left, top, right, bottom = _bounds(alignment.inverse())
    left, top = max(0, left), max(0, top)
    right, bottom = min(rgb.shape[1], right), min(rgb.shape[0], bottom)
    if right <= left or bottom <= top:
        return rgb
    there = Alignment(alignment.a, alignment.b, *alignment.point(left, top))
    side = max(1, min(SIDE, round(SIDE / alignment.scale)))
    small = Image.fromarray(face).resize((side, side), Image.Resampling.LANCZOS)

    def spread(square: Image.Image, by: Alignment) -> Plane:
        covered = (right - left, bottom - top)
        made = square.transform(covered, Image.Transform.AFFINE, by.coefficients(), Image.Resampling.BICUBIC)
        return np.asarray(made, np.float32)

    share = spread(Image.fromarray(_mask()), there)[..., None].clip(0, 1) * strength
    frame = rgb.copy()
    under = frame[top:bottom, left:right].astype(np.float32)
    mixed = under + (spread(small, there.times(side / SIDE)) - under) * share
    frame[top:bottom, left:right] = np.rint(mixed.clip(0, 255)).astype(np.uint8)
    return frame


def _bounds(back: Alignment) -> tuple[int, int, int, int]:
    """The least whole pixels around where the square's corners come to lie: left, top, right, bottom."""
    corners = [back.point(x, y) for x in (0, SIDE) for y in (0, SIDE)]
    across, down = zip(*corners, strict=True)
    return math.floor(min(across)), math.floor(min(down)), math.ceil(max(across)), math.ceil(max(down))


def _mask() -> Plane:
    """1 within the square, smoothly 0 towards its edges."""
    import numpy as np

    away = (np.minimum(np.arange(SIDE), np.arange(SIDE)[::-1]) + 0.5) / (SIDE * _EDGE)
    ramp = away.clip(0, 1)
    ramp = ramp * ramp * (3 - 2 * ramp)
    mask: Plane = (ramp[:, None] * ramp[None, :]).astype(np.float32)
    return mask
