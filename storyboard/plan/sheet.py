"""The graph while it is written: every action once, under the name of its work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.base.digest import canonical, digest_of
from storyboard.plan.types import Action, Spec

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.DiGraph[str]


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
        import networkx as nx

        self.graph: Graph = nx.DiGraph()
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
            action = Action(key, op, engine, revision, spec, tuple(inputs))
            self.graph.add_node(key, action=action, shots=[], slots=[], aside=aside or {})
            self.graph.add_edges_from((source, key) for _, source in inputs)
        node = self.graph.nodes[key]
        if slot not in node["slots"]:
            node["slots"].append(slot)
        if shot is not None and shot not in node["shots"]:
            node["shots"].append(shot)
        return key

    def cut(self, op: str, spec: Spec, inputs: Sequence[tuple[str, str]], slot: str) -> str:
        """Add one of the cutting room's own actions."""
        return self.add(op, "cutting", self.cutting.revision, spec, inputs, slot=slot)
