"""RIFE with its published weights against the truth; skipped where the index can't be reached."""

import pytest

from storyboard.engines.motion.inbetween import flow
from tests.engines.moving import cross_fade, decibels, drawn_ball, textured_square, turning
from tests.networks.inbetweened import inbetweened
from tests.weights.fetched import fetched

pytest.importorskip("torch")
pytest.importorskip("safetensors")


@pytest.fixture(scope="module")
def weights():
    return fetched("rife")


def middle(folder, weights, scene):
    return inbetweened(folder, weights, [scene(0), scene(1)])[1]


@pytest.mark.parametrize(
    "scene",
    [
        textured_square(0, 8),
        textured_square(0, 16),
        textured_square(16),
        textured_square(32),
        textured_square(8, -4),
        textured_square(16, -8),
    ],
    ids=["pan 8", "pan 16", "square 16", "square 32", "square 8 over a pan", "square 16 over a pan"],
)
def test_on_moving_textures_it_is_3_db_above_flow_and_10_above_a_cross_fade(tmp_path, weights, scene):
    truth = scene(0.5)
    learned = decibels(middle(tmp_path, weights, scene), truth)
    assert learned >= decibels(flow(scene(0), scene(1))(0.5), truth) + 3
    assert learned >= decibels(cross_fade(scene, 0.5), truth) + 10


@pytest.mark.slow
def test_at_other_moments_it_is_above_flow_too(tmp_path, weights):
    scene = textured_square(16, -8)
    shown = inbetweened(tmp_path, weights, [scene(0), scene(1)], new="36")
    for frame, moment in ((1, 1 / 3), (2, 2 / 3)):
        truth = scene(moment)
        assert decibels(shown[frame], truth) >= decibels(flow(scene(0), scene(1))(moment), truth) + 1.5


@pytest.mark.parametrize(
    "scene", [drawn_ball(16), turning(3), turning(0, 1.06)], ids=["ball", "turn", "zoom"]
)
def test_elsewhere_it_is_far_above_a_cross_fade(tmp_path, weights, scene):
    truth = scene(0.5)
    assert decibels(middle(tmp_path, weights, scene), truth) >= decibels(cross_fade(scene, 0.5), truth) + 10
