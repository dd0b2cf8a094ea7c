"""The graph while it is written: every action once, under the name of its work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from storyboard.base.digest import canonical, digest_of
from storyboard.plan.types import Action, Spec


class Node(TypedDict):
    """An action in a graph: the shots that it is for, the slots that it fills, and what it is told aside."""

    action: Action
    shots: list[str]
    slots: list[str]
    aside: Spec


class Graph:
    """Actions by key, in the order of the plan: what reads an action comes after it, so there is no cycle.

    `graph` says what is true of it as a whole, above all its `goals`.
    """

    __slots__ = ("_users", "graph", "nodes")

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.graph: dict[str, Any] = {}
        self._users: dict[str, dict[str, None]] = {}

    def add(self, action: Action, aside: Spec) -> None:
        """Take in an action that isn't there yet. Raises KeyError where it reads one that isn't there."""
        for _, source in action.inputs:
            self._users[source][action.id] = None
        self._users[action.id] = {}
        self.nodes[action.id] = {"action": action, "shots": [], "slots": [], "aside": aside}

    def predecessors(self, key: str) -> Iterator[str]:
        """The actions that one reads, each once, in the order of its inputs."""
        return iter(dict.fromkeys(source for _, source in self.nodes[key]["action"].inputs))

    def successors(self, key: str) -> Iterator[str]:
        """The actions that read one, in the plan's order."""
        return iter(self._users[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def __contains__(self, key: object) -> bool:
        return key in self.nodes

    def __len__(self) -> int:
        return len(self.nodes)


@dataclass(frozen=True, slots=True)
class Cutting:
    """How the cut is made: the cutting engine's revision, the encoder profile, and what is burnt in.

    `captions` are the languages of the subtitles that the film carries, the first of them its default.
    `container` is mp4, mov, webm, gif, webp, or png for a folder of pictures. `font` is the digest of the
    author's own for captions that are burnt in. `versions` (of libraries, with `--strict`) enter every key
    where they are given.
    """

    revision: int
    encoder: Spec
    burn_in: tuple[str, ...] = ()
    versions: Spec | None = None
    captions: tuple[str, ...] = ()
    container: str = "mp4"
    font: str = ""


def action_key(op: str, engine: str, revision: int, spec: Spec, inputs: Sequence[tuple[str, str]]) -> str:
    """Name the work, never its result.

    Inputs are named by their recipe keys for the recipe key, by their digests for the content key.
    """
    return digest_of(
        canonical(["Action/1", op, engine, revision, spec, [[name, key] for name, key in inputs]])
    )


class Sheet:
    """The graph while it is written; adding an action twice adds it once."""

    def __init__(self, cutting: Cutting) -> None:
        self.graph = Graph()
        self.cutting = cutting

    def add(
        self,
        op: str,
        engine: str,
        revision: int,
        spec: Spec,
        inputs: Sequence[tuple[str, str]] = (),
        *,
        slot: str,
        shot: str | None = None,
        aside: Spec | None = None,
    ) -> str:
        if self.cutting.versions is not None:
            spec = spec | {"versions": self.cutting.versions}
        key = action_key(op, engine, revision, spec, inputs)
        if key not in self.graph:
            self.graph.add(Action(key, op, engine, revision, spec, tuple(inputs)), aside or {})
        node = self.graph.nodes[key]
        if slot not in node["slots"]:
            node["slots"].append(slot)
        if shot is not None and shot not in node["shots"]:
            node["shots"].append(shot)
        return key

    def cut(self, op: str, spec: Spec, inputs: Sequence[tuple[str, str]], slot: str) -> str:
        """Add one of the cutting room's own actions."""
        return self.add(op, "cutting", self.cutting.revision, spec, inputs, slot=slot)
