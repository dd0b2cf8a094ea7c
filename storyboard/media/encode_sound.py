"""Sound encoded for delivery, each track a file of its own; the same samples always give the same file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.media.sound import RATE

if TYPE_CHECKING:
    import av
    import numpy as np
    import numpy.typing as npt

    from storyboard.media.sound import Stereo

_ENCODERS = {"aac": "aac", "opus": "libopus", "pcm": "pcm_s24le"}
_FULL = 2**23


def write_track(path: Path, blocks: Iterable[Stereo], codec: str = "aac", bitrate: int | None = None) -> None:
    """Encode samples as AAC, Opus or 24-bit PCM in an MP4 or .mov of their own.

    An edit list hides what an encoder adds in front; PCM begins with the first sample.
    """
    import av

    options = {"fflags": "+bitexact", "write_btrt": "0"}
    with av.open(
        str(path), "w", format="mov" if path.suffix == ".mov" else "mp4", options=options
    ) as container:
        stream = cast("av.AudioStream", container.add_stream(_ENCODERS[codec], rate=RATE, layout="stereo"))
        if bitrate is not None:
            stream.bit_rate = bitrate
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        done = 0
        for block in blocks:
            frame = _whole(block) if codec == "pcm" else _planes(block, codec)
            frame.sample_rate, frame.pts = RATE, done
            container.mux(stream.encode(frame))
            done += len(block)
        container.mux(stream.encode(None))


def _planes(block: Stereo, codec: str) -> av.AudioFrame:
    import av
    import numpy as np

    if codec == "aac":
        return av.AudioFrame.from_ndarray(np.ascontiguousarray(block.T), format="fltp", layout="stereo")
    return av.AudioFrame.from_ndarray(
        np.ascontiguousarray(block).reshape(1, -1), format="flt", layout="stereo"
    )


def _whole(block: npt.NDArray[np.float32]) -> av.AudioFrame:
    """Samples of 24 bits, as they stand in the soundtrack."""
    import av
    import numpy as np

    whole = np.clip(np.rint(block.astype(np.float64) * _FULL), -_FULL, _FULL - 1).astype(np.int32) << 8
    return av.AudioFrame.from_ndarray(whole.reshape(1, -1), format="s32", layout="stereo")
