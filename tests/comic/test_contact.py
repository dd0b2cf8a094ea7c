"""A contact sheet: pictures side by side, whole, in order, and the one that the film has marked."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storyboard.engines.comic import OPS
from storyboard.media.picture import write_png
from storyboard.plan.contact import HEAD, LABEL, laid_out

SIDES = st.integers(8, 2160).map(lambda half: 2 * half)


@given(st.tuples(SIDES, SIDES), st.integers(1, 64), st.sampled_from([1, 3]))
def test_pictures_stand_in_rows_apart_from_each_other_and_inside_the_sheet(picture, cells, strip):
    layout = laid_out(picture, cells, strip)
    width, height = layout.size
    boxes = [tuple(box) for cell in layout.boxes for box in cell]
    assert len(layout.boxes) == cells
    assert all(len(cell) == strip for cell in layout.boxes)
    assert len({box[2:] for box in boxes}) == 1
    for x, y, wide, high in boxes:
        assert 0 < x < x + wide < width
        assert HEAD <= y < y + high + LABEL <= height
    places = sorted((y, x) for x, y, _, _ in boxes)
    assert places == [(y, x) for x, y, _, _ in boxes]
    wide, high = boxes[0][2:]
    for (y, x), (next_y, next_x) in pairwise(places):
        assert next_x >= x + wide if y == next_y else next_y >= y + high + LABEL


@pytest.mark.parametrize("size", [(1280, 720), (1920, 804), (720, 1280), (128, 128), (64, 36)])
def test_four_takes_leave_no_place_empty(size):
    xs = [box[0] for (box,) in laid_out(size, 4, 1).boxes]
    assert len(set(xs)) in (2, 4)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 804), (720, 1280), (64, 36)])
def test_a_sheet_of_four_is_no_wider_than_a_screen_and_shows_the_shape_as_it_is(size):
    layout = laid_out(size, 4, 1)
    _, _, wide, high = layout.boxes[0][0]
    assert max(layout.size) <= 2560
    assert abs(wide / high - size[0] / size[1]) < 0.02 * size[0] / size[1]
    assert wide >= 240


def drawn(folder, picked: int) -> np.ndarray:
    """A sheet of three takes, each of one colour."""
    layout = laid_out((64, 36), 3, 1)
    inputs = {}
    for number in range(3):
        path = inputs[f"{number + 1:04}"] = folder / f"{number}.png"
        write_png(path, np.full((36, 64, 3), 60 * (number + 1), np.uint8))
    cells = [
        {"number": number + 1, "seed": 4294967295 - number, "picked": number == picked, "boxes": boxes}
        for number, boxes in enumerate(layout.boxes)
    ]
    spec = {"size": list(layout.size), "title": "door", "line": "stills", "cells": cells}
    OPS["contact"](spec, inputs, folder, lambda done: None)
    return np.asarray(Image.open(folder / "sheet.png"))


def test_each_picture_fills_its_box_and_the_picked_one_has_a_frame(tmp_path):
    sheet = drawn(tmp_path, picked=1)
    amber = np.all(sheet == (255, 196, 64), axis=-1)
    for number, ((x, y, wide, high),) in enumerate(laid_out((64, 36), 3, 1).boxes):
        assert np.all(sheet[y : y + high, x : x + wide] == 60 * (number + 1))
        assert amber[y - 3 : y - 1, x : x + wide].all() == (number == 1)
        assert amber[y : y + high, x - 3].all() == (number == 1)


def test_numbers_and_seeds_are_written_below_and_the_same_sheet_has_the_same_bytes(tmp_path):
    sheet = drawn(tmp_path, picked=0)
    first = (tmp_path / "sheet.png").read_bytes()
    for ((x, y, wide, high),) in laid_out((64, 36), 3, 1).boxes:
        label = sheet[y + high + 6 : y + high + LABEL - 4, x : x + wide]
        assert (label > 200).any(axis=(0, 2)).sum() > 60
        assert not (sheet[y + high + 6 : y + high + LABEL, x + wide - 2 : x + wide] > 230).all(axis=-1).any()
    drawn(tmp_path, picked=0)
    assert (tmp_path / "sheet.png").read_bytes() == first
