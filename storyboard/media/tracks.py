"""A movie's tracks: what is known of each stream, and where its samples lie."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from storyboard.media.boxes import find, need


@dataclass(frozen=True, slots=True)
class Chunk:
    """Samples that lie end to end in a file, where they stay until a film is written."""

    source: Path
    offset: int
    size: int
    samples: int


@dataclass(frozen=True, slots=True)
class Even:
    """The sizes of `count` samples of `size` bytes each, as uncompressed sound has them by the million."""

    size: int
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[int]:
        return repeat(self.size, self.count)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a player picks and places a track: a language's three letters, and its whole `tag` if it says more.

    Of the tracks of a `group` one is shown, the `default` before others; it begins `top` pixels down.
    """

    language: str = "und"
    tag: str = ""
    default: bool = True
    group: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Track:
    """One stream of a movie: how its samples look and last, and where they lie.

    `handler` is vide, soun or sbtl; `media_header` and `description` (the stsd box's content) go from file
    to file unread; `shown` is read of subtitles alone. `durations` are runs of (samples, ticks); `keyframes`
    counts from 0, None where every sample is one; the first `skip` ticks are never shown (a sound encoder's
    priming).
    """

    handler: bytes
    timescale: int
    description: bytes
    media_header: tuple[bytes, bytes]
    size: tuple[int, int]
    durations: tuple[tuple[int, int], ...]
    sample_sizes: array[int] | Even
    keyframes: array[int] | None
    chunks: tuple[Chunk, ...]
    skip: int = 0
    shown: Shown = Shown()

    @property
    def ticks(self) -> int:
        """How long it lasts, in ticks of its timescale, with what is skipped."""
        return sum(count * ticks for count, ticks in self.durations)

    @property
    def samples(self) -> int:
        return len(self.sample_sizes)


def text_box(trak: bytes, handler: bytes) -> tuple[int, int]:
    """The part of the picture that subtitles have; sound has none."""
    if handler != b"sbtl":
        return 0, 0
    width, height = struct.unpack(">II", need(trak, b"tkhd")[-8:])
    return width >> 16, height >> 16


def shown_of(trak: bytes, media: bytes) -> Shown:
    """How a track of subtitles asks to be picked and placed, by its boxes."""
    head, times = need(trak, b"tkhd"), need(media, b"mdhd")
    packed = struct.unpack(">H", times[-4:-2])[0]
    tag = find(media, b"elng")
    return Shown(
        language="".join(chr(0x60 + (packed >> shift & 31)) for shift in (10, 5, 0)),
        tag=tag[4:].rstrip(b"\0").decode("ascii", "replace") if tag else "",
        default=bool(head[3] & 1),
        group=int(struct.unpack(">h", head[-50:-48])[0]),
        top=struct.unpack(">i", head[-16:-12])[0] >> 16,
    )
