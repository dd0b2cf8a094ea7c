"""A book as EPUB 3 of fixed layout: a page of SVG each, with real text, its pictures and its fonts."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from storyboard.engines.comic import svg
from storyboard.engines.comic.archive import archive
from storyboard.engines.comic.book import Book, Leaf
from storyboard.engines.comic.picture_heads import suffix_of
from storyboard.engines.comic.typefaces import letters_of, part

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_MODIFIED = "2000-01-01T00:00:00Z"
"""The format wants a date; this one is always the same, so that the same book is the same file."""
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the book."""

    id: str
    path: str
    media_type: str
    body: bytes
    properties: str = ""


def write(path: Path, book: Book) -> None:
    """Write the book; the same book gives the same bytes."""
    fonts = list(_fonts(book))
    pages = [_page(leaf, number, book) for number, leaf in enumerate(book.leaves, 1)]
    parts = [_nav(book), _style(book, fonts), *pages, *fonts, *_pictures(book)]
    with archive(path) as zipped:
        zipped.add("mimetype", "application/epub+zip", packed=True)
        zipped.add("META-INF/container.xml", _CONTAINER)
        zipped.add("book/package.opf", _package(book, parts, pages))
        for each in parts:
            zipped.add(f"book/{each.path}", each.body)


def _page(leaf: Leaf, number: int, book: Book) -> Part:
    links = {name: _lies(number, name, path) for name, path in leaf.pictures.items()}
    width, height = (round(length / 10) for length in leaf.page.size)
    words = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html {_XHTML} {_language(book)}>\n<head>'
        f"<title>{escape(book.about.title)}, {number}</title>\n"
        f'<meta name="viewport" content="width={width}, height={height}"/>\n'
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        f'<body style="width: {width}px; height: {height}px">\n'
        f"{svg.inside(leaf.page, links)}\n</body></html>\n"
    )
    return Part(f"page{number:04}", f"{number:04}.xhtml", "application/xhtml+xml", words.encode(), "svg")


def _language(book: Book) -> str:
    language = escape(book.about.language)
    return f'lang="{language}" xml:lang="{language}"'


def _fonts(book: Book) -> Iterator[Part]:
    letters = letters_of(book.pages)
    for number, (key, path) in enumerate(book.fonts.items(), 1):
        suffix = path.suffix.lower() if path.suffix.lower() in (".ttf", ".otf") else ".ttf"
        body = part(path, letters[key])
        yield Part(f"font{number}", f"fonts/{number}{suffix}", f"font/{suffix[1:]}", body)


def _style(book: Book, fonts: Sequence[Part]) -> Part:
    urls = {key: each.path for key, each in zip(book.fonts, fonts, strict=True)}
    rules = "html, body {margin: 0; padding: 0;}\nsvg {display: block;}\n"
    return Part("style", "book.css", "text/css", (rules + svg.font_faces(book.faces, urls)).encode())


def _pictures(book: Book) -> Iterator[Part]:
    for number, leaf in enumerate(book.leaves, 1):
        for name, path in leaf.pictures.items():
            file = _lies(number, name, path)
            media_type = f"image/{suffix_of(path)[1:]}"
            yield Part(f"picture{number:04}-{name}", file, media_type, path.read_bytes())


def _lies(page: int, name: str, picture: Path) -> str:
    """Where a page's picture lies in the book."""
    return f"pictures/{page:04}-{name}{suffix_of(picture)}"


def _nav(book: Book) -> Part:
    lines = [
        f'<li><a href="{number:04}.xhtml">{number}</a></li>' for number in range(1, len(book.leaves) + 1)
    ]
    title = escape(book.about.title)
    words = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html {_XHTML} {_language(book)}>\n'
        f"<head><title>{title}</title></head>\n<body>\n"
        f'<nav epub:type="toc"><ol><li><a href="0001.xhtml">{title}</a></li></ol></nav>\n'
        f'<nav epub:type="page-list" hidden="hidden"><ol>{"".join(lines)}</ol></nav>\n</body></html>\n'
    )
    return Part("nav", "nav.xhtml", "application/xhtml+xml", words.encode(), "nav")


def _package(book: Book, parts: Sequence[Part], pages: Sequence[Part]) -> str:
    about = book.about
    items = "\n".join(_item(each) for each in parts)
    spine = "\n".join(f'<itemref idref="{page.id}"/>' for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(about.language)}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(book, parts)}\n</metadata>\n'
        f"<manifest>\n{items}\n</manifest>\n"
        f'<spine page-progression-direction="{about.direction}">\n{spine}\n</spine>\n</package>\n'
    )


def _item(each: Part) -> str:
    properties = f' properties="{each.properties}"' if each.properties else ""
    return f'<item id="{each.id}" href="{each.path}" media-type="{each.media_type}"{properties}/>'


def _metadata(book: Book, parts: Sequence[Part]) -> str:
    about = book.about
    lines = [
        f'<dc:identifier id="id">urn:uuid:{_identity(parts)}</dc:identifier>',
        f"<dc:title>{escape(about.title)}</dc:title>",
        f"<dc:language>{escape(about.language)}</dc:language>",
        f'<meta property="dcterms:modified">{_MODIFIED}</meta>',
        '<meta property="rendition:layout">pre-paginated</meta>',
        '<meta property="rendition:orientation">auto</meta>',
        '<meta property="rendition:spread">auto</meta>',
    ]
    if about.writer:
        lines.append(f"<dc:creator>{escape(about.writer)}</dc:creator>")
    if about.series:
        lines.append(f'<meta property="belongs-to-collection" id="series">{escape(about.series)}</meta>')
        lines.append('<meta refines="#series" property="collection-type">series</meta>')
    if about.series and about.number:
        lines.append(f'<meta refines="#series" property="group-position">{escape(about.number)}</meta>')
    return "\n".join(lines)


def _identity(parts: Sequence[Part]) -> uuid.UUID:
    """A name that the book's own bytes give it."""
    whole = hashlib.sha256()
    for each in parts:
        whole.update(hashlib.sha256(each.body).digest())
    return uuid.UUID(bytes=whole.digest()[:16], version=4)
