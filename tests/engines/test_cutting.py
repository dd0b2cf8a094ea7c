"""The cutting room: no frame is lost, doubled or re-encoded, at any rate, in spans of any length."""

from __future__ import annotations

import itertools
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.cutting import profiles
from storyboard.engines.cutting.profiles import encoder_profile
from storyboard.media.mp4 import read_tracks, track_timescale
from tests.engines.cutting_room import (
    SIZE,
    clip,
    decoded,
    digest,
    film,
    numbered,
    numbered_clip,
    numbers,
    packets,
    span,
    spec,
)

RATES = ["24", "25", "30", "24000/1001", "30000/1001"]
LENGTHS = [1, 2, 3, 24, 1, 61, 5]


@pytest.mark.parametrize("rate", RATES)
def test_every_frame_of_the_film_is_the_one_that_the_cut_asks_for(tmp_path: Path, rate: str) -> None:
    common, spans, wanted = spec(rate), [], []
    for number, frames in enumerate(LENGTHS):
        first, start = 1000 * number, number + 1
        source = numbered_clip(tmp_path / f"{number}.mkv", first, start + frames + 2, rate)
        spans.append(span(tmp_path / f"span{number}", source, start, frames, common))
        wanted += range(first + start, first + start + frames)
    made = film(tmp_path / "film", spans, LENGTHS, common)
    assert numbers(made) == wanted


@pytest.mark.parametrize("rate", RATES)
def test_every_frame_lies_on_the_grid_of_the_rate(tmp_path: Path, rate: str) -> None:
    common = spec(rate)
    source = numbered_clip(tmp_path / "clip.mkv", 0, 70, rate)
    spans = [span(tmp_path / f"span{n}", source, 0, n, common) for n in (1, 70, 2)]
    made = film(tmp_path / "film", spans, [1, 70, 2], common)
    step = track_timescale(Fraction(rate)) / Fraction(rate)
    times = [(pts, dts) for pts, dts, _, _ in packets(made)]
    assert times == [(k * step, k * step) for k in range(73)]
    with av.open(str(made)) as container:
        stream = container.streams.video[0]
        assert (stream.average_rate, stream.start_time, stream.frames) == (Fraction(rate), 0, 73)
        assert stream.duration is not None and stream.time_base is not None
        assert stream.duration * stream.time_base == 73 / Fraction(rate)


def test_untouched_spans_are_in_the_film_bit_for_bit(tmp_path: Path) -> None:
    source = numbered_clip(tmp_path / "clip.mkv", 0, 120)
    spans = [span(tmp_path / f"span{n}", source, n, length) for n, length in enumerate((60, 3, 110))]
    made = film(tmp_path / "film", spans, [60, 3, 110])
    payloads = [payload for path in spans for _, _, _, payload in packets(path)]
    assert [payload for _, _, _, payload in packets(made)] == payloads


def test_keyframes_are_where_the_table_says(tmp_path: Path) -> None:
    source = numbered_clip(tmp_path / "clip.mkv", 0, 120)
    spans = [span(tmp_path / f"span{n}", source, 0, length) for n, length in enumerate((60, 3, 110))]
    made = film(tmp_path / "film", spans, [60, 3, 110])
    flagged = [number for number, packet in enumerate(packets(made)) if packet[2]]
    assert flagged == [0, 48, 60, 63, 63 + 48, 63 + 96]
    assert _intra_frames(made) == flagged


@pytest.mark.parametrize("codec", profiles.CODECS)
def test_a_seek_to_any_keyframe_shows_the_right_frame(tmp_path: Path, codec: str) -> None:
    common = spec(codec=codec)
    source = numbered_clip(tmp_path / "clip.mkv", 0, 110)
    spans = [span(tmp_path / f"span{n}", source, 0, length, common) for n, length in enumerate((60, 3, 110))]
    made = film(tmp_path / "film", spans, [60, 3, 110], common)
    whole = decoded(made)
    with av.open(str(made)) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        for frame in (0, 48, 60, 63, 111, 159):
            place = int(frame / 24 / stream.time_base)
            container.seek(place, stream=stream)
            shown = next(container.decode(stream))
            assert shown.pts == place
            assert np.array_equal(shown.to_ndarray(format="rgb24"), whole[frame])


QUALITIES: list[str | int] = ["draft", "medium", "high", 0, 33]


@pytest.mark.parametrize(
    ("codec", "quality"),
    [(codec, quality) for codec in profiles.CODECS for quality in QUALITIES[: 3 if codec == "prores" else 5]],
)
def test_spans_of_any_content_join_and_decode_without_a_complaint(
    tmp_path: Path, codec: str, quality: str | int
) -> None:
    random = np.random.default_rng(1)
    common = spec(codec=codec, quality=quality)
    flat = [np.full((SIZE[1], SIZE[0], 3), value, np.uint8) for value in (0, 128, 255)]
    noise = [random.integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=np.uint8) for _ in range(5)]
    contents = [flat, noise, [numbered(7)], [flat[0]] * 9]
    spans = [
        span(tmp_path / f"s{n}", clip(tmp_path / f"{n}.mkv", pictures), 0, len(pictures), common)
        for n, pictures in enumerate(contents)
    ]
    made = film(tmp_path / "film", spans, [len(pictures) for pictures in contents], common)
    assert _complaints(made) == ""
    apart = [picture for path in spans for picture in decoded(path)]
    assert len(apart) == 18
    assert all(np.array_equal(one, two) for one, two in zip(decoded(made), apart, strict=True))


@pytest.mark.parametrize("codec", profiles.CODECS)
def test_the_same_span_is_the_same_bytes_again_and_in_another_process(tmp_path: Path, codec: str) -> None:
    source = numbered_clip(tmp_path / "clip.mkv", 0, 30)
    first = span(tmp_path / "a", source, 0, 30, spec(codec=codec))
    again = span(tmp_path / "b", source, 0, 30, spec(codec=codec))
    program = (
        "import sys; from pathlib import Path; from tests.engines.cutting_room import span, spec;"
        "span(Path(sys.argv[1]), Path(sys.argv[2]), 0, 30, spec(codec=sys.argv[3]))"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "c", source, codec], check=True)
    assert digest(first) == digest(again) == digest(tmp_path / "c" / first.name)


def test_a_film_joined_again_is_the_same_bytes(tmp_path: Path) -> None:
    source = numbered_clip(tmp_path / "clip.mkv", 0, 30)
    spans = [span(tmp_path / f"s{n}", source, n, 10) for n in range(3)]
    first = film(tmp_path / "a", spans, [10] * 3)
    moved = [path.rename(path.with_name(f"other{n}.mp4")) for n, path in enumerate(spans)]
    assert digest(first) == digest(film(tmp_path / "b", moved, [10] * 3))


def test_spans_with_other_decoder_parameters_are_refused(tmp_path: Path) -> None:
    source = numbered_clip(tmp_path / "clip.mkv", 0, 10)
    spans = [span(tmp_path / "a", source, 0, 5), span(tmp_path / "b", source, 0, 5, spec(quality=0))]
    with pytest.raises(EngineError, match="piece 1 was encoded with other decoder parameters"):
        film(tmp_path / "film", spans, [5, 5])


def test_spans_that_count_time_otherwise_are_refused(tmp_path: Path) -> None:
    spans = [
        span(tmp_path / f"s{rate}", numbered_clip(tmp_path / f"{rate}.mkv", 0, 5, rate), 0, 5, spec(rate))
        for rate in ("24", "25")
    ]
    with pytest.raises(EngineError, match="piece 1"):
        film(tmp_path / "film", spans, [5, 5])


def test_a_span_of_another_length_than_planned_is_refused(tmp_path: Path) -> None:
    spans = [span(tmp_path / "a", numbered_clip(tmp_path / "clip.mkv", 0, 5), 0, 5)]
    with pytest.raises(EngineError, match="span 0 of the film has 5 frames, not 6"):
        film(tmp_path / "film", spans, [6])


def test_a_broken_span_is_an_error_that_names_it(tmp_path: Path) -> None:
    good = span(tmp_path / "a", numbered_clip(tmp_path / "clip.mkv", 0, 5), 0, 5)
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(good.read_bytes()[:600])
    with pytest.raises(EngineError, match="span 1 of the film can't be read"):
        film(tmp_path / "film", [good, bad], [5, 5])


@pytest.mark.parametrize("codec", profiles.CODECS)
def test_colours_are_true_bt709_and_say_so(tmp_path: Path, codec: str) -> None:
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (12, 200, 90), (128, 128, 128)]
    pictures = [np.full((64, 64, 3), colour, np.uint8) for colour in colours]
    source = clip(tmp_path / "clip.mkv", pictures)
    common = spec(size=(64, 64), codec=codec, quality="high" if codec == "prores" else 4)
    made = film(tmp_path / "f", [span(tmp_path / "s", source, 0, len(colours), common)], [6], common)
    deep = codec == "prores"
    with av.open(str(made)) as container:
        for colour, frame in zip(colours, container.decode(video=0), strict=True):
            assert (frame.colorspace, frame.color_range) == (1, 1)
            assert frame.format.name == ("yuv422p10le" if deep else "yuv420p")
            planes = [
                np.frombuffer(plane, "<u2" if deep else "u1").reshape(plane.height, -1)[16, 16]
                for plane in frame.planes
            ]
            assert np.abs(np.array(planes) / (4 if deep else 1) - _bt709(colour)).max() <= 1.5
            assert (container.streams.video[0].codec_context.color_primaries) == 1


def test_a_span_reports_every_frame_and_starts_with_its_index(tmp_path: Path) -> None:
    from storyboard.engines.cutting import OPS

    source, told = numbered_clip(tmp_path / "clip.mkv", 0, 5), []
    OPS["span"](spec() | {"start": 0, "frames": 5}, {"clip": source}, tmp_path, told.append)
    assert told == [1, 2, 3, 4, 5]
    made = (tmp_path / "span.mp4").read_bytes()
    assert made.index(b"moov") < made.index(b"mdat")
    (track,) = read_tracks(tmp_path / "span.mp4")
    assert track.skip == 0


def test_burning_in_changes_only_where_the_titles_are(tmp_path: Path) -> None:
    size = (320, 180)
    source = clip(tmp_path / "clip.mkv", [np.full((180, 320, 3), 90, np.uint8)] * 4)
    items = [{"kind": "dialogue", "text": "One more night.", "start": 1, "end": 3}]
    plain = decoded(span(tmp_path / "a", source, 0, 4, spec(size=size)))
    titled = decoded(span(tmp_path / "b", source, 0, 4, spec(size=size) | {"burn_in": items}))
    changed = [
        bool((np.abs(one.astype(int) - two) > 40).any()) for one, two in zip(plain, titled, strict=True)
    ]
    assert changed == [False, True, True, False]
    above = itertools.pairwise([picture[:120] for picture in titled])
    assert all(np.abs(one.astype(int) - two).max() < 6 for one, two in above)


@pytest.mark.parametrize(
    ("codec", "quality", "meant"),
    [("h246", "high", "h264"), ("h264", "hihg", "high"), ("h264", 41, "0 to 40"), ("h264", True, "draft")],
)
def test_an_unknown_codec_or_quality_is_an_error_with_the_way_out(
    codec: str, quality: str, meant: str
) -> None:
    with pytest.raises(EngineError, match=meant):
        encoder_profile(codec, quality)


def test_listing_the_engine_imports_nothing_heavy() -> None:
    program = "import sys, storyboard.engines.cutting.profiles; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert not {"av", "numpy", "moviepy", "pydantic", "PIL"} & set(loaded.split())


def _bt709(colour: tuple[int, int, int]) -> np.ndarray:
    red, green, blue = (part / 255 for part in colour)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return np.array([16 + 219 * luma, 128 + 224 * (blue - luma) / 1.8556, 128 + 224 * (red - luma) / 1.5748])


def _intra_frames(path: Path) -> list[int]:
    from av.video.frame import PictureType

    with av.open(str(path)) as container:
        types = [frame.pict_type for frame in container.decode(video=0)]
    return [number for number, kind in enumerate(types) if kind == PictureType.I]


def _complaints(path: Path) -> str:
    """What an independent reader, the ffmpeg program, has to say."""
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-xerror", "-i", path, "-f", "null", "-"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.stderr + (f"exit code {ended.returncode}" if ended.returncode else "")
