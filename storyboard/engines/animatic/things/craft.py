"""What sails and what flies: boats, ships, aeroplanes, rockets."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.sketch import Sketch
from storyboard.engines.animatic.things.thing import Kind, Moment

SOOT: Colour = (0.17, 0.17, 0.19)
STEEL: Colour = (0.72, 0.75, 0.78)
SAIL: Colour = (0.95, 0.93, 0.87)


def ship(s: Sketch, m: Moment) -> None:
    """A steamer with funnels, riding the swell."""
    y = 0.12 * math.sin(m.time * 1.1)
    for k in range(4):
        age = (m.time * 0.25 + k / 4) % 1.0
        s.oval(
            -1.2 - 4.5 * age,
            6.2 + y + 1.4 * age,
            0.4 + age,
            0.3 + 0.7 * age,
            (0.62, 0.62, 0.63),
            0.0,
            0.7 - 0.6 * age,
        )
    for x in (-1.2, 1.4):
        s.poly(
            [(x - 0.5, 3.6 + y), (x + 0.5, 3.6 + y), (x + 0.4, 5.8 + y), (x - 0.55, 5.8 + y)],
            (0.78, 0.30, 0.24),
            shade=darker((0.78, 0.30, 0.24)),
        ).box(x - 0.56, 5.3 + y, 0.98, 0.5, SOOT, 0.8)
    s.box(-3.6, 2.7 + y, 7.4, 1.0, (0.95, 0.94, 0.90), shade=(0.78, 0.78, 0.77)).box(
        -4.6, 1.9 + y, 9.4, 0.9, (0.95, 0.94, 0.90), shade=(0.78, 0.78, 0.77)
    )
    for k in range(11):
        s.oval(-4.0 + 0.8 * k, 2.35 + y, 0.13, 0.13, (0.34, 0.42, 0.48), 0.6)
    s.poly(
        [(-6.2, 1.9 + y), (6.8, 1.9 + y), (7.6, 2.6 + y), (6.0, -0.2), (-5.6, -0.2)],
        m.colour,
        1.3,
        shade=darker(m.colour),
    )
    s.smooth(
        [(-8.0, 0.0), (-4.0, 0.3), (0.0, 0.05), (4.0, 0.35), (8.0, 0.05), (8.0, -0.5), (-8.0, -0.5)],
        (0.46, 0.62, 0.68),
        0.8,
    )


def boat(s: Sketch, m: Moment) -> None:
    """A sailing boat, rocking; one that is rowed has oars for a sail."""
    if m.doing == "rowed":
        _rowed(s, m)
        return
    y = 0.08 * math.sin(m.time * 1.3)
    s.box(-0.07, 0.6 + y, 0.14, 5.2, (0.40, 0.30, 0.22), 0.8)
    s.smooth(
        [(0.12, 5.6 + y), (1.1, 3.2 + y), (2.2, 1.0 + y), (0.12, 1.0 + y)], SAIL, shade=darker(SAIL, 0.12)
    ).poly(
        [(-0.18, 5.1 + y), (-1.9, 0.95 + y), (-0.18, 1.1 + y)], darker(SAIL, 0.05), shade=darker(SAIL, 0.18)
    )
    s.smooth(
        [(-2.3, 0.85 + y), (0.0, 0.7 + y), (2.7, 0.95 + y), (2.0, -0.15), (-1.7, -0.15)],
        m.colour,
        1.2,
        shade=darker(m.colour),
    )
    s.lines([[(-2.2, 0.72 + y), (2.5, 0.8 + y)]], lighter(m.colour, 0.6), 2.0)
    s.smooth(
        [(-3.2, 0.0), (-1.6, 0.16), (0.0, 0.0), (1.6, 0.18), (3.2, 0.0), (3.2, -0.3), (-3.2, -0.3)],
        (0.46, 0.62, 0.68),
        0.8,
    )


def _rowed(s: Sketch, m: Moment) -> None:
    dip = 0.12 * math.sin(m.time * 2.1)
    s.smooth(
        [(-1.6, 0.62), (-0.8, 0.5), (0.8, 0.5), (1.7, 0.66), (1.2, -0.1), (-1.1, -0.1)],
        m.colour,
        1.2,
        shade=darker(m.colour),
    )
    s.lines([[(-1.5, 0.52), (1.55, 0.54)]], lighter(m.colour, 0.5), 2.0)
    s.lines([[(0.42, 0.74), (-0.1, 0.5), (-1.15, 0.05 + dip)]], lighter(m.colour, 0.35), 3.6)
    s.oval(-1.2, 0.03 + dip, 0.2, 0.06, lighter(m.colour, 0.35), 0.8)
    s.smooth(
        [(-2.2, 0.0), (-1.1, 0.1), (0.0, 0.0), (1.1, 0.12), (2.2, 0.0), (2.2, -0.2), (-2.2, -0.2)],
        (0.46, 0.62, 0.68),
        0.8,
    )


def aeroplane(s: Sketch, m: Moment) -> None:
    """An airliner, climbing a little."""
    s.poly([(-3.4, 1.2), (-4.2, 2.6), (-3.5, 2.6), (-2.4, 1.3)], m.colour).poly(
        [(-0.2, 0.85), (-1.8, -0.1), (-1.1, -0.1), (1.0, 0.8)], darker(m.colour, 0.25)
    )
    s.smooth(
        [(-4.0, 1.0), (-3.0, 1.35), (3.0, 1.5), (4.2, 1.1), (3.4, 0.72), (-2.0, 0.7)],
        (0.94, 0.94, 0.93),
        1.2,
        shade=(0.76, 0.78, 0.80),
    )
    for k in range(11):
        s.oval(-2.2 + 0.45 * k, 1.16, 0.09, 0.11, (0.36, 0.44, 0.52), 0.5)
    s.lines([[(-3.6, 0.92), (3.9, 0.92)]], m.colour, 2.6).poly(
        [(-0.4, 0.95), (-2.4, 0.2), (-1.6, 0.2), (1.2, 0.95)], lighter(m.colour, 0.3)
    )


def rocket(s: Sketch, m: Moment) -> None:
    """A rocket on its flame."""
    burn = m.flicker(1.4)
    s.glow(0.0, 0.5, 2.4 * burn, (1.0, 0.75, 0.4), 0.6).smooth(
        [(-0.35, 1.1), (0.35, 1.1), (0.2, 0.5), (0.0, -0.3 * burn), (-0.2, 0.5)],
        (1.0, 0.7, 0.25),
        0.5,
        own=True,
    )
    for sign in (-1.0, 1.0):
        s.poly(
            [(sign * 0.4, 1.2), (sign * 0.95, 0.9), (sign * 0.9, 1.6), (sign * 0.5, 2.2)],
            m.colour,
            shade=darker(m.colour),
        )
    s.smooth(
        [(-0.5, 1.1), (0.5, 1.1), (0.58, 2.6), (0.35, 4.0), (0.0, 4.9), (-0.35, 4.0), (-0.58, 2.6)],
        (0.92, 0.92, 0.90),
        1.2,
        shade=(0.70, 0.72, 0.74),
    )
    s.smooth([(-0.36, 4.0), (0.36, 4.0), (0.0, 4.95)], m.colour).oval(0.0, 3.0, 0.26, 0.26, STEEL).oval(
        0.0, 3.0, 0.18, 0.18, (0.4, 0.6, 0.74)
    )


KINDS = (
    Kind("ship", "ship steamer ferry liner freighter", 15.0, 6.4, "floor", (0.24, 0.30, 0.38), ship),
    Kind(
        "boat",
        "boat sailboat rowboat dinghy yacht sailing-boat canoe",
        6.0,
        5.8,
        "floor",
        (0.50, 0.32, 0.24),
        boat,
    ),
    Kind(
        "aeroplane",
        "aeroplane airplane plane jet aircraft helicopter",
        8.4,
        2.6,
        "sky",
        (0.28, 0.42, 0.62),
        aeroplane,
    ),
    Kind("rocket", "rocket spaceship spacecraft missile", 1.9, 5.0, "floor", (0.78, 0.26, 0.22), rocket),
)
