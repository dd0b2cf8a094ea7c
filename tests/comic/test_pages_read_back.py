"""Webtoons, strips and 4-koma made by the command: where their panels lie, and what they are read as."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator

import pytest
import yaml
from PIL import Image

from tests.comic.read_back import (
    Books,
    faults_by_epubcheck,
    in_order,
    lines_of_epub,
    needs_epubcheck,
    read_by_pypdf,
)

SHAPES = {
    "webtoon": {"page": "webtoon"},
    "strip": {"page": "210x140mm", "grid": "strip"},
    "4-koma": {"page": "70x100mm", "margin": "4mm", "gutter": "2mm", "grid": "4-koma", "direction": "rtl"},
}
PLACES = {
    "webtoon": [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4)],
    "strip": [(0, 0), (1, 0), (3, 0), (0, 1), (2, 1)],
    "4-koma": [(1, 0), (1, 1), (1, 3), (0, 0), (0, 2)],
}
"""Where each panel begins: at which edge, counted from the left, and from the top."""
SAID = ("ONE?", "TWO.", "THREE!", "FOUR, TOO", "FIVE...")


def script_of(book: dict[str, str]) -> str:
    """Five panels of a place, a caption in each."""
    shots = [
        {"id": f"s{number}", "duration": "1s", "action": "a red door", "dialogue": [{"caption": words}]}
        for number, words in enumerate(SAID)
    ]
    return yaml.safe_dump({"storyboard": 1, "title": "Doors", "book": book, "shots": shots})


@pytest.fixture(scope="module", params=SHAPES)
def books(request, tmp_path_factory) -> Iterator[Books]:
    folder = tmp_path_factory.mktemp(request.param)
    (folder / f"{request.param}.yaml").write_text(script_of(SHAPES[request.param]), encoding="utf-8")
    yield Books(folder / f"{request.param}.yaml", folder)
    shutil.rmtree(folder)


def test_panels_lie_as_such_pages_have_them(books):
    drawn = books.book("book.svg").read_text(encoding="utf-8")
    corners = [
        (int(x), int(y)) for x, y in re.findall(r'<image x="(\d+)" y="(\d+)" width="\d+" height="\d+"', drawn)
    ]
    across, down = (sorted({corner[side] for corner in corners}) for side in (0, 1))
    assert [(across.index(x), down.index(y)) for x, y in corners] == PLACES[books.script.stem]


def test_every_line_is_read_in_its_order_from_the_pdf_and_the_epub(books):
    assert in_order(" ".join(read_by_pypdf(books.book("book.pdf"))), books.said())
    assert [line for page in lines_of_epub(books.book("book.epub")) for line in page] == books.said()


@needs_epubcheck
@pytest.mark.parametrize("books", ["webtoon"], indirect=True)
def test_epubcheck_finds_no_fault_in_a_page_without_end(books):
    assert not faults_by_epubcheck(books.book("book.epub"))


def test_a_webtoon_s_page_is_as_long_as_its_panels(books):
    with zipfile.ZipFile(books.book("book.cbz")) as book, book.open("001.jpeg") as page:
        width, height = Image.open(page).size
    assert (height > 1.5 * width) == (books.script.stem == "webtoon")
