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
from storyboard.media.ebml import element, head, real, signed, text, unsigned
from storyboard.media.mp4 import Track
from storyboard.media.webm_tracks import entry, payloads

_MILLISECOND = 1_000_000
_SECOND = 1_000_000_000
_LONGEST_CLUSTER = 30_000
"""Milliseconds; a block's time within its cluster has 16 bits."""
_INFO, _TRACKS, _CUES, _CLUSTER, _SEGMENT = 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1F43B675, 0x18538067


@dataclass(frozen=True, slots=True, order=True)
class _Block:
    """A sample in its place: its time in milliseconds, the number of its track, its bytes.

    `padding` is how many nanoseconds of the last one are not to be heard, `lasts` for how long captions are
    shown, in milliseconds.
    """

    time: int
    track: int
    size: int
    key: bool
    padding: int = 0
    lasts: int = 0

    @property
    def alone(self) -> bool:
        """Whether it needs a group of its own, for there is more to say of it."""
        return bool(self.padding or self.lasts)


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
    copied = [filter(None, payloads(track)) for track in tracks]
    written = 0
    with path.open("wb") as out:
        out.write(front)
        for cluster in _clusters(tracks):
            out.write(_cluster_head(cluster))
            for block in cluster.blocks:
                out.write(_block_head(block, cluster.time))
                out.write(next(copied[block.track - 1]))
                out.write(_block_tail(block))
            written += len(cluster.blocks)
            tell(written)


def _front(tracks: Sequence[Track]) -> bytes:
    """All that stands before the clusters; where they will lie is known before they are written."""
    info, entries = _info(tracks), element(_TRACKS, *map(entry, range(1, len(tracks) + 1), tracks))
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
    if track.handler == b"sbtl":
        yield from _captions(number, track)
        return
    keys = None if track.keyframes is None else set(track.keyframes)
    usual, last, now = track.durations[0][1], track.samples - 1, 0
    for sample, (size, lasts) in enumerate(zip(track.sample_sizes, _ticks(track), strict=True)):
        cut = usual - lasts if sample == last and track.handler == b"soun" else 0
        padding = round_half_up(Fraction(max(cut, 0) * _SECOND, track.timescale))
        yield _Block(_milliseconds(now, track), number, size, keys is None or sample in keys, padding)
        now += lasts


def _captions(number: int, track: Track) -> Iterator[_Block]:
    now = 0
    for payload, lasts in zip(payloads(track), _ticks(track), strict=True):
        start, end = _milliseconds(now, track), _milliseconds(now + lasts, track)
        if payload:
            yield _Block(start, number, len(payload), True, lasts=end - start)
        now += lasts


def _ticks(track: Track) -> Iterator[int]:
    """How long each sample lasts."""
    return (each for count, each in track.durations for each in repeat(each, count))


def _milliseconds(ticks: int, track: Track) -> int:
    return (2000 * ticks + track.timescale) // (2 * track.timescale)


def _cluster_head(cluster: _Cluster) -> bytes:
    stamp = unsigned(0xE7, cluster.time, 8)
    return head(_CLUSTER, len(stamp) + sum(_block_size(block) for block in cluster.blocks)) + stamp


def _size(cluster: _Cluster) -> int:
    return len(_cluster_head(cluster)) + sum(_block_size(block) for block in cluster.blocks)


def _block_size(block: _Block) -> int:
    return len(_block_head(block, block.time)) + block.size + len(_block_tail(block))


def _block_head(block: _Block, start: int) -> bytes:
    """What stands before a sample; one of which there is more to say is a group of its own."""
    flags = 0x80 if block.key and not block.alone else 0
    place = struct.pack(">BhB", 0x80 | block.track, block.time - start, flags)
    if not block.alone:
        return head(0xA3, 4 + block.size) + place
    inner = head(0xA1, 4 + block.size) + place
    return head(0xA0, len(inner) + block.size + len(_block_tail(block))) + inner


def _block_tail(block: _Block) -> bytes:
    lasts = unsigned(0x9B, block.lasts) if block.lasts else b""
    return lasts + (signed(0x75A2, block.padding) if block.padding else b"")
