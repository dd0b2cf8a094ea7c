"""What a description calls somebody: its head noun, its colour, its size."""

from __future__ import annotations

import re

from storyboard.engines.animatic.figures.palette import COLOURS
from storyboard.engines.animatic.pen import Colour

_AFTER = re.compile(
    r"\b(?:with|in|wearing|who|that|of|on|at|from|carrying|holding|called|named|whose|made)\b|[,;(]"
)
_ARTICLE = re.compile(r"\s*(?:a|an|the|one|some|his|her|their|my|our)\b")
_LARGE = re.compile(r"\b(big|large|huge|giant|gigantic|enormous|massive|great)\b")
_SMALL = re.compile(r"\b(small|little|tiny|baby|young|miniature)\b")


def head_noun(description: str) -> str:
    """The noun that says what somebody is: `robot` in `Bip, a small rusty robot with one eye`."""
    clauses = [clause for clause in re.split(r"[,;:]", description.lower()) if clause.strip()]
    if len(clauses) > 1 and not _ARTICLE.match(clauses[0]) and _ARTICLE.match(clauses[1]):
        clauses = clauses[1:]
    if not clauses:
        return ""
    words: list[str] = re.findall(r"[a-z]+", _AFTER.split(clauses[0])[0])
    for place, word in enumerate(words[1:-1], 1):
        if word == "the":
            return words[place + 1] if place + 2 == len(words) else words[-1]
    return words[-1] if words else ""


def named_colour(description: str) -> Colour | None:
    """The first colour that the words name."""
    return next(
        (COLOURS[word] for word in re.findall(r"[a-z]+", description.lower()) if word in COLOURS), None
    )


def size_of(description: str) -> float:
    """How much larger or smaller than its kind the words make somebody."""
    text = description.lower()
    if _LARGE.search(text):
        return 1.25
    return 0.72 if _SMALL.search(text) else 1.0
