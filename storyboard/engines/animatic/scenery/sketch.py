"""Drawings in metres on a plane of the world: made once, projected whole each frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import skia

from storyboard.engines.animatic.scenery.colours import Colour

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One shape of a sketch: filled where `width` is 0, else a stroke; `own` light ignores the hour."""

    path: skia.Path
    colour: Colour
    line: float = 1.0
    alpha: float = 1.0
    shade: Colour | None = None
    width: float = 0.0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Glow:
    """A light in a sketch: it adds to what is drawn, and no hour dims it."""

    at: Point
    radius: float
    colour: Colour
    alpha: float


class Sketch:
    """Shapes in metres, u to the right and v up, in the order they are to be drawn."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        self.marks: list[Mark | Glow] = []

    def fill(
        self,
        path: skia.Path,
        colour: Colour,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        own: bool = False,
    ) -> Sketch:
        """Any path, filled; the methods below all end here or in `stroke`."""
        self.marks.append(Mark(path, colour, line, alpha, shade, 0.0, own))
        return self

    def stroke(
        self, path: skia.Path, colour: Colour, width: float = 1.0, alpha: float = 1.0, own: bool = False
    ) -> Sketch:
        """Any path, as a line of `width` pen units."""
        self.marks.append(Mark(path, colour, 0.0, alpha, None, width, own))
        return self

    def box(
        self,
        left: float,
        bottom: float,
        width: float,
        height: float,
        colour: Colour,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        own: bool = False,
        round_by: float = 0.0,
    ) -> Sketch:
        """A rectangle, its corners rounded by `round_by` metres."""
        return self.fill(box_path(left, bottom, width, height, round_by), colour, line, alpha, shade, own)

    def poly(
        self,
        points: Sequence[Point],
        colour: Colour,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        own: bool = False,
    ) -> Sketch:
        """A polygon of straight sides."""
        return self.fill(poly_path(points), colour, line, alpha, shade, own)

    def smooth(
        self,
        points: Sequence[Point],
        colour: Colour,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        own: bool = False,
    ) -> Sketch:
        """A soft closed shape through the points."""
        return self.fill(smooth_path(points, True), colour, line, alpha, shade, own)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        own: bool = False,
    ) -> Sketch:
        """An ellipse about its centre."""
        return self.fill(oval_path(x, y, rx, ry), colour, line, alpha, shade, own)

    def lines(
        self,
        runs: Iterable[Sequence[Point]],
        colour: Colour,
        width: float = 1.0,
        alpha: float = 1.0,
        own: bool = False,
    ) -> Sketch:
        """Many broken lines as one stroke: cheap, however many."""
        path = skia.Path()
        for run in runs:
            path.moveTo(*run[0])
            for point in run[1:]:
                path.lineTo(*point)
        return self.stroke(path, colour, width, alpha, own)

    def curve(
        self,
        points: Sequence[Point],
        colour: Colour,
        width: float = 1.0,
        alpha: float = 1.0,
        own: bool = False,
    ) -> Sketch:
        """A soft open line through the points."""
        return self.stroke(smooth_path(points, False), colour, width, alpha, own)

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 0.6) -> Sketch:
        """A light about a point."""
        self.marks.append(Glow((x, y), radius, colour, alpha))
        return self

    def extent(self) -> skia.Rect:
        """The rectangle that holds every mark and the reach of every light."""
        whole = skia.Rect.MakeEmpty()
        for mark in self.marks:
            if isinstance(mark, Glow):
                (x, y), r = mark.at, mark.radius
                whole.join(skia.Rect.MakeLTRB(x - r, y - r, x + r, y + r))
            else:
                whole.join(_with_area(mark.path.getBounds()))
        return whole


def poly_path(points: Sequence[Point]) -> skia.Path:
    """A closed path of straight sides."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    return path


def box_path(left: float, bottom: float, width: float, height: float, round_by: float = 0.0) -> skia.Path:
    """A rectangle; its corners may be round."""
    rect = skia.Rect.MakeLTRB(left, bottom, left + width, bottom + height)
    path = skia.Path()
    if round_by:
        path.addRoundRect(rect, round_by, round_by)
    else:
        path.addRect(rect)
    return path


def oval_path(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """An ellipse about its centre."""
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def smooth_path(points: Sequence[Point], closed: bool) -> skia.Path:
    """A soft curve through all points (Catmull-Rom as cubics)."""
    count = len(points)
    path = skia.Path()
    path.moveTo(*points[0])
    for i in range(count if closed else count - 1):
        before, here, there, after = (_nth(points, i + k, closed) for k in (-1, 0, 1, 2))
        path.cubicTo(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            there[0],
            there[1],
        )
    if closed:
        path.close()
    return path


def ring(x: float, y: float, rx: float, ry: float, count: int, turn: float = 0.0) -> list[Point]:
    """Points evenly about an ellipse."""
    angles = [turn + math.tau * i / count for i in range(count)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def _with_area(rect: skia.Rect) -> skia.Rect:
    """The rectangle, with some area even where it bounds a single line: empty ones don't join."""
    return rect.makeOutset(1e-4, 1e-4)


def _nth(points: Sequence[Point], i: int, closed: bool) -> Point:
    return points[i % len(points)] if closed else points[min(max(i, 0), len(points) - 1)]
