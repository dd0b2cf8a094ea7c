"""A page's content in PDF's operators, in hundredths of a millimetre with y down, as the page has it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from storyboard.engines.comic.document import Mark, Outline, Page, Picture, Shape, Text, covering

if TYPE_CHECKING:
    from storyboard.engines.comic.pdf_fonts import PdfFont

POINT = 72 / 2540
"""Points in a hundredth of a millimetre."""
_STEPS = {"M": "%s %s m", "L": "%s %s l", "C": "%s %s %s %s %s %s c", "Z": "h"}
"""How PDF writes a step of an outline."""
_GAP, _REACH = 200, 500
"""Crop marks begin 2 mm beyond the bleed, and are 5 mm long."""


def content(page: Page, pictures: Mapping[str, tuple[int, int]], fonts: Mapping[str, PdfFont]) -> bytes:
    """All that is on a page, with its bleed around it; `pictures` are sizes in pixels by name."""
    around = page.bleed * POINT
    height = (page.size[1] + page.bleed) * POINT
    start = f"q {POINT:.8f} 0 0 {-POINT:.8f} {around:.4f} {height:.4f} cm 1 j"
    return "\n".join([start, *_drawn(page, pictures, fonts), "Q\n"]).encode("ascii")


def resource_names(fonts: Iterable[str]) -> dict[str, str]:
    """What the content of a page calls its fonts, by their keys."""
    return {key: f"F{number}" for number, key in enumerate(fonts, 1)}


def crop_marks(size: tuple[int, int], bleed: int, around: int) -> tuple[bytes, bytes]:
    """What stands before and after the content of a page that has `around` it on the sheet: where to cut.

    Two short lines at each corner, beyond the bleed, in all inks.
    """
    width, height = size
    near = bleed + _GAP
    far = min(near + _REACH, around)
    lines = []
    for x in (0, width):
        lines += [(x, -near, x, -far), (x, height + near, x, height + far)]
    for y in (0, height):
        lines += [(-near, y, -far, y), (width + near, y, width + far, y)]
    moved = f"q 1 0 0 1 {(around - bleed) * POINT:.4f} {(around - bleed) * POINT:.4f} cm\n"
    start = f"Q\nq {POINT:.8f} 0 0 {POINT:.8f} {around * POINT:.4f} {around * POINT:.4f} cm 1 1 1 1 K 9 w"
    drawn = [f"{x1} {y1} m {x2} {y2} l S" for x1, y1, x2, y2 in lines]
    return moved.encode("ascii"), "\n".join([start, *drawn, "Q\n"]).encode("ascii")


def _drawn(
    page: Page, pictures: Mapping[str, tuple[int, int]], fonts: Mapping[str, PdfFont]
) -> Iterator[str]:
    """Each mark; what belongs to the lettering stands within its layer."""
    names = resource_names(page.fonts)
    lettering = False
    for place, mark in enumerate(page.marks):
        letters = not isinstance(mark, Picture) and not _frames(page.marks, place)
        if letters != lettering:
            yield "/OC /Letters BDC" if letters else "EMC"
            lettering = letters
        if isinstance(mark, Picture):
            yield _picture(mark, pictures[mark.name])
        elif isinstance(mark, Shape):
            yield from _shape(mark)
        else:
            yield from _text(mark, fonts[mark.font], names[mark.font])
    if lettering:
        yield "EMC"


def _frames(marks: Sequence[Mark], place: int) -> bool:
    """Whether a mark is the border of the picture before it."""
    mark = marks[place]
    return place > 0 and isinstance(marks[place - 1], Picture) and isinstance(mark, Shape) and not mark.fill


def _picture(mark: Picture, size: tuple[int, int]) -> str:
    left, top, width, height = covering(size, mark.box)
    box = " ".join(map(str, mark.box))
    return f"q {box} re W n {width:.2f} 0 0 {-height:.2f} {left:.2f} {top + height:.2f} cm /P{mark.name} Do Q"


def _shape(mark: Shape) -> Iterator[str]:
    stroked = bool(mark.stroke and mark.width)
    if not mark.fill and not stroked:
        return
    yield "q"
    if mark.fill:
        yield f"{_colour(mark.fill)} rg"
    if mark.stroke and stroked:
        yield f"{_colour(mark.stroke)} RG {mark.width} w"
    if mark.dash:
        yield f"[{' '.join(map(str, mark.dash))}] 0 d"
    yield _path(mark.outline)
    yield {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(mark.fill), stroked] + " Q"


def _path(outline: Outline) -> str:
    return " ".join([_STEPS[step[0]] % tuple(step[1:]) for step in outline])


def _text(mark: Text, font: PdfFont, name: str) -> Iterator[str]:
    """A line: its outline drawn behind, then the letters, with their text where glyphs don't spell it."""
    angle = math.radians(mark.turn / 100)
    cos, sin = math.cos(angle), math.sin(angle)
    if mark.stroke and mark.width:
        yield f"q {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} {mark.x} {mark.y} cm"
        yield f"{_colour(mark.stroke)} RG {mark.width} w {font.outlines(mark)} S Q"
    spelt = font.spells(mark)
    if not spelt:
        yield f"/Span <</ActualText <FEFF{mark.text.encode('utf-16-be').hex().upper()}>>> BDC"
    yield f"BT {_colour(mark.fill)} rg /{name} {mark.size} Tf"
    if any(y for _, _, y in mark.glyphs) or not spelt:
        yield from (_glyph(mark, glyph, cos, sin) for glyph in font.coded(mark))
    else:
        yield f"{cos:.6f} {sin:.6f} {sin:.6f} {-cos:.6f} {mark.x} {mark.y} Tm {_run(mark, font)} TJ"
    yield "ET" if spelt else "ET EMC"


def _run(mark: Text, font: PdfFont) -> str:
    """A straight line's glyphs, and between them how far each stands from where it would by itself."""
    parts: list[str] = []
    pen = 0  # in thousandths of the em, as the reader reckons it
    for code, x, _ in font.coded(mark):
        back = pen - round(x * 1000 / mark.size)
        parts.append(f"{back}<{code:04X}>" if back else f"<{code:04X}>")
        pen += font.advance(font.glyphs[code]) - back
    return f"[{''.join(parts)}]"


def _glyph(mark: Text, glyph: Sequence[int], cos: float, sin: float) -> str:
    number, x, y = glyph
    left, top = mark.x + x * cos - y * sin, mark.y + x * sin + y * cos
    return f"{cos:.6f} {sin:.6f} {sin:.6f} {-cos:.6f} {left:.2f} {top:.2f} Tm <{number:04X}> Tj"


def _colour(words: str) -> str:
    digits = words.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return " ".join(f"{int(digits[at : at + 2], 16) / 255:.4g}" for at in (0, 2, 4))
