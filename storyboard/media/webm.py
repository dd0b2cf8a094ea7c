"""Tracks written as one WebM: the index in front, so that it plays while it loads, and no dates in it.

The samples are copied from where they lie, in bounded memory; nothing is decoded. The same tracks always
give the same bytes. WebM counts in milliseconds: frame n stands at its exact time rounded to one, so that
nothing drifts, and the rate is written beside it. Element IDs are those of RFC 9559.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge
from itertools import repeat
from pathlib import Path

from storyboard.base.time import round_half_up
from storyboard.media.boxes import Mp4Error, need
from storyboard.media.ebml import element, head, real, signed, text, unsigned
from storyboard.media.mp4 import Track
from storyboard.media.unpacking import samples

_MILLISECOND = 1_000_000
_SECOND = 1_000_000_000
_LONGEST_CLUSTER = 30_000
"""Milliseconds; a block's time within its cluster has 16 bits."""
_BT709, _LIMITED, _MIDDLE = 1, 1, 2
_PRE_ROLL = 80 * _MILLISECOND
"""How long an Opus decoder runs before what it gives is right (RFC 7845)."""
_VISUAL, _AUDIO = 94, 44
"""Where the boxes inside a sample description begin."""
_INFO, _TRACKS, _CUES, _CLUSTER, _SEGMENT = 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1F43B675, 0x18538067


@dataclass(frozen=True, slots=True, order=True)
class _Block:
    """A sample in its place: its time in milliseconds, the number of its track, its bytes.

    `padding` is how many nanoseconds of the last one are not to be heard.
    """

    time: int
    track: int
    size: int
    key: bool
    padding: int = 0


@dataclass(frozen=True, slots=True)
class _Cluster:
    time: int
    blocks: tuple[_Block, ...]

    @property
    def starts_picture(self) -> bool:
        return any(block.track == 1 and block.key for block in self.blocks)


def write_webm(
    path: Path, tracks: Sequence[Track], tell: Callable[[int], None] = lambda frames: None
) -> None:
    """Write `tracks`, the pictures first, interleaved by time; `tell` hears how many samples are copied.

    Raises Mp4Error for a track of a codec that WebM doesn't hold.
    """
    front = _front(tracks)
    payloads = [samples(track) for track in tracks]
    written = 0
    with path.open("wb") as out:
        out.write(front)
        for cluster in _clusters(tracks):
            out.write(_cluster_head(cluster))
            for block in cluster.blocks:
                out.write(_block_head(block, cluster.time))
                out.write(next(payloads[block.track - 1]))
                out.write(_block_tail(block))
            written += len(cluster.blocks)
            tell(written)


def _front(tracks: Sequence[Track]) -> bytes:
    """All that stands before the clusters; where they will lie is known before they are written."""
    info, entries = _info(tracks), element(_TRACKS, *map(_entry, range(1, len(tracks) + 1), tracks))
    sizes = [(cluster.time, _size(cluster), cluster.starts_picture) for cluster in _clusters(tracks)]
    length = len(_seek_head(0, 0, 0)) + len(info) + len(entries)
    place = length + len(_cues([(time, 0) for time, _, key in sizes if key]))
    index = []
    for time, size, key in sizes:
        index += [(time, place)] if key else []
        place += size
    start = length - len(info) - len(entries)
    body = _seek_head(start, start + len(info), length) + info + entries + _cues(index)
    return _ebml() + head(_SEGMENT, place, 8) + body


def _ebml() -> bytes:
    return element(
        0x1A45DFA3,
        unsigned(0x4286, 1), unsigned(0x42F7, 1), unsigned(0x42F2, 4), unsigned(0x42F3, 8),
        text(0x4282, "webm"), unsigned(0x4287, 4), unsigned(0x4285, 2),
    )  # fmt: skip


def _seek_head(info: int, tracks: int, cues: int) -> bytes:
    places = ((_INFO, info), (_TRACKS, tracks), (_CUES, cues))
    seeks = (
        element(0x4DBB, element(0x53AB, name.to_bytes(4, "big")), unsigned(0x53AC, place, 8))
        for name, place in places
    )
    return element(0x114D9B74, *seeks)


def _info(tracks: Sequence[Track]) -> bytes:
    seconds = max(Fraction(track.ticks - track.skip, track.timescale) for track in tracks)
    return element(
        _INFO,
        unsigned(0x2AD7B1, _MILLISECOND), real(0x4489, float(seconds * 1000)),
        text(0x4D80, "Storyboard"), text(0x5741, "Storyboard"),
    )  # fmt: skip


def _entry(number: int, track: Track) -> bytes:
    """What stands of a track in front: its codec and how to begin to decode it."""
    kind = track.description[12:16]
    common = (unsigned(0xD7, number), unsigned(0x73C5, number), unsigned(0x9C, 0), text(0x22B59C, "und"))
    if kind == b"vp09":
        return element(0xAE, *common, text(0x86, "V_VP9"), *_pictures(track))
    if kind == b"av01":
        private = element(0x63A2, need(track.description[_VISUAL:], b"av1C"))
        return element(0xAE, *common, text(0x86, "V_AV1"), private, *_pictures(track))
    if kind == b"Opus":
        return element(0xAE, *common, text(0x86, "A_OPUS"), *_opus(track))
    raise Mp4Error(f"WebM holds VP9, AV1 and Opus, not {kind.decode('latin-1')}")


def _pictures(track: Track) -> Iterator[bytes]:
    width, height = track.size
    colour = element(
        0x55B0,
        unsigned(0x55B1, _BT709), unsigned(0x55B7, _MIDDLE), unsigned(0x55B8, _MIDDLE),
        unsigned(0x55B9, _LIMITED), unsigned(0x55BA, _BT709), unsigned(0x55BB, _BT709),
    )  # fmt: skip
    yield unsigned(0x83, 1)
    yield unsigned(0x23E383, round_half_up(Fraction(_SECOND * track.durations[0][1], track.timescale)))
    yield element(0xE0, unsigned(0xB0, width), unsigned(0xBA, height), unsigned(0x9A, 2), colour)


def _opus(track: Track) -> Iterator[bytes]:
    """Opus as RFC 7845 introduces it, from what ISO media say of it; what is skipped is the codec's delay."""
    version, channels, skip, rate, gain, family = struct.unpack(
        ">BBHIhB", need(track.description[_AUDIO:], b"dOps")[:11]
    )
    private = b"OpusHead" + struct.pack("<BBHIhB", version + 1, channels, skip, rate, gain, family)
    yield unsigned(0x83, 2)
    yield element(0x63A2, private)
    yield unsigned(0x56AA, round_half_up(Fraction(track.skip * _SECOND, track.timescale)))
    yield unsigned(0x56BB, _PRE_ROLL)
    yield element(0xE1, real(0xB5, track.timescale), unsigned(0x9F, channels))


def _cues(places: Sequence[tuple[int, int]]) -> bytes:
    points = (
        element(0xBB, unsigned(0xB3, time), element(0xB7, unsigned(0xF7, 1), unsigned(0xF1, place, 8)))
        for time, place in places
    )
    return element(_CUES, *points)


def _clusters(tracks: Sequence[Track]) -> Iterator[_Cluster]:
    """A cluster for each group of pictures, with the sound that is heard meanwhile."""
    blocks: list[_Block] = []
    for block in merge(*(_blocks(number, track) for number, track in enumerate(tracks, start=1))):
        new = block.track == 1 and block.key
        if blocks and (new or block.time - blocks[0].time > _LONGEST_CLUSTER):
            yield _Cluster(blocks[0].time, tuple(blocks))
            blocks = []
        blocks.append(block)
    yield _Cluster(blocks[0].time, tuple(blocks))


def _blocks(number: int, track: Track) -> Iterator[_Block]:
    keys = None if track.keyframes is None else set(track.keyframes)
    usual, last, now = track.durations[0][1], track.samples - 1, 0
    ticks = (each for count, each in track.durations for each in repeat(each, count))
    for sample, (size, lasts) in enumerate(zip(track.sample_sizes, ticks, strict=True)):
        time = (2000 * now + track.timescale) // (2 * track.timescale)
        cut = usual - lasts if sample == last and track.handler == b"soun" else 0
        padding = round_half_up(Fraction(max(cut, 0) * _SECOND, track.timescale))
        yield _Block(time, number, size, keys is None or sample in keys, padding)
        now += lasts


def _cluster_head(cluster: _Cluster) -> bytes:
    stamp = unsigned(0xE7, cluster.time, 8)
    return head(_CLUSTER, len(stamp) + sum(_block_size(block) for block in cluster.blocks)) + stamp


def _size(cluster: _Cluster) -> int:
    return len(_cluster_head(cluster)) + sum(_block_size(block) for block in cluster.blocks)


def _block_size(block: _Block) -> int:
    return len(_block_head(block, block.time)) + block.size + len(_block_tail(block))


def _block_head(block: _Block, start: int) -> bytes:
    """What stands before a sample; one that is cut short at its end is a group of its own."""
    flags = 0x80 if block.key and not block.padding else 0
    place = struct.pack(">BhB", 0x80 | block.track, block.time - start, flags)
    if not block.padding:
        return head(0xA3, 4 + block.size) + place
    inner = head(0xA1, 4 + block.size) + place
    return head(0xA0, len(inner) + block.size + len(_block_tail(block))) + inner


def _block_tail(block: _Block) -> bytes:
    return signed(0x75A2, block.padding) if block.padding else b""
