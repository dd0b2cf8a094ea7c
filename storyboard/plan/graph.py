"""From the EDL to the graph of actions: what has to be made, and from what."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from storyboard.base.digest import Plain
from storyboard.base.errors import RenderError
from storyboard.base.time import rate_text
from storyboard.plan.burn_in import burn_in
from storyboard.plan.caption_tracks import plan_captions
from storyboard.plan.captions import Cue, cues
from storyboard.plan.containers import CAPTIONED, SOUND, container_spec
from storyboard.plan.edl import body
from storyboard.plan.sheet import Cutting, Sheet
from storyboard.plan.shots import conform, still
from storyboard.plan.soundtrack import Mix, is_heard, lengths_in, plan_track
from storyboard.plan.types import Edl, Event, Spec, Transition

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph


_KEYFRAME = "/keyframe"
Span: TypeAlias = tuple[str, int, int]
"""An encoded stretch of the film: its action, the record frame at which it begins, and its frames."""


def plan_actions(
    edl: Edl,
    cutting: Cutting,
    only: frozenset[str] = frozenset(),
    mix: Mix | None = None,
    stills: Container[str] | None = None,
) -> Graph:
    """Lay out the film's actions; equal actions are one node, and edges run from input to user.

    Every node has `action`, `shots` (ids of the shots it is made for; none for the cut's own work), `slots`
    (its names in reports, such as "door/clip") and `aside` (settings that are in no key); the graph's `goals`
    are the ids of what is delivered, `lost` names what the film's container has no place for, and `ranges`
    are the record frames that are shown, in order. Nodes are in topological order. With `only`, the film is
    an excerpt of those shots, made of the very actions that the whole film uses. With a `mix` it has sound. A
    pure function: the same EDL always gives the same graph.

    With `stills`, the keyframes of those shots are made whether the film is made from them or not, and the
    graph's `stills` are all the keyframes, by the ids of their shots.

    Raises RenderError where `only` leaves nothing to show.
    """
    sheet = Sheet(cutting)
    shown = [event for event in edl.events if not only or event.shot.id in only]
    wanted = [event.shot for event in shown if stills is not None and event.shot.id in stills]
    own = {shot.id: still(sheet, edl.size, shot) for shot in wanted}
    conformed = {event.number: conform(sheet, edl, event) for event in shown}
    lengths = lengths_in(mix)
    burnt = cues(edl, lengths) if "dialogue" in cutting.burn_in else ()
    spans = [span for event in shown for span in _spans(sheet, edl, event, conformed, burnt)]
    if not spans:
        raise RenderError("transitions cover those shots from end to end; name one of their neighbours too")
    ranges = [(start, start + frames) for _, start, frames in spans]
    sheet.graph.graph["ranges"] = ranges
    sheet.graph.graph["lost"] = lost = list(_lost(edl, cutting, mix, ranges))
    heard = mix if "sound" not in lost else None
    beside = [("track", track)] if heard and (track := plan_track(sheet, edl, heard, ranges)) else []
    beside += plan_captions(sheet, edl, lengths, ranges) if "captions" not in lost else []
    sheet.graph.graph["goals"] = [_film(sheet, edl, spans, beside), *dict.fromkeys(own.values())]
    if stills is not None:
        sheet.graph.graph["stills"] = own | _keyframes(sheet)
    return sheet.graph


def _keyframes(sheet: Sheet) -> dict[str, str]:
    """The keyframes that clips are made from, by the ids of their shots."""
    slots = ((slot, key) for key, node in sheet.graph.nodes.items() for slot in node["slots"])
    return {slot.removesuffix(_KEYFRAME): key for slot, key in slots if slot.endswith(_KEYFRAME)}


def _lost(edl: Edl, cutting: Cutting, mix: Mix | None, ranges: Sequence[tuple[int, int]]) -> Iterator[str]:
    """What those frames have and the film's container doesn't."""
    if mix and cutting.container not in SOUND and is_heard(edl, mix, ranges):
        yield "sound"
    if cutting.captions and cutting.container not in CAPTIONED:
        yield "captions"


def _spans(
    sheet: Sheet, edl: Edl, event: Event, conformed: Mapping[int, str], burnt: Sequence[Cue]
) -> list[Span]:
    """The spans that an event adds to the film: (what leads into it,) its body, the transition out of it.

    The transition into it is there already where the shot before it is shown. In an excerpt, one that shows a
    shot that is left out is left out as well.
    """
    spans = []
    before = edl.events[event.number - 1] if event.number else None
    arriving = before.shot.transition if before else edl.opening
    if arriving and (before is None or (before.number not in conformed and not arriving.shows_out)):
        spans.append(_transition(sheet, edl, before, event, arriving, conformed, burnt))
    start, end = body(edl, event)
    if end > start:
        spec = _film_spec(sheet, edl) | {
            "start": start - event.record_in + event.head,
            "frames": end - start,
            "burn_in": _burn_in(sheet, edl, burnt, start, end),
        }
        clip = [("clip", conformed[event.number])]
        spans.append((sheet.cut("span", spec, clip, f"{event.shot.id}/span"), start, end - start))
    after = edl.events[event.number + 1] if event.number + 1 < len(edl.events) else None
    leaving = event.shot.transition
    if leaving and (after is None or after.number in conformed or not leaving.shows_in):
        spans.append(_transition(sheet, edl, event, after, leaving, conformed, burnt))
    return spans


def _transition(
    sheet: Sheet,
    edl: Edl,
    out: Event | None,
    into: Event | None,
    transition: Transition,
    conformed: Mapping[int, str],
    burnt: Sequence[Cue],
) -> Span:
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
        "burn_in": _burn_in(sheet, edl, burnt, start, end),
    }
    slot = f"{out.shot.id if out else ''}>{into.shot.id if into else ''}/transition"
    return sheet.cut("transition", spec, inputs, slot), start, transition.frames


def _burn_in(sheet: Sheet, edl: Edl, burnt: Sequence[Cue], start: int, end: int) -> list[Plain]:
    return burn_in(edl, sheet.cutting.burn_in, burnt, start, end, sheet.cutting.font)


def _film_spec(sheet: Sheet, edl: Edl) -> Spec:
    return {"size": list(edl.size), "rate": rate_text(edl.rate), "encoder": sheet.cutting.encoder}


def _film(sheet: Sheet, edl: Edl, spans: Sequence[Span], beside: Sequence[tuple[str, str]]) -> str:
    frames: Spec = {"frames": [frames for _, _, frames in spans]}
    spec = _film_spec(sheet, edl) | frames | container_spec(sheet.cutting.container, edl)
    inputs = [(f"{number:06}", span) for number, (span, _, _) in enumerate(spans)]
    return sheet.cut("film", spec, [*inputs, *beside], "film")
