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
    """A limb of three widths: two tapering parts, joined round."""
    path = _taper(start, middle, widths[0], widths[1])
    path.addPath(_taper(middle, end, widths[1], widths[2]))
    joined = skia.Simplify(path)
    return joined if joined is not None else path


def ellipse(x: float, y: float, half_width: float, half_height: float) -> skia.Path:
    """An ellipse about a point."""
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - half_width, y - half_height, x + half_width, y + half_height))
    return path


def polygon(points: Sequence[Point]) -> skia.Path:
    """A closed path with straight sides."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path


def _taper(start: Point, end: Point, first: float, last: float) -> skia.Path:
    """A part of a limb: round at both ends, as wide as given there."""
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    across = math.sin(angle), -math.cos(angle)
    path = skia.Path()
    path.addCircle(*start, first / 2)
    path.addCircle(*end, last / 2)
    path.addPoly(
        [
            skia.Point(start[0] + across[0] * first / 2, start[1] + across[1] * first / 2),
            skia.Point(end[0] + across[0] * last / 2, end[1] + across[1] * last / 2),
            skia.Point(end[0] - across[0] * last / 2, end[1] - across[1] * last / 2),
            skia.Point(start[0] - across[0] * first / 2, start[1] - across[1] * first / 2),
        ],
        True,
    )
    return path
