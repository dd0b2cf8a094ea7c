"""What shines or burns."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.sketch import Point, Sketch
from storyboard.engines.animatic.things.thing import Kind, Moment

FLAME: Colour = (1.0, 0.68, 0.22)
HEART: Colour = (1.0, 0.94, 0.66)
BRASS: Colour = (0.82, 0.66, 0.32)
IRON: Colour = (0.27, 0.28, 0.31)


def flame(s: Sketch, x: float, y: float, tall: float, m: Moment, strength: float = 1.0) -> None:
    """A tongue of fire with its heart and its light."""
    if strength <= 0.02:
        return
    high = tall * m.flicker() * strength
    sway = 0.14 * tall * math.sin(m.time * 6.3 + x * 9)
    s.glow(x, y + high * 0.5, tall * 3.2 * strength, (1.0, 0.78, 0.38), 0.55 * strength)
    s.smooth(_tongue(x, y, high, tall * 0.32, sway), FLAME, 0.6, own=True)
    s.smooth(_tongue(x, y + high * 0.03, high * 0.6, tall * 0.18, sway * 0.6), HEART, 0.0, own=True)


def _tongue(x: float, y: float, high: float, wide: float, sway: float) -> list[Point]:
    return [
        (x, y),
        (x + wide, y + high * 0.28),
        (x + wide * 0.5 + sway * 0.5, y + high * 0.66),
        (x + sway, y + high),
        (x - wide * 0.45 + sway * 0.5, y + high * 0.62),
        (x - wide, y + high * 0.26),
    ]


def lamp(s: Sketch, m: Moment) -> None:
    """An oil lamp: brass font, glass chimney and a flame that grows as it lights."""
    body = m.colour
    if m.lit:
        s.glow(0.0, 0.46, 0.95 * m.flicker(0.4), (1.0, 0.84, 0.50), 0.6 * m.lit)
    s.smooth(
        [
            (-0.17, 0.0),
            (0.17, 0.0),
            (0.13, 0.045),
            (0.045, 0.08),
            (0.04, 0.13),
            (-0.04, 0.13),
            (-0.045, 0.08),
            (-0.13, 0.045),
        ],
        darker(body, 0.15),
    )
    s.smooth(
        [
            (-0.15, 0.18),
            (-0.1, 0.13),
            (0.1, 0.13),
            (0.15, 0.18),
            (0.12, 0.27),
            (0.05, 0.3),
            (-0.05, 0.3),
            (-0.12, 0.27),
        ],
        body,
        shade=darker(body, 0.25),
    )
    s.box(-0.07, 0.29, 0.14, 0.05, darker(body, 0.25)).oval(0.11, 0.315, 0.03, 0.018, body, 0.7)
    chimney = [
        (-0.055, 0.34),
        (0.055, 0.34),
        (0.115, 0.45),
        (0.075, 0.58),
        (0.055, 0.72),
        (-0.055, 0.72),
        (-0.075, 0.58),
        (-0.115, 0.45),
    ]
    glass = mix((0.80, 0.87, 0.89), (1.0, 0.93, 0.72), m.lit)
    s.smooth(chimney, glass, 0.0, 0.55, own=m.lit > 0.5)
    flame(s, 0.0, 0.345, 0.17, m, m.lit)
    s.smooth(chimney, glass, 1.0, 0.22, own=m.lit > 0.5)
    s.curve([(-0.07, 0.42), (-0.075, 0.48), (-0.05, 0.6)], (1.0, 1.0, 1.0), 1.2, 0.8, own=True)


def lighthouse_lamp(s: Sketch, m: Moment) -> None:
    """A great lens of ringed glass on an iron stand; it blooms as it lights."""
    s.poly([(-0.4, 0.0), (0.4, 0.0), (0.26, 0.3), (-0.26, 0.3)], IRON).box(
        -0.5, 0.3, 1.0, 0.1, darker(BRASS, 0.2)
    )
    lit = m.lit * m.flicker(0.2)
    if m.lit:
        s.glow(0.0, 1.05, 1.0 + 1.5 * lit, (1.0, 0.92, 0.66), 0.75 * m.lit)
    lens = [
        (-0.36, 0.42),
        (0.36, 0.42),
        (0.52, 0.8),
        (0.56, 1.05),
        (0.52, 1.3),
        (0.36, 1.68),
        (-0.36, 1.68),
        (-0.52, 1.3),
        (-0.56, 1.05),
        (-0.52, 0.8),
    ]
    s.smooth(lens, mix((0.66, 0.80, 0.82), (1.0, 0.95, 0.76), m.lit), own=m.lit > 0.3)
    for k in range(1, 8):
        y = 0.42 + 1.26 * k / 8
        half = 0.36 + 0.19 * math.sin(math.pi * k / 8)
        s.curve([(-half, y), (0.0, y - 0.05 * (4 - k) / 4), (half, y)], darker(BRASS, 0.1), 1.3, 0.85)
    s.oval(0.0, 1.05, 0.21, 0.21, mix((0.86, 0.92, 0.92), (1.0, 1.0, 0.94), m.lit), 1.0, own=m.lit > 0.3)
    if m.lit:
        s.glow(0.0, 1.05, 0.5, (1.0, 1.0, 0.9), 0.9 * m.lit)
    for u in (-1.0, 1.0):
        s.curve([(u * 0.37, 0.42), (u * 0.57, 1.05), (u * 0.37, 1.68)], BRASS, 2.6)
    s.box(-0.42, 1.68, 0.84, 0.09, darker(BRASS, 0.2)).poly([(-0.3, 1.77), (0.3, 1.77), (0.0, 1.98)], BRASS)


def lantern(s: Sketch, m: Moment) -> None:
    """A storm lantern with a handle."""
    if m.lit:
        s.glow(0.0, 0.2, 0.8 * m.flicker(0.4), (1.0, 0.82, 0.46), 0.6 * m.lit)
    body = m.colour
    s.curve([(-0.13, 0.33), (-0.12, 0.46), (0.0, 0.52), (0.12, 0.46), (0.13, 0.33)], darker(body, 0.2), 1.8)
    s.box(-0.14, 0.0, 0.28, 0.08, body, round_by=0.02)
    s.smooth(
        [(-0.11, 0.08), (0.11, 0.08), (0.13, 0.19), (0.1, 0.31), (-0.1, 0.31), (-0.13, 0.19)],
        mix((0.78, 0.85, 0.86), (1.0, 0.90, 0.62), m.lit),
        own=m.lit > 0.5,
    )
    flame(s, 0.0, 0.09, 0.13, m, m.lit)
    s.lines([[(-0.135, 0.08), (-0.135, 0.33)], [(0.135, 0.08), (0.135, 0.33)]], darker(body, 0.3), 1.8)
    s.poly([(-0.15, 0.31), (0.15, 0.31), (0.07, 0.4), (-0.07, 0.4)], body, shade=darker(body, 0.25))


def candle(s: Sketch, m: Moment) -> None:
    """A candle in a saucer, its wax run down one side."""
    wax = m.colour
    s.oval(0.0, 0.025, 0.13, 0.03, BRASS, shade=darker(BRASS)).oval(0.15, 0.04, 0.035, 0.03, BRASS)
    s.box(-0.035, 0.03, 0.07, 0.22, wax, shade=darker(wax, 0.18), round_by=0.012)
    s.smooth(
        [(-0.035, 0.25), (0.0, 0.25), (-0.008, 0.17), (-0.025, 0.13), (-0.04, 0.16)], lighter(wax, 0.3), 0.5
    )
    s.lines([[(0.0, 0.25), (0.004, 0.272)]], (0.15, 0.12, 0.1), 1.2)
    flame(s, 0.003, 0.262, 0.095, m, m.lit)


def fire(s: Sketch, m: Moment) -> None:
    """Logs ablaze, with sparks that rise."""
    s.glow(0.0, 0.45, 1.9 * m.flicker(0.5), (1.0, 0.62, 0.26), 0.6)
    for x, tilt in ((-0.32, 0.16), (0.3, -0.14)):
        s.poly(
            [
                (x - 0.34, 0.02 - tilt / 2),
                (x + 0.34, 0.02 + tilt / 2),
                (x + 0.34, 0.14 + tilt / 2),
                (x - 0.34, 0.14 - tilt / 2),
            ],
            (0.36, 0.24, 0.17),
        )
    for x, tall in ((-0.24, 0.55), (0.24, 0.6), (0.0, 0.95)):
        flame(s, x, 0.1, tall, m)
    for k in range(7):
        rise = (m.time * 0.6 + k / 7) % 1.0
        s.oval(
            0.3 * math.sin(k * 2.4 + m.time),
            0.4 + 1.0 * rise,
            0.014,
            0.014,
            (1.0, 0.82, 0.4),
            0.0,
            1.0 - rise,
            own=True,
        )


def torch(s: Sketch, m: Moment) -> None:
    """A wooden brand wrapped at its head."""
    s.poly([(-0.025, 0.0), (0.025, 0.0), (0.045, 0.5), (-0.045, 0.5)], (0.44, 0.31, 0.21))
    s.box(-0.06, 0.46, 0.12, 0.13, (0.58, 0.48, 0.36), round_by=0.02)
    flame(s, 0.0, 0.55, 0.3, m, m.lit)


def flashlight(s: Sketch, m: Moment) -> None:
    """An electric torch and its cone of light."""
    if m.lit:
        s.poly(
            [(0.2, 0.09), (1.2, 0.5), (1.2, -0.36), (0.2, 0.03)],
            (1.0, 0.96, 0.78),
            0.0,
            0.3 * m.lit,
            own=True,
        )
        s.glow(0.22, 0.06, 0.3, (1.0, 0.96, 0.8), 0.7 * m.lit)
    s.box(-0.16, 0.02, 0.28, 0.08, m.colour, shade=darker(m.colour), round_by=0.02)
    s.poly([(0.1, 0.02), (0.2, -0.02), (0.2, 0.14), (0.1, 0.1)], darker(m.colour, 0.2))


def match(s: Sketch, m: Moment) -> None:
    """A match, its head alight."""
    s.poly([(-0.004, 0.0), (0.004, 0.0), (0.004, 0.05), (-0.004, 0.05)], (0.86, 0.74, 0.54), 0.6)
    s.oval(0.0, 0.051, 0.0055, 0.007, (0.62, 0.2, 0.16), 0.5)
    flame(s, 0.0, 0.05, 0.028, m, m.lit)


KINDS = (
    Kind(
        "lighthouse lamp",
        "lighthouse-lamp great-lamp lens fresnel-lens beacon great-light",
        1.14,
        2.0,
        "floor",
        BRASS,
        lighthouse_lamp,
    ),
    Kind("lamp", "lamp light oil-lamp table-lamp", 0.36, 0.72, "table", BRASS, lamp),
    Kind("lantern", "lantern storm-lantern", 0.3, 0.52, "hand", (0.42, 0.40, 0.36), lantern),
    Kind("candle", "candle candlestick", 0.3, 0.36, "table", (0.94, 0.91, 0.82), candle),
    Kind("fire", "fire campfire bonfire flame flames blaze hearth", 1.3, 1.1, "floor", FLAME, fire),
    Kind("torch", "torch brand", 0.14, 0.85, "hand", (0.44, 0.31, 0.21), torch),
    Kind("flashlight", "flashlight torchlight headlamp", 0.36, 0.16, "hand", (0.25, 0.27, 0.30), flashlight),
    Kind("match", "match matchstick", 0.02, 0.085, "hand", FLAME, match),
)
