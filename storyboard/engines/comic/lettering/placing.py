"""Where balloons go: the best places for all of them together, by a search over a grid of places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from storyboard.engines.comic.lettering.setting import Setting
from storyboard.engines.comic.lettering.types import SAFE, Line, Point, Rect
from storyboard.engines.comic.lettering.worth import GAP, Numbers, Panel, Places, meets, passes, standing

_STEPS, _FINE = 17, 25
"""Places in a row and in a column of a panel; the second where it is searched thoroughly."""
_FEW = 5
"""Ways to set a line that are tried; all, where a panel is searched thoroughly."""
_BEAM, _CHILDREN = (36, 90), (5, 10)
"""How many beginnings are gone on with, and how many places are tried for each next balloon, likewise."""
_PACKED = 100.0
"""How much more it matters, where room is scarce, that a balloon is high in the panel than all else does."""
_NEVER = math.inf
_DOWN = {True: 0.85, False: 0.5}
"""How far down a balloon the next one begins, as a share of its height: more where it is on the left."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A balloon in its place: its centre, and the mouth at which its tail aims."""

    setting: Setting
    x: float
    y: float
    mouth: Point | None

    @property
    def box(self) -> Rect:
        """What it covers at most, tail excepted."""
        return Rect(
            self.x - self.setting.rx, self.y - self.setting.ry, 2 * self.setting.rx, 2 * self.setting.ry
        )


def place(
    lines: Sequence[Line],
    ways: Sequence[Sequence[Setting]],
    mouths: Sequence[Point | None],
    panel: Panel,
    thorough: bool = False,
    packed: bool = False,
) -> list[tuple[Spot, ...]]:
    """The best places for the lines' balloons, read from left to right and downwards; none if there are none.

    A `thorough` search looks at more places; a `packed` one puts each balloon as high as it may be, and
    leaves all room to those after it.

    A balloon is lower than each that is read before it, or as low and on its right. Sound effects are seen
    with the picture, in no order, and take what room is left.
    """
    order = sorted(range(len(lines)), key=lambda number: lines[number].kind == "sound")
    spoken = [number for number in order if lines[number].kind != "sound"]
    beam: list[tuple[float, tuple[Spot, ...]]] = [(0.0, ())]
    for number in order:
        places = _places(lines[number], ways[number], mouths[number], panel, thorough)
        if packed:
            places = replace(
                places, cost=_PACKED * (places.y + places.ry) / panel.size[1] + 0.1 * places.cost
            )
        turn = (spoken.index(number), len(spoken)) if number in spoken else None
        grown = [
            (total + price, (*spots, spot))
            for total, spots in beam
            for price, spot in _best(
                lines[number], ways[number], places, mouths[number], spots, panel, turn, _CHILDREN[thorough]
            )
        ]
        beam = sorted(grown, key=lambda state: state[0])[: _BEAM[thorough]]
    return [tuple(spots[order.index(number)] for number in range(len(lines))) for _, spots in beam]


def reads_before(first: Rect, second: Rect) -> bool:
    """Whether a balloon is read before another, by their places: higher first, and then on the left."""
    leftwards = second.centre[0] < first.centre[0]
    below = second.y >= first.y + first.height * _DOWN[leftwards] and second.bottom > first.bottom
    return below or (second.x >= first.right and second.y >= first.y)


def _places(line: Line, ways: Sequence[Setting], mouth: Point | None, panel: Panel, thorough: bool) -> Places:
    """Every place of a grid for each way to set a line, and what it costs."""
    tried = ways if thorough or line.kind == "sound" else ways[:_FEW]
    columns = [_grid(number, way, panel, thorough) for number, way in enumerate(tried)]
    which = np.concatenate([each[0] for each in columns])
    x, y = (np.concatenate([each[axis] for each in columns]) for axis in (1, 2))
    rx = np.array([way.rx for way in ways])[which]
    ry = np.array([way.ry for way in ways])[which]
    exponent = np.array([min(way.exponent, 60.0) for way in ways])[which]
    cost = np.array([way.cost for way in ways])[which]
    total = standing(line, Places(which, x, y, rx, ry, exponent, cost), mouth, panel)
    keep = np.isfinite(total)
    return Places(which[keep], x[keep], y[keep], rx[keep], ry[keep], exponent[keep], total[keep])


def _grid(
    number: int, way: Setting, panel: Panel, thorough: bool
) -> tuple[npt.NDArray[np.int64], Numbers, Numbers]:
    """Places all over the room; where it is searched thoroughly, also those that touch what is kept free."""
    room, kept = panel.room, (*panel.faces, *panel.insets) if thorough else ()
    steps = _FINE if thorough else _STEPS
    xs = _along(room.x + way.rx, room.right - way.rx, steps, way.rx + GAP + 1, [(r.x, r.right) for r in kept])
    ys = _along(
        room.y + way.ry, room.bottom - way.ry, steps, way.ry + GAP + 1, [(r.y, r.bottom) for r in kept]
    )
    x, y = (axis.ravel() for axis in np.meshgrid(xs, ys))
    return np.full(len(x), number), x, y


def _along(low: float, high: float, steps: int, half: float, kept: Sequence[tuple[float, float]]) -> Numbers:
    """Centres along an axis, from `low` to `high`; `kept` are spans that a balloon may touch."""
    beside = [at for start, end in kept for at in (start - half, end + half) if low < at < high]
    return np.array(sorted({*np.linspace(low, max(low, high), steps), *beside}))


def _best(
    line: Line,
    ways: Sequence[Setting],
    places: Places,
    mouth: Point | None,
    spots: Sequence[Spot],
    panel: Panel,
    turn: tuple[int, int] | None,
    most: int,
) -> Iterator[tuple[float, Spot]]:
    """The best few places beside balloons that are placed already."""
    cost = places.cost.copy()
    for spot in spots:
        cost[meets(places, spot.box.grown(GAP)) & _boxes_meet(places, spot)] = _NEVER
        if turn is not None:
            cost[~_reads_after(places, spot.box)] = _NEVER
        if mouth is not None:
            cost += 6.0 * passes(places, mouth, spot.box.grown(GAP))
        if mouth is not None and spot.mouth == mouth and spot is spots[-1]:
            cost += 3.0 * _gap(places, spot) / panel.size[1]
        if spot.mouth is not None:
            cost += 6.0 * _under_tail(places, spot)
    if turn is not None:
        cost += _kept_for_others(line, places, panel, turn)
    chosen: list[int] = []
    for number in np.argsort(cost, kind="stable")[:400]:
        if len(chosen) == most or not np.isfinite(cost[number]):
            return
        apart = all(
            abs(places.x[number] - places.x[other]) + abs(places.y[number] - places.y[other]) > 250
            for other in chosen
        )
        if apart:
            chosen.append(int(number))
            way = ways[places.which[number]]
            yield float(cost[number]), Spot(way, float(places.x[number]), float(places.y[number]), mouth)


def _gap(places: Places, spot: Spot) -> Numbers:
    """How far balloons stand from the one that the same speaker has said before."""
    across = np.abs(places.x - spot.x) - places.rx - spot.setting.rx
    down = np.abs(places.y - spot.y) - places.ry - spot.setting.ry
    return np.asarray(np.hypot(np.clip(across, 0, None), np.clip(down, 0, None)))


def _boxes_meet(places: Places, spot: Spot) -> npt.NDArray[np.bool_]:
    """Which places have a corner in the balloon that stands there: both must reach into the other's box."""
    way = spot.setting
    left, right = places.x - places.rx - GAP, places.x + places.rx + GAP
    top, bottom = places.y - places.ry - GAP, places.y + places.ry + GAP
    exponent = min(way.exponent, 60.0)
    dx = np.abs(np.clip(spot.x, left, right) - spot.x) / way.rx
    dy = np.abs(np.clip(spot.y, top, bottom) - spot.y) / way.ry
    return np.asarray(dx**exponent + dy**exponent < 1)


def _reads_after(places: Places, box: Rect) -> npt.NDArray[np.bool_]:
    top, bottom = places.y - places.ry, places.y + places.ry
    down = np.where(places.x < box.centre[0], _DOWN[True], _DOWN[False])
    below = (top >= box.y + box.height * down) & (bottom > box.bottom)
    return np.asarray(below | ((places.x - places.rx >= box.right) & (top >= box.y)))


def _under_tail(places: Places, spot: Spot) -> npt.NDArray[np.bool_]:
    assert spot.mouth is not None
    found = np.zeros(len(places.x), bool)
    for share in np.linspace(0.2, 0.75, 7):
        x, y = spot.x + (spot.mouth[0] - spot.x) * share, spot.y + (spot.mouth[1] - spot.y) * share
        found |= (np.abs(places.x - x) < places.rx + 40) & (np.abs(places.y - y) < places.ry + 40)
    return found


def _kept_for_others(line: Line, places: Places, panel: Panel, turn: tuple[int, int]) -> Numbers:
    """The upper edge is kept to first, and what comes later is left its room below."""
    number, count = turn
    height = panel.size[1]
    top = (places.y - places.ry - SAFE) / height
    wanted = 0.0 if count == 1 else 0.55 * number / count
    heavier = 1.1 if number + 1 < count else 0.6
    if line.kind == "caption":
        last = number > 0 and number + 1 == count
        side = (panel.size[0] - places.x - places.rx if last else places.x - places.rx) / panel.size[0]
        return np.asarray(0.9 * side + (0 if last else heavier * np.clip(top - wanted, 0, None)))
    return np.asarray(heavier * np.clip(top - wanted, 0, None) + 0.25 * np.clip(wanted - top, 0, None))
