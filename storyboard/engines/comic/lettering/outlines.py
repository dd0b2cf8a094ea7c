"""The shapes of balloons: ovals, clouds, bursts and boxes, with tails that taper and bend."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from storyboard.engines.comic.lettering.types import Kind, Outline, Point, Step

_SAMPLES = 72
_BUMP = 430
"""How wide a cloud's bumps are, in h."""
_BRIDGE = 0.45
"""How wide a bridge between two balloons is, as a share of the smaller radius."""
_SPIKE = 330
"""How far a burst's points stand apart, in h."""


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


def tail_tip(oval: Oval, mouth: Point, share: float) -> Point:
    """Where a tail ends: at a share of the way from the balloon's edge to the mouth, never in the face."""
    start = oval.at(oval.towards(mouth))
    length = math.dist(start, mouth)
    if length < 1:
        return start
    reach = min(length * share, max(length - 120, length * 0.5)) / length
    return start[0] + (mouth[0] - start[0]) * reach, start[1] + (mouth[1] - start[1]) * reach


def outline(kind: Kind, oval: Oval, tip: Point | None) -> Outline:
    """The outline of a balloon; its tail, where it has one, is a part of it. A sound effect has none."""
    return _DRAWN[kind](oval, tip)


def bridged(oval: Oval, tip: Point | None, to: Oval) -> Outline:
    """An oval that grows together with another one, drawn before it; a tail leaves it beside the bridge.

    Its outline is open, and ends on the other's edge.
    """
    start, end, middle = _root(oval, (to.x, to.y), _BRIDGE)
    back = to.towards(oval.at(middle))
    half = math.dist(oval.at(start), oval.at(end)) / 2
    turn = half / math.dist(to.at(back), (to.x, to.y))
    landing, leaving = to.at(back - turn, 0.985), to.at(back + turn, 0.985)
    steps: list[Step] = [("M", landing), _waisted(landing, oval.at(end), oval)]
    if tip is None:
        steps += _arc(oval, end, start + 2 * math.pi)
    else:
        first, last, root = _root(oval, tip)
        first, last = (end + (angle - end) % (2 * math.pi) for angle in (first, last))
        steps += _arc(oval, end, first)
        steps += _tail(oval, oval.at(first), tip, oval.at(last), root)
        steps += _arc(oval, last, start + 2 * math.pi)
    return (*steps, _waisted(oval.at(start), leaving, oval))


def apart(oval: Oval, tip: Point, to: Oval) -> bool:
    """Whether a tail has room on an oval beside a bridge to another."""
    turn = oval.towards(tip) - oval.towards((to.x, to.y))
    return abs(math.remainder(turn, 2 * math.pi)) > 0.9


def bubbles(oval: Oval, tip: Point | None) -> tuple[Outline, ...]:
    """The bubbles that lead from a thought to who thinks it, the largest first."""
    if tip is None:
        return ()
    start = oval.at(oval.towards(tip))
    length = math.dist(start, tip)
    count = 3 if length > 420 else 2
    sizes = [125.0, 88.0, 58.0][:count] if length > 300 else [80.0, 50.0]
    found = []
    for number, radius in enumerate(sizes):
        share = (number + 0.62) / (count - 0.38)
        bend = 0.06 * length * math.sin(math.pi * share)
        x = start[0] + (tip[0] - start[0]) * share - (tip[1] - start[1]) / max(length, 1) * bend
        y = start[1] + (tip[1] - start[1]) * share + (tip[0] - start[0]) / max(length, 1) * bend
        found.append(_smooth(list(_points(Oval(x, y, radius * 1.15, radius * 0.92, 2), 12))))
    return tuple(found)


def _oval(oval: Oval, tip: Point | None) -> Outline:
    if tip is None:
        return _smooth(list(_points(oval, _SAMPLES)))
    start, end, middle = _root(oval, tip)
    around = _arc(oval, end, start + 2 * math.pi)
    first, last = oval.at(end), oval.at(start)
    return (("M", first), *around, *_tail(oval, last, tip, first, middle), ("Z", ()))


def _arc(oval: Oval, start: float, end: float) -> Iterator[Step]:
    """Along the edge from one direction to another."""
    angles = [start + (end - start) * place / _SAMPLES for place in range(_SAMPLES + 1)]
    return _curve([oval.at(angle) for angle in angles])


def _waisted(start: Point, end: Point, oval: Oval) -> Step:
    """A side of a bridge: it bends in a little, towards the other side."""
    return ("C", (*_between(start, end), *_between(end, start), *end))


def _root(oval: Oval, tip: Point, share: float = 0.3) -> tuple[float, float, float]:
    """Where a tail leaves its balloon, as directions: a `share` of the smaller radius wide."""
    middle = oval.towards(tip)
    middle += 0.16 * math.sin(2 * middle)
    wide = min(max(share * min(oval.rx, oval.ry), 500 * share), 900 * share)
    edge, step = oval.at(middle), 0.002
    away = step
    while math.dist(edge, oval.at(middle + away)) < wide / 2 and away < 0.7:
        away += step
    back = step
    while math.dist(edge, oval.at(middle - back)) < wide / 2 and back < 0.7:
        back += step
    return middle - back, middle + away, middle


def _tail(oval: Oval, start: Point, tip: Point, end: Point, middle: float) -> Iterator[Step]:
    """From the balloon to the tip and back; both sides bend the way that the tail hangs."""
    edge = oval.at(middle)
    length = math.dist(edge, tip)
    side = 1 if tip[0] > oval.x else -1
    bend = 0.13 * length * side * (1 if tip[1] > oval.y else -1)
    normal = ((tip[1] - edge[1]) / max(length, 1) * bend, -(tip[0] - edge[0]) / max(length, 1) * bend)
    for a, b in ((start, tip), (tip, end)):
        first = (a[0] + (b[0] - a[0]) * 0.35 + normal[0], a[1] + (b[1] - a[1]) * 0.35 + normal[1])
        second = (a[0] + (b[0] - a[0]) * 0.7 + normal[0], a[1] + (b[1] - a[1]) * 0.7 + normal[1])
        yield ("C", (*first, *second, *b))


def _cloud(oval: Oval, tip: Point | None) -> Outline:
    """Bumps that swell between points of a smaller oval; their crests touch the oval itself."""
    count = max(8, round(oval.girth / _BUMP))
    angles = list(oval.around(count, 0.37))
    inner = Oval(oval.x, oval.y, oval.rx - 95, oval.ry - 95, oval.exponent)
    joints = [inner.at(angle) for angle in angles]
    steps: list[Step] = [("M", joints[0])]
    for place, start in enumerate(joints):
        end = joints[(place + 1) % count]
        chord = math.dist(start, end)
        swell = min(0.42 * chord, 126.0)
        out = ((end[1] - start[1]) / chord * swell, -(end[0] - start[0]) / chord * swell)
        lean = ((end[0] - start[0]) * 0.06, (end[1] - start[1]) * 0.06)
        first = (start[0] + out[0] - lean[0], start[1] + out[1] - lean[1])
        second = (end[0] + out[0] + lean[0], end[1] + out[1] + lean[1])
        steps.append(("C", (*first, *second, *end)))
    return (*steps, ("Z", ()))


def _burst(oval: Oval, tip: Point | None) -> Outline:
    """Points and notches by turns, none like its neighbour; the one nearest to the mouth becomes the tail."""
    count = max(11, round(oval.girth / _SPIKE))
    first = oval.towards(tip) if tip else -math.pi / 2
    angles = [*oval.around(count, first)]
    points: list[Point] = []
    for place, angle in enumerate(angles):
        following = angles[place + 1] if place + 1 < count else angles[0] + 2 * math.pi
        uneven = 0.035 * math.sin(place * 2.4) + 0.02 * math.sin(place * 5.1)
        points.append(tip if tip and not place else oval.at(angle, 0.965 + uneven))
        points.append(oval.at((angle + following) / 2, 0.8 + uneven / 2))
    return (("M", points[0]), *_hollow(points, oval), ("Z", ()))


def _hollow(points: Sequence[Point], oval: Oval) -> Iterator[Step]:
    """Sides that bend inwards a little, as a brush draws them."""
    for start, end in zip(points, [*points[1:], points[0]], strict=True):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        inwards = (middle[0] + (oval.x - middle[0]) * 0.035, middle[1] + (oval.y - middle[1]) * 0.035)
        yield ("C", (*_between(start, inwards), *_between(end, inwards), *end))


def _between(a: Point, b: Point) -> Point:
    return a[0] + (b[0] - a[0]) * 2 / 3, a[1] + (b[1] - a[1]) * 2 / 3


def _box(oval: Oval, tip: Point | None) -> Outline:
    left, right, top, bottom = oval.x - oval.rx, oval.x + oval.rx, oval.y - oval.ry, oval.y + oval.ry
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return (("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ()))


def _none(oval: Oval, tip: Point | None) -> Outline:
    return ()


def _points(oval: Oval, count: int) -> Iterator[Point]:
    return (oval.at(angle) for angle in oval.around(count, 0))


def _smooth(points: Sequence[Point]) -> Outline:
    """A closed curve through points."""
    around = [points[-1], *points, points[0], points[1]]
    return (("M", points[0]), *_through(around), ("Z", ()))


def _curve(points: Sequence[Point]) -> Iterator[Step]:
    """An open curve through points."""
    return _through([points[0], *points, points[-1]])


def _through(points: Sequence[Point]) -> Iterator[Step]:
    """Catmull and Rom's curve through all points but the first and the last, as Bezier curves."""
    for before, start, end, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        yield ("C", (*first, *second, *end))


_DRAWN: Mapping[Kind, Callable[[Oval, Point | None], Outline]] = {
    "speech": _oval,
    "whisper": _oval,
    "thought": _cloud,
    "shout": _burst,
    "caption": _box,
    "sound": _none,
}
