"""Ground in perspective: its wash, and what it is made of."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.planes import Air, Panel, facing, level
from storyboard.engines.animatic.scenery.sketch import Point, Sketch, smooth_path

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View


@dataclass(frozen=True, slots=True)
class Ground:
    """Level ground to the horizon, hazy far off."""

    near: Colour
    far: Colour

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Fill the frame below the horizon."""
        wide, high = view.width, view.height
        top = max(view.horizon, -0.7 * high)
        if top > 1.6 * high:
            return
        middle = max(view.horizon + 0.42 * view.focal, top + 2)
        near, far = air.seen(self.near, 0.0), mix(air.seen(self.far, 30.0), air.haze, 0.45)
        pen.wash(skia.Rect.MakeLTRB(-0.6 * wide, top, 1.6 * wide, middle + 1), far, near)
        if middle < 1.7 * high:
            pen.wash(skia.Rect.MakeLTRB(-0.6 * wide, middle, 1.6 * wide, 1.7 * high), near, near)


def ground(lot: Backlot, near: Colour, far: Colour | None = None) -> None:
    """Lay ground of a colour; snow covers whatever it was."""
    snow = (0.92, 0.94, 0.97)
    near = mix(near, snow, 0.85) if lot.snowy else near
    lot.put(800.0, Ground(near, mix(far or lighter(near, 0.2), snow, 0.85) if lot.snowy else far or near))
    if lot.wet:
        lot.put(700.0, *puddles(lot.rng, mix(near, lot.palette.horizon, 0.5)))


def planks(colour: Colour, width: float = 0.35, half: float = 12.0, back: float = 40.0) -> Panel:
    """Boards that run away from the eye, joined here and there."""
    count = int(half / width)
    runs: list[list[Point]] = [[(i * width, -4.0), (i * width, back)] for i in range(-count, count + 1)]
    for i in range(-count, count):
        for k in range(5):
            z = (i * 7 % 5) * 0.9 - 3.0 + k * 4.7
            if z < back:
                runs.append([(i * width, z), ((i + 1) * width, z)])
    return level(Sketch().lines(runs, darker(colour, 0.45), 0.8, 0.5))


def tiles(
    colour: Colour, size: float = 0.8, half: float = 14.0, back: float = 24.0, alpha: float = 0.45
) -> Panel:
    """A grid of square slabs."""
    count = int(half / size)
    runs: list[list[Point]] = [[(i * size, -4.0), (i * size, back)] for i in range(-count, count + 1)]
    runs += [[(-half, z * size), (half, z * size)] for z in range(-5, int(back / size) + 1)]
    return level(Sketch().lines(runs, darker(colour, 0.4), 0.8, alpha))


def checks(colour: Colour, size: float = 0.9, half: float = 10.0, back: float = 16.0) -> Panel:
    """Every other slab in a darker tone."""
    path = skia.Path()
    count = int(half / size)
    for i in range(-count, count):
        for k in range(-4, int(back / size)):
            if (i + k) % 2:
                path.addRect(skia.Rect.MakeLTRB(i * size, k * size, (i + 1) * size, (k + 1) * size))
    return level(Sketch().fill(path, colour, line=0.0, alpha=0.8))


def cobbles(rng: random.Random, colour: Colour, back: float = 12.0) -> Panel:
    """Rounded setts in staggered rows."""
    runs: list[list[Point]] = []
    z = 1.2
    while z < back:
        step = 0.32 + 0.03 * z
        x = -1.3 * z - 3 + rng.random() * step
        while x < 1.3 * z + 3:
            if rng.random() < 0.8:
                runs.append(
                    [
                        (x, z),
                        (x + step * 0.25, z + step * 0.3),
                        (x + step * 0.75, z + step * 0.3),
                        (x + step, z),
                    ]
                )
            x += step * rng.uniform(1.0, 1.7)
        z += step * 0.75
    return level(Sketch().lines(runs, darker(colour, 0.4), 0.8, 0.5))


def ripples(rng: random.Random, colour: Colour, count: int = 40, reach: float = 26.0) -> Panel:
    """Long soft lines, as wind leaves them in sand or snow."""
    path = skia.Path()
    for _ in range(count):
        z = 1.5 + reach * rng.random() ** 1.6
        x, long = rng.uniform(-1.6 * z - 2, 1.6 * z + 2), rng.uniform(0.2, 0.5) * z + 0.4
        lift = rng.uniform(-0.08, 0.12) * z
        path.addPath(
            smooth_path([(x, z), (x + long, z + lift), (x + 2 * long, z), (x + 3 * long, z + lift)], False)
        )
    return level(Sketch().stroke(path, darker(colour, 0.3), 1.0, 0.45))


def patches(
    rng: random.Random, colour: Colour, count: int = 16, reach: float = 40.0, alpha: float = 0.5
) -> Panel:
    """Broad flat stains of another tone."""
    path = skia.Path()
    for _ in range(count):
        z = 2.0 + reach * rng.random() ** 1.5
        x, wide = rng.uniform(-1.8 * z, 1.8 * z), rng.uniform(0.3, 0.9) * (0.6 + 0.25 * z)
        path.addOval(skia.Rect.MakeLTRB(x - wide, z - wide * 0.6, x + wide, z + wide * 0.6))
    return level(Sketch().fill(path, colour, line=0.0, alpha=alpha))


def puddles(rng: random.Random, colour: Colour) -> tuple[Panel, ...]:
    """Water that stands on the ground and shows the sky."""
    return (patches(rng, colour, 12, 20.0, 0.55),)


def tufts(
    rng: random.Random, colour: Colour, tall: float = 0.22, rows: int = 9, thick: int = 26
) -> list[tuple[float, Panel]]:
    """Grass in rows at their own depths, with the depth of each."""
    grown = []
    for row in range(rows):
        z = 2.2 * 1.36**row
        runs: list[list[Point]] = []
        for _ in range(thick):
            x = rng.uniform(-1.7 * z - 2, 1.7 * z + 2)
            high = tall * rng.uniform(0.5, 1.2) * (1.0 if abs(x) > 1.2 else 0.6)
            for lean in (-0.5, 0.05, 0.55):
                runs.append([(x, 0.0), (x + lean * high * 0.6, high * (1.0 - 0.3 * abs(lean)))])
        tone = mix(darker(colour, 0.35), colour, row / rows)
        grown.append(
            (
                z,
                facing(
                    Sketch().lines(runs, tone, max(1.5 - 0.12 * row, 0.6), 0.8),
                    z,
                    0.0,
                    rng.uniform(-0.02, 0.0),
                ),
            )
        )
    return grown


def blades(rng: random.Random, colour: Colour, z: float, tall: float, half: float = 8.0) -> Panel:
    """A fringe of tall grass close to the eye, for the foot of the frame; the middle is left low."""
    points: list[Point] = [(-half, -0.6)]
    x = -half
    while x < half:
        room = min(1.0, 0.15 + (abs(x) / 2.2) ** 2)
        high = tall * rng.uniform(0.4, 1.0) * room
        points += [(x, 0.02), (x + 0.05 + 0.08 * math.sin(x * 5), high), (x + 0.09, 0.02)]
        x += rng.uniform(0.08, 0.16)
    points.append((half, -0.6))
    return facing(Sketch().poly(points, colour, line=0.5), z, fades=True)
