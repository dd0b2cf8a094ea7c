"""One shot by itself: its still, its clip, and takes of either to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeAlias

from storyboard.base.digest import Plain
from storyboard.base.errors import RenderError
from storyboard.plan.breakdown import reseeded, take_seed
from storyboard.plan.contact import Contact, laid_out
from storyboard.plan.graph import plan_actions
from storyboard.plan.sheet import Cutting, Sheet
from storyboard.plan.shots import conform, keyframe, still
from storyboard.plan.soundtrack import Mix
from storyboard.plan.types import Edl, Event, Spec
from storyboard.script.models import Script
from storyboard.script.shots import ScriptShot

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph

MOST = 64
"""How many takes of a shot can be told apart on one sheet."""
Seeded: TypeAlias = Literal["keyframe", "clip"]


@dataclass(frozen=True, slots=True)
class Take:
    """One rendering of a shot: `seed` is what its script would say, and `picked` whether it says so now.

    `number` counts from 1, and stands for the same seed however many takes are asked for, and whichever of
    them is picked.
    """

    number: int
    seed: int
    picked: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen among: the stills, or the clips, that a shot of a script's cut could have."""

    script: Script
    edl: Edl
    note: ScriptShot
    op: Seeded

    @property
    def event(self) -> Event:
        """The shot on the timeline."""
        return next(event for event in self.edl.events if event.shot.id == self.note.id)


def takes_of(script: Script, note: ScriptShot, op: Seeded, count: int) -> tuple[Take, ...]:
    """The first takes of a shot's still or clip: the film's own seed, and then that seed rolled again.

    These are the seeds that `take: 2`, `take: 3` ... give a shot that says nothing else. A seed of the shot's
    own that is none of them stands first, in place of the film's.
    """
    own = _own_seed(script, note, op)
    rolled = [take_seed(script.film.seed, number) for number in range(1, MOST + 1)]
    seeds = rolled if own in rolled else [own, *rolled[1:]]
    return tuple(Take(number, seed, seed == own) for number, seed in enumerate(seeds[:count], 1))


def plan_still(edl: Edl, event: Event, cutting: Cutting) -> Graph:
    """A shot's still, as its film and its comic have it; nodes and goals are as `plan_actions` promises."""
    sheet = Sheet(cutting)
    sheet.graph.graph["goals"] = [still(sheet, edl.size, event.shot)]
    sheet.graph.graph["ranges"] = [(event.record_in, event.record_in + 1)]
    return sheet.graph


def plan_clip(edl: Edl, event: Event, cutting: Cutting, mix: Mix | None) -> Graph:
    """A shot as a film of its own, at its full length and with its sound; no transition covers any of it.

    Its clip is the film's, handles included.
    """
    events = [
        replace(each, shot=replace(each.shot, transition=None))
        if 0 <= event.number - each.number <= 1
        else each
        for each in edl.events
    ]
    opening = edl.opening if event.number else None
    alone = Edl(edl.rate, edl.size, tuple(events), opening)
    return plan_actions(alone, cutting, frozenset({event.shot.id}), mix)


def plan_takes(choice: Choice, count: int, cutting: Cutting, contact: Contact | None = None) -> Graph:
    """Takes of a shot's still or clip, each the very actions that the film has once its seed is picked.

    Nodes are as `plan_actions` promises; a slot names the take: `door take 2/keyframe`. The graph's `takes`
    are pairs of a Take and the id of what makes its picture or its clip. With a `contact` the goal is a sheet
    of them, else they themselves are.

    Raises RenderError where the seed changes nothing.
    """
    sheet = Sheet(cutting)
    made = [
        (take, _taken(sheet, choice, take)) for take in takes_of(choice.script, choice.note, choice.op, count)
    ]
    keys = list(dict.fromkeys(key for _, key in made))
    if len(made) > len(keys) == 1:
        engine = choice.event.shot.settings[choice.op].engine
        raise RenderError(
            f"engine {engine} leaves nothing to chance in this {choice.op}: all takes are alike"
        )
    sheet.graph.graph["takes"] = made
    sheet.graph.graph["goals"] = [_contact(sheet, choice, contact, made)] if contact else keys
    _name(sheet.graph, choice.note.id)
    return sheet.graph


def _own_seed(script: Script, note: ScriptShot, op: Seeded) -> int:
    """The seed that a shot says or takes over; where it counts takes, before that."""
    says = [note.clip, note.keyframe] if op == "clip" else [note.keyframe]
    seeds = [told["seed"] for told in says if isinstance(told.get("seed"), int)]
    return int(seeds[0]) if seeds else script.film.seed


def _taken(sheet: Sheet, choice: Choice, take: Take) -> str:
    """Plan a take as the shot would be planned with its seed in the script."""
    note, event, op = choice.note, choice.event, choice.op
    said = note.model_copy(update={op: {**getattr(note, op), "seed": take.seed}})
    shot = replace(reseeded(choice.script, said, event.shot), id=_called(note.id, take))
    if op == "keyframe":
        return keyframe(sheet, choice.edl.size, shot)
    return conform(sheet, choice.edl, replace(event, shot=shot))


def _called(shot: str, take: Take) -> str:
    """What a take is called in reports; no shot has such an id."""
    return f"{shot} take {take.number}"


def _contact(sheet: Sheet, choice: Choice, contact: Contact, made: Sequence[tuple[Take, str]]) -> str:
    """The sheet of the takes, with a picture of each still, and three of each clip."""
    pictures = [tuple(_pictures(sheet, choice, take, key)) for take, key in made]
    layout = laid_out(choice.edl.size, len(made), len(pictures[0]))
    cells: list[Plain] = [
        {"number": take.number, "seed": take.seed, "picked": take.picked, "boxes": boxes}
        for (take, _), boxes in zip(made, layout.boxes, strict=True)
    ]
    spec: Spec = {"size": list(layout.size), "title": contact.title, "line": contact.line, "cells": cells}
    inputs = [(f"{number:04}", key) for number, key in enumerate(chain.from_iterable(pictures), 1)]
    return sheet.add("contact", "comic", contact.revision, spec, inputs, slot="contact sheet")


def _pictures(sheet: Sheet, choice: Choice, take: Take, key: str) -> Iterator[str]:
    """What is shown of a take: the still itself; of a clip its first frame, its middle and its last."""
    if choice.op == "keyframe":
        yield key
        return
    head, frames = choice.event.head, choice.event.shot.frames
    for which, frame in (("first", 0), ("middle", frames // 2), ("last", frames - 1)):
        spec: Spec = {"frame": head + frame, "size": list(choice.edl.size)}
        yield sheet.cut("still", spec, [("clip", key)], f"{_called(choice.note.id, take)}/still.{which}")


def _name(graph: Graph, shot: str) -> None:
    """Let reports say which shot the work is for: all takes are of the same."""
    for _, node in graph.nodes.items():
        node["shots"] = [shot if name.startswith(f"{shot} take ") else name for name in node["shots"]]
        node["shots"] = list(dict.fromkeys(node["shots"]))
