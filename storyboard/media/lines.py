"""A spoken line as the mix wants it: at 48 kHz, without silence around it, as loud as every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.base.errors import EngineError
from storyboard.media.loudness import SILENT, loudness
from storyboard.media.sound import RATE, resampled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from storyboard.media.sound import Stereo

LEVEL = -23.0
"""How loud a line is, in LUFS, before it is mixed."""
_LOUDEST = 0.9
_SILENCE = 10 ** (-50 / 20)
_AROUND = RATE // 100
"""Samples that are left before the first sound and after the last."""


def finished_line(samples: npt.NDArray[np.int16], rate: int, text: str) -> Stereo:
    """What was spoken of `text`, ready to be mixed; raises EngineError where nothing is heard of it."""
    line = _trimmed(resampled(samples, rate))
    if not len(line):
        raise EngineError(f'"{text}" can\'t be spoken: there is no word in it; give the line a `file`')
    return _levelled(line)


def _trimmed(line: Stereo) -> Stereo:
    import numpy as np

    (loud,) = np.nonzero(np.abs(line[:, 0]) > _SILENCE)
    if not len(loud):
        return line[:0]
    return line[max(loud[0] - _AROUND, 0) : loud[-1] + _AROUND]


def _levelled(line: Stereo) -> Stereo:
    """The line at the usual loudness, or as near to it as its peaks allow."""
    import numpy as np

    heard = loudness([line])
    gain = 10 ** ((LEVEL - heard) / 20) if heard > SILENT else 1.0
    gain = min(gain, _LOUDEST / float(np.abs(line).max()))
    return (line * np.float32(gain)).astype(np.float32)
