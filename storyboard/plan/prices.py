"""What a tier of panels costs: how far their boxes are from what pictures, weights and words ask for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from storyboard.plan.cells import Frame, Slot

UNITS = 12
"""A page is this many units wide and high: halves, thirds and quarters of it are whole."""
LEAST = 2
"""Units that a side of a panel has at the least."""
_FINE = 10000
"""Costs add up as integers: pages that are as good as each other must cost the same."""
_REFUSED = 1000.0
"""What a broken rule costs: more than any page, so that only a page without another way breaks it."""
_ROOM = {1: 0.65, 2: 1.0, 3: 1.6, 4: 2.5}
_WORDS = (1.0, 1.0, 1.2, 1.5)
_READABLE = 4000
"""The width in hundredths of a millimetre below which lettering makes a balloon a column of single words."""
_BOUNDS = {"": (0.4, 3.0), "tall": (0.25, 0.9), "wide": (1.5, 5.0), "splash": (0.1, 10.0)}
_IDEALS = {"tall": 0.55, "wide": 2.4}


_OFF_GRID = 2 * _FINE
"""What a row costs that is off the grid: pages keep to it, and the last one takes what is left."""
_CUTS, _LITTLE_MORE = 4, 3000
"""As many ways to cut a tier are tried, and no way that costs so much more than the cheapest."""

Sides = tuple[int, int, int, int]
"""x, y, width and height of a panel in units; y counts from the top of its tier."""


Look = tuple[int, ...]
"""How high a tier is, and then its panels' sides."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Panels that fill the page's breadth for `height` units, in reading order."""

    cost: int
    height: int
    panels: tuple[Sides, ...]
    look: Look


Kinds = tuple[int, ...]


class Prices:
    """The cheapest tiers of a book, each found once: slots that ask for the same are of one kind."""

    def __init__(self, frame: Frame, grid: tuple[int, int] | None) -> None:
        self._frame = frame
        self._grid = grid
        self._most = grid[0] if grid else 4
        self._usual = min(0.24 * frame.width * frame.width, frame.width * frame.height / 4)
        self._kinds: dict[tuple[object, ...], int] = {}
        self._slots: list[Slot] = []
        self._panels: dict[tuple[int, int, int], int] = {}
        self._rows: dict[tuple[Kinds, int, int], Tier] = {}
        self._tiers: dict[Kinds, Sequence[Sequence[Tier]]] = {}

    def kind(self, slot: Slot) -> int:
        """The number of what this slot asks for."""
        asked = slot.weight, slot.span, slot.shape, slot.aspect, slot.text, slot.view, slot.insets
        if asked not in self._kinds:
            self._kinds[asked] = len(self._slots)
            self._slots.append(slot)
        return self._kinds[asked]

    def tiers(self, kinds: Kinds) -> Sequence[Sequence[Tier]]:
        """The tiers of those panels by their height, side by side or the first beside the others.

        They begin with the cheapest; then come those that are cut otherwise and cost little more, so that a
        page can have a rhythm. None where there are too many panels, or the height is below the least.
        """
        known = self._tiers.get(kinds)
        if known is None:
            known = [self._cut(kinds, height) if height >= LEAST else () for height in range(UNITS + 1)]
            self._tiers[kinds] = known
        return known

    def _cut(self, kinds: Kinds, height: int) -> Sequence[Tier]:
        ways = list(self._side_by_side(kinds, UNITS, height)) if len(kinds) <= self._most else []
        ways += self._besides(kinds, height)
        ways.sort(key=_cost)
        return [way for way in ways[:_CUTS] if way.cost < ways[0].cost + _LITTLE_MORE]

    def _besides(self, kinds: Kinds, height: int) -> Iterator[Tier]:
        """The first panel from the tier's top to its foot, and rows of the others beside it.

        Reading is plain only where the tall one comes first: after it, the rows are read as ever.
        """
        first = self._slots[kinds[0]]
        if len(kinds) < 3 or height < 2 * LEAST or not (first.shape == "tall" or first.weight >= 3):
            return
        for width in self._leads():
            lead = self._panel(kinds[0], width, height)
            if lead < _REFUSED * _FINE:
                for rows in self._stacks(kinds[1:], UNITS - width, height):
                    cost = lead + sum(row.cost for row in rows)
                    yield _tier(cost, height, ((0, 0, width, height), *_stacked(rows, width)))

    def _leads(self) -> range:
        """How wide a panel may be that has rows beside it."""
        column = UNITS // self._grid[0] if self._grid else 1
        least = column if self._grid else 4
        return range(least, UNITS - least + 1, column)

    def _stacks(self, kinds: Kinds, width: int, height: int) -> Iterator[tuple[Tier, ...]]:
        """Two rows of one or two panels, of about one height, or three of one."""
        middle = height // 2
        for above in {middle, max(middle - 1, LEAST), min(middle + 1, height - LEAST)}:
            for first in range(1, len(kinds)):
                if first <= 2 and len(kinds) - first <= 2:
                    upper = self._row(kinds[:first], width, above)
                    yield upper, self._row(kinds[first:], width, height - above)
        if len(kinds) == 3 and height >= 3 * LEAST:
            third = height // 3
            heights = third, height - 2 * third, third
            yield tuple(self._row((kind,), width, high) for kind, high in zip(kinds, heights, strict=True))

    def _row(self, kinds: Kinds, width: int, height: int) -> Tier:
        """The cheapest way to share out a row's width."""
        known = self._rows.get((kinds, width, height))
        if known is None:
            known = self._rows[kinds, width, height] = min(
                self._side_by_side(kinds, width, height), key=_cost
            )
        return known

    def _side_by_side(self, kinds: Kinds, width: int, height: int) -> Iterator[Tier]:
        """Every way to share out a row's width; on a grid only that which goes by the panels' columns."""
        spans = [self._columns(self._slots[kind]) for kind in kinds]
        for widths in [_even(spans, width)] if self._grid else _shares(len(kinds), width):
            starts = accumulate(widths, initial=0)
            sides = tuple((x, 0, wide, height) for x, wide in zip(starts, widths, strict=False))
            yield _tier(self._shared(kinds, widths, height), height, sides)

    def _columns(self, slot: Slot) -> int:
        """How many columns of the grid a panel takes, where there is one."""
        most = self._grid[0] if self._grid else 1
        return most if slot.shape == "wide" else min(slot.span, most)

    def _shared(self, kinds: Kinds, widths: tuple[int, ...], height: int) -> int:
        panels = zip(kinds, widths, strict=True)
        cost = sum(self._panel(kind, width, height) for kind, width in panels)
        return cost + (_OFF_GRID if self._grid and not self._kept(kinds, widths, height) else 0)

    def _kept(self, kinds: Kinds, widths: tuple[int, ...], height: int) -> bool:
        """Whether a row keeps to the grid."""
        panels = zip(kinds, widths, strict=True)
        return all(self._cell(self._slots[kind]) == (width, height) for kind, width in panels)

    def _panel(self, kind: int, width: int, height: int) -> int:
        known = self._panels.get((kind, width, height))
        if known is None:
            slot, frame = self._slots[kind], self._frame
            wide = (frame.width + frame.gutter) * width / UNITS - frame.gutter
            high = (frame.height + frame.gutter) * height / UNITS - frame.gutter
            cost = _shape_cost(slot, wide, high, bool(self._grid)) + _refusals(slot, width, height)
            cost += self._grid_cost(slot, width, height) if self._grid else self._room_cost(slot, wide * high)
            known = self._panels[kind, width, height] = round(cost * _FINE)
        return known

    def _room_cost(self, slot: Slot, area: float) -> float:
        """Too little room is worse than too much."""
        wanted = self._usual * _ROOM[slot.weight] * _WORDS[slot.text]
        wanted *= (slot.span + 1) / 2 * (1 + 0.4 * slot.insets) * (1.3 if slot.shape else 1)
        return 1.2 * (wanted / area - 1) ** 2 if area < wanted else 0.7 * (area / wanted - 1) ** 2

    def _grid_cost(self, slot: Slot, width: int, height: int) -> float:
        """How far a panel is off the grid: what fills up a page is shared out evenly, and is not squeezed."""
        across, down = self._cell(slot)
        wider, larger = math.log2(width / across), math.log2(width * height / across / down)
        squeezed = height < down or width < across
        return 0.8 * abs(wider) + 0.1 * (height != down) + 0.6 * abs(larger) ** 3 + 8 * squeezed

    def _cell(self, slot: Slot) -> tuple[int, int]:
        """The width and height that a panel has on the grid."""
        assert self._grid is not None
        columns, rows = self._grid
        return self._columns(slot) * UNITS // columns, UNITS // rows * (2 if slot.shape == "tall" else 1)


def _tier(cost: int, height: int, panels: tuple[Sides, ...]) -> Tier:
    return Tier(cost, height, panels, (height, *(side for sides in panels for side in sides)))


def _stacked(rows: Iterable[Tier], left: int) -> Iterator[Sides]:
    top = 0
    for row in rows:
        for x, y, width, height in row.panels:
            yield x + left, y + top, width, height
        top += row.height


def _even(parts: Sequence[int], width: int) -> tuple[int, ...]:
    """A width shared out in whole numbers, as nearly as they allow in proportion to the parts."""
    edges = [width * along // sum(parts) for along in accumulate(parts, initial=0)]
    return tuple(after - before for before, after in pairwise(edges))


@lru_cache(maxsize=256)
def _shares(count: int, width: int) -> tuple[tuple[int, ...], ...]:
    """Every way to share a width; of four or more, the even one."""
    if count == 1:
        return ((width,),)
    if count > 3:
        return (tuple((number + 1) * width // count - number * width // count for number in range(count)),)
    return tuple(
        (first, *others)
        for first in range(LEAST, width - LEAST * (count - 1) + 1)
        for others in _shares(count - 1, width - first)
    )


def _shape_cost(slot: Slot, wide: float, high: float, grid: bool) -> float:
    """How much of the picture is cut away, and whether the box is one that the eye takes as a panel."""
    aspect = wide / high
    least, most = _BOUNDS[slot.shape]
    beyond = max(least / aspect, aspect / most)
    cost = _REFUSED * beyond if beyond > 1 else 0.0
    if slot.shape == "splash":
        return cost
    ideal = _IDEALS.get(slot.shape, slot.aspect)
    ratio = max(aspect / ideal, ideal / aspect)
    cost += (0.6 if slot.shape else 0.0 if grid else 0.4 if slot.view else 0.12) * (ratio - 1) ** 2
    if not slot.shape:
        far = max(min(0.8, ideal) / aspect, aspect / max(2.2, ideal), 1.0)
        cost += 3 * (far - 1) ** 2
    if slot.text and wide < _READABLE:
        cost += 4 * (_READABLE / wide - 1)
    return cost


def _refusals(slot: Slot, width: int, height: int) -> float:
    broken = slot.alone and (width, height) != (UNITS, UNITS)
    return _REFUSED * (broken or (slot.shape == "wide" and width < UNITS))


def _cost(tier: Tier) -> int:
    return tier.cost
