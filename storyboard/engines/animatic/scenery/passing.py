"""What passes outside a moving window."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.colours import Colour, mix
from storyboard.engines.animatic.scenery.ground import Ground
from storyboard.engines.animatic.scenery.hours import Palette
from storyboard.engines.animatic.scenery.planes import Air, facing
from storyboard.engines.animatic.scenery.sketch import Point, Sketch
from storyboard.engines.animatic.scenery.sky import Sky

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

_SNOW: Colour = (0.92, 0.94, 0.97)


@dataclass(frozen=True, slots=True)
class Passing:
    """Hills, trees and poles that stream by, the near ones faster: each lies at its depth."""

    start: float
    snowy: bool

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw each row where the train's speed has brought it."""
        for z, high, gap, colour in (
            (160.0, 16.0, 60.0, (0.52, 0.60, 0.56)),
            (60.0, 4.0, 16.0, (0.46, 0.56, 0.40)),
        ):
            self._row(pen, view, air, z, high, gap, mix(colour, _SNOW, 0.6 if self.snowy else 0.0))
        s, offset = Sketch(), (view.time * 18.0 + self.start * 30) % 24.0
        for k in range(-2, 3):
            x = 24.0 * k - offset + 12.0
            s.box(x - 0.1, -1.0, 0.2, 8.0, (0.30, 0.26, 0.24), 0.6).box(
                x - 0.9, 6.2, 1.8, 0.16, (0.30, 0.26, 0.24), 0.5
            )
        facing(s, 17.0).draw(pen, view, air)

    def _row(self, pen: Pen, view: View, air: Air, z: float, high: float, gap: float, colour: Colour) -> None:
        travel = view.time * 18.0 + self.start * 1000
        first = int(travel / gap)
        points: list[Point] = [(-1.6 * z, -3.0)]
        for k in range(-int(1.6 * z / gap) - 1, int(1.6 * z / gap) + 3):
            rise = random.Random(first + k).uniform(0.3, 1.0) * high
            points.append(((k + 1) * gap - travel % gap, rise))
        points.append((1.6 * z, -3.0))
        facing(Sketch().smooth(points, colour, 0.5), z).draw(pen, view, air)


@dataclass(frozen=True, slots=True)
class Road:
    """The road through a windscreen: it comes on, dashes and posts and trees."""

    sky: Palette
    start: float
    snowy: bool

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Sky, verge, asphalt with its moving dashes, and what stands beside it."""
        outside = Air(self.sky.hour.tint, self.sky.air.haze, self.sky.air.thickness)
        Sky(self.sky.zenith, self.sky.horizon).draw(pen, view, outside)
        verge = _SNOW if self.snowy else (0.50, 0.56, 0.40)
        Ground(verge, verge).draw(pen, view, outside)
        self._strip(pen, view, outside, -3.6, 3.6, 3.0, 300.0, (0.40, 0.41, 0.43))
        travel = view.time * 15.0 + self.start * 40
        for k in range(12):
            z = 9.0 * k + 9.0 - travel % 9.0
            self._strip(pen, view, outside, -0.08, 0.08, max(z, 3.0), max(z + 3.0, 3.1), (0.92, 0.90, 0.80))
        for k in range(11, -1, -1):
            z = 13.0 * k + 14.0 - travel % 13.0
            number = k + int(travel / 13.0)
            for sign in (-1.0, 1.0):
                facing(self._tree(number, sign), z, sign * (6.5 + 2.0 * math.sin(number * 2.3)), -0.2).draw(
                    pen, view, outside
                )

    def _strip(
        self,
        pen: Pen,
        view: View,
        air: Air,
        left: float,
        right: float,
        near: float,
        far: float,
        colour: Colour,
    ) -> None:
        path = skia.Path()
        corners = [(left, near), (right, near), (right, far), (left, far)]
        path.addPoly([skia.Point(*view.project(x, 0.0, view.z + z)) for x, z in corners], True)
        pen.shape(path, air.seen(colour, near), line=0.0)

    def _tree(self, number: int, sign: float) -> Sketch:
        tall = 4.0 + 3.0 * random.Random(number * 2 + int(sign)).random()
        s = Sketch().box(-0.14, 0.0, 0.28, tall * 0.5, (0.36, 0.29, 0.24), 0.6)
        leaf = mix((0.36, 0.46, 0.32), _SNOW, 0.5 if self.snowy else 0.0)
        return s.oval(0.0, tall * 0.68, tall * 0.28, tall * 0.34, leaf, 0.7)
