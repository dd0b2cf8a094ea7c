"""A book as CBZ, EPUB, SVG and PNG, read back by programs that know nothing of this one."""

import io
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from storyboard.engines.comic.document import Page, Text
from storyboard.engines.comic.raster import draw
from storyboard.engines.comic.svg import alone
from tests.comic.leaves import FONT, as_jpeg, bind, gathered, make_page, told
from tests.comic.read_back import drawn_by_resvg, faults_by_epubcheck, needs_epubcheck

SCHEMA = Path(__file__).parent / "schemas" / "ComicInfo-2.0.xsd"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
RASTER = {"dpi": 60, "kind": "jpeg"}


def _made(folder: Path, pages: int = 2, **more: object) -> dict[str, Path]:
    return {
        name: path
        for page in range(1, pages + 1)
        for name, path in make_page(folder, page, **more).items()  # type: ignore[arg-type]
    }


def test_a_cbz_holds_numbered_pages_and_its_comic_info(tmp_path: Path) -> None:
    made = _made(tmp_path, raster=RASTER)
    with zipfile.ZipFile(bind(tmp_path, made, "cbz")) as book:
        assert book.namelist() == ["001.jpeg", "002.jpeg", "ComicInfo.xml"]
        assert book.read("002.jpeg") == made["0002/raster"].read_bytes()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_comic_info_is_valid_by_the_published_schema(tmp_path: Path, direction: str) -> None:
    etree = pytest.importorskip("lxml.etree")
    path = bind(tmp_path, _made(tmp_path, raster=RASTER), "cbz", more={"direction": direction})
    with zipfile.ZipFile(path) as book:
        info = etree.fromstring(book.read("ComicInfo.xml"))
        sizes = [Image.open(io.BytesIO(book.read(name))).size for name in book.namelist()[:-1]]
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(info)
    assert info.findtext("Manga") == {"ltr": "No", "rtl": "YesAndRightToLeft"}[direction]
    assert info.findtext("Characters") == "Tom, Wyrm"
    assert [
        (int(page.get("ImageWidth")), int(page.get("ImageHeight"))) for page in info.iter("Page")
    ] == sizes


def test_a_page_without_a_picture_of_its_own_is_drawn_for_the_book(tmp_path: Path) -> None:
    with zipfile.ZipFile(bind(tmp_path, _made(tmp_path, 1), "cbz")) as book:
        assert Image.open(io.BytesIO(book.read("001.jpeg"))).size == (1339, 2047)


@needs_epubcheck
@pytest.mark.parametrize(("direction", "letters"), [("ltr", "ltr"), ("rtl", "rtl"), ("rtl", "ttb")])
def test_epubcheck_finds_no_fault(tmp_path: Path, direction: str, letters: str) -> None:
    made = _made(tmp_path, direction=letters)
    as_jpeg(made, "0001.02")
    assert not faults_by_epubcheck(bind(tmp_path, made, "epub", more={"direction": direction}))


def test_an_epub_has_fixed_pages_with_their_text_in_order(tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    with zipfile.ZipFile(bind(tmp_path, _made(tmp_path), "epub", more={"direction": "rtl"})) as book:
        assert book.namelist()[0] == "mimetype" and book.read("mimetype") == b"application/epub+zip"
        package = book.read("book/package.opf").decode()
        page = etree.fromstring(book.read("book/0002.xhtml"))
        style = book.read("book/book.css").decode()
    assert '<meta property="rendition:layout">pre-paginated</meta>' in package
    assert '<spine page-progression-direction="rtl">' in package
    assert page.xpath("//*[@name='viewport']/@content") == ["width=1700, height=2600"]
    texts = page.findall(".//{http://www.w3.org/2000/svg}text")
    assert [text.text for text in texts] == [text for panel in range(1, 5) for text in told(2, panel)]
    assert re.search(r'font-family: "Open Sans".*src: url\(fonts/1\.ttf\)', style)


def test_an_epub_holds_pictures_byte_for_byte(tmp_path: Path) -> None:
    made = _made(tmp_path, 1)
    as_jpeg(made, "0001.02")
    with zipfile.ZipFile(bind(tmp_path, made, "epub")) as book:
        package, page = book.read("book/package.opf").decode(), book.read("book/0001.xhtml").decode()
        assert book.read("book/pictures/0001-02.jpeg") == made["0001.02/print"].read_bytes()
        assert book.read("book/pictures/0001-01.png") == made["0001.01"].read_bytes()
    assert 'href="pictures/0001-02.jpeg" media-type="image/jpeg"' in package
    assert 'href="pictures/0001-02.jpeg"' in page


@pytest.mark.skipif(not DEJAVU.is_file(), reason="fonts-dejavu is not installed")
def test_a_renderer_that_knows_no_direction_ends_a_line_from_the_right_on_its_left(tmp_path: Path) -> None:
    letters = "\N{HEBREW LETTER MEM}!"
    line = Text(letters, "own", 4000, 1000, 5000, 4200, (), (), direction="rtl")
    page = Page((6000, 6000), 0, 1, (line,), {"own": {"name": "DejaVu Sans", "style": "Book"}})
    (tmp_path / "page.svg").write_text(alone(page, {}, {"own": DEJAVU}), encoding="utf-8")
    inked = (drawn_by_resvg(tmp_path / "page.svg", (600, 600), [DEJAVU]) < 100).any(axis=(0, 2))
    edges = np.flatnonzero(np.diff(inked.astype(int)))
    left, right = (edges[place + 1] - edges[place] for place in (0, len(edges) - 2))
    assert left < right / 2, "the narrow mark is on the left of the broad letter"


def test_a_second_renderer_draws_the_same_picture_from_the_svg(tmp_path: Path) -> None:
    made = _made(tmp_path, 1)
    theirs = drawn_by_resvg(bind(tmp_path, made, "svg"), (850, 1300), [FONT])
    book = gathered(made)
    ours = draw(book.pages[0], book.leaves[0].pictures, book.fonts, 127).astype(int)
    apart = np.abs(theirs - ours)
    assert theirs.shape == ours.shape
    assert apart.mean() < 1
    assert (apart.max(axis=2) > 64).mean() < 0.001


def test_a_book_of_pictures_has_its_first_page_in_front(tmp_path: Path) -> None:
    made = _made(tmp_path, 3, raster={"dpi": 60, "kind": "png"})
    first = bind(tmp_path, made, "png")
    assert sorted(path.name for path in first.parent.iterdir()) == ["0002.png", "0003.png", "book.png"]
    assert first.read_bytes() == made["0001/raster"].read_bytes()


@pytest.mark.parametrize("kind", ["cbz", "epub", "svg", "png"])
def test_the_same_book_is_the_same_bytes(tmp_path: Path, kind: str) -> None:
    made = _made(tmp_path, 1)
    assert bind(tmp_path, made, kind).read_bytes() == bind(tmp_path, made, kind).read_bytes()
