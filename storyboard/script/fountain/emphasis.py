"""Emphasis (`*`, `**`, `***` and `_` around words) and escapes (a backslash before a mark), taken off."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"(\\[!-/:-@\[-`{-~]|\*{1,3}|_)")
_REST = {"*": "**", "**": "*"}


def plain(line: str) -> tuple[str, bool]:
    """A line without its emphasis and escapes, spaces evened out; and whether there was any emphasis.

    A mark opens before a letter and closes after one, on the same line; others are the characters they are.
    """
    tokens = _TOKEN.split(line)
    opened: dict[str, int] = {}
    marked = False
    for at in range(1, len(tokens), 2):
        mark = tokens[at]
        if mark[0] == "\\":
            continue
        before = tokens[at - 1][-1:] or _neighbour(tokens, at - 2)
        after = tokens[at + 1][:1] or _neighbour(tokens, at + 2)
        closed = [] if before.isspace() else _openers(mark, opened)
        if closed:
            for first in (*closed, at):
                tokens[first] = ""
            opened = {other: place for other, place in opened.items() if place <= min(closed)}
            marked = True
        elif not after.isspace() and not (mark == "_" and before.isalnum()):
            opened[mark] = at
    words = "".join(token[1:] if at % 2 and token[:1] == "\\" else token for at, token in enumerate(tokens))
    return " ".join(words.split()), marked


def _openers(mark: str, opened: dict[str, int]) -> list[int]:
    """Where what a mark closes was opened: `***` closes `*` and `**` too, and each of those a part of it."""
    if mark in opened:
        return [opened.pop(mark)]
    if mark in _REST and "***" in opened:
        opened[_REST[mark]] = first = opened.pop("***")
        return [first]
    return (
        [opened.pop(part) for part in ("*", "**")] if mark == "***" and opened.keys() >= {"*", "**"} else []
    )


def _neighbour(tokens: list[str], at: int) -> str:
    """What a mark touches where another mark stands beside it; a space at the line's ends."""
    return tokens[at][-1:] or "x" if 0 <= at < len(tokens) else " "
