"""What a script says of its comic: the book, and the panels that a shot becomes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from storyboard.script import comic_words
from storyboard.script.fields import Reads, Text, Written

Shape = Literal["tall", "wide", "splash", "inset"]
Moment = Literal["start", "middle", "end"]

_LENGTH: dict[str, Any] = {"type": ["string", "number"], "examples": ["4mm", "0.5cm", "0.25in"]}
Length = Annotated[int, Reads(comic_words.read_length, _LENGTH)]
"""A length on paper, in hundredths of a millimetre."""
_PAPER, _SCROLL = (400, 1000, 300), (1200, 400, 0)
"""Gutter, margin and bleed where the script says nothing."""


class Book(Written):
    """The comic as a book: its pages, how panels are laid out on them, and what it says of itself."""

    page: Annotated[
        tuple[int, int],
        Reads(
            comic_words.read_page,
            {"anyOf": [{"enum": list(comic_words.PAGES)}, {"type": "string", "examples": ["170x260mm"]}]},
        ),
    ] = Field(
        comic_words.PAGES["a4"],
        description="The page, trimmed: a4, letter, us-comic, b5, square, webtoon (a scroll), or 170x260mm.",
        json_schema_extra={"default": "a4"},
    )
    grid: Literal["auto", "2x2", "2x3", "3x3", "4-koma", "strip"] = Field(
        "auto", description="auto, or columns x rows (2x2, 2x3, 3x3), 4-koma, strip (three in a row)."
    )
    gutter: Length | None = Field(None, description="Between panels; 4mm, in a scroll 12mm.")
    margin: Length | None = Field(None, description="Around them, to the trim; 10mm, in a scroll 4mm.")
    bleed: Length | None = Field(None, description="How far beyond it is printed; 3mm, in a scroll 0mm.")
    direction: Literal["ltr", "rtl"] = Field("ltr", description="Read from the left, ltr, or the right, rtl.")
    caps: bool = Field(True, strict=True, description="Whether dialogue is set in capitals, as comics are.")
    font: Text | None = Field(None, description="A .ttf or .otf for dialogue, from the script's folder.")
    sound_font: Text | None = Field(None, description="The same for sound effects.")
    detector: Text | None = Field(
        None, description="MTCNN's folder, which finds faces in pictures that don't say whom they show."
    )
    vertical: bool = Field(
        False, strict=True, description="Whether Chinese, Japanese and Korean stand in columns."
    )
    crew_sheet: Literal["a4", "letter"] = Field("a4", description="The crew's sheet's paper, on its side.")
    scenes: Literal["run", "page"] = Field("run", description="page: every scene begins a page.")
    pictures: Literal["jpeg", "lossless"] = Field(
        "jpeg",
        description="How they stand in a PDF or an EPUB: as fine JPEG, or lossless, five times as large.",
    )
    title: Text | None = Field(None, description="The book's title; the default is the film's.")
    series: Text | None = Field(None, description="The series that it belongs to.")
    number: Text | None = Field(None, description="Its number in the series.")
    writer: Text | None = Field(None, description="Who wrote it.")
    language: Text = Field("en", description="The language of its words, such as en, fr or ja.")

    @property
    def scrolls(self) -> bool:
        """Whether it is one long column for a screen."""
        return self.page == comic_words.PAGES["webtoon"]

    @property
    def crew_paper(self) -> tuple[int, int]:
        """The width and height of the crew's sheet: its paper on its side."""
        width, height = comic_words.PAGES[self.crew_sheet]
        return height, width

    @property
    def spaces(self) -> tuple[int, int, int]:
        """Gutter, margin and bleed, in hundredths of a millimetre."""
        usual = _SCROLL if self.scrolls else _PAPER
        written = self.gutter, self.margin, self.bleed
        gutter, margin, bleed = (
            other if own is None else own for own, other in zip(written, usual, strict=True)
        )
        return gutter, margin, bleed


class Panel(Written):
    """How a shot stands in a comic; a shot of several moments is as many panels."""

    moments: tuple[Moment, ...] = Field(
        ("start",), description="start (the keyframe), middle, end: a panel for each, in their order."
    )
    span: int = Field(1, ge=1, le=4, strict=True, description="How many of a grid's columns it takes.")
    shape: Shape | None = Field(
        None, description="tall, wide, splash (a page of its own) or inset (within the panel before it)."
    )
    bleed: bool = Field(False, strict=True, description="Whether it goes on past the page's edge.")
    weight: int | None = Field(
        None, ge=1, le=4, strict=True, description="How much room it should have, 1 to 4; by size and length."
    )


NO_PANEL = Panel.model_validate({"moments": ()})
"""What `panel: false` says."""

PANEL = Reads(
    comic_words.read_panel,
    {"type": ["boolean", "string"], "examples": [False, *comic_words.SHAPES]},
    also=True,
)
