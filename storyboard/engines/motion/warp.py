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
_ROW = 256
"""Doubtful pixels are laid out in rows of this length, since OpenCV takes no very long ones."""


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
    starts, ends = _ends(flow, grid(width, height), moment)
    moved = mixed(sampled(first, starts), sampled(second, ends), share)
    if certain.min() >= 1:
        return moved
    return mixed(cross_faded(first, second, moment), moved, certain)


def _best(motion: Motion, moment: float) -> _Proposal:
    """The carried flow; other proposals are tried for the pixels alone that it leaves in doubt."""
    best = _judged(motion, carried(motion, moment), motion.places, moment)
    doubtful = np.flatnonzero(best.confirmed() < 1 - _BETTER)
    if not len(doubtful):
        return best
    doubtful = np.resize(doubtful, (-(-len(doubtful) // _ROW), _ROW))
    places = motion.places.reshape(-1, 2)[doubtful]
    for flow in _others(motion, places, moment):
        new = _judged(motion, flow, places, moment)
        better = new.confirmed() > best.confirmed().ravel()[doubtful] + _BETTER
        for layer, new_layer in (
            (best.flow.reshape(-1, 2), new.flow),
            (best.in_first.reshape(-1), new.in_first),
            (best.in_second.reshape(-1), new.in_second),
        ):
            layer[doubtful[better]] = new_layer[better]
    return best


def _others(motion: Motion, places: Floats, moment: float) -> Iterator[Floats]:
    yield np.broadcast_to(motion.dominant, places.shape).astype(np.float32)
    flow = sampled(motion.forward, places)
    for _ in range(_STEPS):
        flow = sampled(motion.forward, _ends(flow, places, moment)[0])
    yield flow
    flow = -sampled(motion.backward, places)
    for _ in range(_STEPS):
        flow = -sampled(motion.backward, _ends(flow, places, moment)[1])
    yield flow


def _judged(motion: Motion, flow: Floats, places: Floats, moment: float) -> _Proposal:
    """How far each end of a motion bears it out; an end outside the picture shows nothing."""
    starts, ends = _ends(flow, places, moment)
    same = likeness(sampled(motion.first, starts), sampled(motion.second, ends))
    allowed = -2 * (0.5 + 0.01 * (flow * flow).sum(2))
    from_first = sampled(motion.forward, starts) - flow
    from_second = sampled(motion.backward, ends) + flow
    in_first = np.maximum(same, np.exp((from_first * from_first).sum(2) / allowed))
    in_second = np.maximum(same, np.exp((from_second * from_second).sum(2) / allowed))
    return _Proposal(flow, in_first * _inside(starts, motion), in_second * _inside(ends, motion))


def _ends(flow: Floats, places: Floats, moment: float) -> tuple[Floats, Floats]:
    """Where what moves through `places` is in the first frame, and where in the second."""
    return places - np.float32(moment) * flow, places + np.float32(1 - moment) * flow


def _inside(places: Floats, motion: Motion) -> Floats:
    width, height = motion.size
    x, y = places[..., 0], places[..., 1]
    inside: npt.NDArray[np.bool_] = (x > -1) & (y > -1) & (x < width) & (y < height)
    return inside.astype(np.float32)
