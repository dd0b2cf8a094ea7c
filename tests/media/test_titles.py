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


@pytest.mark.parametrize("size", [(1280, 720), (1920, 816), (1080, 1920), (640, 360)], ids=str)
@pytest.mark.parametrize("words", ["No.", "They put out the light tonight, Otto,\nand nobody will ask why."])
def test_a_subtitle_stands_above_the_lower_third_that_is_seen_with_it(size, words):
    third = ("Mara Brandt", "Keeper of the light")
    title = item("lower", *third)
    said = {"kind": "dialogue", "text": words, "start": 0, "end": 48, "clear_of": [[*third, ""]]}
    low = letters(drawn([said | {"clear_of": []}], size))
    above, below = letters(drawn([said], size)), letters(drawn([title], size))
    assert low[1] < below[3] + size[1] / 20 and low[3] > below[1]  # they would stand side by side
    assert above[3] < below[1] and above[1] > size[1] / 2
    assert above[0] == low[0] and above[2] == low[2]


def test_a_title_comes_and_goes_softly_and_is_gone_outside_its_frames():
    shown = [int(drawn([item(start=4, end=40)], frame=frame).max()) for frame in (3, 4, 8, 20, 39, 40)]
    assert shown[0] == shown[5] == 90
    assert 90 < shown[1] < shown[2] < shown[3] == 255
    assert shown[4] == shown[1]


def test_a_title_is_read_on_white_by_its_shadow():
    assert drawn([item()], ground=255).min() < 130
