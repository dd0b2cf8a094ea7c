"""Sound in files: how long it is, and what is said of files that are none."""

import numpy as np
import pytest

from storyboard.media.sound import RATE, SoundError, kept_length, sound_length, write_sound, write_wave


def noise(samples):
    return np.random.default_rng(1).normal(0, 0.1, (samples, 2)).astype(np.float32)


@pytest.mark.parametrize("samples", [1, 4607, 4609, 3 * RATE + 17])
def test_what_was_kept_is_as_long_as_its_header_says(tmp_path, samples):
    path = tmp_path / "speech.flac"
    write_sound(path, iter([noise(samples)]))
    assert kept_length(path) == sound_length(path) == samples
    path.write_bytes(path.read_bytes()[:60])
    assert kept_length(path) == samples  # nothing was decoded


def test_a_header_that_doesnt_say_how_long_it_is_is_not_believed(tmp_path):
    path = tmp_path / "speech.flac"
    write_sound(path, iter([noise(RATE)]))
    whole = bytearray(path.read_bytes())
    whole[21] &= 0xF0
    whole[22:26] = bytes(4)
    path.write_bytes(bytes(whole))
    assert kept_length(path) == RATE
    write_wave(path, [noise(RATE)])
    assert kept_length(path) == RATE


def test_a_file_at_another_rate_is_as_long_as_it_is_at_ours(tmp_path):
    import wave

    path = tmp_path / "line.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(bytes(2 * 22050))
    assert sound_length(path) == pytest.approx(RATE, abs=2)


@pytest.mark.parametrize(
    ("content", "says"), [(b"words", "can't be read|is no sound"), (b"", "can't be read|is no sound")]
)
def test_what_is_no_sound_is_said(tmp_path, content, says):
    path = tmp_path / "line.wav"
    path.write_bytes(content)
    with pytest.raises(SoundError, match=f"line.wav ({says})"):
        kept_length(path)
