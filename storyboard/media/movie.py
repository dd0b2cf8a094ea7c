"""Tracks written as one MP4: the index in front, so that it plays while it loads, and no dates in it.

The samples are copied from where they lie by the kernel, in bounded memory; nothing is decoded. The same
tracks always give the same bytes.
"""

from __future__ import annotations

import errno
import math
import os
import struct
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import accumulate, groupby
from pathlib import Path
from typing import BinaryIO, TypeAlias

from storyboard.media.boxes import box, full_box
from storyboard.media.mp4 import Chunk, Even, Track

_LONGEST_32 = 2**32 - 1
_NAMES = {b"vide": b"pictures", b"soun": b"sound", b"sbtl": b"subtitles"}
_COPY_BYTES = 1 << 26
_CANNOT_SEND = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV)

Layout: TypeAlias = tuple[list[Chunk], list[list[int]]]
"""The chunks in the order in which they are stored, and each track's chunk offsets from the first of them."""


def write_movie(
    path: Path, tracks: Sequence[Track], tell: Callable[[int], None] = lambda frames: None
) -> None:
    """Write `tracks` interleaved by time; `tell` hears how many samples have been copied.

    A path that ends in .mov gets a QuickTime movie, which differs in its brand and in how handlers are named.
    """
    order, offsets = _lay_out(tracks)
    size = sum(chunk.size for chunk in order)
    head = movie_head(tracks, offsets, size, quicktime=path.suffix == ".mov")
    with path.open("wb") as out:
        out.write(head)
        out.flush()
        written = 0
        for source, start, size, samples in _stretches(order):
            with source.open("rb") as stream:
                _copy(stream, out, start, size)
            written += samples
            tell(written)


def movie_head(
    tracks: Sequence[Track], offsets: Sequence[Sequence[int]], size: int, quicktime: bool = False
) -> bytes:
    """All that stands before `size` bytes of samples; offsets get 64 bits where 32 don't reach."""
    ftyp = _ftyp(tracks, quicktime)
    if size + 8 > _LONGEST_32:
        mdat = struct.pack(">I4sQ", 1, b"mdat", size + 16)
    else:
        mdat = struct.pack(">I4s", size + 8, b"mdat")
    unplaced = [[0] * len(places) for places in offsets]
    last = max((places[-1] for places in offsets if places), default=0)
    length = len(ftyp) + len(_moov(tracks, unplaced, 0, False, quicktime)) + len(mdat)
    if wide := length + last > _LONGEST_32:
        length = len(ftyp) + len(_moov(tracks, unplaced, 0, True, quicktime)) + len(mdat)
    return ftyp + _moov(tracks, offsets, length, wide, quicktime) + mdat


def _ftyp(tracks: Sequence[Track], quicktime: bool) -> bytes:
    if quicktime:
        return box(b"ftyp", b"qt  ", struct.pack(">I", 0x200), b"qt  ")
    avc = any(track.description[12:16] == b"avc1" for track in tracks)
    return box(b"ftyp", b"isom", struct.pack(">I", 0x200), b"isomiso2mp41", b"avc1" if avc else b"")


def _lay_out(tracks: Sequence[Track]) -> Layout:
    common = math.lcm(*(track.timescale for track in tracks))
    timed = [_timed(number, track, common // track.timescale) for number, track in enumerate(tracks)]
    order: list[Chunk] = []
    offsets: list[list[int]] = [[] for _ in tracks]
    place = 0
    for _, number, chunk in merge(*timed, key=lambda entry: entry[:2]):
        offsets[number].append(place)
        order.append(chunk)
        place += chunk.size
    return order, offsets


def _timed(number: int, track: Track, factor: int) -> Iterator[tuple[int, int, Chunk]]:
    """Each chunk with the time at which it starts."""
    runs = iter(track.durations)
    now = left = each = 0
    for chunk in track.chunks:
        yield now * factor, number, chunk
        wanted = chunk.samples
        while wanted:
            left, each = (left, each) if left else next(runs)
            taken = min(left, wanted)
            now, left, wanted = now + taken * each, left - taken, wanted - taken


def _stretches(order: Sequence[Chunk]) -> Iterator[tuple[Path, int, int, int]]:
    """Chunks that follow one another in the same file, taken together."""
    source, start, size, samples = Path(), 0, 0, 0
    for chunk in order:
        if chunk.source == source and chunk.offset == start + size:
            size, samples = size + chunk.size, samples + chunk.samples
            continue
        if samples:
            yield source, start, size, samples
        source, start, size, samples = chunk.source, chunk.offset, chunk.size, chunk.samples
    if samples:
        yield source, start, size, samples


def _copy(source: BinaryIO, out: BinaryIO, start: int, size: int) -> None:
    """Append a stretch of `source`; the kernel copies where it can."""
    while size:
        count = _copy_some(source, out, start, min(size, _COPY_BYTES))
        if not count:
            raise OSError(f"{source.name} ended while it was copied")
        start, size = start + count, size - count


def _copy_some(source: BinaryIO, out: BinaryIO, start: int, size: int) -> int:
    if sys.platform == "linux":
        try:
            return os.sendfile(out.fileno(), source.fileno(), start, size)
        except OSError as error:
            if error.errno not in _CANNOT_SEND:
                raise
    source.seek(start)
    count = out.write(source.read(min(size, 1 << 20)))
    out.flush()
    return count


def _moov(
    tracks: Sequence[Track], offsets: Sequence[Sequence[int]], first: int, wide: bool, quicktime: bool
) -> bytes:
    timescale = tracks[0].timescale
    longest = max(_lasts(track, timescale) for track in tracks)
    mvhd = _timed_box(
        b"mvhd", 0, struct.pack(">I", timescale), longest,
        struct.pack(">IH10x", 1 << 16, 0x100), _matrix(), bytes(24), struct.pack(">I", len(tracks) + 1),
    )  # fmt: skip
    traks = [
        _trak(number, track, [first + offset for offset in places], timescale, wide, quicktime)
        for number, (track, places) in enumerate(zip(tracks, offsets, strict=True), start=1)
    ]
    return box(b"moov", mvhd, *traks)


def _lasts(track: Track, timescale: int) -> int:
    """How long a track is seen or heard, in ticks of `timescale`."""
    return -(-(track.ticks - track.skip) * timescale // track.timescale)


def _trak(
    number: int, track: Track, offsets: Sequence[int], timescale: int, wide: bool, quicktime: bool
) -> bytes:
    volume = 0x100 if track.handler == b"soun" else 0
    width, height = track.size
    shown = track.shown
    group = shown.group or int(track.handler == b"soun")
    tkhd = _timed_box(
        b"tkhd", 2 + shown.default, struct.pack(">II", number, 0), _lasts(track, timescale),
        struct.pack(">8xHHHH", 0, group, volume, 0), _matrix(shown.top),
        struct.pack(">II", width << 16, height << 16),
    )  # fmt: skip
    mdhd = _timed_box(
        b"mdhd",
        0,
        struct.pack(">I", track.timescale),
        track.ticks,
        struct.pack(">HH", _packed_letters(shown.language), 0),
    )
    elng = [full_box(b"elng", 0, 0, shown.tag.encode(), b"\0")] if shown.tag else []
    dref = full_box(b"dref", 0, 0, struct.pack(">I", 1), full_box(b"url ", 0, 1))
    hdlr, *access = _handlers(track, quicktime)
    minf = box(b"minf", box(*track.media_header), *access, box(b"dinf", dref), _stbl(track, offsets, wide))
    edits = [_edts(track, timescale)] if track.skip else []
    return box(b"trak", tkhd, *edits, box(b"mdia", mdhd, *elng, hdlr, minf))


def _matrix(top: int = 0) -> bytes:
    """Where a picture goes: as it is, so many pixels down."""
    return struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, top << 16, 1 << 30)


def _packed_letters(language: str) -> int:
    """A language's three letters, five bits each."""
    first, second, third = (ord(letter) - 0x60 for letter in language)
    return first << 10 | second << 5 | third


def _handlers(track: Track, quicktime: bool) -> list[bytes]:
    """Who plays the track, and in QuickTime also who fetches it; there names begin with their length."""
    name = _NAMES.get(track.handler, b"track")
    if not quicktime:
        return [full_box(b"hdlr", 0, 0, bytes(4), track.handler, bytes(12), name + b"\0")]
    kinds = ((b"mhlr", track.handler, name), (b"dhlr", b"url ", b"file"))
    return [
        full_box(b"hdlr", 0, 0, component, kind, bytes(12), bytes([len(called)]), called)
        for component, kind, called in kinds
    ]


def _timed_box(kind: bytes, flags: int, before: bytes, duration: int, *after: bytes) -> bytes:
    """A header box with its two dates left at zero; 64 bits for a duration that needs them."""
    wide = duration > _LONGEST_32
    dates = bytes(16 if wide else 8)
    return full_box(
        kind, int(wide), flags, dates, before, struct.pack(">Q" if wide else ">I", duration), *after
    )


def _edts(track: Track, timescale: int) -> bytes:
    edit = struct.pack(">IQqI", 1, _lasts(track, timescale), track.skip, 1 << 16)
    return box(b"edts", full_box(b"elst", 1, 0, edit))


def _stbl(track: Track, offsets: Sequence[int], wide: bool) -> bytes:
    tables = [
        box(b"stsd", track.description),
        _table(b"stts", [value for run in track.durations for value in run], 2),
    ]
    if track.keyframes is not None:
        tables.append(_table(b"stss", [key + 1 for key in track.keyframes]))
    tables += [
        _table(b"stsc", list(_chunk_runs(track.chunks)), 3),
        _sizes(track.sample_sizes),
        _table(b"co64" if wide else b"stco", offsets, 1, "Q" if wide else "I"),
    ]
    return box(b"stbl", *tables)


def _sizes(sizes: array[int] | Even) -> bytes:
    if isinstance(sizes, Even):
        return full_box(b"stsz", 0, 0, struct.pack(">II", sizes.size, sizes.count))
    return full_box(b"stsz", 0, 0, bytes(4), struct.pack(">I", len(sizes)), _packed(sizes))


def _chunk_runs(chunks: Sequence[Chunk]) -> Iterator[int]:
    """First chunk, samples in each, description: for each run of chunks that hold as many samples."""
    starts = accumulate((len(list(group)) for _, group in groupby(chunks, key=_samples)), initial=1)
    for start, (samples, _) in zip(starts, groupby(chunks, key=_samples), strict=False):
        yield from (start, samples, 1)


def _samples(chunk: Chunk) -> int:
    return chunk.samples


def _table(kind: bytes, values: Sequence[int], columns: int = 1, width: str = "I") -> bytes:
    return full_box(kind, 0, 0, struct.pack(">I", len(values) // columns), _packed(array(width, values)))


def _packed(values: array[int]) -> bytes:
    swapped = array(values.typecode, values)
    if sys.byteorder == "little":
        swapped.byteswap()
    return swapped.tobytes()
