"""Lines spoken by piper: the real package on voices that are built here, and what is said where they lack."""

import json
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest

from storyboard import studio
from storyboard.base.errors import EngineError
from storyboard.build import settings
from storyboard.build.executors.inline import InlineExecutor
from storyboard.build.found import Finder
from storyboard.engines import piper
from storyboard.media.lines import LEVEL
from storyboard.media.loudness import loudness
from storyboard.media.sound import RATE, read_sound
from storyboard.script.parse import parse_script
from storyboard.script.source import read_source
from storyboard.store import Store
from tests.sound.tiny_voice import write_voice

WITH_PIPER = pytest.mark.skipif(
    not all(find_spec(name) for name in ("piper", "onnxruntime", "onnx")),
    reason="the extra `piper`, or onnx that builds voices, is not installed",
)
FILM = """\
storyboard: 1
title: Talk
film: {size: 64x36, fps: 24, quality: draft}
characters:
  mara: a woman
  tom: {is: an old man, voice: {file: voices/tom.onnx, rate: 120}}
profiles:
  spoken:
    speech: {engine: piper, voice: voices/en.onnx}
shots:
  - id: one
    action: the sea
    duration: speech
    dialogue: [{mara: One more night.}, {tom: One more night.}]
"""


@pytest.fixture
def film(tmp_path):
    """A script, and files by the names of its voices with the settings that belong to them."""
    (tmp_path / "voices").mkdir()
    for name in ("en", "tom"):
        (tmp_path / f"voices/{name}.onnx").write_bytes(name.encode())
        told = {
            "audio": {"sample_rate": 22050}, "espeak": {"voice": "en-us"}, "phoneme_id_map": {"_": [0]},
            "num_symbols": 1, "num_speakers": 2, "speaker_id_map": {"ada": 0, "bob": 1},
        }  # fmt: skip
        (tmp_path / f"voices/{name}.onnx.json").write_text(json.dumps(told))
    path = tmp_path / "film.yaml"
    path.write_text(FILM)
    return path


def lines_of(film):
    """How the lines of both are spoken, as it enters their keys."""
    source = read_source(film)
    script, _ = parse_script(source, settings.engine_params(), "spoken")
    finder = Finder(source.folder, {})
    own = settings.voices(script, "spoken", finder)
    return settings.speech(script, "spoken", finder).params, own["tom"].params


def said(film):
    found = studio.check(film, "spoken")
    return [f"{each.path}: {each.message}" for each in found if each.severity == "error"]


def test_the_bytes_of_a_voice_and_of_its_settings_are_in_the_key_of_a_line(film):
    mara, tom = lines_of(film)
    assert set(mara) == {"voice", "config"}
    assert mara != tom
    assert lines_of(film) == (mara, tom)
    (film.parent / "voices/en.onnx").write_bytes(b"another")
    assert lines_of(film)[0]["voice"] != mara["voice"]
    (film.parent / "voices/tom.onnx.json").write_text('{"audio": {}}')
    again = lines_of(film)[1]
    assert again["config"] != tom["config"]
    assert again["voice"] == tom["voice"]


def test_what_lacks_is_said_where_it_is_named(film):
    assert said(film) == []
    film.write_text(FILM.replace("voices/en.onnx", "voices/em.onnx"))
    assert said(film) == [
        'profiles.spoken.speech.voice: there is no "voices/em.onnx" — did you mean "voices/en.onnx"?'
    ]
    film.write_text(FILM.replace(", voice: voices/en.onnx", ""))
    (told,) = said(film)
    assert told.startswith("profiles.spoken.speech: piper has no voice to speak with; name one")
    film.write_text(FILM.replace("rate: 120", "speaker: carol"))
    assert said(film) == ['characters.tom.voice.speaker: this voice has nobody called "carol"']
    film.write_text(FILM)
    (film.parent / "voices/tom.onnx.json").unlink()
    (told,) = said(film)
    assert told.startswith('characters.tom.voice.file: there is no "voices/tom.onnx.json"')


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"audio": None}, "is not what comes with a voice"),
        ({"phoneme_type": "pinyin"}, "reads pinyin, for which there is no dictionary"),
        ({"num_symbols": 0}, "no sounds"),
    ],
)
def test_settings_that_no_voice_can_have_are_said(film, changes, says):
    path = film.parent / "voices/en.onnx.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
    (told,) = said(film)
    assert says in told


def test_a_missing_package_is_a_warning_for_check_and_an_error_for_the_line(film, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (warning,) = [each for each in studio.check(film, "spoken") if "extra" in each.message]
    assert (warning.path, warning.severity) == ("profiles.spoken.speech.engine", "warning")
    with pytest.raises(EngineError, match=r'pip install "storyboard\[piper\]"'):
        piper.OPS["speech"]({"text": "Oh.", "params": {}}, {}, film.parent, lambda done: None)


def test_nobody_reads_a_voice_that_the_profile_doesnt_ask_for(film):
    film.write_text(FILM.replace("{engine: piper, voice: voices/en.onnx}", "{engine: sound}"))
    source = read_source(film)
    script, _ = parse_script(source, settings.engine_params(), "spoken")
    assert settings.voices(script, "spoken", Finder(source.folder, {})) == {}
    assert said(film) == []


def speak(folder, voice, text="One more night.", rate=160, **params):
    folder.mkdir(exist_ok=True)
    config = voice.with_name(f"{voice.name}.json")
    spec = {
        "text": text,
        "language": "en",
        "voice": {"rate": rate},
        "params": {"voice": "v", "config": "c", **params},
    }
    piper.OPS["speech"](spec, {"file/v": voice, "file/c": config}, folder, lambda done: None)()
    return folder / "speech.flac"


def heard(path):
    return np.concatenate(list(read_sound(path)))


@WITH_PIPER
def test_a_line_is_the_same_every_time_and_in_every_process(tmp_path):
    voice = write_voice(tmp_path / "en.onnx")
    first = speak(tmp_path / "1", voice).read_bytes()
    speak(tmp_path / "2", voice, "Something else.")
    assert speak(tmp_path / "3", voice).read_bytes() == first
    program = (
        "from tests.sound.test_piper import speak; from pathlib import Path; "
        f"speak(Path({str(tmp_path / '4')!r}), Path({str(voice)!r}))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert (tmp_path / "4" / "speech.flac").read_bytes() == first
    quiet = speak(tmp_path / "5", voice, noise=0.0)
    assert quiet.read_bytes() != first
    assert loudness([heard(quiet)]) == pytest.approx(LEVEL, abs=0.2)


@WITH_PIPER
def test_rate_and_speaker_are_heard(tmp_path):
    voice = write_voice(tmp_path / "en.onnx", speakers=2)
    ada = heard(speak(tmp_path / "1", voice, noise=0.0))
    slow = heard(speak(tmp_path / "2", voice, rate=80, noise=0.0))
    assert len(slow) == pytest.approx(2 * len(ada), rel=0.02)
    assert _pitch(heard(speak(tmp_path / "3", voice, noise=0.0, speaker="bob"))) > _pitch(ada) + 100
    with pytest.raises(EngineError, match="nobody called"):
        speak(tmp_path / "4", voice, speaker="carol")


@WITH_PIPER
def test_a_file_that_is_no_voice_is_said(tmp_path):
    voice = write_voice(tmp_path / "en.onnx")
    voice.write_bytes(b"no network")
    with pytest.raises(EngineError, match=r"en\.onnx is no voice that can be loaded"):
        speak(tmp_path / "1", voice)
    with pytest.raises(EngineError, match="no word in it"):
        speak(tmp_path / "2", write_voice(tmp_path / "de.onnx"), "")


@WITH_PIPER
def test_a_film_is_spoken_by_each_characters_own_voice(film):
    for name, pitch in (("en", 300.0), ("tom", 150.0)):
        write_voice(film.parent / f"voices/{name}.onnx", pitch)
    with Store.open(film.parent / "cache") as store:
        executor = InlineExecutor(store)
        output = film.with_suffix(".mp4")
        made = studio.render(
            studio.Wish(film, "spoken"), store, output, lambda: executor, lambda plan: lambda event: None
        )
        assert made.made
        plan = studio.plan(studio.Wish(film, "spoken"), store)
        (mix,) = (node["action"] for node in plan.graph.nodes.values() if node["action"].op == "soundtrack")
        mara, tom = mix.spec["places"]
        sound = heard(output)
    first, second = (sound[each["at"] : each["at"] + each["length"]] for each in (mara, tom))
    assert tom["length"] > 1.2 * mara["length"]
    assert _pitch(first) > _pitch(second) + 100


def _pitch(line):
    """The mean frequency of a line, by how often it crosses zero."""
    signs = np.signbit(line[:, 0])
    return np.count_nonzero(signs[1:] != signs[:-1]) / 2 * RATE / len(line)
