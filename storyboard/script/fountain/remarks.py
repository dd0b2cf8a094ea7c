"""Notes and boneyards, lifted out of a screenplay's text before its lines are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARK = "\0"
"""Stands in a line where a remark stood; no text file that was decoded holds it."""
_SKIPPED = "\1"
"""A line's end within a remark."""
_OPENER = re.compile(r"/\*|\[\[")
_EMPTY_LINE = re.compile(r"\n[ \t]?(?=\n|\Z)")
"""An empty line ends a note; one of two spaces and more doesn't."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note (`[[...]]`) or a boneyard (`/* ... */`), its text without those marks."""

    boneyard: bool
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the screenplay; in `text` a MARK stands for each of its `remarks`."""

    number: int
    text: str
    remarks: tuple[Remark, ...]

    @property
    def words(self) -> str:
        """The line without its remarks and the spaces around it."""
        return " ".join(self.text.replace(MARK, " ").split())

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it at all."""
        return not self.remarks and not self.text.strip()

    @property
    def only_remarks(self) -> bool:
        """Whether nothing but remarks stands on it: it neither ends a paragraph nor goes on with it."""
        return bool(self.remarks) and not self.words


def source_lines(text: str) -> tuple[list[SourceLine], list[int]]:
    """The lines without their remarks, in linear time; and the lines where boneyards begin that never end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    remarks, kept, unclosed = _lift(text)
    lines: list[SourceLine] = []
    number, taken = 1, 0
    for row in "".join(kept).split("\n"):
        count = row.count(MARK)
        lines.append(SourceLine(number, row.replace(_SKIPPED, ""), tuple(remarks[taken : taken + count])))
        taken += count
        number += 1 + row.count(_SKIPPED)
    return lines, unclosed


def _lift(text: str) -> tuple[list[Remark], list[str], list[int]]:
    remarks: list[Remark] = []
    kept: list[str] = []
    unclosed: list[int] = []
    spots = _Spots(text)
    at = 0
    while opener := _OPENER.search(text, at):
        start, boneyard = opener.start(), opener[0] == "/*"
        end = spots.boneyard_end(start + 2) if boneyard else spots.note_end(start + 2)
        if end < 0:
            if boneyard:
                unclosed.append(spots.line(start)[0])
            kept.append(text[at : start + 2])
            at = start + 2
            continue
        line, column = spots.line(start)
        inner = text[start + 2 : end]
        remarks.append(Remark(boneyard, "\n".join(_rows(inner)), line, column))
        kept += [text[at:start], MARK, _SKIPPED * inner.count("\n")]
        at = end + 2
    kept.append(text[at:])
    return remarks, kept, unclosed


def _rows(text: str) -> Iterator[str]:
    """The lines of a remark, each without the spaces around it, and none empty at either end."""
    rows = [" ".join(row.split()) for row in text.split("\n")]
    while rows and not rows[0]:
        del rows[0]
    while rows and not rows[-1]:
        del rows[-1]
    yield from rows


class _Spots:
    """Finds what comes next in a text; asked for ever later places, it looks at each character once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = {"*/": -1, "]]": -1, "\n\n": -1}
        self._line, self._begins = 1, 0

    def boneyard_end(self, at: int) -> int:
        return self._find("*/", at)

    def note_end(self, at: int) -> int:
        end = self._find("]]", at)
        return -1 if end > self._empty_line(at) else end

    def line(self, at: int) -> tuple[int, int]:
        """The line and column of a place."""
        self._line += self._text.count("\n", self._begins, at)
        self._begins = max(self._text.rfind("\n", self._begins, at) + 1, self._begins)
        return self._line, at - self._begins + 1

    def _find(self, mark: str, at: int) -> int:
        if 0 <= self._next[mark] < at or self._next[mark] == -1:
            found = self._text.find(mark, at)
            self._next[mark] = found if found >= 0 else -2
        return self._next[mark]

    def _empty_line(self, at: int) -> int:
        if 0 <= self._next["\n\n"] < at or self._next["\n\n"] == -1:
            found = _EMPTY_LINE.search(self._text, at)
            self._next["\n\n"] = found.start() if found else len(self._text)
        return self._next["\n\n"]
