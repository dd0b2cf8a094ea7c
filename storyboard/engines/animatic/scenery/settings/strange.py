"""Places few have been: space, the moon, the sea bed, the sky."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import rock
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.ground import Ground, ripples
from storyboard.engines.animatic.scenery.growth import bare_tree, reeds
from storyboard.engines.animatic.scenery.planes import Air, facing, level
from storyboard.engines.animatic.scenery.ridges import hills, mountains
from storyboard.engines.animatic.scenery.sketch import Sketch, ring
from storyboard.engines.animatic.scenery.sky import Drift, Sky, clouds, heap, stars


def space(lot: Backlot) -> None:
    """Stars, a nebula, a ringed planet and its moon."""
    starfield(lot)
    tone = lot.colour((0.78, 0.56, 0.42))
    s = (
        Sketch()
        .glow(0.0, 0.0, 175.0, lighter(tone, 0.3), 0.4)
        .oval(0.0, 0.0, 120.0, 120.0, tone, 0.0, own=True)
    )
    for v, high, share in ((55.0, 16.0, 0.15), (10.0, 24.0, 0.2), (-50.0, 14.0, 0.12)):
        half = math.sqrt(120.0**2 - v**2)
        s.oval(0.0, v, half * 0.985, high / 2, darker(tone, share), 0.0, 0.8, own=True)
    s.smooth(
        [(20.0, -118.0), (85.0, -85.0), (120.0, 0.0), (85.0, 85.0), (20.0, 118.0), (70.0, 0.0)],
        darker(tone, 0.7),
        0.0,
        0.55,
        own=True,
    )
    s.curve(
        [
            (-116.0, 24.0),
            (-200.0, -6.0),
            (-120.0, -40.0),
            (0.0, -44.0),
            (130.0, -26.0),
            (205.0, 14.0),
            (118.0, 32.0),
        ],
        lighter(tone, 0.5),
        5.0,
        0.85,
        own=True,
    )
    lot.put(9_500.0, facing(s, 880.0, 190.0, 110.0))
    lot.put(
        9_400.0,
        facing(
            Sketch().oval(0, 0, 26, 26, (0.72, 0.72, 0.70), 0.0, shade=(0.4, 0.4, 0.42), own=True),
            870.0,
            -240.0,
            170.0,
        ),
    )


def starfield(lot: Backlot) -> None:
    """Black, nebulae, and more stars than over any town."""
    rng = lot.rng
    lot.put(
        10_000.0, facing(Sketch().box(-4000, -4000, 8000, 8000, (0.035, 0.04, 0.085), 0.0, own=True), 950.0)
    )
    clouds = Sketch()
    for _ in range(4):
        hue = rng.choice([(0.42, 0.24, 0.55), (0.20, 0.34, 0.62), (0.58, 0.26, 0.42)])
        clouds.glow(rng.uniform(-380, 380), rng.uniform(-160, 220), rng.uniform(90, 170), hue, 0.4)
    lot.put(9_900.0, facing(clouds, 940.0))
    upper, lower = stars(rng, 300), stars(rng, 300)
    lot.put(9_800.0, upper)
    lot.put(9_800.0, Drift(tuple(panel.moved(0.0, -920.0) for panel in lower.groups), 0.0, 8000.0))


def moon_surface(lot: Backlot) -> None:
    """Grey dust and craters under black; the earth hangs there."""
    starfield(lot)
    mars = "mars" in lot.reading.text.lower()
    dust = lot.colour((0.78, 0.46, 0.32) if mars else (0.68, 0.68, 0.67))
    if mars:
        lot.put(9_700.0, Sky((0.62, 0.42, 0.34), (0.90, 0.70, 0.54)))
        breathe(lot, (0.88, 0.67, 0.52), 420.0)
    else:
        earth = (
            Sketch()
            .glow(0, 0, 120, (0.5, 0.7, 1.0), 0.4)
            .oval(0, 0, 52, 52, (0.26, 0.46, 0.72), 0.0, own=True)
        )
        earth.smooth(ring(-12, 10, 24, 14, 7, 0.4), (0.42, 0.58, 0.38), 0.0, own=True).smooth(
            ring(20, -16, 15, 9, 6), (0.52, 0.56, 0.38), 0.0, own=True
        )
        earth.smooth(
            [(10, -51), (40, -34), (52, 0), (40, 34), (10, 51), (34, 0)],
            (0.06, 0.08, 0.16),
            0.0,
            0.6,
            own=True,
        )
        lot.put(9_400.0, facing(earth, 900.0, -170.0, 165.0))
    lot.put(800.0, Ground(dust, darker(dust, 0.12)))
    lot.put(400.0, mountains(lot.rng, 400.0, 55.0, darker(dust, 0.22)))
    lot.put(120.0, hills(lot.rng, 120.0, 4.0, darker(dust, 0.1)))
    for x, z, wide in (
        (-5.0, 11.0, 2.2),
        (6.0, 15.0, 3.4),
        (-12.0, 26.0, 5.0),
        (2.0, 32.0, 4.0),
        (-2.6, 6.0, 0.7),
        (3.4, 7.0, 0.9),
    ):
        pit = (
            Sketch()
            .oval(0, 0, wide, wide * 0.8, lighter(dust, 0.25), 0.6)
            .oval(0, -wide * 0.06, wide * 0.84, wide * 0.64, darker(dust, 0.35), 0.5)
        )
        lot.put(700.0 - z, level(pit, 0.0, x, z))
    for x, z, wide in ((-3.6, 7.5, 0.7), (4.4, 9.0, 1.1), (-7.0, 14.0, 1.6)):
        lot.put(z, rock(lot.rng, x, z, wide, darker(dust, 0.12)))


def underwater(lot: Backlot) -> None:
    """Blue depths, shafts of light, coral, weed, fish in a shoal."""
    rng = lot.rng
    deep: Colour = (0.13, 0.35, 0.50)
    breathe(lot, deep, 26.0)
    lot.put(10_000.0, Sky((0.40, 0.70, 0.79), deep))
    sand: Colour = (0.52, 0.66, 0.66)
    lot.put(800.0, Ground(sand, deep))
    for z, high in ((60.0, 9.0), (34.0, 4.0)):
        lot.put(z, hills(rng, z, high, mix((0.14, 0.34, 0.46), sand, 0.2)))
    shafts = Sketch()
    for x in (-14.0, -6.0, 1.0, 9.0, 16.0):
        shafts.poly(
            [(x, 20.0), (x + 2.6, 20.0), (x + 6.5, -1.0), (x + 1.0, -1.0)],
            (0.86, 0.97, 0.98),
            0.0,
            0.10,
            own=True,
        )
    lot.put(30.0, Drift((facing(shafts, 28.0),), 0.4, 60.0))
    lot.put(600.0, ripples(rng, sand, 40))
    for x, z, hue in (
        (-4.2, 9.0, (0.86, 0.42, 0.44)),
        (4.6, 10.0, (0.92, 0.62, 0.36)),
        (-7.0, 13.0, (0.68, 0.42, 0.66)),
        (3.6, 6.5, (0.90, 0.50, 0.52)),
        (7.5, 15.0, (0.86, 0.74, 0.42)),
    ):
        lot.put(z, bare_tree(rng, x, z, rng.uniform(1.0, 1.8), hue))
    for x, z, wide in ((-3.3, 6.4, 0.8), (5.6, 8.6, 1.6), (-9.0, 14.0, 2.6)):
        lot.put(z, rock(rng, x, z, wide, (0.34, 0.46, 0.52)))
    lot.put(20.0, Drift((facing(_shoal(rng), 19.0, 0.0, 4.2),), 1.3, 50.0))
    lot.front(reeds(rng, -1.5, 1.9, 1.0, (0.12, 0.34, 0.32), True))


def _shoal(rng: random.Random) -> Sketch:
    path = skia.Path()
    for _ in range(16):
        x, y, s = rng.uniform(-4, 4), rng.uniform(-1.4, 1.4), rng.uniform(0.7, 1.2)
        path.addOval(skia.Rect.MakeLTRB(x - 0.34 * s, y - 0.13 * s, x + 0.34 * s, y + 0.13 * s))
        path.addPoly(
            [
                skia.Point(x - 0.28 * s, y),
                skia.Point(x - 0.56 * s, y - 0.16 * s),
                skia.Point(x - 0.56 * s, y + 0.16 * s),
            ],
            True,
        )
    return Sketch().fill(path, (0.90, 0.74, 0.44), line=0.7)


def in_the_sky(lot: Backlot) -> None:
    """Above the clouds: banks of them below and beyond, and light."""
    lot.put(800.0, Ground(mix(lot.palette.zenith, lot.palette.cloud, 0.3), lot.palette.horizon))
    lot.put(500.0, clouds(lot.rng, lot.palette, False))
    for z, v in ((120.0, -12.0), (60.0, -6.0), (26.0, -2.2), (12.0, -0.6)):
        s = Sketch()
        for k in range(9):
            x = (k - 4) * z * 0.42 + lot.rng.uniform(-1, 1)
            tone = lighter(mix(lot.palette.cloud, lot.palette.zenith, 0.12 * lot.rng.random()), 0.12)
            heap(
                s, lot.rng, x, 0.0, z * lot.rng.uniform(0.24, 0.36), tone, mix(tone, lot.palette.zenith, 0.4)
            )
        lot.put(z, Drift((facing(s, z, 0.0, v),), 0.6, 1.2 * z))


def breathe(lot: Backlot, haze: Colour, thickness: float) -> None:
    """Give a place air of its own: its haze, and how many metres of it hide a thing."""
    lot.palette = replace(lot.palette, air=Air(lot.palette.air.tint, haze, thickness))


SETTINGS = {"space": space, "moon": moon_surface, "underwater": underwater, "sky": in_the_sky}
