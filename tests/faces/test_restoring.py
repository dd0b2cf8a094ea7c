"""The op `restore`: from a drawn face that is found to the film, with a tiny restorer."""

from fractions import Fraction

import numpy as np
import pytest

pytest.importorskip("torch")

from storyboard import studio
from storyboard.base.errors import EngineError
from storyboard.build.executors.inline import InlineExecutor
from storyboard.engines import faces
from storyboard.engines.animatic import paint
from storyboard.media.video import read_frames
from storyboard.store import Store
from tests.media.drawn import write
from tests.networks import tiny
from tests.networks.conftest import spandrel  # noqa: F401
from tests.weights.fetched import fetched

SPEC = {
    "size": [640, 360],
    "params": {},
    "shot": {
        "action": "{0} reads a letter",
        "cast": [{"is": "an old woman with white hair, a lighthouse keeper in a yellow raincoat"}],
        "place": "a small kitchen at night",
        "camera": {"size": "CU", "framing": None, "angle": "eye", "lens": None},
        "style": "flat colours",
        "seed": 2,
    },
}


@pytest.fixture(scope="module")
def frame():
    return paint.keyframe(SPEC)


def restored(folder, frames, weights, detector, **settings):
    clip = write(folder / "clip.mkv", frames, Fraction(24))
    inputs = {"clip": clip, "file/w": weights, "file/d": detector}
    height, width = frames[0].shape[:2]
    params = {"weights": "w", "detector": "d"} | settings
    spec = {"size": [width, height], "rate": "24", "frames": len(frames), "params": params}
    out = folder / "out"
    out.mkdir(exist_ok=True)
    told = []
    faces.OPS["restore"](spec, inputs, out, told.append)
    assert told == list(range(1, len(frames) + 1))
    return list(read_frames(out / "video.mkv"))


def test_the_detector_finds_a_drawn_face_and_its_landmarks(frame):
    from storyboard.engines.networks.mtcnn import mtcnn

    detector = mtcnn(fetched("mtcnn"))
    (face,) = detector.faces(frame, 48, 0.8)
    left, right, nose, *mouth = face.points
    assert left[0] < nose[0] < right[0]
    assert max(left[1], right[1]) < nose[1] < min(corner[1] for corner in mouth)
    assert face.box[0] < left[0] < right[0] < face.box[2]
    assert 0.8 < face.score <= 1
    # the same where the picture is moved; none where there is none, or where it is too small
    (moved,) = detector.faces(np.roll(frame, (8, 40), (0, 1)), 48, 0.6)
    assert np.abs(moved.points - face.points - (40, 8)).max() < 10
    assert detector.faces(np.full((90, 160, 3), 90, np.uint8), 20) == []
    assert detector.faces(frame, round(face.width * 1.5)) == []


def test_a_face_is_restored_and_nothing_around_it_is_touched(tmp_path, frame, spandrel):  # noqa: F811
    weights = tiny.restoreformer(tmp_path / "net.safetensors")
    detector = fetched("mtcnn")
    (shown,) = restored(tmp_path, [frame], weights, detector)
    changed = (shown != frame).any(axis=2)
    assert 0.02 < changed.mean() < 0.6
    assert not changed[:, :60].any()
    assert not changed[:, -60:].any()
    (half,) = restored(tmp_path, [frame], weights, detector, strength="1/2")
    assert np.abs(half.astype(float) - (shown.astype(float) + frame) / 2).max() <= 1


def test_where_no_face_is_found_the_clip_stays_as_it_is(tmp_path, frame, spandrel):  # noqa: F811
    weights, detector = tiny.restoreformer(tmp_path / "net.safetensors"), fetched("mtcnn")
    (shown,) = restored(tmp_path, [frame], weights, detector, smallest=400)
    assert np.array_equal(shown, frame)


def test_a_network_that_only_enlarges_is_refused(tmp_path, frame, spandrel):  # noqa: F811
    weights = tiny.esrgan(tmp_path / "net.safetensors")
    with pytest.raises(EngineError, match=r"net\.safetensors restores no faces; name GFPGAN"):
        restored(tmp_path, [frame], weights, fetched("mtcnn"))


FILM = """\
storyboard: 1
title: Faces
film: {size: 640x360, fps: 24}
profiles:
  plain:
    clip: {fps: 12}
  mended:
    extends: plain
    restore: {weights: net.safetensors, detector: DETECTOR}
shots:
  - {id: face, action: an old woman reads a letter, camera: CU, duration: 2f}
"""


@pytest.fixture
def named(tmp_path, spandrel):  # noqa: F811
    """A folder with what the film names: headers without tensors are enough for a plan."""
    (tmp_path / "mtcnn").mkdir()
    for name in ("net", "mtcnn/pnet", "mtcnn/rnet", "mtcnn/onet"):
        (tmp_path / f"{name}.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    return tmp_path


def plan_of(folder, text, profile):
    (folder / "film.yaml").write_text(text)
    return studio.plan(studio.Wish(folder / "film.yaml", profile), Store.open(folder / "cache")).graph


def actions(graph):
    return {node["action"].op: key for key, node in graph.nodes.items()}


def test_a_profile_that_asks_for_it_has_it_last_and_the_rest_keeps_its_keys(named):
    text = FILM.replace("DETECTOR", "mtcnn")
    plain, mended = plan_of(named, text, "plain"), plan_of(named, text, "mended")
    assert list(actions(plain)) == ["keyframe", "clip", "inbetween", "span", "film"]
    assert list(actions(mended)) == ["keyframe", "clip", "inbetween", "restore", "span", "film"]
    for op in ("keyframe", "clip", "inbetween"):
        assert actions(plain)[op] == actions(mended)[op]
    action = mended.nodes[actions(mended)["restore"]]["action"]
    assert (action.engine, action.spec["size"], action.spec["frames"]) == ("faces", [640, 360], 2)
    assert action.inputs == (("clip", actions(mended)["inbetween"]),)


def test_a_shot_that_names_the_engine_has_it_in_every_profile(named):
    own = "duration: 2f, restore: {engine: faces, weights: net.safetensors, detector: mtcnn}}"
    text = FILM.replace("DETECTOR", "mtcnn").replace("duration: 2f}", own)
    assert "restore" in actions(plan_of(named, text, "plain"))


def test_a_shot_changes_what_its_profile_asks_for_and_asks_for_nothing_itself(named):
    text = FILM.replace("DETECTOR", "mtcnn").replace("2f}", "2f, restore: {strength: 0.5}}")
    graph = plan_of(named, text, "mended")
    assert graph.nodes[actions(graph)["restore"]]["action"].spec["params"]["strength"] == "1/2"
    assert "restore" not in actions(plan_of(named, text, "plain"))
    nowhere = text.replace("    restore: {weights: net.safetensors, detector: mtcnn}\n", "")
    (named / "film.yaml").write_text(nowhere)
    (problem,) = studio.check(named / "film.yaml", "plain")
    assert "shots.face.restore.strength: restore has no settings in any profile" in str(problem)


def test_a_film_with_a_restored_face_is_made(tmp_path, spandrel):  # noqa: F811
    tiny.restoreformer(tmp_path / "net.safetensors")
    (tmp_path / "film.yaml").write_text(FILM.replace("DETECTOR", str(fetched("mtcnn"))))
    store = Store.open(tmp_path / "cache")
    wish = studio.Wish(tmp_path / "film.yaml", "mended")
    film = studio.render(
        wish, store, tmp_path / "film.mp4", lambda: InlineExecutor(store), lambda plan: lambda event: None
    )
    ended = {film.plan.graph.nodes[key]["action"].op: end.ending for key, end in film.results.endings.items()}
    assert ended["restore"] == "ran"
    assert (tmp_path / "film.mp4").is_file()


def test_check_says_what_is_wrong_with_weights_and_detector(tmp_path, spandrel):  # noqa: F811
    tiny.esrgan(tmp_path / "net.safetensors")
    (tmp_path / "net.pth").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "film.yaml").write_text(
        FILM.replace("DETECTOR", "empty").replace("weights: net.safetensors", "weights: net.pth")
    )
    one, other = map(str, studio.check(tmp_path / "film.yaml", "mended"))
    assert "profiles.mended.restore.weights: net.pth is a pickle" in one
    assert (
        "empty is no face detector: it has no pnet.safetensors; get one with: storyboard fetch mtcnn" in other
    )
