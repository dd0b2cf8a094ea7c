"""Finding the word that was meant, at a cost that has an end."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from storyboard.base.problems import did_you_mean

Suggest: TypeAlias = Callable[[str, Collection[str], float], str]
"""From a word, the words there are and a cutoff: ` — did you mean "..."?`, or an empty text."""

_ALLOWANCE = 150_000
_LONGEST = 60


class Closest:
    """Suggests words for one script; after very many comparisons it knows no more.

    A script with thousands of faults is told of them all the same, in time linear in it.
    """

    def __init__(self) -> None:
        self._left = _ALLOWANCE

    def __call__(self, word: str, known: Collection[str], cutoff: float = 0.6) -> str:
        if len(known) > self._left or len(word) > _LONGEST:
            return ""
        self._left -= len(known)
        return did_you_mean(word, known, cutoff)
