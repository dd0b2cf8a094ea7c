"""Peaks kept below a ceiling, the ones between the samples too, without a step in the gain.

The peak between samples is estimated at four times the rate, by the filter of ITU-R BS.1770-4, Annex 2.
The gain that every sample needs is held back to the lowest within reach on either side, then averaged over
the same reach: so it is low enough in time, and moves smoothly. Both look ahead as far as back, so the sound
comes out where it went in, and silence stays silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from storyboard.media.sound import Stereo

    Gains = npt.NDArray[np.float64]

REACH = 1024
"""Samples on either side that one peak turns down: 21 ms, a power of two."""
_MARGIN = 2 * REACH + 16
_PHASES = (
    (0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
     0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500),
    (-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
     0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375),
)  # fmt: skip
"""Two of the four phases; the others are these backwards."""
_TAPS = 12
_PIECE = 4096
"""Samples that are looked at together: where none of them is loud, nothing between them is."""
MOST = 2.03
"""How far above its samples a peak between them can be found, at the most: the second phase's sum."""


def true_peak(block: Stereo) -> Gains:
    """The highest level about each sample, of either channel: at it, and at three places after it."""
    import numpy as np

    levels: Gains = np.zeros(len(block))
    for channel in block.T.astype(np.float64):
        np.maximum(levels, np.abs(channel), out=levels)
        for phase in _PHASES:
            for filter_ in (phase, phase[::-1]):
                between = np.convolve(channel, filter_)[6 : 6 + len(channel)]
                np.maximum(levels, np.abs(between), out=levels)
    return levels


def limited(blocks: Iterator[Stereo], gain: float, ceiling: float) -> Iterator[Stereo]:
    """The blocks times `gain`, no peak above `ceiling` (1 is full scale); as many samples as went in."""
    import numpy as np

    before: Stereo = np.zeros((_MARGIN, 2), np.float32)
    waiting: Stereo = np.zeros((0, 2), np.float32)
    for block in blocks:
        waiting = np.concatenate([waiting, block])
        if len(waiting) <= 2 * _MARGIN:
            continue
        ready = len(waiting) - _MARGIN
        yield _held(np.concatenate([before, waiting]), gain, ceiling)[_MARGIN : _MARGIN + ready]
        before, waiting = waiting[ready - _MARGIN : ready], waiting[ready:]
    after: Stereo = np.zeros((_MARGIN, 2), np.float32)
    yield _held(np.concatenate([before, waiting, after]), gain, ceiling)[_MARGIN : _MARGIN + len(waiting)]


def _held(block: Stereo, gain: float, ceiling: float) -> Stereo:
    import numpy as np

    peaks = _peaks(block, ceiling / gain) * gain
    if peaks.max(initial=0.0) <= ceiling:
        return (block * np.float64(gain)).astype(np.float32)
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    gains = _averaged(_lowest(needed)) * gain
    return (block * gains[:, np.newaxis]).astype(np.float32)


def _peaks(block: Stereo, wanted: float) -> Gains:
    """The level about each sample: the true peak wherever that may be above `wanted`, else what is below."""
    import numpy as np

    levels: Gains = np.abs(block).max(axis=1, initial=0.0).astype(np.float64)
    for start in range(0, len(block), _PIECE):
        first, last = max(start - _TAPS, 0), min(start + _PIECE + _TAPS, len(block))
        if levels[first:last].max() * MOST > wanted:
            end = min(start + _PIECE, len(block))
            levels[start:end] = true_peak(block[first:last])[start - first : end - first]
    return levels


def _lowest(needed: Gains) -> Gains:
    """The lowest gain within reach on either side of each sample, by doubling the width ten times."""
    import numpy as np

    low, width = np.pad(needed, REACH, mode="edge"), 1
    while width < 2 * REACH:
        low, width = np.minimum(low[:-width], low[width:]), width * 2
    return low[: len(needed)]


def _averaged(low: Gains) -> Gains:
    """The mean within reach: never above what any sample in the middle of it needs."""
    import numpy as np

    sums = np.cumsum(np.concatenate([[0.0], np.pad(low, (REACH - 1, REACH), mode="edge")]))
    gains: Gains = (sums[2 * REACH :] - sums[: -2 * REACH]) / (2 * REACH)
    return gains
