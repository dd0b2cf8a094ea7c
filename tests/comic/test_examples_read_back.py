"""The examples as books, made by the command and read back by programs that know nothing of this one."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import yaml
from PIL import Image

pytest.importorskip("uharfbuzz", reason="uharfbuzz is not installed")
pytest.importorskip("pikepdf", reason="pikepdf is not installed")

from storyboard.engines.comic.lettering.fonts import FONTS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCHEMA = Path(__file__).parent / "schemas" / "ComicInfo-2.0.xsd"
EPUBCHECK = Path("/usr/bin/epubcheck")
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


class Example:
    """An example that is made into books in a folder of its own, from one cache."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self._folder, self.pages = name, folder, PAGES[name]
        self._script = ROOT / "examples" / name / "film.yaml"

    def book(self, file: str, *options: str) -> Path:
        """What `storyboard sheet` writes; made once."""
        path = self._folder / file
        if not path.exists():
            command = [sys.executable, "-m", "storyboard", "sheet", str(self._script), "-o", str(path)]
            command += ["--cache", str(self._folder / "cache"), *options]
            done = subprocess.run(command, capture_output=True, text=True, timeout=500)
            assert done.returncode == 0, done.stderr
        return path

    def raster(self) -> list[npt.NDArray[np.int_]]:
        """The pages as Storyboard itself draws them."""
        with zipfile.ZipFile(self.book("book.cbz")) as book:
            return [pixels(book.read(name)) for name in book.namelist() if name.endswith(".jpeg")]

    def said(self) -> list[str]:
        """Every line of the script, as it is lettered, in the order of reading."""
        shots = yaml.safe_load(self._script.read_text(encoding="utf-8"))["shots"]
        lines = [text for shot in shots for line in shot.get("dialogue", ()) for text in line.values()]
        return [(text["says"] if isinstance(text, dict) else text).upper() for text in lines]


def pixels(encoded: bytes, size: tuple[int, int] | None = None) -> npt.NDArray[np.int_]:
    picture = Image.open(io.BytesIO(encoded)).convert("RGB")
    return np.asarray(picture.resize(size, Image.Resampling.LANCZOS) if size else picture).astype(int)


def alike(theirs: npt.NDArray[np.int_], ours: npt.NDArray[np.int_]) -> bool:
    """The same picture, but for the edges of lines, which every renderer smooths in its own way."""
    assert theirs.shape == ours.shape
    apart = np.abs(theirs - ours)
    return bool(apart.mean() < 4 and (apart.max(axis=2) > 100).mean() < 0.005)


def in_order(words: str, said: list[str]) -> bool:
    text, start = " ".join(words.split()), 0
    for line in said:
        found = text.find(line, start)
        assert found >= 0, f"{line!r} comes after {text[max(0, start - 60) : start]!r} nowhere"
        start = found + len(line)
    return True


@pytest.fixture(scope="module", params=PAGES)
def example(request, tmp_path_factory) -> Iterator[Example]:
    folder = tmp_path_factory.mktemp(request.param)
    yield Example(request.param, folder)
    shutil.rmtree(folder)


def test_a_pdf_library_reads_every_line_in_the_order_of_reading(example):
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    pages = pypdf.PdfReader(example.book("book.pdf")).pages
    assert len(pages) == example.pages
    assert in_order(" ".join(page.extract_text() for page in pages), example.said())


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_poppler_reads_every_line_in_the_order_of_reading(example):
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(example.book("book.pdf")), "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert in_order(words, example.said())


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is not installed")
def test_poppler_draws_the_pages_of_the_pdf_as_we_do(example, tmp_path):
    trim = ["-x", "30", "-y", "30", "-W", "2100", "-H", "2970"]  # at ten pixels a millimetre
    command = ["pdftoppm", "-r", "254", *trim, "-png"]
    subprocess.run([*command, str(example.book("book.pdf")), str(tmp_path / "page")], check=True)
    drawn = [pixels(path.read_bytes(), (1654, 2339)) for path in sorted(tmp_path.glob("*.png"))]
    assert len(drawn) == example.pages
    for theirs, ours in zip(drawn, example.raster(), strict=True):
        assert alike(theirs, ours)


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


@pytest.mark.skipif(not (EPUBCHECK.is_file() and shutil.which("java")), reason="epubcheck is not installed")
def test_epubcheck_finds_no_fault_in_it(example):
    command = ["java", "-jar", str(EPUBCHECK), str(example.book("book.epub"))]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert "0 fatals / 0 errors / 0 warnings" in checked.stdout, checked.stdout + checked.stderr


def test_the_text_of_the_epub_is_in_the_order_of_reading(example):
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    with zipfile.ZipFile(example.book("book.epub")) as book:
        pages = [name for name in sorted(book.namelist()) if name.endswith(".xhtml") and name[-7].isdigit()]
        assert len(pages) == example.pages
        texts = [etree.fromstring(book.read(page)).iter("{http://www.w3.org/2000/svg}text") for page in pages]
    assert in_order(" ".join(text.text for page in texts for text in page), example.said())


def test_comic_info_of_the_cbz_is_valid_by_the_published_schema(example):
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    with zipfile.ZipFile(example.book("book.cbz")) as book:
        info = etree.fromstring(book.read("ComicInfo.xml"))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(info)
    assert int(info.findtext("PageCount")) == example.pages


@pytest.mark.skipif(not READER, reason="COMIC_READER names no Python with the library comicapi")
def test_a_comic_reader_s_library_opens_the_cbz(example):
    """It has a Python of its own: what it depends on doesn't go with what we do."""
    command = [READER, "-c", OPEN, str(example.book("book.cbz"))]
    read = subprocess.run(command, capture_output=True, text=True, check=True, env=BARE).stdout.split()
    names = [f"{number:03}.jpeg" for number in range(1, example.pages + 1)]
    assert read == ["True", *names, "(1654,", "2339)"]


def test_a_second_renderer_draws_the_svg_as_we_do(example):
    resvg = pytest.importorskip("resvg_py", reason="resvg_py is not installed")
    first = example.book("book.svg")
    fonts = [str(path) for path in FONTS.glob("*.ttf")]
    files = [first, *sorted(first.parent.glob("book-*.svg"))]
    assert len(files) == example.pages
    for file, ours in zip(files, example.raster(), strict=True):
        sized = file.read_text(encoding="utf-8").replace(
            'width="210mm" height="297mm"', 'width="1654" height="2339"'
        )
        body = resvg.svg_to_bytes(svg_string=sized, font_files=fonts, skip_system_fonts=True)
        assert alike(pixels(bytes(body)), ours)
