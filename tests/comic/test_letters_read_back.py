"""Books in fonts of the author's own and in other scripts than Latin, read back by independent readers."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

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

SYSTEM = Path("/usr/share/fonts")
MARKS = dict.fromkeys([0x200F, *range(0x202A, 0x202F)])
"""Marks of direction, which poppler puts about words."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A book in one language: its page, its fonts by the names they have beside the script, and its lines."""

    book: dict[str, object]
    fonts: dict[str, str]
    lines: tuple[str, str, str, str]


RIGHT = {"direction": "rtl"}
TONGUES = {
    "own": Tongue(
        {"language": "fr", "caps": False},
        {
            "hand.otf": "opentype/comic-neue/ComicNeue-Regular.otf",
            "bang.ttf": "truetype/dejavu/DejaVuSans-Bold.ttf",
        },
        ("Qui est là ?", "À la fenêtre, affolée.", "CRAC", "Minuit, déjà."),
    ),
    "japanese": Tongue(
        RIGHT | {"language": "ja", "vertical": True},
        {"hand.ttf": "truetype/vlgothic/VL-Gothic-Regular.ttf"},
        ("今夜も灯りを、消さないで。", "「わかった」…2026年もね！", "ドーン", "嵐の前、夜。"),
    ),
    "arabic": Tongue(
        RIGHT | {"language": "ar"},
        {"hand.ttf": "opentype/fonts-hosny-amiri/Amiri-Regular.ttf"},
        ("من هناك؟", "أنا، يا صغيرتي!", "بوم", "ليلة 24 من الشتاء"),
    ),
    "hebrew": Tongue(
        RIGHT | {"language": "he"},
        {"hand.ttf": "truetype/dejavu/DejaVuSans.ttf"},
        ("מי בא אלינו", "אני, ילדתי.", "בום", "לילה 24 של החורף"),
    ),
}
SIZE = (630, 866)
"""A page of 80 by 110 mm at 200 dpi, as a CBZ has it."""


def script_of(tongue: Tongue) -> str:
    """A page of two panels: somebody speaks, somebody answers; something cracks, and a caption stands."""
    own = {"font" if name.startswith("hand") else "sound_font": name for name in tongue.fonts}
    said, answered, sound, caption = tongue.lines
    shot = {"duration": "1s", "action": "{ada} talks to {ben}", "camera": "MS, two-shot"}
    script = {
        "storyboard": 1,
        "title": caption,
        "book": {"page": "80x110mm", "margin": "5mm"} | tongue.book | own,
        "characters": {"ada": "a small girl in a red coat", "ben": "a tall old man"},
        "shots": [
            shot | {"id": "one", "dialogue": [{"ada": said}, {"ben": answered}]},
            shot | {"id": "two", "dialogue": [{"sound": sound}, {"caption": caption}], "camera": "MCU"},
        ],
    }
    return yaml.safe_dump(script, allow_unicode=True)


@pytest.fixture(scope="module", params=TONGUES)
def books(request, tmp_path_factory) -> Iterator[Books]:
    tongue = TONGUES[request.param]
    if lacking := [file for file in tongue.fonts.values() if not (SYSTEM / file).is_file()]:
        pytest.skip(f"the fonts {', '.join(lacking)} are not installed")
    folder = tmp_path_factory.mktemp(request.param)
    for name, file in tongue.fonts.items():
        shutil.copy(SYSTEM / file, folder / name)
    (folder / f"{request.param}.yaml").write_text(script_of(tongue), encoding="utf-8")
    yield Books(folder / f"{request.param}.yaml", folder)
    shutil.rmtree(folder)


@pytest.fixture
def tongue(books) -> Tongue:
    return TONGUES[books.script.stem]


def test_a_pdf_library_reads_every_line_in_the_order_of_reading(books, tongue):
    space = "" if "vertical" in tongue.book else " "
    (page,) = read_by_pypdf(books.book("book.pdf"))
    assert in_order(page, books.said(), space)


@needs_poppler
def test_poppler_reads_every_line(books, tongue):
    """In their order but where it turns lines about by itself, which run from right to left."""
    turned = "direction" in tongue.book and "vertical" not in tongue.book
    read = read_by_poppler(books.book("book.pdf"), *([] if turned else ["-raw"])).translate(MARKS)
    words = "".join(read.split())
    assert [word for line in books.said() for word in line.split() if word not in words] == []
    assert turned or in_order(read, books.said(), "")


@needs_poppler
def test_poppler_draws_the_pdf_as_we_do(books, tmp_path):
    trim = ["-x", "30", "-y", "30", "-W", "800", "-H", "1100"]
    (theirs,) = drawn_by_poppler(books.book("book.pdf"), tmp_path, 254, *trim)
    (ours,) = books.raster()
    assert alike(pixels(theirs, SIZE), ours, 5)


def test_the_author_s_fonts_are_in_the_pdf(books, tongue):
    """Those with PostScript outlines, and those with TrueType's."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    (page,) = pypdf.PdfReader(books.book("book.pdf")).pages
    embedded = set()
    for font in page["/Resources"]["/Font"].values():
        (inner,) = font.get_object()["/DescendantFonts"]
        embedded |= {key for key in inner.get_object()["/FontDescriptor"] if key.startswith("/FontFile")}
    outlines = {"/FontFile3" if name.endswith(".otf") else "/FontFile2" for name in tongue.fonts}
    assert embedded == outlines


def test_the_epub_has_its_text_in_order_its_direction_and_the_author_s_fonts(books, tongue):
    path = books.book("book.epub")
    (lines,) = lines_of_epub(path)
    assert in_order("".join(lines), books.said(), "")
    with zipfile.ZipFile(path) as book:
        package = book.read("book/package.opf").decode()
        style = book.read("book/book.css").decode()
        fonts = [Path(name).suffix for name in book.namelist() if name.startswith("book/fonts/")]
    assert f'page-progression-direction="{tongue.book.get("direction", "ltr")}"' in package
    assert sorted(fonts) == sorted(Path(name).suffix for name in tongue.fonts)
    assert style.count("@font-face") == len(fonts)


@needs_epubcheck
def test_epubcheck_finds_no_fault_in_it(books):
    assert not faults_by_epubcheck(books.book("book.epub"))


def test_a_second_renderer_draws_the_svg_as_we_do(books, tongue):
    fonts = [*(books.folder / name for name in tongue.fonts), *FONTS.glob("*.ttf")]
    (ours,) = books.raster()
    assert alike(drawn_by_resvg(books.book("book.svg"), SIZE, fonts), ours)


def test_the_picture_of_the_page_is_the_one_that_a_cbz_has(books):
    (packed,) = books.raster()
    assert alike(pixels(books.book("book.png").read_bytes()), packed)
