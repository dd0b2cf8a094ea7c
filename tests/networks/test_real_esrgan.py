"""Real-ESRGAN on a frame of the animatic: as sharp as if it had been drawn large, which Lanczos isn't."""

import numpy as np
import pytest

from storyboard.engines.animatic import paint
from storyboard.engines.scaling.lanczos import resized
from tests.engines.moving import decibels
from tests.networks.upscaled import upscaled
from tests.weights.fetched import fetched

pytest.importorskip("ncnn", reason="ncnn is not installed")

SPEC = {
    "params": {},
    "shot": {
        "action": "{0} reads a letter",
        "cast": [{"is": "an old woman with white hair, a lighthouse keeper in a yellow raincoat"}],
        "place": "a small kitchen at night, rain on the window",
        "camera": {"size": "CU", "framing": None, "angle": "eye", "lens": None},
        "style": "ink and wash storyboard, muted palette",
        "seed": 2,
    },
}
SIZE = (640, 360)


def drawn(scale):
    """The face, 320x180 of a frame that is drawn at 640x360, or larger by `scale`."""
    frame = paint.keyframe(SPEC | {"size": [640 * scale, 360 * scale]})
    return np.ascontiguousarray(frame[60 * scale : 240 * scale, 160 * scale : 480 * scale])


def sharpness(rgb):
    """How steep the steepest hundredth of a picture's edges are, in levels a pixel."""
    grey = rgb.astype(np.float32).mean(axis=2)
    down, across = np.gradient(grey)
    return float(np.percentile(np.hypot(down, across), 99))


@pytest.mark.parametrize("network", ["realesrgan-anime", "realesrgan-anime-x4"])
def test_a_face_has_the_edges_that_it_has_where_it_is_drawn_large(tmp_path, network):
    weights = fetched(network)
    small, large = drawn(1), drawn(2)
    (shown,) = upscaled(tmp_path, weights, SIZE, [small])
    soft = resized(small, SIZE, "crop")
    assert sharpness(soft) < 0.7 * sharpness(large)
    assert 0.85 * sharpness(large) < sharpness(shown) < 1.15 * sharpness(large)
    assert decibels(shown, large) > decibels(soft, large)
    assert np.abs(shown.mean(axis=(0, 1)) - soft.mean(axis=(0, 1))).max() < 4


def test_its_tiles_show_no_seam_and_the_same_bytes_come_out_again(tmp_path):
    weights = fetched("realesrgan-anime")
    frames = [drawn(1)]
    (whole,) = upscaled(tmp_path, weights, SIZE, frames, tile=320)
    (tiled,) = upscaled(tmp_path, weights, SIZE, frames, tile=128)
    assert decibels(tiled, whole) > 45
    assert np.array_equal(tiled, upscaled(tmp_path, weights, SIZE, frames, tile=128)[0])
