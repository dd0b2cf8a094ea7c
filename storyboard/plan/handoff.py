"""From the EDL to what leaves for other programs: each shot as a clip of its own, or as a still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from storyboard.base.errors import RenderError
from storyboard.base.time import rate_text, round_half_up
from storyboard.plan.sheet import Cutting, Sheet
from storyboard.plan.shots import conform
from storyboard.plan.soundtrack import Mix, plan_mixdown
from storyboard.plan.types import Edl, Event, Size, Spec, Transition

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph

Needs = Literal["media", "stills", "nothing"]
"""What a format of the cut is written from, besides the cut itself."""

_STILL = 640
"""Pixels along a still's longer side: sharp on paper three to a row, and light enough to embed."""


@dataclass(frozen=True, slots=True)
class HandOff:
    """What is made for a hand-off; `encoder` says how its clips are encoded, and in which `format`.

    With a `mix`, clips come with the sound that is heard with them, as one file.
    """

    needs: Needs
    encoder: Spec
    mix: Mix | None = None


def plan_handoff(edl: Edl, hand_off: HandOff, cutting: Cutting, only: frozenset[str] = frozenset()) -> Graph:
    """Lay out what has to be made; nodes are as `plan_actions` promises, and every shot's is a goal.

    The slots of the goals are `door/master` or `door/still`, and `mixdown`. Clips are those that the film is
    cut from, without what is burnt into it. With `only`, those shots alone.
    """
    sheet = Sheet(cutting)
    plan = {"media": _master, "stills": _still, "nothing": None}[hand_off.needs]
    events = shown(edl, only)
    goals = [plan(sheet, edl, event, hand_off) for event in events] if plan else []
    if hand_off.needs == "media" and hand_off.mix:
        frames = [(event.record_in, event.record_out) for event in events]
        if sound := plan_mixdown(sheet, edl, hand_off.mix, frames):
            goals.append(sound)
    sheet.graph.graph["goals"] = list(dict.fromkeys(goals))
    return sheet.graph


def shown(edl: Edl, only: frozenset[str]) -> Sequence[Event]:
    """The events of an excerpt; raises RenderError where it has none."""
    events = [event for event in edl.events if not only or event.shot.id in only]
    if not events:
        raise RenderError("there is no such shot in the cut")
    return events


def excerpt(edl: Edl, only: frozenset[str]) -> Edl:
    """The cut of some of its shots, each at its full length, laid end to end.

    A transition stays where all that it shows is there. Clips keep the handles that they have.
    """
    events = shown(edl, only)
    return Edl(edl.rate, edl.size, tuple(_laid(edl, events)), _between(edl, None, events[0]))


def _laid(edl: Edl, events: Sequence[Event]) -> Iterator[Event]:
    record = 0
    for number, event in enumerate(events):
        following = events[number + 1] if number + 1 < len(events) else None
        shot = replace(event.shot, transition=_between(edl, event, following))
        yield Event(number, shot, record, record + shot.frames, event.head, event.tail)
        record += shot.frames


def _between(edl: Edl, out: Event | None, into: Event | None) -> Transition | None:
    """What is left between two events, or an event and an end, once those between them are left out."""
    leaving = out.shot.transition if out else None
    arriving = (edl.events[into.number - 1].shot.transition if into.number else edl.opening) if into else None
    last = len(edl.events) - 1
    if (out.number if out else -1) + 1 == (into.number if into else last + 1):
        return leaving if out else arriving
    if leaving and not leaving.shows_in:
        return leaving
    return arriving if arriving and not arriving.shows_out else None


def _master(sheet: Sheet, edl: Edl, event: Event, hand_off: HandOff) -> str:
    spec: Spec = {
        "size": list(edl.size),
        "rate": rate_text(edl.rate),
        "frames": event.head + event.shot.frames + event.tail,
        "encoder": hand_off.encoder,
        "format": hand_off.encoder["format"],
    }
    return sheet.cut("master", spec, [("clip", conform(sheet, edl, event))], f"{event.shot.id}/master")


def _still(sheet: Sheet, edl: Edl, event: Event, hand_off: HandOff) -> str:
    """The middle of the shot: a move has got half its way, and no transition covers it."""
    spec: Spec = {"frame": event.head + event.shot.frames // 2, "size": list(_small(edl.size))}
    return sheet.cut("still", spec, [("clip", conform(sheet, edl, event))], f"{event.shot.id}/still")


def _small(size: Size) -> Size:
    share = min(Fraction(1), Fraction(_STILL, max(size)))
    width, height = (max(1, round_half_up(side * share)) for side in size)
    return width, height
