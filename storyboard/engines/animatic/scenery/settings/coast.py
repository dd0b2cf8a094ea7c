"""Places by the water."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.boats import fishing_boat, sailing_boat, tall_ship
from storyboard.engines.animatic.scenery.buildings import Beam, house, lamppost, lighthouse, rock
from storyboard.engines.animatic.scenery.colours import WHITE, Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.ground import (
    Ground,
    blades,
    cobbles,
    patches,
    planks,
    ripples,
    tufts,
)
from storyboard.engines.animatic.scenery.growth import palm
from storyboard.engines.animatic.scenery.planes import Panel, facing, level
from storyboard.engines.animatic.scenery.ridges import hills
from storyboard.engines.animatic.scenery.sketch import Sketch
from storyboard.engines.animatic.scenery.water import Afloat, swells, waves

SEA: Colour = (0.36, 0.53, 0.61)
GRASS: Colour = (0.55, 0.62, 0.42)
STONE: Colour = (0.56, 0.55, 0.54)
SAND: Colour = (0.89, 0.81, 0.65)


def sea(lot: Backlot) -> None:
    """Open water, with a ship far off."""
    water(lot, 0.0, 2.6)
    lot.put(160.0, Afloat(tall_ship(-40.0, 160.0, 26.0, (0.35, 0.25, 0.20)), 0.4, 1.0))
    lot.put(70.0, Afloat(sailing_boat(26.0, 70.0, 9.0, (0.36, 0.42, 0.52)), 0.25, 2.0))


def coast(lot: Backlot) -> None:
    """Rocks and turf above the water."""
    water(lot, -3.0, 20.0)
    lot.put(220.0, hills(lot.rng, 220.0, 16.0, (0.50, 0.56, 0.52)))
    shore(lot, 13.0)


def cliff(lot: Backlot) -> None:
    """The edge of a high cliff, the sea far below, headlands beyond."""
    water(lot, -26.0, 70.0)
    for z, x, high in ((260.0, -150.0, 12.0), (150.0, 105.0, 6.0)):
        lot.put(z, headland(lot, x, z, high))
    shore(lot, 10.0)


def on_lighthouse(lot: Backlot) -> None:
    """A lighthouse on its headland."""
    water(lot, -3.0, 32.0)
    lot.put(240.0, hills(lot.rng, 240.0, 12.0, (0.48, 0.54, 0.52)))
    shore(lot, 24.0)
    body, band = lot.colour(WHITE), lot.colour((0.75, 0.24, 0.20), 1)
    lot.put(23.0, lighthouse(4.6, 23.0, 17.0, body, band))
    lot.put(22.0, house(lot.rng, -0.6 + 10.2, 22.0, 4.2, (0.90, 0.88, 0.82), lot.dark))
    strength = 1.0 if lot.palette.hour.darkness > 0.5 else 0.7 if lot.dark or lot.wet else 0.25
    lot.put(22.5, Beam(4.6, 15.3, 23.0, strength))


def harbour(lot: Backlot) -> None:
    """A stone quay, boats at their moorings, a breakwater."""
    rng = lot.rng
    water(lot, -1.4, 10.0)
    lot.put(200.0, hills(rng, 200.0, 24.0, (0.52, 0.58, 0.55)))
    for x in (-62.0, -48.0, -36.0, 30.0, 44.0, 58.0):
        lot.put(
            90.0,
            house(
                rng,
                x,
                90.0,
                9.0,
                rng.choice([(0.89, 0.84, 0.75), (0.80, 0.66, 0.58), (0.74, 0.78, 0.80)]),
                lot.dark,
            ),
        )
    for x, z, hull in (
        (-9.0, 22.0, (0.27, 0.40, 0.52)),
        (12.0, 30.0, (0.55, 0.25, 0.22)),
        (-24.0, 40.0, (0.32, 0.44, 0.38)),
    ):
        lot.put(z, Afloat(fishing_boat(x, z, 9.0, hull, -1.4), 0.12, x))
    lot.put(52.0, Afloat(sailing_boat(4.0, 52.0, 9.0, (0.90, 0.88, 0.84), -1.4), 0.12, 1.0))
    quay(lot)


def beach(lot: Backlot) -> None:
    """Sand, surf and palms."""
    water(lot, -0.25, 15.0)
    lot.put(300.0, hills(lot.rng, 300.0, 18.0, (0.48, 0.60, 0.58)))
    sand = lot.colour(SAND)
    edge = Sketch().smooth(
        [(-60, 15), (-20, 14), (-6, 15.5), (8, 14), (24, 15.6), (60, 14.5), (60, -8), (-60, -8)], sand, 0.0
    )
    lot.put(15.8, level(Sketch().box(-80, 14.6, 160, 1.5, (0.96, 0.97, 0.96), 0.0, 0.8)), level(edge))
    lot.put(15.7, ripples(lot.rng, sand, 40, 11.0), patches(lot.rng, darker(sand, 0.08), 8, 12.0))
    for x, z, tall in ((-4.6, 13.0, 5.2), (-6.8, 14.0, 4.4), (5.0, 12.0, 5.0)):
        lot.put(z, palm(lot.rng, x, z, tall, (0.42, 0.58, 0.38)))
    lot.put(6.0, rock(lot.rng, -4.2, 6.0, 0.9, STONE))


def water(lot: Backlot, y: float, near: float) -> None:
    """The sea at height y from `near` on: its tone is half the sky's."""
    rough = 1.0 if "storm" in lot.reading.weather else 0.45 if lot.palette.wind > 0.3 else 0.1
    tone = mix(lot.colour(SEA) if lot.reading.setting in ("sea", "beach") else SEA, lot.palette.horizon, 0.18)
    lot.put(800.0, Ground(darker(tone, 0.12), mix(tone, lot.palette.horizon, 0.35)))
    lot.put(600.0, waves(lot.rng, tone, y, near, near * 7 + 50, rough))
    for z, swell in swells(lot.rng, tone, y, near + 2.0, rough):
        lot.put(z, swell)


def shore(lot: Backlot, edge: float) -> None:
    """Turf with rocks up to an edge, then nothing but what lies beyond."""
    rng, grass = lot.rng, mix(GRASS, (0.92, 0.94, 0.97), 0.85) if lot.snowy else GRASS
    rim = [
        (-70.0, edge - 1),
        (-22.0, edge + 1.5),
        (-8.0, edge - 0.6),
        (3.0, edge + 0.8),
        (15.0, edge + 1.8),
        (30.0, edge),
        (70.0, edge + 1),
    ]
    lip = [(x, -0.05) for x, _ in rim]
    lot.put(
        edge + 2.5, facing(Sketch().poly([*lip, (70.0, -7.0), (-70.0, -7.0)], darker(STONE, 0.1), 0.6), edge)
    )
    lot.put(edge + 2.0, level(Sketch().smooth([*rim, (70.0, -8.0), (-70.0, -8.0)], grass, 0.0)))
    lot.put(edge + 1.9, patches(rng, darker(grass, 0.12), 14, edge * 0.8))
    for z, row in tufts(rng, darker(grass, 0.12), 0.2, rows=6):
        if z < edge - 1:
            lot.put(z, row)
    for x, z, wide in (
        (-5.2, edge - 1.5, 2.6),
        (6.5, edge - 1.0, 2.2),
        (-3.6, 6.5, 0.9),
        (4.4, 8.4, 1.2),
        (-12.0, edge - 2, 3.5),
    ):
        lot.put(z, rock(rng, x, z, wide, STONE))
    lot.front(blades(rng, darker(grass, 0.4), 1.7, 0.34))


def headland(lot: Backlot, x: float, z: float, high: float) -> Panel:
    """A cliffed cape far off, its foot in the water."""
    s = Sketch()
    wide = 60.0 + 30.0 * lot.rng.random()
    s.poly(
        [
            (-wide, -30.0),
            (-wide, high),
            (wide * 0.1, high * 0.9),
            (wide * 0.5, high * 0.3),
            (wide * 0.62, -30.0),
        ],
        (0.58, 0.56, 0.52),
        shade=(0.48, 0.47, 0.46),
    )
    s.poly(
        [(-wide, high), (wide * 0.1, high * 0.9), (wide * 0.22, high * 0.55), (-wide, high * 0.72)],
        GRASS,
        0.0,
    )
    return facing(s, z, x)


def quay(lot: Backlot) -> None:
    """Stone or planks underfoot, bollards and crates, a rail of rope, lamps."""
    rng, wooden = lot.rng, any(word in lot.reading.text.lower() for word in ("pier", "jetty", "dock"))
    stone = (0.62, 0.50, 0.39) if wooden else (0.70, 0.68, 0.64)
    stone = mix(stone, (0.92, 0.94, 0.97), 0.8) if lot.snowy else stone
    lot.put(9.5, facing(Sketch().box(-60, -3.0, 120, 3.0, darker(stone, 0.35), 0.6), 10.0))
    lot.put(9.4, level(Sketch().box(-60, -8.0, 120, 18.0, stone, 0.0)))
    lot.put(9.3, planks(stone, 0.4, 24.0, 9.9) if wooden else cobbles(rng, stone, 9.4))
    lot.put(9.2, level(Sketch().box(-60, 9.4, 120, 0.6, lighter(stone, 0.15), 0.8)))
    for x in (-7.0, -3.4, 3.4, 7.0):
        lot.put(
            9.1,
            facing(
                Sketch()
                .box(-0.16, 0, 0.32, 0.5, (0.25, 0.26, 0.28), round_by=0.08)
                .box(-0.24, 0.42, 0.48, 0.16, (0.25, 0.26, 0.28), round_by=0.08),
                9.1,
                x,
            ),
        )
    for x in (-5.6, 5.8):
        lot.put(8.0, lamppost(x, 8.0, lot.dark))
    for x, z, wide in ((4.3, 6.4, 0.9), (5.1, 6.0, 0.7), (-4.6, 5.4, 0.8)):
        lot.put(
            z,
            facing(
                Sketch()
                .box(-wide / 2, 0, wide, wide * 0.8, (0.58, 0.45, 0.32), shade=(0.44, 0.33, 0.24))
                .lines(
                    [
                        [(-wide / 2, 0.0), (wide / 2, wide * 0.8)],
                        [(-wide / 2, wide * 0.4), (wide / 2, wide * 0.4)],
                    ],
                    (0.34, 0.26, 0.2),
                    0.8,
                ),
                z,
                x,
            ),
        )


SETTINGS = {
    "sea": sea,
    "coast": coast,
    "cliff": cliff,
    "lighthouse": on_lighthouse,
    "harbour": harbour,
    "beach": beach,
}
