"""Words that say where somebody is: beside whom, between whom, behind whom, at what part of the place."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = r"\{\d+\}(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+)\{\d+\})*"
_RELATION = re.compile(
    rf"({_MARKS})[^{{}}.;]*?\b"
    r"(beside|next to|alongside|side by side with|close to|between|behind|in front of|before|opposite)"
    rf"\s+({_MARKS})"
)
_SAME = {
    "next to": "beside",
    "alongside": "beside",
    "side by side with": "beside",
    "close to": "beside",
    "before": "in front of",
}


class Relation(NamedTuple):
    """Who is `where` with regard to whom, by their numbers."""

    subjects: tuple[int, ...]
    where: str
    others: tuple[int, ...]


class Spot(NamedTuple):
    """What a part of the place asks of who is there: metres further back, and a way to face, if any."""

    back: float
    sideways: float | None


def relations(action: str, count: int) -> list[Relation]:
    """Every such phrase of an action, in its order: `{0} stands between {1} and {2}`."""
    found = []
    for match in _RELATION.finditer(action):
        subjects, others = _numbers(match[1], count), _numbers(match[3], count)
        if subjects and others and not set(subjects) & set(others):
            found.append(Relation(subjects, _SAME.get(match[2], match[2]), others))
    return found


def spot(words: str) -> Spot:
    """Where in the place a clause puts its subject."""
    for pattern, place in _SPOTS:
        if re.search(pattern, words):
            return place
    return Spot(0.0, None)


def _numbers(marks: str, count: int) -> tuple[int, ...]:
    return tuple(number for number in map(int, re.findall(r"\d+", marks)) if number < count)


_A = r"(?:the|a|an|its|his|her|their) (?:\w+ )?"
_SPOTS: tuple[tuple[str, Spot], ...] = (
    (r"\bin the foreground\b", Spot(-1.3, None)),
    (r"\bin the background\b|\bat the back\b", Spot(2.4, None)),
    (rf"\b(?:in|through|into|from) {_A}(?:doorway|door frame|gateway|archway)\b", Spot(0.75, 0.12)),
    (rf"\b(?:at|by|near|beside|before|out of|through) {_A}(?:window|porthole)\b", Spot(0.6, 0.88)),
    (rf"\b(?:at|against|by) {_A}(?:wall|railing|rail|fence|parapet|hedge)\b", Spot(0.6, None)),
)
