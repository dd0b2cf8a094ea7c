"""YAML as it lies in its text: where each node begins and ends, so that one can be changed and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import yaml
from yaml._yaml import CParser

from storyboard.script.placed import Trail

_BLANKS = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of YAML; offsets count characters of the text, and `line` and `column` from 1.

    Line and column are those of the whole node; the text from `start` to `end` is the node without its
    anchor, and in block style without what lies behind the last node that it holds. `items` are those of a
    list, or the keys and values of a mapping in turn. `word` is a scalar's value or an alias's name.
    """

    kind: Literal["mapping", "list", "scalar", "alias"]
    line: int
    column: int
    start: int
    end: int
    items: tuple[Node, ...] = ()
    word: str = ""
    flow: bool = False
    bare: bool = False

    def value(self, key: str) -> Node | None:
        """What a mapping itself has under a key; what it merges is not looked at."""
        pairs = zip(self.items[::2], self.items[1::2], strict=True)
        return next((value for name, value in pairs if name.kind == "scalar" and name.word == key), None)


def read_nodes(text: str) -> Node:
    """The nodes of a text that `read_tree` has read without a fault."""
    parser = CParser(text.encode("utf-8"))
    while isinstance(parser.peek_event(), yaml.StreamStartEvent | yaml.DocumentStartEvent):
        parser.get_event()
    return _node(parser, text)


def find_node(root: Node, line: int, column: int) -> tuple[Node, Trail] | None:
    """The mapping or alias that begins at a place, and the way to it."""
    for node, trail in _walk(root, ()):
        if (node.line, node.column) == (line, column) and node.kind in ("mapping", "alias"):
            return node, trail
    return None


def _node(parser: CParser, text: str) -> Node:
    event: Any = parser.get_event()
    mark, what = event.start_mark, type(event)
    place = mark.line + 1, mark.column + 1
    if what is yaml.AliasEvent:
        return Node("alias", *place, mark.index, event.end_mark.index, word=event.anchor)
    start = _behind(event.anchor, mark.index, text)
    if what is yaml.ScalarEvent:
        end = max(start, event.end_mark.index)
        return Node("scalar", *place, start, end, word=event.value, bare=event.implicit[0])
    items = []
    while not isinstance(parser.peek_event(), yaml.CollectionEndEvent):
        items.append(_node(parser, text))
    closing: Any = parser.get_event()
    end = closing.end_mark.index if event.flow_style or not items else items[-1].end
    kind: Literal["mapping", "list"] = "mapping" if what is yaml.MappingStartEvent else "list"
    return Node(kind, *place, start, end, tuple(items), flow=bool(event.flow_style))


def _behind(anchor: str | None, start: int, text: str) -> int:
    """Where a node's own text begins, after `&anchor` and the blanks behind it."""
    if anchor is None:
        return start
    blanks = _BLANKS.match(text, start + 1 + len(anchor))
    assert blanks is not None
    return blanks.end()


def _walk(node: Node, trail: Trail) -> Iterator[tuple[Node, Trail]]:
    yield node, trail
    if node.kind == "mapping":
        for key, value in zip(node.items[::2], node.items[1::2], strict=True):
            yield from _walk(value, (*trail, key.word))
    elif node.kind == "list":
        for number, item in enumerate(node.items):
            yield from _walk(item, (*trail, number))
