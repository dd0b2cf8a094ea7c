"""From the EDL to the graph of actions: what has to be made, and from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.base.digest import Plain, canonical, digest_of
from storyboard.base.errors import RenderError
from storyboard.base.time import rate_text
from storyboard.plan.burn_in import burn_in
from storyboard.plan.edl import body
from storyboard.plan.types import Action, Edl, Event, Setting, Shot, Spec, Transition

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.DiGraph[str]


@dataclass(frozen=True, slots=True)
class Cutting:
    """How the cut is made: the cutting engine's revision, the encoder profile, and what is burnt in.

    `versions` (of libraries, with `--strict`) enter every key where they are given.
    """

    revision: int
    encoder: Spec
    burn_in: tuple[str, ...] = ()
    versions: Spec | None = None


def plan_actions(edl: Edl, cutting: Cutting, only: frozenset[str] = frozenset()) -> Graph:
    """Lay out the film's actions; equal actions are one node, and edges run from input to user.

    Every node has `action`, `shots` (ids of the shots it is made for; none for the cut's own work) and
    `slots` (its names in reports, such as "door/clip"); the graph's `goals` are the ids of what is delivered.
    Nodes are in topological order. With `only`, the film is an excerpt of those shots, made of the very
    actions that the whole film uses. A pure function: the same EDL always gives the same graph.

    Raises RenderError where `only` leaves nothing to show.
    """
    sheet = _Sheet(cutting)
    shown = [event for event in edl.events if not only or event.shot.id in only]
    conformed = {event.number: _conformed(sheet, edl, event) for event in shown}
    spans = [span for event in shown for span in _spans(sheet, edl, event, conformed)]
    if not spans:
        raise RenderError("transitions cover those shots from end to end; name one of their neighbours too")
    sheet.graph.graph["goals"] = [_film(sheet, edl, spans)]
    return sheet.graph


def action_key(op: str, engine: str, revision: int, spec: Spec, inputs: Sequence[tuple[str, str]]) -> str:
    """Name the work, never its result.

    Inputs are named by their recipe keys for the recipe key, by their digests for the content key.
    """
    return digest_of(
        canonical(["Action/1", op, engine, revision, spec, [[name, key] for name, key in inputs]])
    )


class _Sheet:
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
    ) -> str:
        if self.cutting.versions is not None:
            spec = spec | {"versions": self.cutting.versions}
        key = action_key(op, engine, revision, spec, inputs)
        if key not in self.graph:
            action = Action(key, op, engine, revision, spec, tuple(inputs))
            self.graph.add_node(key, action=action, shots=[], slots=[])
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


def _conformed(sheet: _Sheet, edl: Edl, event: Event) -> str:
    """Plan a shot's clip at the film's size and rate, handles included; return the last action's id."""
    shot = event.shot
    frames = event.head + shot.frames + event.tail
    clip_setting = shot.settings["clip"]
    rate = clip_setting.traits.rate or edl.rate
    size = clip_setting.traits.legal_size(edl.size)
    last = _clip(sheet, shot, _keyframe(sheet, edl, shot), size, rate, _frames_at(frames, rate, edl.rate))
    if rate != edl.rate:
        spec: Spec = {
            "frames": frames,
            "from": rate_text(rate),
            "to": rate_text(edl.rate),
            "size": list(size),
        }
        last = _refine(sheet, shot, "inbetween", spec, last)
    if size != edl.size:
        spec = {"size": list(edl.size), "rate": rate_text(edl.rate), "frames": frames}
        last = _refine(sheet, shot, "upscale", spec, last)
    return last


def _frames_at(frames: int, rate: Fraction, film_rate: Fraction) -> int:
    """How many frames at `rate` reach as far as the last of `frames` at the film's rate."""
    reach = (frames - 1) * rate / film_rate
    return -(-reach.numerator // reach.denominator) + 1


def _keyframe(sheet: _Sheet, edl: Edl, shot: Shot) -> str:
    setting = shot.settings["keyframe"]
    spec: Spec = {
        "size": list(setting.traits.legal_size(edl.size)),
        "params": setting.params,
        "shot": aspects(shot, "keyframe", setting),
    }
    return _shot_action(sheet, shot, "keyframe", setting, spec)


def _clip(
    sheet: _Sheet, shot: Shot, keyframe: str, size: tuple[int, int], rate: Fraction, frames: int
) -> str:
    setting = shot.settings["clip"]
    spec: Spec = {
        "size": list(size),
        "rate": rate_text(rate),
        "frames": setting.traits.legal_frames(frames),
        "params": setting.params,
        "shot": aspects(shot, "clip", setting),
    }
    return _shot_action(sheet, shot, "clip", setting, spec, [("keyframe", keyframe)])


def _refine(sheet: _Sheet, shot: Shot, op: str, spec: Spec, clip: str) -> str:
    setting = shot.settings[op]
    return _shot_action(sheet, shot, op, setting, spec | {"params": setting.params}, [("clip", clip)])


def _shot_action(
    sheet: _Sheet,
    shot: Shot,
    op: str,
    setting: Setting,
    spec: Spec,
    inputs: Sequence[tuple[str, str]] = (),
) -> str:
    revision = setting.traits.revision
    return sheet.add(op, setting.engine, revision, spec, inputs, slot=f"{shot.id}/{op}", shot=shot.id)


def aspects(shot: Shot, op: str, setting: Setting) -> Spec:
    """The part of a shot that enters a spec: only what the engine wants, as only that changes pixels."""
    camera: Spec = {
        "size": shot.camera.size,
        "framing": shot.camera.framing,
        "angle": shot.camera.angle,
        "lens": shot.camera.lens,
    }
    if op == "clip":
        camera |= {"move": shot.camera.move, "speed": shot.camera.speed}
    cast: list[Plain] = [
        {"is": member.is_, "who": member.who} if member.who else {"is": member.is_} for member in shot.cast
    ]
    files: list[Plain] = [dict(member.files) for member in shot.cast if member.files]
    everything: Mapping[str, Plain] = {
        "place": shot.place,
        "action": shot.action,
        "cast": cast,
        "camera": camera,
        "style": shot.style,
        "seed": shot.seeds.get(op, 0),
        "prompt": shot.prompt,
        "avoid": shot.avoid,
        "files": files,
    }
    unknown = setting.traits.wants - everything.keys()
    if unknown:
        raise ValueError(f"engine {setting.engine} wants {', '.join(sorted(unknown))}, which no shot has")
    return {name: everything[name] for name in sorted(setting.traits.wants)}


def _spans(sheet: _Sheet, edl: Edl, event: Event, conformed: Mapping[int, str]) -> list[tuple[str, int]]:
    """The spans that an event adds to the film: (what leads into it,) its body, the transition out of it.

    The transition into it is there already where the shot before it is shown. In an excerpt, one that shows a
    shot that is left out is left out as well.
    """
    spans = []
    before = edl.events[event.number - 1] if event.number else None
    arriving = before.shot.transition if before else edl.opening
    if arriving and (before is None or (before.number not in conformed and not arriving.shows_out)):
        spans.append(_transition(sheet, edl, before, event, arriving, conformed))
    start, end = body(edl, event)
    if end > start:
        spec = _film_spec(sheet, edl) | {
            "start": start - event.record_in + event.head,
            "frames": end - start,
            "burn_in": burn_in(edl, sheet.cutting.burn_in, start, end),
        }
        clip = [("clip", conformed[event.number])]
        spans.append((sheet.cut("span", spec, clip, f"{event.shot.id}/span"), end - start))
    after = edl.events[event.number + 1] if event.number + 1 < len(edl.events) else None
    leaving = event.shot.transition
    if leaving and (after is None or after.number in conformed or not leaving.shows_in):
        spans.append(_transition(sheet, edl, event, after, leaving, conformed))
    return spans


def _transition(
    sheet: _Sheet,
    edl: Edl,
    out: Event | None,
    into: Event | None,
    transition: Transition,
    conformed: Mapping[int, str],
) -> tuple[str, int]:
    cut = into.record_in if into else edl.frames
    start, end = cut - transition.before, cut + transition.after
    inputs = []
    out_start = in_start = None
    if out and transition.shows_out:
        inputs.append(("out", conformed[out.number]))
        out_start = start - out.record_in + out.head
    if into and transition.shows_in:
        inputs.append(("in", conformed[into.number]))
        in_start = (start if transition.borrows else cut) - into.record_in + into.head
    spec = _film_spec(sheet, edl) | {
        "kind": transition.kind,
        "direction": transition.direction,
        "colour": transition.colour,
        "frames": transition.frames,
        "before": transition.before,
        "out_start": out_start,
        "in_start": in_start,
        "burn_in": burn_in(edl, sheet.cutting.burn_in, start, end),
    }
    slot = f"{out.shot.id if out else ''}>{into.shot.id if into else ''}/transition"
    return sheet.cut("transition", spec, inputs, slot), transition.frames


def _film_spec(sheet: _Sheet, edl: Edl) -> Spec:
    return {"size": list(edl.size), "rate": rate_text(edl.rate), "encoder": sheet.cutting.encoder}


def _film(sheet: _Sheet, edl: Edl, spans: Sequence[tuple[str, int]]) -> str:
    spec = _film_spec(sheet, edl) | {"frames": [frames for _, frames in spans]}
    inputs = [(f"{number:06}", span) for number, (span, _) in enumerate(spans)]
    return sheet.cut("film", spec, inputs, "film")
