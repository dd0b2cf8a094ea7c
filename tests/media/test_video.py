import resource
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.media.video import VideoError, VideoWriter, open_video, probe, read_av_frames, read_frames
from tests.media.drawn import BARS, bars, noise, write

RATES = [
    Fraction(24),
    Fraction(24000, 1001),
    Fraction(120000, 1001),
    Fraction(240),
    Fraction(25, 2),
    Fraction(1),
]


def test_every_pixel_of_noise_comes_back(tmp_path: Path) -> None:
    pictures = noise(30)
    read = list(read_frames(write(tmp_path / "a.mkv", pictures)))
    assert len(read) == 30
    assert all(np.array_equal(one, other) for one, other in zip(read, pictures, strict=True))


def test_saturated_bars_keep_their_colours(tmp_path: Path) -> None:
    (read,) = read_frames(write(tmp_path / "a.mkv", [bars()]))
    assert np.array_equal(read, bars())


def test_an_encoder_gets_bt709_from_the_stored_frames(tmp_path: Path) -> None:
    from av.video.reformatter import ColorRange, Colorspace

    (frame,) = read_av_frames(write(tmp_path / "a.mkv", [bars()]))
    film = frame.reformat(format="yuv444p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)
    planes = film.to_ndarray()
    for number, colour in enumerate(BARS):
        red, green, blue = (level / 255 for level in colour)
        luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        wanted = [16 + 219 * luma, 128 + 224 * (blue - luma) / 1.8556, 128 + 224 * (red - luma) / 1.5748]
        assert planes[:, 16, number * 16 + 8].tolist() == pytest.approx(wanted, abs=1)


def test_the_stream_says_that_it_is_full_range_rgb_with_bt709_primaries(tmp_path: Path) -> None:
    (frame,) = read_av_frames(write(tmp_path / "a.mkv", [bars()]))
    assert (frame.colorspace, frame.color_range) == (0, 2)
    assert (frame.color_primaries, frame.color_trc) == (1, 1)


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_rates_are_exact_and_frame_i_has_the_time_i(tmp_path: Path, rate: Fraction) -> None:
    path = write(tmp_path / "a.mkv", noise(40), rate)
    assert probe(path).rate == rate
    frames = list(read_av_frames(path))
    assert [frame.pts for frame in frames] == list(range(40))
    assert {frame.time_base for frame in frames} == {1 / rate}


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("film") / "a.mkv", noise(40), Fraction(24000, 1001))


@settings(max_examples=40, deadline=None)
@given(start=st.integers(0, 40), count=st.one_of(st.none(), st.integers(0, 40)))
def test_any_stretch_can_be_read_by_itself(film: Path, start: int, count: int | None) -> None:
    end = 40 if count is None else start + count
    if end > 40:
        with pytest.raises(VideoError, match="has 40 frames"):
            list(read_frames(film, start, count))
        return
    read = list(read_frames(film, start, count))
    assert len(read) == end - start
    assert all(np.array_equal(one, other) for one, other in zip(read, noise(40)[start:end], strict=True))


def test_the_last_frames_are_read_without_decoding_the_first(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storyboard.media import video

    decoded = []
    number = video._from
    monkeypatch.setattr(
        video, "_from", lambda frames, *rest: number((decoded.append(f) or f for f in frames), *rest)
    )
    assert len(list(read_frames(film, 39, 1))) == 1
    assert len(decoded) <= 12


def test_the_same_frames_give_the_same_bytes_on_any_number_of_cores(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from tests.media.drawn import noise, write; write(Path(sys.argv[1]), noise(20, (160, 90)))"
    )
    write(tmp_path / "a.mkv", noise(20, (160, 90)))
    subprocess.run([sys.executable, "-c", script, tmp_path / "other name.mkv"], check=True)
    assert (tmp_path / "a.mkv").read_bytes() == (tmp_path / "other name.mkv").read_bytes()


def test_facts_are_counted_not_believed(film: Path) -> None:
    facts = probe(film)
    assert (facts.size, facts.frames, facts.promised) == ((66, 34), 40, 40)
    with open_video(film) as (_, stream):
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "gbrp")


@pytest.mark.parametrize("size", [(65, 33), (2, 2), (17, 90)])
def test_odd_and_tiny_sizes_are_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    pictures = noise(3, size)
    path = write(tmp_path / "a.mkv", pictures)
    assert probe(path).size == size
    assert all(np.array_equal(one, other) for one, other in zip(read_frames(path), pictures, strict=True))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_an_error_after_its_good_frames(tmp_path: Path, film: Path, share: float) -> None:
    data = film.read_bytes()
    (tmp_path / "cut.mkv").write_bytes(data[: int(len(data) * share)])
    good = 0
    with pytest.raises(VideoError, match=r"cut\.mkv is damaged or cut short: frame \d+ of 40 is missing"):
        for picture, wanted in zip(read_frames(tmp_path / "cut.mkv"), noise(40), strict=False):
            assert np.array_equal(picture, wanted)
            good += 1
    assert good == pytest.approx(40 * share, abs=3)


@pytest.mark.parametrize("data", [b"", b"no video at all", bytes(5000)])
def test_what_is_no_video_is_an_error_that_names_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mkv").write_bytes(data)
    with pytest.raises(VideoError, match=r"a\.mkv can't be read"):
        probe(tmp_path / "a.mkv")
    with pytest.raises(VideoError, match=r"a\.mkv can't be read"):
        list(read_frames(tmp_path / "a.mkv"))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        probe(tmp_path / "a.mkv")


def test_an_error_while_writing_leaves_no_file(tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError, match="drawing failed"),
        VideoWriter(tmp_path / "a.mkv", (66, 34), Fraction(24)) as video,
    ):
        video.write(noise(1)[0])
        raise RuntimeError("drawing failed")
    assert list(tmp_path.iterdir()) == []


def test_a_picture_of_another_size_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="66x34 can't go into a video of 64x34"),
        VideoWriter(tmp_path / "a.mkv", (64, 34), Fraction(24)) as video,
    ):
        video.write(noise(1)[0])
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_is_an_os_error_and_leaves_no_file(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write(tmp_path / "a.mkv", noise(60))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_stops_early_lets_go_of_the_file(film: Path) -> None:
    frames = read_frames(film)
    next(frames)
    open_before = _open_files(film)
    frames.close()  # type: ignore[attr-defined]
    assert open_before == 1
    assert _open_files(film) == 0


def _open_files(path: Path) -> int:
    links = Path("/proc/self/fd").iterdir()
    return sum(1 for link in links if link.exists() and link.resolve() == path.resolve())
