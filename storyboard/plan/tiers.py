"""Tiers of panels on pages, chosen as a whole: the cheapest way from the first panel to the last.

A page is twelve units wide and twelve high, as artists rule it: halves, thirds and quarters all lie on the
grid. The state of the search is (panels placed, units of the page filled, look of the tier above); from it
leads every tier of the next few panels at every height. What a panel's box costs is `plan.prices`', how tiers
are cut `plan.cuts`'; here it is added what it costs that a tier looks like the one above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from storyboard.plan.cells import Cell, Frame, Laid, Slot
from storyboard.plan.cuts import Cuts, Tier
from storyboard.plan.prices import LEAST, UNITS, Prices

_LONGEST = 5
"""Panels in a tier: four side by side, or one beside two rows of two."""

_SAME, _ALIKE, _UNEVEN = 5000, 2500, 10000
"""What it costs that a tier is cut and as high as the one above it, or only cut alike: pages should have a
rhythm. Tiers of one panel are duller by half. On a grid it costs that tiers are not as high as each other."""
_DULLEST = max(2 * _SAME, _UNEVEN)

_ENDLESS = 1 << 60
"""What a state costs that no way has come to yet."""


class _Way(NamedTuple):
    """The cheapest known way to a state: what it costs, its last tier, where that begins, and the way there.

    `above` is that tier, too, but at the top of a page, where there is none.
    """

    cost: int
    above: Tier | None = None
    tier: Tier | None = None
    filled: int = 0
    before: _Way | None = None


def arrange(slots: Sequence[Slot], frame: Frame, grid: tuple[int, int] | None) -> list[Laid]:
    """The pages of the least total cost; `grid` holds panels to so many columns and rows where it can.

    Every page is full. It takes time in proportion to the number of panels.
    """
    search = _Search(slots, Prices(frame, grid), _dullness if grid is None else _unevenness)
    for placed in range(len(slots)):
        search.go_on(placed)
    return [(frame.height, tuple(_cells(page))) for page in search.pages()]


def _cells(page: Sequence[Tier]) -> Iterator[Cell]:
    top = 0
    for tier in page:
        for x, y, width, height in tier.panels:
            yield Cell(x, top + y, width, height, UNITS, UNITS)
        top += tier.height


class _Search:
    """The cheapest known ways to every state.

    Of equal ways it keeps the last, which has what is out of the ordinary on the later page. A way that costs
    more than the best one to the same place, by as much as a look can cost, is never a part of the best.
    """

    def __init__(
        self, slots: Sequence[Slot], prices: Prices, beside: Callable[[Tier | None, Tier], int]
    ) -> None:
        after = [False, *(slot.alone for slot in slots)]
        self._begins = [slot.new_page or slot.alone or after[number] for number, slot in enumerate(slots)]
        self._begins.append(True)
        self._kinds = [prices.kind(slot) for slot in slots]
        self._cuts = Cuts(prices)
        self._beside = beside
        self._ways: list[dict[int, dict[int, _Way]]] = [{} for _ in range(len(slots) + 1)]
        self._ways[0] = {0: {0: _Way(0)}}
        self._most = [[_ENDLESS] * UNITS for _ in self._ways]

    def go_on(self, placed: int) -> None:
        """Lay every tier that may come next, below all ways that have so many panels placed."""
        states = [(filled, _worth_going_on(looks)) for filled, looks in self._ways[placed].items()]
        for reached in self._reaches(placed):
            tiers = self._cuts.tiers(tuple(self._kinds[placed:reached]))
            most, ends = self._most[reached], self._begins[reached]
            for filled, ways in states:
                least = ways[0].cost
                for height in _heights(filled, ends):
                    for tier in tiers[height]:
                        if least + tier.cost >= most[(filled + height) % UNITS]:
                            break
                        self._lay(tier, filled, ways, reached)

    def pages(self) -> list[list[Tier]]:
        """The tiers of every page, from the first to the last."""
        pages: list[list[Tier]] = []
        way: _Way | None = self._ways[-1][0][0]
        while way is not None and way.tier is not None:
            if way.filled + way.tier.height == UNITS:
                pages.append([])
            pages[-1].append(way.tier)
            way = way.before
        return [page[::-1] for page in pages[::-1]]

    def _lay(self, tier: Tier, filled: int, ways: Sequence[_Way], reached: int) -> None:
        """Lay a tier below the way that is the cheapest for it; `ways` begin with the cheapest by itself."""
        before = ways[0]
        least = before.cost + self._beside(before.above, tier)
        for way in ways[1:]:
            if way.cost >= least:
                break
            cost = way.cost + self._beside(way.above, tier)
            if cost < least:
                least, before = cost, way
        full = (filled + tier.height) % UNITS
        above, look = (tier, tier.look) if full else (None, 0)
        looks = self._ways[reached].setdefault(full, {})
        known, cost = looks.get(look), least + tier.cost
        if known is None or cost <= known.cost:
            looks[look] = _Way(cost, above, tier, filled, before)
            self._most[reached][full] = min(cost + (_DULLEST if full else 1), self._most[reached][full])

    def _reaches(self, placed: int) -> Iterator[int]:
        """Where a tier from panel `placed` may end: before whatever begins a page."""
        for reached in range(placed + 1, min(placed + _LONGEST, len(self._kinds)) + 1):
            yield reached
            if self._begins[reached]:
                return


@cache
def _heights(filled: int, ends: bool) -> tuple[int, ...]:
    """Heights that leave the page full or with room for a tier; a page that `ends` is full."""
    left = UNITS - filled
    return (left,) if ends else (*range(LEAST, left - LEAST + 1), left)


def _worth_going_on(looks: Mapping[int, _Way]) -> Sequence[_Way]:
    """The ways of one state that can be a part of the best, the cheapest first."""
    ways = sorted(looks.values(), key=lambda way: way.cost)
    return [way for way in ways if way.cost < ways[0].cost + _DULLEST]


def _dullness(above: Tier | None, tier: Tier) -> int:
    """What it costs that a tier looks like the one above it on its page."""
    if above is None or above.cut != tier.cut:
        return 0
    cost = _SAME if above.look == tier.look else _ALIKE
    return 2 * cost if len(tier.panels) == 1 else cost


def _unevenness(above: Tier | None, tier: Tier) -> int:
    """What it costs that a tier isn't as high as the one above it on its page."""
    return _UNEVEN if above and above.height != tier.height else 0
