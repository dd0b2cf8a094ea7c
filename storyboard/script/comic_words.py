"""How the words of a comic are read: pages, lengths on paper, panels, and lines with how they are said."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from fractions import Fraction

from storyboard.base.problems import did_you_mean
from storyboard.base.time import round_half_up
from storyboard.script.faults import MeaningError
from storyboard.script.scalars import as_written

PAGES = {
    "a4": (21000, 29700),
    "letter": (21590, 27940),
    "us-comic": (16828, 26035),
    "b5": (18200, 25700),
    "square": (21000, 21000),
    "webtoon": (10800, 54000),
}
"""Width and height in hundredths of a millimetre; b5 is the Japanese one, and a webtoon's height the most
that its column is cut into."""
SHAPES = ("tall", "wide", "splash", "inset")
_PANEL = ("moments", "span", "shape", "bleed", "weight")
_MOMENTS = ("start", "middle", "end")
_UNITS = {"mm": Fraction(100), "cm": Fraction(1000), "in": Fraction(2540)}
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(mm|cm|in)", re.ASCII)
_PAGE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*[x×]\s*(\d{1,4}(?:\.\d{1,3})?)\s*(mm|cm|in)", re.ASCII)
_LEAST, _MOST = 5000, 100000


def read_length(value: object) -> object:
    """A length on paper, as hundredths of a millimetre."""
    word = as_written(value)
    if word in ("0", 0):
        return 0
    match = _LENGTH.fullmatch(word.strip().lower()) if isinstance(word, str) else None
    if not match:
        hint = f' — did you mean "{word}mm"?' if _is_number(word) else "; write 4mm, 0.5cm or 0.25in"
        raise MeaningError(f'"{word}" is not a length on paper{hint}')
    return round_half_up(Fraction(match[1]) * _UNITS[match[2]])


def read_page(value: object) -> object:
    """A page by its name or its sides, as width and height in hundredths of a millimetre."""
    word = as_written(value)
    word = word.strip().lower() if isinstance(word, str) else word
    if isinstance(word, str) and word in PAGES:
        return PAGES[word]
    match = _PAGE.fullmatch(word) if isinstance(word, str) else None
    if not match:
        close = did_you_mean(word, PAGES) if isinstance(word, str) else ""
        raise MeaningError(f'"{word}" is not a page{close or f"; write {_listed(PAGES)}, or 170x260mm"}')
    sides = tuple(round_half_up(Fraction(match[side]) * _UNITS[match[3]]) for side in (1, 2))
    if not all(_LEAST <= side <= _MOST for side in sides):
        raise MeaningError(f'"{word}" is out of range; a side of a page has 50 to 1000 mm')
    return sides


def read_panel(value: object) -> object:
    """A word is the panel's shape, false no panel at all."""
    if value is False:
        return {"moments": ()}
    if isinstance(value, str):
        if value not in SHAPES:
            close = did_you_mean(value, SHAPES)
            raise MeaningError(f'"{value}" is not a panel{close or f"; write false, {_listed(SHAPES)}"}')
        return {"shape": value}
    if not isinstance(value, Mapping):
        raise MeaningError(
            f"is false, {_listed(SHAPES)}, or a mapping of moments, span, shape, bleed, weight"
        )
    return {**value, "moments": _moments(value["moments"])} if "moments" in value else dict(value)


def _moments(value: object) -> object:
    """One moment may stand without its list; they come in the order of time, each once."""
    moments = [value] if isinstance(value, str) else value
    if not isinstance(moments, list) or not moments:
        raise MeaningError(
            "is a list of start, middle and end; for no panel write `panel: false`", ("moments",)
        )
    for number, moment in enumerate(moments):
        within = ("moments", number) if isinstance(value, list) else ("moments",)
        if not isinstance(moment, str) or moment not in _MOMENTS:
            close = did_you_mean(str(moment), _MOMENTS)
            raise MeaningError(f'"{moment}" is not a moment{close or f"; write {_listed(_MOMENTS)}"}', within)
    if moments != sorted(set(moments), key=_MOMENTS.index):
        raise MeaningError("moments come in the order start, middle, end, each once", ("moments",))
    return list(moments)


def _is_number(word: object) -> bool:
    return isinstance(word, str) and bool(re.fullmatch(r"\d{1,4}(\.\d{1,3})?", word, re.ASCII))


def _listed(words: Collection[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}"
