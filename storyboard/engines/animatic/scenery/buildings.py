"""Houses, towers and what stands in streets; each is a panel with its foot on the ground."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.colours import WHITE, Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.planes import Air, Panel, facing, side
from storyboard.engines.animatic.scenery.sketch import Sketch

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

LAMPLIGHT: Colour = (1.0, 0.80, 0.45)


def pane(lit: bool) -> tuple[Colour, bool]:
    """A window's colour from outside, and whether it shines by itself."""
    return (LAMPLIGHT, True) if lit else ((0.42, 0.50, 0.56), False)


class Panes:
    """Many windows of one house, drawn as three paths however many they are: dark glass, lit glass, bars."""

    __slots__ = ("bars", "dark", "lit")

    def __init__(self) -> None:
        self.dark, self.lit, self.bars = skia.Path(), skia.Path(), skia.Path()

    def add(self, x: float, y: float, wide: float, high: float, lit: bool) -> None:
        """A window with a cross of bars, its left lower corner at (x, y)."""
        (self.lit if lit else self.dark).addRect(skia.Rect.MakeXYWH(x, y, wide, high))
        for start, end in (
            ((x + wide / 2, y), (x + wide / 2, y + high)),
            ((x, y + high * 0.55), (x + wide, y + high * 0.55)),
        ):
            self.bars.moveTo(*start)
            self.bars.lineTo(*end)

    def onto(self, sketch: Sketch) -> None:
        """Put them on a wall."""
        for path, shines in ((self.dark, False), (self.lit, True)):
            if not path.isEmpty():
                glass, own = pane(shines)
                sketch.fill(path, glass, line=0.8, own=own)
        sketch.stroke(self.bars, (0.72, 0.70, 0.66), 0.8, 0.8)


def house(rng: random.Random, x: float, z: float, wide: float, wall: Colour, lit: bool) -> Panel:
    """A gabled house with its door, windows and a chimney."""
    high, roof = wide * rng.uniform(0.5, 0.7), mix((0.52, 0.28, 0.22), (0.35, 0.36, 0.42), rng.random())
    sketch = Sketch().box(wide * 0.24, high, wide * 0.11, wide * 0.5, darker(wall, 0.2))
    sketch.box(-wide / 2, 0.0, wide, high, wall, shade=darker(wall, 0.15))
    sketch.poly(
        [(-wide * 0.57, high), (0.0, high + wide * 0.42), (wide * 0.57, high)], roof, shade=darker(roof)
    )
    panes = Panes()
    for u in (-0.36, 0.18):
        panes.add(wide * u, high * 0.36, wide * 0.18, high * 0.36, lit)
    panes.add(-wide * 0.07, high + wide * 0.1, wide * 0.14, wide * 0.13, lit)
    panes.onto(sketch)
    sketch.box(-wide * 0.11, 0.0, wide * 0.2, high * 0.62, (0.36, 0.25, 0.20))
    if lit:
        sketch.glow(wide * 0.27, high * 0.5, wide * 0.32, LAMPLIGHT, 0.35)
    return facing(sketch, z, x)


def facade(
    rng: random.Random,
    x: float,
    z: float,
    wide: float,
    high: float,
    wall: Colour,
    lit: bool,
    shop: bool = True,
) -> Panel:
    """A town house's front: storeys of windows over a shop."""
    sketch = Sketch().box(-wide / 2, 0.0, wide, high, wall, shade=darker(wall, 0.12))
    sketch.box(-wide * 0.53, high - 0.05, wide * 1.06, 0.4, lighter(wall, 0.15))
    storeys, bays, panes = max(int((high - 3.4) / 2.9), 1), max(int(wide / 1.9), 2), Panes()
    for storey in range(storeys):
        for bay in range(bays):
            u = -wide / 2 + wide * (bay + 0.5) / bays
            panes.add(u - 0.45, 3.9 + 2.9 * storey, 0.9, 1.6, lit and rng.random() < 0.45)
    panes.onto(sketch)
    if shop:
        _shopfront(sketch, rng, wide, lit)
    return facing(sketch, z, x)


def street_side(
    rng: random.Random, x: float, near: float, far: float, tones: list[Colour], lit: bool
) -> list[tuple[float, Panel]]:
    """A row of house fronts that runs into the depth on one side of a street."""
    row, z = [], far
    while z > near:
        long, high = rng.uniform(5.0, 8.0), rng.uniform(7.0, 13.0)
        wall = rng.choice(tones)
        sketch = Sketch().box(0.0, 0.0, long, high, darker(wall, 0.12))
        sketch.box(-0.1, high - 0.1, long + 0.2, 0.45, lighter(wall, 0.05))
        panes = Panes()
        for storey in range(int((high - 3.4) / 2.9) + 1):
            for bay in range(3):
                panes.add(
                    long * (0.12 + 0.3 * bay),
                    3.9 + 2.9 * storey,
                    long * 0.16,
                    1.6,
                    lit and rng.random() < 0.4,
                )
        panes.onto(sketch)
        _side_shop(sketch, rng, long, lit)
        row.append((z, side(sketch, x, z - long)))
        z -= long
    return row


def lamppost(x: float, z: float, lit: bool, tall: float = 3.6) -> Panel:
    """A street lamp; lit, it glows and pools light at its foot."""
    iron: Colour = (0.24, 0.26, 0.29)
    sketch = Sketch()
    if lit:
        sketch.glow(0.0, tall, 1.5, LAMPLIGHT, 0.6)
    sketch.box(-0.13, 0.0, 0.26, 0.35, iron).box(-0.05, 0.0, 0.10, tall - 0.25, iron)
    glass = (1.0, 0.91, 0.66) if lit else (0.80, 0.84, 0.84)
    sketch.poly(
        [(-0.13, tall - 0.25), (0.13, tall - 0.25), (0.21, tall + 0.22), (-0.21, tall + 0.22)], glass, own=lit
    )
    sketch.poly([(-0.26, tall + 0.22), (0.26, tall + 0.22), (0.0, tall + 0.45)], iron)
    return facing(sketch, z, x)


def fence(z: float, half: float, tall: float, colour: Colour, gap: float = 1.6, spare: float = 0.0) -> Panel:
    """Posts and two rails across the view; nothing within `spare` of the middle."""
    sketch = Sketch()
    for share in (0.45, 0.85):
        if spare:
            sketch.box(-half, tall * share, half - spare, tall * 0.1, colour, line=0.7)
            sketch.box(spare, tall * share, half - spare, tall * 0.1, colour, line=0.7)
        else:
            sketch.box(-half, tall * share, 2 * half, tall * 0.1, colour, line=0.7)
    posts = skia.Path()
    for i in range(int(2 * half / gap) + 1):
        x = -half + i * gap
        if abs(x) >= spare:
            posts.addRect(skia.Rect.MakeXYWH(x - 0.05, 0.0, 0.1, tall))
    return facing(sketch.fill(posts, darker(colour, 0.1), line=0.8), z)


def rock(rng: random.Random, x: float, z: float, wide: float, colour: Colour) -> Panel:
    """A boulder with a lit top."""
    high = wide * rng.uniform(0.45, 0.7)
    points = [
        (-wide / 2, -0.05),
        (-wide * 0.46, high * 0.5),
        (-wide * 0.2, high * rng.uniform(0.8, 1.0)),
        (wide * 0.15, high),
        (wide * 0.42, high * rng.uniform(0.5, 0.7)),
        (wide * 0.52, -0.05),
    ]
    sketch = Sketch().poly(points, colour, shade=darker(colour, 0.28))
    sketch.lines(
        [[(wide * 0.15, high), (wide * 0.05, high * 0.5), (wide * 0.16, high * 0.2)]],
        darker(colour, 0.4),
        0.8,
    )
    return facing(sketch, z, x)


def lighthouse(
    x: float, z: float, tall: float, body: Colour = WHITE, band: Colour = (0.75, 0.24, 0.20)
) -> Panel:
    """A tapering tower with bands, gallery and lantern."""
    low, top, head = tall * 0.11, tall * 0.07, tall * 0.84
    body = mix(body, (0.95, 0.94, 0.90), 0.5)
    sketch = Sketch().poly(
        [(-low, -1.0), (low, -1.0), (top, head), (-top, head)], body, shade=darker(body, 0.22)
    )
    for k in (0.18, 0.5):
        a, b = (low + (top - low) * s for s in (k, k + 0.16))
        sketch.poly(
            [(-a, head * k), (a, head * k), (b, head * (k + 0.16)), (-b, head * (k + 0.16))],
            band,
            0.6,
            shade=darker(band, 0.25),
        )
    sketch.box(-tall * 0.02, 0.0, tall * 0.04, tall * 0.075, (0.30, 0.26, 0.25), 0.7)
    for k in (0.40, 0.72):
        sketch.box(-tall * 0.012, head * k, tall * 0.024, tall * 0.04, (0.30, 0.35, 0.40), 0.6)
    iron: Colour = (0.22, 0.24, 0.28)
    sketch.box(-top * 1.35, head, top * 2.7, tall * 0.02, iron)
    sketch.box(-top * 0.72, head + tall * 0.02, top * 1.44, tall * 0.085, (0.97, 0.90, 0.66), own=True)
    sketch.lines(
        [[(u * top, head + tall * 0.02), (u * top, head + tall * 0.105)] for u in (-0.35, 0.0, 0.35)],
        iron,
        1.0,
    )
    sketch.lines([[(-top * 1.35, head + tall * 0.045), (top * 1.35, head + tall * 0.045)]], iron, 0.8)
    sketch.poly(
        [(-top * 0.85, head + tall * 0.105), (top * 0.85, head + tall * 0.105), (0.0, head + tall * 0.16)],
        band,
    )
    return facing(sketch, z, x)


@dataclass(frozen=True, slots=True)
class Beam:
    """A lighthouse's beam that sweeps round; seen end-on it flares."""

    x: float
    y: float
    z: float
    strength: float
    period: float = 7.0

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Two opposite shafts of light that fade with their length, and the lamp's own glow."""
        if self.z - view.z < 1.0:
            return
        px, py = view.project(self.x, self.y, self.z)
        per_metre = view.scale(self.z)
        for turn in (0.0, math.pi):
            angle = math.tau * view.time / self.period + turn + 0.6
            reach, toward = math.cos(angle) * 130.0 * per_metre, math.sin(angle)
            open_by = per_metre * (3.0 + 9.0 * max(-toward, 0.0))
            path = skia.Path()
            path.addPoly(
                [
                    skia.Point(px, py - 0.4 * per_metre),
                    skia.Point(px + reach, py - open_by),
                    skia.Point(px + reach, py + open_by),
                    skia.Point(px, py + 0.4 * per_metre),
                ],
                True,
            )
            pen.canvas.save()
            pen.canvas.clipPath(path, True)
            strength = self.strength * (0.34 + 0.24 * abs(math.cos(angle)))
            pen.glow(px, py, abs(reach), (1.0, 0.95, 0.76), strength)
            pen.canvas.restore()
        pen.glow(
            px,
            py,
            (5.0 + 5.0 * max(-math.sin(math.tau * view.time / self.period + 0.6), 0.0)) * per_metre,
            (1.0, 0.94, 0.74),
            0.75 * self.strength,
        )


def _shopfront(sketch: Sketch, rng: random.Random, wide: float, lit: bool) -> None:
    glass, own = pane(lit)
    colour = rng.choice([(0.30, 0.42, 0.38), (0.46, 0.26, 0.24), (0.27, 0.33, 0.46), (0.52, 0.44, 0.28)])
    sketch.box(-wide * 0.46, 0.0, wide * 0.92, 3.1, darker(colour, 0.2))
    sketch.box(-wide * 0.42, 0.55, wide * 0.5, 1.9, glass, own=own)
    sketch.box(wide * 0.16, 0.0, wide * 0.2, 2.4, colour)
    sketch.poly(
        [(-wide * 0.48, 2.5), (wide * 0.48, 2.5), (wide * 0.44, 3.2), (-wide * 0.44, 3.2)],
        lighter(colour, 0.15),
    )
    if lit:
        sketch.glow(-wide * 0.17, 1.5, 1.6, LAMPLIGHT, 0.35)


def _side_shop(sketch: Sketch, rng: random.Random, long: float, lit: bool) -> None:
    glass, own = pane(lit and rng.random() < 0.7)
    colour = rng.choice([(0.30, 0.42, 0.38), (0.46, 0.26, 0.24), (0.27, 0.33, 0.46), (0.52, 0.44, 0.28)])
    sketch.box(long * 0.06, 0.5, long * 0.5, 2.1, glass, own=own)
    sketch.box(long * 0.66, 0.0, long * 0.2, 2.4, darker(colour, 0.2))
    sketch.box(long * 0.03, 2.7, long * 0.9, 0.5, colour)
