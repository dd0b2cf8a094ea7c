"""A book as PDF, for the press and for reading: text that can be searched, fonts inside, boxes for the trim.

Text is written in the order of reading; the letters are a layer of their own, which a reader can switch off.
Nothing in the file depends on when or where it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.engines.comic.book import Book, Leaf
from storyboard.engines.comic.pdf_content import POINT, crop_marks, resource_names
from storyboard.engines.comic.pdf_drawing import Drawing, draw
from storyboard.engines.comic.pdf_fonts import PdfFont, Said, open_fonts, said_on

if TYPE_CHECKING:
    import pikepdf

_SLUG = 1000
"""How much paper crop marks take beyond the trim: 10 mm."""


def write(path: Path, book: Book) -> None:
    """Write the book; the same book gives the same bytes."""
    import pikepdf

    from storyboard.engines.comic.pdf_embedding import embedded

    pdf = pikepdf.new()
    fonts = open_fonts(book.fonts, _said(book))
    called = book.faces
    objects = {key: embedded(pdf, font, called[key]) for key, font in fonts.items()}
    sheets = _Sheets(pdf, objects, _layer(pdf), book.about.marks)
    pictures = _Pictures(pdf)
    for leaf in book.leaves:
        images = pictures.of(leaf)
        sheets.add(_drawing(leaf, images, fonts), images)
    _describe(pdf, book)
    pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _said(book: Book) -> dict[str, set[Said]]:
    """What glyphs say in the book, by the key of their font."""
    said: dict[str, set[Said]] = {key: set() for key in book.fonts}
    for leaf in book.leaves:
        drawing = leaf.drawing
        on_it = (
            {key: codes.values() for key, codes in drawing.codes.items()} if drawing else said_on(leaf.page)
        )
        for key, each in on_it.items():
            said[key].update(each)
    return said


def _drawing(leaf: Leaf, images: Mapping[str, Any], fonts: Mapping[str, PdfFont]) -> Drawing:
    """The drawing that was made with the page, where it still says what it did alone; else a new one."""
    if leaf.drawing and leaf.drawing.fits(fonts):
        return leaf.drawing
    sizes = {name: (int(image.Width), int(image.Height)) for name, image in images.items()}
    return draw(leaf.page, sizes, fonts)


class _Pictures:
    """The pictures in a file; one that stands on several pages is written once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.written: dict[Path, Any] = {}

    def of(self, leaf: Leaf) -> dict[str, Any]:
        """The pictures of a page by name."""
        from storyboard.engines.comic.pdf_pictures import embed_picture

        for path in leaf.pictures.values():
            if path not in self.written:
                self.written[path] = embed_picture(self.pdf, path)
        return {name: self.written[path] for name, path in leaf.pictures.items()}


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The pages of a file, on sheets that have room for crop marks where those are asked for."""

    pdf: pikepdf.Pdf
    fonts: Mapping[str, pikepdf.Object]
    layer: pikepdf.Object
    marks: bool

    def add(self, drawing: Drawing, images: Mapping[str, Any]) -> None:
        from pikepdf import Array, Dictionary, Name, Page

        bleed, size = drawing.bleed, drawing.size
        slug = max(_SLUG, bleed + 700) if self.marks else bleed
        names = resource_names(drawing.fonts)
        resources = Dictionary(
            XObject=Dictionary({f"/P{name}": image for name, image in images.items()}),
            Font=Dictionary({f"/{name}": self.fonts[key] for key, name in names.items()}),
            Properties=Dictionary(Letters=self.layer),
        )
        sheet = Dictionary(
            Type=Name.Page,
            MediaBox=Array(_box(0, size, slug)),
            BleedBox=Array(_box(slug - bleed, size, bleed)),
            TrimBox=Array(_box(slug, size, 0)),
            CropBox=Array(_box(0, size, slug)),
            Resources=resources,
            Contents=self._contents(drawing, slug),
        )
        self.pdf.pages.append(Page(self.pdf.make_indirect(sheet)))

    def _contents(self, drawing: Drawing, slug: int) -> pikepdf.Object:
        """The drawing as it is; with crop marks, where it lies on the larger sheet."""
        from pikepdf import Array, Name

        drawn = self.pdf.make_stream(b"")
        drawn.write(drawing.content, filter=Name.FlateDecode)
        if not self.marks:
            return drawn
        before, after = crop_marks(drawing.size, drawing.bleed, slug)
        return Array([self.pdf.make_stream(before), drawn, self.pdf.make_stream(after)])


def _box(start: int, size: tuple[int, int], around: int) -> list[Any]:
    """A box that begins `start` from the sheet's corner and lies `around` the trim, in points."""
    from decimal import Decimal

    ends = (start, start, start + size[0] + 2 * around, start + size[1] + 2 * around)
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
