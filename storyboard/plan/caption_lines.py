"""A line's words broken for reading: into captions of at most two lines, at places where sense allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

WIDEST = 42
"""Columns of a caption's line; a letter takes one, a full-width sign two, a mark over a letter none."""

Block: TypeAlias = tuple[str, ...]
"""What is shown at once: one line or two."""

_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
_PAUSES = re.compile(r"[,;:–—、，；：][\"'”’»)\]」』]*$")
_BLANKS = re.compile(r"(?:(?![\u00a0\u2007\u202f])[\s\x00-\x1f\x7f-\x9f])+")
"""Blanks and controls, but for the blanks that hold words together."""
_HELD_BACK = "、。，．！？：；」』）】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
"""What no line of Japanese or Chinese begins with."""
_HELD_ON = "「『（【〈《〔［｛"
"""What none of them ends with."""
_OPENING = """
and but or so because if when while where that which who whose than as of in on at to for with from by about
into over after before until
und aber oder denn weil wenn dass ob als wie der in im an am auf aus bei mit nach von vom zu zum zur für über
unter bis
et mais ou parce que qui quand si dans sur avec pour par sans de
y pero o porque que cuando si como con para por sin en de
"""
_CLINGING = """
a an the my your his her its our their this these those no not i you he she we they is are was were i'm don't
ein eine einen einem einer eines das den dem des mein dein sein ihr unser kein keine nicht ich du er
sie es wir
le la les un une des mon ton son ma ta sa ne je tu il elle nous vous
el los las un una mi tu su no yo
"""
_OPENERS = frozenset(_OPENING.split())
"""Words that begin a phrase: a line may begin with them, and should not end with one."""
_CLINGERS = frozenset(_CLINGING.split())
"""Words that belong to the one after them."""
_CAPTION, _SECOND_LINE, _TINY = 12, 3, 8
"""What a caption more costs, what its second line does, and what one of few letters does."""
_FEW = 10
_JOINED = 16
"""Columns of the longest pictures that are joined from several signs."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or a piece of one that may be broken; `space` says that one stands before it."""

    text: str
    width: int
    space: bool


def blocks(text: str) -> tuple[Block, ...]:
    """Break words into as few captions as read well; every sign but blanks is kept, in its order.

    A caption ends rather with a sentence or a clause; its two lines are of about the same length, and part
    phrases, never a word from its article. What is longer than a line is cut where it has to be.
    """
    tokens = list(_tokens(text))
    parting = [_parting(tokens, place) for place in range(len(tokens) + 1)]
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (len(tokens) + 1)
    for start in range(len(tokens) - 1, -1, -1):
        best[start] = min(
            (cost + best[end][0] + parting[end] * 2, -end, split)
            for end, split, cost in _choices(tokens, parting, start)
        )
    return tuple(_chosen(tokens, best))


def width_of(text: str) -> int:
    """How many columns a text takes."""
    return sum(_sign_width(sign) for sign in text)


def _chosen(tokens: Sequence[_Token], best: Sequence[tuple[int, int, int]]) -> Iterator[Block]:
    start = 0
    while start < len(tokens):
        end, split = -best[start][1], best[start][2]
        yield (
            (_written(tokens[start:end]),)
            if split == end
            else (
                _written(tokens[start:split]),
                _written(tokens[split:end]),
            )
        )
        start = end


def _choices(tokens: Sequence[_Token], parting: Sequence[int], start: int) -> Iterator[tuple[int, int, int]]:
    """Every caption that may begin there: where it ends, where its second line begins, and what it costs."""
    first = list(_line_ends(tokens, start))
    for end, width in first:
        yield end, end, _CAPTION + _TINY * (width < _FEW)
    longest_one = first[-1][0]
    for split, above in first[:-1] if longest_one == len(tokens) else first:
        for end, below in _line_ends(tokens, split):
            if end > longest_one:
                uneven = abs(above - below) // 5 + (above > below)
                yield end, split, _CAPTION + _SECOND_LINE + parting[split] + uneven


def _line_ends(tokens: Sequence[_Token], start: int) -> Iterator[tuple[int, int]]:
    """How far a line from there may go, and how wide it is then; always by one token."""
    width = 0
    for end in range(start, len(tokens)):
        width += tokens[end].width + (tokens[end].space and end > start)
        if width > WIDEST and end > start:
            return
        yield end + 1, width


def _parting(tokens: Sequence[_Token], place: int) -> int:
    """What it costs the sense to break before that token."""
    if place in (0, len(tokens)):
        return 0
    before, after = tokens[place - 1].text, tokens[place].text
    if _ENDS.search(before):
        return 0
    if _PAUSES.search(before):
        return 1
    bare = before.lower().strip("\"'“”‘’«»„([")
    if bare in _CLINGERS or bare in _OPENERS or (before[:1].isupper() and after[:1].isupper()):
        return 8
    return 2 if after.lower() in _OPENERS else 4


def _tokens(text: str) -> Iterator[_Token]:
    """The words; what has no blanks where it may be broken comes in pieces."""
    for word in _words(text):
        for number, piece in enumerate(_pieces(word)):
            yield _Token(piece, width_of(piece), number == 0)


def _words(text: str) -> list[str]:
    """The text at its blanks, but for those that hold words together."""
    return [word for word in _BLANKS.split(text) if word]


def _pieces(word: str) -> Iterator[str]:
    """A word that fits a line as it is, unless it is of signs that are written without blanks."""
    clusters = list(_clusters(word))
    piece, width = "", 0
    for cluster in clusters:
        wide = width_of(cluster)
        loose = piece and _may_part(piece, cluster)
        if piece and (loose or width + wide > WIDEST):
            yield piece
            piece, width = "", 0
        piece, width = piece + cluster, width + wide
    if piece:
        yield piece


def _may_part(before: str, after: str) -> bool:
    """Whether a line may break between two signs with no blank between them."""
    if after[0] in _HELD_BACK or before[-1] in _HELD_ON:
        return False
    return _sign_width(before[-1]) == 2 or _sign_width(after[0]) == 2


def _clusters(word: str) -> Iterator[str]:
    """Letters with the marks that belong to them, and joined signs that are one picture."""
    cluster = ""
    for sign in word:
        joined = cluster.endswith("\u200d") and width_of(cluster) < _JOINED
        if cluster and _sign_width(sign) and not joined:
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _written(tokens: Sequence[_Token]) -> str:
    return "".join(
        f" {token.text}" if token.space and number else token.text for number, token in enumerate(tokens)
    )


@lru_cache(maxsize=4096)
def _sign_width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
