"""A calm backdrop for a place of no known word: a graded horizon and shapes that the text decides."""

from __future__ import annotations

import colorsys
import math

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.ground import Ground, ripples
from storyboard.engines.animatic.scenery.planes import facing
from storyboard.engines.animatic.scenery.ridges import hills
from storyboard.engines.animatic.scenery.sketch import Sketch, ring
from storyboard.engines.animatic.scenery.sky import Sky


def abstract(lot: Backlot) -> None:
    """Bands of soft colour, a great disc, and standing shapes that thin out with distance."""
    rng = lot.rng
    hue = rng.random()
    key = lot.colour(_tone(hue, 0.30, 0.74))
    other = _tone(hue + rng.choice((0.08, 0.42, 0.55)), 0.32, 0.72)
    lot.put(
        9_990.0, Sky(mix(lot.palette.zenith, key, 0.5), mix(lot.palette.horizon, lighter(other, 0.4), 0.45))
    )
    lot.put(9_600.0, facing(_disc(lot, other), 880.0, rng.uniform(-320, 320), rng.uniform(120, 260)))
    lot.put(800.0, Ground(mix(key, (0.82, 0.79, 0.74), 0.5), lighter(key, 0.3)))
    lot.put(650.0, ripples(rng, key, 26))
    for z, high in ((380.0, 40.0), (170.0, 14.0), (80.0, 4.0)):
        lot.put(z, hills(rng, z, high, mix(key, other, rng.random())))
    kind = rng.randrange(4)
    for i in range(12):
        z = 46.0 - 3.0 * i
        x = (1 if i % 2 else -1) * rng.uniform(2.6 + 0.1 * z, 3.0 + 0.9 * z)
        lot.put(
            z,
            facing(
                _standing(
                    kind, rng.uniform(1.6, 4.2), mix(key, darker(other, 0.25), rng.random()), rng.random()
                ),
                z,
                x,
            ),
        )


def _tone(hue: float, strength: float, value: float) -> Colour:
    return colorsys.hsv_to_rgb(hue % 1.0, strength, value)


def _disc(lot: Backlot, colour: Colour) -> Sketch:
    pale, size = lighter(colour, 0.55), lot.rng.uniform(90.0, 170.0)
    dim = 1.0 - 0.6 * lot.palette.hour.darkness
    pale = (pale[0] * dim, pale[1] * dim, pale[2] * dim)
    sketch = Sketch().glow(0.0, 0.0, size * 2.2, pale, 0.4)
    return sketch.oval(0.0, 0.0, size, size, pale, line=0.0, own=True)


def _standing(kind: int, tall: float, colour: Colour, lean: float) -> Sketch:
    sketch, wide = Sketch(), tall * 0.22
    if kind == 0:
        return sketch.box(-wide, 0.0, 2 * wide, tall, colour, shade=darker(colour), round_by=wide)
    if kind == 1:
        tip = ((lean - 0.5) * tall * 0.4, tall * 1.2)
        return sketch.poly([(-wide, 0.0), tip, (wide * 1.2, 0.0)], colour, shade=darker(colour))
    if kind == 2:
        sketch.box(-0.05, 0.0, 0.1, tall * 0.6, darker(colour, 0.3))
        return sketch.oval(0.0, tall * 0.8, tall * 0.3, tall * 0.34, colour, shade=darker(colour))
    return sketch.smooth(
        ring(0.0, tall * 0.3, wide * 1.7, tall * 0.42, 7, lean * math.tau), colour, shade=darker(colour)
    )
