"""Titles over pictures: inside the safe area, soft at both ends, the same everywhere."""

from fractions import Fraction

import numpy as np
import pytest

from storyboard.media.lettering import Lettering

SIZES = [(960, 540), (956, 400), (540, 960)]


def item(at="centre", text="The Last Lighthouse", subtitle="", **changes):
    return {
        "kind": "title",
        "at": at,
        "text": text,
        "subtitle": subtitle,
        "start": 0,
        "end": 48,
        "soft": 8,
    } | changes


def drawn(items, size=(960, 540), frame=20, ground=90):
    rgb = np.full((size[1], size[0], 3), ground, np.uint8)
    return Lettering(size, Fraction(24), items).over(rgb, frame)


def letters(rgb):
    """The box of what is white."""
    rows, columns = np.nonzero((rgb > 230).all(axis=2))
    return columns.min(), rows.min(), columns.max(), rows.max()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("at", ["centre", "upper", "lower"])
@pytest.mark.parametrize("text", ["Go", "The Last Lighthouse", "An uncommonly long title " * 3])
def test_a_title_keeps_to_the_safe_area(size, at, text):
    left, top, right, bottom = letters(drawn([item(at, text, "a film in four shots")], size))
    assert left >= size[0] / 20 - 1 and right <= size[0] * 19 / 20
    assert top >= size[1] / 20 and bottom <= size[1] * 19 / 20


def test_a_title_stands_in_the_optical_middle():
    left, top, right, bottom = letters(drawn([item()]))
    assert abs((left + right) / 2 - 480) < 4
    assert 230 < (top + bottom) / 2 < 266


def test_a_lower_third_stands_at_the_left_and_below():
    left, top, right, _ = letters(drawn([item("lower", "Mara Brandt")]))
    assert left < 60 and right < 480 and top > 400


def test_a_title_comes_and_goes_softly_and_is_gone_outside_its_frames():
    shown = [int(drawn([item(start=4, end=40)], frame=frame).max()) for frame in (3, 4, 8, 20, 39, 40)]
    assert shown[0] == shown[5] == 90
    assert 90 < shown[1] < shown[2] < shown[3] == 255
    assert shown[4] == shown[1]


def test_a_title_is_read_on_white_by_its_shadow():
    assert drawn([item()], ground=255).min() < 130
