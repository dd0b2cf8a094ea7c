"""A city seen from outside and above: its skyline, bridges, roofs and stations."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import (
    LAMPLIGHT,
    lamppost,
)
from storyboard.engines.animatic.scenery.colours import Colour, darker
from storyboard.engines.animatic.scenery.furniture import block
from storyboard.engines.animatic.scenery.ground import ground, tiles
from storyboard.engines.animatic.scenery.planes import facing, level, side
from storyboard.engines.animatic.scenery.ridges import hills, skyline, treeline
from storyboard.engines.animatic.scenery.settings.coast import water
from storyboard.engines.animatic.scenery.settings.land import white
from storyboard.engines.animatic.scenery.sketch import Point, Sketch

ASPHALT: Colour = (0.55, 0.56, 0.58)


def on_skyline(lot: Backlot) -> None:
    """A city across the water, rank on rank of towers."""
    lit = LAMPLIGHT if lot.dark else None
    water(lot, -4.0, 24.0)
    for z, high, tone in (
        (420.0, 96.0, (0.62, 0.68, 0.76)),
        (300.0, 52.0, (0.56, 0.61, 0.69)),
        (220.0, 22.0, (0.50, 0.54, 0.61)),
    ):
        lot.put(z, skyline(lot.rng, z, high, tone, lit))
    stone: Colour = (0.64, 0.63, 0.62)
    lot.put(14.1, facing(Sketch().box(-70, -5, 140, 5, darker(stone, 0.25), 0.7), 14.0))
    lot.put(
        14.0, level(Sketch().box(-70, -20, 140, 34, white(lot, stone), 0.0)), tiles(stone, 1.6, 22.0, 13.9)
    )
    rail = [[(-40, 1.05), (40, 1.05)], [(-40, 0.55), (40, 0.55)]] + [
        [(1.4 * k, 0.0), (1.4 * k, 1.05)] for k in range(-28, 29)
    ]
    lot.put(13.8, facing(Sketch().lines([list(run) for run in rail], (0.28, 0.30, 0.33), 2.0), 13.5))
    for x in (-6.0, 6.0):
        lot.put(12.0, lamppost(x, 12.0, lot.dark, 4.0))


def bridge(lot: Backlot) -> None:
    """On a long bridge: its deck, its towers and cables, water below."""
    rng, iron = lot.rng, lot.colour((0.62, 0.34, 0.28))
    water(lot, -14.0, 40.0)
    lot.put(400.0, skyline(rng, 400.0, 70.0, (0.60, 0.65, 0.72), LAMPLIGHT if lot.dark else None))
    lot.put(300.0, hills(rng, 300.0, 14.0, (0.52, 0.58, 0.54)))
    deck = Sketch().box(-5.0, -30.0, 10.0, 200.0, white(lot, ASPHALT), 0.9)
    lot.put(
        150.0,
        level(
            deck.lines(
                [[(0.0, 4.0 * k), (0.0, 4.0 * k + 2.0)] for k in range(-2, 30)], (0.92, 0.9, 0.8), 1.8, 0.8
            )
        ),
    )
    for (z,) in ((90.0,), (26.0,)):
        pylon = Sketch()
        for u in (-5.6, 4.6):
            pylon.box(u, -16.0, 1.0, 36.0, iron, shade=darker(iron))
        for v in (6.5, 13.0, 18.5):
            pylon.box(-4.6, v, 9.2, 0.9, iron)
        lot.put(z, facing(pylon, z))
    for x in (-5.2, 5.2):
        hangers = [
            [(26.0 + 4.0 * k, 0.0), (26.0 + 4.0 * k, 2.0 + 17.0 * ((k - 8) / 8) ** 2)] for k in range(17)
        ]
        hangers += [
            [(26.0 - 4.0 * k, 0.0), (26.0 - 4.0 * k, 2.0 + 17.0 * ((8 - k) / 8) ** 2)] for k in range(9)
        ]
        cable = [(26.0 + 4.0 * k, 2.0 + 17.0 * ((k - 8) / 8) ** 2) for k in range(17)]
        s = (
            Sketch()
            .lines(hangers, iron, 1.2, 0.8)
            .lines([cable, [(26.0 - 4.0 * k, 2.0 + 17.0 * ((8 - k) / 8) ** 2) for k in range(9)]], iron, 3.4)
        )
        rail = [[(-30.0, v), (100.0, v)] for v in (0.4, 0.75, 1.1)] + [
            [(-6.0 + 1.5 * k, 0.0), (-6.0 + 1.5 * k, 1.1)] for k in range(30)
        ]
        lot.put(25.0, side(s.lines([list(run) for run in rail], darker(iron, 0.25), 1.5), x))
    for x in (-4.7, 4.7):
        for z in (20.0, 11.0):
            lot.put(z, lamppost(x, z, lot.dark, 4.2))


def rooftop(lot: Backlot) -> None:
    """A flat roof over the city: parapet, water tank, chimneys, a stair hut."""
    rng, felt = lot.rng, (0.58, 0.57, 0.57)
    lit = LAMPLIGHT if lot.dark else None
    ground(lot, (0.50, 0.53, 0.58))
    for z, high, tone in (
        (300.0, 74.0, (0.60, 0.66, 0.74)),
        (160.0, 28.0, (0.55, 0.60, 0.68)),
        (80.0, 12.0, (0.52, 0.54, 0.60)),
    ):
        lot.put(z, skyline(rng, z, high, tone, lit))
    lot.put(13.2, facing(Sketch().box(-60, -20, 120, 20.0, (0.45, 0.42, 0.42), 0.6), 13.2))
    lot.put(
        13.1,
        level(Sketch().box(-60, -30, 120, 43.0, white(lot, felt), 0.0)),
        tiles(felt, 2.0, 26.0, 13.0, 0.3),
    )
    lot.put(
        13.0,
        facing(
            Sketch()
            .box(-60, 0.0, 120, 0.8, (0.62, 0.52, 0.46), 0.8)
            .box(-60, 0.8, 120, 0.14, (0.74, 0.70, 0.66), 0.8),
            13.0,
        ),
    )
    tank = Sketch().lines(
        [
            [(-1.0, 0.0), (-0.8, 2.0)],
            [(1.0, 0.0), (0.8, 2.0)],
            [(-0.9, 0.2), (0.8, 1.9)],
            [(0.9, 0.2), (-0.8, 1.9)],
        ],
        (0.3, 0.28, 0.27),
        2.4,
    )
    tank.box(-1.1, 2.0, 2.2, 2.2, (0.54, 0.42, 0.32), shade=(0.42, 0.32, 0.25)).poly(
        [(-1.25, 4.2), (0.0, 5.1), (1.25, 4.2)], (0.40, 0.34, 0.32)
    )
    lot.put(
        11.0,
        facing(
            tank.lines([[(-1.1, v), (1.1, v)] for v in (2.5, 3.1, 3.7)], (0.3, 0.25, 0.22), 1.6), 11.0, -4.8
        ),
    )
    hut = Sketch().box(0.9, 0.0, 0.9, 2.0, (0.40, 0.34, 0.32))
    block(lot, 5.2, 9.4, 2.7, 2.6, 2.6, (0.66, 0.58, 0.52), hut)
    for x, z in ((-3.4, 7.4), (3.4, 7.0)):
        block(lot, x, z, 0.7, 1.2, 0.6, (0.64, 0.42, 0.34))
    aerial: list[list[Point]] = [[(0.0, 0.0), (0.0, 2.6)]]
    aerial += [[(-u, v), (u, v)] for u, v in ((0.7, 2.4), (0.5, 2.1), (0.3, 1.8))]
    lot.put(10.0, facing(Sketch().lines(aerial, (0.25, 0.25, 0.27), 1.6), 10.0, -2.7))


def platform(lot: Backlot) -> None:
    """A station: platform, rails, a canopy on iron columns, a clock."""
    rng = lot.rng
    ground(lot, (0.52, 0.50, 0.47))
    lot.put(140.0, skyline(rng, 140.0, 22.0, (0.60, 0.63, 0.68), LAMPLIGHT if lot.dark else None))
    lot.put(60.0, treeline(rng, 60.0, 5.0, white(lot, (0.44, 0.53, 0.42), 0.5)))
    rails = Sketch().lines(
        [[(-200.0, v), (200.0, v)] for v in (14.0, 15.4, 18.0, 19.4)], (0.40, 0.41, 0.44), 2.2
    )
    lot.put(
        500.0,
        level(
            rails.lines(
                [[(0.9 * k, 13.6), (0.9 * k, 15.8)] for k in range(-40, 41)], (0.40, 0.33, 0.28), 2.0, 0.7
            )
        ),
    )
    stone = white(lot, (0.70, 0.68, 0.64), 0.5)
    lot.put(12.6, facing(Sketch().box(-80, -0.6, 160, 0.6, darker(stone, 0.35), 0.6), 12.5))
    lot.put(
        12.5,
        level(
            Sketch().box(-80, -30, 160, 42.4, stone, 0.0).box(-80, 11.6, 160, 0.4, (0.93, 0.80, 0.36), 0.0)
        ),
        tiles(stone, 1.2, 26.0, 11.5, 0.35),
    )
    for x in (-9.5, -4.6, 4.6, 9.5):
        post = (
            Sketch()
            .box(-0.1, 0.0, 0.2, 4.0, (0.30, 0.38, 0.36))
            .poly([(-1.2, 4.0), (0.0, 3.2), (1.2, 4.0)], (0.30, 0.38, 0.36), 0.8, 0.85)
        )
        lot.put(10.0, facing(post, 10.0, x))
    roof = Sketch().box(-60, 3.95, 120, 0.5, (0.42, 0.48, 0.47), 0.8)
    for k in range(-40, 41):
        roof.poly([(k * 0.8, 3.95), (k * 0.8 + 0.4, 3.6), (k * 0.8 + 0.8, 3.95)], (0.86, 0.84, 0.78), 0.6)
    lot.put(9.9, facing(roof, 9.9))
    clock = (
        Sketch()
        .box(-0.03, 0.5, 0.06, 1.0, (0.2, 0.2, 0.22))
        .oval(0, 0, 0.5, 0.5, (0.22, 0.25, 0.26))
        .oval(0, 0, 0.42, 0.42, (0.97, 0.95, 0.88), own=lot.dark)
    )
    lot.put(
        9.8, facing(clock.lines([[(0, 0.32), (0, 0), (0.2, 0.08)]], (0.12, 0.12, 0.14), 2.2), 9.7, 2.4, 2.9)
    )
    bench = (
        Sketch()
        .box(-0.9, 0.42, 1.8, 0.1, (0.54, 0.40, 0.28))
        .box(-0.9, 0.7, 1.8, 0.14, (0.54, 0.40, 0.28))
        .box(-0.8, 0.0, 0.1, 0.85, (0.25, 0.26, 0.28))
        .box(0.7, 0.0, 0.1, 0.85, (0.25, 0.26, 0.28))
    )
    lot.put(9.0, facing(bench, 9.0, -3.2))
    if lot.dark:
        for x in (-5.0, 5.0):
            lot.put(
                8.0,
                facing(
                    Sketch()
                    .glow(0, 0, 2.2, LAMPLIGHT, 0.5)
                    .oval(0, 0, 0.2, 0.14, (1.0, 0.94, 0.74), own=True),
                    9.6,
                    x,
                    3.4,
                ),
            )


SETTINGS = {"skyline": on_skyline, "bridge": bridge, "rooftop": rooftop, "platform": platform}
