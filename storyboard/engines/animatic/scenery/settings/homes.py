"""Rooms that people live in, and the tops and stairs of towers."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.furniture import (
    Block,
    block,
    chair,
    cupboard,
    pendant,
    picture,
    rug,
    shelves,
    standing_lamp,
    table,
)
from storyboard.engines.animatic.scenery.ground import checks, planks, tiles
from storyboard.engines.animatic.scenery.lens import Embers, Lens
from storyboard.engines.animatic.scenery.planes import facing, side
from storyboard.engines.animatic.scenery.room import Box, pane, room, side_pane
from storyboard.engines.animatic.scenery.sketch import Sketch

WOOD: Colour = (0.62, 0.47, 0.34)
SEA: Colour = (0.36, 0.52, 0.60)
IRON: Colour = (0.30, 0.33, 0.36)
STONE: Colour = (0.66, 0.64, 0.60)


def lamp_room(lot: Backlot) -> None:
    """A ring of glass over the sea, iron bars, and the great lens on its pedestal."""
    lot.put(999.0, facing(Sketch().box(-60, -10, 120, 40, (0.2, 0.24, 0.3), 0.0), 60.0))
    room(lot, Box(5.2, 8.6, 4.2, (0.44, 0.50, 0.52), (0.52, 0.50, 0.47), (0.36, 0.40, 0.44)))
    lot.put(997.2, tiles((0.52, 0.50, 0.47), 0.7, 5.2, 8.5))
    for k in range(5):
        lot.put(990.0, pane(lot, -5.1 + 2.04 * k, 0.75, 2.04, 2.9, 8.58, (1, 2), IRON, SEA))
    for x in (-5.18, 5.18):
        for k in range(5):
            lot.put(990.0, side_pane(lot, x, 0.75, 2.2, 2.9, -2.4 + 2.2 * k, (1, 2), IRON, SEA))
    rail = (
        Sketch().box(-5.2, 0.62, 10.4, 0.14, darker(IRON, 0.2)).box(-5.2, 3.65, 10.4, 0.2, darker(IRON, 0.2))
    )
    lot.put(980.0, facing(rail, 8.5))
    lot.put(7.6, Lens(2.5, 7.6, lot.dark or lot.wet))
    block(lot, -3.9, 6.6, 0.9, 0.8, 0.6, WOOD)
    block(lot, 4.0, 6.2, 0.8, 1.1, 0.6, (0.36, 0.42, 0.40))


def stair(lot: Backlot) -> None:
    """A stone shaft with a stair that winds up round a newel."""
    stone = lot.colour(STONE)
    room(lot, Box(4.2, 8.2, 16.0, mix(stone, (0.9, 0.88, 0.84), 0.2), darker(stone, 0.12), stone))
    joints = [[(-4.2, v * 0.55), (4.2, v * 0.55)] for v in range(1, 28)]
    joints += [
        [(-4.2 + 1.1 * k + 0.55 * (v % 2), 0.55 * v), (-4.2 + 1.1 * k + 0.55 * (v % 2), 0.55 * (v + 1))]
        for v in range(14)
        for k in range(8)
    ]
    lot.put(990.0, facing(Sketch().lines(joints, darker(stone, 0.3), 0.8, 0.4), 8.15))
    lot.put(989.0, pane(lot, -0.75, 3.0, 0.7, 1.3, 8.1, (1, 1), darker(stone, 0.35), SEA, None, True))
    column_face = Sketch().box(-0.35, 0.0, 0.7, 16.0, lighter(stone, 0.1), shade=darker(stone, 0.25))
    lot.put(6.9, facing(column_face, 6.9, 1.9))
    for i in range(34):
        angle = -2.7 + i * 0.30
        _step(lot, 1.9, 6.9, angle, 0.0 + i * 0.19, stone)
    if lot.dark:
        lot.put(
            5.0,
            facing(
                Sketch()
                .glow(0.0, 0.0, 1.5, (1.0, 0.80, 0.46), 0.55)
                .box(-0.1, -0.18, 0.2, 0.3, (1.0, 0.88, 0.6), own=True),
                8.0,
                -2.4,
                2.3,
            ),
        )


def _step(lot: Backlot, x: float, z: float, angle: float, y: float, stone: Colour) -> None:
    tip = (x + 1.75 * math.cos(angle), z + 1.1 * math.sin(angle))
    wide = max(abs(tip[0] - x), 0.5)
    left = min(x, tip[0]) if abs(tip[0] - x) > 0.5 else x - 0.25
    depth = z + 0.9 * math.sin(angle)
    tone = lighter(stone, 0.08) if math.sin(angle) < 0 else darker(stone, 0.1)
    lot.put(depth, Block(left, y, depth, wide, 0.16, 0.5, tone))


def kitchen(lot: Backlot) -> None:
    """Stove, sink under a window, cupboards, a table with chairs."""
    wall, rng = lot.colour((0.88, 0.85, 0.74)), lot.rng
    room(lot, Box(4.6, 8.4, 2.9, wall, (0.80, 0.76, 0.68), (0.93, 0.92, 0.88)), (0.95, 0.94, 0.90))
    lot.put(997.3, checks((0.66, 0.60, 0.52), 0.8, 4.6, 8.4))
    front: Colour = (0.56, 0.66, 0.64)
    for x, wide in ((-3.3, 2.4), (0.0, 2.4), (2.0, 1.4)):
        cupboard(lot, x, 7.7, wide, 0.9, front, deep=0.65)
    lot.put(7.5, facing(Sketch().box(-4.5, 0.88, 7.3, 0.07, (0.90, 0.87, 0.80)), 7.68))
    for x in (-3.5, 2.0):
        cupboard(lot, x, 7.9, 1.9, 0.85, front, y=1.75, deep=0.4)
    lot.put(989.0, pane(lot, -1.2, 1.2, 2.3, 1.25, 8.38, (1, 1), (0.95, 0.94, 0.90)))
    stove = (
        Sketch()
        .box(0.1, 0.12, 0.9, 0.5, (0.20, 0.20, 0.22), 0.8)
        .box(0.1, 0.7, 0.9, 0.1, (0.3, 0.3, 0.32), 0.5)
    )
    block(lot, 3.55, 7.6, 1.1, 0.95, 0.7, (0.86, 0.86, 0.84), stove)
    pot = (
        Sketch()
        .box(-0.18, 0.0, 0.36, 0.24, (0.62, 0.28, 0.24), round_by=0.03)
        .box(-0.22, 0.22, 0.44, 0.05, (0.5, 0.2, 0.18), round_by=0.02)
    )
    lot.put(7.4, facing(pot, 7.8, 3.4, 0.95))
    table(lot, -2.9, 5.0, 1.6, WOOD, 0.9)
    chair(lot, -2.9, 6.1, WOOD)
    pendant(lot, -2.4, 6.0, 2.9, 2.1, (0.52, 0.30, 0.26), lot.dark)
    shelves(lot, rng, 4.3, 5.2, 0.7, 2.0, WOOD, "jars")


def bedroom(lot: Backlot) -> None:
    """A made bed, a window with curtains, a bedside lamp, a wardrobe."""
    wall = lot.colour((0.76, 0.78, 0.80))
    room(lot, Box(4.4, 8.2, 2.8, wall, (0.66, 0.53, 0.41), (0.92, 0.91, 0.89)), (0.93, 0.92, 0.90))
    lot.put(997.3, planks((0.66, 0.53, 0.41), 0.3, 4.4, 8.2))
    lot.put(989.0, pane(lot, 0.0, 0.95, 1.5, 1.45, 8.18))
    curtains(lot, -0.35, 1.9, 8.1, (0.56, 0.44, 0.50))
    cover: Colour = (0.55, 0.62, 0.70)
    head = Sketch().box(0, 0, 1.9, 1.15, WOOD)
    lot.put(8.1, facing(head, 8.05, -3.6))
    block(lot, -2.65, 5.9, 1.8, 0.5, 2.1, cover)
    lot.put(6.9, Block(-3.4, 0.5, 7.4, 1.5, 0.16, 0.5, (0.95, 0.94, 0.91)))
    cupboard(lot, -1.35, 7.6, 0.55, 0.6, WOOD)
    lot.put(7.4, facing(_bedside(lot.dark), 7.7, -1.35, 0.6))
    cupboard(lot, 3.3, 7.3, 1.5, 2.1, WOOD, deep=0.7)
    picture(lot, lot.rng, -2.65, 1.5, 8.18, 0.9, 0.6)
    rug(lot, 0.6, 4.9, 2.4, 1.8, (0.60, 0.36, 0.34))


def _bedside(lit: bool) -> Sketch:
    s = Sketch()
    if lit:
        s.glow(0.0, 0.4, 1.5, (1.0, 0.82, 0.50), 0.6)
    s.box(-0.03, 0.0, 0.06, 0.25, (0.42, 0.34, 0.28), 0.7)
    return s.poly(
        [(-0.16, 0.22), (0.16, 0.22), (0.1, 0.48), (-0.1, 0.48)],
        (1.0, 0.90, 0.66) if lit else (0.92, 0.88, 0.78),
        own=lit,
    )


def living_room(lot: Backlot) -> None:
    """A sofa, shelves, a hearth, a rug, a window."""
    wall, rng = lot.colour((0.80, 0.76, 0.66)), lot.rng
    room(lot, Box(4.9, 8.6, 3.0, wall, (0.60, 0.46, 0.34), (0.94, 0.92, 0.87)), (0.94, 0.92, 0.86))
    lot.put(997.3, planks((0.60, 0.46, 0.34), 0.3, 4.9, 8.6))
    lot.put(989.0, pane(lot, -1.0, 0.9, 2.0, 1.6, 8.58, (2, 1)))
    curtains(lot, -1.5, 3.0, 8.5, (0.62, 0.34, 0.30))
    shelves(lot, rng, -3.6, 8.0, 1.9, 2.3, WOOD)
    hearth(lot, 3.2, 8.0)
    rug(lot, 0.0, 4.4, 4.6, 2.6, (0.58, 0.32, 0.30))
    sofa: Colour = (0.40, 0.50, 0.48)
    for x, z, wide in ((-3.3, 6.0, 1.9),):
        lot.put(z + 0.8, Block(x - wide / 2, 0.1, z + 0.55, wide, 0.85, 0.3, darker(sofa, 0.1)))
        lot.put(z + 0.3, Block(x - wide / 2, 0.1, z, wide, 0.38, 0.6, sofa))
        for u in (x - wide / 2 - 0.2, x + wide / 2):
            lot.put(z + 0.25, Block(u, 0.08, z, 0.2, 0.58, 0.8, darker(sofa, 0.06)))
    standing_lamp(lot, -1.75, 7.9, lot.dark)
    picture(lot, rng, 3.2, 1.95, 8.0, 1.0, 0.7)


def hearth(lot: Backlot, x: float, z: float) -> None:
    """A fireplace; by night its fire burns."""
    stone: Colour = (0.72, 0.68, 0.62)
    front = (
        Sketch()
        .box(0.3, 0.0, 1.0, 0.9, (0.16, 0.13, 0.13), 0.9)
        .box(-0.08, 1.12, 1.76, 0.12, darker(stone, 0.3))
    )
    block(lot, x, z, 1.6, 1.25, 0.5, stone, front)
    if lot.dark:
        lot.put(z - 0.1, Embers(x, 0.05, z - 0.01))


def curtains(lot: Backlot, left: float, wide: float, z: float, colour: Colour) -> None:
    """Two drawn-back curtains on a rail."""
    s = Sketch()
    for u, sign in ((0.0, 1.0), (wide, -1.0)):
        s.smooth(
            [
                (u, 2.55),
                (u + sign * 0.55, 2.55),
                (u + sign * 0.42, 1.7),
                (u + sign * 0.2, 1.25),
                (u + sign * 0.35, 0.35),
                (u - sign * 0.05, 0.35),
            ],
            colour,
            shade=darker(colour, 0.18),
        )
    s.box(-0.15, 2.5, wide + 0.3, 0.07, (0.42, 0.33, 0.24))
    lot.put(z, facing(s, z, left))


def bathroom(lot: Backlot) -> None:
    """White tiles, a tub, a basin with its mirror."""
    wall = lot.colour((0.80, 0.87, 0.87))
    room(lot, Box(3.8, 7.6, 2.8, wall, (0.74, 0.80, 0.80), (0.94, 0.95, 0.95)))
    lot.put(997.3, checks((0.40, 0.48, 0.50), 0.5, 3.8, 7.6))
    grid = [[(-3.8, v * 0.3), (3.8, v * 0.3)] for v in range(1, 6)] + [
        [(-3.8 + k * 0.3, 0.0), (-3.8 + k * 0.3, 1.5)] for k in range(26)
    ]
    lot.put(989.0, facing(Sketch().lines(grid, darker(wall, 0.2), 0.7, 0.6), 7.58))
    white: Colour = (0.96, 0.96, 0.95)
    block(lot, -2.5, 6.4, 2.2, 0.62, 0.95, white)
    block(lot, 2.4, 7.1, 0.9, 0.2, 0.45, white, y=0.75)
    lot.put(
        7.5,
        facing(
            Sketch()
            .box(-0.4, 0, 0.8, 1.05, (0.72, 0.82, 0.86), 1.2)
            .poly([(-0.3, 0.1), (-0.1, 0.1), (0.25, 0.95), (0.05, 0.95)], (0.86, 0.92, 0.94), 0.0),
            7.5,
            2.4,
            1.25,
        ),
    )
    lot.put(989.0, pane(lot, -0.5, 1.4, 0.9, 0.9, 7.58))
    block(lot, 1.0, 7.0, 0.5, 0.45, 0.5, white)
    pendant(lot, 0.0, 6.5, 2.8, 2.35, (0.92, 0.92, 0.90), lot.dark)


def hall(lot: Backlot) -> None:
    """A long corridor with doors on both sides and lamps overhead."""
    wall = lot.colour((0.76, 0.74, 0.66))
    room(lot, Box(2.6, 19.0, 3.0, wall, (0.54, 0.44, 0.38), (0.90, 0.89, 0.85)), (0.46, 0.35, 0.27))
    rug(lot, 0.0, -6.0, 1.7, 24.8, lot.colour((0.56, 0.26, 0.26), 1))
    for k in range(7):
        z = 1.4 + 2.6 * k
        door = (
            Sketch().box(-0.1, 0.0, 1.2, 2.2, (0.50, 0.38, 0.29)).box(0.0, 0.0, 1.0, 2.1, (0.44, 0.31, 0.23))
        )
        door.box(0.15, 0.2, 0.7, 0.75, (0.38, 0.27, 0.2), 0.6).box(
            0.15, 1.15, 0.7, 0.8, (0.38, 0.27, 0.2), 0.6
        ).oval(0.9, 1.02, 0.05, 0.05, (0.82, 0.68, 0.36), 0.5)
        for x in (-2.58, 2.58):
            lot.put(500.0 - z, side(door, x, z + (1.3 if x > 0 else 0.0)))
        if k % 2 == 0:
            pendant(lot, 0.0, z + 2.0, 3.0, 2.55, (0.86, 0.82, 0.70), lot.dark)
    lot.put(989.0, pane(lot, -0.6, 0.8, 1.2, 1.7, 18.95))


SETTINGS = {
    "lamp_room": lamp_room,
    "stair": stair,
    "kitchen": kitchen,
    "bedroom": bedroom,
    "living_room": living_room,
    "bathroom": bathroom,
    "hall": hall,
}
