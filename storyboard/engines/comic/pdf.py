"""A book as PDF, for the press and for reading: text that can be searched, fonts inside, boxes for the trim.

Text is written in the order of reading; the letters are a layer of their own, which a reader can switch off.
Nothing in the file depends on when or where it was written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.engines.comic import document
from storyboard.engines.comic.book import Book, Leaf
from storyboard.engines.comic.pdf_content import POINT, content, crop_marks

if TYPE_CHECKING:
    import pikepdf

    from storyboard.engines.comic.pdf_fonts import PdfFont

_SLUG = 1000
"""How much paper crop marks take beyond the trim: 10 mm."""


def write(path: Path, book: Book) -> None:
    """Write the book; the same book gives the same bytes."""
    import pikepdf

    from storyboard.engines.comic.pdf_fonts import embed

    pdf = pikepdf.new()
    layer = _layer(pdf)
    fonts = embed(pdf, book)
    pictures = _Pictures(pdf)
    for leaf in book.leaves:
        _add(pdf, leaf, book, fonts, pictures, layer)
    _describe(pdf, book)
    pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


class _Pictures:
    """The pictures in a file; one that stands on several pages is written once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.written: dict[Path, Any] = {}

    def of(self, leaf: Leaf) -> dict[str, Any]:
        """The pictures of a page by the names that its content has for them."""
        from storyboard.engines.comic.pdf_pictures import embed_picture

        for path in leaf.pictures.values():
            if path not in self.written:
                self.written[path] = embed_picture(self.pdf, path)
        return {f"/P{name}": self.written[path] for name, path in leaf.pictures.items()}


def _add(
    pdf: pikepdf.Pdf,
    leaf: Leaf,
    book: Book,
    fonts: dict[str, PdfFont],
    pictures: _Pictures,
    layer: pikepdf.Object,
) -> None:
    from pikepdf import Array, Dictionary, Name, Page

    page = leaf.page
    slug = max(_SLUG, page.bleed + 700) if book.about.marks else page.bleed
    images = pictures.of(leaf)
    sizes = {
        name: (int(images[f"/P{name}"].Width), int(images[f"/P{name}"].Height)) for name in leaf.pictures
    }
    drawing = content(page, sizes, fonts, slug) + (crop_marks(page, slug) if book.about.marks else b"")
    resources = Dictionary(
        XObject=Dictionary(images),
        Font=Dictionary({f"/{fonts[key].name}": fonts[key].object for key in page.fonts}),
        Properties=Dictionary(Letters=layer),
    )
    bled = _box(slug - page.bleed, page, page.bleed)
    sheet = pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array(_box(0, page, slug)),
            BleedBox=Array(bled),
            TrimBox=Array(_box(slug, page, 0)),
            CropBox=Array(_box(0, page, slug)),
            Resources=resources,
            Contents=pdf.make_stream(drawing),
        )
    )
    pdf.pages.append(Page(sheet))


def _box(start: int, page: document.Page, around: int) -> list[Any]:
    """A box that begins `start` from the sheet's corner and lies `around` the trim, in points."""
    from decimal import Decimal

    ends = (start, start, start + page.size[0] + 2 * around, start + page.size[1] + 2 * around)
    return [Decimal(f"{end * POINT:.3f}") for end in ends]


def _layer(pdf: pikepdf.Pdf) -> pikepdf.Object:
    from pikepdf import Array, Dictionary, Name, String

    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Lettering")))
    shown = Dictionary(Order=Array([layer]), ON=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    return layer


def _describe(pdf: pikepdf.Pdf, book: Book) -> None:
    from pikepdf import Dictionary, Name, String

    about = book.about
    pdf.Root.Lang = String(about.language)
    shown = Dictionary(DisplayDocTitle=True)
    if about.direction == "rtl":
        shown.Direction = Name.R2L
    pdf.Root.ViewerPreferences = shown
    named = {"/Title": about.title, "/Author": about.writer, "/Subject": about.series}
    for key, words in named.items():
        if words:
            pdf.docinfo[key] = String(words)
