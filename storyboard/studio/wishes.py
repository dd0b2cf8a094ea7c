"""What an author asks of the studio: a film, a comic, the crew's sheet, or the cut for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.build import standing

if TYPE_CHECKING:
    from storyboard.build.book_advice import Wanted

BOOKS = ("pdf", "cbz", "epub", "svg", "png")
"""The formats of a comic; of the last two each page is a file."""
CONTAINERS = ("mp4", "mov", "webm", "gif", "webp", "png")
"""What a film can be written as; the last is a folder with a picture for each frame."""
CREW_SHEETS = ("pdf", "png")
"""The formats of the sheet that a film's crew works from."""


@dataclass(frozen=True, slots=True)
class BookWish:
    """The comic in place of the film, in one of the formats `BOOKS`.

    With `crew` it is the sheet that a film's crew works from, in one of `CREW_SHEETS`.
    """

    format: str
    crop_marks: bool = False
    crew: bool = False


@dataclass(frozen=True, slots=True)
class CutWish:
    """The cut handed over to other programs, in one of the formats of `deliver.formats`.

    `codec` is how its clips are encoded: prores or h264. Captions are in `language`, or as they are spoken.
    """

    format: str
    codec: str = "prores"
    language: str = ""


@dataclass(frozen=True, slots=True)
class ShotWish:
    """One shot, by its id: its still, or with `clip` its clip as a film of its own.

    With `takes` it is a contact sheet of so many takes of that; without `sheet` the takes alone.
    """

    id: str
    clip: bool = False
    takes: int = 0
    sheet: bool = True

    @property
    def what(self) -> str:
        """What it is called where it is spoken of."""
        return "contact sheet" if self.takes else "clip" if self.clip else "still"

    @property
    def silent(self) -> bool:
        """Whether nothing of it is heard."""
        return bool(self.takes) or not self.clip


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author asks for: a script, a profile, perhaps only some shots or scenes, by their ids.

    With `book` it is the script's comic, with `cut` what other programs edit, with `shot` a shot by itself,
    else its film in one of `CONTAINERS`. With `stills` every shot's keyframe is made, whether its clip begins
    with it or not, if that needs no device. As a `draft` the film is small, where its pictures are drawn at
    any size alike. Takes of the shots that are `beside` the film are made with it. What is
    `unsigned` is not signed, whatever the script's `provenance` says.
    """

    script: Path
    profile: str = "animatic"
    only: frozenset[str] = frozenset()
    strict: bool = False
    locked: bool = False
    allow_pickle: bool = False
    book: BookWish | None = None
    cut: CutWish | None = None
    shot: ShotWish | None = None
    container: str = "mp4"
    stills: bool = False
    draft: bool = False
    beside: tuple[ShotWish, ...] = ()
    unsigned: bool = False

    @property
    def wanted(self) -> Wanted:
        """Which of the things that a script makes it is."""
        if self.book:
            return "crew" if self.book.crew else "book"
        return "film"

    @property
    def leaves_unsigned(self) -> bool:
        """Whether no key is needed: for what is only looked at, and for what others will finish."""
        looked_at = self.stills or self.draft or bool(self.shot and self.shot.takes)
        return self.unsigned or self.cut is not None or looked_at

    @property
    def film(self) -> bool:
        """Whether it is a film, be it of one shot."""
        return not (self.book or self.cut or (self.shot and self.shot.silent))

    @property
    def page(self) -> bool:
        """Whether what is delivered first is a picture of its own: a book's page, or a still."""
        return self.book is not None or (self.shot is not None and not self.film)

    @property
    def pictures(self) -> bool:
        """Whether it is a film as a folder of pictures."""
        return self.film and self.container == "png"

    @property
    def what(self) -> str:
        """What it is called where it is spoken of."""
        if self.cut:
            return "cut"
        if self.shot:
            return self.shot.what
        return "storyboard sheet" if self.wanted == "crew" else self.wanted

    @property
    def name(self) -> str:
        """Under which name builds of this wish are remembered."""
        kinds = ("locked", "allow_pickle", "stills", "draft", "unsigned")
        flags = [name for name in kinds if getattr(self, name)]
        flags += [self.container] if self.container != "mp4" else []
        if self.book:
            flags += ["book", self.book.format]
            flags += [name for name in ("crop_marks", "crew") if getattr(self.book, name)]
        if self.cut:
            flags += ["cut", self.cut.format, self.cut.codec, self.cut.language]
        if self.shot:
            flags += ["shot", self.shot.id, self.shot.what, str(self.shot.clip), str(self.shot.takes)]
        return standing.record_name(self.script, (self.profile, str(self.strict), *sorted(self.only), *flags))
