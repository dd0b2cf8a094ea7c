"""The shapes of balloons: ovals, clouds, bursts and boxes, with tails that taper and bend."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from storyboard.engines.comic.lettering.ovals import Oval
from storyboard.engines.comic.lettering.tails import Tail, rooted
from storyboard.engines.comic.lettering.types import Kind, Outline, Point, Step

_SAMPLES = 72
_BUMP = 430
"""How wide a cloud's bumps are, in h."""
_BRIDGE = 0.45
"""How wide a bridge between two balloons is, as a share of the smaller radius."""
_SPIKE = 330
"""How far a burst's points stand apart, in h."""


def outline(kind: Kind, oval: Oval, tail: Tail | None) -> Outline:
    """The outline of a balloon; its tail, where it has one, is a part of it. A sound effect has none."""
    return _DRAWN[kind](oval, tail)


def bridged(oval: Oval, tail: Tail | None, to: Oval) -> Outline:
    """An oval that grows together with another one, drawn before it; a tail leaves it beside the bridge.

    Its outline is open, and ends on the other's edge.
    """
    middle = bridgehead(oval, to)
    start, end = rooted(oval, middle, _BRIDGE)
    back = to.towards(oval.at(middle))
    half = math.dist(oval.at(start), oval.at(end)) / 2
    turn = half / math.dist(to.at(back), (to.x, to.y))
    landing, leaving = to.at(back - turn, 0.985), to.at(back + turn, 0.985)
    steps: list[Step] = [("M", landing), _waisted(landing, oval.at(end), oval)]
    if tail is None:
        steps += _arc(oval, end, start + 2 * math.pi)
    else:
        first, last = (end + (angle - end) % (2 * math.pi) for angle in rooted(oval, tail.root))
        steps += _arc(oval, end, first)
        steps += _tail(oval, oval.at(first), oval.at(last), tail)
        steps += _arc(oval, last, start + 2 * math.pi)
    return (*steps, _waisted(oval.at(start), leaving, oval))


def bridgehead(oval: Oval, to: Oval) -> float:
    """The direction in which a bridge leaves an oval for another."""
    middle = oval.towards((to.x, to.y))
    return middle + 0.16 * math.sin(2 * middle)


def apart(oval: Oval, tail: Tail, to: Oval) -> bool:
    """Whether a tail has room on an oval beside a bridge to another."""
    return abs(math.remainder(tail.root - oval.towards((to.x, to.y)), 2 * math.pi)) > 0.9


def bubbles(oval: Oval, tail: Tail | None, size: tuple[int, int]) -> tuple[Outline, ...]:
    """The bubbles that lead from a thought to who thinks it, the largest first, in a panel of `size`."""
    if tail is None:
        return ()
    length = math.dist(oval.at(tail.root), tail.tip)
    count = 3 if length > 420 else 2 if length > 220 else 1
    sizes = [125.0, 88.0, 58.0][:count] if length > 300 else [min(80.0, length * 0.45), 50.0][:count]
    found = []
    for number, radius in enumerate(sizes):
        middle, edge = tail.middle(oval, (number + 0.62) / (count - 0.38)), radius * 1.2
        x, y = (min(max(at, edge), side - edge) for at, side in zip(middle, size, strict=True))
        found.append(_smooth(list(_points(Oval(x, y, radius * 1.15, radius * 0.92, 2), 12))))
    return tuple(found)


def _oval(oval: Oval, tail: Tail | None) -> Outline:
    if tail is None:
        return _smooth(list(_points(oval, _SAMPLES)))
    start, end = rooted(oval, tail.root)
    around = _arc(oval, end, start + 2 * math.pi)
    first, last = oval.at(end), oval.at(start)
    return (("M", first), *around, *_tail(oval, last, first, tail), ("Z", ()))


def _arc(oval: Oval, start: float, end: float) -> Iterator[Step]:
    """Along the edge from one direction to another."""
    angles = [start + (end - start) * place / _SAMPLES for place in range(_SAMPLES + 1)]
    return _curve([oval.at(angle) for angle in angles])


def _waisted(start: Point, end: Point, oval: Oval) -> Step:
    """A side of a bridge: it bends in a little, towards the other side."""
    return ("C", (*_between(start, end), *_between(end, start), *end))


def _tail(oval: Oval, start: Point, end: Point, tail: Tail) -> Iterator[Step]:
    """From the balloon to the tip and back; both sides bend the way that the tail hangs."""
    normal = tail.hang(oval)
    for a, b in ((start, tail.tip), (tail.tip, end)):
        first = (a[0] + (b[0] - a[0]) * 0.35 + normal[0], a[1] + (b[1] - a[1]) * 0.35 + normal[1])
        second = (a[0] + (b[0] - a[0]) * 0.7 + normal[0], a[1] + (b[1] - a[1]) * 0.7 + normal[1])
        yield ("C", (*first, *second, *b))


def _cloud(oval: Oval, tail: Tail | None) -> Outline:
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


def _burst(oval: Oval, tail: Tail | None) -> Outline:
    """Points and notches by turns, none like its neighbour; the one nearest to the mouth becomes the tail."""
    count = max(11, round(oval.girth / _SPIKE))
    first = tail.root if tail else -math.pi / 2
    angles = [*oval.around(count, first)]
    points: list[Point] = []
    for place, angle in enumerate(angles):
        following = angles[place + 1] if place + 1 < count else angles[0] + 2 * math.pi
        uneven = 0.035 * math.sin(place * 2.4) + 0.02 * math.sin(place * 5.1)
        points.append(tail.tip if tail and not place else oval.at(angle, 0.965 + uneven))
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


def _box(oval: Oval, tail: Tail | None) -> Outline:
    left, right, top, bottom = oval.x - oval.rx, oval.x + oval.rx, oval.y - oval.ry, oval.y + oval.ry
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return (("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ()))


def _none(oval: Oval, tail: Tail | None) -> Outline:
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


_DRAWN: Mapping[Kind, Callable[[Oval, Tail | None], Outline]] = {
    "speech": _oval,
    "whisper": _oval,
    "thought": _cloud,
    "shout": _burst,
    "caption": _box,
    "sound": _none,
}
