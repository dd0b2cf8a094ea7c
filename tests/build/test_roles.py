"""Inputs that stand for one role of their source: `picture/stage` is the stage beside the picture."""

import json

import numpy as np
import pytest

from storyboard.build.executors.inline import InlineExecutor
from storyboard.build.schedule import Course, build
from storyboard.build.survey import survey
from storyboard.media.picture import write_png
from storyboard.plan.sheet import Cutting, Sheet
from storyboard.store import Store
from tests.build import fakes

SIZE = [32, 18]


@pytest.fixture
def store(tmp_path):
    return Store.open(tmp_path / "cache")


@pytest.fixture(autouse=True)
def panels(monkeypatch):
    """A keyframe with a stage, where its spec has one, and panels that remember what they were given."""
    given = []

    def keyframe(spec, inputs, out, tell):
        pixels = np.random.default_rng(spec["seed"]).integers(0, 255, (18, 32, 3), dtype=np.uint8)
        write_png(out / "picture.png", pixels)
        if "stage" in spec:
            (out / "stage.json").write_text(json.dumps({"stands": spec["stage"]}))

    def panel(spec, inputs, out, tell):
        given.append({name: path.read_bytes() for name, path in inputs.items()})
        write_png(out / "picture.png", np.arange(18 * 32 * 3, dtype=np.uint8).reshape(18, 32, 3))

    monkeypatch.setitem(fakes.OPS, "keyframe", keyframe)
    monkeypatch.setitem(fakes.OPS, "panel", panel)
    return given


def planned(crop=1, **drawn):
    """The graph of one panel, of a keyframe drawn so."""
    sheet = Sheet(Cutting(1, {}))
    key = sheet.add("keyframe", "fake", 1, {"size": SIZE} | drawn, slot="keyframe")
    spec = {"size": SIZE, "crop": crop}
    made = sheet.add("panel", "fake", 1, spec, [("picture", key), ("picture/stage", key)], slot="panel")
    sheet.graph.graph["goals"] = [made]
    return sheet.graph


def built(store, graph):
    """How each action ended, by op."""
    executor = InlineExecutor(store)
    results = build(Course(graph, survey(graph, store, {}, {})), store, executor, lambda event: None)
    executor.close()
    endings = {graph.nodes[key]["action"].op: ended for key, ended in results.endings.items()}
    return {op: ended.failure.kind if ended.failure else ended.ending for op, ended in endings.items()}


def test_a_role_is_the_artifact_beside_the_main_one(store, panels):
    assert built(store, planned(seed=1, stage=5)) == {"keyframe": "ran", "panel": "ran"}
    (given,) = panels
    assert given["picture"].startswith(b"\x89PNG")
    assert json.loads(given["picture/stage"]) == {"stands": 5}


def test_a_role_that_its_source_did_not_make_is_left_out(store, panels):
    assert built(store, planned(seed=1)) == {"keyframe": "ran", "panel": "ran"}
    assert panels[0].keys() == {"picture"}


def test_the_same_bytes_in_both_roles_spare_the_panel(store, panels):
    built(store, planned(seed=1, stage=5))
    assert built(store, planned(seed=1, stage=5, note="new")) == {"keyframe": "ran", "panel": "hit"}


def test_another_stage_beside_the_same_picture_is_new_work(store, panels):
    built(store, planned(seed=1, stage=5))
    assert built(store, planned(seed=1, stage=6)) == {"keyframe": "ran", "panel": "ran"}
    assert built(store, planned(seed=1)) == {"keyframe": "ran", "panel": "ran"}
    assert [each.keys() == {"picture"} for each in panels] == [False, False, True]


def test_a_damaged_stage_is_found_and_made_again(store, panels):
    built(store, planned(seed=1, stage=5))
    again = planned(2, seed=1, stage=5)
    key = next(key for key in again if again.nodes[key]["action"].op == "keyframe")
    (stage,) = [each for each in store.find_recipes([key])[key].artifacts if each.role == "stage"]
    blob = store.path_of(stage.digest)
    blob.chmod(0o644)
    blob.write_bytes(b'{"stands": 6}')
    assert built(store, again) == {"panel": "lost input"}
    assert built(store, again) == {"keyframe": "ran", "panel": "ran"}
    assert json.loads(panels[-1]["picture/stage"]) == {"stands": 5}


def test_a_panel_whose_picture_fails_is_not_begun(store, panels, monkeypatch):
    monkeypatch.setitem(fakes.OPS, "keyframe", lambda spec, inputs, out, tell: None)
    assert built(store, planned(seed=1)) == {"keyframe": "invalid output", "panel": "blocked"}
    assert not panels
