"""Rooms where people meet: banks, bars, shops, schools."""

from __future__ import annotations

import math

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.furniture import (
    block,
    chair,
    column,
    doorway,
    pendant,
    shelves,
    stock,
    table,
)
from storyboard.engines.animatic.scenery.ground import checks, planks, tiles
from storyboard.engines.animatic.scenery.planes import facing, side
from storyboard.engines.animatic.scenery.room import Box, pane, room, side_pane
from storyboard.engines.animatic.scenery.sketch import Sketch

WOOD: Colour = (0.50, 0.35, 0.25)
MARBLE: Colour = (0.86, 0.84, 0.79)
BRASS: Colour = (0.80, 0.65, 0.34)


def office(lot: Backlot) -> None:
    """Desks, a blind over a city, filing cabinets, a clock."""
    wall = lot.colour((0.78, 0.79, 0.77))
    room(lot, Box(4.9, 8.8, 2.9, wall, (0.52, 0.54, 0.56), (0.92, 0.92, 0.91)), (0.60, 0.60, 0.60))
    lot.put(997.3, tiles((0.52, 0.54, 0.56), 0.9, 4.9, 8.8))
    lot.put(989.0, pane(lot, -2.2, 0.95, 4.0, 1.5, 8.78, (3, 0), (0.70, 0.71, 0.72), (0.5, 0.52, 0.54)))
    blinds = Sketch().lines(
        [[(-2.15, 2.44 - 0.07 * k), (1.75, 2.44 - 0.07 * k)] for k in range(9)], (0.94, 0.94, 0.92), 1.6, 0.9
    )
    lot.put(988.0, facing(blinds, 8.7))
    for x in (-4.1, -3.5, 3.6, 4.2):
        drawers = Sketch()
        for k in range(4):
            drawers.box(0.04, 0.05 + 0.33 * k, 0.47, 0.29, (0.62, 0.66, 0.66), 0.7).box(
                0.2, 0.19 + 0.33 * k, 0.15, 0.04, (0.4, 0.42, 0.42), 0.5
            )
        block(lot, x, 8.0, 0.55, 1.4, 0.6, (0.55, 0.59, 0.60), drawers)
    desk(lot, -2.9, 5.4, lot.dark)
    desk(lot, 3.0, 6.4, lot.dark)
    lot.put(
        988.0,
        facing(
            Sketch()
            .oval(0.0, 0.0, 0.22, 0.22, (0.94, 0.94, 0.91), 1.4)
            .lines([[(0.0, 0.15), (0.0, 0.0), (0.1, -0.06)]], (0.2, 0.2, 0.2), 1.6),
            8.75,
            3.2,
            2.3,
        ),
    )
    for x in (-2.4, 2.4):
        pendant(lot, x, 6.6, 2.9, 2.5, (0.86, 0.87, 0.86), lot.dark)


def desk(lot: Backlot, x: float, z: float, lit: bool) -> None:
    """A desk with a lamp, papers and a chair behind it."""
    chair(lot, x + 0.1, z + 0.8, (0.30, 0.33, 0.37))
    block(lot, x, z, 1.7, 0.74, 0.8, WOOD)
    s = Sketch()
    if lit:
        s.glow(-0.45, 0.25, 0.9, (1.0, 0.86, 0.56), 0.5)
    s.box(-0.55, 0.0, 0.2, 0.03, (0.2, 0.3, 0.27)).lines([[(-0.45, 0.0), (-0.45, 0.3)]], BRASS, 2.0)
    s.poly([(-0.65, 0.28), (-0.25, 0.28), (-0.32, 0.4), (-0.58, 0.4)], (0.22, 0.44, 0.36))
    s.box(0.1, 0.0, 0.34, 0.05, (0.94, 0.92, 0.86)).box(0.16, 0.05, 0.3, 0.04, (0.90, 0.87, 0.80))
    lot.put(z + 0.05, facing(s, z + 0.25, x, 0.74))


def lobby(lot: Backlot) -> None:
    """Marble, columns, a counter with grilles, a great clock."""
    wall = lot.colour(MARBLE)
    room(lot, Box(6.4, 10.6, 5.2, wall, (0.80, 0.77, 0.71), (0.92, 0.90, 0.85)), darker(wall, 0.25))
    lot.put(997.3, checks((0.60, 0.56, 0.50), 1.0, 6.4, 10.6))
    for x in (-4.9, -1.7, 1.7, 4.9):
        lot.put(989.0, pane(lot, x - 0.55, 2.2, 1.1, 2.4, 10.58, (1, 2), BRASS, (0.5, 0.5, 0.5), None, True))
    counter = Sketch()
    for k in range(7):
        counter.box(0.12 + 1.13 * k, 0.15, 0.95, 0.75, darker(WOOD, 0.12), 0.7)
    block(lot, 0.0, 9.0, 8.0, 1.08, 0.7, WOOD, counter)
    grille = Sketch().box(-4.0, 1.95, 8.0, 0.1, BRASS)
    grille.lines(
        [[(-4.0 + 0.16 * k, 1.08), (-4.0 + 0.16 * k, 1.95)] for k in range(51) if k % 7 not in (3, 4)],
        BRASS,
        1.2,
        0.9,
    )
    lot.put(8.9, facing(grille, 9.1))
    for x in (-4.6, 4.6):
        for z in (8.4, 5.2):
            column(lot, x, z, 5.2, lighter(wall, 0.2), 0.7)
    clock = Sketch().oval(0.0, 0.0, 0.5, 0.5, BRASS).oval(0.0, 0.0, 0.42, 0.42, (0.95, 0.93, 0.87))
    lot.put(
        988.0,
        facing(clock.lines([[(0.0, 0.3), (0.0, 0.0), (0.18, 0.1)]], (0.15, 0.15, 0.18), 2.0), 10.5, 0.0, 3.3),
    )
    for x in (-2.4, 2.4):
        pendant(lot, x, 7.4, 5.2, 3.7, BRASS, lot.dark)


def vault(lot: Backlot) -> None:
    """Walls of deposit boxes, steel floor, the great round door."""
    steel = lot.colour((0.64, 0.67, 0.70))
    room(lot, Box(4.4, 8.6, 3.2, steel, (0.50, 0.52, 0.55), (0.58, 0.60, 0.63)))
    lot.put(997.3, tiles((0.50, 0.52, 0.55), 1.1, 4.4, 8.6))
    for x in (-4.38, 4.38):
        lot.put(985.0, side(_boxes(14.0, steel), x, -5.4))
    lot.put(984.0, facing(_boxes(2.3, steel), 8.55, -4.3))
    lot.put(984.0, facing(_boxes(2.3, steel), 8.55, 2.0))
    lot.put(980.0, facing(_round_door(steel), 8.4, 0.0, 1.55))
    for x in (-2.6, 2.6):
        lot.put(
            5.0,
            facing(
                Sketch()
                .box(-0.7, 0.0, 1.4, 0.06, (0.95, 0.97, 0.98), own=True)
                .glow(0.0, 0.0, 1.3, (0.9, 0.95, 1.0), 0.35),
                6.5,
                x,
                3.1,
            ),
        )
    bars = Sketch()
    for row in range(4):
        for k in range(5 - row):
            bars.box(-0.62 + 0.13 * row + 0.26 * k, 0.12 * row, 0.24, 0.11, (0.93, 0.76, 0.32), 0.7)
    block(lot, 3.2, 5.6, 1.6, 0.5, 0.8, darker(steel, 0.3))
    lot.put(5.5, facing(bars, 5.9, 3.2, 0.5))


def _boxes(long: float, steel: Colour) -> Sketch:
    s, doors, knobs = Sketch(), skia.Path(), skia.Path()
    for row in range(6):
        for k in range(int(long / 0.46)):
            doors.addRect(skia.Rect.MakeXYWH(0.46 * k + 0.03, 0.35 + 0.42 * row, 0.4, 0.36))
            knobs.addCircle(0.46 * k + 0.23, 0.53 + 0.42 * row, 0.035)
    return s.fill(doors, lighter(steel, 0.16), line=0.7).fill(knobs, BRASS, line=0.4)


def _round_door(steel: Colour) -> Sketch:
    s = (
        Sketch()
        .oval(0.0, 0.0, 1.5, 1.5, darker(steel, 0.45))
        .oval(0.0, 0.0, 1.36, 1.36, lighter(steel, 0.1), 1.2, shade=darker(steel, 0.12))
    )
    s.oval(0.0, 0.0, 1.1, 1.1, lighter(steel, 0.25), 0.8, shade=steel)
    for k in range(12):
        a = math.tau * k / 12
        s.oval(1.23 * math.cos(a), 1.23 * math.sin(a), 0.07, 0.07, darker(steel, 0.3), 0.6)
    s.lines(
        [
            [(0.0, 0.0), (0.62 * math.cos(math.tau * k / 5), 0.62 * math.sin(math.tau * k / 5))]
            for k in range(5)
        ],
        BRASS,
        3.6,
    )
    return s.oval(0.0, 0.0, 0.17, 0.17, BRASS)


def bar(lot: Backlot) -> None:
    """A counter with stools, bottles on mirrored shelves, small tables."""
    wall, rng = lot.colour((0.52, 0.40, 0.32)), lot.rng
    room(lot, Box(5.2, 8.8, 3.0, wall, (0.44, 0.33, 0.25), (0.40, 0.32, 0.28)), darker(WOOD, 0.2))
    lot.put(997.3, planks((0.44, 0.33, 0.25), 0.28, 5.2, 8.8))
    bottles = Sketch().box(0.0, 0.0, 4.6, 1.5, (0.58, 0.56, 0.50))
    stock(bottles, rng, 0.1, 0.1, 4.4, 1.3, "bottles", WOOD)
    lot.put(980.0, facing(bottles.box(-0.1, 1.5, 4.8, 0.14, WOOD), 8.7, -2.6, 1.15))
    lot.put(989.0, pane(lot, 3.0, 0.9, 1.7, 1.5, 8.78, (1, 1), WOOD, (0.4, 0.42, 0.45)))
    front = Sketch()
    for k in range(6):
        front.box(0.12 + 0.92 * k, 0.15, 0.76, 0.75, darker(WOOD, 0.18), 0.7)
    block(lot, -0.6, 7.2, 5.6, 1.1, 0.7, WOOD, front)
    lot.put(7.1, facing(Sketch().box(-3.5, 1.07, 5.8, 0.08, lighter(WOOD, 0.2)), 7.15))
    for x in (-2.7, -1.6, 1.5):
        s = Sketch().lines(
            [[(-0.15, 0.0), (-0.08, 0.72)], [(0.15, 0.0), (0.08, 0.72)], [(-0.12, 0.28), (0.12, 0.28)]],
            (0.25, 0.2, 0.18),
            2.2,
        )
        lot.put(6.7, facing(s.oval(0.0, 0.75, 0.2, 0.06, (0.52, 0.22, 0.20)), 6.7, x))
    for x, z in ((-3.7, 5.2), (3.6, 5.6)):
        table(lot, x, z, 0.9, WOOD, 0.8)
        chair(lot, x + (0.2 if x < 0 else -0.2), z + 0.9, WOOD)
        lot.put(z, facing(_candle(lot.dark), z + 0.4, x, 0.78))
    for x in (-2.6, 0.0, 2.6):
        pendant(lot, x, 7.0, 3.0, 2.25, (0.30, 0.42, 0.36), True)


def _candle(lit: bool) -> Sketch:
    s = Sketch()
    if lit:
        s.glow(0.0, 0.16, 0.6, (1.0, 0.8, 0.45), 0.55)
    return s.box(-0.04, 0.0, 0.08, 0.12, (0.86, 0.5, 0.34), own=lit)


def hospital(lot: Backlot) -> None:
    """Beds with curtains, a monitor, pale green walls."""
    wall = lot.colour((0.80, 0.88, 0.84))
    room(lot, Box(4.6, 8.8, 3.0, wall, (0.76, 0.80, 0.79), (0.95, 0.96, 0.96)), (0.62, 0.74, 0.70))
    lot.put(997.3, tiles((0.76, 0.80, 0.79), 0.8, 4.6, 8.8))
    lot.put(989.0, pane(lot, -0.8, 1.0, 1.6, 1.4, 8.78))
    for x in (-3.0, 3.0):
        head = Sketch().lines(
            [
                [(-0.5, 0.3), (-0.5, 1.15), (0.5, 1.15), (0.5, 0.3)],
                [(-0.25, 0.5), (-0.25, 1.15)],
                [(0.25, 0.5), (0.25, 1.15)],
            ],
            (0.7, 0.74, 0.76),
            2.6,
        )
        lot.put(8.4, facing(head, 8.3, x))
        block(lot, x, 6.2, 1.1, 0.32, 2.0, (0.93, 0.95, 0.96), y=0.35)
        block(lot, x, 7.5, 0.8, 0.14, 0.5, (1.0, 1.0, 1.0), y=0.67)
        block(lot, x, 6.15, 1.14, 0.2, 1.1, (0.62, 0.76, 0.82), y=0.5)
        curtain = (
            Sketch()
            .box(0.0, 0.35, 1.2, 2.0, (0.66, 0.80, 0.80), 0.8)
            .lines([[(0.15 * k, 0.35), (0.15 * k, 2.35)] for k in range(1, 8)], (0.5, 0.64, 0.64), 0.8, 0.7)
        )
        lot.put(7.6, facing(curtain, 8.0, x + (-1.75 if x < 0 else 0.6)))
    screen = (
        Sketch().box(-0.3, 1.2, 0.6, 0.45, (0.12, 0.17, 0.18)).box(-0.03, 0.0, 0.06, 1.2, (0.6, 0.63, 0.65))
    )
    screen.lines(
        [[(-0.26, 1.42), (-0.1, 1.42), (-0.05, 1.56), (0.0, 1.3), (0.05, 1.42), (0.26, 1.42)]],
        (0.45, 0.95, 0.6),
        1.6,
        own=True,
    )
    lot.put(7.5, facing(screen, 7.5, -1.9))
    pendant(lot, 0.0, 6.5, 3.0, 2.65, (0.94, 0.95, 0.95), lot.dark)


def classroom(lot: Backlot) -> None:
    """A blackboard, a teacher's desk, rows of desks at the sides, tall windows."""
    wall = lot.colour((0.88, 0.84, 0.72))
    room(lot, Box(5.0, 9.0, 3.2, wall, (0.64, 0.50, 0.37), (0.94, 0.93, 0.89)), (0.55, 0.42, 0.31))
    lot.put(997.3, planks((0.64, 0.50, 0.37), 0.32, 5.0, 9.0))
    board = Sketch().box(-2.3, 0.0, 4.6, 1.5, WOOD).box(-2.2, 0.09, 4.4, 1.32, (0.20, 0.32, 0.28))
    board.lines(
        [
            [(-1.8, 1.1), (-0.4, 1.1)],
            [(-1.8, 0.85), (-0.9, 0.85)],
            [(0.4, 0.4), (1.0, 1.1), (1.6, 0.4), (0.4, 0.4)],
        ],
        (0.88, 0.92, 0.88),
        1.3,
        0.85,
    )
    lot.put(985.0, facing(board, 8.95, 0.0, 1.05))
    for k in range(4):
        lot.put(985.0, side_pane(lot, -4.98, 1.0, 1.4, 1.8, -1.0 + 2.3 * k))
    desk(lot, 1.9, 7.4, False)
    for z in (4.2, 5.9):
        for x in (-3.6, -2.4, 2.7, 3.9):
            table(lot, x, z, 0.8, (0.76, 0.60, 0.42), 0.5, 0.7)
            chair(lot, x, z - 0.5, (0.66, 0.50, 0.35), True)
    pendant(lot, -1.5, 6.0, 3.2, 2.7, (0.92, 0.92, 0.9), lot.dark)


def shop(lot: Backlot) -> None:
    """A counter, laden shelves, a window on the street."""
    wall, rng = lot.colour((0.84, 0.78, 0.64)), lot.rng
    room(lot, Box(4.8, 8.6, 3.0, wall, (0.60, 0.47, 0.35), (0.93, 0.91, 0.86)), WOOD)
    lot.put(997.3, planks((0.60, 0.47, 0.35), 0.32, 4.8, 8.6))
    for x in (-3.7, -1.9):
        shelves(lot, rng, x, 8.2, 1.7, 2.3, WOOD, "jars")
    shelves(lot, rng, 3.8, 8.2, 1.7, 2.3, WOOD, "bottles")
    lot.put(989.0, pane(lot, -0.6, 0.9, 1.6, 1.5, 8.58, (1, 1), WOOD, (0.55, 0.55, 0.55)))
    doorway(lot, 2.2, 8.6, WOOD)
    block(lot, -3.1, 6.0, 2.4, 1.0, 0.7, WOOD)
    till = (
        Sketch()
        .box(-0.25, 0.0, 0.5, 0.25, BRASS)
        .poly([(-0.22, 0.25), (0.22, 0.25), (0.18, 0.5), (-0.18, 0.5)], darker(BRASS, 0.1))
    )
    lot.put(5.9, facing(till, 6.2, -2.9, 1.0))
    for x in (-2.4, 2.4):
        pendant(lot, x, 6.4, 3.0, 2.3, (0.32, 0.44, 0.40), lot.dark)


SETTINGS = {
    "office": office,
    "lobby": lobby,
    "vault": vault,
    "bar": bar,
    "hospital": hospital,
    "classroom": classroom,
    "shop": shop,
}
