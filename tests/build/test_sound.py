"""A film that is heard: lines in their places, and sound that no picture disturbs."""

from fractions import Fraction

import av
import numpy as np
import pytest

from storyboard import studio
from storyboard.base.errors import ScriptError
from storyboard.media.picture import write_png
from storyboard.media.sound import RATE, read_sound, write_sound
from storyboard.plan.soundtrack import samples_at
from storyboard.store import Store
from tests.build import fakes

TALK = """\
storyboard: 1
title: Talk
film: {size: 64x36, fps: 24, quality: draft}
characters:
  mara: a keeper
profiles:
  fake:
    keyframe: {engine: fake}
    clip: {engine: fake}
    speech: {engine: fake}
shots:
  - id: one
    action: the sea
    duration: 2s
    dialogue: [{mara: Look at that.}]
  - id: two
    action: a door
    duration: 1s
"""
SOUND = {"soundtrack", "track", "film"}


def heard(path, start=0.0, end=None):
    samples = np.concatenate(list(read_sound(path)))[:, 0]
    return samples[int(start * RATE) : None if end is None else int(end * RATE)]


def test_a_line_is_spoken_once_and_heard_in_its_shot(sets):
    ran = sets.render(TALK)
    assert {"speech Look at that.", *SOUND} >= ran.names() - {
        f"{shot}/{op}" for shot in ("one", "two") for op in ("keyframe", "clip", "span")
    }
    assert fakes.ran["speech Look at that."] == 1
    assert not heard(sets.output, 0, 0.45).any()
    assert np.abs(heard(sets.output, 0.5, 0.6)).max() > 0.05
    assert np.abs(heard(sets.output, 0.7)).max() < 1e-3
    with av.open(str(sets.output)) as film:
        assert [stream.type for stream in film.streams] == ["video", "audio"]


def test_an_edited_picture_mixes_nothing_anew(sets):
    sets.render(TALK)
    ran = sets.render(TALK.replace("a door", "a gate"))
    assert ran.names() == {"two/keyframe", "two/clip", "two/span", "film"}


def test_an_edited_line_draws_nothing_anew(sets):
    sets.render(TALK)
    ran = sets.render(TALK.replace("Look at that.", "Look out!"))
    assert ran.names() == SOUND
    assert fakes.ran["speech Look out!"] == 1


def test_a_film_without_a_word_has_no_sound_stream(sets):
    sets.render(TALK.replace("    dialogue: [{mara: Look at that.}]\n", ""))
    with av.open(str(sets.output)) as film:
        assert [stream.type for stream in film.streams] == ["video"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("quality: draft", "quality: draft, sound: false"), ("speech: {engine: fake}", "speech: false")],
)
def test_a_film_can_be_silent(sets, before, after):
    sets.render(TALK.replace(before, after))
    assert not fakes.ran["speech Look at that."]
    with av.open(str(sets.output)) as film:
        assert [stream.type for stream in film.streams] == ["video"]


def test_a_recording_is_heard_in_place_of_a_voice(sets):
    write_sound(sets.folder / "look.flac", iter([np.full((RATE // 2, 2), 0.25, np.float32)]))
    line = "dialogue: [{mara: Look at that., file: look.flac, time: 1s, gain: -6dB}]"
    ran = sets.render(TALK.replace("dialogue: [{mara: Look at that.}]", line))
    assert not any(name.startswith("speech") for name in ran.names())
    assert not heard(sets.output, 0, 0.95).any()


def test_a_line_leads_its_shot_and_lags_behind(sets):
    text = TALK.replace("duration: 1s", "duration: 1s\n    dialogue: [{mara: Oh., lead: 6f}]")
    plan = sets.plan(text)
    (spec,) = (node["action"].spec for node in plan.graph.nodes.values() if node["action"].op == "soundtrack")
    assert [place["at"] for place in spec["places"]] == [
        samples_at(12, Fraction(24)),
        samples_at(42, Fraction(24)),
    ]


def test_a_line_that_is_too_long_says_by_how_many_frames(sets):
    long = "Look at that, " * 20
    sets.write(TALK.replace("Look at that.", f'"{long}"'))
    (warning,) = sets.plan(TALK.replace("Look at that.", f'"{long}"')).warnings
    spoken = len(long) * 480
    missing = -(-spoken * 24 // RATE) - 48
    assert warning.severity == "warning"
    assert warning.path == "shots.one.dialogue.1.mara" or warning.path == "shots.one.dialogue.1"
    assert f"takes {missing} frames more than its shot has" in warning.message
    lagging = TALK.replace("{mara: Look at that.}", f'{{mara: "{long}", lag: {missing}f}}')
    assert sets.plan(lagging).warnings == ()


def test_lines_can_set_the_length_of_their_shot(sets):
    plan = sets.plan(TALK.replace("duration: 2s", "duration: speech"))
    spans = {
        node["slots"][0]: node["action"].spec["frames"]
        for node in plan.graph.nodes.values()
        if node["action"].op == "span"
    }
    spoken = -(-len("Look at that.") * 480 * 24 // RATE)
    assert spans == {"one/span": spoken + 24, "two/span": 24}


def test_a_length_that_the_lines_set_has_to_suit_the_cut(sets):
    text = TALK.replace("duration: 2s", "duration: speech\n    transition: dissolve 90f").replace("1s", "4s")
    with pytest.raises(ScriptError, match=r"dissolve covers 45f of one, which has 28f"):
        sets.plan(text)


def test_a_line_that_cant_be_spoken_is_said_where_it_is_written(sets):
    fakes.fail_on.add("Look at that.")
    with pytest.raises(
        ScriptError, match=r"film.yaml:\d+:\d+: shots.one.dialogue.1.*: can't draw Look at that."
    ):
        sets.plan(TALK)


def test_an_excerpt_sounds_as_its_shots_do(sets):
    write_sound(sets.folder / "hum.flac", iter([np.full((RATE * 3, 2), 0.1, np.float32)]))
    text = TALK.replace("    action: a door\n", "    action: a door\n    sound: {file: hum.flac, at: 12f}\n")
    spec = _soundtrack(sets.plan(text, only=frozenset({"two"})))
    assert spec["samples"] == RATE
    (place,) = spec["places"]
    assert (place["kind"], place["at"], place["length"]) == ("effect", RATE // 2, RATE // 2)


def test_music_plays_until_it_is_told_otherwise(sets):
    write_sound(sets.folder / "hum.flac", iter([np.full((RATE * 9, 2), 0.1, np.float32)]))
    text = TALK.replace("shots:", "music: {file: hum.flac, gain: -6dB, fade: 6f}\nshots:", 1)
    (place,) = _music(sets.plan(text))
    assert (place["at"], place["length"], place["gain"]) == (0, 3 * RATE, -600)
    assert place["fade_in"] == place["fade_out"] == RATE // 4
    (place,) = _music(sets.plan(text.replace("action: a door", "action: a door\n    music: none")))
    assert place["length"] == 2 * RATE
    (place,) = _music(sets.plan(text.replace("fade: 6f", "fade: 6f, until: one, from: 1s")))
    assert (place["length"], place["from"]) == (2 * RATE, RATE)


@pytest.mark.parametrize("fps", ["24", "25", "29.97", "23.976"])
def test_a_clap_and_a_white_frame_coincide_to_the_sample(sets, fps, monkeypatch):
    monkeypatch.setitem(fakes.OPS, "keyframe", _black_and_white)
    clap = np.zeros((400, 2), np.float32)
    clap[:48] = 0.9
    write_sound(sets.folder / "clap.flac", iter([clap]))
    text = TALK.replace("fps: 24", f"fps: {fps}").replace("dialogue: [{mara: Look at that.}]", "notes: quiet")
    text = text.replace("action: a door", "action: a white door\n    sound: clap.flac")
    for edited in (text, text.replace("the sea", "the shore")):  # a clean build, and a rebuild
        sets.render(edited)
        samples = np.abs(heard(sets.output))
        onset = int(np.argmax(samples > samples.max() / 2))
        assert 0 <= onset - _white_since(sets.output) * RATE <= 2


def test_nothing_is_listened_to_twice(sets, monkeypatch):
    write_sound(sets.folder / "look.flac", iter([np.full((RATE // 2, 2), 0.25, np.float32)]))
    text = TALK.replace("Look at that.}", "Look at that., file: look.flac}")
    sets.plan(text)
    monkeypatch.setattr(
        "storyboard.media.sound.sound_length", lambda path: pytest.fail("it was decoded again")
    )
    sets.plan(text.replace("a door", "a gate"))


def test_check_listens_where_there_is_a_cache_and_says_what_a_plan_would(sets):
    long = "Look at that, " * 20
    sets.write(TALK.replace("Look at that.", f'"{long}"'))
    guessed = studio.check(sets.script, "fake")
    listened = studio.check(sets.script, "fake", cache=sets.store.root)
    assert "even fast" in guessed[0].message
    assert tuple(listened) == sets.plan(sets.script.read_text()).warnings
    assert fakes.ran[f"speech {long}"] == 1


def test_a_sound_that_is_not_there_is_said_where_it_is_named(sets):
    shot = "{id: a, action: the sea, duration: 1s, sound: wind.wav}"
    sets.write(f"{TALK[: TALK.index('shots:')]}scenes:\n  - id: night\n    shots: [{shot}]\n")
    (problem,) = (each for each in studio.check(sets.script, "fake") if each.severity == "error")
    assert problem.path == "scenes.night.shots.a.sound"
    assert "wind.wav" in problem.message


def test_a_plan_in_a_cache_that_cant_be_written_speaks_and_keeps_nothing(sets, monkeypatch):
    monkeypatch.setattr(Store, "writable", False)
    assert _soundtrack(sets.plan(TALK))["places"][0]["length"] == 480 * len("Look at that.")
    assert sets.store.last_build("sound.lengths") is None
    assert fakes.ran["speech Look at that."] == 1


def test_an_engine_that_speaks_anew_is_listened_to_anew(sets, monkeypatch):
    sets.plan(TALK)
    monkeypatch.setattr(fakes, "REVISION", 2)
    sets.plan(TALK)
    assert fakes.ran["speech Look at that."] == 2


def test_many_lines_are_spoken_by_workers_and_sound_as_one_by_one(sets, tmp_path):
    lines = ", ".join(f"{{mara: Line {number}.}}" for number in range(33))
    sets.write(
        TALK.replace("{mara: Look at that.}", lines)
        .replace("speech: {engine: fake}", "speech: {engine: sound}")
        .replace("duration: 2s", "duration: speech")
    )
    told = []
    by_workers = studio.plan(sets.wish(), sets.store, 2, lambda done, of: told.append((done, of)))
    with Store.open(tmp_path / "other") as other:
        one_by_one = studio.plan(sets.wish(), other)
        alone = _spoken_in(one_by_one, other)
    assert told == [(number + 1, 33) for number in range(33)]
    assert _soundtrack(by_workers) == _soundtrack(one_by_one)
    assert len(alone) == 33
    assert _spoken_in(by_workers, sets.store) == alone
    told.clear()
    studio.plan(sets.wish(), sets.store, 2, lambda done, of: told.append((done, of)))
    assert told == []


def _spoken_in(plan, store):
    """The digests of what was spoken."""
    recipes = [key for key, node in plan.graph.nodes.items() if node["action"].op == "speech"]
    return {recipe: result.artifacts[0].digest for recipe, result in store.find_recipes(recipes).items()}


def _soundtrack(plan):
    (spec,) = (each["action"].spec for each in plan.graph.nodes.values() if each["action"].op == "soundtrack")
    return spec


def _music(plan):
    return [place for place in _soundtrack(plan)["places"] if place["kind"] == "music"]


def _black_and_white(spec, inputs, out, tell):
    """A picture that is white where the action says so, but for one pixel."""
    width, height = spec["size"]
    white = "white" in spec["shot"]["action"]
    pixels = np.full((height, width, 3), 255 * white, np.uint8)
    pixels[0, 0] = 128
    write_png(out / "picture.png", pixels)


def _white_since(path):
    """When the first white frame is shown, in exact seconds."""
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            if frame.to_ndarray(format="rgb24").mean() > 200:
                return frame.pts * frame.time_base
    raise AssertionError("no frame is white")
