"""High rooms: churches, libraries, throne rooms, theatres."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.furniture import (
    block,
    column,
    pendant,
    round_arch,
    rug,
    shelves,
)
from storyboard.engines.animatic.scenery.ground import checks, planks, tiles
from storyboard.engines.animatic.scenery.planes import facing
from storyboard.engines.animatic.scenery.room import Box, pane, room
from storyboard.engines.animatic.scenery.settings.public import desk
from storyboard.engines.animatic.scenery.sketch import Sketch

WOOD: Colour = (0.50, 0.35, 0.25)
MARBLE: Colour = (0.86, 0.84, 0.79)
BRASS: Colour = (0.80, 0.65, 0.34)


def church(lot: Backlot) -> None:
    """A nave: columns and arches, stained glass, pews, an altar with candles."""
    stone = lot.colour((0.78, 0.75, 0.69))
    room(lot, Box(5.4, 15.0, 8.0, stone, (0.62, 0.58, 0.52), darker(stone, 0.2)))
    lot.put(997.3, tiles((0.62, 0.58, 0.52), 0.9, 5.4, 15.0))
    glass = Sketch().poly(round_arch(2.4, 4.6), (0.30, 0.28, 0.30))
    hues: list[Colour] = [(0.75, 0.25, 0.22), (0.25, 0.42, 0.70), (0.90, 0.72, 0.30), (0.30, 0.58, 0.42)]
    dim = 0.45 if lot.palette.hour.darkness > 0.5 else 1.0
    for k in range(24):
        u, v = -1.0 + 0.5 * (k % 4), 0.3 + 0.62 * (k // 4)
        hue = hues[(k * 7 + k // 4) % 4]
        glass.box(u + 0.03, v, 0.44, 0.56, (hue[0] * dim, hue[1] * dim, hue[2] * dim), 0.8, own=True)
    glass.glow(0.0, 2.2, 3.2, (1.0, 0.93, 0.80), 0.35 * dim)
    lot.put(985.0, facing(glass, 14.9, 0.0, 2.2))
    for x in (-2.2, 2.2):
        lot.put(
            985.0,
            pane(
                lot,
                x * 1.7 - 0.45,
                2.6,
                0.9,
                3.0,
                14.95,
                (1, 3),
                (0.4, 0.38, 0.36),
                (0.5, 0.55, 0.5),
                None,
                True,
            ),
        )
    for z in (13.0, 10.0, 7.0, 4.0, 1.4):
        for x in (-3.6, 3.6):
            column(lot, x, z, 8.0, lighter(stone, 0.08), 0.6)
    rug(lot, 0.0, -4.0, 1.3, 17.0, (0.60, 0.20, 0.22))
    block(lot, 0.0, 12.6, 2.2, 1.0, 0.8, (0.92, 0.90, 0.86))
    lot.put(
        12.5,
        facing(Sketch().box(-0.04, 0, 0.08, 0.9, BRASS).box(-0.25, 0.58, 0.5, 0.08, BRASS), 12.9, 0.0, 1.0),
    )
    for x in (-0.8, 0.8):
        lot.put(
            12.5,
            facing(
                Sketch()
                .glow(0, 0.32, 0.7, (1.0, 0.84, 0.5), 0.6)
                .box(-0.04, 0, 0.08, 0.28, (0.96, 0.93, 0.85)),
                12.8,
                x,
                1.0,
            ),
        )
    for k in range(5):
        z = 4.6 + 1.5 * k
        for x in (-2.35, 2.35):
            block(lot, x, z, 1.9, 0.88, 0.12, WOOD)


def library(lot: Backlot) -> None:
    """Books to the ceiling, a ladder, a long table with lamps."""
    wall, rng = lot.colour((0.62, 0.52, 0.40)), lot.rng
    room(lot, Box(5.2, 9.2, 4.2, wall, (0.46, 0.33, 0.24), (0.72, 0.66, 0.56)), WOOD)
    lot.put(997.3, planks((0.46, 0.33, 0.24), 0.3, 5.2, 9.2))
    for x in (-4.0, -2.0, 2.0, 4.0):
        shelves(lot, rng, x, 8.8, 1.9, 3.7, WOOD)
    lot.put(989.0, pane(lot, -0.75, 1.1, 1.5, 2.5, 9.18, (1, 2), WOOD, (0.46, 0.53, 0.42), None, True))
    rungs = [[(-0.22, 0.3 * k), (0.22, 0.3 * k)] for k in range(1, 12)]
    ladder = Sketch().lines(
        [[(-0.25, 0.0), (-0.2, 3.6)], [(0.25, 0.0), (0.2, 3.6)], *rungs], (0.62, 0.46, 0.30), 3.0
    )
    lot.put(8.2, facing(ladder, 8.5, -3.0))
    rug(lot, 0.0, 4.0, 4.4, 3.6, (0.48, 0.24, 0.24))
    for x in (-3.2, 3.2):
        desk(lot, x, 5.6, lot.dark)
    pendant(lot, 0.0, 7.2, 4.2, 3.1, BRASS, lot.dark)


def throne_room(lot: Backlot) -> None:
    """A great hall: columns, banners, a red way up to the throne."""
    stone = lot.colour((0.70, 0.68, 0.66))
    room(lot, Box(6.0, 13.0, 7.0, stone, (0.58, 0.56, 0.55), darker(stone, 0.25)))
    lot.put(997.3, checks((0.48, 0.46, 0.47), 1.0, 6.0, 13.0))
    rug(lot, 0.0, -5.0, 2.0, 16.6, (0.62, 0.16, 0.20))
    for k, (wide, deep) in enumerate(((5.0, 2.2), (4.0, 1.6), (3.0, 1.1))):
        block(lot, 0.0, 12.9 - deep, wide, 0.22, deep, lighter(stone, 0.1), y=0.22 * k)
    throne = Sketch().poly(
        [(-0.75, 0.0), (-0.75, 2.2), (-0.4, 2.8), (0.0, 3.2), (0.4, 2.8), (0.75, 2.2), (0.75, 0.0)],
        BRASS,
        shade=darker(BRASS),
    )
    throne.box(-0.55, 0.4, 1.1, 1.9, (0.60, 0.14, 0.18)).box(-0.6, 0.35, 1.2, 0.25, (0.70, 0.18, 0.22))
    for u in (-0.85, 0.62):
        throne.box(u, 0.0, 0.23, 0.95, darker(BRASS, 0.1))
    lot.put(11.5, facing(throne, 12.3, 0.0, 0.66))
    for x in (-4.4, 4.4):
        lot.put(
            985.0,
            pane(
                lot,
                x * 0.72 - 0.5,
                2.4,
                1.0,
                3.2,
                12.95,
                (1, 2),
                (0.35, 0.34, 0.36),
                (0.5, 0.55, 0.5),
                None,
                True,
            ),
        )
        for z in (11.0, 8.0, 5.0, 2.0):
            column(lot, x, z, 7.0, lighter(stone, 0.1), 0.8)
            banner = (
                Sketch()
                .poly(
                    [(-0.5, 0.0), (0.0, -0.5), (0.5, 0.0), (0.5, 2.4), (-0.5, 2.4)],
                    lot.colour((0.26, 0.32, 0.55), 1),
                )
                .oval(0, 1.3, 0.22, 0.26, BRASS)
            )
            lot.put(z - 0.5, facing(banner, z - 0.4, x, 3.2))


def theatre(lot: Backlot) -> None:
    """A stage between red curtains, rows of seats either side, footlights."""
    red = lot.colour((0.62, 0.14, 0.17))
    room(lot, Box(6.4, 12.5, 6.5, (0.50, 0.30, 0.26), (0.42, 0.26, 0.22), (0.40, 0.26, 0.24)))
    block(lot, 0.0, 9.8, 12.6, 0.9, 2.7, (0.48, 0.33, 0.23))
    backdrop = (
        Sketch()
        .box(-4.6, 0.9, 9.2, 5.6, (0.20, 0.17, 0.22), 0.6)
        .oval(0.0, 1.0, 2.6, 0.5, (0.98, 0.90, 0.70), 0.0, 0.6, own=True)
    )
    lot.put(12.0, facing(backdrop, 12.3))
    for sign in (-1.0, 1.0):
        folds = Sketch().smooth(
            [(sign * 6.4, 6.4), (sign * 3.2, 6.4), (sign * 3.5, 3.4), (sign * 4.4, 0.9), (sign * 6.4, 0.9)],
            red,
            shade=darker(red),
        )
        folds.lines(
            [[(sign * (3.9 + 0.4 * k), 6.2), (sign * (4.4 + 0.35 * k), 0.95)] for k in range(6)],
            darker(red, 0.35),
            1.4,
            0.7,
        )
        lot.put(9.7, facing(folds, 10.2))
    valance = [
        (-6.4, 6.5),
        (6.4, 6.5),
        (6.4, 5.4),
        *[(6.4 - 1.6 * k - 0.8, 5.0 if k % 2 else 4.9) for k in range(8)],
        (-6.4, 5.4),
    ]
    lot.put(
        9.6,
        facing(
            Sketch()
            .smooth(valance, darker(red, 0.08), shade=darker(red, 0.25))
            .lines([[(-6.4, 5.2), (6.4, 5.2)]], BRASS, 3.0),
            10.1,
        ),
    )
    lights = Sketch()
    for k in range(9):
        lights.glow(-4.0 + k, 0.95, 0.5, (1.0, 0.88, 0.6), 0.4).oval(
            -4.0 + k, 0.95, 0.09, 0.09, (1.0, 0.94, 0.76), 0.5, own=True
        )
    lot.put(9.5, facing(lights, 9.75))
    for z in (4.2, 5.6, 7.0):
        for x in (-4.6, -3.7, -2.8, 2.8, 3.7, 4.6):
            lot.put(
                z, facing(Sketch().box(-0.36, 0.0, 0.72, 0.95, red, shade=darker(red), round_by=0.14), z, x)
            )


SETTINGS = {"church": church, "library": library, "throne_room": throne_room, "theatre": theatre}
