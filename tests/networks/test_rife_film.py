"""RIFE from the script's side: settings, keys, advice, and a film by `storyboard render`."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from storyboard import studio
from storyboard.engines import motion
from storyboard.media.video import probe, read_frames
from storyboard.store import Store
from tests.networks import tiny

pytest.importorskip("torch")
pytest.importorskip("safetensors")

FILM = """\
storyboard: 1
title: Doors
film: {size: 64x36, fps: 24}
profiles:
  smooth:
    clip: {fps: 12}
    inbetween: {engine: motion, weights: net.safetensors}
shots:
  - {id: door, action: a knight rides through a wood, camera: pan right, duration: 5f}
"""


def inbetween_of(folder, text=FILM):
    """The plan's in-between and its key."""
    (folder / "film.yaml").write_text(text)
    plan = studio.plan(studio.Wish(folder / "film.yaml", "smooth"), Store.open(folder / "cache"))
    found = [(key, node["action"]) for key, node in plan.graph.nodes.items()]
    return next((key, action) for key, action in found if action.op == "inbetween")


def test_the_key_changes_with_the_bytes_of_the_weights_and_with_nothing_else(tmp_path):
    tiny.rife(tmp_path / "net.safetensors")
    first, action = inbetween_of(tmp_path)
    assert action.spec["params"].keys() == {"method", "weights"}
    assert action.spec["params"]["method"] == "rife"
    assert motion.affinity("inbetween", action.spec) == action.spec["params"]["weights"]
    (tmp_path / "net.safetensors").rename(tmp_path / "same.safetensors")
    assert inbetween_of(tmp_path, FILM.replace("net.", "same."))[0] == first
    explicit = FILM.replace("motion, ", "motion, method: rife, ")
    tiny.rife(tmp_path / "net.safetensors")
    assert inbetween_of(tmp_path, explicit)[0] == first
    tiny.rife(tmp_path / "net.safetensors", 1)
    assert inbetween_of(tmp_path)[0] != first


def test_the_flow_s_own_key_knows_nothing_of_weights(tmp_path):
    _, action = inbetween_of(tmp_path, FILM.replace(", weights: net.safetensors", ""))
    assert action.spec["params"] == {"method": "flow"}
    assert action.revision == 1
    assert motion.affinity("inbetween", action.spec) == ""


def told(folder, setting):
    (folder / "film.yaml").write_text(FILM.replace("weights: net.safetensors", setting))
    return [str(problem) for problem in studio.check(folder / "film.yaml", "smooth")]


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ("weights: none.safetensors", 'there is no "none.safetensors"'),
        ("weights: net.pkl", "net.pkl is a pickle, which can run any program when it is opened; get RIFE's"),
        (
            "weights: net.bin",
            "net.bin is no .safetensors file; get RIFE's weights with: storyboard fetch rife",
        ),
        ("weights: cut.safetensors", "is no safetensors file, or is cut off"),
        ("weights: odd.safetensors", "odd.safetensors holds another network"),
        ("method: rife", "rife wants `weights`; get them with: storyboard fetch rife"),
        ("method: flow, weights: net.safetensors", "`flow` has no use for weights"),
    ],
)
def test_check_says_what_is_wrong_with_weights_at_their_line(tmp_path, setting, what):
    from safetensors.numpy import save_file

    tiny.rife(tmp_path / "net.safetensors")
    for name in ("net.pkl", "net.bin", "cut.safetensors"):
        (tmp_path / name).write_bytes(b"x")
    save_file({"odd": np.zeros(3)}, tmp_path / "odd.safetensors")
    (problem,) = told(tmp_path, setting)
    assert "film.yaml:7:" in problem
    assert what in problem


def test_check_says_that_torch_is_missing_and_how_to_get_it(tmp_path, monkeypatch):
    from storyboard.engines.networks import rife_file

    tiny.rife(tmp_path / "net.safetensors")
    monkeypatch.setattr(rife_file, "find_spec", lambda name: None if name == "torch" else name)
    (problem,) = told(tmp_path, "weights: net.safetensors")
    assert 'need torch; get it with: pip install "storyboard[rife]"' in problem


def test_check_and_plan_never_import_torch(tmp_path):
    tiny.rife(tmp_path / "net.safetensors")
    (tmp_path / "film.yaml").write_text(FILM)
    script = (
        "import sys; from pathlib import Path; from storyboard import studio;"
        "from storyboard.store import Store;"
        "film = Path(sys.argv[1]); assert not studio.check(film, 'smooth');"
        "studio.plan(studio.Wish(film, 'smooth'), Store.open(film.parent / 'cache'));"
        "print({'torch', 'safetensors', 'cv2'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "film.yaml"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_a_film_is_drawn_at_12_frames_and_shown_at_24(tmp_path):
    tiny.rife(tmp_path / "net.safetensors")
    (tmp_path / "film.yaml").write_text(FILM)
    command = [sys.executable, "-m", "storyboard", "render", "film.yaml", "--profile", "smooth", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    status = {action["name"]: action["status"] for action in report["actions"]}
    assert status["door/inbetween"] == "ran"
    film = probe(tmp_path / "film.mp4")
    assert (film.frames, film.rate) == (5, 24)
    shown = list(read_frames(tmp_path / "film.mp4"))
    assert len({frame.tobytes() for frame in shown}) == 5
