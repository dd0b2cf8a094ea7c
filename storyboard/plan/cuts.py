"""The cheapest ways to cut a tier of panels: side by side, or the first of them beside rows of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import accumulate, pairwise
from operator import attrgetter, getitem, itemgetter
from typing import TypeAlias

from storyboard.plan.prices import FINE, LEAST, REFUSED, UNITS, Prices

_OFF_GRID = 2 * FINE
"""What a row costs that is off the grid: pages keep to it, and the last one takes what is left."""
_CUTS, _LITTLE_MORE = 4, 3000
"""As many ways to cut a tier are tried, and no way that costs so much more than the cheapest."""

Sides: TypeAlias = tuple[int, int, int, int]
"""x, y, width and height of a panel in units; y counts from the top of its tier."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Panels that fill the page's breadth for `height` units, in reading order.

    Two look alike if their `look` is the same number, and have panels as wide in the same places if their
    `cut` is; rows that were only tried have none.
    """

    cost: int
    height: int
    panels: tuple[Sides, ...]
    look: int = 0
    cut: int = 0


Kinds: TypeAlias = tuple[int, ...]
"""What kinds of panels stand in a tier, in order."""
Widths: TypeAlias = tuple[int, ...]


class Cuts:
    """The cheapest tiers of a book, each found once."""

    def __init__(self, prices: Prices) -> None:
        self._prices = prices
        self._most = prices.grid[0] if prices.grid else 4
        self._rows: dict[tuple[Kinds, int, int], Tier] = {}
        self._tiers: dict[Kinds, Sequence[Sequence[Tier]]] = {}
        self._stacked: dict[tuple[Kinds, int, int], Sequence[tuple[int, Sequence[Tier]]]] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

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
        ways.sort(key=attrgetter("cost"))
        return [self._numbered(way) for way in ways if way.cost < ways[0].cost + _LITTLE_MORE][:_CUTS]

    def _numbered(self, tier: Tier) -> Tier:
        """The tier with the numbers of its look and its cut, which a search compares again and again."""
        places = tuple((x, width) for x, _, width, _ in tier.panels)
        look = self._numbers.setdefault((tier.height, tier.panels), len(self._numbers) + 1)
        cut = self._numbers.setdefault(places, len(self._numbers) + 1)
        return Tier(tier.cost, tier.height, tier.panels, look, cut)

    def _besides(self, kinds: Kinds, height: int) -> Sequence[Tier]:
        """The first panel from the tier's top to its foot, and rows of the others beside it: the cheapest.

        Reading is plain only where the tall one comes first: after it, the rows are read as ever.
        """
        if len(kinds) < 3 or height < 2 * LEAST or not self._prices.leads(kinds[0]):
            return ()
        leads = ((width, self._prices.panel(kinds[0], width, height)) for width in self._leads())
        ways = [
            (lead + cost, width, rows)
            for width, lead in leads
            if lead < REFUSED
            for cost, rows in self._stacks(kinds[1:], UNITS - width, height)
        ]
        return [
            Tier(cost, height, ((0, 0, width, height), *_stacked(rows, width)))
            for cost, width, rows in nsmallest(_CUTS, ways, key=itemgetter(0))
        ]

    def _leads(self) -> range:
        """How wide a panel may be that has rows beside it."""
        grid = self._prices.grid
        column = UNITS // grid[0] if grid else 1
        least = column if grid else 4
        return range(least, UNITS - least + 1, column)

    def _stacks(self, kinds: Kinds, width: int, height: int) -> Sequence[tuple[int, Sequence[Tier]]]:
        """Two rows of one or two panels, of about one height, or three of one; and what they cost."""
        known = self._stacked.get((kinds, width, height))
        if known is None:
            stacks = list(self._new_stacks(kinds, width, height))
            known = [(sum(row.cost for row in rows), rows) for rows in stacks]
            self._stacked[kinds, width, height] = known
        return known

    def _new_stacks(self, kinds: Kinds, width: int, height: int) -> Iterator[tuple[Tier, ...]]:
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
            (known,) = self._side_by_side(kinds, width, height, 1)
            self._rows[kinds, width, height] = known
        return known

    def _side_by_side(self, kinds: Kinds, width: int, height: int, most: int = _CUTS) -> Iterator[Tier]:
        """The cheapest ways to share out a row's width; on a grid only that which goes by its columns."""
        if self._prices.grid:
            ways = [self._on_grid(kinds, width, height)]
        else:
            costs = [self._prices.by_width(kind, height) for kind in kinds]
            shares = _shares(len(kinds), width)
            ways = [(sum(map(getitem, costs, widths)), widths) for widths in shares]
        for cost, widths in nsmallest(most, ways, key=itemgetter(0)):
            starts = accumulate(widths, initial=0)
            sides = tuple((x, 0, wide, height) for x, wide in zip(starts, widths, strict=False))
            yield Tier(cost, height, sides)

    def _on_grid(self, kinds: Kinds, width: int, height: int) -> tuple[int, Widths]:
        """A row that is shared out by its panels' columns, and what it costs."""
        prices = self._prices
        widths = _even([prices.columns(kind) for kind in kinds], width)
        panels = list(zip(kinds, widths, strict=True))
        cost = sum(prices.panel(kind, wide, height) for kind, wide in panels)
        kept = all(prices.keeps(kind, wide, height) for kind, wide in panels)
        return cost if kept else cost + _OFF_GRID, widths


def _stacked(rows: Iterable[Tier], left: int) -> Iterator[Sides]:
    top = 0
    for row in rows:
        for x, y, width, height in row.panels:
            yield x + left, y + top, width, height
        top += row.height


def _even(parts: Sequence[int], width: int) -> Widths:
    """A width shared out in whole numbers, as nearly as they allow in proportion to the parts."""
    edges = [width * along // sum(parts) for along in accumulate(parts, initial=0)]
    return tuple(after - before for before, after in pairwise(edges))


@lru_cache(maxsize=256)
def _shares(count: int, width: int) -> tuple[Widths, ...]:
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
