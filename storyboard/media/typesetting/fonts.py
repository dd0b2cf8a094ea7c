"""Font files, opened: what letters they have, and how HarfBuzz sets them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeAlias

import uharfbuzz as hb

from storyboard.base.digest import digest_of_file
from storyboard.base.errors import EngineError

UNITS = 1000
"""All measures of a font are in thousandths of its size."""

Direction: TypeAlias = Literal["ltr", "rtl", "ttb"]
Placed: TypeAlias = tuple[int, float, float]


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text in one font: its glyphs as (number, x, y) from the origin, y upwards, and how far they reach.

    `starts` are where in the text the letters begin that they stand for.
    """

    glyphs: tuple[Placed, ...]
    advance: float
    starts: tuple[int, ...]

    def said(self, text: str, direction: Direction) -> tuple[str, ...]:
        """The part of its text that each glyph stands for; the first of several for a letter has it."""
        ends = dict(pairwise([*sorted(set(self.starts)), len(text)]))
        numbers = range(len(self.starts))
        read = {
            self.starts[number]: number for number in (numbers if direction == "rtl" else reversed(numbers))
        }
        return tuple(
            text[start : ends[start]] if read[start] == number else ""
            for number, start in enumerate(self.starts)
        )


class Font:
    """One font file, opened. `key` names it wherever it was set, so that its file is found again."""

    def __init__(self, key: str, path: Path) -> None:
        self.key, self.path = key, path
        try:
            self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        except (OSError, ValueError, hb.HarfBuzzError) as error:
            raise EngineError(f"{path.name} can't be read as a font: {error}") from error
        if not self._face.glyph_count:
            raise EngineError(f"{path.name} is no font: letters are set in a .ttf or .otf file")
        if not _has_outlines(path.read_bytes()):
            raise EngineError(f"{path.name} is cut off, or has no outlines that letters could be set in")
        self._font = hb.Font(self._face)
        self._font.scale = (UNITS, UNITS)

    @property
    def name(self) -> str:
        """The family, as the font calls itself."""
        return str(self._face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or self.path.stem)

    @property
    def style(self) -> str:
        """The style within the family: "Bold Italic"."""
        return str(self._face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) or "Regular")

    def shape(self, text: str, direction: Direction, language: str, ligatures: bool = True) -> Shaped:
        """Set a text of one script; glyph 0 stands where the font has none."""
        return _shaped(self, text, direction, language, ligatures)

    def has(self, text: str) -> bool:
        """Whether it can show a letter with its marks."""
        return _has(self, text)

    def settling(self, glyph: int) -> float:
        """How far up a glyph moves in a column from where HarfBuzz has it.

        Where a font says nothing of columns that is with its ink in the middle of its cell, be it a comma's.
        Then it is as high in a cell as on a line; the cell is an em about the middle of the font's height.
        """
        if {"vmtx", "VORG"} & set(self._face.table_tags):
            return 0.0
        edges = self._font.get_font_extents("ltr")
        top = (edges.ascender + edges.descender + UNITS) / 2
        return float(self._font.get_glyph_v_origin(glyph)[1] - top)

    def draw(self, glyph: int, pen: object) -> None:
        """Draw a glyph's outline with a pen (`moveTo`, `lineTo`, `qCurveTo`, `curveTo`, `closePath`)."""
        self._font.draw_glyph_with_pen(glyph, pen)

    def ink(self, glyph: int) -> tuple[float, float]:
        """The upper and the lower edge of a glyph over the baseline."""
        extents = self._font.get_glyph_extents(glyph)
        return (extents.y_bearing, extents.y_bearing + extents.height) if extents else (0, 0)


def open_file(path: Path, key: str = "") -> Font:
    """A font by its file, named by the file's digest or another key; EngineError for what is no font.

    One that was changed since is opened anew.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise EngineError(f"{path.name} can't be read as a font: {error.strerror}") from error
    return _opened(path, key, (found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(64)
def _opened(path: Path, key: str, state: tuple[int, ...]) -> Font:
    return Font(key or digest_of_file(path), path)


def _has_outlines(body: bytes) -> bool:
    """Whether the outlines that a font's directory names lie within its file."""
    tables = (body[at : at + 16] for at in range(12, 12 + 16 * int.from_bytes(body[4:6], "big"), 16))
    ends = {
        entry[:4]: int.from_bytes(entry[8:12], "big") + int.from_bytes(entry[12:], "big") for entry in tables
    }
    return any(0 < ends.get(tag, 0) <= len(body) for tag in (b"glyf", b"CFF ", b"CFF2"))


@lru_cache(20_000)
def _shaped(font: Font, text: str, direction: Direction, language: str, ligatures: bool) -> Shaped:
    buffer: Any = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction, buffer.language = direction, language
    hb.shape(font._font, buffer, {"kern": True, "liga": ligatures})
    glyphs, starts, x, y = [], [], 0.0, 0.0
    for letter, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        up = font.settling(letter.codepoint) if direction == "ttb" else 0.0
        glyphs.append((int(letter.codepoint), x + at.x_offset, y + at.y_offset + up))
        starts.append(int(letter.cluster))
        x, y = x + at.x_advance, y + at.y_advance
    return Shaped(tuple(glyphs), -y if direction == "ttb" else x, tuple(starts))


@cache
def _has(font: Font, text: str) -> bool:
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return all(glyph for glyph, _, _ in _shaped(font, shown, "ltr", "en", True).glyphs)
