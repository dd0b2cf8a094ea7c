"""Tails: from a balloon towards the mouth of who speaks, around what lies between, as far as is free."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from storyboard.engines.comic.lettering.ovals import Oval
from storyboard.engines.comic.lettering.types import Kind, Point, Rect

_REACH, _EDGE = 0.56, 40.0
"""A tail goes about half of the way to the mouth, and no nearer than 0.4 mm to the panel's edge."""
_CLEAR = 30
"""What a tail keeps free beside itself, in h."""
_SHORTEST = 130.0
"""What a tail is long at the least, in h: it still points."""
_OUTSIDE = 10
"""How much worse it is that a tail leaves the panel than that it lies over something."""
_TURNS = (0.0, 0.35, -0.35, 0.7, -0.7, 1.1, -1.1, 1.6, -1.6)
"""How far aside of its own place a tail may leave its balloon, in radians."""
_WIDE: Mapping[Kind, tuple[float, float]] = {"shout": (170, 0), "thought": (165, 80)}
"""Half of how wide other tails are than those that taper from a balloon: at the root, and at the tip."""
_BENDS = (0.13, -0.13, 0.3, -0.3, 0.0)


@dataclass(frozen=True, slots=True)
class Tail:
    """It leaves a balloon in the direction `root`, and hangs aside by about `bend` of its length."""

    root: float
    tip: Point
    bend: float

    def hang(self, oval: Oval) -> Point:
        """How far the middle of the tail lies beside the straight way to its tip."""
        edge = oval.at(self.root)
        return -(edge[1] - self.tip[1]) * self.bend, (edge[0] - self.tip[0]) * self.bend

    def middle(self, oval: Oval, share: float) -> Point:
        """The point at a share of its length."""
        (x, y), (dx, dy) = oval.at(self.root), self.hang(oval)
        rest, (a, b) = 1 - share, self.tip
        near, far = 3 * rest * rest * share, 3 * rest * share * share
        along = near * 0.35 + far * 0.7 + share**3
        return x + (a - x) * along + (near + far) * dx, y + (b - y) * along + (near + far) * dy


@dataclass(frozen=True, slots=True)
class Ground:
    """What tails run over: a panel, what is kept free in it, its balloons, and the tails that are drawn."""

    size: tuple[int, int]
    barred: Sequence[Rect]
    balloons: Sequence[Oval]
    tails: Sequence[Point] = ()

    def faults(self, kind: Kind, oval: Oval, tail: Tail) -> int:
        """How much of a tail lies where it must not: over something, or outside."""
        root, end = _WIDE.get(kind, (_width(oval, 0.3) / 2, 0.0))
        found = 0
        for step in range(1, 13):
            point = tail.middle(oval, step / 12)
            beside = root + (end - root) * step / 12 + _CLEAR
            found += self._hit(point, beside, oval) or (step > 2 and oval.holds(point))
        return found

    def with_tail(self, oval: Oval, tail: Tail) -> Ground:
        """The ground where this tail is drawn, too."""
        way = [tail.middle(oval, step / 10) for step in range(1, 11)]
        return replace(self, tails=(*self.tails, *way))

    def _hit(self, point: Point, beside: float, own: Oval) -> int:
        (x, y), (width, height), edge = point, self.size, max(_EDGE, beside - _CLEAR)
        outside = not (edge <= x <= width - edge and edge <= y <= height - edge)
        over = (
            any(rect.grown(beside).holds(point) for rect in self.barred)
            or any(other.holds(point, beside) for other in self.balloons if other is not own)
            or any(math.dist(point, other) < beside for other in self.tails)
        )
        return _OUTSIDE * outside + over


def tail_to(kind: Kind, oval: Oval, mouth: Point, ground: Ground) -> tuple[Tail, int]:
    """The best tail of a balloon, and how much of it lies over something: 0 wherever there is a free way.

    It is straight from the middle of the balloon, and half of the way long, unless that is not free: then it
    leaves the balloon elsewhere, or hangs more, or is shorter; where no way is free it is as short as can be.
    """
    best: tuple[tuple[int, float], Tail] | None = None
    for tail in _tails(kind, oval, mouth, ground.size):
        faults = ground.faults(kind, oval, tail)
        if not faults:
            return tail, 0
        worth = faults, math.dist(oval.at(tail.root), tail.tip)
        if best is None or worth < best[0]:
            best = worth, tail
    assert best is not None
    return best[1], best[0][0]


def rooted(oval: Oval, middle: float, share: float = 0.3) -> tuple[float, float]:
    """Between which directions a tail leaves its balloon: a `share` of the smaller radius wide."""
    wide = _width(oval, share)
    edge, step = oval.at(middle), 0.002
    away = step
    while math.dist(edge, oval.at(middle + away)) < wide / 2 and away < 0.7:
        away += step
    back = step
    while math.dist(edge, oval.at(middle - back)) < wide / 2 and back < 0.7:
        back += step
    return middle - back, middle + away


def _width(oval: Oval, share: float) -> float:
    return min(max(share * min(oval.rx, oval.ry), 500 * share), 900 * share)


def _tails(kind: Kind, oval: Oval, mouth: Point, size: tuple[int, int]) -> Iterator[Tail]:
    """Every tail that is worth a try, the best first: long ones before bent ones, and stubs at last."""
    straight = oval.towards(mouth)
    own = straight + 0.16 * math.sin(2 * straight)
    side = (1 if mouth[0] > oval.x else -1) * (1 if mouth[1] > oval.y else -1)
    ways = [
        (tenth * 0.07 + abs(turn) * 0.45 + bent * 0.15, _REACH * (1 - tenth / 10), turn, bend * side)
        for tenth in range(8)
        for turn in _TURNS
        for bent, bend in enumerate(_BENDS if kind != "shout" else (0.0,))
    ]
    for _, reach, turn, bend in sorted(ways, key=lambda way: way[0]):
        yield Tail(own + turn, _tip(oval.at(own + turn), mouth, reach, size), bend)
    for turn in (*_TURNS, 2.2, -2.2, math.pi):
        x, y = oval.at(own + turn)
        away = _SHORTEST / max(math.dist((x, y), (oval.x, oval.y)), 1)
        yield Tail(own + turn, (x + (x - oval.x) * away, y + (y - oval.y) * away), 0)


def _tip(edge: Point, mouth: Point, share: float, size: tuple[int, int]) -> Point:
    """Where a tail ends: at a share of the way from the balloon to the mouth, inside of the panel."""
    length = math.dist(edge, mouth)
    if length < 1:
        return edge
    reach = max(min(length * share, max(length - 120, length * 0.5)), min(_SHORTEST, length)) / length
    x, y = edge[0] + (mouth[0] - edge[0]) * reach, edge[1] + (mouth[1] - edge[1]) * reach
    inside = 2.5 * _EDGE
    return min(max(x, inside), size[0] - inside), min(max(y, inside), size[1] - inside)
