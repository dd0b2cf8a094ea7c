"""Words as they go onto a picture: set in glyphs by the pixel, and drawn as the outlines that fonts have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from storyboard.media.typesetting.breaking import Token, balanced, joined, tokens
from storyboard.media.typesetting.fonts import UNITS, Font
from storyboard.media.typesetting.shaping import cleaned, is_cjk, is_rtl, lacking, set_line, stands_apart

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

Colour: TypeAlias = tuple[int, int, int]
_Point: TypeAlias = tuple[float, float]
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
_NO_LETTER = "\ufffd"
"""Stands for letters that no font has; `check` has named them before."""
_WHOLE_WORDS = "zxx"
"""A language in which nothing is hyphenated."""
_EVENED = 12
"""The most lines that are made even: in a longer text nobody sees it, and it takes its time."""
_POINTS = ".,;:-…’”\"'!?。、"
_OPENING = "“‘\"'¿¡…「"


@dataclass(frozen=True, slots=True)
class Type:
    """What words are set in: fonts, best first, the height of the em in pixels, and how far letters stand
    apart, as a share of it."""

    fonts: tuple[Font, ...]
    pixels: int
    apart: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line set: its glyphs as (font, number, x) with x in pixels from its left end, and how long it is.

    `hangs` is how far it moves so that it looks centred: points and quotes at its ends weigh half.
    """

    glyphs: tuple[tuple[Font, int, float, float], ...]
    width: float
    hangs: float
    pixels: int


def as_set(text: str, fonts: Sequence[Font]) -> str:
    """A text as one can set it: composed, without controls; a mark stands for a letter that no font has."""
    shown = "\n".join(cleaned(part, False) for part in text.splitlines())
    for letter in lacking(shown.replace("\n", " "), fonts):
        shown = shown.replace(letter, _NO_LETTER)
    return shown


def broken(text: str, kind: Type, longest: float, lines: int | None = None) -> tuple[Line, ...]:
    """A text in as few lines as fit, as even as they can be; where it says so itself, a line ends.

    A word that is longer than a line is parted anywhere; nothing is hyphenated. With `lines`, a text that
    needs more of them comes back without being made even.
    """
    found: list[Line] = []
    for part in filter(None, as_set(text, kind.fonts).splitlines()):
        rtl = is_rtl(part)
        words = tokens(part, partial(_width, kind, rtl), longest, _WHOLE_WORDS)
        space = _width(kind, rtl, "n n") - 2 * _width(kind, rtl, "n")
        filled = _filled(words, space, longest)
        if lines is not None and len(found) + len(filled) > lines:
            return (*found, *(set_words(line, kind, rtl) for line in filled))
        even = balanced(words, [1.0] * len(filled), space) if len(filled) <= _EVENED else None
        shown = [set_words(line, kind, rtl) for line in even or filled]
        if any(line.width > longest + 0.5 for line in shown):
            shown = [set_words(line, kind, rtl) for line in filled]
        found += shown
    return tuple(found)


def _filled(words: Sequence[Token], space: float, longest: float) -> list[str]:
    """As many words to a line as it takes: as few lines as there can be."""
    lines: list[list[Token]] = []
    reached = 0.0
    for word in words:
        gap = space if word.spaced and lines else 0.0
        if lines and reached + gap + word.width <= longest:
            lines[-1].append(word)
            reached += gap + word.width
        else:
            lines.append([word])
            reached = word.width
    return [joined(line) for line in lines]


def parts(text: str, kind: Type, longest: float) -> bool:
    """Whether a word is longer than a line; Chinese and Japanese may be parted anywhere."""
    words = (word for word in as_set(text, kind.fonts).split() if not any(map(is_cjk, word)))
    return any(set_words(word, kind, is_rtl(word)).width > longest for word in words)


def _width(kind: Type, rtl: bool, text: str) -> float:
    return set_words(text, kind, rtl).width


@lru_cache(4096)
def set_words(text: str, kind: Type, rtl: bool = False) -> Line:
    """Set a text on one line, whatever its scripts."""
    apart = float(kind.apart) * kind.pixels if kind.apart and stands_apart(text) else 0.0
    glyphs, width = _placed(text, kind, rtl, apart)
    tail = len(text) - len(text.rstrip(_POINTS))
    head = len(text) - len(text.lstrip(_OPENING))
    hangs = 0.0
    if 0 < tail < len(text) or 0 < head < len(text):
        most = kind.pixels / 2
        after = _placed(text[len(text) - tail :], kind, rtl, apart)[1] if 0 < tail < len(text) else 0
        before = _placed(text[:head], kind, rtl, apart)[1] if 0 < head < len(text) else 0
        hangs = (min(after, most) - min(before, most)) / 4 * (-1 if rtl else 1)
    return Line(glyphs, width, hangs, kind.pixels)


def _placed(
    text: str, kind: Type, rtl: bool, apart: float
) -> tuple[tuple[tuple[Font, int, float, float], ...], float]:
    """The glyphs of a text from the left, letters apart by so many pixels, and how far they reach."""
    scale = kind.pixels / UNITS
    found = []
    gone = 0.0
    pieces = sorted(set_line(text, kind.fonts, rtl, "en", not apart), key=lambda piece: piece.x)
    for piece in pieces:
        reached = None
        for glyph, x, y in piece.shaped.glyphs:
            if reached is not None and x > reached + 1:
                gone += apart
            reached = x
            found.append((piece.font, glyph, (piece.x + x) * scale + gone, -y * scale))
        gone += apart
    width = sum(piece.shaped.advance for piece in pieces) * scale
    return tuple(found), width + max(gone - apart, 0.0)


class Canvas:
    """A picture that letters are drawn on, see-through or of one colour; `pixels` are height x width x 4.

    Colours are multiplied by their cover.
    """

    def __init__(self, size: tuple[int, int], ground: Colour | None = None) -> None:
        import numpy as np
        import skia

        width, height = size
        self.size = size
        self.pixels: Pixels = np.zeros((height, width, 4), np.uint8)
        if ground is not None:
            self.pixels[...] = (*ground, 255)
        self._surface = skia.Surface(
            self.pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType
        )
        self._canvas = self._surface.getCanvas()

    def write(
        self, line: Line, x: float, baseline: float, colour: Colour = WHITE, outline: float = 0
    ) -> None:
        """Draw a line from `x` on a baseline, with a black `outline` about it so many pixels wide."""
        import skia

        path = skia.Path()
        scale = line.pixels / UNITS
        for font, glyph, along, down in line.glyphs:
            matrix = skia.Matrix([scale, 0, x + along, 0, scale, baseline + down, 0, 0, 1])
            path.addPath(_outline(font, glyph), matrix)
        if outline:
            pen = skia.Paint(
                Color=_packed(BLACK),
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=2 * outline,
                StrokeJoin=skia.Paint.kRound_Join,
            )
            self._canvas.drawPath(path, pen)
        self._canvas.drawPath(path, skia.Paint(Color=_packed(colour), AntiAlias=True))

    def bar(self, box: tuple[float, float, float, float], radius: float, colour: Colour, cover: int) -> None:
        """Fill a rectangle of x, y, width and height with round corners."""
        import skia

        paint = skia.Paint(Color=_packed(colour, cover), AntiAlias=True)
        self._canvas.drawRoundRect(skia.Rect.MakeXYWH(*box), radius, radius, paint)


class _Pen:
    """Draws a glyph as skia's path; fonts count upwards, pictures downwards."""

    def __init__(self) -> None:
        import skia

        self.path = skia.Path()

    def moveTo(self, to: _Point) -> None:  # noqa: N802 (the names that pens have)
        self.path.moveTo(to[0], -to[1])

    def lineTo(self, to: _Point) -> None:  # noqa: N802
        self.path.lineTo(to[0], -to[1])

    def qCurveTo(self, by: _Point, to: _Point) -> None:  # noqa: N802
        self.path.quadTo(by[0], -by[1], to[0], -to[1])

    def curveTo(self, by: _Point, then: _Point, to: _Point) -> None:  # noqa: N802
        self.path.cubicTo(by[0], -by[1], then[0], -then[1], to[0], -to[1])

    def closePath(self) -> None:  # noqa: N802
        self.path.close()


@lru_cache(8192)
def _outline(font: Font, glyph: int) -> Any:
    """A glyph's outline in thousandths of the em, unhinted."""
    pen = _Pen()
    font.draw(glyph, pen)
    return pen.path


def _packed(colour: Colour, cover: int = 255) -> int:
    red, green, blue = colour
    return cover << 24 | red << 16 | green << 8 | blue
