"""Gardens, rivers, castles, camps and battlefields; and the deck of a ship."""

from __future__ import annotations

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import rock
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.furniture import barrel, block
from storyboard.engines.animatic.scenery.ground import ground, patches
from storyboard.engines.animatic.scenery.growth import bare_tree, bush, fir, reeds, tree
from storyboard.engines.animatic.scenery.lens import Embers
from storyboard.engines.animatic.scenery.planes import facing, level, side
from storyboard.engines.animatic.scenery.ridges import hills, mountains, treeline
from storyboard.engines.animatic.scenery.settings.coast import water
from storyboard.engines.animatic.scenery.settings.land import LEAF, SNOW, meadow, white
from storyboard.engines.animatic.scenery.settings.town import fountain
from storyboard.engines.animatic.scenery.sketch import Point, Sketch
from storyboard.engines.animatic.scenery.water import waves

GRASS: Colour = (0.58, 0.68, 0.42)
STONE: Colour = (0.66, 0.65, 0.63)
WOOD: Colour = (0.55, 0.41, 0.29)


def garden(lot: Backlot) -> None:
    """Lawn, hedges, flowering beds, a path, a fountain, a bench."""
    rng = lot.rng
    ground(lot, GRASS, lighter(GRASS, 0.1))
    lot.put(120.0, treeline(rng, 120.0, 14.0, white(lot, (0.52, 0.62, 0.46), 0.4)))
    lot.put(50.0, treeline(rng, 50.0, 7.0, white(lot, (0.46, 0.58, 0.38), 0.4)))
    lot.put(30.0, facing(Sketch().box(-60, 0, 120, 1.6, white(lot, (0.40, 0.52, 0.34), 0.4), 0.8), 30.0))
    lot.put(
        690.0,
        level(
            Sketch().poly(
                [(-0.9, -6.0), (0.9, -6.0), (0.9, 30.0), (-0.9, 30.0)],
                white(lot, (0.84, 0.77, 0.64), 0.7),
                0.6,
            )
        ),
    )
    for x, z, tall in ((-8.0, 16.0, 6.5), (9.0, 19.0, 7.0), (-17.0, 25.0, 8.0), (19.0, 27.0, 8.0)):
        lot.put(z, tree(rng, x, z, tall, white(lot, LEAF, 0.4)))
    for x, z, bloom in (
        (-3.2, 8.0, (0.90, 0.45, 0.52)),
        (3.4, 8.6, (0.95, 0.80, 0.40)),
        (-3.8, 11.0, (0.95, 0.94, 0.92)),
        (4.0, 12.0, (0.72, 0.48, 0.74)),
        (-3.0, 5.4, (0.92, 0.62, 0.40)),
        (3.6, 6.0, (0.90, 0.45, 0.52)),
    ):
        lot.put(z, bush(rng, x, z, 1.3, white(lot, (0.42, 0.57, 0.36), 0.5), bloom))
    fountain(lot, 0.0, 22.0)
    meadow(lot, GRASS, 0.16)


def river(lot: Backlot) -> None:
    """A river between green banks; reeds, and trees on the far side."""
    rng = lot.rng
    ground(lot, GRASS, lighter(GRASS, 0.1))
    lot.put(240.0, hills(rng, 240.0, 30.0, white(lot, (0.52, 0.61, 0.54))))
    lot.put(70.0, treeline(rng, 70.0, 9.0, white(lot, (0.45, 0.56, 0.40), 0.4)))
    blue = mix((0.42, 0.58, 0.64), lot.palette.horizon, 0.25)
    stream: list[Point] = [
        (-90.0, 12.0),
        (-30.0, 13.0),
        (-10.0, 11.6),
        (6.0, 12.6),
        (30.0, 11.5),
        (90.0, 13.0),
        (90.0, 36.0),
        (30.0, 33.0),
        (-10.0, 36.0),
        (-90.0, 32.0),
    ]
    lot.put(
        690.0,
        level(Sketch().smooth(stream, darker(GRASS, 0.4), 0.0), 0.0, 0.0, -0.25),
        level(Sketch().smooth(stream, blue, 0.0)),
    )
    lot.put(680.0, waves(rng, blue, 0.0, 13.0, 31.0, 0.08))
    for x, z, tall in ((-12.0, 39.0, 9.0), (10.0, 42.0, 10.0), (24.0, 40.0, 9.0), (-6.4, 10.0, 5.5)):
        lot.put(z, tree(rng, x, z, tall, white(lot, LEAF, 0.4)))
    for x, z in ((-3.6, 10.6), (4.2, 10.8), (7.0, 10.2), (-8.0, 10.4), (3.6, 9.6)):
        lot.put(z, reeds(rng, x, z, 1.5, white(lot, (0.50, 0.56, 0.32), 0.4)))
    for x, z, wide in ((-3.8, 9.0, 0.8), (5.2, 9.4, 1.1), (1.8, 12.4, 0.7)):
        lot.put(z, rock(rng, x, z, wide, STONE))
    meadow(lot, GRASS, 0.2)


def castle(lot: Backlot) -> None:
    """Walls and towers on a rise, banners, a road to the gate."""
    rng, stone = lot.rng, lot.colour((0.72, 0.70, 0.68))
    ground(lot, GRASS, lighter(GRASS, 0.1))
    lot.put(600.0, mountains(rng, 600.0, 150.0, (0.58, 0.64, 0.70), SNOW))
    lot.put(200.0, hills(rng, 200.0, 20.0, white(lot, (0.52, 0.60, 0.50))))
    rise = Sketch().smooth(
        [(-70, -2), (-30, 2.0), (-12, 4.4), (12, 4.4), (30, 2.4), (70, -2), (70, -6), (-70, -6)],
        white(lot, (0.54, 0.63, 0.42)),
        0.7,
    )
    lot.put(52.0, facing(rise, 52.0))
    lot.put(51.0, facing(_keep(lot, stone), 50.0, 3.0, 3.8))
    lot.put(
        690.0,
        level(
            Sketch().smooth(
                [
                    (-1.2, -6.0),
                    (1.2, -6.0),
                    (0.6, 16.0),
                    (3.6, 34.0),
                    (3.4, 48.0),
                    (2.2, 48.0),
                    (1.8, 34.0),
                    (-1.4, 16.0),
                ],
                white(lot, (0.80, 0.72, 0.58), 0.6),
                0.5,
            )
        ),
    )
    for x, z, tall in ((-9.0, 18.0, 6.0), (-12.0, 22.0, 7.0), (13.0, 24.0, 7.0)):
        lot.put(z, fir(x, z, tall, (0.36, 0.48, 0.36), lot.snowy))
    for x, z, wide in ((-4.2, 9.0, 1.2), (4.8, 8.0, 0.9)):
        lot.put(z, rock(rng, x, z, wide, STONE))
    meadow(lot, GRASS, 0.2)


def _keep(lot: Backlot, stone: Colour) -> Sketch:
    s, glass = Sketch(), ((1.0, 0.82, 0.48) if lot.dark else (0.30, 0.30, 0.33))
    s.box(-13.0, 0.0, 26.0, 5.0, stone, shade=darker(stone, 0.18))
    _teeth(s, -13.0, 5.0, 26.0, stone, 17)
    for x, wide, high in (
        (-13.0, 4.0, 8.5),
        (13.0, 4.0, 8.5),
        (-4.5, 4.4, 12.5),
        (4.8, 3.6, 15.5),
        (0.0, 3.2, 9.0),
    ):
        tone = lighter(stone, 0.06) if high < 10 else darker(stone, 0.05)
        s.box(x - wide / 2, 0.0, wide, high, tone, shade=darker(tone, 0.22))
        _teeth(s, x - wide * 0.56, high, wide * 1.12, tone, 5)
        for v in (0.5, 0.78):
            s.box(x - 0.2, high * v, 0.4, 0.9, glass, 0.6, own=lot.dark, round_by=0.18)
    for x, high in ((-4.5, 12.5), (4.8, 15.5)):
        roof: Colour = (0.36, 0.42, 0.54)
        s.poly([(x - 2.2, high + 0.8), (x + 2.2, high + 0.8), (x, high + 5.4)], roof, shade=darker(roof))
        s.lines([[(x, high + 5.4), (x, high + 7.4)]], (0.3, 0.25, 0.22), 1.6).poly(
            [(x, high + 7.4), (x + 1.9, high + 6.9), (x, high + 6.4)], (0.76, 0.24, 0.22), 0.7
        )
    s.poly(
        [(-1.2, 0.0), (-1.2, 2.4), (-0.7, 3.2), (0.0, 3.5), (0.7, 3.2), (1.2, 2.4), (1.2, 0.0)],
        (0.26, 0.20, 0.18),
    )
    return s


def _teeth(s: Sketch, x: float, y: float, wide: float, tone: Colour, count: int) -> None:
    step = wide / (2 * count - 1)
    s.box(x, y - 0.1, wide, 0.4, tone, 0.6)
    for k in range(count):
        s.box(x + 2 * step * k, y + 0.3, step, 0.6, tone, 0.6)


def battlefield(lot: Backlot) -> None:
    """Torn ground, broken walls, spears and torn banners, smoke far off."""
    rng, mud = lot.rng, (0.54, 0.48, 0.40)
    ground(lot, mud, lighter(mud, 0.12))
    lot.put(240.0, hills(rng, 240.0, 20.0, (0.52, 0.51, 0.48)))
    for x in (-90.0, 40.0, 120.0):
        column = skia.Path()
        for k in range(12):
            wide, y = 5.0 + 2.6 * k, 4.0 + 6.5 * k
            column.addOval(skia.Rect.MakeLTRB(2.4 * k - wide, y - wide * 0.8, 2.4 * k + wide, y + wide * 0.8))
        lot.put(220.0, facing(Sketch().fill(column, (0.40, 0.39, 0.39), line=0.0, alpha=0.4), 220.0, x))
    for x, z, tone in ((-10.0, 20.0, 3.4), (12.0, 24.0, 4.2), (-24.0, 34.0, 5.0)):
        wall = Sketch().poly(
            [
                (-3.2, 0.0),
                (-3.2, tone),
                (-2.0, tone * 0.85),
                (-1.2, tone * 0.95),
                (0.2, tone * 0.45),
                (1.6, tone * 0.5),
                (2.8, tone * 0.2),
                (3.2, 0.0),
            ],
            STONE,
            shade=darker(STONE),
        )
        lot.put(z, facing(wall.box(-2.2, tone * 0.3, 0.8, tone * 0.32, darker(STONE, 0.5), 0.7), z, x))
    for x, z in ((-4.0, 10.0), (-2.9, 12.0), (4.4, 11.0), (6.6, 14.0), (-7.5, 13.0), (3.4, 8.0)):
        s = Sketch().lines([[(0.0, 0.0), (rng.uniform(-0.6, 0.6), 2.2)]], (0.36, 0.28, 0.22), 2.2)
        if z > 11:
            s.poly([(0.1, 2.1), (1.1, 1.9), (0.8, 1.6), (1.0, 1.3), (0.05, 1.4)], (0.64, 0.22, 0.20))
        lot.put(z, facing(s, z, x))
    lot.put(690.0, patches(rng, darker(mud, 0.2), 26, 30.0))
    for x, z, wide in ((-3.6, 6.6, 0.7), (4.0, 6.0, 0.6), (-5.4, 9.0, 1.2)):
        lot.put(z, rock(rng, x, z, wide, STONE))
    lot.put(15.0, bare_tree(rng, 8.6, 16.0, 4.6, (0.30, 0.26, 0.24)))


def campsite(lot: Backlot) -> None:
    """Tents among firs, a fire with logs to sit on."""
    rng = lot.rng
    floor = (0.54, 0.56, 0.38)
    ground(lot, floor, lighter(floor, 0.1))
    lot.put(500.0, mountains(rng, 500.0, 120.0, (0.52, 0.58, 0.64), SNOW))
    for z, high in ((80.0, 16.0), (40.0, 9.0)):
        lot.put(z, treeline(rng, z, high, white(lot, (0.38, 0.48, 0.38), 0.3), firs=True))
    for x, z, tall in ((-9.0, 15.0, 8.0), (-12.0, 18.0, 9.0), (10.0, 17.0, 8.5), (14.0, 21.0, 9.0)):
        lot.put(z, fir(x, z, tall, (0.32, 0.44, 0.35), lot.snowy))
    for x, z, hue in ((-4.6, 11.0, lot.colour((0.80, 0.52, 0.30))), (5.2, 12.5, (0.40, 0.52, 0.56))):
        tent = (
            Sketch()
            .poly([(-1.7, 0.0), (0.0, 2.1), (1.7, 0.0)], hue, shade=darker(hue))
            .poly([(-0.5, 0.0), (0.0, 1.6), (0.5, 0.0)], darker(hue, 0.55))
        )
        lot.put(z, facing(tent, z, x))
    lot.put(8.6, Embers(2.6, 0.0, 8.6, 0.8))
    for x, z in ((1.5, 8.9), (3.8, 8.4)):
        lot.put(z - 0.1, facing(Sketch().box(-0.5, 0.0, 1.0, 0.26, (0.44, 0.33, 0.25), round_by=0.12), z, x))
    meadow(lot, floor, 0.2)


def deck(lot: Backlot) -> None:
    """A ship's deck: planks, rails, mast and rigging, barrels; the sea all round."""
    wood = lot.colour((0.68, 0.53, 0.38))
    water(lot, -3.2, 24.0)
    lot.put(
        19.0,
        level(
            Sketch().smooth(
                [
                    (-4.6, -32.0),
                    (4.6, -32.0),
                    (4.6, 8.0),
                    (3.4, 14.0),
                    (0.0, 18.5),
                    (-3.4, 14.0),
                    (-4.6, 8.0),
                ],
                white(lot, wood),
                0.8,
            )
        ),
    )
    boards = [[(x * 0.4, -6.0), (x * 0.4, 17.5 - 1.05 * abs(x * 0.4) ** 1.5)] for x in range(-11, 12)]
    lot.put(18.9, level(Sketch().lines([list(run) for run in boards], darker(wood, 0.4), 0.8, 0.6)))
    for sign in (-1.0, 1.0):
        rail = Sketch().box(-32.0, 0.95, 40.0, 0.14, darker(wood, 0.2), 0.8)
        rail.lines(
            [[(-8.0 + 0.8 * k, 0.0), (-8.0 + 0.8 * k, 0.95)] for k in range(21)], darker(wood, 0.15), 2.4
        )
        lot.put(18.0, side(rail, sign * 4.6))
    bow = Sketch().lines(
        [[(-4.6, 1.0), (-2.2, 1.25), (0.0, 1.5), (2.2, 1.25), (4.6, 1.0)]], darker(wood, 0.2), 5.0
    )
    lot.put(17.9, facing(bow.lines([[(0.0, 1.5), (0.0, 4.4)]], darker(wood, 0.2), 4.0), 14.5))
    mast = (
        Sketch()
        .box(-0.24, 0.0, 0.48, 20.0, darker(wood, 0.15), shade=darker(wood, 0.4))
        .box(-4.0, 5.6, 8.0, 0.26, darker(wood, 0.2))
    )
    sail: Colour = (0.93, 0.90, 0.82)
    mast.smooth(
        [(-3.8, 5.8), (0.0, 6.2), (3.8, 5.8), (3.4, 12.0), (-3.4, 12.0)], sail, shade=darker(sail, 0.14)
    )
    lot.put(11.0, facing(mast, 11.0, -2.7))
    ropes = [[(-4.4 + 0.55 * k, 0.9), (-2.7, 9.0)] for k in range(4)] + [
        [(-4.2 + 0.4 * k, 1.6 + 0.9 * k), (-2.9 + 0.02 * k, 1.6 + 0.9 * k)] for k in range(5)
    ]
    lot.put(10.9, facing(Sketch().lines([list(run) for run in ropes], (0.36, 0.28, 0.22), 1.4), 10.8))
    for x, z in ((3.6, 9.0), (3.9, 7.6)):
        barrel(lot, x, z, 0.95)
    block(lot, -3.5, 6.6, 1.0, 0.6, 0.8, darker(wood, 0.12))


SETTINGS = {
    "garden": garden,
    "river": river,
    "castle": castle,
    "battlefield": battlefield,
    "campsite": campsite,
    "deck": deck,
}
