"""A book as CBZ: a picture for each page, and ComicInfo.xml (version 2.0) for those who sort books by it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from storyboard.engines.comic.archive import archive
from storyboard.engines.comic.book import Book, Leaf
from storyboard.engines.comic.picture_heads import size_of, suffix_of

_DPI = 200
"""Of pages that come without a picture of their own: a reader's screen, not a press."""
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"


def write(path: Path, book: Book) -> None:
    """Write the book; pages are numbered with as many digits as the last one has, and three at least."""
    digits = max(3, len(str(len(book.leaves))))
    sizes: list[tuple[int, int, int]] = []
    with archive(path) as zipped:
        for number, leaf in enumerate(book.leaves, 1):
            suffix = suffix_of(leaf.raster) if leaf.raster else ".jpeg"
            body = drawn(leaf, book.fonts, suffix)
            sizes.append((*size_of(body), len(body)))
            zipped.add(f"{number:0{digits}}{suffix}", body, packed=True)
        zipped.add("ComicInfo.xml", comic_info(book, sizes))


def drawn(leaf: Leaf, fonts: Mapping[str, Path], suffix: str) -> bytes:
    """The picture of a page: the one that was made with it, else drawn now."""
    from storyboard.engines.comic import raster

    if leaf.raster and suffix_of(leaf.raster) == suffix:
        return leaf.raster.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"page{suffix}"
        raster.save(path, raster.draw(leaf.page, leaf.pictures, fonts, _DPI), _DPI)
        return path.read_bytes()


def comic_info(book: Book, sizes: list[tuple[int, int, int]]) -> bytes:
    """ComicInfo.xml; `sizes` are each page's width, height and bytes."""
    root = ElementTree.Element(
        "ComicInfo",
        {"xmlns:xsi": _SCHEMA, "xsi:noNamespaceSchemaLocation": "ComicInfo.xsd"},
    )
    for name, words in _fields(book):
        if words:
            ElementTree.SubElement(root, name).text = words
    pages = ElementTree.SubElement(root, "Pages")
    for number, size in enumerate(sizes):
        ElementTree.SubElement(pages, "Page", _page(number, size))
    ElementTree.indent(root)
    body: bytes = ElementTree.tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _page(number: int, size: tuple[int, int, int]) -> dict[str, str]:
    width, height, length = map(str, size)
    kind = {} if number else {"Type": "FrontCover"}
    return {"Image": str(number), "ImageSize": length, "ImageWidth": width, "ImageHeight": height} | kind


def _fields(book: Book) -> Iterator[tuple[str, str]]:
    """In the order that the schema wants."""
    about = book.about
    yield "Title", about.title
    yield "Series", about.series
    yield "Number", about.number
    yield "Writer", about.writer
    yield "PageCount", str(len(book.leaves))
    yield "LanguageISO", about.language
    yield "Manga", "YesAndRightToLeft" if about.direction == "rtl" else "No"
    yield "Characters", ", ".join(about.characters)
