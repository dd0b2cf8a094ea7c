"""What the flow is worth, held against the true frame. The figures are floors, below what was measured."""

from fractions import Fraction

import cv2
import numpy as np
import pytest

from storyboard.engines.motion.inbetween import flow
from tests.engines.moving import (
    Scene,
    cross_fade,
    decibels,
    drawn_ball,
    ghost,
    moving_edge,
    texture,
    textured_square,
)

HALF = Fraction(1, 2)


def gain(scene: Scene, moment: Fraction) -> float:
    """By how many decibels the flow beats the cross-fade."""
    truth = scene(float(moment))
    return decibels(flow(scene(0), scene(1))(moment), truth) - decibels(
        cross_fade(scene, float(moment)), truth
    )


@pytest.mark.parametrize(("step", "least"), [(4, 20), (8, 20), (16, 20), (32, 20)])
@pytest.mark.parametrize("moment", [Fraction(1, 3), HALF, Fraction(4, 5)], ids=str)
def test_a_moving_edge_between_flat_colours_beats_the_cross_fade(
    step: int, least: int, moment: Fraction
) -> None:
    assert gain(moving_edge(step), moment) > least


@pytest.mark.parametrize(("step", "least"), [(4, 20), (8, 20), (16, 20), (32, 18), (48, 15)])
def test_a_drawn_ball_beats_the_cross_fade(step: int, least: int) -> None:
    assert gain(drawn_ball(step), HALF) > least


@pytest.mark.parametrize(("step", "least"), [(4, 11), (8, 10), (16, 8), (32, 4.5), (48, 3.5)])
def test_a_textured_square_beats_the_cross_fade(step: int, least: float) -> None:
    assert gain(textured_square(step), HALF) > least


@pytest.mark.parametrize(("step", "least"), [(4, 15), (16, 11), (32, 9)])
def test_a_square_over_a_panned_background_beats_the_cross_fade(step: int, least: int) -> None:
    assert gain(textured_square(step, pan=-12), HALF) > least


@pytest.mark.parametrize("moment", [Fraction(1, 5), Fraction(1, 3), Fraction(2, 3)], ids=str)
def test_moments_off_the_middle_are_as_good(moment: Fraction) -> None:
    assert gain(drawn_ball(16), moment) > 15
    assert gain(textured_square(16), moment) > 6


@pytest.mark.parametrize("scene", [drawn_ball(16), drawn_ball(48), textured_square(16), textured_square(32)])
def test_nothing_shows_through_where_something_was_hidden(scene: Scene) -> None:
    picture = flow(scene(0), scene(1))(HALF)
    assert abs(ghost(picture, scene, 0.5)) < 0.15
    assert ghost(cross_fade(scene, 0.5), scene, 0.5) == pytest.approx(1)


def test_what_a_ball_uncovers_and_covers_is_the_ground_alone() -> None:
    scene = drawn_ball(48)
    picture = flow(scene(0), scene(1))(HALF)
    truth = scene(0.5)
    uncovered = np.abs(scene(0).astype(int) - truth).max(axis=2) > 60
    covered = np.abs(scene(1).astype(int) - truth).max(axis=2) > 60
    for region in (uncovered, covered):
        assert region.sum() > 1000
        assert np.median(np.abs(picture.astype(int) - truth)[region]) <= 2


def test_a_picture_that_stands_still_stays_as_it_is() -> None:
    still = textured_square(0)(0)
    assert np.array_equal(flow(still, still.copy())(HALF), still)


def test_what_stands_still_beside_something_that_moves_stays_as_it_is() -> None:
    scene = textured_square(16)
    picture = flow(scene(0), scene(1))(HALF)
    still = np.ones(picture.shape[:2], bool)
    still[60:300, 160:420] = False
    assert np.array_equal(picture[still], scene(0)[still])


@pytest.mark.parametrize(("level", "loss"), [(1, 1.5), (3, 0.5), (8, 0)])
def test_noise_on_a_still_picture_is_hardly_worse_than_cross_faded(level: int, loss: float) -> None:
    still, random = textured_square(0)(0), np.random.default_rng(4)
    one, other = (
        (still + random.normal(0, level, still.shape)).clip(0, 255).round().astype(np.uint8) for _ in range(2)
    )
    faded = cv2.addWeighted(one, 0.5, other, 0.5, 0)
    assert decibels(flow(one, other)(HALF), still) > decibels(faded, still) - loss


@pytest.mark.parametrize("light", [0.95, 0.8, 0.6])
def test_a_fade_over_something_that_moves_is_no_cut(light: float) -> None:
    ball = drawn_ball(8)

    def scene(moment: float) -> np.ndarray:  # type: ignore[type-arg]
        return (ball(moment) * (1 + (light - 1) * moment)).round().astype(np.uint8)

    assert gain(scene, HALF) > 3


def test_two_pictures_with_nothing_in_common_are_never_mixed() -> None:
    one, other = (texture(640, 360, seed).round().astype(np.uint8) for seed in (5, 6))
    between = flow(one, other)
    assert np.array_equal(between(Fraction(1, 4)), one)
    assert np.array_equal(between(Fraction(3, 4)), other)


@pytest.mark.parametrize("size", [(2, 2), (15, 40), (16, 16), (17, 90), (500, 3), (2000, 40), (1, 1)])
def test_any_size_has_in_betweens(size: tuple[int, int]) -> None:
    random = np.random.default_rng(7)
    one, other = random.integers(0, 256, (2, size[1], size[0], 3), dtype=np.uint8)
    picture = flow(one, other)(HALF)
    assert (picture.shape, picture.dtype) == (one.shape, np.uint8)
