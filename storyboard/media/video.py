"""Lossless video between actions: every pixel that is written comes back as it was.

The codec is H.264 in its lossless RGB form (libx264rgb, qp 0, one thread) in Matroska. It was chosen by
measuring drawn 1280x720 frames on two cores: 4 ms to write and 4 ms to read back, 75 kB, where FFV1
took 16 and 9 (43 and 47 with grain). Nothing is lost, for no frame leaves RGB: bars that are saturated in
BT.709 come back exactly. The streams say so (matrix RGB, full range, BT.709 primaries and transfer), and
the one conversion to YUV is the delivery encoder's.

Matroska counts in milliseconds and so can't hold a time at 24000/1001 exactly; frames are numbered from their
rounded times, which is unambiguous up to 240 a second, and the exact rate stands in a tag.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from storyboard.base.time import round_half_up
from storyboard.media.picture import check_rgb
from storyboard.media.x264 import steady

if TYPE_CHECKING:
    import av
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

_KEYFRAME_EVERY = 12
"""Every frame a keyframe would double the size of drawn frames; 12 cost 5 % and bound what a seek decodes."""

_PEEK = {"probesize": "5000"}
"""The header tells all there is to know; by default FFmpeg decodes frames to make sure, for 16 ms a file."""

_RATE_TAG = "STORYBOARD_RATE"
_RGB_MATRIX, _BT709, _FULL_RANGE = 0, 1, 2


class VideoError(ValueError):
    """A file is no lossless video that can be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What a lossless video is, its frames counted packet by packet."""

    size: tuple[int, int]
    rate: Fraction
    frames: int
    promised: int
    """How many frames its writer finished with; more than `frames` where the file was cut short."""


class VideoWriter:
    """Writes RGB pictures as lossless video; the same pictures give the same bytes on every run and machine.

    Used as a context: the file is whole once the context is left, and is removed if it is left by an error.
    """

    def __init__(self, path: Path, size: tuple[int, int], rate: Fraction) -> None:
        import av

        self.path, self.size, self.rate, self.frames = path, size, rate, 0
        self._container = av.open(str(path), "w", format="matroska", options={"fflags": "+bitexact"})
        self._container.metadata[_RATE_TAG] = str(rate)
        self._stream = _lossless_stream(self._container, size, rate)

    def write(self, rgb: Rgb) -> None:
        """Add a picture; raises ValueError for one that is not RGB bytes of the video's size."""
        import av
        import numpy as np

        check_rgb(rgb)
        height, width = rgb.shape[:2]
        if (width, height) != self.size:
            wanted = f"{self.size[0]}x{self.size[1]}"
            raise ValueError(f"a picture of {width}x{height} can't go into a video of {wanted}")
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")
        frame.pts, frame.time_base, frame.duration = self.frames, 1 / self.rate, 1
        self._container.mux(self._stream.encode(frame))
        self.frames += 1

    def __enter__(self) -> VideoWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._container.mux(self._stream.encode(None))
            self._container.close()
        except BaseException:
            self.path.unlink(missing_ok=True)
            if kind is None:
                raise
        if kind is not None:
            self.path.unlink(missing_ok=True)


def read_frames(path: Path, start: int = 0, count: int | None = None) -> Iterator[Rgb]:
    """The pictures `start`, `start` + 1 ... of a lossless video, all that follow or exactly `count`.

    Raises VideoError where the file holds fewer than it should: it was cut short, or never finished.
    """
    import numpy as np
    from av.video.reformatter import VideoReformatter

    reformatter = VideoReformatter()
    for frame in read_av_frames(path, start, count):
        yield cast("Rgb", np.asarray(reformatter.reformat(frame, format="rgb24", threads=1).to_ndarray()))


def read_av_frames(path: Path, start: int = 0, count: int | None = None) -> Iterator[av.VideoFrame]:
    """As `read_frames`, but PyAV's own frames (planar RGB, full range), for an encoder to convert but once.

    Frame i has the pts i in a time base of one frame.
    """
    with open_video(path) as (container, stream):
        rate = _rate(container, stream)
        promised = _promised(container, rate)
        end = promised if count is None else start + count
        if start < 0 or start > end or end > promised:
            raise VideoError(f"{path.name} has {promised} frames; {start} to {end} were asked for")
        if start:
            container.seek(_ticks(start, rate, stream), stream=stream)
        expected = start
        for frame in islice(_from(container.decode(stream), start, rate), end - start):
            if frame.pts != expected:
                break
            yield frame
            expected += 1
        if expected != end:
            raise VideoError(
                f"{path.name} is damaged or cut short: frame {expected} of {promised} is missing"
            )


def probe(path: Path) -> VideoFacts:
    """What a lossless video is; every packet is read, none is decoded."""
    with open_video(path) as (container, stream):
        rate = _rate(container, stream)
        frames = sum(1 for packet in container.demux(stream) if packet.size)
        context = stream.codec_context
        return VideoFacts(
            size=(context.width, context.height),
            rate=rate,
            frames=frames,
            promised=_promised(container, rate),
        )


@contextmanager
def open_video(path: Path) -> Iterator[tuple[av.container.InputContainer, av.VideoStream]]:
    """Open a lossless video for one thread's reading; what PyAV finds wrong inside becomes a VideoError."""
    import av

    try:
        with av.open(str(path), options=_PEEK) as container:
            if not container.streams.video:
                raise VideoError(f"{path.name} has no pictures in it")
            stream = container.streams.video[0]
            stream.codec_context.thread_count = 1
            stream.codec_context.options = {"err_detect": "explode"}
            yield container, stream
    except FileNotFoundError:
        raise
    except av.FFmpegError as error:
        raise VideoError(f"{path.name} can't be read: {error.strerror}") from error


def _lossless_stream(
    container: av.container.OutputContainer, size: tuple[int, int], rate: Fraction
) -> av.VideoStream:
    import av

    grid = f"keyint={_KEYFRAME_EVERY}:min-keyint={_KEYFRAME_EVERY}:scenecut=0"
    options = {"qp": "0", "preset": "ultrafast", "x264-params": f"{grid}:{steady()}"}
    stream = container.add_stream("libx264rgb", rate=rate, options=options)
    context = stream.codec_context
    context.width, context.height = size
    context.pix_fmt = "rgb24"
    context.time_base = 1 / rate
    context.thread_count = 1
    context.colorspace, context.color_range = _RGB_MATRIX, _FULL_RANGE
    context.color_primaries = context.color_trc = _BT709
    context.flags |= av.codec.context.Flags.bitexact.value
    return stream


def _from(frames: Iterator[av.VideoFrame], start: int, rate: Fraction) -> Iterator[av.VideoFrame]:
    """Number the frames, and leave out those before `start` that a seek to a keyframe brings along."""
    for frame in frames:
        if frame.pts is None or frame.time_base is None:
            raise VideoError("a frame has no time")
        frame.pts = round_half_up(frame.pts * frame.time_base * rate)
        frame.time_base = 1 / rate
        if frame.pts >= start:
            yield frame


def _rate(container: av.container.InputContainer, stream: av.VideoStream) -> Fraction:
    if text := container.metadata.get(_RATE_TAG):
        return Fraction(text)
    if stream.average_rate is None:
        raise VideoError("it has no frame rate")
    return stream.average_rate


def _promised(container: av.container.InputContainer, rate: Fraction) -> int:
    """How many frames the file's own header gives it; none if its writer never finished."""
    return round_half_up(Fraction(container.duration or 0, 1_000_000) * rate)


def _ticks(frame: int, rate: Fraction, stream: av.VideoStream) -> int:
    if stream.time_base is None:
        raise VideoError("it has no time base")
    return round_half_up(frame / rate / stream.time_base)
