"""Subtitles as a track of an MP4: 3GPP timed text, which players and editing programs call mov_text.

A sample is what is shown for a stretch of time, or nothing. The track is as long as the film. The same cues
always give the same bytes.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

from storyboard.base.languages import language_code
from storyboard.media.boxes import Mp4Error, box, full_box
from storyboard.media.movie import movie_head
from storyboard.media.mp4 import Chunk, Shown, Track, read_tracks, track_timescale

_GROUP = 2
"""Tracks of one group are alternatives: a player shows at most one of them."""
_CENTRE, _BOTTOM = 1, -1
_MOST_BYTES = 2**16 - 1


def write_timed_text(
    path: Path,
    cues: Sequence[tuple[int, int, str]],
    size: tuple[int, int],
    rate: Fraction,
    frames: int,
    language: str,
    default: bool,
) -> None:
    """Write a film's subtitles; cues are first frame, end frame and text, in order, none overlapping.

    `size` is the film's, and `default` marks the track that players take of several. Raises ValueError for
    cues that overlap or go on after the last frame.
    """
    shown = list(_stretches(cues, frames))
    samples = [_sample(text) for _, text in shown]
    timescale = track_timescale(rate)
    ticks = timescale / rate
    starts = [0, *accumulate(map(len, samples))]
    width, height = size
    track = Track(
        handler=b"sbtl",
        timescale=timescale,
        description=_description(width, height // 4, height),
        media_header=(b"nmhd", bytes(4)),
        size=(width, height // 4),
        durations=tuple((1, int(count * ticks)) for count, _ in shown),
        sample_sizes=array("I", map(len, samples)),
        keyframes=None,
        chunks=tuple(
            Chunk(path, start, len(sample), 1) for start, sample in zip(starts, samples, strict=False)
        ),
        shown=Shown(
            language_code(language) or "und",
            language if "-" in language else "",
            default,
            _GROUP,
            height - height // 4,
        ),
    )
    path.write_bytes(movie_head([track], [starts[:-1]], starts[-1]) + b"".join(samples))


def check_timed_text(path: Path, rate: Fraction, frames: int) -> str | None:
    """What keeps a file from being the subtitles of a film of that rate and length; None if nothing does."""
    try:
        tracks = read_tracks(path)
    except Mp4Error as error:
        return str(error)
    if [track.handler for track in tracks] != [b"sbtl"]:
        return "it has no track of subtitles, or other tracks too"
    if tracks[0].ticks * rate != frames * tracks[0].timescale:
        return f"its subtitles are not {frames} frames long"
    return None


def _stretches(cues: Sequence[tuple[int, int, str]], frames: int) -> Iterator[tuple[int, str]]:
    """The film from its first frame to its last: for how long what is shown; an empty text is nothing."""
    now = 0
    for start, end, text in cues:
        if not now <= start < end <= frames:
            raise ValueError(f"a subtitle from frame {start} to {end} doesn't fit")
        if start > now:
            yield start - now, ""
        yield end - start, text
        now = end
    if now < frames:
        yield frames - now, ""


def _sample(text: str) -> bytes:
    content = text.encode("utf-8", "replace")[:_MOST_BYTES].decode("utf-8", "ignore").encode()
    return struct.pack(">H", len(content)) + content


def _description(width: int, height: int, film_height: int) -> bytes:
    """How text is set where a player has no wish of its own: white, centred, above the lower edge."""
    letters = min(max(film_height // 20, 6), 255)
    below = film_height // 20
    entry = box(
        b"tx3g",
        bytes(6), struct.pack(">H", 1),
        struct.pack(">Ibb4B", 0, _CENTRE, _BOTTOM, 0, 0, 0, 0),
        struct.pack(">4h", 0, 0, max(height - below, 1), width),
        struct.pack(">HHHBB4B", 0, 0, 1, 0, letters, 255, 255, 255, 255),
        box(b"ftab", struct.pack(">HHB", 1, 1, 10), b"Sans-Serif"),
    )  # fmt: skip
    return full_box(b"stsd", 0, 0, struct.pack(">I", 1), entry)[8:]
