"""Streets, squares and what men build out of doors."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import (
    LAMPLIGHT,
    facade,
    fence,
    house,
    lamppost,
    street_side,
)
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.ground import cobbles, ground
from storyboard.engines.animatic.scenery.growth import bush, tree
from storyboard.engines.animatic.scenery.planes import facing, level, side
from storyboard.engines.animatic.scenery.ridges import hills, roofs, skyline, treeline
from storyboard.engines.animatic.scenery.settings.land import LEAF, meadow, white
from storyboard.engines.animatic.scenery.sketch import Sketch

ASPHALT: Colour = (0.55, 0.56, 0.58)
WALLS: list[Colour] = [
    (0.74, 0.58, 0.48),
    (0.80, 0.73, 0.62),
    (0.66, 0.62, 0.60),
    (0.70, 0.50, 0.42),
    (0.62, 0.66, 0.66),
]


def street(lot: Backlot) -> None:
    """House fronts either side, a road between, lamps, towers beyond."""
    rng = lot.rng
    ground(lot, ASPHALT, lighter(ASPHALT, 0.15))
    lit = LAMPLIGHT if lot.dark else None
    lot.put(160.0, skyline(rng, 160.0, 44.0, (0.58, 0.63, 0.70), lit))
    lot.put(90.0, skyline(rng, 90.0, 17.0, (0.56, 0.58, 0.62), lit))
    for x in (-7.2, 7.2):
        for k, (z, front) in enumerate(street_side(rng, x, -20.0, 62.0, WALLS, lot.dark)):
            lot.put(600.0 + z + 0.01 * k, front)
    for x in (-7.2, 4.2):
        pavement = white(lot, (0.70, 0.69, 0.67), 0.8)
        lot.put(
            500.0,
            level(
                Sketch()
                .box(x, -20.0, 3.0, 84.0, pavement, 0.9)
                .lines(
                    [[(x, 1.5 * k), (x + 3.0, 1.5 * k)] for k in range(-2, 24)],
                    darker(pavement, 0.25),
                    0.7,
                    0.5,
                ),
                0.02,
            ),
        )
    dashes = [[(0.0, 4.0 * k), (0.0, 4.0 * k + 2.0)] for k in range(-2, 14)]
    lot.put(499.0, level(Sketch().lines(dashes, (0.90, 0.88, 0.80), 1.8, 0.7)))
    for z in (26.0, 17.0, 10.0, 5.0):
        for x in (-4.6, 4.6):
            lot.put(z, lamppost(x, z, lot.dark, 4.4))
    for x, z, tone in ((-3.3, 19.0, (0.60, 0.28, 0.26)), (3.2, 24.0, (0.30, 0.42, 0.54))):
        lot.put(z, facing(parked_car(tone, lot.dark), z, x))


def parked_car(tone: Colour, lit: bool) -> Sketch:
    """A car seen from behind or before."""
    s = (
        Sketch()
        .box(-0.8, 0.0, 0.26, 0.4, (0.14, 0.14, 0.15), round_by=0.05)
        .box(0.54, 0.0, 0.26, 0.4, (0.14, 0.14, 0.15), round_by=0.05)
    )
    s.box(-0.9, 0.24, 1.8, 0.6, tone, shade=darker(tone), round_by=0.12)
    s.poly([(-0.72, 0.82), (-0.56, 1.35), (0.56, 1.35), (0.72, 0.82)], tone).poly(
        [(-0.58, 0.86), (-0.47, 1.26), (0.47, 1.26), (0.58, 0.86)], (0.60, 0.70, 0.76)
    )
    for u in (-0.68, 0.68):
        s.oval(u, 0.58, 0.13, 0.1, (1.0, 0.95, 0.75) if lit else (0.92, 0.92, 0.88), own=lit)
        if lit:
            s.glow(u, 0.58, 0.8, (1.0, 0.93, 0.7), 0.5)
    return s.box(-0.3, 0.4, 0.6, 0.14, (0.92, 0.91, 0.85), 0.7)


def village(lot: Backlot) -> None:
    """A cobbled square: gabled houses, a church tower, a fountain."""
    rng = lot.rng
    stone = (0.72, 0.68, 0.61)
    ground(lot, stone, lighter(stone, 0.1))
    lot.put(680.0, cobbles(rng, white(lot, stone)))
    lot.put(240.0, hills(rng, 240.0, 34.0, white(lot, (0.52, 0.60, 0.50), 0.5)))
    lot.put(80.0, roofs(rng, 80.0, 9.0, (0.78, 0.72, 0.64), LAMPLIGHT if lot.dark else None))
    tower = (
        Sketch()
        .box(-1.6, 0.0, 3.2, 11.0, (0.70, 0.68, 0.64), shade=(0.56, 0.55, 0.53))
        .poly([(-1.9, 11.0), (0.0, 16.0), (1.9, 11.0)], (0.40, 0.44, 0.50))
    )
    tower.oval(0.0, 9.2, 0.8, 0.8, (0.94, 0.92, 0.85)).lines(
        [[(0.0, 9.8), (0.0, 9.2), (0.4, 9.0)]], (0.2, 0.2, 0.22), 1.6
    )
    lot.put(46.0, facing(tower, 46.0, -9.0))
    for x, z, wide in (
        (-11.0, 24.0, 6.0),
        (-4.6, 28.0, 5.4),
        (2.2, 30.0, 5.0),
        (8.2, 26.0, 5.8),
        (14.5, 22.0, 6.2),
        (-17.5, 20.0, 6.0),
        (21.5, 19.0, 6.2),
        (-24.0, 17.0, 6.0),
    ):
        lot.put(
            z,
            house(
                rng,
                x,
                z,
                wide,
                rng.choice([(0.90, 0.85, 0.74), (0.84, 0.72, 0.60), (0.80, 0.82, 0.80), (0.88, 0.78, 0.68)]),
                lot.dark,
            ),
        )
    fountain(lot, -3.6, 13.0)
    for x in (-5.2, 5.4):
        lot.put(9.0, lamppost(x, 9.0, lot.dark))
    stall = (
        Sketch()
        .box(-0.9, 0.0, 1.8, 0.9, (0.56, 0.42, 0.30))
        .lines([[(-0.85, 0.9), (-0.85, 2.0)], [(0.85, 0.9), (0.85, 2.0)]], (0.4, 0.3, 0.22), 2.4)
    )
    for k in range(6):
        stall.box(-1.05 + 0.35 * k, 1.9, 0.35, 0.5, (0.80, 0.34, 0.30) if k % 2 else (0.94, 0.92, 0.86), 0.7)
    lot.put(11.0, facing(stall, 11.0, 5.0))


def fountain(lot: Backlot, x: float, z: float) -> None:
    """A stone basin with a jet."""
    stone: Colour = (0.68, 0.67, 0.65)
    s = (
        Sketch()
        .box(-1.3, 0.0, 2.6, 0.55, stone, shade=darker(stone), round_by=0.1)
        .oval(0.0, 0.58, 1.25, 0.14, (0.56, 0.68, 0.74))
    )
    s.box(-0.14, 0.5, 0.28, 0.9, stone, shade=darker(stone)).smooth(
        [(-0.6, 1.5), (0.6, 1.5), (0.25, 1.3), (-0.25, 1.3)], stone
    )
    for u in (-0.5, -0.25, 0.25, 0.5):
        s.curve([(0.0, 1.95), (u * 0.8, 1.85), (u * 1.3, 0.65)], (0.88, 0.94, 0.96), 1.3, 0.8)
    lot.put(z, facing(s, z, x))


def road(lot: Backlot) -> None:
    """A road to the horizon through fields, telegraph poles, a sign."""
    rng = lot.rng
    grass = (0.62, 0.66, 0.45)
    ground(lot, grass, lighter(grass, 0.15))
    lot.put(260.0, hills(rng, 260.0, 24.0, (0.54, 0.61, 0.55)))
    lot.put(110.0, treeline(rng, 110.0, 6.0, white(lot, (0.45, 0.55, 0.40), 0.4)))
    track = Sketch().poly(
        [(-2.6, -20.0), (2.6, -20.0), (2.6, 200.0), (-2.6, 200.0)], white(lot, ASPHALT, 0.5), 0.8
    )
    lot.put(
        500.0,
        level(
            track.lines(
                [[(0.0, 5.0 * k), (0.0, 5.0 * k + 2.4)] for k in range(-2, 30)], (0.93, 0.90, 0.80), 1.8, 0.85
            )
        ),
    )
    for k in range(6):
        z = 8.0 + 11.0 * k
        pole = (
            Sketch()
            .box(-0.1, 0.0, 0.2, 7.0, (0.42, 0.34, 0.28), 0.8)
            .box(-0.9, 6.2, 1.8, 0.14, (0.42, 0.34, 0.28), 0.7)
        )
        lot.put(z, facing(pole, z, -4.6))
    wires = side(
        Sketch().lines(
            [
                [
                    (-20.0, 6.4),
                    *[(8.0 + 11.0 * k + d, 6.35 - s) for k in range(6) for d, s in ((0, 0), (5.5, 0.5))],
                ]
            ],
            (0.25, 0.25, 0.27),
            1.0,
            0.8,
        ),
        -4.6,
    )
    lot.put(7.9, wires)
    lot.put(16.0, fence(16.0, 50.0, 1.0, (0.56, 0.46, 0.36), 2.2, 3.4))
    lot.put(
        9.0,
        facing(
            Sketch()
            .box(-0.05, 0.0, 0.1, 1.6, (0.5, 0.5, 0.5))
            .poly([(0.0, 1.35), (0.42, 1.77), (0.0, 2.19), (-0.42, 1.77)], (0.93, 0.77, 0.30)),
            9.0,
            3.6,
        ),
    )
    for x, z, tall in ((9.0, 20.0, 7.0), (-13.0, 30.0, 8.0)):
        lot.put(z, tree(rng, x, z, tall, white(lot, LEAF, 0.4)))
    meadow(lot, grass)


def home(lot: Backlot) -> None:
    """A house in its garden, a path to the door."""
    rng, wall = lot.rng, lot.colour((0.90, 0.86, 0.77))
    grass = (0.58, 0.66, 0.42)
    ground(lot, grass, lighter(grass, 0.12))
    lot.put(200.0, hills(rng, 200.0, 20.0, white(lot, (0.54, 0.62, 0.52))))
    lot.put(60.0, treeline(rng, 60.0, 8.0, white(lot, (0.44, 0.54, 0.38), 0.4)))
    lot.put(20.0, house(rng, 1.0, 20.0, 9.0, wall, lot.dark))
    lot.put(
        690.0,
        level(
            Sketch().poly(
                [(-0.8, -6.0), (0.8, -6.0), (1.2, 20.0), (0.2, 20.0)],
                white(lot, (0.78, 0.72, 0.62), 0.6),
                0.6,
            )
        ),
    )
    for x, z, tall in ((-9.0, 18.0, 7.0), (11.0, 22.0, 8.0)):
        lot.put(z, tree(rng, x, z, tall, white(lot, LEAF, 0.4)))
    for x in (-5.0, -3.4, 5.6, 7.0):
        lot.put(18.6, bush(rng, x, 18.6, 1.5, white(lot, (0.44, 0.56, 0.36), 0.5), (0.88, 0.52, 0.56)))
    lot.put(12.0, fence(12.0, 40.0, 0.95, (0.92, 0.91, 0.87), 0.5, 1.5))
    meadow(lot, grass, 0.18)


def parking(lot: Backlot) -> None:
    """Painted bays, cars, a long low building, lamps."""
    rng = lot.rng
    ground(lot, ASPHALT)
    lot.put(120.0, skyline(rng, 120.0, 26.0, (0.60, 0.64, 0.70), LAMPLIGHT if lot.dark else None))
    lot.put(34.0, facade(rng, 0.0, 34.0, 36.0, 6.0, (0.70, 0.66, 0.60), lot.dark))
    lot.put(
        500.0,
        level(
            Sketch().lines(
                [[(2.8 * k + 1.4, 11.0), (2.8 * k + 1.4, 16.0)] for k in range(-12, 12)],
                (0.92, 0.91, 0.86),
                1.8,
                0.8,
            )
        ),
    )
    for x, tone in (
        (-8.4, (0.58, 0.28, 0.26)),
        (-5.6, (0.80, 0.80, 0.78)),
        (5.6, (0.28, 0.40, 0.54)),
        (11.2, (0.32, 0.34, 0.36)),
        (-14.0, (0.66, 0.58, 0.36)),
    ):
        lot.put(14.0, facing(parked_car(tone, False), 14.0, x))
    for x, z in ((-4.6, 9.0), (6.0, 19.0), (-9.0, 24.0)):
        lot.put(z, lamppost(x, z, lot.dark, 5.5))


SETTINGS = {"street": street, "village": village, "road": road, "house": home, "parking": parking}
