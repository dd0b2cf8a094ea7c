"""Lights that live: the great lens of a lighthouse, and fire."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.engines.animatic.scenery.colours import Colour, darker, mix
from storyboard.engines.animatic.scenery.planes import Air, facing
from storyboard.engines.animatic.scenery.sketch import Point, Sketch

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

_BRASS: Colour = (0.80, 0.64, 0.33)


@dataclass(frozen=True, slots=True)
class Lens:
    """A lighthouse's lens on its pedestal; lit, it turns and its glow swells as it looks at the eye."""

    x: float
    z: float
    lit: bool

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Pedestal, rings of glass that turn, and the lamp within."""
        s = Sketch()
        s.poly(
            [(-0.7, 0.0), (0.7, 0.0), (0.5, 0.75), (-0.5, 0.75)], (0.30, 0.36, 0.36), shade=(0.2, 0.25, 0.26)
        )
        s.box(-0.85, 0.75, 1.7, 0.14, darker(_BRASS, 0.15))
        toward = 0.5 + 0.5 * math.cos(view.time * 0.9)
        glass = mix((0.66, 0.78, 0.80), (1.0, 0.95, 0.76), 0.75 if self.lit else 0.0)
        outline: list[Point] = [
            (-0.5, 0.95),
            (0.5, 0.95),
            (0.78, 1.5),
            (0.84, 1.9),
            (0.78, 2.3),
            (0.5, 2.85),
            (-0.5, 2.85),
            (-0.78, 2.3),
            (-0.84, 1.9),
            (-0.78, 1.5),
        ]
        if self.lit:
            s.glow(0.0, 1.9, 2.6 + 1.0 * toward, (1.0, 0.90, 0.60), 0.55 + 0.2 * toward)
        s.smooth(outline, glass, own=self.lit)
        self._rings(s, view.time)
        if self.lit:
            s.glow(0.0, 1.9, 0.8, (1.0, 1.0, 0.92), 0.7 + 0.3 * toward)
        s.box(-0.62, 2.82, 1.24, 0.14, darker(_BRASS, 0.15)).poly(
            [(-0.45, 2.96), (0.45, 2.96), (0.0, 3.3)], _BRASS
        )
        facing(s, self.z, self.x).draw(pen, view, air)

    def _rings(self, s: Sketch, time: float) -> None:
        for k in range(1, 9):
            y = 0.95 + 1.9 * k / 9
            half = 0.52 + 0.32 * math.sin(math.pi * k / 9)
            s.curve([(-half, y), (0.0, y - 0.02 * (5 - k)), (half, y)], darker(_BRASS, 0.1), 1.2, 0.7)
        for k in range(4):
            turn = math.cos(time * 0.9 / 2 + k * math.pi / 4)
            s.curve([(turn * 0.5, 0.95), (turn * 0.84, 1.9), (turn * 0.5, 2.85)], _BRASS, 2.2)


@dataclass(frozen=True, slots=True)
class Embers:
    """A fire of a few tongues with its flickering light."""

    x: float
    y: float
    z: float
    size: float = 0.6

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw the tongues as they are at this moment."""
        s, size = Sketch(), self.size
        flicker = 1.0 + 0.08 * math.sin(view.time * 11) + 0.05 * math.sin(view.time * 17.3)
        s.glow(0.0, size * 0.5, size * 3.6 * flicker, (1.0, 0.66, 0.30), 0.5)
        for sign in (-1.0, 1.0):
            s.poly(
                [
                    (-0.6 * size, 0.05),
                    (0.6 * size, 0.05 + sign * 0.12 * size),
                    (0.6 * size, 0.18 * size + sign * 0.12 * size),
                    (-0.6 * size, 0.18 * size),
                ],
                (0.30, 0.20, 0.15),
                0.6,
            )
        for u, tall in ((-0.3, 0.7), (0.28, 0.75), (0.0, 1.15)):
            high = tall * size * (flicker + 0.1 * math.sin(view.time * 9 + u * 20))
            sway = 0.12 * size * math.sin(view.time * 6 + u * 9)
            for share, colour in ((1.0, (1.0, 0.62, 0.20)), (0.58, (1.0, 0.92, 0.6))):
                w, h = 0.28 * size * share, high * share
                points = [
                    (u * size, 0.1 * size),
                    (u * size + w, h * 0.35),
                    (u * size + sway, h),
                    (u * size - w, h * 0.35),
                ]
                s.smooth(points, colour, 0.0, own=True)
        facing(s, self.z, self.x, self.y).draw(pen, view, air)
