"""A book as PDF, read back by programs that know nothing of this one."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from storyboard.base.digest import digest_of_file
from storyboard.engines.comic import pdf
from storyboard.engines.comic.book import About, Book, Leaf
from storyboard.engines.comic.document import Page, Text, read_page
from storyboard.engines.comic.lettering.action import lettering
from storyboard.engines.comic.lettering.fonts import FONTS
from storyboard.engines.comic.pages import page
from storyboard.engines.comic.pdf_drawing import draw_alone, read_drawing
from storyboard.engines.comic.typefaces import font_files
from tests.comic.leaves import FONT, TRIM, as_jpeg, bind, font_inputs, make_page, shaped, told
from tests.comic.read_back import needs_poppler, read_by_poppler

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
COMIC_NEUE = Path("/usr/share/fonts/opentype/comic-neue/ComicNeue-Bold.otf")


def _made(folder: Path, pages: int) -> dict[str, Path]:
    return {name: path for page in range(1, pages + 1) for name, path in make_page(folder, page).items()}


def _said(pages: int) -> list[str]:
    return [text for page in range(1, pages + 1) for panel in range(1, 5) for text in told(page, panel)]


def _poppler(path: Path, *asked: str) -> list[str]:
    return [
        line.strip() for line in read_by_poppler(path, *asked).replace("\f", "\n").split("\n") if line.strip()
    ]


@needs_poppler
def test_poppler_reads_every_line_in_the_order_of_reading(tmp_path: Path) -> None:
    assert _poppler(bind(tmp_path, _made(tmp_path, 2), "pdf"), "-raw") == _said(2)


@needs_poppler
def test_a_search_finds_lines_as_poppler_lays_them_out(tmp_path: Path) -> None:
    assert sorted(_poppler(bind(tmp_path, _made(tmp_path, 1), "pdf"))) == sorted(_said(1))


def test_a_pdf_library_reads_the_text_back(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(bind(tmp_path, _made(tmp_path, 2), "pdf")).pages
    lines = [line.strip() for page in pages for line in page.extract_text().split("\n") if line.strip()]
    assert lines == _said(2)


def test_letters_in_a_second_form_are_read_as_what_they_are(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    bangers = FONTS / "Bangers-Regular.ttf"
    said = ("KNOCK KNOCK", "ROAARRR", "BAAA ZZZ")
    path = bind(tmp_path, make_page(tmp_path, 1, [said] * 4, font=bangers), "pdf", bangers)
    lines = pypdf.PdfReader(path).pages[0].extract_text().split("\n")
    assert [line.strip() for line in lines if line.strip()] == [*said] * 4


@needs_poppler
@pytest.mark.skipif(not COMIC_NEUE.is_file(), reason="no OpenType font with CFF outlines is here")
def test_a_font_with_postscript_outlines_is_embedded_too(tmp_path: Path) -> None:
    path = bind(tmp_path, make_page(tmp_path, font=COMIC_NEUE), "pdf", COMIC_NEUE)
    assert _poppler(path, "-raw") == _said(1)


@needs_poppler
@pytest.mark.skipif(not DEJAVU.is_file(), reason="no font with Arabic and Hebrew is here")
def test_text_that_runs_from_right_to_left_is_found_as_it_is_written(tmp_path: Path) -> None:
    said = ("שלום עולם", "مرحبا بكم", "ليلة")
    path = bind(tmp_path, make_page(tmp_path, 1, [said] * 4, font=DEJAVU, direction="rtl"), "pdf", DEJAVU)
    marks = "".join(map(chr, (0x202A, 0x202B, 0x202C)))
    read = [line.translate(dict.fromkeys(map(ord, marks))) for line in _poppler(path)]
    assert sorted(read) == sorted(said * 4)


@needs_poppler
def test_every_font_is_inside_the_file_and_has_its_text(tmp_path: Path) -> None:
    path = bind(tmp_path, _made(tmp_path, 1), "pdf")
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True).stdout
    (font,) = listed.strip().split("\n")[2:]
    assert re.search(r"[A-Z]{6}\+OpenSans-Bold +CID TrueType +Identity-H +yes yes yes", font)


def test_the_trim_and_the_bleed_are_said_in_points(tmp_path: Path) -> None:
    with pikepdf.open(bind(tmp_path, _made(tmp_path, 1), "pdf")) as pdf:
        page = pdf.pages[0]
        trim, bleed, media = (
            [float(side) for side in page[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
    assert trim[2] - trim[0] == pytest.approx(TRIM[0] / 2540 * 72, abs=0.01)
    assert trim[3] - trim[1] == pytest.approx(TRIM[1] / 2540 * 72, abs=0.01)
    assert trim[0] - bleed[0] == pytest.approx(300 / 2540 * 72, abs=0.01)
    assert bleed == media


def test_crop_marks_stand_beyond_the_bleed(tmp_path: Path) -> None:
    made = _made(tmp_path, 1)
    with pikepdf.open(bind(tmp_path, made, "pdf", more={"crop_marks": True})) as pdf:
        marked = pdf.pages[0]
        assert float(marked.MediaBox[2]) > float(marked.BleedBox[2]) > float(marked.TrimBox[2])
        marked.contents_coalesce()
        assert b"1 1 1 1 K" in marked.Contents.read_bytes()
    with pikepdf.open(bind(tmp_path, made, "pdf")) as pdf:
        assert b"1 1 1 1 K" not in pdf.pages[0].Contents.read_bytes()


def test_the_lettering_is_a_layer_that_can_be_switched_off(tmp_path: Path) -> None:
    with pikepdf.open(bind(tmp_path, _made(tmp_path, 1), "pdf")) as pdf:
        (layer,) = pdf.Root.OCProperties.OCGs
        assert str(layer.Name) == "Lettering"
        drawn = pdf.pages[0].Contents.read_bytes().decode("ascii")
    outside = re.sub(r"/OC /Letters BDC.*?\nEMC", "", drawn, flags=re.S)
    assert " Tf" in drawn and " Tf" not in outside and outside.count(" Do ") == 4


def test_a_picture_is_in_the_file_once_and_pixel_for_pixel(tmp_path: Path) -> None:
    from PIL import Image, ImageChops

    made = _made(tmp_path, 2)
    with pikepdf.open(bind(tmp_path, made, "pdf")) as pdf:
        pictures = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        inside = pikepdf.PdfImage(pdf.pages[0].Resources.XObject["/P01"]).as_pil_image()
    assert len(pictures) == 4
    assert not ImageChops.difference(inside.convert("RGB"), Image.open(made["0001.01"])).getbbox()


def test_a_jpeg_is_in_the_file_byte_for_byte(tmp_path: Path) -> None:
    made = _made(tmp_path, 1)
    as_jpeg(made, "0001.02")
    with pikepdf.open(bind(tmp_path, made, "pdf")) as pdf:
        picture = pdf.pages[0].Resources.XObject["/P02"]
        assert picture.Filter == pikepdf.Name.DCTDecode
        assert picture.read_raw_bytes() == made["0001.02/print"].read_bytes()
        assert pikepdf.PdfImage(picture).as_pil_image().size == (picture.Width, picture.Height)


def test_the_same_book_is_the_same_bytes_and_says_who_wrote_it(tmp_path: Path) -> None:
    made = _made(tmp_path, 1)
    first = bind(tmp_path, made, "pdf", more={"direction": "rtl"})
    assert first.read_bytes() == bind(tmp_path, made, "pdf", more={"direction": "rtl"}).read_bytes()
    with pikepdf.open(first) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Tom & the <Wyrm>"
        assert str(pdf.docinfo["/Author"]) == "M. Harrow"
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_a_glyph_that_stands_for_several_letters_is_read_as_what_it_says(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    glyphs, _, length = shaped(FONT, "AAB", "ltr", 400)
    said = ["A", "Α", "Β"]  # Latin, and Greek letters in the same shapes
    line = Text("AΑΒ", "own", 400, 1000, 1000, length, glyphs, said)
    page = Page((10000, 5000), 0, 1, (line,), {"own": {"name": "Open Sans", "style": "Bold", "digest": "0"}})
    _write(tmp_path / "book.pdf", [Leaf(page, {})])
    (read,) = pypdf.PdfReader(tmp_path / "book.pdf").pages
    assert read.extract_text().strip() == "AΑΒ"
    with pikepdf.open(tmp_path / "book.pdf") as file:
        assert b"ActualText" not in file.pages[0].Contents.read_bytes()


def test_pages_that_were_drawn_beforehand_are_copied_as_they_are(tmp_path: Path) -> None:
    made = _made(tmp_path, 2)
    with pikepdf.open(bind(tmp_path, made, "pdf")) as file:
        for number, sheet in enumerate(file.pages, 1):
            drawn = read_drawing(made[f"{number:04}/drawing"])
            assert sheet.Contents.read_raw_bytes() == drawn.content


def test_pages_that_were_drawn_beforehand_make_the_same_book(tmp_path: Path) -> None:
    made = _made(tmp_path, 2)
    alone = {name: path for name, path in made.items() if not name.endswith("/drawing")}
    for more in ({}, {"crop_marks": True}):
        assert (
            bind(tmp_path, made, "pdf", more=more).read_bytes()
            == bind(tmp_path, alone, "pdf", more=more).read_bytes()
        )


def test_a_page_that_other_pages_disagree_with_is_drawn_anew(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    pages = [_line_of("AB", said, number) for number, said in enumerate(("AB", "ΑΒ"), 1)]
    leaves = [Leaf(page, {}, drawing=draw_alone(page, {}, {"own": FONT})) for page in pages]
    _write(tmp_path / "drawn.pdf", leaves)
    _write(tmp_path / "anew.pdf", [Leaf(page, {}) for page in pages])
    read = pypdf.PdfReader(tmp_path / "drawn.pdf").pages
    assert [page.extract_text().strip() for page in read] == ["AB", "ΑΒ"]  # Latin, then Greek
    assert (tmp_path / "drawn.pdf").read_bytes() == (tmp_path / "anew.pdf").read_bytes()


def test_what_a_glyph_says_besides_has_one_code_on_all_pages(tmp_path: Path) -> None:
    pages = [_line_of(text, text.replace("~", "\u00a0"), 1) for text in ("A~B C", "OUI ~!", "E D~")]
    drawings = [draw_alone(page, {}, {"own": FONT}) for page in pages]
    _write(
        tmp_path / "book.pdf",
        [Leaf(page, {}, drawing=one) for page, one in zip(pages, drawings, strict=True)],
    )
    with pikepdf.open(tmp_path / "book.pdf") as file:
        assert [sheet.Contents.read_raw_bytes() for sheet in file.pages] == [one.content for one in drawings]
        inner = file.pages[0].Resources.Font["/F1"].DescendantFonts[0]
        assert len(inner.CIDToGIDMap.read_raw_bytes()) < 1000


@needs_poppler
@pytest.mark.skipif(not COMIC_NEUE.is_file(), reason="no OpenType font with CFF outlines is here")
def test_pages_in_postscript_outlines_that_disagree_are_read_back_too(tmp_path: Path) -> None:
    pages = [_line_of("AB", said, number, COMIC_NEUE) for number, said in enumerate(("ΑΒ", "AB"), 1)]
    leaves = [Leaf(page, {}, drawing=draw_alone(page, {}, {"own": COMIC_NEUE})) for page in pages]
    _write(tmp_path / "book.pdf", leaves, COMIC_NEUE)
    assert _poppler(tmp_path / "book.pdf", "-raw") == ["ΑΒ", "AB"]


def _line_of(text: str, said: str, number: int, font: Path = FONT) -> Page:
    """A page of a line, in the shapes of one text that stand for another; `~` is a space."""
    glyphs, _, length = shaped(font, text.replace("~", " "), "ltr", 400)
    line = Text(said, "own", 400, 1000, 1000, length, glyphs, tuple(said))
    return Page((10000, 5000), 0, number, (line,), {"own": {"name": "Own", "style": "Bold", "digest": "0"}})


def _write(path: Path, leaves: Sequence[Leaf], font: Path = FONT) -> None:
    pdf.write(path, Book(About("Letters"), leaves, {"own": font}))


@pytest.mark.skipif(not DEJAVU.is_file(), reason="no font with Arabic and Hebrew is here")
@pytest.mark.parametrize("text", ["من هناك؟ لا!", "חזרתי (אתמול)"])
def test_letters_from_right_to_left_are_read_whatever_forms_they_take(tmp_path: Path, text: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    spec = {
        "size": [9000, 6000],
        "lines": [{"speaker": None, "text": text, "kind": "caption", "at": None}],
        "direction": "rtl",
        "font": digest_of_file(DEJAVU),
    }
    lettering(spec, font_inputs(DEJAVU), tmp_path, lambda done: None)
    whole = {"size": [9000, 6000], "number": 1, "panels": [{"box": [0, 0, 9000, 6000]}]}
    page(whole, {"01/lettering": tmp_path / "lettering.json"}, tmp_path, lambda done: None)
    composed = read_page(tmp_path / "page.json")
    for line in composed.texts:
        assert "".join(line.said if line.direction == "ltr" else reversed(line.said)) == line.text
    assert "".join(line.text for line in composed.texts).replace(" ", "") == text.replace(" ", "")
    leaf = Leaf(replace(composed, marks=composed.texts), {})
    files = font_files(composed.fonts, font_inputs(DEJAVU))
    pdf.write(tmp_path / "book.pdf", Book(About("Right"), [leaf], files))
    (read,) = pypdf.PdfReader(tmp_path / "book.pdf").pages
    assert sorted("".join(read.extract_text().split())) == sorted(text.replace(" ", ""))
