"""Paths that bodies are drawn with: closed curves through points, limbs that taper, ellipses."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

Point = tuple[float, float]


def smooth(points: Sequence[Point]) -> skia.Path:
    """A closed curve through points (Catmull and Rom's spline, 1974, as cubics)."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for number in range(count):
        before, start = points[number - 1], points[number]
        end, after = points[(number + 1) % count], points[(number + 2) % count]
        path.cubicTo(
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            end[0],
            end[1],
        )
    path.close()
    return path


def limb(start: Point, middle: Point, end: Point, widths: tuple[float, float, float]) -> skia.Path:
    """A limb of three widths: two tapering parts in one outline, round at the joint and at both ends."""
    first, last = _away(start, middle), _away(middle, end)
    if last < 1e-6:
        return _taper(start, middle, widths[0], widths[1])
    if first < 1e-6:
        return _taper(middle, end, widths[1], widths[2])
    a1 = math.atan2(middle[1] - start[1], middle[0] - start[0])
    a2 = math.atan2(end[1] - middle[1], end[0] - middle[0])
    turn = math.remainder(a2 - a1, math.tau)
    path = skia.Path()
    _arc(path, start, widths[0], a1 + math.pi / 2, math.pi)
    _joint(path, middle, widths[1], a1 - math.pi / 2, turn, turn >= 0, min(first, last))
    _arc(path, end, widths[2], a2 - math.pi / 2, math.pi)
    _joint(path, middle, widths[1], a2 + math.pi / 2, -turn, turn < 0, min(first, last))
    path.close()
    return path


def _joint(
    path: skia.Path, point: Point, width: float, angle: float, turn: float, outer: bool, reach: float
) -> None:
    """Go round a joint on its outer side; on its inner side, to where the two parts' edges meet."""
    if outer:
        _arc(path, point, width, angle, turn)
        return
    half = min(width / 2 / max(math.cos(turn / 2), 0.2), max(reach, width / 2))
    path.lineTo(point[0] + math.cos(angle + turn / 2) * half, point[1] + math.sin(angle + turn / 2) * half)


def _arc(path: skia.Path, point: Point, width: float, angle: float, sweep: float) -> None:
    half = width / 2
    rect = skia.Rect.MakeLTRB(point[0] - half, point[1] - half, point[0] + half, point[1] + half)
    path.arcTo(rect, math.degrees(angle), math.degrees(sweep), False)


def _away(one: Point, other: Point) -> float:
    return math.hypot(other[0] - one[0], other[1] - one[1])


def ellipse(x: float, y: float, half_width: float, half_height: float) -> skia.Path:
    """An ellipse about a point."""
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - half_width, y - half_height, x + half_width, y + half_height))
    return path


def box(x: float, y: float, half_width: float, half_height: float, corner: float) -> skia.Path:
    """A box with rounded corners about a point."""
    path = skia.Path()
    rect = skia.Rect.MakeLTRB(x - half_width, y - half_height, x + half_width, y + half_height)
    path.addRoundRect(rect, corner, corner)
    return path


def curve(*points: Point) -> skia.Path:
    """An open curve: from the first point to the last, drawn towards the one between where there is one."""
    path = skia.Path()
    path.moveTo(*points[0])
    if len(points) == 3:
        path.quadTo(*points[1], *points[2])
        return path
    for point in points[1:]:
        path.lineTo(*point)
    return path


def taper(spine: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """A body along a spine, as wide at each of its points as given: necks, tails, trunks."""
    left, right = [], []
    for number, (x, y) in enumerate(spine):
        before, after = spine[max(number - 1, 0)], spine[min(number + 1, len(spine) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        away = math.hypot(dx, dy) or 1.0
        half = widths[number] / 2
        left.append((x - dy / away * half, y + dx / away * half))
        right.append((x + dy / away * half, y - dx / away * half))
    return smooth([*left, *reversed(right)])


def polygon(points: Sequence[Point]) -> skia.Path:
    """A closed path with straight sides."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path


def about(point: Point, offsets: Sequence[Point], scale: float) -> list[Point]:
    """Points about another one, from how far off each is in units of `scale`."""
    return [(point[0] + dx * scale, point[1] + dy * scale) for dx, dy in offsets]


def oblong(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The corners of a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _taper(start: Point, end: Point, first: float, last: float) -> skia.Path:
    """A part of a limb: round at both ends, as wide as given there."""
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    path = skia.Path()
    _arc(path, start, first, angle + math.pi / 2, math.pi)
    _arc(path, end, last, angle - math.pi / 2, math.pi)
    path.close()
    return path
