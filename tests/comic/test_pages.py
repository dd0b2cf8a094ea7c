"""The op `page`: panels and their lettering become one page, whole and in order."""

from pathlib import Path

import numpy as np
import pytest

from storyboard.engines.comic.document import Picture, covering, read_page, write_page
from storyboard.engines.comic.pages import compose
from storyboard.media.picture import read_png
from tests.comic.leaves import BOXES, TRIM, make_page, told


def test_every_line_is_on_the_page_in_the_order_of_reading(tmp_path: Path) -> None:
    page = read_page(make_page(tmp_path)["0001"])
    assert [line.text for line in page.texts] == [text for panel in range(1, 5) for text in told(1, panel)]


def test_letters_lie_where_their_panel_lies(tmp_path: Path) -> None:
    page = read_page(make_page(tmp_path)["0001"])
    first, *_, last = page.texts
    assert (first.x, first.y) == (BOXES[0][0] + 900, BOXES[0][1] + 1000)
    assert (last.x, last.turn) == (BOXES[3][0] + 900, -800)


def test_a_page_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = make_page(tmp_path)["0001"]
    write_page(tmp_path / "again.json", read_page(path))
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("box", "bled"),
    [
        ([0, 0, 17000, 26000], (-300, -300, 17600, 26600)),
        ([0, 1000, 8000, 5000], (-300, 1000, 8300, 5000)),
        ([9000, 20000, 8000, 6000], (9000, 20000, 8300, 6300)),
        ([1000, 1000, 5000, 5000], (1000, 1000, 5000, 5000)),
    ],
)
def test_a_bleeding_panel_goes_on_beyond_each_side_of_the_trim_that_it_reaches(
    box: list[int], bled: tuple[int, ...]
) -> None:
    spec = {
        "size": list(TRIM),
        "bleed": 300,
        "number": 1,
        "panels": [{"box": box, "border": 40, "bleed": True}],
    }
    assert compose(spec, {}).marks == (Picture("01", bled),)


@pytest.mark.parametrize("box", [(0, 0, 100, 300), (10, 20, 300, 100), (5, 5, 64, 64)])
def test_no_picture_is_stretched(box: tuple[int, int, int, int]) -> None:
    left, top, width, height = covering((640, 480), box)
    assert width / height == pytest.approx(640 / 480)
    assert left <= box[0] + 1e-9 and top <= box[1] + 1e-9
    assert left + width >= box[0] + box[2] - 1e-9 and top + height >= box[1] + box[3] - 1e-9


def test_a_page_is_drawn_where_its_book_is_made_of_pictures(tmp_path: Path) -> None:
    made = make_page(tmp_path, raster={"dpi": 127, "kind": "png"})
    picture = read_png(made["0001/raster"])
    assert picture.shape == (1300, 850, 3)
    assert tuple(picture[2, 2]) == (255, 255, 255)
    assert picture[80, 80:400].min() == 0  # letters on a balloon
    again = make_page(tmp_path / "again", raster={"dpi": 127, "kind": "png"})
    assert np.array_equal(read_png(again["0001/raster"]), picture)


def test_what_is_lettered_is_on_the_page_in_the_same_words(tmp_path: Path) -> None:
    from storyboard.engines.comic.lettering.action import lettering
    from storyboard.engines.comic.pages import page

    lines = [
        {"speaker": 0, "text": "One more night, and then home.", "kind": "speech", "at": None},
        {"speaker": None, "text": "KRAKK", "kind": "sound", "at": None},
        {"speaker": None, "text": "Meanwhile", "kind": "caption", "at": None},
    ]
    lettering({"size": [9000, 9000], "lines": lines, "caps": False}, {}, tmp_path, lambda done: None)
    spec = {"size": [10000, 10000], "number": 1, "panels": [{"box": [500, 500, 9000, 9000], "border": 40}]}
    page(spec, {"01/lettering": tmp_path / "lettering.json"}, tmp_path, lambda done: None)
    composed = read_page(tmp_path / "page.json")
    said = " ".join(line.text.strip() for line in composed.texts)
    assert sorted(said.split()) == sorted(" ".join(line["text"] for line in lines).split())
    assert all(500 <= line.x <= 9500 and 500 <= line.y <= 9500 for line in composed.texts)
    assert {mark.font for mark in composed.texts} <= composed.fonts.keys()
