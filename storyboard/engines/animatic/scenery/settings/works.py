"""Rooms of stone, iron and toil: caves, cells, workshops, lifts."""

from __future__ import annotations

import math
import random

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.furniture import (
    barrel,
    block,
    pendant,
    round_arch,
    shelves,
)
from storyboard.engines.animatic.scenery.ground import planks, tiles
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


def brickwork(x: float, wide: float, high: float, colour: Colour, size: float = 0.28) -> Sketch:
    """Courses of brick over a wall."""
    runs: list[list[Point]] = [[(x, size * k), (x + wide, size * k)] for k in range(1, int(high / size))]
    for k in range(int(high / size)):
        start = size * (k % 2)
        runs += [
            [(x + start + 2 * size * j, size * k), (x + start + 2 * size * j, size * (k + 1))]
            for j in range(1, int(wide / size / 2))
        ]
    return Sketch().lines(runs, darker(colour, 0.35), 0.7, 0.45)


def cellar(lot: Backlot) -> None:
    """Brick vaults, barrels, one bare bulb, steps up."""
    brick = lot.colour((0.56, 0.43, 0.37))
    room(lot, Box(4.6, 8.4, 2.7, brick, (0.46, 0.43, 0.40), darker(brick, 0.3)))
    lot.put(990.0, facing(brickwork(-4.6, 9.2, 2.7, brick), 8.38))
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


def workshop(lot: Backlot) -> None:
    """A bench with a vice, tools on the wall, shelves of jars, a bright window."""
    wall = lot.colour((0.70, 0.62, 0.50))
    room(lot, Box(4.8, 8.4, 3.0, wall, (0.54, 0.45, 0.36), (0.58, 0.48, 0.38)))
    lot.put(997.3, planks((0.54, 0.45, 0.36), 0.35, 4.8, 8.4))
    lot.put(989.0, pane(lot, -3.9, 1.2, 2.2, 1.3, 8.38, (3, 1), WOOD))
    tools = Sketch().box(0.0, 0.0, 2.8, 1.25, lighter(WOOD, 0.2))
    for k in range(8):
        u = 0.25 + 0.33 * k
        tools.box(u - 0.025, 0.25, 0.05, 0.55, darker(WOOD, 0.1), 0.7)
        tools.box(
            u - (0.12 if k % 2 else 0.05), 0.78, 0.24 if k % 2 else 0.1, 0.12 if k % 2 else 0.3, STEEL, 0.7
        )
    lot.put(988.0, facing(tools, 8.35, -0.9, 1.25))
    block(lot, 0.0, 7.3, 5.0, 0.14, 0.9, WOOD, y=0.82)
    for x in (-2.3, 2.1):
        block(lot, x, 7.5, 0.2, 0.82, 0.5, darker(WOOD, 0.2))
    lot.put(
        7.2,
        facing(
            Sketch()
            .box(-0.2, 0, 0.4, 0.16, STEEL)
            .box(-0.28, 0.14, 0.22, 0.16, STEEL)
            .box(0.06, 0.14, 0.22, 0.16, STEEL),
            7.4,
            -1.4,
            0.96,
        ),
    )
    shelves(lot, lot.rng, 3.7, 7.9, 1.6, 2.2, WOOD, "jars")
    barrel(lot, -3.9, 6.4, 0.95)
    pendant(lot, 0.4, 6.6, 3.0, 2.2, (0.34, 0.42, 0.40), lot.dark)


def cell(lot: Backlot) -> None:
    """Stone, a barred window, a plank bed, and bars at the side."""
    stone = lot.colour((0.58, 0.58, 0.57))
    room(lot, Box(3.4, 7.0, 2.9, stone, (0.48, 0.48, 0.47), darker(stone, 0.2)))
    lot.put(990.0, facing(brickwork(-3.4, 6.8, 2.9, stone, 0.42), 6.98))
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


def lift(lot: Backlot) -> None:
    """A small lit car with panelled walls, a handrail and closed doors."""
    wall = lot.colour((0.66, 0.56, 0.44))
    room(lot, Box(2.2, 6.4, 2.6, wall, (0.44, 0.40, 0.38), (0.95, 0.94, 0.88)))
    doors = (
        Sketch()
        .box(-0.85, 0.0, 0.84, 2.25, STEEL, shade=darker(STEEL, 0.12))
        .box(0.01, 0.0, 0.84, 2.25, STEEL, shade=darker(STEEL, 0.12))
    )
    doors.box(-1.0, 2.25, 2.0, 0.24, darker(STEEL, 0.3)).box(-0.3, 2.29, 0.6, 0.16, (0.10, 0.10, 0.10)).lines(
        [[(-0.08, 2.33), (0.0, 2.42), (0.08, 2.33)]], (1.0, 0.5, 0.3), 2.0, own=True
    )
    buttons = Sketch().box(0.0, 0.0, 0.3, 0.9, darker(STEEL, 0.2))
    for k in range(8):
        buttons.oval(
            0.09 + 0.12 * (k % 2),
            0.14 + 0.2 * (k // 2),
            0.04,
            0.04,
            LAMP if k == 5 else (0.88, 0.88, 0.86),
            0.6,
            own=k == 5,
        )
    lot.put(980.0, facing(doors, 6.36))
    lot.put(980.0, facing(buttons, 6.36, 1.3, 1.0))
    for sign in (-1.0, 1.0):
        panels = Sketch()
        for k in range(9):
            panels.box(0.15 + 1.1 * k, 0.25, 0.95, 2.1, lighter(wall, 0.1), 0.7)
        lot.put(981.0, side(panels.box(0.0, 0.95, 10.2, 0.08, (0.82, 0.68, 0.38)), sign * 2.18, -3.8))
    lot.put(
        970.0,
        facing(
            Sketch()
            .glow(0.0, 0.0, 1.6, (1.0, 0.97, 0.86), 0.5)
            .box(-0.9, -0.05, 1.8, 0.07, (1.0, 0.98, 0.9), own=True),
            4.6,
            0.0,
            2.55,
        ),
    )


def warehouse(lot: Backlot) -> None:
    """Steel trusses, stacked crates, a roller door, high windows."""
    wall = lot.colour((0.58, 0.58, 0.56))
    room(lot, Box(7.4, 13.0, 6.0, wall, (0.54, 0.53, 0.51), (0.44, 0.45, 0.46)))
    lot.put(997.3, tiles((0.54, 0.53, 0.51), 2.0, 7.4, 13.0, 0.3))
    for k in range(5):
        lot.put(989.0, pane(lot, -6.6 + 2.75 * k, 4.1, 2.0, 1.1, 12.98, (3, 1), (0.34, 0.35, 0.36)))
    roller = Sketch().box(-2.0, 0.0, 4.0, 3.4, (0.48, 0.54, 0.56))
    lot.put(
        988.0,
        facing(
            roller.lines(
                [[(-2.0, 0.2 * k), (2.0, 0.2 * k)] for k in range(1, 17)], (0.32, 0.37, 0.40), 1.0, 0.8
            ),
            12.95,
        ),
    )
    for z in (11.0, 7.5, 4.0):
        truss = [[(-7.4, 5.2), (7.4, 5.2)], [(-7.4, 5.9), (7.4, 5.9)]]
        truss += [
            [(-7.4 + 1.2 * k, 5.2 if k % 2 else 5.9), (-6.2 + 1.2 * k, 5.9 if k % 2 else 5.2)]
            for k in range(12)
        ]
        lot.put(z, facing(Sketch().lines(truss, (0.30, 0.31, 0.33), 2.0), z))
    for x, z, size, y in (
        (-4.6, 9.4, 1.5, 0.0),
        (-6.2, 9.6, 1.5, 0.0),
        (-5.4, 9.6, 1.3, 1.5),
        (4.8, 9.0, 1.6, 0.0),
        (6.4, 8.8, 1.4, 0.0),
        (5.6, 9.2, 1.2, 1.6),
        (-4.3, 6.0, 1.1, 0.0),
        (4.6, 5.8, 1.0, 0.0),
    ):
        slats = Sketch().lines(
            [
                [(0.06, size * 0.06), (size * 0.94, size * 0.94)],
                [(0.0, size * 0.33), (size, size * 0.33)],
                [(0.0, size * 0.66), (size, size * 0.66)],
            ],
            darker(WOOD, 0.35),
            1.0,
        )
        block(lot, x, z, size, size, size, lighter(WOOD, 0.12), slats, y)
    for x in (-3.0, 3.0):
        pendant(lot, x, 8.0, 6.0, 4.2, (0.34, 0.42, 0.40), lot.dark)


SETTINGS = {
    "cave": cave,
    "cellar": cellar,
    "tunnel": tunnel,
    "workshop": workshop,
    "cell": cell,
    "lift": lift,
    "warehouse": warehouse,
}
