"""Lines are spoken the same in every process, as loud as each other, and nothing but the words is left."""

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.sound import OPS
from storyboard.media.lines import LEVEL
from storyboard.media.loudness import loudness
from storyboard.media.sound import RATE, read_sound

VOICE = {"variant": "f3", "pitch": 55, "range": 55, "rate": 165}


def spoken(folder, text="One more night.", language="en-gb", voice=VOICE):
    folder.mkdir(exist_ok=True)
    OPS["speech"]({"text": text, "language": language, "voice": voice}, {}, folder, lambda done: None)()
    return folder / "speech.flac"


def heard(path):
    return np.concatenate(list(read_sound(path)))


def test_a_line_is_the_same_every_time_and_another_in_another_voice(tmp_path):
    first, again = spoken(tmp_path / "1"), spoken(tmp_path / "2")
    assert first.read_bytes() == again.read_bytes()
    assert spoken(tmp_path / "3", voice=VOICE | {"variant": "m3"}).read_bytes() != first.read_bytes()
    assert spoken(tmp_path / "4", voice=VOICE | {"pitch": 20}).read_bytes() != first.read_bytes()
    slow = heard(spoken(tmp_path / "5", voice=VOICE | {"rate": 100}))
    assert len(slow) > 1.3 * len(heard(first))


def test_every_line_is_as_loud_as_the_others(tmp_path):
    for number, (text, voice) in enumerate(
        [("No!", VOICE), ("I have kept this light for forty years.", VOICE | {"variant": "m3", "pitch": 30})]
    ):
        line = heard(spoken(tmp_path / str(number), text, voice=voice))
        assert loudness([line]) == pytest.approx(LEVEL, abs=0.2)


def test_no_silence_is_left_around_the_words(tmp_path):
    line = np.abs(heard(spoken(tmp_path / "1")))
    assert 0.5 * RATE < len(line) < 2 * RATE
    assert line[: RATE // 20].max() > 0.003
    assert line[-RATE // 20 :].max() > 0.003


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"language": "tlh-x"}, "espeak-ng speaks no tlh-x"),
        ({"voice": VOICE | {"variant": "nobody"}}, "nobody"),
        ({"text": "..."}, "no word"),
    ],
)
def test_what_cant_be_spoken_is_said(tmp_path, changes, says):
    with pytest.raises(EngineError, match=says):
        spoken(tmp_path / "1", **changes)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wir müssen gehen."),
        ("fr", "Encore une nuit."),
        ("ja", "こんばんは"),
        ("pt-br", "Mais uma noite."),
    ],
)
def test_other_languages_are_spoken_too(tmp_path, language, text):
    assert len(heard(spoken(tmp_path / "1", text, language))) > RATE // 3
