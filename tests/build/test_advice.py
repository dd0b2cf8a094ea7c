"""What engines say of settings and shots stands at the line that said it."""

import pytest

from storyboard import studio
from storyboard.base.errors import ScriptError
from tests.build.test_render import TWO_SHOTS


def told(sets, text):
    sets.write(text)
    return [str(problem).removeprefix(f"{sets.folder}/") for problem in studio.check(sets.script, "fake")]


def shot_with(settings):
    return TWO_SHOTS.replace("duration: 8f", f"duration: 8f\n    {settings}")


def test_a_setting_of_the_profile_is_told_once_and_in_the_profile(sets):
    (problem,) = told(sets, TWO_SHOTS.replace("clip: {engine: fake}", "clip: {engine: fake, steps: 13}"))
    assert problem.startswith("film.yaml:12:")
    assert "profiles.fake.clip.steps: 13 steps at 64x36 is bad luck" in problem


def test_a_setting_of_an_extended_profile_is_told_where_it_is_written(sets):
    text = TWO_SHOTS.replace("  fake: {key", "  base: {key").replace(
        "shots:", "  fake: {extends: base}\nshots:", 1
    )
    text = text.replace("clip: {engine: fake}", "clip: {engine: fake, steps: 13}")
    (problem,) = told(sets, text)
    assert "profiles.base.clip.steps" in problem


def test_a_setting_of_a_shot_is_told_at_the_shot(sets):
    (problem,) = told(sets, shot_with("keyframe: {steps: 13}"))
    assert problem.startswith("film.yaml:19:")
    assert "shots.door.keyframe.steps" in problem


def test_what_has_to_be_installed_first_is_told_where_the_engine_is_named(sets):
    text = TWO_SHOTS.replace("clip: {engine: fake}", "clip: {engine: fake, steps: 15}")
    (problem,) = told(sets, text)
    assert problem == "film.yaml:12:51: warning: profiles.fake.clip.engine: fakes want their extra"


def test_an_engine_is_told_which_shot_is_the_last(sets):
    text = TWO_SHOTS.replace("clip: {engine: fake}", "clip: {engine: fake, steps: 14}")
    assert told(sets, text) == ["film.yaml:19:5: warning: shots.lamp: nothing follows"]


def test_a_fault_of_the_shot_itself_stops_a_render(sets):
    text = TWO_SHOTS.replace("{otto} looks at a lamp", "{otto} looks at nobody")
    assert told(sets, text) == ["film.yaml:19:5: shots.lamp: somebody should be there"]
    with pytest.raises(ScriptError):
        sets.render(text)


def test_a_file_that_is_missing_is_told_where_it_is_named(sets):
    (problem,) = told(sets, shot_with("keyframe: {weights: none.safetensors}"))
    assert problem.startswith("film.yaml:19:")
    assert 'shots.door.keyframe.weights: there is no "none.safetensors"' in problem


def test_the_keyframe_of_an_end_is_advised_at_the_end(sets):
    (problem,) = told(sets, shot_with("end: nobody is there any more"))
    assert problem == "film.yaml:19:10: shots.door.end: somebody should be there"
    (problem,) = told(sets, shot_with("end: {action: '{mara} smiles', sketch: {file: none.png}}"))
    assert 'shots.door.end.sketch.file: there is no "none.png"' in problem


def test_an_end_that_is_not_reached_is_told_at_the_end(sets, monkeypatch):
    from tests.build import fakes

    monkeypatch.setattr(fakes, "END_IS_REACHED", False)
    (problem,) = told(sets, shot_with("end: nobody is there any more"))
    assert problem == "film.yaml:19:10: warning: shots.door.end: nothing reaches this"


REFUSED = "mara.pt is a pickle, which can run any program when it is opened"


def test_a_pickle_is_refused_where_it_is_named_unless_it_is_allowed(sets):
    (sets.folder / "mara.pt").write_bytes(b"pickle")
    of_mara = TWO_SHOTS.replace(
        "is: a keeper in a yellow raincoat",
        "is: a keeper in a yellow raincoat, embedding: {file: mara.pt, token: m}, rights: fictional",
    )
    for text, path in (
        (shot_with("keyframe: {weights: mara.pt}"), "shots.door.keyframe.weights"),
        (of_mara, "characters.mara.embedding.file"),
    ):
        (problem,) = told(sets, text)
        assert f"{path}: {REFUSED}" in problem
        assert "--allow-pickle" in problem
        assert studio.check(sets.script, "fake", allow_pickle=True) == []
        assert studio.check(sets.script) == []


def test_an_engine_is_told_that_pickles_are_allowed_and_no_key_is(sets):
    from tests.build import fakes

    (sets.folder / "mara.pt").write_bytes(b"pickle")
    text = shot_with("keyframe: {weights: mara.pt}")
    assert sets.render(text, allow_pickle=True).film.made
    told_door = fakes.told["{0} opens a red door"]
    assert told_door["allow_pickle"] is True
    with pytest.raises(ScriptError, match="is a pickle"):
        sets.render()
    plain = text.replace("mara.pt", "mara.safetensors")
    (sets.folder / "mara.safetensors").write_bytes(b"pickle")
    assert sets.render(plain).names() == set()
