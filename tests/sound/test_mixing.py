"""The soundtrack: everything in its place to the sample, as loud as it should be, else silent."""

import re
import subprocess
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from storyboard.base.errors import EngineError
from storyboard.engines.sound import OPS
from storyboard.engines.sound.limiter import REACH, limited, true_peak
from storyboard.media.sound import RATE, read_sound, sound_length, write_sound


def tone(seconds, hertz=440.0, level=0.2):
    now = np.arange(int(seconds * RATE)) / RATE
    return np.repeat((level * np.sin(2 * np.pi * hertz * now))[:, None], 2, axis=1).astype(np.float32)


def mixed(folder, seconds, places, sounds, loudness=-2000, duck=-1000):
    inputs = {}
    for name, samples in sounds.items():
        inputs[name] = folder / f"{name}.flac"
        write_sound(inputs[name], iter([samples]))
    spec = {"samples": int(seconds * RATE), "loudness": loudness, "duck": duck, "places": places}
    OPS["soundtrack"](spec, inputs, folder, lambda done: None)
    assert not list(folder.glob("*.f32"))
    return np.concatenate(list(read_sound(folder / "soundtrack.flac")))


def by_another_meter(path):
    """Integrated loudness in LUFS and true peak in dBTP, by another program's other meter."""
    from imageio_ffmpeg import get_ffmpeg_exe

    asked = [get_ffmpeg_exe(), "-i", str(path), "-af", "loudnorm=print_format=json", "-f", "null", "-"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stderr
    return tuple(float(re.search(rf'"{key}" : "([-\d.]+)"', told)[1]) for key in ("input_i", "input_tp"))


@pytest.mark.parametrize("wanted", [-14, -23])
def test_another_meter_finds_it_as_loud_as_it_should_be(tmp_path, wanted):
    places = [
        {"input": "voice", "kind": "speech", "at": at * RATE, "length": 2 * RATE} for at in range(1, 26, 5)
    ]
    fades = {"fade_in": RATE, "fade_out": RATE}
    places.append({"input": "music", "kind": "music", "at": 0, "length": 28 * RATE, **fades})
    sounds = {"voice": tone(2, 300, 0.5), "music": tone(28, 220, 0.3)}
    sounds["voice"][:: RATE // 10] = 0.99  # clicks, which the limiter has to hold
    mixed(tmp_path, 30, places, sounds, wanted * 100)
    loudness, peak = by_another_meter(tmp_path / "soundtrack.flac")
    assert loudness == pytest.approx(wanted, abs=0.5)
    assert peak <= -1.0


def test_where_nothing_plays_there_are_zeros(tmp_path):
    places = [{"input": "voice", "kind": "speech", "at": 2 * RATE, "length": RATE}]
    heard = mixed(tmp_path, 5, places, {"voice": tone(1)})
    assert len(heard) == 5 * RATE
    assert not heard[: 2 * RATE].any()
    assert not heard[3 * RATE :].any()
    assert heard[2 * RATE + 40 : 3 * RATE - 40].any()


def test_a_click_is_heard_at_its_very_sample(tmp_path):
    click = np.zeros((RATE, 2), np.float32)
    click[0] = 0.5
    ats = [0, 1001, 479_999, 480_000, 480_001]
    places = [{"input": "click", "kind": "effect", "at": at, "length": 10} for at in ats]
    heard = mixed(tmp_path, 12, places, {"click": click})
    assert sorted(np.nonzero(np.abs(heard[:, 0]) > 0.05)[0]) == ats


def test_music_makes_way_for_speech_and_comes_back(tmp_path):
    silent = np.full((2 * RATE, 2), 1e-4, np.float32)
    places = [
        {"input": "voice", "kind": "speech", "at": 4 * RATE, "length": 2 * RATE},
        {"input": "music", "kind": "music", "at": 0, "length": 10 * RATE},
    ]
    heard = mixed(tmp_path, 10, places, {"voice": silent, "music": tone(10)})

    def level(second):
        part = heard[int(second * RATE) : int((second + 0.5) * RATE), 0]
        return 20 * np.log10(np.sqrt((part**2).mean()))

    assert level(2) - level(4.5) == pytest.approx(10, abs=0.2)
    assert level(8) == pytest.approx(level(2), abs=0.1)


def test_a_piece_can_begin_in_the_middle_of_its_file_and_before_the_film(tmp_path):
    steps = tone(4, level=0.1) * np.repeat(np.arange(1, 5, dtype=np.float32), RATE)[:, None]
    places = [{"input": "steps", "kind": "effect", "at": -RATE // 2, "from": RATE, "length": 2 * RATE}]
    heard = mixed(tmp_path, 3, places, {"steps": steps})
    early, late, after = (heard[start : start + RATE // 4].std() for start in (0, RATE, 2 * RATE))
    assert late / early == pytest.approx(1.5, rel=0.01)
    assert after == 0


def test_a_file_that_is_no_sound_is_said(tmp_path):
    (tmp_path / "words.wav").write_text("hello")
    spec = {
        "samples": RATE,
        "loudness": -1400,
        "duck": 0,
        "places": [{"input": "a", "kind": "music", "at": 0}],
    }
    with pytest.raises(EngineError, match=r"words\.wav"):
        OPS["soundtrack"](spec, {"a": tmp_path / "words.wav"}, tmp_path, lambda done: None)


def test_the_track_is_the_soundtrack_from_its_first_sample_on(tmp_path):
    click = np.zeros((3 * RATE, 2), np.float32)
    click[RATE : RATE + 20] = 0.8
    write_sound(tmp_path / "soundtrack.flac", iter([click]))
    OPS["track"](
        {"codec": "aac", "bitrate": 192_000},
        {"soundtrack": tmp_path / "soundtrack.flac"},
        tmp_path,
        lambda done: None,
    )
    heard = np.concatenate(list(read_sound(tmp_path / "track.m4a")))
    assert abs(int(np.abs(heard[:, 0]).argmax()) - RATE - 10) <= 12
    assert 0 <= len(heard) - 3 * RATE < 1024


@settings(max_examples=30, deadline=None)
@given(
    sound=arrays.arrays(np.float32, (9000, 2), elements=st.floats(-1, 1, width=32)),
    gain=st.floats(0.1, 8),
    cuts=st.lists(st.integers(1, 8999), max_size=4),
)
def test_no_peak_passes_the_limiter_however_the_sound_is_cut_up(sound, gain, cuts):
    edges = [0, *sorted(cuts), len(sound)]
    blocks = [sound[start:end] for start, end in pairwise(edges)]
    heard = np.concatenate(list(limited(iter(blocks), gain, 0.8)))
    assert heard.shape == sound.shape
    assert np.abs(heard).max(initial=0) <= 0.8 + 1e-5
    whole = np.concatenate(list(limited(iter([sound]), gain, 0.8)))
    np.testing.assert_allclose(heard, whole, atol=1e-6)


def test_the_limiter_leaves_alone_what_is_far_from_a_peak():
    sound = tone(1, level=0.3)
    sound[RATE // 2] = 2.0
    heard = np.concatenate(list(limited(iter([sound]), 1.0, 0.8)))
    far = np.r_[0 : RATE // 2 - 2 * REACH, RATE // 2 + 2 * REACH : RATE]
    np.testing.assert_array_equal(heard[far], sound[far])
    assert true_peak(heard).max() <= 0.81


def test_silence_and_other_rates_and_channels_come_back(tmp_path):
    import wave

    with wave.open(str(tmp_path / "mono.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(44100)
        out.writeframes(np.full(44100, 8000, np.int16).tobytes())
    assert abs(sound_length(tmp_path / "mono.wav") - RATE) <= 1
    heard = np.concatenate(list(read_sound(tmp_path / "mono.wav")))
    assert heard[RATE // 2].tolist() == pytest.approx([heard[RATE // 2][0]] * 2)
