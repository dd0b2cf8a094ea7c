"""Sound in files: any that FFmpeg knows is read as 48 kHz stereo, and what is made is kept as 24-bit FLAC.

Samples are 32-bit floats between -1 and 1, an array of (samples, 2). The same samples always give the same
file; silence is written as zeros, and comes back as zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import av
    import numpy as np
    import numpy.typing as npt

    Stereo = npt.NDArray[np.float32]

RATE = 48_000
"""Samples a second, of everything."""
_FULL = 2**23 - 1
_BLOCK = RATE


class SoundError(ValueError):
    """A file is no sound that can be read; the message says which and why."""


def read_sound(path: Path, start: int = 0, length: int | None = None) -> Iterator[Stereo]:
    """The samples of a file's first sound stream from `start` on, `length` of them or all, block by block.

    Raises SoundError for a file without sound, or one that can't be decoded.
    """
    end = None if length is None else start + length
    now = 0
    for block in _decoded(path):
        first, last = max(start - now, 0), len(block) if end is None else min(end - now, len(block))
        if last > first:
            yield block[first:last]
        now += len(block)
        if end is not None and now >= end:
            return


def check_sound(path: Path, samples: int | None) -> str | None:
    """What keeps a file from being sound, of so many samples where it is known; None if nothing does."""
    try:
        found = sound_length(path)
    except SoundError as error:
        return str(error)
    if samples is not None and found != samples:
        return f"its sound has {found} samples, not {samples}"
    return None if found else "its sound is empty"


def sound_length(path: Path) -> int:
    """How many samples a file's sound has at 48 kHz, by decoding it: what headers say is seldom exact."""
    frames = _frames(path)
    first = next(frames, None)
    if first is None or first.sample_rate != RATE:
        return sum(len(block) for block in _decoded(path))
    return first.samples + sum(frame.samples for frame in frames)


def kept_length(path: Path) -> int:
    """The same of a FLAC file that was decoded to its end when it was made: by its header, if that says it.

    Its first block is STREAMINFO (RFC 9639, 8.2): 20 bits of rate, 8 that are no matter here, 36 of samples.
    """
    with path.open("rb") as file:
        head = file.read(26)
    numbers = int.from_bytes(head[18:26], "big")
    samples = numbers & (1 << 36) - 1
    plain = head[:4] == b"fLaC" and len(head) == 26 and head[4] & 0x7F == 0
    return samples if plain and samples and numbers >> 44 == RATE else sound_length(path)


def write_sound(path: Path, blocks: Iterator[Stereo]) -> int:
    """Write a FLAC file from blocks of samples; returns how many there were."""
    with SoundWriter(path) as writer:
        for block in blocks:
            writer.write(block)
    return writer.samples


def write_wave(path: Path, blocks: Iterable[Stereo]) -> None:
    """Write a WAVE file of 24 bits, which every editing program reads; what was FLAC keeps every bit."""
    import wave

    import numpy as np

    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(3)
        file.setframerate(RATE)
        for block in blocks:
            whole = np.clip(np.rint(block.astype(np.float64) * 2**23), -(2**23), _FULL).astype("<i4")
            file.writeframes(whole.reshape(-1, 1).view(np.uint8)[:, :3].tobytes())


def resampled(samples: npt.NDArray[np.int16], rate: int) -> Stereo:
    """16-bit samples of one channel, at 48 kHz and on both."""
    import av
    import numpy as np

    if not len(samples):
        return np.zeros((0, 2), np.float32)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    to_48k = av.AudioResampler("flt", "mono", RATE)
    parts = [part.to_ndarray().ravel() for part in (*to_48k.resample(frame), *to_48k.resample(None))]
    return np.repeat(np.concatenate(parts)[:, np.newaxis], 2, axis=1)


class SoundWriter:
    """A FLAC file that grows block by block; louder than full scale is clipped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.samples = 0

    def __enter__(self) -> SoundWriter:
        import av

        self._container = av.open(str(self._path), "w", format="flac", options={"fflags": "+bitexact"})
        self._stream = self._container.add_stream("flac", rate=RATE, layout="stereo", format="s32")
        self._stream.codec_context.flags |= av.codec.context.Flags.bitexact
        return self

    def write(self, block: Stereo) -> None:
        import numpy as np

        whole = np.clip(np.rint(block.astype(np.float64) * _FULL), -_FULL, _FULL).astype(np.int32) << 8
        for start in range(0, len(whole), _BLOCK):
            self._encode(whole[start : start + _BLOCK])

    def _encode(self, whole: npt.NDArray[np.int32]) -> None:
        import av
        import numpy as np

        packed = np.ascontiguousarray(whole).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s32", layout="stereo")
        frame.sample_rate, frame.pts = RATE, self.samples
        self._container.mux(self._stream.encode(frame))
        self.samples += len(whole)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._container.mux(self._stream.encode(None))
        self._container.close()


def _decoded(path: Path) -> Iterator[Stereo]:
    import av

    to_stereo = av.AudioResampler("flt", "stereo", RATE)
    with _said_plainly(path):
        for frame in _frames(path):
            frame.pts = None  # gaps between packets are no silence
            yield from map(_samples, to_stereo.resample(frame))
        yield from map(_samples, to_stereo.resample(None))


def _frames(path: Path) -> Iterator[av.AudioFrame]:
    import av

    with _said_plainly(path), av.open(str(path)) as container:
        if not container.streams.audio:
            raise SoundError(f"{path.name} has no sound in it")
        yield from container.decode(container.streams.audio[0])


@contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    """What FFmpeg raises inside, as a SoundError."""
    import av

    try:
        yield
    except OSError as error:  # FFmpeg's errors are OSErrors or ValueErrors, too
        raise SoundError(f"{path.name} can't be read: {error.strerror or error}") from error
    except av.error.FFmpegError as error:
        raise SoundError(f"{path.name} is no sound that can be read: {error.strerror}") from error


def _samples(frame: av.AudioFrame) -> Stereo:
    return cast("Stereo", frame.to_ndarray().reshape(-1, 2))
