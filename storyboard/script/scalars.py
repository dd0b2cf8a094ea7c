"""Plain scalars by the rules of YAML 1.2, so that `no`, `12:30:45` and `012` stay the words they are."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"[-+]?(?:(?P<whole>0|[1-9][0-9]*)|(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?)"
)
_WORDS = {"null": None, "Null": None, "NULL": None, "~": None} | {
    word: truth for truth in (True, False) for word in (str(truth), str(truth).lower(), str(truth).upper())
}
_FIRST = frozenset("-+.0123456789")
_LONGEST_NUMBER = 18


class Whole(int):
    """An integer that remembers how it was written, for keys that want text (`title: 1984`)."""

    text: str


class Real(float):
    """A decimal number that remembers how it was written (`fps: 23.976`, `title: 1.10`)."""

    text: str


def resolve(word: str) -> object:
    """Read a plain scalar: null, true, false, a decimal number, or else the text itself.

    Numbers with leading zeros, other bases and infinities stay text: a film needs none of them.
    """
    if not word:
        return None
    if word[0] in _FIRST:
        return _number(word)
    return _WORDS.get(word, word) if len(word) <= 5 else word


def as_written(value: object) -> object:
    """Give a number back as its author wrote it; any other value as it is."""
    if isinstance(value, (Whole, Real)):
        return value.text
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def plain(value: object) -> object:
    """The same value made of Python's own types alone, for use past the door."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Whole):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    return value


def _number(word: str) -> object:
    match = _NUMBER.fullmatch(word) if len(word) <= _LONGEST_NUMBER else None
    if not match:
        return word
    if match["whole"]:
        whole = Whole(word)
        whole.text = word
        return whole
    real = Real(word)
    real.text = word
    return word if real in (float("inf"), float("-inf")) else real
