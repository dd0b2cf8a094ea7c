"""Places of stone and brick, most of them underground: caves, cellars, tunnels, cells."""

from __future__ import annotations

import math
import random

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.furniture import barrel, block, round_arch, shelves
from storyboard.engines.animatic.scenery.ground import tiles
from storyboard.engines.animatic.scenery.planes import facing, level, side
from storyboard.engines.animatic.scenery.room import BEHIND, Box, pane, room
from storyboard.engines.animatic.scenery.sketch import Point, Sketch, ring

WOOD: Colour = (0.52, 0.38, 0.26)
STEEL: Colour = (0.58, 0.62, 0.65)
ROCK: Colour = (0.50, 0.46, 0.44)
LAMP: Colour = (1.0, 0.82, 0.50)


def cave(lot: Backlot) -> None:
    """Ring after ring of rock towards a glimmer, stalactites, a pool."""
    rng, rock = lot.rng, lot.colour(ROCK)
    lot.put(999.0, facing(Sketch().box(-60, -30, 120, 60, darker(rock, 0.5), 0.0), 30.0))
    lot.put(998.0, level(Sketch().box(-30, BEHIND, 60, 62, darker(rock, 0.12), 0.0)))
    lot.put(
        997.0,
        facing(
            Sketch()
            .glow(0.0, 1.4, 7.0, (0.86, 0.90, 0.84), 0.75)
            .smooth(ring(0.0, 1.3, 2.6, 2.2, 9), (0.90, 0.93, 0.88), 0.0, own=not lot.dark),
            29.0,
            2.0,
        ),
    )
    for i, z in enumerate((26.0, 19.0, 14.0, 10.0, 6.5, 2.4)):
        tone = mix(lighter(rock, 0.30), darker(rock, 0.62), i / 5)
        lot.put(z, facing(_mouth(rng, 3.5 + 0.14 * z, 3.0 + 0.06 * z, tone), z))
    for x, z, tall in ((-3.2, 9.0, 1.1), (3.4, 8.2, 1.5), (4.0, 6.0, 0.9), (-3.6, 5.6, 0.7)):
        lot.put(
            z,
            facing(
                Sketch().poly(
                    [(-0.32, 0.0), (-0.1, tall * 0.6), (0.0, tall), (0.12, tall * 0.5), (0.36, 0.0)],
                    rock,
                    shade=darker(rock),
                ),
                z,
                x,
            ),
        )
    lot.put(996.0, level(Sketch().smooth(ring(-2.6, 11.0, 1.8, 2.4, 9), (0.36, 0.46, 0.50), 0.6)))


def _mouth(rng: random.Random, wide: float, high: float, tone: Colour) -> Sketch:
    path = skia.Path()
    path.addRect(skia.Rect.MakeLTRB(-60, -1.0, 60, 40))
    inner: list[Point] = []
    for k in range(17):
        a = math.pi * k / 16
        r = rng.uniform(0.86, 1.12)
        inner.append((-wide * math.cos(a) * r, high * math.sin(a) * r - 0.1))
    hole = skia.Path()
    hole.addPoly([skia.Point(*p) for p in [(-wide, -1.0), *inner, (wide, -1.0)]], True)
    path.addPath(hole)
    path.setFillType(skia.PathFillType.kEvenOdd)
    return Sketch().fill(path, tone, line=0.8)


def cellar(lot: Backlot) -> None:
    """Brick vaults, barrels, one bare bulb, steps up."""
    brick = lot.colour((0.56, 0.43, 0.37))
    room(lot, Box(4.6, 8.4, 2.7, brick, (0.46, 0.43, 0.40), darker(brick, 0.3)))
    lot.put(990.0, facing(_brickwork(-4.6, 9.2, 2.7, brick), 8.38))
    lot.put(997.3, tiles((0.46, 0.43, 0.40), 0.7, 4.6, 8.4))
    lot.put(985.0, facing(Sketch().poly(round_arch(1.9, 2.1), darker(brick, 0.65)), 8.35, 1.9))
    for x, z, high in (
        (-3.8, 7.4, 1.1),
        (-2.8, 7.7, 1.1),
        (-3.4, 6.3, 0.95),
        (3.9, 7.2, 1.1),
        (3.6, 5.4, 0.9),
    ):
        barrel(lot, x, z, high)
    shelves(lot, lot.rng, -0.9, 8.0, 1.7, 1.9, WOOD, "bottles")
    lot.put(989.0, pane(lot, -3.6, 2.0, 0.9, 0.4, 8.36, (2, 0), (0.25, 0.25, 0.27)))
    _bulb(lot, 0.6, 6.4, 2.7, 2.15)


def _bulb(lot: Backlot, x: float, z: float, top: float, low: float) -> None:
    s = Sketch().lines([[(0.0, low), (0.0, top)]], (0.15, 0.15, 0.16), 1.2).glow(0.0, low, 2.4, LAMP, 0.55)
    lot.put(z, facing(s.oval(0.0, low, 0.07, 0.09, (1.0, 0.95, 0.78), 0.6, own=True), z, x))


def tunnel(lot: Backlot) -> None:
    """A round bore of ribs and lamps that runs to a far light."""
    wall = lot.colour((0.48, 0.48, 0.47))
    lot.put(999.0, facing(Sketch().box(-80, -40, 160, 80, darker(wall, 0.75), 0.0), 60.0))
    lot.put(
        998.5,
        facing(
            Sketch()
            .glow(0.0, 1.5, 9.0, (0.95, 0.95, 0.88), 0.8)
            .oval(0.0, 1.6, 2.2, 2.0, (0.96, 0.96, 0.90), 0.0, own=True),
            58.0,
        ),
    )
    for i, z in enumerate((48.0, 36.0, 27.0, 20.0, 15.0, 11.0, 8.0, 5.5, 3.0)):
        tone = mix(lighter(wall, 0.22), darker(wall, 0.5), i / 8)
        ribs = skia.Path()
        ribs.addRect(skia.Rect.MakeLTRB(-40, -3, 40, 30))
        ribs.addOval(skia.Rect.MakeLTRB(-2.9, -1.1, 2.9, 3.5))
        ribs.setFillType(skia.PathFillType.kEvenOdd)
        lot.put(900.0 - i, facing(Sketch().fill(ribs, tone, line=1.0), z))
        if i % 2 == 0:
            lamp = (
                Sketch()
                .glow(0.0, 0.0, 1.1, LAMP, 0.5)
                .box(-0.14, -0.06, 0.28, 0.1, (1.0, 0.92, 0.68), own=True)
            )
            lot.put(900.0 - i - 0.5, facing(lamp, z - 0.05, 0.0, 3.1))
    floor = Sketch().box(-2.4, BEHIND, 4.8, 90.0, darker(wall, 0.3), 0.8)
    floor.lines([[(-0.75, BEHIND), (-0.75, 57.0)], [(0.75, BEHIND), (0.75, 57.0)]], STEEL, 1.8)
    lot.put(
        880.0,
        level(
            floor.lines(
                [[(-1.1, 1.2 * k), (1.1, 1.2 * k)] for k in range(-4, 30)], darker(wall, 0.55), 2.0, 0.8
            ),
            0.02,
        ),
    )


def cell(lot: Backlot) -> None:
    """Stone, a barred window, a plank bed, and bars at the side."""
    stone = lot.colour((0.58, 0.58, 0.57))
    room(lot, Box(3.4, 7.0, 2.9, stone, (0.48, 0.48, 0.47), darker(stone, 0.2)))
    lot.put(990.0, facing(_brickwork(-3.4, 6.8, 2.9, stone, 0.42), 6.98))
    lot.put(989.0, pane(lot, 0.35, 1.75, 0.9, 0.75, 6.96, (4, 0), (0.20, 0.21, 0.23)))
    beam = Sketch().poly(
        [(0.4, 2.4), (1.2, 2.4), (-0.4, 0.0), (-1.8, 0.0)], (1.0, 0.96, 0.82), 0.0, 0.13, own=True
    )
    lot.put(6.0, facing(beam, 6.6))
    block(lot, -2.4, 5.3, 1.7, 0.12, 1.5, WOOD, y=0.42)
    block(lot, -2.4, 6.4, 1.3, 0.1, 0.35, (0.66, 0.64, 0.58), y=0.54)
    bars = Sketch().lines([[(0.28 * k, 0.0), (0.28 * k, 2.9)] for k in range(38)], (0.20, 0.21, 0.23), 3.0)
    lot.put(6.9, side(bars.box(0.0, 1.3, 10.4, 0.1, (0.20, 0.21, 0.23)), 3.2, -3.6))
    barrel(lot, 2.5, 6.3, 0.45, STEEL)


def _brickwork(x: float, wide: float, high: float, colour: Colour, size: float = 0.28) -> Sketch:
    """Courses of brick over a wall."""
    runs: list[list[Point]] = [[(x, size * k), (x + wide, size * k)] for k in range(1, int(high / size))]
    for k in range(int(high / size)):
        start = size * (k % 2)
        runs += [
            [(x + start + 2 * size * j, size * k), (x + start + 2 * size * j, size * (k + 1))]
            for j in range(1, int(wide / size / 2))
        ]
    return Sketch().lines(runs, darker(colour, 0.35), 0.7, 0.45)


SETTINGS = {
    "cave": cave,
    "cellar": cellar,
    "tunnel": tunnel,
    "cell": cell,
}
