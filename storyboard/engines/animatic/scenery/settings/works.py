"""Rooms of iron and toil: workshops, lifts, warehouses."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.furniture import barrel, block, pendant, shelves
from storyboard.engines.animatic.scenery.ground import planks, tiles
from storyboard.engines.animatic.scenery.planes import facing, side
from storyboard.engines.animatic.scenery.room import Box, pane, room
from storyboard.engines.animatic.scenery.sketch import Sketch

WOOD: Colour = (0.52, 0.38, 0.26)
STEEL: Colour = (0.58, 0.62, 0.65)
LAMP: Colour = (1.0, 0.82, 0.50)


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
    "workshop": workshop,
    "lift": lift,
    "warehouse": warehouse,
}
