"""What profiles and shots tell the engines."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

import os

import pytest

from storyboard.script.settings import settings_for
from tests.script.scripts import DOOR, ENGINES, read, script_of, told

FINAL = """\
profiles:
  final:
    keyframe: {engine: diffusion, steps: 30}
    clip: {fps: 12}
"""


def test_the_animatic_is_built_in(tmp_path):
    script = script_of(tmp_path, DOOR)
    profile = script.profiles["animatic"]
    assert [getattr(profile, op)["engine"] for op in ("keyframe", "clip", "inbetween", "upscale")] == [
        "animatic",
        "animatic",
        "motion",
        "scaling",
    ]


def test_a_profile_may_redefine_the_animatic(tmp_path):
    text = DOOR + "profiles: {animatic: {clip: {fps: 8}, burn_in: [shot, timecode]}}\n"
    script = script_of(tmp_path, text)
    assert script.profiles["animatic"].clip == {"engine": "animatic", "fps": 8}
    assert script.profiles["animatic"].burn_in == ("shot", "timecode")


def test_an_engine_that_isn_t_here_matters_only_where_it_is_used(tmp_path):
    assert told(tmp_path, DOOR + FINAL) == []
    assert told(tmp_path, DOOR + FINAL, profile="final") == [
        "film.yaml:20:24: profiles.final.keyframe.engine: engine diffusion is not installed; "
        'get it with: pip install "storyboard[diffusion]"'
    ]


def test_a_profile_in_use_that_extends_one_with_a_missing_engine_says_so(tmp_path):
    text = DOOR + FINAL + "  best: {extends: final}\n"
    assert told(tmp_path, text) == []
    assert (
        "profiles.best.keyframe.engine: engine diffusion is not installed" in told(tmp_path, text, "best")[0]
    )


def test_a_profile_takes_what_it_extends_and_says_the_rest(tmp_path):
    text = (
        DOOR
        + FINAL
        + "  rough:\n    extends: final\n    clip: {look: ink}\n    keyframe: {engine: animatic}\n"
    )
    rough = script_of(tmp_path, text).profiles["rough"]
    assert rough.clip == {"engine": "animatic", "fps": 12, "look": "ink"}
    assert rough.keyframe == {"engine": "animatic"}


@pytest.mark.parametrize(
    ("profiles", "problem"),
    {
        "{a: {extends: b}, b: {extends: a}}": "profiles.a.extends: profiles extend each other in a circle: a → b → a",
        "{a: {extends: a}}": "profiles.a.extends: profiles extend each other in a circle: a → a",
        "{a: {extends: animatik}}": 'profiles.a.extends: there is no profile "animatik" — did you mean "animatic"?',
        "{a: {clip: {fsp: 3}}}": 'profiles.a.clip.fsp: "fsp" means nothing here — did you mean "fps"?',
        "{a: {clip: {fps: 0}}}": "profiles.a.clip.fps: 0 is out of range; it is more than 0",
        "{a: {clip: {fps: [1]}}}": "profiles.a.clip.fps: should be a number, and is a list",
        "{a: {clip: {fps: many}}}": "profiles.a.clip.fps: should be a number, and is text",
        "{a: {clip: {seed: 3}}}": "profiles.a.clip.seed: a seed belongs to `film:`, or to a shot's keyframe or clip",
        "{a: {clip: {engine: animatc}}}": 'there is no engine "animatc" — did you mean "animatic"?',
        "{a: {clip: {engine: motion}}}": "engine motion makes no clip; those that do: animatic",
        "{a: {clips: {}}}": 'profiles.a.clips: "clips" means nothing here — did you mean "clip"?',
        "{a: {burn_in: [date]}}": 'profiles.a.burn_in.1: "date" is none of shot, timecode, camera, dialogue',
        "{a: {burn_in: shot}}": "profiles.a.burn_in: should be a list, and is text",
    }.items(),
)
def test_what_an_engine_can_t_be_told_is_refused(tmp_path, profiles, problem):
    assert any(problem in line for line in told(tmp_path, f"{DOOR}profiles: {profiles}\n"))


def test_an_engine_of_somebody_else_s_is_a_warning_until_it_is_used(tmp_path):
    text = DOOR + "profiles: {a: {clip: {engine: sculptor}}}\n"
    assert told(tmp_path, text) == [
        'film.yaml:18:31: warning: profiles.a.clip.engine: there is no engine "sculptor"; see: storyboard engines'
    ]
    assert read(tmp_path, text, "a")[0] is None


def test_a_profile_that_isn_t_there_is_refused(tmp_path):
    assert told(tmp_path, DOOR + FINAL, "finl") == [
        'film.yaml:19:3: profiles: there is no profile "finl" — did you mean "final"?'
    ]


def test_a_shot_s_setting_holds_for_the_engines_that_have_it(tmp_path):
    text = DOOR + "    clip: {fps: 6, seed: 3}\n    keyframe: {steps: 40}\n" + FINAL
    script = script_of(tmp_path, text)
    lamp = script.shots[1]
    animatic, final = script.profiles["animatic"], script.profiles["final"]
    assert settings_for(animatic, lamp, "clip", ENGINES) == {"engine": "animatic", "fps": 6}
    assert settings_for(animatic, lamp, "keyframe", ENGINES) == {"engine": "animatic"}
    assert settings_for(final, lamp, "keyframe", ENGINES) == {"engine": "diffusion", "steps": 40}
    assert settings_for(animatic, script.shots[0], "clip", ENGINES) == {"engine": "animatic"}


def test_a_shot_that_names_an_engine_is_done_by_it_in_every_profile(tmp_path):
    script = script_of(tmp_path, DOOR + "    keyframe: {engine: animatic, look: ink}\n" + FINAL)
    final = script.profiles["final"]
    assert settings_for(final, script.shots[1], "keyframe", ENGINES) == {"engine": "animatic", "look": "ink"}


def test_settings_are_python_s_own_values(tmp_path):
    script = script_of(tmp_path, DOOR + "    clip: {fps: 6.5}\n")
    told_of = settings_for(script.profiles["animatic"], script.shots[1], "clip", ENGINES)
    assert [type(value) for value in told_of.values()] == [str, float]


@pytest.mark.parametrize(
    ("name", "reason"),
    {
        "gone.safetensors": 'there is no file "gone.safetensors"',
        "sub/marra.safetensors": 'there is no file "sub/marra.safetensors"'
        ' — did you mean "sub/mara.safetensors"?',
        "sub": '"sub" is a folder, not a file',
        "pipe": '"pipe" is a pipe, not a file',
        "../x": '"../x" leaves the project\'s folder; copy the file into it',
    }.items(),
)
def test_a_file_that_a_character_needs_must_be_there(tmp_path, name, reason):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "mara.safetensors").write_bytes(b"weights")
    os.mkfifo(tmp_path / "pipe")
    embedding = f"mara:\n    is: a keeper\n    embedding: {{file: {name}, token: <mara>}}"
    assert told(tmp_path, DOOR.replace("mara: a lighthouse keeper", embedding)) == [
        f"film.yaml:6:23: characters.mara.embedding.file: {reason}"
    ]
