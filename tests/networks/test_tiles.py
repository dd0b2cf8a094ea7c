"""Pictures in tiles come out as if they had been done at once."""

import numpy as np
import pytest

from storyboard.engines.tiles import OVERLAP, SMALLEST, enlarged
from tests.engines.moving import texture


class Repeat:
    """Every pixel `scale` times as wide and high; it remembers the sizes of what it saw."""

    def __init__(self, scale=2, border=0.0):
        self.scale, self.border, self.seen = scale, border, []

    def __call__(self, rgb):
        self.seen.append((rgb.shape[1], rgb.shape[0]))
        made = rgb.repeat(self.scale, axis=0).repeat(self.scale, axis=1)
        if self.border:  # what a network makes at a border is wrong
            edge = 4 * self.scale
            made[:edge] = made[-edge:] = made[:, :edge] = made[:, -edge:] = self.border
        return made


def picture(width, height):
    return texture(width, height, 5).round().astype(np.uint8)


@pytest.mark.parametrize("size", [(64, 64), (65, 64), (100, 300), (257, 129), (640, 360)])
@pytest.mark.parametrize("tile", [SMALLEST, 100, 256])
@pytest.mark.parametrize("scale", [1, 2, 4])
def test_tiles_make_what_one_piece_makes(size, tile, scale):
    rgb = picture(*size)
    network = Repeat(scale)
    whole = rgb.repeat(scale, axis=0).repeat(scale, axis=1)
    assert np.array_equal(enlarged(network, rgb, tile), whole)
    assert max(max(seen) for seen in network.seen) <= tile


def test_a_frame_that_fits_is_done_at_once():
    network = Repeat()
    enlarged(network, picture(256, 256), 256)
    assert network.seen == [(256, 256)]


def test_tiles_are_about_equal_and_no_more_than_needed():
    network = Repeat()
    enlarged(network, picture(640, 360), 256)
    assert len(network.seen) == 6
    assert {width for width, _ in network.seen} <= {234, 235}
    assert {height for _, height in network.seen} == {196}


def test_what_a_network_spoils_at_a_tile_s_border_is_not_shown():
    rgb = picture(300, 200)
    shown = enlarged(Repeat(1, border=1.0), rgb, 128)
    assert np.array_equal(shown[4:-4, 4:-4], rgb[4:-4, 4:-4])
    assert OVERLAP // 4 >= 4


def test_a_small_picture_is_one_tile_even_if_it_is_smaller_than_the_overlap():
    assert enlarged(Repeat(), picture(20, 10)).shape == (20, 40, 3)
