"""What a panel's box costs: how far it is from what its picture, its weight and its words ask for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from storyboard.plan.cells import Frame, Slot

UNITS = 12
"""A page is this many units wide and high: halves, thirds and quarters of it are whole."""
LEAST = 2
"""Units that a side of a panel has at the least."""
FINE = 10000
"""Costs add up as integers: pages that are as good as each other must cost the same."""
_REFUSED = 1000.0
"""What a broken rule costs: more than any page, so that only a page without another way breaks it."""
REFUSED = round(_REFUSED * FINE)
_ROOM = {1: 0.65, 2: 1.0, 3: 1.6, 4: 2.5}
_WORDS = (1.0, 1.0, 1.2, 1.5)
_READABLE = 4000
"""The width in hundredths of a millimetre below which lettering makes a balloon a column of single words."""
_BOUNDS = {"": (0.4, 3.0), "tall": (0.25, 0.9), "wide": (1.5, 5.0), "splash": (0.1, 10.0)}
_IDEALS = {"tall": 0.55, "wide": 2.4}


class Prices:
    """What the panels of a book cost, each size found once: slots that ask for the same are of one kind.

    Widths and heights are units of the page; a `grid` has so many columns and rows.
    """

    def __init__(self, frame: Frame, grid: tuple[int, int] | None) -> None:
        self.grid = grid
        self._frame = frame
        self._usual = min(0.24 * frame.width * frame.width, frame.width * frame.height / 4)
        self._kinds: dict[tuple[object, ...], int] = {}
        self._slots: list[Slot] = []
        self._panels: dict[tuple[int, int, int], int] = {}
        self._by_width: dict[tuple[int, int], Sequence[int]] = {}

    def kind(self, slot: Slot) -> int:
        """The number of what this slot asks for."""
        asked = slot.weight, slot.span, slot.shape, slot.aspect, slot.text, slot.view, slot.insets
        if asked not in self._kinds:
            self._kinds[asked] = len(self._slots)
            self._slots.append(slot)
        return self._kinds[asked]

    def leads(self, kind: int) -> bool:
        """Whether such a panel may stand beside rows of others."""
        slot = self._slots[kind]
        return slot.shape == "tall" or slot.weight >= 3

    def columns(self, kind: int) -> int:
        """How many columns of the grid such a panel takes."""
        return self._columns(self._slots[kind])

    def keeps(self, kind: int, width: int, height: int) -> bool:
        """Whether such a panel has its size on the grid."""
        return self._cell(self._slots[kind]) == (width, height)

    def by_width(self, kind: int, height: int) -> Sequence[int]:
        """What such a panel of that height costs, by its width; nothing below the least width."""
        known = self._by_width.get((kind, height))
        if known is None:
            wide = (self.panel(kind, width, height) for width in range(LEAST, UNITS + 1))
            known = self._by_width[kind, height] = [0] * LEAST + list(wide)
        return known

    def panel(self, kind: int, width: int, height: int) -> int:
        """What such a panel of that size costs; `REFUSED` and more where that breaks a rule."""
        known = self._panels.get((kind, width, height))
        if known is None:
            slot, frame = self._slots[kind], self._frame
            wide = (frame.width + frame.gutter) * width / UNITS - frame.gutter
            high = (frame.height + frame.gutter) * height / UNITS - frame.gutter
            cost = _shape_cost(slot, wide, high, bool(self.grid)) + _refusals(slot, width, height)
            cost += self._grid_cost(slot, width, height) if self.grid else self._room_cost(slot, wide * high)
            known = self._panels[kind, width, height] = round(cost * FINE)
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

    def _columns(self, slot: Slot) -> int:
        most = self.grid[0] if self.grid else 1
        return most if slot.shape == "wide" else min(slot.span, most)

    def _cell(self, slot: Slot) -> tuple[int, int]:
        """The width and height that a panel has on the grid."""
        assert self.grid is not None
        columns, rows = self.grid
        return self._columns(slot) * UNITS // columns, UNITS // rows * (2 if slot.shape == "tall" else 1)


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
