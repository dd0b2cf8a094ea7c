"""What a script says of its book, made ready for the plan: paper, letterings, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from storyboard.base.digest import Plain
from storyboard.engines import registry
from storyboard.plan.book import Binding
from storyboard.plan.layout import PageShape

if TYPE_CHECKING:
    from storyboard.plan.types import Spec
    from storyboard.script.comic import Book
    from storyboard.script.models import Script


def binding(script: Script, format_: str, crop_marks: bool, named: Mapping[str, str]) -> Binding:
    """How the script's book is made; `named` are the digests of what it names, by name."""
    book = script.book
    lettering: Spec = {"caps": book.caps, "direction": book.direction, "language": book.language}
    if book.vertical:
        lettering["vertical"] = True
    lettering |= {
        key: named[name] for key, name in (("font", book.font), ("sound_font", book.sound_font)) if name
    }
    return Binding(
        shape=_shape(book),
        revision=registry.engine("comic").REVISION,
        format=format_,
        lettering=lettering,
        about=_about(script),
        lossless=book.pictures == "lossless",
        detector=named[book.detector] if book.detector else "",
        scenes_begin=book.scenes == "page",
        crop_marks=crop_marks,
    )


def _shape(book: Book) -> PageShape:
    gutter, margin, bleed = book.spaces
    grid = "scroll" if book.scrolls else book.grid
    return PageShape(*book.page, margin, gutter, bleed, book.direction, grid)


def _about(script: Script) -> Spec:
    book = script.book
    about: Mapping[str, Plain] = {
        "title": book.title or script.title,
        "series": book.series,
        "number": book.number,
        "writer": book.writer,
        "language": book.language,
        "direction": book.direction,
    }
    return {key: value for key, value in about.items() if value is not None}
