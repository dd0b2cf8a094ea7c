"""A1111's weights in brackets: `(word:1.3)` weighs 1.3, `(word)` 1.1, `[word]` 1/1.1, nested ones multiply.

A backslash makes a bracket plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Part = tuple[str, float]

_HEAVIER = 1.1
_PIECE = re.compile(r"\\[()\[\]\\]|[()\[\]]|:\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*\)|[^\\()\[\]:]+|.", re.DOTALL)


def parts(prompt: str) -> list[Part]:
    """The prompt as texts with their weights, neighbours of one weight joined; A1111's dialect.

    A bracket that is never closed weighs what follows it; one that was never opened is plain text.
    """
    texts: list[list[Any]] = []
    opened: list[tuple[str, int]] = []
    for piece in _PIECE.finditer(prompt):
        _take(piece, texts, opened)
    for bracket, start in reversed(opened):
        _weigh(texts, start, _HEAVIER if bracket == "(" else 1 / _HEAVIER)
    return _joined(texts)


def plain(prompt: str) -> str:
    """The prompt's words without brackets and weights."""
    return text_of(parts(prompt))


def text_of(read: Sequence[Part]) -> str:
    """The words, weights aside."""
    return "".join(text for text, _ in read)


def _take(piece: re.Match[str], texts: list[list[Any]], opened: list[tuple[str, int]]) -> None:
    text, weight = piece[0], piece[1]
    if text[0] == "\\" and len(text) == 2:
        texts.append([text[1], 1.0])
    elif text in ("(", "["):
        opened.append((text, len(texts)))
    elif weight is not None and opened and opened[-1][0] == "(":
        _weigh(texts, opened.pop()[1], float(weight))
    elif text == ")" and opened and opened[-1][0] == "(":
        _weigh(texts, opened.pop()[1], _HEAVIER)
    elif text == "]" and opened and opened[-1][0] == "[":
        _weigh(texts, opened.pop()[1], 1 / _HEAVIER)
    else:
        texts.append([text, 1.0])


def _weigh(texts: list[list[Any]], start: int, factor: float) -> None:
    for text in texts[start:]:
        text[1] *= factor


def _joined(texts: Sequence[Sequence[Any]]) -> list[Part]:
    joined: list[Part] = []
    for text, weight in texts:
        weight = round(weight, 4)
        if joined and joined[-1][1] == weight:
            joined[-1] = (joined[-1][0] + text, weight)
        else:
            joined.append((text, weight))
    return joined or [("", 1.0)]
