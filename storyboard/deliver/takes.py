"""The cut of a script as it is handed over: events, what the script says of them, and what makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from storyboard.build.crew import scene_note, shot_note
from storyboard.deliver.cut import Cut, Made, Sound, Take
from storyboard.plan.captions import Cue, in_excerpt
from storyboard.plan.edl import joined
from storyboard.plan.handoff import excerpt, shown
from storyboard.plan.types import Edl, Shot

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.script.models import Script


def cut_of(
    script: Script,
    edl: Edl,
    graph: Graph,
    names: Mapping[str, str],
    only: frozenset[str],
    suffix: str,
    captions: Sequence[Cue] = (),
) -> Cut:
    """The cut, or an excerpt of it; `names` are the files and models that specs name by digest.

    `suffix` is that of the clips. The cut has sound where the graph makes some. `captions` are the film's.
    """
    ranges = [(event.record_in, event.record_out) for event in shown(edl, only)]
    return Cut(
        title=script.title,
        edl=excerpt(edl, only),
        takes=tuple(_takes(script, edl, graph, names, only)),
        suffix=suffix,
        sound=_sound(graph),
        language=script.book.language,
        captions=tuple(in_excerpt(captions, joined(ranges))),
    )


def _takes(
    script: Script, edl: Edl, graph: Graph, names: Mapping[str, str], only: frozenset[str]
) -> Iterator[Take]:
    written = {shot.id: shot for shot in script.shots}
    scenes = {scene.id: scene_note(script, scene).title for scene in script.scenes}
    keys = {slot: key for key, node in graph.nodes.items() for slot in node["slots"]}
    laid = excerpt(edl, only)
    for event, original in zip(laid.events, shown(edl, only), strict=True):
        shot = event.shot
        yield Take(
            event=event,
            number=original.number + 1,
            note=shot_note(script, written[shot.id]),
            made=_made(shot, names, keys.get(f"{shot.id}/{'card' if shot.card else 'clip'}", "")),
            scene=scenes.get(shot.scene or "", ""),
        )


def _sound(graph: Graph) -> Sound | None:
    mixed = (node["action"].spec for node in graph.nodes.values() if node["action"].op == "mixdown")
    return next((Sound("soundtrack.wav", int(spec["samples"])) for spec in mixed), None)


def _made(shot: Shot, names: Mapping[str, str], key: str) -> Made:
    """What makes a shot; a clip without a model of its own moves what the keyframe's model drew."""
    if shot.card:
        return Made("cutting", key=key)
    clip, keyframe = shot.settings["clip"], shot.settings["keyframe"]
    model = str(clip.params.get("model") or keyframe.params.get("model") or "")
    return Made(clip.engine, names.get(model, model), shot.seeds["clip"], key)
