"""Rooms: boxes in perspective, and the windows through which their hour and weather look in."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.hours import Palette
from storyboard.engines.animatic.scenery.planes import Air, Element, Panel, Plane, facing, level, side
from storyboard.engines.animatic.scenery.sketch import Mark, Point, Sketch, box_path
from storyboard.engines.animatic.scenery.weather import flash

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

BEHIND = -32.0
"""How far a room runs on behind the eye: an eye that draws back never leaves it."""

BESIDE = 14.0
"""How far floor and ceiling run on beyond a side wall, for an eye that passes through one as on a set."""


@dataclass(frozen=True, slots=True)
class Box:
    """A room's size: half its width, where its back wall stands, its height; and the colours of its faces."""

    half: float
    back: float
    height: float
    wall: Colour
    floor: Colour
    ceiling: Colour


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A ceiling, taken off where the eye looks down from above it; round the room all is `dark` then."""

    panel: Panel
    dark: Colour

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw it for whoever is under it."""
        if view.y < self.panel.plane.at:
            self.panel.draw(pen, view, air)
            return
        around, colour = skia.Rect.MakeWH(view.width, view.height), air.seen(self.dark, 0.0)
        pen.wash(around, colour, colour)


def room(lot: Backlot, box: Box, skirting: Colour | None = None) -> None:
    """Floor, ceiling and walls; the walls away from the light lie in shadow."""
    half, back, high, long = box.half, box.back, box.height, box.back - BEHIND
    from_left = lot.palette.light.direction < 0.5
    sides = ((-half, 0.16 if from_left else 0.05), (half, 0.05 if from_left else 0.16))
    wide = half + BESIDE
    beyond = darker(box.wall, 0.45)
    lot.put(999.5, facing(Sketch().box(-400.0, -300.0, 800.0, 700.0, beyond, 0.0), back + 0.02))
    top = level(Sketch().box(-wide, 0.0, 2 * wide, long, box.ceiling, 0.0), high, 0.0, BEHIND)
    lot.put(999.0, Ceiling(top, beyond))
    lot.put(998.0, level(Sketch().box(-wide, 0.0, 2 * wide, long, box.floor, 0.0), 0.0, 0.0, BEHIND))
    shade = Sketch().box(-half, back - 1.6, 2 * half, 1.6, darker(box.floor, 0.35), 0.0, 0.25)
    lot.put(997.5, level(shade.box(-half, back - 0.7, 2 * half, 0.7, darker(box.floor, 0.4), 0.0, 0.25)))
    for x, dark in sides:
        wall = Sketch().box(0.0, 0.0, long, high, darker(box.wall, dark), 0.8)
        wall.box(long - 1.4, 0.0, 1.4, high, darker(box.wall, 0.3), 0.0, 0.18)
        lot.put(997.0, side(_skirt(wall, 0.0, long, high, skirting), x, BEHIND))
    face = Sketch().box(-half, 0.0, 2 * half, high, box.wall, 0.8)
    lot.put(996.0, facing(_skirt(face, -half, 2 * half, high, skirting), back))


def _skirt(sketch: Sketch, left: float, wide: float, high: float, colour: Colour | None) -> Sketch:
    if colour is None:
        return sketch
    sketch.box(left, 0.0, wide, 0.17, colour, 0.6)
    return sketch.box(left, high - 0.1, wide, 0.1, lighter(colour, 0.2), 0.5)


@dataclass(frozen=True, slots=True)
class Pane:
    """A window in a wall: beyond it the sky of the hour, a horizon, and rain that runs down the glass."""

    plane: Plane
    outline: skia.Path
    sky: Palette
    land: Colour
    frame: tuple[Mark, ...]
    drops: tuple[tuple[float, float, float], ...]
    stormy: bool
    beyond: Element | None

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Clip to the opening, draw what lies beyond, then glass and frame."""
        matrix = self.plane.matrix(view)
        if matrix is None:
            return
        opening = skia.Path()
        self.outline.transform(matrix, opening)
        canvas = pen.canvas
        canvas.save()
        canvas.clipPath(opening, True)
        self._beyond(pen, view, opening.getBounds())
        self._glass(pen, view, matrix)
        canvas.restore()
        for mark in self.frame:
            path = skia.Path()
            mark.path.transform(matrix, path)
            pen.stroke(
                path,
                air.seen(mark.colour, 0.0),
                max(mark.width * view.scale(self._depth(view)) / pen.unit, 1.0),
            )

    def _depth(self, view: View) -> float:
        return self.plane.at if self.plane.kind == "facing" else max(self.plane.u + 1.0, view.z + 1.0)

    def _beyond(self, pen: Pen, view: View, area: skia.Rect) -> None:
        middle = min(max(view.horizon, area.top()), area.bottom())
        left, right = area.left(), area.right()
        outside = Air(self.sky.hour.tint, self.sky.air.haze, self.sky.air.thickness)
        pen.wash(
            skia.Rect.MakeLTRB(left, min(area.top(), middle - 0.3 * view.height), right, middle + 1),
            self.sky.zenith,
            self.sky.horizon,
        )
        if self.beyond is not None:
            self.beyond.draw(pen, view, outside)
        far, near = mix(outside.seen(self.land, 40.0), outside.haze, 0.3), outside.seen(self.land, 10.0)
        pen.wash(
            skia.Rect.MakeLTRB(left, middle, right, max(area.bottom(), middle + 0.2 * view.height)), far, near
        )
        strength, _ = flash(view.time, 0.5) if self.stormy else (0.0, 0)
        if strength > 0.0:
            pen.wash(area, (0.92, 0.94, 1.0), (0.80, 0.83, 0.97), 0.7 * strength)

    def _glass(self, pen: Pen, view: View, matrix: skia.Matrix) -> None:
        if not self.drops:
            return
        path = skia.Path()
        for u, v, pace in self.drops:
            run = (v - view.time * pace) % 1.0
            path.moveTo(u, run)
            path.lineTo(u + 0.004, run + 0.03 + 0.06 * pace)
        bounds = self.outline.getBounds()
        fit = skia.Matrix()
        fit.setScaleTranslate(bounds.width(), bounds.height(), bounds.left(), bounds.top())
        path.transform(fit)
        path.transform(matrix)
        pen.stroke(path, lighter(self.sky.horizon, 0.5), 1.1, 0.6)


def pane(
    lot: Backlot,
    x: float,
    y: float,
    wide: float,
    high: float,
    z: float,
    bars: tuple[int, int] = (1, 1),
    frame: Colour = (0.88, 0.86, 0.80),
    land: Colour = (0.46, 0.53, 0.42),
    beyond: Element | None = None,
    round_top: bool = False,
) -> Pane:
    """A window in the wall that faces the eye, its left lower corner at (x, y)."""
    return Pane(
        Plane("facing", z),
        _outline(x, y, wide, high, round_top),
        lot.palette,
        land,
        _bars(x, y, wide, high, bars, frame, round_top),
        _drops(lot),
        "storm" in lot.reading.weather,
        beyond,
    )


def side_pane(
    lot: Backlot,
    x: float,
    y: float,
    wide: float,
    high: float,
    z: float,
    bars: tuple[int, int] = (1, 1),
    frame: Colour = (0.88, 0.86, 0.80),
    land: Colour = (0.46, 0.53, 0.42),
) -> Pane:
    """A window in a side wall at x, from depth z on."""
    return Pane(
        Plane("side", x, z),
        _outline(0.0, y, wide, high, False),
        lot.palette,
        land,
        _bars(0.0, y, wide, high, bars, frame, False),
        _drops(lot),
        "storm" in lot.reading.weather,
        None,
    )


def _outline(x: float, y: float, wide: float, high: float, round_top: bool) -> skia.Path:
    if not round_top:
        return box_path(x, y, wide, high)
    path = skia.Path()
    path.moveTo(x, y)
    for point in _arch(x, y, wide, high):
        path.lineTo(*point)
    path.close()
    return path


def _arch(x: float, y: float, wide: float, high: float) -> list[Point]:
    spring, radius = y + high - wide / 2, wide / 2
    arc = [
        (x + radius - radius * math.cos(math.pi * k / 12), spring + radius * math.sin(math.pi * k / 12))
        for k in range(13)
    ]
    return [*arc, (x + wide, y)]


def _bars(
    x: float, y: float, wide: float, high: float, bars: tuple[int, int], colour: Colour, round_top: bool
) -> tuple[Mark, ...]:
    lines = Sketch()
    inner: list[list[Point]] = []
    for k in range(1, bars[0] + 1):
        u = x + wide * k / (bars[0] + 1)
        inner.append([(u, y), (u, y + high)])
    for k in range(1, bars[1] + 1):
        v = y + high * k / (bars[1] + 1)
        inner.append([(x, v), (x + wide, v)])
    if inner:
        lines.lines(inner, colour, 0.045)
    rim = Sketch().stroke(_outline(x, y, wide, high, round_top), colour, 0.10)
    return tuple(mark for mark in (*lines.marks, *rim.marks) if isinstance(mark, Mark))


def _drops(lot: Backlot) -> tuple[tuple[float, float, float], ...]:
    if not lot.wet:
        return ()
    rng = random.Random(lot.rng.random())
    return tuple((rng.random(), rng.random(), rng.uniform(0.15, 0.9)) for _ in range(34))
