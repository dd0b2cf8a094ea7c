"""Planes of the world, and the panels that stand on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import skia

from storyboard.engines.animatic.scenery.colours import Colour, mix, under
from storyboard.engines.animatic.scenery.sketch import Glow, Mark, Sketch

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

NEAREST = 0.11


@dataclass(frozen=True, slots=True)
class Air:
    """What lies between a thing and the eye: the hour's light, and haze that thickens with distance."""

    tint: Colour
    haze: Colour
    thickness: float

    def seen(self, colour: Colour, distance: float) -> Colour:
        """A colour as it looks from `distance` metres away."""
        veil = 1.0 - math.exp(-max(distance, 0.0) / self.thickness)
        return mix(under(colour, self.tint), self.haze, veil)


class Element(Protocol):
    """Something of a place that draws itself through a view."""

    def draw(self, pen: Pen, view: View, air: Air) -> None: ...


@dataclass(frozen=True, slots=True)
class Plane:
    """An upright plane facing the eye (`facing`), a level one (`level`) or a side wall (`side`), at `at`
    metres along its axis; a sketch's origin lies at (`u`, `v`) of it."""

    kind: str
    at: float
    u: float = 0.0
    v: float = 0.0

    def point(self, u: float, v: float) -> tuple[float, float, float]:
        """Where a point of the sketch lies in the world."""
        u, v = u + self.u, v + self.v
        if self.kind == "facing":
            return (u, v, self.at)
        return (u, self.at, v) if self.kind == "level" else (self.at, v, u)

    def matrix(self, view: View) -> skia.Matrix | None:
        """Sketch to pixels; None where the plane lies behind the eye or edge-on to it."""
        corners = self._seen_corners(view)
        if corners is None:
            return None
        here = [skia.Point(u - self.u, v - self.v) for u, v in corners]
        there = [skia.Point(*view.project(*self.point(u - self.u, v - self.v))) for u, v in corners]
        matrix = skia.Matrix()
        return matrix if matrix.setPolyToPoly(here, there) else None

    def distance(self, view: View) -> float:
        """How far ahead of the eye the plane's origin lies."""
        depth = {"facing": self.at, "level": self.v, "side": self.u}[self.kind]
        return depth - view.z

    def _seen_corners(self, view: View) -> list[tuple[float, float]] | None:
        down = view.horizon < view.height * 0.5
        if self.kind == "facing":
            depth = self.at - view.z
            low, high = (-0.5, 0.1) if down else (-0.1, 0.5)
            us = (view.x - 0.3 * depth, view.x + 0.3 * depth)
            return None if depth < NEAREST else _rectangle(us, (view.y + low * depth, view.y + high * depth))
        if self.kind == "level":
            if abs(self.at - view.y) < 0.02 or self._turned_away(view):
                return None
            return _rectangle((view.x - 2.0, view.x + 2.0), (view.z + 4.0, view.z + 9.0))
        if abs(self.at - view.x) < 0.02:
            return None
        low, high = (-1.5, 0.2) if down else (-0.2, 1.5)
        return _rectangle((view.z + 4.0, view.z + 9.0), (view.y + low, view.y + high))

    def _turned_away(self, view: View) -> bool:
        above = self.at > view.y
        return view.horizon < -view.height if above else view.horizon > 2.0 * view.height


@dataclass(frozen=True, slots=True)
class Panel:
    """A sketch on a plane. `fades` lets it go where the eye comes close or
    draws far back, for what stands before the figures."""

    plane: Plane
    marks: tuple[Mark | Glow, ...]
    extent: skia.Rect
    fades: bool = False

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Project the marks and hand them to the pen in order."""
        matrix = self.plane.matrix(view)
        if matrix is None or self._out_of_sight(view, matrix):
            return
        distance = self.plane.distance(view)
        fade = (
            min(max((distance - 0.7) / 0.8, 0.0), max((6.0 - distance) / 2.0, 0.0), 1.0)
            if self.fades
            else 1.0
        )
        if fade <= 0.0:
            return
        if self.plane.kind != "facing":
            distance = max(distance, 6.0) if self.plane.kind == "level" else 6.0
        for mark in self.marks:
            put_mark(pen, view, mark, matrix, air, distance, fade, 0.34 * view.height)

    def _out_of_sight(self, view: View, matrix: skia.Matrix) -> bool:
        """Whether nothing of it can be seen: cheap to ask, and most of a wide place is beside the frame."""
        if self.plane.kind == "side":
            return bool(self.extent.right() + self.plane.u < view.z - 1.0) and abs(view.yaw) < 0.7
        if self.plane.kind == "level":
            return False
        seen = matrix.mapRect(self.extent)
        margin = 0.02 * view.height
        frame = skia.Rect.MakeLTRB(-margin, -margin, view.width + margin, view.height + margin)
        return not bool(skia.Rect.Intersects(seen, frame))

    def moved(self, u: float, v: float = 0.0) -> Panel:
        """The same drawing, shifted on its plane."""
        plane = replace(self.plane, u=self.plane.u + u, v=self.plane.v + v)
        return replace(self, plane=plane)


def facing(sketch: Sketch, z: float, x: float = 0.0, y: float = 0.0, fades: bool = False) -> Panel:
    """A sketch standing upright at depth z."""
    return Panel(Plane("facing", z, x, y), tuple(sketch.marks), sketch.extent(), fades)


def level(sketch: Sketch, y: float = 0.0, x: float = 0.0, z: float = 0.0) -> Panel:
    """A sketch lying flat at height y; its v runs away from the eye."""
    return Panel(Plane("level", y, x, z), tuple(sketch.marks), sketch.extent())


def side(sketch: Sketch, x: float, z: float = 0.0, y: float = 0.0) -> Panel:
    """A sketch on a wall that runs away from the eye at x; its u runs into the depth."""
    return Panel(Plane("side", x, z, y), tuple(sketch.marks), sketch.extent())


def put_mark(
    pen: Pen,
    view: View,
    mark: Mark | Glow,
    matrix: skia.Matrix,
    air: Air,
    distance: float,
    fade: float,
    widest: float = math.inf,
) -> None:
    """Draw one mark through a matrix of sketch to pixels; no light reaches further than `widest` pixels."""
    if isinstance(mark, Glow):
        spot = matrix.mapPoints([skia.Point(*mark.at), skia.Point(mark.at[0] + mark.radius, mark.at[1])])
        radius = math.hypot(spot[1].x() - spot[0].x(), spot[1].y() - spot[0].y())
        if 0.5 < radius < 4 * view.width:
            pen.glow(spot[0].x(), spot[0].y(), min(radius, widest), mark.colour, mark.alpha * fade)
        return
    path = skia.Path()
    mark.path.transform(matrix, path)
    colour = mark.colour if mark.own else air.seen(mark.colour, distance)
    if mark.width:
        pen.stroke(path, colour, mark.width, mark.alpha * fade)
        return
    shade = None if mark.shade is None else mark.shade if mark.own else air.seen(mark.shade, distance)
    pen.shape(path, colour, line=mark.line, alpha=mark.alpha * fade, shade=shade)


def _rectangle(us: Sequence[float], vs: Sequence[float]) -> list[tuple[float, float]]:
    return [(us[0], vs[0]), (us[1], vs[0]), (us[1], vs[1]), (us[0], vs[1])]
