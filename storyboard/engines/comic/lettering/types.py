"""What lettering is made from and what it makes: lines of dialogue, the stage, and lettered items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["speech", "thought", "whisper", "shout", "caption", "sound"]
Point: TypeAlias = tuple[float, float]
Step: TypeAlias = tuple[str, tuple[float, ...]]
Outline: TypeAlias = tuple[Step, ...]
"""A path as SVG writes it: M, L, C and Z, each with its coordinates."""

SAFE = 150
"""Nothing but a tail comes nearer to the panel's edge, in h."""


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def grown(self, by: float) -> Rect:
        """As it is, and `by` more on each side (less, where negative)."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def shrunk(self, share: float) -> Rect:
        """The middle `share` of it."""
        x, y = self.centre
        return Rect(
            x - self.width * share / 2, y - self.height * share / 2, self.width * share, self.height * share
        )

    def mirrored(self, width: float) -> Rect:
        """Seen in a mirror, in a panel of this width."""
        return Rect(width - self.right, self.y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Line:
    """What is said, thought, told or heard; `at` is the side of the panel that the author wishes for it."""

    text: str
    kind: Kind = "speech"
    speaker: int | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody in the picture: `who` is the place in the cast."""

    who: int
    body: Rect
    face: Rect | None = None
    mouth: Point | None = None

    @property
    def speaks_from(self) -> Point:
        """Where tails aim: the mouth, else the face's, else the head's place on a body."""
        if self.mouth:
            return self.mouth
        if self.face:
            return self.face.x + self.face.width / 2, self.face.y + self.face.height * 0.75
        return self.body.x + self.body.width / 2, self.body.y + self.body.height * 0.15

    @property
    def features(self) -> Rect:
        """The face from the eyes to the mouth, without forehead and chin."""
        face = self.face or self.body
        top, low = face.y + 0.25 * face.height, face.y + 0.88 * face.height
        return self._to_the_mouth(Rect(face.x + 0.2 * face.width, top, 0.6 * face.width, low - top))

    def inner_face(self, share: float) -> Rect:
        """A share of the face about its middle, and the mouth wherever it is."""
        return self._to_the_mouth((self.face or self.body).shrunk(share))

    def _to_the_mouth(self, rect: Rect) -> Rect:
        if not self.mouth or not self.face:
            return rect
        low = min(self.mouth[1] + 0.06 * self.face.height, self.face.bottom)
        return Rect(rect.x, rect.y, rect.width, max(rect.bottom, low) - rect.y)


@dataclass(frozen=True, slots=True)
class Style:
    """How a book is lettered. Fonts are files of the author's own; the built-in ones stand behind them."""

    caps: bool = True
    rtl: bool = False
    vertical: bool = False
    language: str = "en"
    font: Path | None = None
    sound_font: Path | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one font and direction.

    `x`, `y` is the origin of its baseline, about which it is turned clockwise by `turn` hundredths of a
    degree; glyphs are (number in the font, x, y) from there before the turn, and `said` is what each says.
    """

    text: str
    font: str
    size: int
    x: int
    y: int
    direction: Literal["ltr", "rtl", "ttb"]
    turn: int
    width: int
    glyphs: tuple[tuple[int, int, int], ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A balloon, a caption or a sound effect; `order` is its place in reading."""

    kind: Kind
    order: int
    speaker: int | None
    body: Rect
    outline: Outline
    extras: tuple[Outline, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Lettering:
    """Everything lettered in a panel of `size`, and the fonts that it is set in."""

    size: tuple[int, int]
    items: tuple[Item, ...]
    fonts: Mapping[str, Mapping[str, str]]
