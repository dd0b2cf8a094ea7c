"""Video files of the author's own: any format that FFmpeg reads, at any rate, even a changing one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.media.video import VideoError

if TYPE_CHECKING:
    import av

    from storyboard.media.picture import Rgb


def pictures_at(path: Path, times: Sequence[Fraction]) -> Iterator[Rgb]:
    """What is on screen at each of `times`, in seconds from the first picture; they never go back.

    The first picture stands for times before it, the last one for those after the end. Raises VideoError
    for a file that has no pictures, or can't be read.
    """
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise VideoError(f"{path.name} has no pictures in it")
            yield from _shown(_timed(container, path), times)
    except av.FFmpegError as error:
        raise VideoError(f"{path.name} can't be read: {error.strerror}") from error


def _shown(frames: Iterator[tuple[Fraction, av.VideoFrame]], times: Sequence[Fraction]) -> Iterator[Rgb]:
    _, shown = next(frames)
    following = next(frames, None)
    for time in times:
        while following and following[0] <= time:
            shown = following[1]
            following = next(frames, None)
        yield cast("Rgb", shown.to_ndarray(format="rgb24"))


def _timed(container: av.container.InputContainer, path: Path) -> Iterator[tuple[Fraction, av.VideoFrame]]:
    """The pictures with their times from the first one on."""
    first: Fraction | None = None
    for frame in container.decode(video=0):
        time = Fraction(frame.pts or 0) * Fraction(frame.time_base or 0)
        first = time if first is None else first
        yield time - first, frame
    if first is None:
        raise VideoError(f"{path.name} has no pictures in it")
