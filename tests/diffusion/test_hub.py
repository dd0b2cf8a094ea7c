"""From a hub id to a film: a model is fetched, drawn with and walked with, and its shot's end is reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard import studio
from storyboard.build.executors.inline import InlineExecutor
from storyboard.media.picture import read_png
from storyboard.media.video import read_frames
from storyboard.store import Store
from tests.build.fake_hub import Repository, commit, serving
from tests.diffusion.filming import apart

SCRIPT = """\
storyboard: 1
title: Door
film: {size: 64x48, fps: 8}
profiles:
  real:
    keyframe: {engine: diffusion, model: maker/sd, steps: 2, size: 64x48}
    clip: {engine: diffusion, model: maker/sd, method: walk, steps: 4, strength: 0.25, size: 64x48}
shots:
  - {id: door, action: a red door, end: a lamp at night, duration: 4f}
"""


@pytest.fixture
def hub(checkpoint, tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    folder = checkpoint("sd")
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    with serving() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        hub.models["maker/sd"] = Repository({commit(1): files}, {"main": commit(1)})
        yield hub


def render(folder: Path, text: str) -> dict[str, Path]:
    """Render, and return what was made by its name: `door/keyframe`."""
    (folder / "film.yaml").write_text(text)
    store = Store.open(folder / "cache")
    executor = InlineExecutor(store)
    film = studio.render(
        studio.Wish(folder / "film.yaml", "real"),
        store,
        folder / "film.mp4",
        lambda: executor,
        lambda plan: lambda event: None,
    )
    assert film.made, film.results.failures()
    made = {}
    for key, result in film.results.results.items():
        digest = result.artifacts[0].digest
        made[film.plan.graph.nodes[key]["slots"][0]] = store.verified_path(digest)
    return made


def test_a_model_of_the_hub_draws_a_shot_and_walks_to_its_end(hub, tmp_path):
    """Another end changes the clip from its second frame on, most of all the last, and fetches nothing."""
    made = render(tmp_path, SCRIPT)
    assert apart(read_png(made["door/keyframe"]), read_png(made["door/end"])) > 1
    asked = len(hub.asked)
    other = render(tmp_path, SCRIPT.replace("end: a lamp at night", "end: {action: a lamp at noon, seed: 9}"))
    one, two = (list(read_frames(each["door/clip"])) for each in (made, other))
    differences = [apart(*frames) for frames in zip(one, two, strict=True)]
    assert len(differences) == 4
    assert differences[0] == 0 < differences[1] < differences[3]
    assert len(hub.asked) == asked
