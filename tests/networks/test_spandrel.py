"""Upscaling by networks that spandrel knows: through the op, and from a script to the film's key."""

from importlib.util import find_spec

import numpy as np
import pytest

from storyboard import studio
from storyboard.base.errors import EngineError
from storyboard.engines import scaling
from storyboard.store import Store
from tests.engines.moving import decibels, texture
from tests.networks import tiny
from tests.networks.upscaled import upscaled


def pictures(count=1, size=(48, 32)):
    return [texture(*size, seed).round().astype(np.uint8) for seed in range(count)]


@pytest.mark.parametrize("scale", [1, 2, 4])
@pytest.mark.parametrize("size", [(96, 64), (128, 72), (50, 90), (48, 32)])
def test_frames_come_out_at_exactly_the_film_s_size(tmp_path, spandrel, scale, size):
    weights = tiny.esrgan(tmp_path / "net.safetensors", scale)
    shown = upscaled(tmp_path, weights, size, pictures(2))
    assert [frame.shape for frame in shown] == [(size[1], size[0], 3)] * 2


def test_a_frame_is_what_the_network_itself_makes_of_it(tmp_path, spandrel):
    import torch
    from safetensors.torch import load_file
    from spandrel import ModelLoader

    weights = tiny.esrgan(tmp_path / "net.safetensors")
    (frame,) = pictures()
    model = ModelLoader().load_from_state_dict(load_file(weights)).eval()
    made = model(torch.from_numpy(frame).permute(2, 0, 1)[None] / 255)[0].permute(1, 2, 0).numpy()
    (shown,) = upscaled(tmp_path, weights, (96, 64), [frame])
    assert np.abs(shown - made * 255).max() < 0.51
    assert shown.std() > 1


def test_in_tiles_it_makes_the_same_picture_without_a_seam(tmp_path, spandrel):
    weights = tiny.esrgan(tmp_path / "net.safetensors")
    frames = pictures(1, (160, 120))
    (whole,) = upscaled(tmp_path, weights, (320, 240), frames)
    (tiled,) = upscaled(tmp_path, weights, (320, 240), frames, tile=64)
    assert np.abs(whole.astype(int) - tiled).max() <= 1
    assert decibels(tiled, whole) > 50


def test_half_precision_is_other_pixels_of_the_same_picture(tmp_path, spandrel):
    weights = tiny.esrgan(tmp_path / "net.safetensors")
    (full,) = upscaled(tmp_path, weights, (96, 64), pictures())
    (half,) = upscaled(tmp_path, weights, (96, 64), pictures(), dtype="bfloat16")
    assert 25 < decibels(half, full) < 99


def test_pickles_are_refused_with_a_way_out(tmp_path):
    (tmp_path / "net.pth").write_bytes(b"\x80\x02}q\x00.")
    with pytest.raises(EngineError, match=r"net.pth is a pickle.* get the \.safetensors file"):
        upscaled(tmp_path, tmp_path / "net.pth", (96, 64), pictures())


def test_a_file_that_no_network_has_is_refused(tmp_path, spandrel):
    import torch
    from safetensors.torch import save_file

    save_file({"odd": torch.zeros(3)}, tmp_path / "odd.safetensors")
    with pytest.raises(EngineError, match=r"spandrel knows no network with the weights of odd\.safetensors"):
        upscaled(tmp_path, tmp_path / "odd.safetensors", (96, 64), pictures())


def test_a_file_that_is_cut_off_is_refused(tmp_path, spandrel):
    weights = tiny.esrgan(tmp_path / "net.safetensors")
    weights.write_bytes(weights.read_bytes()[:-500])
    with pytest.raises(EngineError, match="cut off; get it again"):
        upscaled(tmp_path, weights, (96, 64), pictures())


@pytest.mark.skipif(find_spec("torchvision") is not None, reason="torchvision is installed")
def test_without_torchvision_it_says_what_to_install(tmp_path):
    pytest.importorskip("safetensors")
    if find_spec("spandrel") is None:
        pytest.skip("spandrel is not installed")
    (tmp_path / "net.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    with pytest.raises(
        EngineError, match="torchvision that was made for this torch; get it with: pip install"
    ):
        upscaled(tmp_path, tmp_path / "net.safetensors", (96, 64), pictures())


FILM = """\
storyboard: 1
title: Doors
film: {size: 64x36, fps: 24}
profiles:
  crisp:
    keyframe: {scale: 1/2}
    clip: {scale: 1/2}
    upscale: {engine: scaling, weights: net.safetensors}
shots:
  - {id: door, action: a door, duration: 3f}
"""


def upscale_of(folder, text=FILM):
    """The plan's upscale and its id."""
    (folder / "film.yaml").write_text(text)
    plan = studio.plan(studio.Wish(folder / "film.yaml", "crisp"), Store.open(folder / "cache"))
    return next(
        (key, node["action"]) for key, node in plan.graph.nodes.items() if node["action"].op == "upscale"
    )


def test_the_key_changes_with_the_bytes_of_the_weights_and_with_nothing_else(tmp_path, spandrel):
    tiny.esrgan(tmp_path / "net.safetensors")
    first, action = upscale_of(tmp_path)
    assert action.spec["params"].keys() == {"method", "fit", "weights"}
    (tmp_path / "net.safetensors").rename(tmp_path / "same.safetensors")
    assert upscale_of(tmp_path, FILM.replace("net.", "same."))[0] == first
    tiny.esrgan(tmp_path / "net.safetensors", seed=1)
    assert upscale_of(tmp_path)[0] != first
    assert scaling.affinity("upscale", action.spec) == action.spec["params"]["weights"]


def test_the_filter_s_own_key_knows_nothing_of_weights(tmp_path):
    _, action = upscale_of(tmp_path, FILM.replace(", weights: net.safetensors", ""))
    assert action.spec["params"] == {"method": "lanczos", "fit": "crop"}
    assert scaling.affinity("upscale", action.spec) == ""


def test_a_film_is_drawn_small_and_enlarged_by_the_network(tmp_path, spandrel):
    from storyboard.build.executors.inline import InlineExecutor

    tiny.esrgan(tmp_path / "net.safetensors")
    (tmp_path / "film.yaml").write_text(FILM)
    store = Store.open(tmp_path / "cache")
    wish = studio.Wish(tmp_path / "film.yaml", "crisp")
    film = studio.render(
        wish, store, tmp_path / "film.mp4", lambda: InlineExecutor(store), lambda plan: lambda event: None
    )
    endings = {
        film.plan.graph.nodes[key]["action"].op: end.ending for key, end in film.results.endings.items()
    }
    assert endings["upscale"] == "ran"
    assert (tmp_path / "film.mp4").is_file()


def told(folder, setting):
    (folder / "film.yaml").write_text(FILM.replace("weights: net.safetensors", setting))
    return [str(problem) for problem in studio.check(folder / "film.yaml", "crisp")]


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ("weights: none.safetensors", 'there is no "none.safetensors"'),
        ("weights: net.pth", "net.pth is a pickle"),
        ("weights: net.param", "name the folder that holds both"),
        ("weights: empty", "holds neither a .safetensors file nor a .param with its .bin"),
        ("weights: two", "two holds several networks (a.param, b.param)"),
        ("weights: cut.safetensors", "is no safetensors file, or is cut off"),
        ("tile: 128", "without `weights` there is no use for `tile`"),
        ("weights: net.safetensors, tile: 8", "tile"),
    ],
)
def test_check_says_what_is_wrong_with_weights_at_their_line(tmp_path, spandrel, setting, what):
    for name in ("net.pth", "net.param", "cut.safetensors"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "two").mkdir()
    for name in ("a.param", "a.bin", "b.param", "b.bin"):
        (tmp_path / "two" / name).touch()
    (problem,) = told(tmp_path, setting)
    assert "film.yaml:8:" in problem
    assert what in problem
