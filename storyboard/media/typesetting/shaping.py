"""A line of text in glyphs: every script and direction, each letter in the first font that has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from bidi import algorithm as bidi

from storyboard.base.errors import EngineError
from storyboard.media.typesetting.fonts import Direction, Font, Shaped

_AMONG_HAN = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH")
"""How Unicode begins the names of letters that stand among Chinese characters, and are shaped with them."""
_TRACKED = ("", "LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "HEBREW", "CJK", "HANGUL")
_TIE, _JOINERS, _UNSEEN = "\u00a0", "\u200c\u200d", ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one font, script and direction, at `x` from where the line begins (the left)."""

    text: str
    font: Font
    direction: Direction
    turned: bool
    x: float
    shaped: Shaped


def cleaned(text: str, caps: bool) -> str:
    """A text as it is lettered: composed, no controls, single spaces, in capitals if asked."""
    shown = "".join(
        " " if sign.isspace() and sign != _TIE else sign
        for sign in unicodedata.normalize("NFC", text)
        if sign.isspace() or unicodedata.category(sign) not in _UNSEEN or sign in _JOINERS
    )
    plain = " ".join(part for part in shown.split(" ") if part)
    return unicodedata.normalize("NFC", plain.upper()) if caps else plain


def lettered(text: str, kind: str, caps: bool) -> str:
    """A line's text as it is lettered; a sound is always in capitals."""
    return cleaned(text, caps or kind == "sound")


def is_rtl(text: str) -> bool:
    """Whether a text as a whole runs from right to left: its first letter decides."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def is_cjk(sign: str) -> bool:
    """Whether a sign is Chinese, Japanese or Korean: it may end a line and stands upright in a column."""
    return _script(sign) in ("CJK", "HANGUL") or "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uffef"


def set_line(
    text: str, fonts: Sequence[Font], rtl: bool, language: str, ligatures: bool = True
) -> tuple[Piece, ...]:
    """Shape a line, in the order in which it is read; `rtl` is the direction of its paragraph.

    Letters that stand apart have no `ligatures`. Raises EngineError for a letter that no font has.
    """
    pieces = [
        (part, font, level)
        for level, stretch in _by_level(text, rtl)
        for font, part in _by_font(stretch, fonts)
    ]
    shaped = [
        (part, font, level, font.shape(part, "rtl" if level % 2 else "ltr", language, ligatures))
        for part, font, level in pieces
    ]
    x, begins = 0.0, [0.0] * len(shaped)
    for number in _seen_order([level for _, _, level, _ in shaped]):
        begins[number] = x
        x += shaped[number][3].advance
    return tuple(
        Piece(part, font, "rtl" if level % 2 else "ltr", False, begin, glyphs)
        for (part, font, level, glyphs), begin in zip(shaped, begins, strict=True)
    )


def set_column(text: str, fonts: Sequence[Font], language: str) -> tuple[Piece, ...]:
    """Shape a column, from the top; what isn't Chinese, Japanese or Korean lies on its side."""
    pieces, reached = [], 0.0
    for upright, letters in groupby(graphemes(text), lambda letter: is_cjk(letter[0])):
        for font, part in _by_font("".join(letters), fonts):
            direction: Direction = "ttb" if upright else "ltr"
            shaped = font.shape(part, direction, language)
            pieces.append(Piece(part, font, direction, not upright, reached, shaped))
            reached += shaped.advance
    return tuple(pieces)


def graphemes(text: str) -> Iterator[str]:
    """The letters of a text, each with the marks that belong to it."""
    letter = ""
    for sign in text:
        joined = unicodedata.category(sign) in ("Mn", "Me", "Mc", "Cf") or letter.endswith("\u200d")
        if letter and not joined:
            yield letter
            letter = ""
        letter += sign
    if letter:
        yield letter


def lacking(text: str, fonts: Sequence[Font]) -> str:
    """The letters of a text that none of the fonts has, each once."""
    return "".join(dict.fromkeys(part for part in graphemes(text) if not any(f.has(part) for f in fonts)))


def _by_font(text: str, fonts: Sequence[Font]) -> Iterator[tuple[Font, str]]:
    """A stretch in pieces of one font and one script; marks and spaces go with what is before them."""
    pieces: list[tuple[Font, str, str]] = []
    for letter in graphemes(text):
        script = _script(letter[0])
        if pieces and letter == " ":
            font, script = pieces[-1][0], pieces[-1][1]
        else:
            font = _first_with(letter, fonts)
        if pieces and pieces[-1][0] is font and (script == pieces[-1][1] or not script or not pieces[-1][1]):
            last = pieces.pop()
            pieces.append((font, last[1] or script, last[2] + letter))
        else:
            pieces.append((font, script, letter))
    return ((font, part) for font, _, part in pieces)


def _first_with(letter: str, fonts: Sequence[Font]) -> Font:
    for font in fonts:
        if font.has(letter):
            return font
    raise EngineError(no_font_has(letter))


def no_font_has(letters: str, owner: str = "book", what: str = "lettering") -> str:
    """What is said of letters that no font has; `owner` is the key that can name another."""
    named = ", ".join(
        f'"{letter}" ({unicodedata.name(letter[0], "unnamed").lower()})' for letter in letters[:3]
    )
    return f"no font for {what} has {named}; name one that has: {owner}: {{font: FILE.ttf}}"


@cache
def _script(sign: str) -> str:
    """A letter's script, as Unicode's name of it begins; empty for what belongs to every script.

    The scripts that Japanese is written in are one: a word of several is found, and read, as a whole.
    """
    if unicodedata.category(sign)[0] != "L":
        return ""
    script = unicodedata.name(sign, "").split(" ")[0]
    return "CJK" if script in _AMONG_HAN else script


def stands_apart(text: str) -> bool:
    """Whether letters of a text may be set apart: those that are joined in writing may not."""
    return all(_script(sign) in _TRACKED for sign in text)


def _by_level(text: str, rtl: bool) -> Iterator[tuple[int, str]]:
    for level, signs in groupby(zip(_levels(text, rtl), text, strict=True), lambda pair: pair[0]):
        yield level, "".join(sign for _, sign in signs)


def _levels(text: str, rtl: bool) -> list[int]:
    """The embedding level of each sign by Unicode's bidirectional algorithm; odd is right to left."""
    kept = "".join(sign for sign in text if unicodedata.bidirectional(sign) not in bidi.X9_REMOVED)
    storage = bidi.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(rtl), "R" if rtl else "L"
    bidi.get_embedding_levels(kept, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    found, levels = iter(storage["chars"]), list[int]()
    for sign in text:
        removed = unicodedata.bidirectional(sign) in bidi.X9_REMOVED
        levels.append((levels[-1] if levels else int(rtl)) if removed else next(found)["level"])
    return levels


def _seen_order(levels: Sequence[int]) -> list[int]:
    """The order, from the left, in which stretches of these levels stand (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
