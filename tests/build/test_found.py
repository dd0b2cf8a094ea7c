"""Files, folders and models that settings name: their bytes are part of the work, their names are not."""

import pytest

from storyboard.base.errors import EngineError
from storyboard.build.found import Finder, stamp
from tests.build import fakes
from tests.build.test_render import TWO_SHOTS
from tests.build.test_survey import whys

DOOR = "{0} opens a red door"


def using(name):
    return TWO_SHOTS.replace("keyframe: {engine: fake}", f"keyframe: {{engine: fake, weights: {name}}}")


def model(folder, weights=b"weights"):
    (folder / "unet").mkdir(parents=True, exist_ok=True)
    (folder / "model_index.json").write_text("{}")
    (folder / "unet" / "model.safetensors").write_bytes(weights)
    return folder


def test_settings_that_change_no_pixel_reach_the_engine_and_no_key(sets):
    sets.render(TWO_SHOTS)
    moved = TWO_SHOTS.replace("keyframe: {engine: fake}", "keyframe: {engine: fake, offload: model}")
    assert sets.render(moved).names() == set()
    sets.render(moved.replace("a red door", "a green door"))
    assert fakes.told["{0} opens a green door"] == {"steps": 1, "offload": "model"}


@pytest.fixture
def find(tmp_path):
    return lambda name, **more: Finder(tmp_path, {}).find(name, **more)


def test_an_engine_gets_the_file_that_a_setting_names(sets):
    (sets.folder / "w.safetensors").write_bytes(b"one")
    sets.render(using("w.safetensors"))
    assert fakes.read[DOOR] == sets.folder / "w.safetensors"


def test_other_bytes_are_other_work_and_another_name_is_not(sets):
    weights = sets.folder / "w.safetensors"
    weights.write_bytes(b"one")
    sets.render(using("w.safetensors"))
    weights.rename(sets.folder / "renamed.safetensors")
    assert sets.render(using("renamed.safetensors")).names() == set()
    (sets.folder / "renamed.safetensors").write_bytes(b"two")
    plan = sets.plan(using("renamed.safetensors"))
    assert whys(plan)["door/keyframe"] == "run: renamed.safetensors has other bytes"


def test_other_bytes_are_seen_by_a_render_that_reads_no_script(sets):
    model(sets.folder / "sd")
    sets.render(using("sd"))
    assert sets.render().film.results is None
    model(sets.folder / "sd", b"trained longer")
    assert "door/keyframe" in sets.render().names()


def test_a_file_that_changes_while_the_film_is_made_is_a_failure(sets, monkeypatch):
    from storyboard.build import schedule

    (sets.folder / "w.safetensors").write_bytes(b"one")
    monkeypatch.setattr(schedule, "stamp", lambda path: stamp(path) + "?")
    failures = sets.render(using("w.safetensors")).film.results.failures()
    assert "was changed or moved while the film was being made" in failures[0].failure.message


def test_a_file_that_changes_after_its_order_began_is_a_failure_too(sets, monkeypatch):
    """An engine opens its model after half a minute of imports: what it read then has another key."""
    weights = sets.folder / "w.safetensors"
    weights.write_bytes(b"one")
    paint = fakes.OPS["keyframe"]

    def late(spec, inputs, out, tell):
        weights.write_bytes(b"another")
        return paint(spec, inputs, out, tell)

    monkeypatch.setitem(fakes.OPS, "keyframe", late)
    failures = sets.render(using("w.safetensors")).film.results.failures()
    assert "was changed or moved while the film was being made" in failures[0].failure.message


def test_a_folder_is_all_that_is_in_it_but_for_what_people_read(find, tmp_path):
    before = find(str(model(tmp_path / "sd"))).digest
    (tmp_path / "sd" / "README.md").write_text("About this model")
    (tmp_path / "sd" / ".git").mkdir()
    (tmp_path / "sd" / ".git" / "HEAD").write_text("ref")
    assert find("sd").digest == before
    model(tmp_path / "sd", b"other")
    assert find("sd").digest != before


def test_a_model_of_the_hub_is_its_commit(find, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    home = tmp_path / "hub" / "models--maker--sd"
    for commit in ("aaa", "bbb"):
        model(home / "snapshots" / commit)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text("aaa")
    assert find("maker/sd").path == home / "snapshots" / "aaa"
    assert find("maker/sd", revision="bbb").path == home / "snapshots" / "bbb"
    before = find("maker/sd").digest
    assert find("maker/sd", revision="aaa").digest == before
    (home / "refs" / "main").write_text("bbb")
    assert find("maker/sd").digest != before


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("sdd", 'there is no "sdd" — did you mean "sd"?'),
        ("maker/sd", "maker/sd is not on this machine; `storyboard render` fetches what it needs"),
        ("models/sdx", 'there is no "models/sdx" — did you mean "models/sd1"?'),
        ("modles/sd1", 'fetches what it needs — or did you mean "models/sd1"?'),
        ("/modles/sd", "a path begins at the script's folder, and a model of the hub is named owner/name"),
        ("weights/rife", 'there is no "weights/rife"'),
    ],
)
def test_what_is_not_there_is_told_with_the_way_out(find, tmp_path, monkeypatch, name, fault):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    model(tmp_path / "sd")
    model(tmp_path / "models" / "sd1")
    with pytest.raises(EngineError) as error:
        find(name)
    assert fault in str(error.value)
