"""Upscaling by networks in ncnn's form, whose work is known."""

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from tests.engines.moving import texture
from tests.networks import tiny
from tests.networks.upscaled import upscaled

ncnn = pytest.importorskip("ncnn")


def picture(size=(48, 32)):
    return texture(*size, 3).round().astype(np.uint8)


def doubled(rgb):
    return rgb.repeat(2, axis=0).repeat(2, axis=1)


def test_a_network_s_picture_is_shown_as_it_is(tmp_path):
    frame = picture()
    (shown,) = upscaled(tmp_path, tiny.ncnn_doubler(tmp_path / "net"), (96, 64), [frame])
    assert np.array_equal(shown, doubled(frame))


def test_what_its_scale_leaves_to_do_is_done_by_the_filter(tmp_path):
    from storyboard.engines.scaling.lanczos import resized

    frame = picture()
    (shown,) = upscaled(tmp_path, tiny.ncnn_doubler(tmp_path / "net"), (180, 100), [frame])
    assert np.array_equal(shown, resized(doubled(frame), (180, 100), "crop"))


def test_its_weights_count_and_tiles_hide_its_borders(tmp_path):
    frame = picture((200, 120))
    plain = tiny.ncnn_doubler(tmp_path / "plain")
    sharp = tiny.ncnn_doubler(tmp_path / "sharp", 1.0)
    (one,) = upscaled(tmp_path, plain, (400, 240), [frame])
    (whole,) = upscaled(tmp_path, sharp, (400, 240), [frame])
    (tiled,) = upscaled(tmp_path, sharp, (400, 240), [frame], tile=64)
    assert not np.array_equal(one, whole)
    assert np.abs(tiled.astype(int) - whole).max() <= 1


def test_the_same_frames_give_the_same_bytes(tmp_path):
    net = tiny.ncnn_doubler(tmp_path / "net", 0.7)
    frames = [picture((100, 80))]
    first = upscaled(tmp_path, net, (200, 160), frames)
    assert np.array_equal(first, upscaled(tmp_path, net, (200, 160), frames))


def test_what_is_no_network_is_refused(tmp_path):
    net = tiny.ncnn_doubler(tmp_path / "net")
    (net / "net.param").write_text("nonsense")
    with pytest.raises(EngineError, match=r"net\.param and the \.bin beside it are no network of ncnn's"):
        upscaled(tmp_path, net, (96, 64), [picture()])
