from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyboard.media.picture import write_png
from storyboard.media.streams import check_picture, check_video
from tests.media.drawn import noise, write

SIZE = (66, 34)
FLAT = np.full((34, 66, 3), (20, 30, 40), np.uint8)


def test_a_good_picture_has_no_fault(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", noise(1)[0])
    assert check_picture(tmp_path / "a.png", SIZE) is None


def test_a_picture_of_one_colour_is_none(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", FLAT)
    assert check_picture(tmp_path / "a.png", SIZE) == "every pixel is the same colour"


def test_one_other_pixel_makes_it_a_picture(tmp_path: Path) -> None:
    picture = FLAT.copy()
    picture[33, 65, 2] += 1
    write_png(tmp_path / "a.png", picture)
    assert check_picture(tmp_path / "a.png", SIZE) is None


def test_a_picture_of_another_size_is_told(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", noise(1)[0])
    assert check_picture(tmp_path / "a.png", (64, 34)) == "it is 66x34 pixels, 64x34 were asked for"


def test_a_broken_picture_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"not a picture")
    assert "no whole PNG" in (check_picture(tmp_path / "a.png", SIZE) or "")


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24000, 1001), Fraction(60)], ids=str)
def test_a_good_video_has_no_fault(tmp_path: Path, rate: Fraction) -> None:
    assert check_video(write(tmp_path / "a.mkv", noise(26), rate), SIZE, rate, 26) is None


def test_a_frame_too_few_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", noise(23))
    assert check_video(path, SIZE, Fraction(24), 24) == "23 frames came back, 24 were asked for"


def test_another_rate_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", noise(5), Fraction(24000, 1001))
    fault = check_video(path, SIZE, Fraction(24), 5)
    assert fault == "it runs at 24000/1001 frames a second, 24 were asked for"


def test_another_size_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", noise(5))
    assert check_video(path, (66, 36), Fraction(24), 5) == "it is 66x34 pixels, 66x36 were asked for"


def test_a_video_of_one_colour_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", [FLAT] * 30)
    assert "every pixel is the same colour" in (check_video(path, SIZE, Fraction(24), 30) or "")


def test_a_video_may_begin_in_black(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", [np.zeros_like(FLAT)] * 14 + noise(16))
    assert check_video(path, SIZE, Fraction(24), 30) is None


def test_a_video_cut_short_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", noise(30))
    path.write_bytes(path.read_bytes()[:-20_000])
    assert "frames came back, 30 were asked for" in (check_video(path, SIZE, Fraction(24), 30) or "")


def test_a_frame_in_the_wrong_place_is_told(tmp_path: Path) -> None:
    import av

    first = write(tmp_path / "a.mkv", noise(10))
    with av.open(str(first)) as source, av.open(str(tmp_path / "b.mkv"), "w") as copy:
        stream = copy.add_stream_from_template(source.streams.video[0])
        for number, packet in enumerate(p for p in source.demux(video=0) if p.size):
            if number in (6, 7, 8):
                packet.pts += 30
                packet.dts += 30
            packet.stream = stream
            copy.mux(packet)
    assert check_video(tmp_path / "b.mkv", SIZE, Fraction(24), 10) == "frame 6 is not at its time"


def test_what_is_no_video_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mkv").write_bytes(b"nothing")
    assert "can't be read" in (check_video(tmp_path / "a.mkv", SIZE, Fraction(24), 5) or "")
