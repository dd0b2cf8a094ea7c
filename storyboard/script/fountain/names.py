"""Names for scenes, shots, places and people: small letters, digits and `_`, each given once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_LONGEST = 60
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}
    | {"Đ": "D", "ð": "d", "þ": "th", "ı": "i", "'": "", "’": ""}
)
"""Letters that don't come apart into one of a to z and a mark."""


def slug(text: str) -> str:
    """A name for what a text calls somebody or somewhere: `lamp_room`; "" where no letter can be in one."""
    letters = unicodedata.normalize("NFKD", text.translate(_LATIN))
    bare = letters.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")[:_LONGEST].strip("_")


class FreeNames:
    """Gives each name once: where it is taken, with the first number from 2 on that is free."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._given: Counter[str] = Counter()

    def take(self, name: str) -> str:
        """The name, or the nearest that is free."""
        free = name
        while free in self._taken:
            self._given[name] += 1
            free = f"{name}_{self._given[name] + 1}"
        self._taken.add(free)
        return free
