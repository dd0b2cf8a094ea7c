"""Ways through the frame: how far people go, once it is known what the frame shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from storyboard.engines.animatic.dressing import Placed, PlacedThing
from storyboard.engines.animatic.figures import Blocking
from storyboard.engines.animatic.figures.places import going
from storyboard.engines.animatic.hands import Held
from storyboard.engines.animatic.view import View

_FURTHEST = 8.0
"""Metres that somebody goes across a shot at most."""
_HASTE = 2.5
"""How much faster than its gait somebody goes at most, to keep pace with a camera."""


def keeps_pace(blocking: Blocking, move: str) -> bool:
    """Whether a camera that trucks goes along with somebody: whether both go the same way."""
    return move == {-1.0: "truck left", 1.0: "truck right"}.get(_sign(going(blocking)), "")


def on_their_ways(
    cast: Sequence[Placed], things: Sequence[PlacedThing], view: View, pace: float, back: float
) -> tuple[list[Placed], list[PlacedThing]]:
    """The cast and what it holds, with ways as long as the frame asks for.

    `pace` is the speed of a camera that goes along with the first of the cast, 0 if none does; `back` is how
    deep the place is.
    """
    haste = _haste(cast[0][1], view, pace) if cast and pace else 1.0
    first = _sign(going(cast[0][1])) if cast else 0.0
    ways = {}
    for figure, blocking in cast:
        together = haste if _sign(going(blocking)) == first else 1.0
        ways[blocking] = _on_its_way(blocking, figure.width, view, together, back)
    moved = [
        replace(each, thing=replace(each.thing, blocking=ways.get(each.thing.blocking, each.thing.blocking)))
        if isinstance(each.thing, Held)
        else each
        for each in things
    ]
    return [(figure, ways[blocking]) for figure, blocking in cast], moved


def _on_its_way(blocking: Blocking, width: float, view: View, haste: float, back: float) -> Blocking:
    if blocking.away:
        far = min(max(0.8 * (blocking.z - view.z), 1.0), _FURTHEST)
        share = 1 - blocking.pivot if blocking.away > 0 else blocking.pivot
        far = min(far, max(back - 0.6 - blocking.z, 0.5) / share)
        return replace(blocking, away=math.copysign(far, blocking.away))
    if blocking.gone == 0.0:
        half, way = view.width / 2 / view.scale(blocking.z), math.copysign(1.0, blocking.facing)
        off = (blocking.x - view.x) * way
        far = half - off + width if blocking.pivot == 0.0 else 0.85 * half + off
        return replace(blocking, gone=way * min(max(far, 0.5), _FURTHEST))
    return replace(blocking, gone=going(blocking) * haste) if haste != 1.0 else blocking


def _haste(blocking: Blocking, view: View, pace: float) -> float:
    """How much faster somebody goes to cover as much ground as the truck would alone."""
    gait = abs(going(blocking))
    truck = 0.55 * pace * view.width / view.scale(blocking.z)
    return min(max(truck / gait, 1.0), _HASTE) if gait else 1.0


def _sign(number: float) -> float:
    return math.copysign(1.0, number) if number else 0.0
