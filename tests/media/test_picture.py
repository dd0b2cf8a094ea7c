from pathlib import Path

import numpy as np
import pytest

from storyboard.media.picture import PictureError, read_png, read_text, write_png
from tests.media.drawn import noise


def test_a_picture_comes_back_pixel_for_pixel(tmp_path: Path) -> None:
    (picture,) = noise(1)
    write_png(tmp_path / "a.png", picture)
    assert np.array_equal(read_png(tmp_path / "a.png"), picture)


def test_the_same_picture_and_text_give_the_same_bytes(tmp_path: Path) -> None:
    (picture,) = noise(1)
    write_png(tmp_path / "a.png", picture, {"Seed": "7", "Prompt": "a lighthouse"})
    write_png(tmp_path / "b.png", picture, {"Prompt": "a lighthouse", "Seed": "7"})
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_text_of_any_script_travels_in_the_file(tmp_path: Path) -> None:
    text = {"Prompt": "ein Leuchtturm — 灯台", "Seed": "7"}
    write_png(tmp_path / "a.png", noise(1)[0], text)
    assert read_text(tmp_path / "a.png") == text


def test_a_view_into_a_larger_picture_is_written_as_it_looks(tmp_path: Path) -> None:
    (picture,) = noise(1)
    write_png(tmp_path / "a.png", picture[::2, ::-3])
    assert np.array_equal(read_png(tmp_path / "a.png"), picture[::2, ::-3])


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 4), (0, 4, 3)])
def test_only_rgb_bytes_are_a_picture(tmp_path: Path, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="height x width x 3 bytes"):
        write_png(tmp_path / "a.png", np.zeros(shape, np.uint8))
    with pytest.raises(ValueError, match="float32"):
        write_png(tmp_path / "a.png", np.zeros((4, 4, 3), np.float32))  # type: ignore[arg-type]
    assert not (tmp_path / "a.png").exists()


@pytest.mark.parametrize("kept", [0, 7, 40, 1000])
def test_a_picture_cut_short_is_an_error_that_names_it(tmp_path: Path, kept: int) -> None:
    write_png(tmp_path / "a.png", noise(1)[0])
    (tmp_path / "a.png").write_bytes((tmp_path / "a.png").read_bytes()[:kept])
    with pytest.raises(PictureError, match=r"a\.png is no whole PNG"):
        read_png(tmp_path / "a.png")


def test_what_a_failed_write_left_is_removed(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_png(tmp_path / "a.png", noise(1)[0], {"Prompt": "\udc80"})
    assert list(tmp_path.iterdir()) == []
