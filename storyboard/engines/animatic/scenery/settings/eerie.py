"""Graveyards, jungles and swamps."""

from __future__ import annotations

import math
import random

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import fence
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.ground import blades, ground, patches, tufts
from storyboard.engines.animatic.scenery.growth import bare_tree, bush, canopy, palm, reeds, trunk
from storyboard.engines.animatic.scenery.planes import Panel, facing
from storyboard.engines.animatic.scenery.ridges import hills, treeline
from storyboard.engines.animatic.scenery.sketch import Point, Sketch
from storyboard.engines.animatic.scenery.weather import fog

STONE: Colour = (0.62, 0.62, 0.61)


def graveyard(lot: Backlot) -> None:
    """Leaning stones, an iron fence, a bare tree, low mist."""
    rng, grass = lot.rng, (0.48, 0.53, 0.40)
    ground(lot, grass, lighter(grass, 0.1))
    lot.put(140.0, hills(rng, 140.0, 9.0, (0.45, 0.50, 0.46)))
    lot.put(60.0, treeline(rng, 60.0, 6.0, (0.34, 0.40, 0.36)))
    chapel = (
        Sketch()
        .box(-4, 0, 8, 5, (0.52, 0.51, 0.52))
        .poly([(-4.5, 5), (0, 8.5), (4.5, 5)], (0.34, 0.34, 0.38))
        .box(-6.5, 0, 2.6, 9, (0.50, 0.49, 0.50))
        .poly([(-6.8, 9), (-5.2, 13), (-3.6, 9)], (0.34, 0.34, 0.38))
    )
    lot.put(
        44.0,
        facing(
            chapel.poly(
                [(u * 0.5 - 0.0, v * 0.5 + 1.5) for u, v in ((-1, 0), (-1, 3), (0, 4.4), (1, 3), (1, 0))],
                (0.85, 0.7, 0.4),
                own=lot.dark,
            ),
            44.0,
            9.0,
        ),
    )
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
        cross = [
            (-0.1, 0.0),
            (-0.1 + lean, 0.75),
            (-0.38 + lean, 0.75),
            (-0.38 + lean, 0.95),
            (-0.1 + lean, 0.95),
            (-0.1 + lean, 1.3),
            (0.1 + lean, 1.3),
            (0.1 + lean, 0.95),
            (0.38 + lean, 0.95),
            (0.38 + lean, 0.75),
            (0.1 + lean, 0.75),
            (0.1, 0.0),
        ]
        return Sketch().poly(cross, STONE, shade=darker(STONE))
    outline: list[Point] = [(-0.36, 0.0), (-0.36 + lean, 0.75)]
    outline += (
        [
            (lean - 0.36 * math.cos(math.pi * k / 6), 0.75 + 0.3 * math.sin(math.pi * k / 6))
            for k in range(1, 6)
        ]
        if kind == 1
        else []
    )
    outline += [(0.36 + lean, 0.75), (0.36, 0.0)]
    s = Sketch().poly(outline, STONE, shade=darker(STONE))
    return s.lines(
        [[(-0.2 + lean, 0.62), (0.2 + lean, 0.62)], [(-0.16 + lean, 0.5), (0.16 + lean, 0.5)]],
        darker(STONE, 0.4),
        1.0,
    )


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


def _leaves(rng: random.Random, colour: Colour, sign: float) -> Panel:
    s = Sketch()
    for k in range(6):
        a, long = 0.2 + 0.34 * k, rng.uniform(0.7, 1.2)
        x, y = -sign * math.cos(a) * long, math.sin(a) * long
        nx, ny = -y * 0.16, x * 0.16
        s.smooth(
            [(0.0, 0.0), (x * 0.5 + nx, y * 0.5 + ny), (x, y), (x * 0.5 - nx, y * 0.5 - ny)],
            mix(colour, lighter(colour, 0.2), rng.random()),
            0.7,
        )
    return facing(s, 1.9, sign * 1.75, 0.45, fades=True)


def swamp(lot: Backlot) -> None:
    """Still dark water, drowned trees with moss, reeds, mist."""
    rng = lot.rng
    ground(lot, (0.40, 0.44, 0.34), (0.50, 0.54, 0.44))
    lot.put(90.0, treeline(rng, 90.0, 16.0, (0.44, 0.49, 0.42)))
    lot.put(45.0, treeline(rng, 45.0, 7.0, (0.36, 0.42, 0.34)))
    lot.put(690.0, patches(rng, mix((0.30, 0.38, 0.38), lot.palette.horizon, 0.3), 26, 40.0, 0.85))
    for x, z, tall in (
        (-6.0, 14.0, 7.0),
        (7.0, 17.0, 8.0),
        (-12.0, 24.0, 9.0),
        (3.8, 27.0, 7.0),
        (13.0, 30.0, 9.0),
    ):
        lot.put(z, bare_tree(rng, x, z, tall, (0.34, 0.31, 0.28)))
        moss = [
            [(x + u, tall * 0.62), (x + u + 0.1, tall * 0.62 - rng.uniform(0.6, 1.4))]
            for u in (-1.4, -0.9, 0.8, 1.3)
        ]
        lot.put(z - 0.1, facing(Sketch().lines(moss, (0.46, 0.54, 0.38), 2.2, 0.8), z - 0.1))
    for x, z in ((-3.4, 6.5), (3.6, 7.5), (-4.6, 9.0), (5.4, 10.0), (4.3, 5.2)):
        lot.put(z, reeds(rng, x, z, 1.5, (0.46, 0.50, 0.30)))
    lot.put(9.0, fog(rng, 3))
    lot.front(
        reeds(rng, -1.5, 1.9, 0.9, (0.24, 0.27, 0.18), True),
        reeds(rng, 1.5, 1.9, 0.8, (0.24, 0.27, 0.18), True),
    )


SETTINGS = {"graveyard": graveyard, "jungle": jungle, "swamp": swamp}
