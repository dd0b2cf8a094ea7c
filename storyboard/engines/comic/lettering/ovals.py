"""The shape that all balloons have before they are drawn: a superellipse, between an ellipse and a box."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from storyboard.engines.comic.lettering.types import Point


@dataclass(frozen=True, slots=True)
class Oval:
    """A superellipse about a centre; a box where the exponent is infinite."""

    x: float
    y: float
    rx: float
    ry: float
    exponent: float

    def at(self, angle: float, share: float = 1) -> Point:
        """The point of its edge in a direction, or at a share of the way to it."""
        cos, sin = math.cos(angle), math.sin(angle)
        if self.exponent == math.inf:
            reach = 1 / max(abs(cos) / self.rx, abs(sin) / self.ry)
        else:
            sides = abs(cos / self.rx) ** self.exponent + abs(sin / self.ry) ** self.exponent
            reach = sides ** (-1 / self.exponent)
        return self.x + reach * share * cos, self.y + reach * share * sin

    def towards(self, point: Point) -> float:
        """The direction of a point from its centre."""
        return math.atan2(point[1] - self.y, point[0] - self.x)

    def around(self, count: int, first: float) -> Iterator[float]:
        """Directions from `first` all around, such that their points lie evenly along the edge."""
        fine = [first + 2 * math.pi * place / 720 for place in range(721)]
        points = [self.at(angle) for angle in fine]
        along = [0.0]
        for before, after in itertools.pairwise(points):
            along.append(along[-1] + math.dist(before, after))
        place = 0
        for number in range(count):
            while along[place + 1] < along[-1] * number / count:
                place += 1
            rest = along[-1] * number / count - along[place]
            yield fine[place] + rest / (along[place + 1] - along[place]) * (2 * math.pi / 720)

    @property
    def girth(self) -> float:
        """About how long its edge is."""
        points = [self.at(2 * math.pi * place / 90) for place in range(91)]
        return sum(math.dist(a, b) for a, b in itertools.pairwise(points))

    def holds(self, point: Point, grown: float = 0) -> bool:
        """Whether a point lies in it, or nearer to it than `grown`, about."""
        across = abs(point[0] - self.x) / (self.rx + grown)
        down = abs(point[1] - self.y) / (self.ry + grown)
        if across >= 1 or down >= 1 or self.exponent == math.inf:
            return across < 1 and down < 1
        return bool(across**self.exponent + down**self.exponent < 1)
