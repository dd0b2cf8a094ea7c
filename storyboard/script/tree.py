"""YAML made into values that know where they stand, never larger than what an author would write."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser

from storyboard.script import limits
from storyboard.script.complaints import explain
from storyboard.script.files import UNPRINTABLE
from storyboard.script.placed import PlacedList, PlacedMapping, Tree, TreeFault, spot, unpack
from storyboard.script.scalars import resolve


def read_tree(text: str, file: int, nodes_left: int = limits.NODES) -> Tree:
    """Read one YAML document. Whatever the text, the answer is values or faults, in time linear in it."""
    if directive := _DIRECTIVE.search(text):
        line = text.count("\n", 0, directive.start())
        fault = TreeFault(
            spot(file, line, 0), (), "YAML directives (%) mean nothing in a script; remove the line"
        )
        return Tree(faults=[fault])
    composer = _Composer(file, nodes_left)
    try:
        composer.read(CParser(text.encode("utf-8")))
    except yaml.MarkedYAMLError as error:
        composer.refuse(error, text)
    except yaml.YAMLError as error:
        composer.fault(spot(file, 0, 0), f"is not YAML: {error}")
    except _StopError:
        pass
    return composer.tree


_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


class _StopError(Exception):
    """The rest of the file can't be read."""


class _Open:
    """A mapping or list whose end hasn't come yet."""

    __slots__ = ("anchor", "key", "key_spot", "merged", "nodes", "spot", "value")

    def __init__(self, value: PlacedMapping | PlacedList, where: int, anchor: str | None, nodes: int) -> None:
        self.value = value
        self.spot = where
        self.anchor = anchor
        self.nodes = nodes
        self.key: str | None = None
        self.key_spot = 0
        self.merged: list[PlacedMapping] = []


class _Composer:
    """Turns parser events into values, one at a time, so that depth and size are limited as they grow."""

    def __init__(self, file: int, nodes_left: int) -> None:
        self.tree = Tree()
        self._file = file << 48
        self._nodes_left = nodes_left
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._keys: dict[str, str] = {}
        self._documents = 0

    def read(self, parser: CParser) -> None:
        steps = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        next_event = parser.get_event
        while (event := next_event()) is not None:
            if step := steps.get(type(event)):
                step(event)

    def fault(self, where: int, message: str) -> None:
        steps = (len(frame.value) if type(frame.value) is PlacedList else frame.key for frame in self._open)
        path = tuple(step for step in steps if step is not None)
        self.tree.faults.append(TreeFault(where, path, message))
        if len(self.tree.faults) >= limits.PROBLEMS:
            raise _StopError

    def refuse(self, error: yaml.MarkedYAMLError, text: str) -> None:
        """Say what stops the parser, in an author's words."""
        mark = error.problem_mark or error.context_mark
        if error.context_mark and (error.context or "").endswith(("simple key", "quoted scalar")):
            mark = error.context_mark  # the problem's own mark is where the parser gave up, lines later
        line, column = (mark.line, mark.column) if mark else (0, 0)
        self.tree.faults.append(TreeFault(self._file | spot(0, line, column), (), explain(error, text, line)))

    def _scalar(self, event: Any) -> None:
        mark = event.start_mark
        where = self._file | spot(0, mark.line, mark.column)
        word = event.value
        if event.tag is not None or len(word) > limits.SCALAR or _unprintable(word):
            word = self._bad_scalar(event, where)
        frame = self._open[-1] if self._open else None
        if frame and frame.key is None and type(frame.value) is PlacedMapping:
            self._key(frame, word, where, event.implicit[0])
            return
        value = resolve(word) if event.implicit[0] else word
        if value is None and frame and frame.key is not None:
            self._count(1, where)
            self._empty(frame)
        else:
            self._put(value, where, event.anchor)

    def _bad_scalar(self, event: Any, where: int) -> str:
        if event.tag is not None:
            self.fault(
                where, f"the tag {_tag(event.tag)} means nothing in a script; write the value without it"
            )
            return str(event.value)[: limits.SCALAR]
        if bad := _unprintable(event.value):
            self.fault(where, f"holds the character U+{ord(bad[0]):04X}, which no script needs")
            return "..."
        self.fault(where, f"has {len(event.value):,} characters; a text has at most {limits.SCALAR:,}")
        return "..."

    def _key(self, frame: _Open, word: str, where: int, bare: bool) -> None:
        if len(word) > limits.KEY:
            self.fault(where, f"a key has at most {limits.KEY} characters")
            raise _StopError
        frame.key = "<<" if bare and word == "<<" else self._keys.setdefault(word, word)
        frame.key_spot = where
        if bare and word == "<<":
            frame.key_spot = -1
        elif word in frame.value:
            self._twice(frame, word, where)

    def _twice(self, frame: _Open, word: str, where: int) -> None:
        first = frame.value.spots[2 * list(frame.value).index(word)]
        self.fault(where, f'"{word}" is written twice; the first is on line {unpack(first)[1]}')
        frame.key_spot = -2

    def _empty(self, frame: _Open) -> None:
        if frame.key is not None and frame.key_spot >= 0 and type(frame.value) is PlacedMapping:
            self.tree.empty.append((frame.value, frame.key, frame.key_spot))
        frame.key = None

    def _mapping(self, event: Any) -> None:
        self._begin(event, PlacedMapping())

    def _list(self, event: Any) -> None:
        self._begin(event, PlacedList())

    def _begin(self, event: Any, value: PlacedMapping | PlacedList) -> None:
        mark = event.start_mark
        where = self._file | spot(0, mark.line, mark.column)
        frame = self._open[-1] if self._open else None
        if frame and frame.key is None and type(frame.value) is PlacedMapping:
            self.fault(where, "a key is a word; text that begins with { or [ needs quotes")
            raise _StopError
        if event.tag is not None:
            self.fault(
                where, f"the tag {_tag(event.tag)} means nothing in a script; write the value without it"
            )
        if len(self._open) >= limits.DEPTH:
            self.fault(where, f"is nested more than {limits.DEPTH} deep; no script needs that")
            raise _StopError
        self._count(1, where)
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        self._open.append(_Open(value, where, event.anchor, self.tree.nodes))

    def _close(self, event: Any) -> None:
        frame = self._open.pop()
        if isinstance(frame.value, PlacedMapping):
            for base in frame.merged:
                frame.value.fill(base)
        if frame.anchor:
            self._anchors[frame.anchor] = frame.value, self.tree.nodes - frame.nodes + 1
        self._store(frame.value, frame.spot)

    def _alias(self, event: Any) -> None:
        where = self._file | spot(0, event.start_mark.line, event.start_mark.column)
        if event.anchor not in self._anchors:
            self.fault(where, f"*{event.anchor} stands for nothing yet; text that begins with * needs quotes")
            raise _StopError
        value, nodes = self._anchors[event.anchor]
        self._count(nodes, where)
        frame = self._open[-1] if self._open else None
        if frame and frame.key is None and type(frame.value) is PlacedMapping:
            self.fault(where, "a key is a word, not an alias")
            raise _StopError
        self._store(value, where)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            where = self._file | spot(0, event.start_mark.line, event.start_mark.column)
            self.fault(
                where, "a second document begins here; a script is one, so put it into a file of its own"
            )
            raise _StopError

    def _put(self, value: Any, where: int, anchor: str | None) -> None:
        self._count(1, where)
        if anchor:
            self._anchors[anchor] = value, 1
        self._store(value, where)

    def _count(self, nodes: int, where: int) -> None:
        self.tree.nodes += nodes
        if self.tree.nodes > self._nodes_left:
            self.fault(
                where, f"the script holds more than {limits.NODES:,} values, aliases spelt out; no film does"
            )
            raise _StopError

    def _store(self, value: Any, where: int) -> None:
        if not self._open:
            self.tree.value, self.tree.spot = value, where
            return
        frame = self._open[-1]
        if isinstance(frame.value, PlacedList):
            frame.value.put(value, where)
        elif frame.key_spot == -1:
            self._merges(frame, value, where)
        elif frame.key_spot != -2 and frame.key is not None:
            frame.value.put(frame.key, value, frame.key_spot, where)
        frame.key = None

    def _merges(self, frame: _Open, value: Any, where: int) -> None:
        bases = value if isinstance(value, PlacedList) else [value]
        if not all(isinstance(base, PlacedMapping) for base in bases):
            self.fault(where, "<< takes a mapping, or a list of them: <<: *defaults")
            return
        for base in bases:
            self._count(len(base), where)
        frame.merged += bases


def _unprintable(word: str) -> re.Match[str] | None:
    """The first character that no text holds; the file has none, but an escape in quotes can mean one."""
    return None if word.isprintable() else UNPRINTABLE.search(word)


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")[:60]
