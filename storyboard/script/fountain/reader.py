"""Fountain, as its syntax page has it: from text to the elements of a screenplay, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from storyboard.script.fountain.elements import Element, Kind, Screenplay
from storyboard.script.fountain.emphasis import plain
from storyboard.script.fountain.remarks import MARK, Remark, SourceLine, source_lines
from storyboard.script.fountain.title_page import read_title_page

_PREFIX = re.compile(
    r"(?:int\.?\s?/\s?ext|ext\.?\s?/\s?int|i\.?\s?/\s?e|e\.?\s?/\s?i|int|ext|est)(?:\.|\s)", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*#([A-Za-z0-9.-]+)#\s*$")
_CUE = re.compile(r"([^()^]+?)\s*((?:\([^()]*\)\s*)*)(\^?)")
_EXTENSION = re.compile(r"\(([^()]*)\)")
_USUAL = re.compile(
    r"(?:FADE (?:IN|OUT|UP|TO|FROM)|(?:[A-Z]+ )?CUT (?:TO|BACK)|DISSOLVE (?:TO|INTO)|IRIS (?:IN|OUT))"
    r"\b(?: [\w-]+){0,4} ?[.:]*|INTERCUT\b(?: [\w-]+){0,4} ?[.:]*|(?:[A-Z]+ )?(?:CUT|DISSOLVE|WIPE):"
)
"""Transitions that screenplays write without a `>`."""
_SHOT = re.compile(r"shot(?:\s+([A-Za-z0-9_-]+))?\s*:\s*", re.IGNORECASE)
_LONGEST_HEADING, _LONGEST_CUE = 300, 80
"""What is longer is a sentence, and so action."""


def read_screenplay(text: str) -> Screenplay:
    """Read any text; what fits no rule is action, as Fountain says. The text holds no control characters."""
    lines, unclosed = source_lines(text.replace("\ufeff", ""))
    title_page, first = read_title_page(lines)
    reader = _Reader(lines[first:])
    reader.read()
    return Screenplay(title_page, tuple(reader.elements), tuple(reader.marked), tuple(unclosed))


class _Reader:
    """Goes through the lines once; `fresh` is true after an empty line, where headings and cues may stand."""

    def __init__(self, lines: Sequence[SourceLine]) -> None:
        self.elements: list[Element] = []
        self.marked: list[int] = []
        self._lines = lines
        self._followed = _followed(lines)
        self._fresh = True
        self._speaking = False
        self._rules: tuple[Callable[[SourceLine, str, bool], bool], ...] = (
            self._structure,
            self._heading,
            self._forced,
            self._transition,
            self._cue,
        )

    def read(self) -> None:
        for line, followed in zip(self._lines, self._followed, strict=True):
            if line.only_remarks:
                self._remarks(line)
            elif line.blank:
                self._speaking = self._speaking and len(line.text) > 1
                self._fresh = not self._speaking
            elif self._speaking:
                self._spoken(line)
            elif not any(rule(line, line.words, followed) for rule in self._rules):
                self._pieces("action", line, line.text.strip(), begins=self._fresh)
                self._fresh = False

    def _structure(self, line: SourceLine, words: str, followed: bool) -> bool:
        """Page breaks, sections and synopses: they need no empty line around them."""
        if len(words) > 2 and not words.strip("="):
            self._put("page break", line, "")
        elif words[0] == "#" and words.strip("#").strip():
            depth = len(words) - len(words.lstrip("#"))
            self._put("section", line, words[depth:], number="#" * depth)
        elif words[0] == "=" and words[1:2] != "=" and words[1:].strip():
            self._put("synopsis", line, words[1:])
        else:
            return False
        return True

    def _heading(self, line: SourceLine, words: str, followed: bool) -> bool:
        forced = words[0] == "." and words[1:2].isalnum()
        natural = self._fresh and _PREFIX.match(words) and (not followed or words == words.upper())
        if not (forced or natural) or len(words) > _LONGEST_HEADING:
            return False
        number = _NUMBER.search(words)
        words = words[: number.start()] if number else words
        if not words.strip("."):
            return False
        self._put("heading", line, words[1:] if forced else words, number=number[1] if number else "")
        return True

    def _forced(self, line: SourceLine, words: str, followed: bool) -> bool:
        """What its first character says: action, lyrics, centred text and transitions."""
        if words[0] == "!" and words[1:].strip():
            self._pieces("action", line, line.text.strip().replace("!", "", 1), begins=self._fresh)
            self._fresh = False
        elif words[0] == "~" and words[1:].strip():
            self._put("lyric", line, words[1:])
        elif words[0] == ">" and words[-1] == "<" and words[1:-1].strip():
            self._put("centred", line, words[1:-1])
        elif words[0] == ">" and words[1:].strip() and len(words) <= _LONGEST_HEADING:
            self._put("transition", line, words[1:])
        else:
            return False
        return True

    def _transition(self, line: SourceLine, words: str, followed: bool) -> bool:
        if not self._fresh or followed or words != words.upper() or len(words) > _LONGEST_HEADING:
            return False
        if not (words.endswith("TO:") and len(words) > 3) and not _USUAL.fullmatch(words):
            return False
        self._put("transition", line, words)
        return True

    def _cue(self, line: SourceLine, words: str, followed: bool) -> bool:
        if not (self._fresh and followed) or len(words) > _LONGEST_CUE:
            return False
        forced = words[0] == "@"
        match = _CUE.fullmatch(words[1:].strip() if forced else words)
        name = self._plain(match[1], line.number) if match else ""
        if not match or not any(map(str.isalnum, name)):
            return False
        if not forced and (name != name.upper() or not any(map(str.isupper, name))):
            return False
        extensions = tuple(" ".join(word.split()) for word in _EXTENSION.findall(match[2]) if word.strip())
        self.elements.append(Element("cue", name, line.number, extensions=extensions, dual=bool(match[3])))
        self._remarks(line)
        self._speaking = True
        return True

    def _spoken(self, line: SourceLine) -> None:
        """A line under a cue."""
        words = line.words
        if words[0] == "(" and words[-1] == ")" and words[1:-1].strip():
            self._put("parenthetical", line, words[1:-1])
        elif words[0] == "~" and words[1:].strip():
            self._put("lyric", line, words[1:])
        else:
            self._pieces("speech", line, line.text)

    def _put(self, kind: Kind, line: SourceLine, text: str, number: str = "") -> None:
        """An element of its own line, after which another may begin."""
        self.elements.append(Element(kind, self._plain(text, line.number), line.number, number=number))
        self._remarks(line)
        self._fresh = True

    def _pieces(self, kind: Kind, line: SourceLine, text: str, begins: bool = True) -> None:
        """A line of running text, with its remarks where they stand in it."""
        for number, piece in enumerate(text.split(MARK)):
            if number:
                self.elements.append(_remark(line.remarks[number - 1]))
            if words := self._plain(piece, line.number):
                self.elements.append(Element(kind, words, line.number, begins=begins))
                begins = False

    def _remarks(self, line: SourceLine) -> None:
        self.elements += [_remark(remark) for remark in line.remarks]

    def _plain(self, text: str, line: int) -> str:
        words, marked = plain(text)
        if marked and self.marked[-1:] != [line]:
            self.marked.append(line)
        return words


def _followed(lines: Sequence[SourceLine]) -> list[bool]:
    """For each line, whether the next one that isn't only remarks has words."""
    found, after = [], False
    for line in reversed(lines):
        found.append(after)
        if not line.only_remarks:
            after = not line.blank
    return found[::-1]


def _remark(remark: Remark) -> Element:
    kind: Kind = "boneyard" if remark.boneyard else "note"
    match = None if remark.boneyard else _SHOT.match(remark.text)
    if not match:
        return Element(kind, remark.text, remark.line, remark.column)
    note = " ".join(remark.text[match.end() :].split())
    return Element("shot note", note, remark.line, remark.column, number=match[1] or "")
