"""MP4 films put together from encoded pieces: tracks are read and joined without decoding a frame."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, groupby
from pathlib import Path

from storyboard.media.boxes import Mp4Error, children, find, integers, need, top_level
from storyboard.media.tracks import Chunk, Even, Shown, Track, shown_of, text_box

__all__ = [
    "Chunk",
    "Even",
    "Mp4Error",
    "Shown",
    "Track",
    "check_mp4",
    "join",
    "read_tracks",
    "track_timescale",
]


def track_timescale(rate: Fraction) -> int:
    """Ticks a second in which a frame lasts a whole number of them: 24 → 12288, 24000/1001 → 24000."""
    ticks = rate.numerator
    while ticks < 10_000:
        ticks *= 2
    return ticks


def read_tracks(path: Path) -> tuple[Track, ...]:
    """Read every track of a file from its boxes alone; raises Mp4Error where they don't fit together."""
    length = path.stat().st_size
    with path.open("rb") as stream:
        places = {kind: (start, end) for kind, start, end in top_level(stream, length)}
        if b"moov" not in places:
            raise Mp4Error("it has no moov box: it is cut off, or no MP4")
        start, end = places[b"moov"]
        stream.seek(start)
        moov = stream.read(end - start)
    try:
        return tuple(_track(trak, path, length) for kind, trak in children(moov) if kind == b"trak")
    except struct.error:
        raise Mp4Error("one of its tables is too short") from None


def join(tracks: Sequence[Track]) -> Track:
    """Lay tracks end to end, samples untouched.

    Raises Mp4Error unless they share one description (the decoder's parameters), timescale and frame
    duration, start with a keyframe and skip nothing: a player would show rubbish without a word.
    """
    first = tracks[0]
    for number, track in enumerate(tracks):
        if fault := _unlike(first, track):
            raise Mp4Error(f"piece {number} {fault}")
    sizes, keys, shown = array("I"), array("I"), 0
    for track in tracks:
        sizes.extend(track.sample_sizes)
        own = range(track.samples) if track.keyframes is None else track.keyframes
        keys.extend(shown + key for key in own)
        shown += track.samples
    return replace(
        first,
        durations=_runs(run for track in tracks for run in track.durations),
        sample_sizes=sizes,
        keyframes=None if len(keys) == shown else keys,
        chunks=tuple(chunk for track in tracks for chunk in track.chunks),
    )


def check_mp4(path: Path, size: tuple[int, int], rate: Fraction, frames: int) -> str | None:
    """What keeps a file from being a film of this size, rate and length, by its boxes; None if nothing."""
    try:
        pictures = [track for track in read_tracks(path) if track.handler == b"vide"]
    except Mp4Error as error:
        return str(error)
    if len(pictures) != 1:
        return f"it has {len(pictures)} video tracks, not one"
    (track,) = pictures
    if track.size != size:
        return f"its pictures are {track.size[0]}x{track.size[1]}, not {size[0]}x{size[1]}"
    if track.samples != frames:
        return f"it has {track.samples} frames, not {frames}"
    if any(Fraction(track.timescale, ticks) != rate for _, ticks in track.durations):
        return f"its frames don't all last 1/{rate} of a second"
    if track.keyframes is not None and 0 not in track.keyframes[:1]:
        return "its first frame is no keyframe"
    return None


def _track(trak: bytes, path: Path, length: int) -> Track:
    media = need(trak, b"mdia")
    table = need(media, b"minf", b"stbl")
    if find(table, b"ctts") is not None:
        raise Mp4Error("its frames are not stored in the order in which they are shown")
    handler = need(media, b"hdlr")[8:12]
    timescale = _timescale(need(media, b"mdhd"))
    sizes = _sample_sizes(need(table, b"stsz"), length)
    chunks = _chunks(table, sizes, path)
    if any(chunk.offset + chunk.size > length for chunk in chunks):
        raise Mp4Error("it is cut off: samples lie beyond its end")
    track = Track(
        handler=handler,
        timescale=timescale,
        description=need(table, b"stsd"),
        media_header=_media_header(need(media, b"minf")),
        size=_size(need(table, b"stsd")) if handler == b"vide" else text_box(trak, handler),
        durations=_durations(need(table, b"stts")),
        sample_sizes=sizes,
        keyframes=_keyframes(find(table, b"stss")),
        chunks=chunks,
        skip=_skip(find(trak, b"edts", b"elst")),
        shown=shown_of(trak, media) if handler == b"sbtl" else Shown(),
    )
    if sum(count for count, _ in track.durations) != track.samples:
        raise Mp4Error("its tables of durations and of sizes differ in length")
    return track


def _timescale(header: bytes) -> int:
    return int(struct.unpack_from(">I", header, 20 if header[0] == 1 else 12)[0])


def _media_header(minf: bytes) -> tuple[bytes, bytes]:
    for kind, content in children(minf):
        if kind in (b"vmhd", b"smhd", b"nmhd", b"sthd", b"gmhd"):
            return kind, content
    raise Mp4Error("it has a track without a media header")


def _size(stsd: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">HH", stsd, 8 + 32)
    return width, height


def _durations(stts: bytes) -> tuple[tuple[int, int], ...]:
    table = integers(stts[8:])
    return _runs(zip(table[::2], table[1::2], strict=True))


def _sample_sizes(stsz: bytes, length: int) -> array[int] | Even:
    same, count = struct.unpack_from(">II", stsz, 4)
    if same * count > length:
        raise Mp4Error("it is cut off: its samples are larger than the file")
    if same:
        return Even(same, count)
    sizes = integers(stsz[12:])
    if len(sizes) != count:
        raise Mp4Error("its table of sizes is damaged")
    return sizes


def _keyframes(stss: bytes | None) -> array[int] | None:
    return None if stss is None else array("I", (number - 1 for number in integers(stss[8:])))


def _skip(elst: bytes | None) -> int:
    """Ticks before the first edit's start; an edit list is refused if it does anything more."""
    if elst is None:
        return 0
    count = struct.unpack_from(">I", elst, 4)[0]
    start = struct.unpack_from(">q" if elst[0] == 1 else ">i", elst, 16 if elst[0] == 1 else 12)[0]
    if count != 1 or start < 0:
        raise Mp4Error("it has an edit list with more than one edit")
    return int(start)


def _chunks(table: bytes, sizes: array[int] | Even, path: Path) -> tuple[Chunk, ...]:
    offsets = _offsets(table)
    counts = _samples_per_chunk(need(table, b"stsc"), len(offsets))
    if sum(counts) != len(sizes):
        raise Mp4Error("its tables of chunks and of sizes differ in length")
    ends = list(accumulate(counts))
    chunks = (
        Chunk(path, offset, _total(sizes, end - count, end), count)
        for offset, count, end in zip(offsets, counts, ends, strict=True)
    )
    return tuple(chunks)


def _total(sizes: array[int] | Even, start: int, end: int) -> int:
    return sizes.size * (end - start) if isinstance(sizes, Even) else sum(sizes[start:end])


def _offsets(table: bytes) -> array[int]:
    if (short := find(table, b"stco")) is not None:
        return integers(short[8:])
    return integers(need(table, b"co64")[8:], "Q")


def _samples_per_chunk(stsc: bytes, chunks: int) -> list[int]:
    table = integers(stsc[8:])
    firsts = [*table[::3], chunks + 1]
    if list(firsts) != sorted(firsts):
        raise Mp4Error("its table of chunks is damaged")
    counts: list[int] = []
    for number, samples in enumerate(table[1::3]):
        counts += [samples] * (firsts[number + 1] - firsts[number])
    return counts


def _runs(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Merge neighbouring runs of the same duration."""
    grouped = groupby(pairs, key=lambda pair: pair[1])
    return tuple((sum(count for count, _ in group), ticks) for ticks, group in grouped)


def _unlike(first: Track, track: Track) -> str | None:
    if track.handler != first.handler or track.size != first.size:
        return "has pictures of another size"
    if track.description != first.description:
        return "was encoded with other decoder parameters than piece 0"
    if track.timescale != first.timescale:
        return f"counts time in 1/{track.timescale} s, piece 0 in 1/{first.timescale} s"
    if len(track.durations) != 1 or track.durations[0][1] != first.durations[0][1]:
        return "has frames of another duration than piece 0"
    if track.keyframes is not None and 0 not in track.keyframes[:1]:
        return "doesn't start with a keyframe"
    return "hides its first frames behind an edit list" if track.skip else None
