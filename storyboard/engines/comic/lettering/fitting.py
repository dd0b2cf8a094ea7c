"""Copy-fitting: the balloons that a text fits, each with its own lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from statistics import fmean
from typing import Literal

from storyboard.base.errors import EngineError
from storyboard.engines.comic.lettering.fonts import fonts_for
from storyboard.engines.comic.lettering.setting import Setting
from storyboard.engines.comic.lettering.types import Kind, Line, Rect, Style
from storyboard.media.typesetting.breaking import balanced, tokens
from storyboard.media.typesetting.fonts import Font
from storyboard.media.typesetting.shaping import (
    graphemes,
    is_cjk,
    is_rtl,
    lacking,
    lettered,
    no_font_has,
    set_column,
    set_line,
)

EM = 360
"""The size of type in h: letters 2.4 mm high, in capitals."""
FLOOR = 0.7
"""Type never shrinks below this share of its size."""
TILT = -800
"""How far a sound effect is turned, in hundredths of a degree."""

_SIZES: Mapping[Kind, float] = {
    "speech": 1,
    "thought": 1,
    "whisper": 0.88,
    "shout": 1.22,
    "caption": 0.94,
    "sound": 1,
}
_PADS: Mapping[Kind, tuple[float, float]] = {
    "speech": (560, 640),
    "whisper": (600, 680),
    "thought": (780, 880),
    "shout": (420, 460),
    "caption": (420, 400),
    "sound": (120, 120),
}
_CURVES: Mapping[Kind, float] = {"speech": 2.35, "whisper": 2.35, "thought": 2.5, "shout": 2.2}
_INNER: Mapping[Kind, float] = {"shout": 0.78}
"""What of a burst lies within its notches."""
_SNUG: Mapping[Kind, float] = {"speech": 0.62, "whisper": 0.62, "thought": 0.8, "caption": 0.7}
_SQUARER, _BROADEST = 1.4, 4.0
"""What a snug balloon keeps of the room around its words, how much more of a box it is, and how much wider
than high at the most."""
_MOST = 10


def settings(line: Line, style: Style, share: float, room: Rect, snug: bool = False) -> tuple[Setting, ...]:
    """The ways to set a line in balloons that fit a room, the best first; none where its type is too large.

    `snug` balloons lie closer about their words. Raises EngineError for a letter that no font has.
    """
    text = lettered(line.text, line.kind, style.caps)
    fonts = fonts_for(line.kind, style)
    if missing := lacking(text, fonts):
        raise EngineError(no_font_has(missing))
    if line.kind == "sound":
        ways = _sounds(line, text, fonts, style, share, room)
    else:
        ways = _ways(line, text, fonts, style, share, room, snug)
    found = sorted(ways, key=lambda way: way.cost)
    return tuple(found[:_MOST])


def _ways(
    line: Line, text: str, fonts: tuple[Font, ...], style: Style, share: float, room: Rect, snug: bool
) -> Iterator[Setting]:
    larger = min(_SIZES[line.kind], 1) if snug else _SIZES[line.kind]
    size = EM * larger * _script_size(text, style.caps) * share
    scale, rtl = size / 1000, is_rtl(text)
    exponent = _CURVES.get(line.kind, math.inf) + _SQUARER * (snug and line.kind in _SNUG)
    pad_along, pad_across = (pad * (_SNUG.get(line.kind, 1) if snug else 1) for pad in _PADS[line.kind])
    across, along = (room.width, room.height) if style.vertical else (room.height, room.width)
    if style.vertical:
        rise, fall, leading = 440.0, -440.0, 1220.0
    else:
        rise, fall, leading = _ink(text, fonts, style)

    def measure(part: str) -> float:
        return _advance(part, fonts, rtl, style)

    if measure(text) * leading * scale * scale > room.width * room.height:
        return
    longest = (along / scale - 2 * pad_along) * (0.8 if exponent < math.inf else 1)
    if longest < 900:
        return
    words = tokens(text, measure, longest, style.language)
    space = measure(" ")
    total = sum(word.width + space * word.spaced for word in words)
    for count in _counts(total, leading, len(words), line.kind):
        half = ((count - 1) * leading + rise - fall) / 2
        ry = half + pad_across
        profile = _profile(count, leading, half, ry, exponent)
        lines = balanced(words, profile, space)
        if lines is None:
            continue
        lengths = [measure(part) for part in lines]
        rx = max(length / 2 / part for length, part in zip(lengths, profile, strict=True)) + pad_along
        rx, ry = rx / _INNER.get(line.kind, 1), ry / _INNER.get(line.kind, 1)
        ribbon = snug and line.kind != "caption" and count > 1 and rx > _BROADEST * ry
        if ribbon or 2 * rx * scale > along or 2 * ry * scale > across:
            continue
        marred = _marred(line.kind, lines, lengths, rx, ry, style.vertical)
        if style.vertical:
            rx, ry = ry, rx
        yield Setting(
            line.kind,
            lines,
            fonts,
            size,
            rx * scale,
            ry * scale,
            exponent,
            marred,
            rtl,
            style,
            leading,
            rise,
            fall,
        )


def _counts(total: float, leading: float, words: int, kind: Kind) -> Sequence[int]:
    """How many lines are worth a try: those that give a block neither a ribbon nor a tower."""
    wide, tall = (9.0, 0.9) if kind == "caption" else (6.5, 0.55)
    low = max(1, math.floor(math.sqrt(total / (leading * wide))))
    high = min(words, max(low, math.ceil(math.sqrt(total / (leading * tall)))))
    tries = range(low, high + 1)
    return tries if len(tries) <= 9 else sorted({low + (high - low) * place // 8 for place in range(9)})


def _profile(count: int, leading: float, half: float, ry: float, exponent: float) -> list[float]:
    """What share of a balloon's width each line may take, at its edge that is farther from the middle."""
    if exponent == math.inf:
        return [1.0] * count
    ink = half - (count - 1) * leading / 2
    middles = [(number - (count - 1) / 2) * leading for number in range(count)]
    edges = [(abs(middle) + ink) / ry for middle in middles]
    return [(1 - edge**exponent) ** (1 / exponent) for edge in edges]


def _marred(
    kind: Kind, lines: Sequence[str], lengths: Sequence[float], rx: float, ry: float, vertical: bool
) -> float:
    """What a reader would dislike: ribbons and towers, words left alone, waists, hyphens, waste."""
    ideal = 2.6 if kind == "caption" else 1.45 if vertical else 1.6
    shape = abs(math.log(rx / ry / ideal))
    longest = max(lengths)
    alone = len(lines) > 1 and " " not in lines[-1] and lengths[-1] < 0.45 * longest
    waist = sum(max(min(a, c) - b, 0) for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    cut = sum(line.endswith("-") and not line.endswith(" -") for line in lines[:-1])
    waste = 1 - sum(lengths) / (longest * len(lengths))
    return shape + 0.8 * alone + waist / longest + 0.35 * cut + 0.7 * waste + rx * ry / 40e6


def _sounds(
    line: Line, text: str, fonts: tuple[Font, ...], style: Style, share: float, room: Rect
) -> Iterator[Setting]:
    """A sound effect in several sizes, large ones rather than small, and in few lines rather than many."""
    rise, fall, leading = _ink(text, fonts, style)
    rtl, pad = is_rtl(text), _PADS["sound"][0]

    def measure(part: str) -> float:
        return _advance(part, fonts, rtl, replace(style, vertical=False))

    least = 0.8 * EM * share
    if measure(text) * leading * (least / 1000) ** 2 > room.width * room.height:
        return
    words = tokens(text, measure, 0.85 * room.width / least * 1000 - 2 * pad, style.language)
    for count in range(1, min(len(words), 5) + 1):
        lines = balanced(words, [1.0] * count, measure(" "))
        along = max(map(measure, lines)) / 2 + pad if lines else pad
        across = ((count - 1) * leading + rise - fall) / 2 + pad
        rx, ry = _tilted(along / 1000, across / 1000)
        largest = min(0.46 * room.width / rx, 0.46 * room.height / ry, 3600.0)
        wanted = 0.34 * min(room.height, 1.4 * room.width)
        for part in (1.0, 0.8, 0.62, 0.48, 0.36, 0.26):
            size = min(largest, max(least, wanted * part * max(share, 0.75)))
            if lines and size >= least:
                marred = 1.1 * (1 - size / wanted) + 0.35 * (count - 1)
                yield Setting(
                    "sound", lines, fonts, size, rx * size, ry * size, math.inf, marred, rtl, style, leading,
                    rise, fall, TILT,
                )  # fmt: skip


def _tilted(along: float, across: float) -> tuple[float, float]:
    """Half the width and height of what encloses a tilted box, of which these are the halves."""
    turn = math.radians(abs(TILT) / 100)
    return (
        along * math.cos(turn) + across * math.sin(turn),
        along * math.sin(turn) + across * math.cos(turn),
    )


@cache
def _ink(text: str, fonts: tuple[Font, ...], style: Style) -> tuple[float, float, float]:
    """How far letters rise and fall about the baseline on average, and the leading that keeps lines apart."""
    tops, bottoms, sizes = [], [], []
    for piece in set_line(text, fonts, is_rtl(text), style.language):
        for glyph, _, y in piece.shaped.glyphs:
            top, bottom = (edge + y for edge in piece.font.ink(glyph))
            sizes.append((top, bottom))
            if top - bottom > 300:
                tops.append(top)
                bottoms.append(bottom)
    cjk = any(map(is_cjk, text))
    tallest = max((top for top, _ in sizes), default=700) - min((bottom for _, bottom in sizes), default=0)
    least = 1180.0 if cjk else 980.0 if text == text.upper() else 1080.0
    return fmean(tops or [700]), fmean(bottoms or [0]), max(least, min(tallest * 1.04, 1500))


def _advance(text: str, fonts: tuple[Font, ...], rtl: bool, style: Style) -> float:
    if style.vertical:
        return sum(piece.shaped.advance for piece in set_column(text, fonts, style.language))
    return sum(piece.shaped.advance for piece in set_line(text, fonts, rtl, style.language))


def _script_size(text: str, caps: bool) -> float:
    """Scripts differ in how large they look at one size."""
    letters = [letter[0] for letter in graphemes(text) if letter[0].isalpha()]
    script = max(
        ((len(list(of)), name) for name, of in groupby(sorted(map(_look, letters)))), default=(0, "latin")
    )[1]
    return {"cjk": 1.08, "arabic": 1.25, "uncased": 1.15}.get(script, 1.0 if caps else 1.08)


def _look(letter: str) -> Literal["cjk", "arabic", "uncased", "latin"]:
    if is_cjk(letter):
        return "cjk"
    if "\u0600" <= letter <= "\u08ff":
        return "arabic"
    return "latin" if letter.lower() != letter.upper() else "uncased"
