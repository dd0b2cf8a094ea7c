"""In-betweens by RIFE with weights of the tests' own making: all that needs no trained network."""

import json
import os
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines import motion
from storyboard.engines.motion.halving import halved
from tests.engines.moving import decibels, texture, textured_square
from tests.networks import tiny
from tests.networks.inbetweened import inbetweened

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")


@pytest.fixture(autouse=True)
def one_thread():
    """Small pictures are done sooner by one thread."""
    torch.set_num_threads(1)


def cut_out(scene, moment, size=(96, 64)):
    """A part of a scene, around what moves."""
    return np.ascontiguousarray(scene(moment)[100 : 100 + size[1], 190 : 190 + size[0]])


@pytest.fixture
def two():
    """Two frames of a moving texture."""
    scene = textured_square(6, -3)
    return [cut_out(scene, 0), cut_out(scene, 1)]


def test_weights_that_find_no_motion_give_the_mean(tmp_path, two):
    _, middle, _ = inbetweened(tmp_path, tiny.rife(tmp_path / "net.safetensors", None), two)
    mean = (two[0].astype(float) + two[1]) / 2
    assert np.abs(middle - mean).max() <= 0.51


@pytest.mark.parametrize(("block", "scale"), [("block0", 4), ("block1", 2), ("block2", 1)])
def test_every_block_s_flow_counts_in_the_pixels_that_it_sees(tmp_path, two, block, scale):
    flow = {f"{block}_conv1": (2.0, -1.0, 2.0, -1.0)}
    weights = tiny.rife(tmp_path / "net.safetensors", None, **flow)
    _, middle, _ = inbetweened(tmp_path, weights, two)
    mean = (two[0].astype(float) + two[1]) / 2
    across, down = 2 * scale, scale
    assert np.abs(middle[down:, :-across] - mean[:-down, across:]).max() <= 0.51


def test_the_middle_of_two_frames_is_that_of_the_two_the_other_way_round(tmp_path, two):
    weights = tiny.rife(tmp_path / "net.safetensors")
    _, middle, _ = inbetweened(tmp_path, weights, two)
    _, turned, _ = inbetweened(tmp_path, weights, two[::-1])
    assert np.abs(middle.astype(int) - turned).max() <= 1
    mean = (two[0].astype(float) + two[1]) / 2
    assert 15 < decibels(middle, mean.round().astype(np.uint8)) < 45


@pytest.mark.parametrize("size", [(96, 64), (97, 65), (17, 16), (16, 130), (101, 19)])
def test_any_size_comes_out_as_it_went_in(tmp_path, size):
    frames = [texture(*size, seed, 100 * seed, 100 * seed + 60).round().astype(np.uint8) for seed in (0, 1)]
    frames[1] = np.roll(frames[0], 1, 1)
    first, middle, last = inbetweened(tmp_path, tiny.rife(tmp_path / "net.safetensors", None), frames)
    assert np.array_equal(first, frames[0])
    assert np.array_equal(last, frames[1])
    assert np.abs(middle - (first.astype(float) + last) / 2).max() <= 0.51


def test_frames_larger_than_full_hd_have_their_flow_found_smaller(tmp_path, two, monkeypatch):
    from storyboard.engines.networks import rife

    weights = tiny.rife(tmp_path / "net.safetensors", None, block2_conv1=(2.0, 0.0, 2.0, 0.0))
    monkeypatch.setattr(rife, "_FULL_HD", 96 * 64 - 1)
    _, middle, _ = inbetweened(tmp_path, weights, two)
    mean = (two[0].astype(float) + two[1]) / 2
    assert np.abs(middle[:, :-4] - mean[:, 4:]).max() <= 0.51  # two of its pixels are four of the frame's


def test_the_same_frames_give_the_same_pixels_in_another_process(tmp_path, two):
    weights = tiny.rife(tmp_path / "net.safetensors")
    inbetweened(tmp_path, weights, two, new="48")
    script = (
        "import json, sys, torch; from pathlib import Path; from storyboard.engines import motion;"
        "torch.set_num_threads(1);"
        "spec, clip, weights, out = json.loads(sys.argv[1]), *map(Path, sys.argv[2:]);"
        "motion.OPS['inbetween'](spec, {'clip': clip, 'file/d1gest': weights}, out, lambda _: None)"
    )
    params = {"method": "rife", "weights": "d1gest"}
    spec = json.dumps({"frames": 5, "from": "12", "to": "48", "size": [96, 64], "params": params})
    (tmp_path / "again").mkdir()
    command = [sys.executable, "-c", script, spec, tmp_path / "clip.mkv", weights, tmp_path / "again"]
    subprocess.run(command, check=True, env=dict(os.environ))
    assert (tmp_path / "video.mkv").read_bytes() == (tmp_path / "again" / "video.mkv").read_bytes()


def test_other_moments_are_drawn_by_halves_each_half_once():
    drawn = []

    def middle(one, other):
        drawn.append((one + other) / 2)
        return drawn[-1]

    at = halved(0.0, 1.0, middle)
    assert [at(Fraction(step, 8)) for step in range(1, 8)] == [step / 8 for step in range(1, 8)]
    assert sorted(drawn) == [step / 8 for step in range(1, 8)]


@pytest.mark.parametrize(
    ("moment", "taken_for"),
    [
        (Fraction(1, 3), 5 / 16),
        (Fraction(2, 5), 6 / 16),
        (Fraction(1, 1000), 1 / 16),
        (Fraction(999, 1000), 15 / 16),
    ],
)
def test_a_moment_that_no_halving_reaches_is_taken_for_the_nearest_sixteenth(moment, taken_for):
    assert halved(0.0, 1.0, lambda one, other: (one + other) / 2)(moment) == taken_for


def test_from_12_to_60_frames_every_moment_is_another_picture(tmp_path, two):
    shown = inbetweened(tmp_path, tiny.rife(tmp_path / "net.safetensors", None), two, new="60")
    assert len(shown) == 6
    nearness = [decibels(frame, two[0]) for frame in shown]
    assert nearness == sorted(nearness, reverse=True)
    assert len(set(nearness)) == 6


def test_across_a_cut_the_nearer_frame_is_held_and_the_network_is_not_asked(tmp_path):
    one = cut_out(textured_square(0), 0)
    other = 255 - one[::-1]
    shown = inbetweened(tmp_path, tiny.rife(tmp_path / "net.safetensors"), [one, other, other], new="48")
    held = [one, one, one, other, other, other, other, other, other]
    assert all(np.array_equal(frame, kept) for frame, kept in zip(shown, held, strict=True))


def test_frames_too_small_to_tell_a_cut_are_cross_faded(tmp_path):
    dark, bright = np.full((2, 14, 66, 3), [[[[0]]], [[[200]]]], np.uint8)
    dark[0, 0] = 7
    shown = inbetweened(tmp_path, tiny.rife(tmp_path / "net.safetensors"), [dark, bright], new="48")
    assert [int(frame[7, 20, 0]) for frame in shown] == [0, 50, 100, 150, 200]


def test_a_worker_loads_the_weights_once_and_again_when_they_change(tmp_path, two, monkeypatch):
    from safetensors import torch as files

    loads, load = [], files.load_file
    monkeypatch.setattr(files, "load_file", lambda path: loads.append(path) or load(path))
    weights = tiny.rife(tmp_path / "net.safetensors")
    for _ in range(2):
        inbetweened(tmp_path, weights, two)
    assert len(loads) == 1
    os.utime(tiny.rife(weights, 1), ns=(1, 1))
    inbetweened(tmp_path, weights, two)
    assert len(loads) == 2


def other_network(place):
    from safetensors.torch import save_file

    save_file({"odd": torch.zeros(3)}, place)


def newer_version(place):
    from safetensors.torch import load_file, save_file

    tensors = load_file(tiny.rife(place))
    tensors["block0.conv0.0.0.weight"] = torch.zeros(96, 7, 3, 3)
    save_file(tensors, place)


def cut_off(place):
    tiny.rife(place)
    place.write_bytes(place.read_bytes()[:-500])


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (other_network, "holds another network: it has no block0.conv0.0.0.weight; get .* fetch rife"),
        (newer_version, "or another version of RIFE than HDv3: .* is 96x7x3x3, not 45x11x3x3"),
        (cut_off, "is no safetensors file, or is cut off; get it again"),
    ],
)
def test_a_file_that_is_something_else_is_refused(tmp_path, two, make, what):
    make(tmp_path / "net.safetensors")
    with pytest.raises(EngineError, match=what):
        inbetweened(tmp_path, tmp_path / "net.safetensors", two)
    assert not (tmp_path / "video.mkv").exists()


def test_a_pickle_is_refused_with_the_command_that_gets_the_right_file(tmp_path, two):
    (tmp_path / "flownet.pkl").write_bytes(b"\x80\x02}q\x00.")
    with pytest.raises(EngineError, match=r"flownet\.pkl is a pickle, .*with: storyboard fetch rife"):
        inbetweened(tmp_path, tmp_path / "flownet.pkl", two)


def test_without_torch_it_says_what_to_install(tmp_path, two, monkeypatch):
    from storyboard.engines.networks import rife_file

    weights = tiny.rife(tmp_path / "net.safetensors")
    monkeypatch.setattr(rife_file, "find_spec", lambda name: None if name == "torch" else name)
    with pytest.raises(EngineError, match=r'RIFE need torch; get it with: pip install "storyboard\[rife\]"'):
        inbetweened(tmp_path, weights, two)


def test_without_weights_the_method_is_refused(tmp_path, two):
    with pytest.raises(EngineError, match="want `weights`; get them with: storyboard fetch rife"):
        motion.OPS["inbetween"](
            {"frames": 3, "from": "12", "to": "24", "size": [96, 64], "params": {"method": "rife"}},
            {"clip": tmp_path / "clip.mkv"},
            tmp_path,
            print,
        )
