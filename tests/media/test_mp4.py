"""MP4 tables: read, joined and written so that every player finds every frame."""

from __future__ import annotations

import struct
import tracemalloc
from array import array
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyboard.engines.cutting.profiles import encoder_profile
from storyboard.media.boxes import box, full_box
from storyboard.media.encode import encode
from storyboard.media.movie import movie_head, write_movie
from storyboard.media.mp4 import Chunk, Mp4Error, Track, check_mp4, join, read_tracks, track_timescale

SIZE = (64, 48)
RATE = Fraction(24)


def encoded(path: Path, frames: int = 10, rate: Fraction = RATE, seed: int = 1) -> Path:
    random = np.random.default_rng(seed)
    pictures = (random.integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=np.uint8) for _ in range(frames))
    encode(path, pictures, SIZE, rate, encoder_profile())
    return path


def track_of(path: Path) -> Track:
    (track,) = read_tracks(path)
    return track


def payloads(path: Path) -> list[bytes]:
    """Every sample, by the tables alone."""
    track, data = track_of(path), path.read_bytes()
    samples, sizes = [], iter(track.sample_sizes)
    for chunk in track.chunks:
        at = chunk.offset
        for size in (next(sizes) for _ in range(chunk.samples)):
            samples.append(data[at : at + size])
            at += size
        assert at == chunk.offset + chunk.size
    return samples


@pytest.mark.parametrize(
    ("rate", "timescale"),
    [("24", 12288), ("25", 12800), ("30", 15360), ("24000/1001", 24000), ("30000/1001", 30000), ("1", 16384)],
)
def test_a_frame_lasts_a_whole_number_of_ticks(rate: str, timescale: int) -> None:
    assert track_timescale(Fraction(rate)) == timescale
    assert (timescale / Fraction(rate)).denominator == 1


def test_the_tables_of_another_muxer_are_read_right(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.mp4", 60)
    track = track_of(path)
    assert (track.handler, track.size, track.samples, track.timescale) == (b"vide", SIZE, 60, 12288)
    assert (track.durations, track.ticks, track.skip) == (((60, 512),), 60 * 512, 0)
    assert list(track.keyframes or ()) == [0, 48]
    with av.open(str(path)) as container:
        assert list(track.sample_sizes) == [packet.size for packet in container.demux(video=0) if packet.size]


def test_a_joined_film_has_every_sample_of_every_piece_in_order(tmp_path: Path) -> None:
    pieces = [encoded(tmp_path / f"{n}.mp4", frames, seed=n) for n, frames in enumerate((1, 60, 2))]
    write_movie(tmp_path / "film.mp4", [join([track_of(piece) for piece in pieces])])
    assert payloads(tmp_path / "film.mp4") == [sample for piece in pieces for sample in payloads(piece)]
    assert list(track_of(tmp_path / "film.mp4").keyframes or ()) == [0, 1, 49, 61]
    assert check_mp4(tmp_path / "film.mp4", SIZE, RATE, 63) is None


def test_a_film_of_films_is_the_film_of_their_pieces(tmp_path: Path) -> None:
    pieces = [track_of(encoded(tmp_path / f"{n}.mp4", n + 1, seed=n)) for n in range(4)]
    write_movie(tmp_path / "all.mp4", [join(pieces)])
    for name, half in (("a", pieces[:2]), ("b", pieces[2:])):
        write_movie(tmp_path / f"{name}.mp4", [join(half)])
    write_movie(tmp_path / "halves.mp4", [join([track_of(tmp_path / "a.mp4"), track_of(tmp_path / "b.mp4")])])
    assert payloads(tmp_path / "halves.mp4") == payloads(tmp_path / "all.mp4")


def test_the_index_comes_first_and_carries_no_date(tmp_path: Path) -> None:
    piece = encoded(tmp_path / "a.mp4")
    write_movie(tmp_path / "film.mp4", [join([track_of(piece)] * 3)])
    film = (tmp_path / "film.mp4").read_bytes()
    assert [film[4:8], film.index(b"moov") < film.index(b"mdat")] == [b"ftyp", True]
    for kind in (b"mvhd", b"tkhd", b"mdhd"):
        assert film[film.index(kind) + 8 : film.index(kind) + 16] == bytes(8)


def test_pieces_that_a_player_would_garble_are_refused(tmp_path: Path) -> None:
    track = track_of(encoded(tmp_path / "a.mp4"))
    faults = {
        "other decoder parameters": replace(track, description=track.description[:-1] + b"?"),
        "counts time in 1/90000 s": replace(track, timescale=90000),
        "frames of another duration": replace(track, durations=((9, 512), (1, 500))),
        "doesn't start with a keyframe": replace(track, keyframes=array("I", [3])),
        "hides its first frames": replace(track, skip=512),
        "pictures of another size": replace(track, size=(32, 32)),
    }
    for fault, piece in faults.items():
        with pytest.raises(Mp4Error, match=f"piece 1 .*{fault}"):
            join([track, piece])


def test_frames_stored_out_of_order_are_refused(tmp_path: Path) -> None:
    profile = encoder_profile() | {"tuning": "bframes=2:b-adapt=0:threads=1"}
    pictures = (np.full((48, 64, 3), 10 * n, np.uint8) for n in range(12))
    encode(tmp_path / "a.mp4", pictures, SIZE, RATE, profile)
    with pytest.raises(Mp4Error, match="not stored in the order"):
        read_tracks(tmp_path / "a.mp4")


@pytest.mark.parametrize(
    ("size", "rate", "frames", "fault"),
    [
        (SIZE, "24", 10, None),
        ((66, 48), "24", 10, "pictures are 64x48, not 66x48"),
        (SIZE, "25", 10, "don't all last 1/25"),
        (SIZE, "24000/1001", 10, "don't all last"),
        (SIZE, "24", 11, "has 10 frames, not 11"),
    ],
)
def test_a_check_tells_size_rate_and_length(
    tmp_path: Path, size: tuple[int, int], rate: str, frames: int, fault: str | None
) -> None:
    found = check_mp4(encoded(tmp_path / "a.mp4"), size, Fraction(rate), frames)
    assert found is None if fault is None else fault in (found or "")


def test_a_check_finds_every_truncation(tmp_path: Path) -> None:
    whole = encoded(tmp_path / "a.mp4").read_bytes()
    for length in (0, 7, 30, 300, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut.mp4").write_bytes(whole[:length])
        assert check_mp4(tmp_path / "cut.mp4", SIZE, RATE, 10) is not None


def test_damaged_tables_are_an_error_and_never_a_crash(tmp_path: Path) -> None:
    whole = encoded(tmp_path / "a.mp4").read_bytes()
    end = whole.index(b"mdat")
    random = np.random.default_rng(3)
    for _ in range(1500):
        damaged = bytearray(whole)
        damaged[int(random.integers(0, end))] = int(random.integers(0, 256))
        (tmp_path / "bad.mp4").write_bytes(damaged)
        fault = check_mp4(tmp_path / "bad.mp4", SIZE, RATE, 10)
        assert fault is None or isinstance(fault, str)


def test_a_film_beyond_4_gib_gets_64_bit_offsets(tmp_path: Path) -> None:
    piece = track_of(encoded(tmp_path / "a.mp4", 4))
    big = 1 << 30
    count = 6
    chunks = tuple(Chunk(tmp_path / "a.mp4", 0, big, 1) for _ in range(count))
    track = replace(
        piece,
        sample_sizes=array("I", [big] * count),
        durations=((count, 512),),
        chunks=chunks,
        keyframes=None,
    )
    offsets = [big * n for n in range(count)]
    head = movie_head([track], [offsets], big * count)
    with (tmp_path / "film.mp4").open("wb") as film:
        film.write(head)
        film.truncate(len(head) + big * count)
    read = track_of(tmp_path / "film.mp4")
    assert [chunk.offset for chunk in read.chunks] == [len(head) + offset for offset in offsets]
    assert b"co64" in head
    assert b"stco" not in head
    assert check_mp4(tmp_path / "film.mp4", SIZE, RATE, count) is None


def test_offsets_stay_short_while_they_fit(tmp_path: Path) -> None:
    track = track_of(encoded(tmp_path / "a.mp4", 4))
    limit = 2**32 - 1 - len(movie_head([track], [[0]], 100))
    assert b"stco" in movie_head([track], [[limit]], 100)
    assert b"co64" in movie_head([track], [[limit + 1]], 100)


def test_a_film_of_days_has_its_length_in_64_bits(tmp_path: Path) -> None:
    track = replace(track_of(encoded(tmp_path / "a.mp4", 4)), durations=((4, 2**31),))
    head = movie_head([track], [[0]], 100)
    at = head.index(b"mvhd")
    assert head[at + 4] == 1
    assert struct.unpack_from(">Q", head, at + 4 + 4 + 16 + 4) == (2**33,)


def test_memory_stays_flat_while_500_pieces_are_joined(tmp_path: Path) -> None:
    piece = encoded(tmp_path / "a.mp4", 48)
    peaks = {}
    for count in (25, 500):
        tracemalloc.start()
        write_movie(tmp_path / "film.mp4", [join([track_of(piece) for _ in range(count)])])
        peaks[count] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert check_mp4(tmp_path / "film.mp4", SIZE, RATE, 48 * count) is None
    assert (tmp_path / "film.mp4").stat().st_size > 475 * piece.stat().st_size / 1.2
    assert peaks[500] - peaks[25] < 48 * 475 * 60  # tables only: some tens of bytes a frame


def test_a_film_carries_a_sound_track_beside_its_pictures(tmp_path: Path) -> None:
    sound = tmp_path / "sound.m4a"
    _tone(sound, 48000 * 2)
    (voice,) = read_tracks(sound)
    assert (voice.handler, voice.timescale, voice.skip) == (b"soun", 48000, 1024)
    pictures = join([track_of(encoded(tmp_path / "a.mp4", 24))] * 2)
    write_movie(tmp_path / "film.mp4", [pictures, voice])
    assert check_mp4(tmp_path / "film.mp4", SIZE, RATE, 48) is None
    assert [track.handler for track in read_tracks(tmp_path / "film.mp4")] == [b"vide", b"soun"]
    with av.open(str(tmp_path / "film.mp4")) as film, av.open(str(sound)) as alone:
        heard, wanted = ([frame.to_ndarray() for frame in source.decode(audio=0)] for source in (film, alone))
        assert np.array_equal(np.concatenate(heard, axis=1), np.concatenate(wanted, axis=1))
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert sum(1 for _ in film.decode(video=0)) == 48


def test_chunks_of_two_tracks_lie_in_the_order_of_their_times(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(1000))
    one = _fake(tmp_path / "a", b"vide", 24, [(1, 24)] * 4)
    two = _fake(tmp_path / "a", b"soun", 48, [(1, 24)] * 8)
    write_movie(tmp_path / "film.mp4", [one, two])
    first, second = ([chunk.offset for chunk in track.chunks] for track in read_tracks(tmp_path / "film.mp4"))
    order = sorted([(offset, "v") for offset in first] + [(offset, "s") for offset in second])
    assert "".join(name for _, name in order) == "vssvssvssvss"


def test_a_movie_of_nothing_but_boxes_is_no_film(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(
        box(b"ftyp", b"isom", bytes(4)) + box(b"moov", full_box(b"mvhd", 0, 0, bytes(96)))
    )
    assert check_mp4(tmp_path / "a.mp4", SIZE, RATE, 1) == "it has 0 video tracks, not one"


def _fake(path: Path, handler: bytes, timescale: int, chunks: Sequence[tuple[int, int]]) -> Track:
    return Track(
        handler=handler,
        timescale=timescale,
        description=bytes(8) + bytes(80),
        media_header=(b"vmhd", bytes(12)),
        size=(0, 0),
        durations=((sum(count for count, _ in chunks), chunks[0][1]),),
        sample_sizes=array("I", [10] * sum(count for count, _ in chunks)),
        keyframes=None,
        chunks=tuple(Chunk(path, 20 * number, 10 * count, count) for number, (count, _) in enumerate(chunks)),
    )


def _tone(path: Path, samples: int) -> None:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=48000, layout="mono")
        wave = (np.sin(np.arange(samples) / 20)[None] * 0.3).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 48000, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
