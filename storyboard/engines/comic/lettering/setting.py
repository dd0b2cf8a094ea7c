"""A text broken into lines inside a balloon, and its letters in their places there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from storyboard.engines.comic.lettering.types import Kind, Run, Style
from storyboard.media.typesetting.fonts import Font
from storyboard.media.typesetting.shaping import Piece, is_rtl, set_column, set_line

_LYING = 340
"""Half the height of letters that lie on their side in a column."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A text broken into lines, in a balloon `2 rx` wide and `2 ry` high; `cost` is what mars its looks.

    `exponent` is that of its superellipse; infinite for a box.
    """

    kind: Kind
    lines: tuple[str, ...]
    fonts: tuple[Font, ...]
    size: float
    rx: float
    ry: float
    exponent: float
    cost: float
    rtl: bool
    style: Style
    leading: float
    rise: float
    fall: float
    turn: int = 0

    @property
    def vertical(self) -> bool:
        """Whether it is set in columns."""
        return self.style.vertical and self.kind != "sound"

    def runs(self, x: float, y: float) -> tuple[Run, ...]:
        """Its lines about a balloon's centre, in the order in which they are read."""
        return tuple(self._columns(x, y) if self.vertical else self._rows(x, y))

    def _rows(self, x: float, y: float) -> Iterator[Run]:
        scale, turn = self.size / 1000, math.radians(self.turn / 100)
        block = (len(self.lines) - 1) * self.leading + self.rise - self.fall
        for number, line in enumerate(self.lines):
            pieces = set_line(line, self.fonts, self.rtl, self.style.language)
            width = sum(piece.shaped.advance for piece in pieces)
            left = -width / 2 + (
                _hang(line, self.fonts, self.style.language) if self.kind != "caption" else 0
            )
            down = (self.rise - block / 2 + number * self.leading) * scale
            for piece in pieces:
                along = (left + piece.x) * scale
                dx = along * math.cos(turn) - down * math.sin(turn)
                dy = along * math.sin(turn) + down * math.cos(turn)
                yield self._run(piece, x + dx, y + dy, self.turn)

    def _columns(self, x: float, y: float) -> Iterator[Run]:
        scale = self.size / 1000
        for number, line in enumerate(self.lines):
            pieces = set_column(line, self.fonts, self.style.language)
            length = sum(piece.shaped.advance for piece in pieces)
            right = ((len(self.lines) - 1) / 2 - number) * self.leading
            for piece in pieces:
                down = piece.x - length / 2
                aside = -_LYING if piece.turned else 0
                turn = 9000 if piece.turned else 0
                yield self._run(piece, x + (right + aside) * scale, y + down * scale, turn)

    def _run(self, piece: Piece, x: float, y: float, turn: int) -> Run:
        scale = self.size / 1000
        glyphs = ((glyph, round(gx * scale), round(-gy * scale)) for glyph, gx, gy in piece.shaped.glyphs)
        length = round(piece.shaped.advance * scale)
        return Run(
            piece.text,
            piece.font.key,
            round(self.size),
            round(x),
            round(y),
            piece.direction,
            turn,
            length,
            tuple(glyphs),
            piece.shaped.said(piece.text, piece.direction),
        )


def _hang(line: str, fonts: tuple[Font, ...], language: str) -> float:
    """How far a line moves so that its letters look centred: points and quotes at its ends weigh half."""
    body = line.rstrip(".,;:-…’”\"'!?")
    tail = line[len(body) :] if body else ""
    stripped = line.lstrip("“‘\"'¿¡…")
    head = line[: len(line) - len(stripped)] if stripped else ""
    wide = [
        sum(piece.shaped.advance for piece in set_line(part, fonts, False, language)) if part else 0.0
        for part in (head, tail)
    ]
    return (min(wide[1], 500) - min(wide[0], 500)) / 4 * (-1 if is_rtl(line) else 1)
