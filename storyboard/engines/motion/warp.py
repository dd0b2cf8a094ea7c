"""A picture at a moment between two frames, drawn from whichever of them shows each of its pixels.

For every pixel several motions are proposed: the measured flow carried to that moment (its holes filled
from around), how most of the picture moves, and each flow followed back from the pixel. The first that is
confirmed wins: by its colour being the same at both ends, or by the flow measured at one end leading through
the pixel. An end that doesn't confirm it is hidden there and gives nothing, so that nothing shows through.
Where no motion is confirmed, the two frames are cross-faded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from storyboard.engines.motion.carry import carried
from storyboard.engines.motion.flow import Motion, likeness
from storyboard.engines.motion.pixels import Floats, cross_faded, enlarged, grid, mixed, sampled

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

_BETTER = 0.3
"""By how much a later proposal must be the better confirmed one."""
_CONFIRMED = 0.3
_STEPS = 3


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A motion through every pixel, and how surely each frame shows that pixel if it is right."""

    flow: Floats
    in_first: Floats
    in_second: Floats

    def confirmed(self) -> Floats:
        return np.maximum(self.in_first, self.in_second)


def picture_at(first: Rgb, second: Rgb, motion: Motion, moment: float) -> Rgb:
    """The picture at `moment`, more than 0 (the first frame) and less than 1 (the second)."""
    height, width = first.shape[:2]
    best = _best(motion, moment)
    share = moment * best.in_second
    share /= share + (1 - moment) * best.in_first + np.float32(1e-6)
    certain = np.minimum(1, best.confirmed() / _CONFIRMED)
    flow, share, certain = (enlarged(layer, width, height) for layer in (best.flow, share, certain))
    places = grid(width, height)
    moved = mixed(
        sampled(first, places - np.float32(moment) * flow),
        sampled(second, places + np.float32(1 - moment) * flow),
        share,
    )
    if certain.min() >= 1:
        return moved
    return mixed(cross_faded(first, second, moment), moved, certain)


def _best(motion: Motion, moment: float) -> _Proposal:
    best: _Proposal | None = None
    for flow in _proposals(motion, moment):
        new = _judged(motion, flow, moment)
        if best is None:
            best = new
            continue
        better = new.confirmed() > best.confirmed() + _BETTER
        best = _Proposal(
            np.where(better[..., None], new.flow, best.flow),
            np.where(better, new.in_first, best.in_first),
            np.where(better, new.in_second, best.in_second),
        )
    assert best is not None
    return best


def _proposals(motion: Motion, moment: float) -> Iterator[Floats]:
    before, after = np.float32(moment), np.float32(1 - moment)
    yield carried(motion, moment)
    yield np.broadcast_to(motion.dominant, motion.forward.shape).astype(np.float32)
    flow = motion.forward
    for _ in range(_STEPS):
        flow = sampled(motion.forward, motion.places - before * flow)
    yield flow
    flow = -motion.backward
    for _ in range(_STEPS):
        flow = -sampled(motion.backward, motion.places + after * flow)
    yield flow


def _judged(motion: Motion, flow: Floats, moment: float) -> _Proposal:
    """How far each end of a motion bears it out; an end outside the picture shows nothing."""
    starts = motion.places - np.float32(moment) * flow
    ends = motion.places + np.float32(1 - moment) * flow
    same = likeness(sampled(motion.first, starts), sampled(motion.second, ends))
    allowed = -2 * (0.5 + 0.01 * (flow * flow).sum(2))
    from_first = sampled(motion.forward, starts) - flow
    from_second = sampled(motion.backward, ends) + flow
    in_first = np.maximum(same, np.exp((from_first * from_first).sum(2) / allowed))
    in_second = np.maximum(same, np.exp((from_second * from_second).sum(2) / allowed))
    return _Proposal(flow, in_first * _inside(starts), in_second * _inside(ends))


def _inside(places: Floats) -> Floats:
    height, width = places.shape[:2]
    x, y = places[..., 0], places[..., 1]
    inside: npt.NDArray[np.bool_] = (x > -1) & (y > -1) & (x < width) & (y < height)
    return inside.astype(np.float32)
