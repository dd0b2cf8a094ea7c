"""Tiers of panels on pages, chosen as a whole: the cheapest way from the first panel to the last.

A page is twelve units wide and twelve high, as artists rule it: halves, thirds and quarters all lie on the
grid. The state of the search is (panels placed, units of the page filled); from it leads every tier of the
next few panels at every height. What a panel's box costs is `plan.prices`'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.plan.cells import Cell, Frame, Laid, Slot
from storyboard.plan.prices import UNITS, Prices, Tier

LEAST = 2
"""Units that a tier is high at the least."""
_LONGEST = 5
"""Panels in a tier: four side by side, or one beside two rows of two."""

State = tuple[int, int]
"""Panels placed, and units filled of the page that the next one is on."""


def arrange(slots: Sequence[Slot], frame: Frame, grid: tuple[int, int] | None) -> list[Laid]:
    """The pages of the least total cost; `grid` holds panels to so many columns and rows where it can.

    Every page is full. It takes time in proportion to the number of panels.
    """
    search = _Search(slots, Prices(frame, grid))
    for placed in range(len(slots)):
        for filled in range(UNITS):
            search.go_on((placed, filled))
    return [(frame.height, tuple(_cells(page))) for page in search.pages()]


def _cells(page: Sequence[Tier]) -> Iterator[Cell]:
    top = 0
    for tier in page:
        for x, y, width, height in tier.panels:
            yield Cell(x, top + y, width, height, UNITS, UNITS)
        top += tier.height


class _Search:
    """The cheapest known way to every state, and the tier that led there.

    Of equal ways it keeps the last, which has what is out of the ordinary on the later page.
    """

    def __init__(self, slots: Sequence[Slot], prices: Prices) -> None:
        after = [False, *(slot.alone for slot in slots)]
        self._begins = [slot.new_page or slot.alone or after[number] for number, slot in enumerate(slots)]
        self._begins.append(True)
        self._kinds = [prices.kind(slot) for slot in slots]
        self._prices = prices
        self._ways: dict[State, tuple[int, State, Tier | None]] = {(0, 0): (0, (0, 0), None)}

    def go_on(self, state: State) -> None:
        """Lay every tier that may come next below what is filled."""
        if state not in self._ways:
            return
        placed, filled = state
        before = self._ways[state][0]
        for reached in self._reaches(placed):
            kinds = tuple(self._kinds[placed:reached])
            for height in self._heights(filled, self._begins[reached]):
                tier = self._prices.tier(kinds, height)
                if tier is None:
                    continue
                following = reached, (filled + height) % UNITS
                known = self._ways.get(following)
                if known is None or before + tier.cost <= known[0]:
                    self._ways[following] = before + tier.cost, state, tier

    def pages(self) -> list[list[Tier]]:
        """The tiers of every page, from the first to the last."""
        pages: list[list[Tier]] = []
        state = len(self._kinds), 0
        while state != (0, 0):
            _, before, tier = self._ways[state]
            assert tier is not None
            if state[1] == 0:
                pages.append([])
            pages[-1].append(tier)
            state = before
        return [page[::-1] for page in pages[::-1]]

    def _reaches(self, placed: int) -> Iterator[int]:
        """Where a tier from panel `placed` may end: before whatever begins a page."""
        for reached in range(placed + 1, min(placed + _LONGEST, len(self._kinds)) + 1):
            yield reached
            if self._begins[reached]:
                return

    def _heights(self, filled: int, ends: bool) -> Iterator[int]:
        """Heights that leave the page full or with room for a tier; a page that `ends` is full."""
        left = UNITS - filled
        if not ends:
            yield from range(LEAST, left - LEAST + 1)
        yield left
