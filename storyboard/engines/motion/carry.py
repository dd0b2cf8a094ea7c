"""Flow carried to a moment: each pixel's motion laid down where the pixel has come to by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from storyboard.engines.motion.pixels import Floats, doubled, halved

if TYPE_CHECKING:
    from storyboard.engines.motion.flow import Motion

_FAINT = 1e-4
"""What flow that nothing confirms weighs: it counts only where there is no other."""
_FULL_COVER = 0.25
"""A pixel of which less than this is covered takes the rest of its motion from around."""
_COARSEST = 4


def carried(motion: Motion, moment: float) -> Floats:
    """The motion of what is at every pixel at `moment`, from the first frame to the second.

    Both flows are laid down, the nearer frame's with more weight; holes are filled from around them.
    """
    width, height = motion.size
    laid = np.zeros((3, (height + 2) * (width + 2)))
    _lay(
        laid,
        motion.forward,
        motion.forward_trust * (1 - moment) + _FAINT,
        motion.places + moment * motion.forward,
    )
    back = -motion.backward
    _lay(laid, back, motion.backward_trust * moment + _FAINT, motion.places - (1 - moment) * back)
    across, down, cover = laid.reshape(3, height + 2, width + 2)[:, 1:-1, 1:-1].astype(np.float32)
    return _filled(np.dstack([across, down]), np.ascontiguousarray(cover))


def _lay(laid: npt.NDArray[np.float64], flow: Floats, weight: Floats, places: Floats) -> None:
    """Add every pixel's flow, by weight, to the four pixels around its place, if that is in the frame."""
    height, width = weight.shape
    x, y = places[..., 0].ravel(), places[..., 1].ravel()
    kept = np.flatnonzero((x > -1) & (y > -1) & (x < width) & (y < height))
    x, y = x[kept], y[kept]
    left, top = np.floor(x), np.floor(y)
    right_share, lower_share = x - left, y - top
    corner = (top.astype(np.int64) + 1) * (width + 2) + left.astype(np.int64) + 1
    across, down, kept_weight = (layer.ravel()[kept] for layer in (flow[..., 0], flow[..., 1], weight))
    for step, share in (
        (0, (1 - right_share) * (1 - lower_share)),
        (1, right_share * (1 - lower_share)),
        (width + 2, (1 - right_share) * lower_share),
        (width + 3, right_share * lower_share),
    ):
        part = kept_weight * share
        for total, amount in zip(laid, (part * across, part * down, part), strict=True):
            total += np.bincount(corner + step, amount, len(total))


def _filled(flow: Floats, cover: Floats) -> Floats:
    """Divide weighted flow by its cover; where there is little, mix in what a coarser picture of it has."""
    known = flow / np.maximum(cover, np.float32(1e-9))[..., None]
    if min(cover.shape) <= _COARSEST:
        return cast(Floats, known)
    height, width = cover.shape
    around = doubled(_filled(halved(flow), halved(cover)), width, height)
    share = np.minimum(1, cover / np.float32(_FULL_COVER))[..., None]
    return cast(Floats, share * known + (1 - share) * around)
