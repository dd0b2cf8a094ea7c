"""Water to the horizon, with waves that move, and boats upon it."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.planes import Air, Panel, level
from storyboard.engines.animatic.scenery.sketch import Sketch, smooth_path

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View


@dataclass(frozen=True, slots=True)
class Waves:
    """Rows of crests on the water, each row swaying at its own pace."""

    rows: tuple[Panel, ...]
    swing: float
    pace: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Sway the rows sideways and to and fro."""
        for i, row in enumerate(self.rows):
            turn = view.time * self.pace + i * 1.9
            row.moved(self.swing * math.sin(turn) * (1 + 0.3 * i), 0.5 * self.swing * math.cos(turn)).draw(
                pen, view, air
            )


def waves(rng: random.Random, colour: Colour, y: float, near: float, far: float, rough: float) -> Waves:
    """Waves from `near` to `far`; `rough` 0 is a calm, 1 a gale with whitecaps."""
    rows = []
    for _ in range(5):
        crests, foam = skia.Path(), skia.Path()
        for _ in range(16):
            z = near + (far - near) * rng.random() ** 2.2
            x, long = (
                rng.uniform(-1.9 * z - 2, 1.9 * z + 2),
                (0.05 + 0.03 * rough) * z + rng.uniform(0.3, 1.0),
            )
            lift = 0.05 * z * (0.3 + rough)
            line = smooth_path(
                [(x, z), (x + long, z + lift), (x + 2 * long, z), (x + 3 * long, z + lift * 0.6)], False
            )
            (foam if rng.random() < 0.15 + 0.5 * rough else crests).addPath(line)
        sketch = Sketch().stroke(crests, darker(colour, 0.3), 1.0 + rough, 0.5)
        rows.append(level(sketch.stroke(foam, lighter(colour, 0.6), 1.1 + 1.4 * rough, 0.75), y))
    return Waves(tuple(rows), 0.25 + 0.9 * rough, 0.8 + 1.2 * rough)


@dataclass(frozen=True, slots=True)
class Swell:
    """A long wave seen from the side: a band of water that heaves at one depth."""

    z: float
    y: float
    height: float
    colour: Colour
    crest: Colour
    pace: float
    start: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw the band with its moving crest line."""
        depth = self.z - view.z
        if depth < 0.8:
            return
        half = 1.9 * depth + 4.0
        length = 3.0 + 0.35 * self.z
        path = skia.Path()
        steps = 26
        heave = 0.5 * self.height * math.sin(view.time * self.pace * 0.7 + self.start)
        for i in range(steps + 1):
            x = view.x - half + 2 * half * i / steps
            turn = math.tau * x / length + view.time * self.pace + self.start
            peak = self.height * (0.6 * math.sin(turn) + 0.3 * math.sin(1.7 * turn + self.start))
            point = view.project(x, self.y + heave + peak, self.z)
            path.lineTo(*point) if i else path.moveTo(*point)
        top = skia.Path(path)
        for x in (view.x + half, view.x - half):
            path.lineTo(*view.project(x, self.y - 1.2 - 0.12 * self.z, self.z))
        path.close()
        pen.shape(path, air.seen(self.colour, depth), line=0.0, alpha=0.9)
        pen.stroke(top, air.seen(self.crest, depth), 1.3 + 0.9 * min(self.height, 1.0), 0.85)


def swells(
    rng: random.Random, colour: Colour, y: float, near: float, rough: float
) -> list[tuple[float, Swell]]:
    """A few heaving bands, nearer ones darker, each with its depth."""
    bands = []
    for i in range(4):
        z = near * 1.8**i
        tone = mix(darker(colour, 0.22), colour, i / 4)
        height = (0.06 + 0.2 * rough + 0.5 * rough * rough) * (0.5 + 0.22 * i)
        bands.append(
            (
                z,
                Swell(
                    z, y, height, tone, lighter(tone, 0.4 + 0.35 * rough), 0.9 + 0.9 * rough, rng.random() * 6
                ),
            )
        )
    return bands


@dataclass(frozen=True, slots=True)
class Afloat:
    """Something on the water: it rises, falls and rocks."""

    panel: Panel
    lift: float
    start: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw it where the water has it now."""
        self.panel.moved(0.0, self.lift * math.sin(view.time * 1.1 + self.start)).draw(pen, view, air)
