"""Open country: fields, woods, mountains, deserts, snow."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import fence, rock
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.ground import blades, ground, patches, ripples, tufts
from storyboard.engines.animatic.scenery.growth import bush, cactus, fir, tree, trunk
from storyboard.engines.animatic.scenery.ridges import hills, mountains, treeline

GRASS: Colour = (0.63, 0.69, 0.44)
LEAF: Colour = (0.42, 0.55, 0.34)
SNOW: Colour = (0.93, 0.95, 0.98)


def field(lot: Backlot) -> None:
    """Grass to the hills, a fence, a few trees."""
    rng, grass = lot.rng, lot.colour(GRASS)
    ground(lot, grass, lighter(grass, 0.15))
    lot.put(300.0, hills(rng, 300.0, 34.0, (0.55, 0.63, 0.55)))
    lot.put(140.0, hills(rng, 140.0, 11.0, white(lot, (0.60, 0.67, 0.47))))
    lot.put(75.0, treeline(rng, 75.0, 5.5, white(lot, (0.46, 0.56, 0.40), 0.5)))
    lot.put(700.0, patches(rng, white(lot, darker(grass, 0.1)), 18, 60.0))
    lot.put(21.0, fence(21.0, 50.0, 1.1, (0.56, 0.46, 0.36), 2.2))
    for x, z, tall in ((-10.0, 17.0, 6.5), (13.0, 24.0, 8.0), (-25.0, 34.0, 9.0)):
        lot.put(z, tree(rng, x, z, tall, white(lot, LEAF, 0.4)))
    meadow(lot, grass)


def forest(lot: Backlot) -> None:
    """Trunks near and far, ferns and filtered light."""
    rng = lot.rng
    floor = (0.52, 0.50, 0.36)
    ground(lot, floor, (0.56, 0.58, 0.44))
    for z, high in ((90.0, 30.0), (55.0, 22.0)):
        lot.put(z, treeline(rng, z, high, white(lot, (0.48, 0.56, 0.45), 0.3), firs=True))
    for i in range(15):
        z = 34.0 - 1.75 * i
        x = (1 if i % 2 else -1) * rng.uniform(2.8 + z * 0.06, 2.2 + z * 0.75)
        lot.put(z, trunk(rng, x, z, rng.uniform(0.7, 1.2), (0.46, 0.37, 0.31)))
    for x, z, tall in ((-7.0, 15.0, 5.0), (8.0, 18.0, 6.0), (-13.0, 22.0, 8.0), (4.0, 28.0, 7.0)):
        lot.put(z, fir(x, z, tall, (0.34, 0.47, 0.36), lot.snowy))
    for x, z in ((-3.6, 8.0), (3.9, 9.0), (-5.2, 5.5), (5.0, 6.0)):
        lot.put(z, bush(rng, x, z, 1.3, white(lot, (0.42, 0.53, 0.33), 0.5)))
    meadow(lot, (0.50, 0.56, 0.36), 0.18)


def on_mountains(lot: Backlot) -> None:
    """Ranges one behind another, a stony foreground."""
    rng, snow = lot.rng, SNOW
    ground(lot, (0.64, 0.65, 0.50), (0.60, 0.64, 0.54))
    lot.put(700.0, mountains(rng, 700.0, 250.0, (0.55, 0.61, 0.68), snow))
    lot.put(330.0, mountains(rng, 330.0, 80.0, white(lot, (0.47, 0.54, 0.57)), snow))
    lot.put(130.0, hills(rng, 130.0, 14.0, white(lot, (0.52, 0.60, 0.46))))
    lot.put(60.0, treeline(rng, 60.0, 4.6, white(lot, (0.36, 0.47, 0.38), 0.4), firs=True))
    for x, z, tall in ((-8.0, 16.0, 6.0), (-10.5, 19.0, 7.0), (11.0, 21.0, 7.5), (16.0, 26.0, 8.0)):
        lot.put(z, fir(x, z, tall, (0.34, 0.47, 0.37), lot.snowy))
    for x, z, wide in ((-4.6, 9.0, 1.8), (5.2, 10.5, 2.4), (3.7, 6.8, 0.8), (-3.3, 5.6, 0.6)):
        lot.put(z, rock(rng, x, z, wide, (0.58, 0.58, 0.57)))
    meadow(lot, (0.60, 0.62, 0.45), 0.16)


def desert(lot: Backlot) -> None:
    """Dunes, mesas and cacti."""
    rng, sand = lot.rng, lot.colour((0.90, 0.77, 0.57))
    ground(lot, sand, lighter(sand, 0.12))
    lot.put(420.0, mountains(rng, 420.0, 46.0, (0.74, 0.55, 0.45)))
    for z, high in ((150.0, 12.0), (70.0, 4.5), (34.0, 1.6)):
        lot.put(z, hills(rng, z, high, mix(sand, (0.86, 0.66, 0.46), 0.4)))
    lot.put(600.0, ripples(rng, sand, 60))
    for x, z, tall in ((-6.8, 13.0, 3.2), (8.2, 16.0, 3.8), (-15.0, 26.0, 3.5), (4.6, 9.5, 1.5)):
        lot.put(z, cactus(x, z, tall))
    for x, z, wide in ((-4.0, 7.0, 0.8), (5.4, 8.0, 1.3)):
        lot.put(z, rock(rng, x, z, wide, (0.72, 0.56, 0.44)))


def snowfield(lot: Backlot) -> None:
    """Ice and snow under a pale sky."""
    rng = lot.rng
    ground(lot, SNOW, (0.86, 0.91, 0.96))
    lot.put(500.0, mountains(rng, 500.0, 130.0, (0.72, 0.79, 0.87), SNOW))
    lot.put(200.0, mountains(rng, 200.0, 22.0, (0.76, 0.84, 0.91), SNOW))
    lot.put(80.0, hills(rng, 80.0, 3.0, (0.90, 0.93, 0.97)))
    lot.put(600.0, ripples(rng, (0.72, 0.80, 0.90), 60), patches(rng, (0.82, 0.88, 0.95), 14))
    for x, z, wide in ((-6.5, 14.0, 3.4), (8.0, 18.0, 4.4), (4.4, 8.0, 1.0), (-4.0, 7.0, 0.8)):
        lot.put(z, rock(rng, x, z, wide, (0.78, 0.87, 0.94)))


def meadow(lot: Backlot, grass: Colour, tall: float = 0.24) -> None:
    """Tufts underfoot and a fringe before the eye."""
    colour = white(lot, darker(grass, 0.14), 0.7)
    for z, row in tufts(lot.rng, colour, tall):
        lot.put(z, row)
    lot.front(blades(lot.rng, darker(colour, 0.35), 1.7, tall * 1.5))


def white(lot: Backlot, colour: Colour, share: float = 0.75) -> Colour:
    """The colour under snow, where snow lies."""
    return mix(colour, SNOW, share) if lot.snowy else colour


SETTINGS = {
    "field": field,
    "forest": forest,
    "mountains": on_mountains,
    "desert": desert,
    "snowfield": snowfield,
}
