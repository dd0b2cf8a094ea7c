"""Where a place is put together: its reading, its palette, and the elements gathered so far."""

from __future__ import annotations

import random

from storyboard.engines.animatic.scenery.colours import Colour
from storyboard.engines.animatic.scenery.hours import Palette
from storyboard.engines.animatic.scenery.planes import Element
from storyboard.engines.animatic.scenery.reading import Reading


class Backlot:
    """Gathers a place's elements by depth; figures will stand at z 3 to 8 about x = 0, so keep that clear."""

    __slots__ = ("before", "behind", "palette", "reading", "rng")

    def __init__(self, reading: Reading, palette: Palette, rng: random.Random) -> None:
        self.reading = reading
        self.palette = palette
        self.rng = rng
        self.behind: list[tuple[float, Element]] = []
        self.before: list[Element] = []

    def put(self, z: float, *elements: Element) -> None:
        """Add elements at a depth: the deepest are drawn first, equals in the order they came."""
        self.behind.extend((z, element) for element in elements)

    def front(self, *elements: Element) -> None:
        """Add elements that are drawn before the figures."""
        self.before.extend(elements)

    def colour(self, usual: Colour, nth: int = 0) -> Colour:
        """The nth colour that the place's text names, else the usual one."""
        named = self.reading.colours
        return named[nth] if nth < len(named) else usual

    @property
    def dark(self) -> bool:
        """Whether lamps are lit at this hour."""
        return self.palette.hour.darkness > 0.25 or "storm" in self.reading.weather

    @property
    def wet(self) -> bool:
        """Whether it rains."""
        return bool(self.reading.weather & {"rain", "storm"})

    @property
    def snowy(self) -> bool:
        """Whether snow lies."""
        return "snow" in self.reading.weather

    def in_order(self) -> tuple[Element, ...]:
        """The elements behind the figures, deepest first."""
        return tuple(element for _, element in sorted(self.behind, key=lambda pair: -pair[0]))
