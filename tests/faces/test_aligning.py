"""Faces are cut out upright and laid back where they were."""

import math

import numpy as np
import pytest

from storyboard.engines.faces.aligning import SIDE, Alignment, aligned, cut_out, laid_back
from storyboard.engines.faces.tracks import Tracks
from tests.engines.moving import decibels, texture

UPRIGHT = np.array([[193.0, 239.9], [318.9, 240.2], [256.6, 314.0], [201.3, 371.4], [313.1, 371.2]])


def placed(scale, turn, x, y):
    """Landmarks of a face `scale` times as large as the square's, turned by degrees, its middle at (x, y)."""
    cos, sin = (scale * each(math.radians(turn)) for each in (math.cos, math.sin))
    middle = UPRIGHT - 256
    return np.column_stack([middle @ (cos, -sin) + x, middle @ (sin, cos) + y])


PLACES = [
    (0.25, 0, 200, 150),
    (0.3, 30, 180, 160),
    (0.2, -75, 150, 120),
    (1.5, 10, 320, 180),
    (0.3, 0, 10, 350),
]


@pytest.mark.parametrize("place", PLACES)
def test_landmarks_come_to_lie_where_an_upright_face_has_them(place):
    points = placed(*place)
    alignment = aligned(points)
    assert np.allclose([alignment.point(x, y) for x, y in points], UPRIGHT, atol=1e-6)
    assert alignment.scale == pytest.approx(1 / place[0])
    back = alignment.inverse()
    assert np.allclose([back.point(x, y) for x, y in UPRIGHT], points, atol=1e-6)


def test_landmarks_that_no_similarity_fits_are_met_as_nearly_as_can_be():
    points = placed(0.5, 12, 200, 200) + np.random.default_rng(1).normal(0, 2, (5, 2))

    def miss(alignment):
        return sum(
            math.dist(alignment.point(*point), to) ** 2 for point, to in zip(points, UPRIGHT, strict=True)
        )

    best = aligned(points)
    for a, b, c, d in np.random.default_rng(2).normal(0, 0.01, (50, 4)):
        assert miss(best) <= miss(Alignment(best.a + a, best.b + b, best.c + c, best.d + d))


@pytest.mark.parametrize("place", PLACES)
def test_a_face_that_is_laid_back_as_it_was_changes_next_to_nothing(place):
    rgb = texture(640, 360, 4).round().astype(np.uint8)
    alignment = aligned(placed(*place))
    square = cut_out(rgb, alignment)
    assert square.shape == (SIDE, SIDE, 3)
    assert decibels(laid_back(rgb, square, alignment, 1.0), rgb) > 38


def test_only_the_face_s_own_square_changes_and_its_edges_not_at_once():
    rgb = np.full((360, 640, 3), 100, np.uint8)
    white = np.full((SIDE, SIDE, 3), 255, np.uint8)
    shown = laid_back(rgb, white, aligned(placed(0.25, 0, 300, 150)), 1.0)
    assert (shown[150, 300] == 255).all()
    changed = (shown != rgb).any(axis=2)
    rows, columns = np.nonzero(changed)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == pytest.approx((86, 213, 236, 363), abs=3)
    assert np.abs(np.diff(shown[150, :, 0].astype(int))).max() < 40
    assert (laid_back(rgb, white, aligned(placed(0.25, 0, 300, 150)), 0.5)[150, 300] == 178).all()
    assert (rgb == 100).all()


def test_a_face_beyond_the_frame_is_left_out():
    rgb = texture(64, 48, 4).round().astype(np.uint8)
    far = aligned(placed(0.02, 0, -500, -500))
    assert np.array_equal(laid_back(rgb, np.zeros((SIDE, SIDE, 3), np.uint8), far, 1.0), rgb)


def test_trembling_landmarks_are_steadied_and_moving_ones_followed():
    random = np.random.default_rng(3)
    still = [placed(0.3, 0, 200, 150) + random.normal(0, 1, (5, 2)) for _ in range(40)]
    tracks = Tracks()
    steady = np.array([tracks.steadied([points])[0] for points in still])
    assert np.diff(steady, axis=0).std() < 0.6 * np.diff(still, axis=0).std()
    tracks = Tracks()
    for step in range(10):
        points = placed(0.3, 0, 100 + 12 * step, 150)
        assert np.abs(tracks.steadied([points])[0] - points).max() < 1.5


def test_two_faces_are_not_mixed_up():
    one, other = placed(0.2, 0, 100, 100), placed(0.2, 0, 400, 100)
    tracks = Tracks()
    tracks.steadied([one, other])
    again = tracks.steadied([other + 1, one + 1])
    assert np.abs(again[0] - other).max() <= 1
    assert np.abs(again[1] - one).max() <= 1
    assert np.array_equal(tracks.steadied([placed(0.2, 0, 250, 300)])[0], placed(0.2, 0, 250, 300))
