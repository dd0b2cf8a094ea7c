"""Where in a text a shot's seed can be written, as an author would: the likeliest place first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storyboard.script.nodes import Node
from storyboard.script.scalars import resolve

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Words in place of the characters from `start` to `end`."""

    start: int
    end: int
    words: str

    def applied(self, text: str) -> str:
        """The text with the words."""
        return text[: self.start] + self.words + text[self.end :]


def splices(text: str, shot: Node, op: str, seed: int) -> Iterator[Splice]:
    """The ways to write a seed into a shot's settings; one or another may not mean what it should there."""
    settings = shot.value(op)
    if settings is None:
        yield from _added(text, shot, op, f"{{{_key('seed', shot, text)}: {seed}}}")
    elif settings.kind == "alias":
        yield _replaced(settings, f"{{<<: *{settings.word}, seed: {seed}}}")
    elif settings.kind == "mapping":
        written = settings.value("seed")
        if written is not None:
            yield _replaced(written, str(seed))
        else:
            yield from _added(text, settings, "seed", str(seed))
    elif settings.bare and resolve(settings.word) is None:
        yield _replaced(settings, f"{{{_key('seed', shot, text)}: {seed}}}")


def _replaced(node: Node, words: str) -> Splice:
    """The words in a node's place; behind a key that has nothing they keep their distance."""
    return Splice(node.start, node.end, words if node.end > node.start else f" {words}")


def _added(text: str, mapping: Node, key: str, value: str) -> Iterator[Splice]:
    """An entry at the end of a mapping, else at its beginning."""
    entry = f"{_key(key, mapping, text)}: {value}"
    if mapping.flow:
        end = mapping.items[-1].end if mapping.items else mapping.start + 1
        yield Splice(end, end, f", {entry}" if mapping.items else entry)
    elif mapping.items:
        yield from _added_line(text, mapping, entry)


def _added_line(text: str, mapping: Node, entry: str) -> Iterator[Splice]:
    """A line behind the mapping's last, or behind blank lines that belong to it, or before the first."""
    first, last = mapping.items[0], mapping.items[-1]
    indent = " " * (first.column - 1)
    found = _BREAK.search(text, len(text[: last.end].rstrip()))
    end = found.start() if found else len(text)
    yield Splice(end, end, f"{_line_break(text, end)}{indent}{entry}")
    yield Splice(last.end, last.end, f"{indent}{entry}{_line_break(text, last.end)}")
    yield Splice(first.start, first.start, f"{entry}{_line_break(text, first.start)}{indent}")


def _line_break(text: str, near: int) -> str:
    """How lines end here: as the next one does, else as the first."""
    found = _BREAK.search(text, near) or _BREAK.search(text)
    return found[0] if found else "\n"


def _key(key: str, mapping: Node, text: str) -> str:
    """A key in the quotes that its neighbours have, as in a script that is JSON."""
    quote = text[mapping.items[0].start] if mapping.items else ""
    return f"{quote}{key}{quote}" if quote == '"' else key
