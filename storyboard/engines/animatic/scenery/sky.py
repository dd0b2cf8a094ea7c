"""The sky: its wash, sun, moon and stars, and clouds that drift."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.colours import Colour, lighter, mix
from storyboard.engines.animatic.scenery.hours import Palette
from storyboard.engines.animatic.scenery.planes import Air, Panel, facing
from storyboard.engines.animatic.scenery.sketch import Sketch

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

DISTANCE = 900.0


@dataclass(frozen=True, slots=True)
class Sky:
    """A wash from the zenith down to the horizon, wider than any roll or pan can show."""

    zenith: Colour
    horizon: Colour

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Fill the frame above the horizon, and a little below it."""
        wide, high = view.width, view.height
        bottom = min(max(view.horizon, -0.6 * high), 1.7 * high) + 2
        top = bottom - max(0.62 * view.focal, 0.8 * high)
        if bottom <= -0.55 * high:
            return
        if top > -0.7 * high:
            pen.wash(
                skia.Rect.MakeLTRB(-0.6 * wide, -0.7 * high, 1.6 * wide, top + 1), self.zenith, self.zenith
            )
        pen.wash(skia.Rect.MakeLTRB(-0.6 * wide, top, 1.6 * wide, bottom), self.zenith, self.horizon)


@dataclass(frozen=True, slots=True)
class Drift:
    """Panels that a wind carries along, and brings round again after `span` metres."""

    panels: tuple[Panel, ...]
    speed: float
    span: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw each panel where the wind has it now."""
        for panel in self.panels:
            start = panel.plane.u
            there = (start + self.speed * view.time + self.span / 2) % self.span - self.span / 2
            panel.moved(there - start).draw(pen, view, air)


@dataclass(frozen=True, slots=True)
class Stars:
    """Stars that twinkle in three groups."""

    groups: tuple[Panel, ...]

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Each group breathes at its own pace."""
        for i, group in enumerate(self.groups):
            glint = 0.65 + 0.35 * math.sin(view.time * (1.1 + 0.5 * i) + 2.1 * i)
            path = skia.Path()
            matrix = group.plane.matrix(view)
            mark = group.marks[0]
            if matrix is None or not hasattr(mark, "path"):
                return
            mark.path.transform(matrix, path)
            pen.shape(path, mark.colour, line=0.0, alpha=glint)


def stars(rng: random.Random, count: int = 150) -> Stars:
    """A sky full of stars, a few of them bright."""
    groups = []
    for _ in range(3):
        path = skia.Path()
        for _ in range(count // 3):
            x, y = rng.uniform(-1900, 1900), rng.uniform(10, 900)
            path.addCircle(x, y, rng.choice((0.9, 0.9, 1.1, 1.5, 2.1)))
        groups.append(facing(Sketch().fill(path, (0.93, 0.94, 1.0), line=0.0, own=True), DISTANCE))
    return Stars(tuple(groups))


def sun(palette: Palette, x: float, low: bool) -> Panel:
    """The sun with its light about it; `low` sits it on the horizon."""
    y = 75.0 if low else 330.0
    warm = (1.0, 0.86, 0.62) if low else (1.0, 0.98, 0.88)
    sketch = Sketch().glow(x, y, 190.0 if low else 150.0, warm, 0.6)
    sketch.oval(x, y, 44.0 if low else 34.0, 44.0 if low else 34.0, lighter(warm, 0.4), line=0.0, own=True)
    return facing(sketch, DISTANCE)


def moon(x: float, y: float = 205.0) -> Panel:
    """A moon with its seas and a halo."""
    sketch = Sketch().glow(x, y, 120.0, (0.62, 0.72, 0.90), 0.5)
    sketch.oval(x, y, 37.0, 37.0, (0.95, 0.95, 0.90), line=0.0, own=True)
    for dx, dy, r in ((-12.0, 9.0, 9.0), (10.0, -6.0, 7.0), (3.0, 16.0, 5.0), (-8.0, -15.0, 5.5)):
        sketch.oval(x + dx, y + dy, r, r * 0.85, (0.85, 0.86, 0.83), line=0.0, own=True)
    return facing(sketch, DISTANCE)


def clouds(rng: random.Random, palette: Palette, heavy: bool) -> Drift:
    """Banks of cloud at their own depths; heavy weather packs them lower and darker."""
    panels = []
    count = 12 if heavy else 7
    for i in range(count):
        x, y = -1500 + 3000 * (i + rng.random() * 0.8) / count, rng.uniform(110, 330)
        size = rng.uniform(90, 190) * (1.7 if heavy else 1.0)
        colour = mix(palette.cloud, palette.zenith, rng.uniform(0.0, 0.25))
        sketch = Sketch()
        heap(sketch, rng, 0.0, 0.0, size, colour, mix(colour, palette.zenith, 0.4))
        panels.append(facing(sketch, DISTANCE - 10 * i, x, y))
    return Drift(tuple(panels), 6.0 + 40.0 * palette.wind, 3400.0)


def heap(
    sketch: Sketch, rng: random.Random, x: float, y: float, size: float, colour: Colour, shadow: Colour
) -> None:
    """One heaped cloud, `size` metres to either side, shadowed below."""
    puffs = [(x + u, y + v, r) for u, v, r in _puffs(rng, size)]
    sketch.fill(_cloud(puffs, x, y, size, 0.0), shadow, line=0.0, alpha=0.8, own=True)
    sketch.fill(_cloud(puffs, x, y, size, 0.12), colour, line=0.0, alpha=0.85, own=True)


def _puffs(rng: random.Random, size: float) -> list[tuple[float, float, float]]:
    puffs = []
    for k in range(6):
        share = (k + 0.5) / 6
        high = math.sin(math.pi * share)
        puffs.append(
            (
                size * (2 * share - 1) * 0.8,
                size * 0.05 * high,
                size * (0.15 + 0.36 * high * rng.uniform(0.55, 1.1)),
            )
        )
    return puffs


def _cloud(
    puffs: list[tuple[float, float, float]], u: float, v: float, size: float, lift: float
) -> skia.Path:
    path = skia.Path()
    for x, y, r in puffs:
        shrunk = r * (1.0 - lift)
        path.addOval(
            skia.Rect.MakeLTRB(
                x - shrunk * 1.02,
                y + lift * r * 1.3 - shrunk * 0.34,
                x + shrunk * 1.02,
                y + lift * r * 1.3 + shrunk * 0.8,
            )
        )
    path.addOval(
        skia.Rect.MakeLTRB(
            u - size * 0.92, v - size * 0.1 + lift * size * 0.3, u + size * 0.92, v + size * 0.14
        )
    )
    return path
