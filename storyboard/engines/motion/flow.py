"""How a picture moves into the next: dense flow both ways, and how far each can be trusted.

Flow is measured on pictures of at most 480 pixels a side. On drawn and on textured scenes that came within
half a decibel of measuring at full size (often above it, since large moves shrink too), in a tenth of the
time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from storyboard.engines.motion.pixels import Floats, dense_flow, grey, grid, light, reduced, sampled

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

_LONGEST_SIDE = 480
_COLOUR_SPREAD = 12.0
"""Levels of difference, in each channel, that still pass for the same colour."""
_CUT = 0.45
"""The share of two frames that no motion explains, from which they are taken for a cut."""
_MOST_GAIN = 4.0


@dataclass(frozen=True, slots=True)
class Motion:
    """The movement between two frames, in pixels of their reduced pictures `first` and `second`.

    `forward` leads from a pixel of the first to its place in the second, `backward` the other way; where the
    two agree, trust is 1, where they contradict each other, because something is hidden there, it nears 0.
    `dominant` is how most of the picture moves.
    """

    first: Floats
    second: Floats
    forward: Floats
    backward: Floats
    forward_trust: Floats
    backward_trust: Floats
    dominant: Floats
    places: Floats

    @property
    def size(self) -> tuple[int, int]:
        height, width = self.first.shape[:2]
        return width, height


def measured(first: Rgb, second: Rgb) -> Motion | None:
    """The motion between two frames; None where they have so little in common that this must be a cut."""
    one, other = (reduced(rgb, _LONGEST_SIDE).astype(np.float32) for rgb in (first, second))
    other = _relit(other, one)
    forward, backward = dense_flow(grey(one), grey(other)), dense_flow(grey(other), grey(one))
    places = grid(one.shape[1], one.shape[0])
    forward_trust = _agreement(forward, backward, places)
    motion = Motion(
        first=one,
        second=other,
        forward=forward,
        backward=backward,
        forward_trust=forward_trust,
        backward_trust=_agreement(backward, forward, places),
        dominant=_dominant(forward, forward_trust),
        places=places,
    )
    return None if _unexplained(motion) > _CUT else motion


def _relit(picture: Floats, like: Floats) -> Floats:
    """The picture in the other's light, if light is the most of what they differ in: a fade is no cut."""
    (mean, spread), (new_mean, new_spread) = light(picture), light(like)
    gain = np.clip(new_spread / np.maximum(spread, 1), 1 / _MOST_GAIN, _MOST_GAIN)
    relit = (picture - mean) * gain + new_mean
    return cast(Floats, relit) if abs(relit - like).mean() < abs(picture - like).mean() / 2 else picture


def likeness(one: Floats, other: Floats) -> Floats:
    """1 where two pictures have the same colour, near 0 where one can't be the other's."""
    difference = one - other
    return cast(Floats, np.exp((difference * difference).sum(2) / np.float32(-6 * _COLOUR_SPREAD**2)))


def _agreement(there: Floats, back: Floats, places: Floats) -> Floats:
    gap = there + sampled(back, places + there)
    allowed = 0.5 + 0.02 * (there * there).sum(2)
    return cast(Floats, np.exp((gap * gap).sum(2) / (-2 * allowed)))


def _dominant(flow: Floats, trust: Floats) -> Floats:
    trusted = flow[trust > 0.5]
    return np.median(trusted, axis=0) if len(trusted) else np.zeros(2, np.float32)


def _unexplained(motion: Motion) -> float:
    explained = likeness(motion.first, sampled(motion.second, motion.places + motion.forward))
    return float(1 - np.maximum(explained, likeness(motion.first, motion.second)).mean())
