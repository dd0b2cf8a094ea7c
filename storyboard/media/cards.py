"""Cards: words set on a ground of one colour, in the title-safe area, or rolling through the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from storyboard.base.digest import Plain
from storyboard.media.titles import MIDDLE, TRACKING
from storyboard.media.typesetting.blocks import TAG_FONT, TEXT_FONT, Align, Block, block, fonts_for
from storyboard.media.typesetting.letters import Canvas, Colour
from storyboard.media.typesetting.measures import SAFE, unit
from storyboard.media.typesetting.shaping import is_rtl

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

Size: TypeAlias = tuple[int, int]
Words: TypeAlias = Mapping[str, Plain]
"""What a card says, as its spec has it."""
_Credit: TypeAlias = tuple[str, Sequence[str]]
"""A role, or none over what is a heading, and names."""
_TITLE, _SUBTITLE, _TEXT, _CREDIT, _HEADING = 92, 40, 44, 36, 40
"""Letter heights, in thousandths of the picture's mean side."""
_SHARES = (20, 18, 16, 14, 12, 10, 8, 6, 5, 4, 3)
"""In which steps a card's letters get smaller where they don't fit, in twentieths of their size."""
_READABLE = 10
_ROOM = 1 - 4 * SAFE
"""The share of the picture, across and down, that words keep to: the title-safe area."""
_GUTTER, _COLUMN = 36, Fraction(47, 100)
"""Between the two columns of credits, as letters are measured, and what share of the room one may take."""
_DIMMED = Fraction(7, 10)
"""How much of their colour roles have: names are read first."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A block in its place: `top` from the words' beginning, within `wide` pixels from `left`."""

    block: Block
    top: int
    left: float
    wide: float
    align: Align
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A card's words, laid out; `height` in pixels. They are `readable` unless they had to be made small."""

    laid: tuple[_Laid, ...]
    height: int
    readable: bool = True


def lay_out(words: Words, size: Size, own: Path | None, rolls: bool = False) -> Setting:
    """Set a card's words for a picture of `size`, as large as fits; what rolls may be of any height."""
    for share in _SHARES:
        composer = _Composer(words, size, own, share)
        laid = tuple(composer.laid())
        room = float("inf") if rolls else size[1] * _ROOM
        if composer.top <= room and all(each.block.fits for each in laid):
            break
    return Setting(laid, composer.top, share >= _READABLE)


class Card:
    """Draws a card; `files` are the inputs, the author's font among them."""

    def __init__(self, words: Words, size: Size, files: Mapping[str, Path], rolls: bool = False) -> None:
        font = cast(str, words.get("font", ""))
        self.size = size
        self.setting = lay_out(words, size, files[f"file/{font}"] if font else None, rolls)
        self._ground, self._ink = (_colour(cast(str, words[key])) for key in ("background", "colour"))
        self._dim = _mixed(self._ink, self._ground)

    def still(self) -> Rgb:
        """The card, its words a little above the middle: in the very middle they'd look as if they sank."""
        height = self.size[1]
        top = round(height * MIDDLE) - self.setting.height // 2
        most = height - round(height * 2 * SAFE) - self.setting.height
        return self._drawn(max(min(top, most), round(height * 2 * SAFE)))

    def rolled(self, frame: int, of: int) -> Rgb:
        """A frame of a roll: at the first of so many all is below the picture, at the last all above it."""
        height = self.size[1]
        gone = Fraction((height + self.setting.height) * frame, max(of - 1, 1))
        return self._drawn(float(height - gone))

    def _drawn(self, top: float) -> Rgb:
        import numpy as np

        canvas = Canvas(self.size, self._ground)
        for each in self.setting.laid:
            first = top + each.top
            if -2 * each.block.step < first + each.block.height and first < self.size[1] + each.block.step:
                colour = self._dim if each.dimmed else self._ink
                each.block.draw(canvas, each.left, first, each.wide, each.align, colour)
        return np.ascontiguousarray(canvas.pixels[..., :3])


def seconds_seen(setting: Setting, size: Size, seconds: Fraction) -> Fraction:
    """How long a line of a roll is in the picture, where the whole roll takes so many seconds."""
    return seconds * size[1] / (size[1] + setting.height)


class _Composer:
    """Lays a card's blocks one below the other; `top` is how far down it has come."""

    def __init__(self, words: Words, size: Size, own: Path | None, share: int) -> None:
        self.words, self.size, self.share, self.top = words, size, share, 0
        self._bold, self._plain = fonts_for(TAG_FONT, own), fonts_for(TEXT_FONT, own)
        self._align = cast(Align, words["align"])
        self._wide = float(size[0] * _ROOM)
        self._left = float(size[0] - self._wide) / 2

    def laid(self) -> Iterator[_Laid]:
        title, subtitle, text = (str(self.words.get(key, "")) for key in ("title", "subtitle", "text"))
        yield from self._words(title, _TITLE, TRACKING, 4, True)
        if subtitle:
            self._gap(_SUBTITLE, Fraction(2, 5))
        yield from self._words(subtitle, _SUBTITLE, Fraction(1, 50), 4, False)
        if text:
            self._gap(_TEXT, Fraction(9, 10))
            for paragraph in filter(None, text.splitlines()):
                yield from self._words(paragraph, _TEXT, Fraction(0), 40, False)
                self._gap(_TEXT, Fraction(1, 2))
            self.top -= self._pixels(_TEXT) // 2
        if self.words.get("credits"):
            self._gap(_CREDIT, Fraction(3, 2))
            yield from self._credits(cast("list[_Credit]", self.words["credits"]))

    def _words(self, text: str, height: int, apart: Fraction, most: int, bold: bool) -> Iterator[_Laid]:
        if not text:
            return
        fonts = self._bold if bold else self._plain
        words = block(text, fonts, self._pixels(height), self._wide, apart, most, least=20)
        yield _Laid(words, self.top, self._left, self._wide, self._align)
        self.top += words.height

    def _credits(self, listed: Sequence[_Credit]) -> Iterator[_Laid]:
        columns = self._columns(listed)
        between = self._pixels(_CREDIT) // 4
        for role, names in listed:
            if not role:
                self._gap(_CREDIT, Fraction(4, 5))
                yield from self._words("\n".join(names), _HEADING, Fraction(1, 50), 40, True)
            else:
                yield from self._pair(role, names, columns)
            self.top += between
        self.top -= between

    def _pair(self, role: str, names: Sequence[str], columns: _Columns) -> Iterator[_Laid]:
        """A role, and beside it those who have it, one below the other."""
        begin = self.top
        for text, column, dimmed in ((role, columns.roles, True), ("\n".join(names), columns.names, False)):
            words = self._column(text, column.wide)
            yield _Laid(words, begin, column.left, column.wide, column.align, dimmed)
            self.top = max(self.top, begin + words.height)

    def _column(self, text: str, wide: float) -> Block:
        return block(text, self._plain, self._pixels(_CREDIT), wide + 1, most=200, least=20)

    def _columns(self, listed: Sequence[_Credit]) -> _Columns:
        """Where roles and names stand: towards the gutter between them, in the middle where it can be."""
        most = self._wide * float(_COLUMN)
        pairs = [(role, "\n".join(names)) for role, names in listed if role]
        roles = max((self._column(role, most).width for role, _ in pairs), default=0.0)
        names = max((self._column(several, most).width for _, several in pairs), default=0.0)
        turned = bool(pairs) and is_rtl("".join(map("".join, pairs)))
        first, second = (names, roles) if turned else (roles, names)
        gutter = float(self._pixels(_GUTTER))
        whole = first + gutter + second
        free = self._wide - whole
        middle = self._wide / 2 - gutter / 2 - first
        begin = {"left": 0.0, "right": free, "centre": middle if 0 <= middle <= free else free / 2}[
            self._align
        ]
        left = self._left + begin
        sides = (
            _Column(left, first, "left" if self._align == "left" else "right"),
            _Column(left + first + gutter, second, "right" if self._align == "right" else "left"),
        )
        return _Columns(*(sides[::-1] if turned else sides))

    def _gap(self, height: int, share: Fraction) -> None:
        """Room below what stands there already."""
        if self.top:
            self.top += round(self._pixels(height) * share)

    def _pixels(self, height: int) -> int:
        return max(6, unit(self.size, height) * self.share // 20)


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    wide: float
    align: Align


@dataclass(frozen=True, slots=True)
class _Columns:
    roles: _Column
    names: _Column


def _colour(digits: str) -> Colour:
    red, green, blue = (int(digits[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _mixed(ink: Colour, ground: Colour) -> Colour:
    red, green, blue = (
        round(one * _DIMMED + other * (1 - _DIMMED)) for one, other in zip(ink, ground, strict=True)
    )
    return red, green, blue
