"""Weather that moves: rain, snow, fog and lightning."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import WHITE, lighter, mix
from storyboard.engines.animatic.scenery.planes import Air, Element

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

_FLASH_EVERY = 3.7


@dataclass(frozen=True, slots=True)
class Rain:
    """Streaks in three depths; nearer ones are longer, faster, and shift more as the eye moves."""

    drops: tuple[tuple[tuple[float, float], ...], ...]
    slant: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw each depth as one stroke."""
        colour = mix(lighter(air.haze, 0.6), WHITE, 0.3)
        for depth, drops in enumerate(self.drops):
            near = (depth + 1) / len(self.drops)
            path = skia.Path()
            long, fall = view.height * 0.09 * near, view.height * (1.3 + 1.4 * near)
            for u, v in drops:
                x, y = _in_frame(view, u, v + view.time * fall / (1.6 * view.height), near)
                path.moveTo(x, y)
                path.lineTo(x - self.slant * long, y + long)
            pen.stroke(path, colour, 0.5 + 0.7 * near, 0.16 + 0.22 * near)


@dataclass(frozen=True, slots=True)
class Snow:
    """Flakes in three depths, swaying as they fall."""

    flakes: tuple[tuple[tuple[float, float], ...], ...]
    wind: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw each depth as one shape."""
        colour = mix(WHITE, air.haze, 0.12)
        for depth, flakes in enumerate(self.flakes):
            near = (depth + 1) / len(self.flakes)
            path = skia.Path()
            for i, (u, v) in enumerate(flakes):
                sway = 0.012 * math.sin(view.time * 1.3 + i)
                drift = sway + self.wind * 0.1 * view.time * near
                x, y = _in_frame(view, u + drift, v + view.time * (0.05 + 0.09 * near), near)
                path.addCircle(x, y, view.height * 0.0042 * near * (0.7 + 0.6 * (i % 3) / 2))
            pen.shape(path, colour, line=0.0, alpha=0.5 + 0.4 * near)


@dataclass(frozen=True, slots=True)
class Fog:
    """Soft banks that drift across at their own depths."""

    banks: tuple[tuple[float, float, float, float], ...]
    speed: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Lay each bank as a flattened glow."""
        for x, y, z, size in self.banks:
            there = (x + self.speed * view.time + 30.0) % 60.0 - 30.0
            if z - view.z < 1.0:
                continue
            px, py = view.project(there, y, z)
            wide = min(size * view.scale(z), 0.5 * view.width)
            if not -wide < px < view.width + wide:
                continue
            canvas = pen.canvas
            canvas.save()
            canvas.translate(px, py)
            canvas.scale(1.0, 0.24)
            pen.glow(0.0, 0.0, wide, lighter(air.haze, 0.2), 0.5)
            canvas.restore()


@dataclass(frozen=True, slots=True)
class Lightning:
    """A bolt far off now and then, and the sky lit with it: never more than two flashes a second."""

    start: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw the bolt of this moment, where there is one."""
        strength, number = flash(view.time, self.start)
        if strength <= 0.0:
            return
        wide, high = view.width, view.height
        all_sky = skia.Rect.MakeLTRB(-0.6 * wide, -0.7 * high, 1.6 * wide, view.horizon + 2)
        pen.wash(all_sky, (0.90, 0.92, 1.0), (0.72, 0.75, 0.90), 0.55 * strength)
        rng = random.Random(number * 7919 + int(self.start * 1000))
        x, y = view.project(rng.uniform(-320, 320), 420.0, 800.0)
        path = skia.Path()
        path.moveTo(x, y)
        while y < view.horizon:
            x, y = x + rng.uniform(-0.035, 0.035) * wide, y + rng.uniform(0.03, 0.07) * high
            path.lineTo(x, y)
        pen.glow(x, (y + view.horizon) / 2, 0.3 * wide, (0.85, 0.88, 1.0), 0.5 * strength)
        pen.stroke(path, (1.0, 1.0, 1.0), 2.4, strength)


@dataclass(frozen=True, slots=True)
class FlashOver:
    """What a lightning flash does to everything near: a breath of white over the frame."""

    start: float

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Whiten the frame while the flash lasts."""
        strength, _ = flash(view.time, self.start)
        if strength > 0.0:
            frame = skia.Rect.MakeLTRB(
                -0.6 * view.width, -0.7 * view.height, 1.6 * view.width, 1.7 * view.height
            )
            pen.wash(frame, (0.93, 0.95, 1.0), (0.88, 0.90, 1.0), 0.22 * strength)


def flash(time: float, start: float) -> tuple[float, int]:
    """How bright lightning is at a moment, 0 to 1, and which bolt it is."""
    number, since = divmod(time + _FLASH_EVERY * (0.55 + 0.35 * start), _FLASH_EVERY)
    if since < 0.12:
        return 1.0 - since * 3.0, int(number)
    return (max(0.0, 0.75 - (since - 0.2) * 3.0), int(number)) if since > 0.2 else (0.1, int(number))


def weather_before(lot: Backlot, rng: random.Random) -> list[Element]:
    """The weather that falls between the eye and the figures."""
    weather, drawn = lot.reading.weather, list[Element]()
    if "fog" in weather:
        drawn.append(fog(rng, 5))
    if weather & {"rain", "storm"}:
        heavy = "storm" in weather
        drawn.append(
            Rain(_scatter(rng, 70 if heavy else 48), 0.45 if heavy else 0.16 + 0.3 * lot.palette.wind)
        )
    if "snow" in weather:
        drawn.append(Snow(_scatter(rng, 60), lot.palette.wind))
    if "storm" in weather:
        drawn.append(FlashOver(0.5))
    return drawn


def fog(rng: random.Random, count: int) -> Fog:
    """Banks of fog from the middle distance to the foreground."""
    banks = [
        (rng.uniform(-30, 30), rng.uniform(0.2, 1.1), 4.2 + 2.8 * i, 1.5 + 0.75 * i) for i in range(count)
    ]
    return Fog(tuple(reversed(banks)), 0.5)


def _scatter(rng: random.Random, count: int) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(tuple((rng.random(), rng.random()) for _ in range(count - 12 * k)) for k in range(3))


def _in_frame(view: View, u: float, v: float, near: float) -> tuple[float, float]:
    """A drop's place in pixels; it wraps round a frame somewhat larger than what is seen."""
    u += -view.yaw * view.focal / (1.6 * view.width) - view.x * 0.12 * near
    return (u % 1.0 * 1.6 - 0.3) * view.width, (v % 1.0 * 1.6 - 0.3) * view.height
