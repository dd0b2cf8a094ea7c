"""Where lines break: as even as can be, in the shape of the balloon, with no word left alone at the end."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from storyboard.media.typesetting.shaping import graphemes, is_cjk

_NEVER_FIRST = (
    "、。，．・：；？！゛゜ー―…‥」』）】〕〉》”’々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ!?.,:;)]}%"
)
_NEVER_LAST = "「『（【〔〈《“‘([{$¥"
_AFTER_WORDS = ".,;:!?…\"'”’»)"
_LOAN = 7
"""A word in katakana stays together, up to so many signs."""
_BREAK_AFTER = "-—–/…"
_ALONE = 0.4
"""A last line that is shorter than this share of the longest one looks left behind."""

_RIBBON = 10_000
"""Words longer than this, in thousandths of the type's size, are hyphenated where they can be."""


@dataclass(frozen=True, slots=True)
class Token:
    """What stays together: a word, a letter of a script without spaces; `spaced` after a space.

    A part of a word that goes on is `cut`: at the end of a line it takes a hyphen.
    """

    text: str
    spaced: bool
    width: float
    cut: bool = False


Measure = Callable[[str], float]


def tokens(text: str, measure: Measure, longest: float, language: str) -> tuple[Token, ...]:
    """The smallest pieces of a text between which a line may break, none longer than `longest`."""
    found: list[Token] = []
    for word in text.split(" "):
        spaced = bool(found)
        for piece in _stretches(word):
            for part, cut in _parted(piece, measure, longest, language):
                found.append(Token(part, spaced, measure(part), cut))
                spaced = False
    return tuple(found)


def joined(words: Sequence[Token]) -> str:
    """The text of a line."""
    text = "".join((" " if word.spaced and place else "") + word.text for place, word in enumerate(words))
    return f"{text}-" if words[-1].cut else text


def balanced(words: Sequence[Token], profile: Sequence[float], space: float) -> tuple[str, ...] | None:
    """Break into as many lines as the profile has shares of the width; None where there are too few words.

    The lines need the narrowest balloon of that profile, and in it they fill their shares evenly: the least
    sum of squared gaps, after Knuth and Plass.
    """
    count, lines = len(words), len(profile)
    if count < lines:
        return None
    ends = _ends(words, space)
    narrowest = _solve(count, lines, lambda line, a, b: _length(words, ends, a, b) / profile[line], max)
    if narrowest is None:
        return None
    width = narrowest[0] * 1.04

    def ragged(line: int, a: int, b: int) -> float | None:
        length = _length(words, ends, a, b)
        if length > width * profile[line] + 1e-6:
            return None
        alone = lines > 1 and line in (0, lines - 1) and length < _ALONE * width * profile[line]
        return (
            (1 - length / (width * profile[line])) ** 2
            + (0.5 if alone else 0)
            + _left_hanging(words[b - 1], b < count)
        )

    best = _solve(count, lines, ragged, lambda a, b: a + b) or narrowest
    starts = [*best[1], count]
    return tuple(joined(words[a:b]) for a, b in itertools.pairwise(starts))


def _solve(
    count: int,
    lines: int,
    cost: Callable[[int, int, int], float | None],
    add: Callable[[float, float], float],
) -> tuple[float, tuple[int, ...]] | None:
    """The cheapest way to cut `count` words into lines, and where each begins, by dynamic programming."""
    best: list[tuple[float, tuple[int, ...]] | None] = [None] * (count + 1)
    best[0] = (0.0, ())
    for line in range(lines):
        after: list[tuple[float, tuple[int, ...]] | None] = [None] * (count + 1)
        low, high = _window(line, lines, count)
        for end in range(low, high + 1):
            for start in range(end - 1, -1, -1):
                before = best[start]
                if before is None:
                    continue
                price = cost(line, start, end)
                if price is None:
                    break
                total = add(before[0], price)
                known = after[end]
                if known is None or total < known[0]:
                    after[end] = (total, (*before[1], start))
        best = after
    return best[count]


def _left_hanging(word: Token, more: bool) -> float:
    """What it costs to end a line with a word that belongs to the next: I, a, to."""
    return 0.03 if more and len(word.text) < 3 and word.text.isalpha() and not is_cjk(word.text[0]) else 0.0


def _window(line: int, lines: int, count: int) -> tuple[int, int]:
    """Where line number `line` may end: near its even share, and with a word left for each line after it."""
    slack = max(12, 2 * count // lines)
    even = (line + 1) * count // lines
    last = count - (lines - line - 1)
    if line == lines - 1:
        return count, count
    return max(line + 1, even - slack), min(last, even + slack)


def _ends(words: Sequence[Token], space: float) -> list[float]:
    reached = [0.0]
    for word in words:
        reached.append(reached[-1] + word.width + (space if word.spaced else 0))
    return [*reached, space]


def _length(words: Sequence[Token], ends: Sequence[float], start: int, end: int) -> float:
    return ends[end] - ends[start] - (ends[-1] if words[start].spaced else 0)


def _stretches(word: str) -> Iterator[str]:
    """A word in pieces between which a line may break without a hyphen."""
    piece = ""
    for letter in graphemes(word):
        if piece and _may_part(piece, letter):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _may_part(before: str, letter: str) -> bool:
    if letter[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST:
        return False
    if _is_katakana(before[-1]) and _is_katakana(letter[0]) and len(before) < _LOAN:
        return False
    if is_cjk(letter[0]) or is_cjk(before[-1]):
        return True
    return before[-1] in _BREAK_AFTER and len(before) > 2 and letter[0].isalpha()


def _is_katakana(sign: str) -> bool:
    return "\N{KATAKANA LETTER SMALL A}" <= sign <= "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}"


def _parted(word: str, measure: Measure, longest: float, language: str) -> Iterator[tuple[str, bool]]:
    """A word that makes a ribbon of its line, at syllables with hyphens; one too long, anywhere."""
    while measure(word) > min(longest, _RIBBON):
        length = _syllables(word, measure, min(longest, _RIBBON), language)
        if length:
            yield word[:length], True
        elif measure(word) > longest:
            length = _fitting(word, measure, longest)
            yield word[:length], False
        else:
            break
        word = word[length:]
    if word:
        yield word, False


def _syllables(word: str, measure: Measure, longest: float, language: str) -> int:
    """How many letters of a word fit before a hyphen; 0 where it can't be hyphenated."""
    import pyphen

    known = pyphen.language_fallback(language)
    stem = word.rstrip(_AFTER_WORDS)
    if not known or not stem.isalpha():
        return 0
    places = pyphen.Pyphen(lang=known).positions(stem.lower())
    return next((at for at in reversed(places) if measure(f"{word[:at]}-") <= longest), 0)


def _fitting(word: str, measure: Measure, longest: float) -> int:
    length = 0
    for letter in graphemes(word):
        if length and measure(word[: length + len(letter)]) > longest:
            break
        length += len(letter)
    return length
