"""The examples as books, made by the command and read back by programs that know nothing of this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyboard.engines.comic.lettering.fonts import FONTS
from tests.comic.read_back import (
    Books,
    alike,
    drawn_by_poppler,
    drawn_by_resvg,
    faults_by_epubcheck,
    in_order,
    lines_of_epub,
    needs_epubcheck,
    needs_poppler,
    pixels,
    read_by_poppler,
    read_by_pypdf,
)

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCHEMA = Path(__file__).parent / "schemas" / "ComicInfo-2.0.xsd"
POINT = 72 / 25.4
"""Points in a millimetre."""
TRIM, BLEED = (210 * POINT, 297 * POINT), 3 * POINT
READER = os.environ.get("COMIC_READER", "")
BARE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
OPEN = """
import io, sys
from comicapi.comicarchive import ComicArchive
from PIL import Image
book = ComicArchive(sys.argv[1])
print(book.seems_to_be_a_comic_archive(), *book.get_page_name_list())
print(Image.open(io.BytesIO(book.get_page(book.get_number_of_pages() - 1))).size)
"""
PAGES = {"tom": 3, "lighthouse": 2}


@pytest.fixture(scope="module", params=PAGES)
def example(request, tmp_path_factory) -> Iterator[Books]:
    folder = tmp_path_factory.mktemp(request.param)
    yield Books(ROOT / "examples" / request.param / "film.yaml", folder)
    shutil.rmtree(folder)


@pytest.fixture
def count(example) -> int:
    """How many pages it has."""
    return PAGES[example.script.parent.name]


def test_a_pdf_library_reads_every_line_in_the_order_of_reading(example, count):
    pages = read_by_pypdf(example.book("book.pdf"))
    assert len(pages) == count
    assert in_order(" ".join(pages), example.said())


@needs_poppler
def test_poppler_reads_every_line_in_the_order_of_reading(example):
    assert in_order(read_by_poppler(example.book("book.pdf"), "-raw"), example.said())


@needs_poppler
def test_poppler_draws_the_pages_of_the_pdf_as_we_do(example, count, tmp_path):
    trim = ["-x", "30", "-y", "30", "-W", "2100", "-H", "2970"]  # at ten pixels a millimetre
    drawn = drawn_by_poppler(example.book("book.pdf"), tmp_path, 254, *trim)
    assert len(drawn) == count
    for theirs, ours in zip(drawn, example.raster(), strict=True):
        assert alike(pixels(theirs, (1654, 2339)), ours)


@pytest.mark.parametrize(("file", "options"), [("book.pdf", ()), ("marked.pdf", ("--crop-marks",))])
def test_the_boxes_of_the_pdf_are_those_of_the_press(example, file, options):
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    for page in pypdf.PdfReader(example.book(file, *options)).pages:
        trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
        assert (float(trim.width), float(trim.height)) == pytest.approx(TRIM, abs=0.1)
        assert float(trim.left - bleed.left) == pytest.approx(BLEED, abs=0.1)
        assert float(bleed.top - trim.top) == pytest.approx(BLEED, abs=0.1)
        assert float(bleed.left - media.left) > 5 if options else media == bleed


def test_every_font_of_the_pdf_is_in_it(example):
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    found = 0
    for page in pypdf.PdfReader(example.book("book.pdf")).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (inner,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in inner.get_object()["/FontDescriptor"]
            found += 1
    assert found


@needs_epubcheck
def test_epubcheck_finds_no_fault_in_it(example):
    assert not faults_by_epubcheck(example.book("book.epub"))


def test_the_text_of_the_epub_is_in_the_order_of_reading(example, count):
    pages = lines_of_epub(example.book("book.epub"))
    assert len(pages) == count
    assert in_order(" ".join(line for page in pages for line in page), example.said())


def test_comic_info_of_the_cbz_is_valid_by_the_published_schema(example, count):
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    with zipfile.ZipFile(example.book("book.cbz")) as book:
        info = etree.fromstring(book.read("ComicInfo.xml"))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(info)
    assert int(info.findtext("PageCount")) == count


@pytest.mark.skipif(not READER, reason="COMIC_READER names no Python with the library comicapi")
def test_a_comic_reader_s_library_opens_the_cbz(example, count):
    """It has a Python of its own: what it depends on doesn't go with what we do."""
    command = [READER, "-c", OPEN, str(example.book("book.cbz"))]
    read = subprocess.run(command, capture_output=True, text=True, check=True, env=BARE).stdout.split()
    names = [f"{number:03}.jpeg" for number in range(1, count + 1)]
    assert read == ["True", *names, "(1654,", "2339)"]


def test_a_second_renderer_draws_the_svg_as_we_do(example, count):
    first = example.book("book.svg")
    files = [first, *sorted(first.parent.glob("book-*.svg"))]
    assert len(files) == count
    for file, ours in zip(files, example.raster(), strict=True):
        assert alike(drawn_by_resvg(file, (1654, 2339), list(FONTS.glob("*.ttf"))), ours)
