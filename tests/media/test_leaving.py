"""What leaves for other programs: stills and WAVE files."""

from __future__ import annotations

import wave

import numpy as np
import pytest

from storyboard.media.picture import PictureError, read_jpeg, write_jpeg
from storyboard.media.sound import read_sound, write_sound, write_wave
from storyboard.media.streams import check_still


def test_a_wave_file_has_every_bit_of_the_mix(tmp_path):
    """24 bits in, 24 bits out: also the loudest and the softest that there are."""
    rng = np.random.default_rng(7)
    mixed = rng.uniform(-1, 1, (5_000, 2)).astype(np.float32)
    mixed[:3] = [[1, -1], [2**-23, -(2**-23)], [0, 0]]
    write_sound(tmp_path / "mix.flac", iter([mixed]))
    write_wave(tmp_path / "mix.wav", read_sound(tmp_path / "mix.flac"))
    again = [np.concatenate(list(read_sound(tmp_path / name))) for name in ("mix.flac", "mix.wav")]
    assert np.array_equal(*again)
    with wave.open(str(tmp_path / "mix.wav")) as file:
        assert file.getparams()[:4] == (2, 3, 48_000, 5_000)
        assert file.readframes(3)[12:] == bytes(6)


def test_a_still_is_the_picture_made_small(tmp_path):
    picture = np.zeros((90, 160, 3), np.uint8)
    picture[:, 80:] = (200, 40, 40)
    write_jpeg(tmp_path / "still.jpg", picture, (32, 18))
    small = read_jpeg(tmp_path / "still.jpg").astype(int)
    assert small.shape == (18, 32, 3)
    assert abs(small[9, 4] - (0, 0, 0)).max() < 12
    assert abs(small[9, 28] - (200, 40, 40)).max() < 12


def test_a_still_is_checked_for_its_size_and_may_be_black(tmp_path):
    still = tmp_path / "still.jpg"
    write_jpeg(still, np.zeros((18, 32, 3), np.uint8), (32, 18))
    assert check_still(still, (32, 18)) is None
    assert check_still(still, (64, 36)) == "it is 32x18 pixels, 64x36 were asked for"
    still.write_bytes(still.read_bytes()[:100])
    assert "still.jpg is no whole JPEG picture" in check_still(still, (32, 18))


def test_a_png_is_no_jpeg(tmp_path):
    (tmp_path / "still.jpg").write_bytes(b"\x89PNG")
    with pytest.raises(PictureError, match="no whole JPEG"):
        read_jpeg(tmp_path / "still.jpg")
