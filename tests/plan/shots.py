"""Shots to plan with, made without a script."""

from collections.abc import Sequence
from fractions import Fraction

from storyboard.plan.edl import cut_together
from storyboard.plan.graph import plan_actions
from storyboard.plan.sheet import Cutting
from storyboard.plan.types import Camera, CastMember, Setting, Shot, Traits, Transition

WANTS = frozenset({"place", "action", "cast", "camera", "style", "seed"})
FULL = Setting("drawn", {}, Traits(1, WANTS))
CUTTING = Cutting(1, {"codec": "h264"})


def shot(id_: str, frames: int = 48, transition: Transition | None = None, **changes: object) -> Shot:
    """A shot with plain values in every field but those given."""
    setting = changes.pop("clip_setting", FULL)
    values = {
        "id": id_,
        "frames": frames,
        "place": "a street",
        "action": f"{{0}} finds {id_}",
        "cast": (CastMember("mara", "a keeper in a yellow raincoat"),),
        "camera": Camera(),
        "style": "ink",
        "avoid": "",
        "prompt": "",
        "seeds": {"keyframe": 7, "clip": 7},
        "settings": {
            "keyframe": setting,
            "clip": setting,
            "inbetween": Setting("motion", {}, Traits(1)),
            "upscale": Setting("scaling", {}, Traits(1)),
        },
        "transition": transition,
    }
    return Shot(**(values | changes))


def edl(shots: Sequence[Shot], opening: Transition | None = None):
    """The shots as a film of 24 frames a second, 320x180."""
    return cut_together(shots, Fraction(24), (320, 180), opening)


def graph(shots: Sequence[Shot], only: frozenset[str] = frozenset(), opening: Transition | None = None):
    """The film's graph."""
    return plan_actions(edl(shots, opening), CUTTING, only)


def ops(graph) -> list[str]:
    """The ops of a graph, in its order."""
    return [node["action"].op for node in graph.nodes.values()]
