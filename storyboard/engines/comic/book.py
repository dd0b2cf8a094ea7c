"""The op `book`: pages become one file, in the format that its spec names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from storyboard.base.garbage import seldom_searched
from storyboard.engines.comic.document import Font, Page, read_page
from storyboard.engines.comic.pdf_drawing import Drawing, read_drawing
from storyboard.engines.comic.typefaces import faces, font_files
from storyboard.engines.protocol import Tell
from storyboard.plan.types import Spec


@dataclass(frozen=True, slots=True)
class About:
    """What a book says of itself; `marks` asks for crop marks, in a PDF."""

    title: str
    series: str = ""
    number: str = ""
    writer: str = ""
    language: str = "en"
    direction: str = "ltr"
    characters: tuple[str, ...] = ()
    marks: bool = False


@dataclass(frozen=True)
class Leaf:
    """A page on its way into a book: its pictures by name, and what of it was drawn beforehand.

    `described` is the page, or the file of its description, which is read only where it is asked for.
    """

    described: Page | Path
    pictures: Mapping[str, Path]
    raster: Path | None = None
    drawing: Drawing | None = None

    @cached_property
    def page(self) -> Page:
        """What stands on it."""
        return read_page(self.described) if isinstance(self.described, Path) else self.described

    @property
    def fonts(self) -> Mapping[str, Font]:
        """The fonts that it is set in, by their keys."""
        return self.drawing.fonts if self.drawing else self.page.fonts


@dataclass(frozen=True, slots=True)
class Book:
    """All that a writer needs; `fonts` are files by the keys that the pages use."""

    about: About
    leaves: Sequence[Leaf]
    fonts: Mapping[str, Path]

    @property
    def pages(self) -> tuple[Page, ...]:
        """Its pages in the order of reading."""
        return tuple(leaf.page for leaf in self.leaves)

    @property
    def faces(self) -> Mapping[str, Font]:
        """The fonts that its pages are set in, by their keys."""
        return faces(leaf.fonts for leaf in self.leaves)


@seldom_searched()
def book(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write `book.<format>`; a picture's format has its first page there, others in `0002.<format>` ..."""
    write(cast(str, spec["format"]), gather(spec, inputs), out)


def write(kind: str, book: Book, out: Path) -> None:
    """Write a book in one of the formats, into a folder."""
    _WRITERS[kind](book, out)


def gather(spec: Spec, inputs: Mapping[str, Path]) -> Book:
    """The book that a spec and its inputs stand for: pages are `0001`, their pictures `0001.01`.

    A picture may come as `0001.01/print` or `/screen`: made to be copied into documents.
    """
    names = sorted(name for name in inputs if name.isdigit())
    pictures = _pictures(inputs)
    leaves = [
        Leaf(inputs[name], pictures.get(name, {}), inputs.get(f"{name}/raster"), _drawing(inputs, name))
        for name in names
    ]
    return Book(about(spec), leaves, font_files(faces(leaf.fonts for leaf in leaves), inputs))


def _drawing(inputs: Mapping[str, Path], name: str) -> Drawing | None:
    path = inputs.get(f"{name}/drawing")
    return read_drawing(path) if path else None


def _pictures(inputs: Mapping[str, Path]) -> dict[str, dict[str, Path]]:
    """The pictures of each page, by the page's name."""
    found: dict[str, dict[str, Path]] = {}
    for name, path in inputs.items():
        page, dot, panel = name.partition(".")
        if dot:
            found.setdefault(page, {})[panel.partition("/")[0]] = path
    return found


def about(spec: Spec) -> About:
    """What a spec says of its book."""

    def words(name: str, otherwise: str = "") -> str:
        given = spec.get(name)
        return otherwise if given is None else str(given)

    return About(
        title=words("title"),
        series=words("series"),
        number=words("number"),
        writer=words("writer"),
        language=words("language", "en"),
        direction=words("direction", "ltr"),
        characters=tuple(cast("list[str]", spec.get("characters") or [])),
        marks=bool(spec.get("crop_marks")),
    )


def _pdf(book: Book, out: Path) -> None:
    from storyboard.engines.comic import pdf

    pdf.write(out / "book.pdf", book)


def _cbz(book: Book, out: Path) -> None:
    from storyboard.engines.comic import cbz

    cbz.write(out / "book.cbz", book)


def _epub(book: Book, out: Path) -> None:
    from storyboard.engines.comic import epub

    epub.write(out / "book.epub", book)


def _svg(book: Book, out: Path) -> None:
    from storyboard.engines.comic import svg

    for path, leaf in zip(_paths(out, len(book.leaves), "svg"), book.leaves, strict=True):
        path.write_text(svg.alone(leaf.page, leaf.pictures, book.fonts), "utf-8")


def _png(book: Book, out: Path) -> None:
    from storyboard.engines.comic.cbz import drawn

    for path, leaf in zip(_paths(out, len(book.leaves), "png"), book.leaves, strict=True):
        path.write_bytes(drawn(leaf, book.fonts, ".png"))


def _paths(out: Path, pages: int, suffix: str) -> list[Path]:
    return [out / f"book.{suffix}", *(out / f"{number:04}.{suffix}" for number in range(2, pages + 1))]


_WRITERS: Mapping[str, Callable[[Book, Path], None]] = {
    "pdf": _pdf,
    "cbz": _cbz,
    "epub": _epub,
    "svg": _svg,
    "png": _png,
}
