"""Places few have been: space, the moon, the sea bed, the sky; and the dead's."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import fence, rock
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.ground import Ground, blades, ground, patches, ripples, tufts
from storyboard.engines.animatic.scenery.growth import bare_tree, bush, canopy, palm, reeds, trunk
from storyboard.engines.animatic.scenery.planes import Air, facing, level
from storyboard.engines.animatic.scenery.ridges import hills, mountains, treeline
from storyboard.engines.animatic.scenery.sketch import Point, Sketch, ring
from storyboard.engines.animatic.scenery.sky import Drift, Sky, clouds, heap, stars
from storyboard.engines.animatic.scenery.weather import fog

STONE: Colour = (0.62, 0.62, 0.61)


def space(lot: Backlot) -> None:
    """Stars, a nebula, a ringed planet and its moon."""
    starfield(lot)
    tone = lot.colour((0.78, 0.56, 0.42))
    s = Sketch().glow(0.0, 0.0, 175.0, lighter(tone, 0.3), 0.4).oval(0.0, 0.0, 120.0, 120.0, tone, 0.0, own=True)
    for v, high, share in ((55.0, 16.0, 0.15), (10.0, 24.0, 0.2), (-50.0, 14.0, 0.12)):
        half = math.sqrt(120.0**2 - v**2)
        s.oval(0.0, v, half * 0.985, high / 2, darker(tone, share), 0.0, 0.8, own=True)
    s.smooth([(20.0, -118.0), (85.0, -85.0), (120.0, 0.0), (85.0, 85.0), (20.0, 118.0), (70.0, 0.0)], darker(tone, 0.7), 0.0, 0.55, own=True)
    s.curve([(-116.0, 24.0), (-200.0, -6.0), (-120.0, -40.0), (0.0, -44.0), (130.0, -26.0), (205.0, 14.0), (118.0, 32.0)], lighter(tone, 0.5), 5.0, 0.85, own=True)
    lot.put(9_500.0, facing(s, 880.0, 190.0, 110.0))
    lot.put(9_400.0, facing(Sketch().oval(0, 0, 26, 26, (0.72, 0.72, 0.70), 0.0, shade=(0.4, 0.4, 0.42), own=True), 870.0, -240.0, 170.0))


def starfield(lot: Backlot) -> None:
    """Black, nebulae, and more stars than over any town."""
    rng = lot.rng
    lot.put(10_000.0, facing(Sketch().box(-4000, -4000, 8000, 8000, (0.035, 0.04, 0.085), 0.0, own=True), 950.0))
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
        earth = Sketch().glow(0, 0, 120, (0.5, 0.7, 1.0), 0.4).oval(0, 0, 52, 52, (0.26, 0.46, 0.72), 0.0, own=True)
        earth.smooth(ring(-12, 10, 24, 14, 7, 0.4), (0.42, 0.58, 0.38), 0.0, own=True).smooth(ring(20, -16, 15, 9, 6), (0.52, 0.56, 0.38), 0.0, own=True)
        earth.smooth([(10, -51), (40, -34), (52, 0), (40, 34), (10, 51), (34, 0)], (0.06, 0.08, 0.16), 0.0, 0.6, own=True)
        lot.put(9_400.0, facing(earth, 900.0, -170.0, 165.0))
    lot.put(800.0, Ground(dust, darker(dust, 0.12)))
    lot.put(400.0, mountains(lot.rng, 400.0, 55.0, darker(dust, 0.22)))
    lot.put(120.0, hills(lot.rng, 120.0, 4.0, darker(dust, 0.1)))
    for x, z, wide in ((-5.0, 11.0, 2.2), (6.0, 15.0, 3.4), (-12.0, 26.0, 5.0), (2.0, 32.0, 4.0), (-2.6, 6.0, 0.7), (3.4, 7.0, 0.9)):
        pit = Sketch().oval(0, 0, wide, wide * 0.8, lighter(dust, 0.25), 0.6).oval(0, -wide * 0.06, wide * 0.84, wide * 0.64, darker(dust, 0.35), 0.5)
        lot.put(700.0 - z, level(pit, 0.0, x, z))
    for x, z, wide in ((-3.6, 7.5, 0.7), (4.4, 9.0, 1.1), (-7.0, 14.0, 1.6)):
        lot.put(z, rock(lot.rng, x, z, wide, darker(dust, 0.12)))


def graveyard(lot: Backlot) -> None:
    """Leaning stones, an iron fence, a bare tree, low mist."""
    rng, grass = lot.rng, (0.48, 0.53, 0.40)
    ground(lot, grass, lighter(grass, 0.1))
    lot.put(140.0, hills(rng, 140.0, 9.0, (0.45, 0.50, 0.46)))
    lot.put(60.0, treeline(rng, 60.0, 6.0, (0.34, 0.40, 0.36)))
    chapel = Sketch().box(-4, 0, 8, 5, (0.52, 0.51, 0.52)).poly([(-4.5, 5), (0, 8.5), (4.5, 5)], (0.34, 0.34, 0.38)).box(-6.5, 0, 2.6, 9, (0.50, 0.49, 0.50)).poly([(-6.8, 9), (-5.2, 13), (-3.6, 9)], (0.34, 0.34, 0.38))
    lot.put(44.0, facing(chapel.poly([(u * 0.5 - 0.0, v * 0.5 + 1.5) for u, v in ((-1, 0), (-1, 3), (0, 4.4), (1, 3), (1, 0))], (0.85, 0.7, 0.4), own=lot.dark), 44.0, 9.0))
    lot.put(26.0, fence(26.0, 50.0, 1.5, (0.22, 0.23, 0.25), 0.8))
    lot.put(15.0, bare_tree(rng, -6.4, 15.0, 6.5, (0.28, 0.25, 0.25)))
    for i in range(15):
        z = 22.0 - 1.2 * i
        x = (1 if i % 2 else -1) * rng.uniform(2.3 + 0.05 * z, 3.2 + 0.5 * z)
        lot.put(z, facing(_tombstone(rng), z, x))
    for z, row in tufts(rng, darker(grass, 0.18), 0.2):
        lot.put(z, row)
    lot.put(9.5, fog(rng, 3))
    lot.front(blades(rng, darker(grass, 0.45), 1.7, 0.34))


def _tombstone(rng: random.Random) -> Sketch:
    lean, kind = rng.uniform(-0.12, 0.12), rng.randrange(3)
    if kind == 0:
        cross = [(-0.1, 0.0), (-0.1 + lean, 0.75), (-0.38 + lean, 0.75), (-0.38 + lean, 0.95), (-0.1 + lean, 0.95), (-0.1 + lean, 1.3),
                 (0.1 + lean, 1.3), (0.1 + lean, 0.95), (0.38 + lean, 0.95), (0.38 + lean, 0.75), (0.1 + lean, 0.75), (0.1, 0.0)]  # fmt: skip
        return Sketch().poly(cross, STONE, shade=darker(STONE))
    outline: list[Point] = [(-0.36, 0.0), (-0.36 + lean, 0.75)]
    outline += [(lean - 0.36 * math.cos(math.pi * k / 6), 0.75 + 0.3 * math.sin(math.pi * k / 6)) for k in range(1, 6)] if kind == 1 else []
    outline += [(0.36 + lean, 0.75), (0.36, 0.0)]
    s = Sketch().poly(outline, STONE, shade=darker(STONE))
    return s.lines([[(-0.2 + lean, 0.62), (0.2 + lean, 0.62)], [(-0.16 + lean, 0.5), (0.16 + lean, 0.5)]], darker(STONE, 0.4), 1.0)


def jungle(lot: Backlot) -> None:
    """Green upon green: palms, vines, great leaves before the eye."""
    rng, green = lot.rng, lot.colour((0.40, 0.56, 0.34))
    ground(lot, (0.46, 0.46, 0.30), (0.52, 0.60, 0.42))
    for z, high, share in ((80.0, 34.0, 0.5), (48.0, 22.0, 0.3), (28.0, 12.0, 0.1)):
        lot.put(z, treeline(rng, z, high, mix(green, (0.74, 0.82, 0.66), share)))
    for i in range(8):
        z = 24.0 - 2.2 * i
        x = (1 if i % 2 else -1) * rng.uniform(2.8 + 0.08 * z, 3.2 + 0.5 * z)
        if i % 3 == 2:
            lot.put(z, trunk(rng, x, z, 0.9, (0.42, 0.36, 0.28)))
        else:
            lot.put(z, palm(rng, x, z, rng.uniform(4.5, 6.5), mix(green, darker(green), rng.random())))
    lot.put(11.0, canopy(rng, 11.0, 4.2, darker(green, 0.2), 30.0))
    vines = [[(x, 9.0), (x + 0.2, rng.uniform(2.6, 4.0))] for x in (-4.4, -3.1, 3.3, 4.8, 6.0, -6.4)]
    lot.put(10.0, facing(Sketch().lines(vines, darker(green, 0.35), 2.4), 10.0))
    for x, z in ((-3.4, 6.5), (3.7, 7.0), (-4.8, 5.0), (5.0, 5.4)):
        lot.put(z, bush(rng, x, z, 1.7, green, (0.85, 0.42, 0.40) if z > 6 else None))
    lot.front(_leaves(rng, darker(green, 0.5), -1.0), _leaves(rng, darker(green, 0.5), 1.0))


def _leaves(rng: random.Random, colour: Colour, sign: float) -> object:
    s = Sketch()
    for k in range(6):
        a, long = 0.2 + 0.34 * k, rng.uniform(0.7, 1.2)
        x, y = -sign * math.cos(a) * long, math.sin(a) * long
        nx, ny = -y * 0.16, x * 0.16
        s.smooth([(0.0, 0.0), (x * 0.5 + nx, y * 0.5 + ny), (x, y), (x * 0.5 - nx, y * 0.5 - ny)], mix(colour, lighter(colour, 0.2), rng.random()), 0.7)
    return facing(s, 1.9, sign * 1.75, 0.45, fades=True)


def swamp(lot: Backlot) -> None:
    """Still dark water, drowned trees with moss, reeds, mist."""
    rng = lot.rng
    ground(lot, (0.40, 0.44, 0.34), (0.50, 0.54, 0.44))
    lot.put(90.0, treeline(rng, 90.0, 16.0, (0.44, 0.49, 0.42)))
    lot.put(45.0, treeline(rng, 45.0, 7.0, (0.36, 0.42, 0.34)))
    lot.put(690.0, patches(rng, mix((0.30, 0.38, 0.38), lot.palette.horizon, 0.3), 26, 40.0, 0.85))
    for x, z, tall in ((-6.0, 14.0, 7.0), (7.0, 17.0, 8.0), (-12.0, 24.0, 9.0), (3.8, 27.0, 7.0), (13.0, 30.0, 9.0)):
        lot.put(z, bare_tree(rng, x, z, tall, (0.34, 0.31, 0.28)))
        moss = [[(x + u, tall * 0.62), (x + u + 0.1, tall * 0.62 - rng.uniform(0.6, 1.4))] for u in (-1.4, -0.9, 0.8, 1.3)]
        lot.put(z - 0.1, facing(Sketch().lines(moss, (0.46, 0.54, 0.38), 2.2, 0.8), z - 0.1))
    for x, z in ((-3.4, 6.5), (3.6, 7.5), (-4.6, 9.0), (5.4, 10.0), (4.3, 5.2)):
        lot.put(z, reeds(rng, x, z, 1.5, (0.46, 0.50, 0.30)))
    lot.put(9.0, fog(rng, 3))
    lot.front(reeds(rng, -1.5, 1.9, 0.9, (0.24, 0.27, 0.18), True), reeds(rng, 1.5, 1.9, 0.8, (0.24, 0.27, 0.18), True))


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
        shafts.poly([(x, 20.0), (x + 2.6, 20.0), (x + 6.5, -1.0), (x + 1.0, -1.0)], (0.86, 0.97, 0.98), 0.0, 0.10, own=True)
    lot.put(30.0, Drift((facing(shafts, 28.0),), 0.4, 60.0))
    lot.put(600.0, ripples(rng, sand, 40))
    for x, z, hue in ((-4.2, 9.0, (0.86, 0.42, 0.44)), (4.6, 10.0, (0.92, 0.62, 0.36)), (-7.0, 13.0, (0.68, 0.42, 0.66)), (3.6, 6.5, (0.90, 0.50, 0.52)), (7.5, 15.0, (0.86, 0.74, 0.42))):
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
        path.addPoly([skia.Point(x - 0.28 * s, y), skia.Point(x - 0.56 * s, y - 0.16 * s), skia.Point(x - 0.56 * s, y + 0.16 * s)], True)
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
            heap(s, lot.rng, x, 0.0, z * lot.rng.uniform(0.24, 0.36), tone, mix(tone, lot.palette.zenith, 0.4))
        lot.put(z, Drift((facing(s, z, 0.0, v),), 0.6, 1.2 * z))


def breathe(lot: Backlot, haze: Colour, thickness: float) -> None:
    """Give a place air of its own: its haze, and how many metres of it hide a thing."""
    lot.palette = replace(lot.palette, air=Air(lot.palette.air.tint, haze, thickness))


SETTINGS = {"space": space, "moon": moon_surface, "graveyard": graveyard, "jungle": jungle, "swamp": swamp,
            "underwater": underwater, "sky": in_the_sky}  # fmt: skip
