"""Arms."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.sketch import Sketch, ring
from storyboard.engines.animatic.things.thing import Kind, Moment

STEEL: Colour = (0.74, 0.78, 0.82)
GOLD: Colour = (0.84, 0.68, 0.32)
WOOD: Colour = (0.46, 0.32, 0.22)


def gun(s: Sketch, m: Moment) -> None:
    """A revolver, seen from the side."""
    body = m.colour
    s.poly([(-0.085, 0.105), (-0.03, 0.115), (-0.055, 0.0), (-0.125, 0.005)], WOOD, shade=darker(WOOD))
    s.curve([(-0.03, 0.1), (-0.02, 0.07), (0.02, 0.068), (0.03, 0.1)], darker(body, 0.2), 1.6)
    s.curve([(0.0, 0.1), (-0.006, 0.082)], darker(body, 0.3), 1.6)
    s.box(0.03, 0.122, 0.15, 0.03, body, shade=darker(body)).box(0.165, 0.15, 0.012, 0.012, body, 0.7)
    s.poly(
        [(-0.09, 0.105), (0.04, 0.1), (0.045, 0.155), (-0.075, 0.157), (-0.1, 0.135)],
        body,
        shade=darker(body),
    )
    s.box(-0.03, 0.102, 0.062, 0.052, lighter(body, 0.12), 0.8, round_by=0.01)
    s.lines([[(-0.03, 0.12), (0.03, 0.12)], [(-0.03, 0.137), (0.03, 0.137)]], darker(body, 0.3), 0.8)
    s.poly([(-0.085, 0.15), (-0.105, 0.18), (-0.09, 0.182), (-0.066, 0.155)], darker(body, 0.15), 0.8)


def rifle(s: Sketch, m: Moment) -> None:
    """A long gun with a wooden stock."""
    s.poly(
        [(-0.55, 0.02), (-0.53, 0.14), (-0.2, 0.16), (0.2, 0.15), (0.2, 0.115), (-0.12, 0.1), (-0.22, 0.06)],
        WOOD,
        shade=darker(WOOD),
    )
    s.box(-0.2, 0.145, 0.78, 0.025, m.colour).box(-0.2, 0.13, 0.2, 0.04, lighter(m.colour, 0.1))
    s.curve([(-0.16, 0.11), (-0.14, 0.07), (-0.09, 0.07), (-0.08, 0.11)], m.colour, 1.6)


def knife(s: Sketch, m: Moment) -> None:
    """A knife, point to the right."""
    s.poly([(0.0, 0.0), (0.16, 0.01), (0.23, 0.042), (0.0, 0.048)], STEEL, shade=darker(STEEL, 0.2))
    s.lines([[(0.01, 0.018), (0.17, 0.022)]], lighter(STEEL, 0.6), 0.9)
    s.box(-0.13, 0.004, 0.13, 0.04, m.colour, shade=darker(m.colour), round_by=0.015).box(
        -0.006, -0.006, 0.014, 0.06, GOLD, 0.8
    )
    s.oval(-0.09, 0.024, 0.005, 0.005, GOLD, 0.4).oval(-0.045, 0.024, 0.005, 0.005, GOLD, 0.4)


def sword(s: Sketch, m: Moment) -> None:
    """A sword, point up, its edge catching the light."""
    s.poly(
        [(-0.032, 0.26), (0.032, 0.26), (0.026, 0.98), (0.0, 1.08), (-0.026, 0.98)],
        STEEL,
        shade=darker(STEEL, 0.22),
    )
    s.lines([[(0.0, 0.28), (0.0, 0.95)]], lighter(STEEL, 0.6), 1.2)
    s.smooth(
        [(-0.15, 0.235), (0.0, 0.225), (0.15, 0.235), (0.15, 0.265), (0.0, 0.27), (-0.15, 0.265)], m.colour
    )
    s.box(-0.02, 0.06, 0.04, 0.17, WOOD, round_by=0.01).oval(0.0, 0.04, 0.038, 0.038, m.colour)
    s.lines([[(-0.02, 0.09 + 0.03 * k), (0.02, 0.105 + 0.03 * k)] for k in range(4)], darker(WOOD, 0.4), 0.9)
    glint = (m.time * 0.4) % 1.0
    s.glow(0.01, 0.3 + 0.7 * glint, 0.12, (1.0, 1.0, 1.0), 0.5)


def mace(s: Sketch, m: Moment) -> None:
    """A flanged head on a bound haft."""
    s.box(-0.026, 0.0, 0.052, 0.62, WOOD, shade=darker(WOOD)).oval(0.0, 0.02, 0.04, 0.035, GOLD)
    for x, y in ring(0.0, 0.7, 0.17, 0.17, 8, 0.39):
        dx, dy = -(y - 0.7) * 0.28, x * 0.28
        s.poly(
            [
                (x * 0.5 + dx, 0.7 + (y - 0.7) * 0.5 + dy),
                (x * 1.25, 0.7 + (y - 0.7) * 1.25),
                (x * 0.5 - dx, 0.7 + (y - 0.7) * 0.5 - dy),
            ],
            m.colour,
        )
    s.oval(0.0, 0.7, 0.125, 0.125, m.colour, shade=darker(m.colour, 0.3))
    s.oval(-0.04, 0.74, 0.03, 0.03, lighter(m.colour, 0.45), 0.0)


def axe(s: Sketch, m: Moment) -> None:
    """A felling axe."""
    s.poly([(-0.03, 0.0), (0.025, 0.0), (0.02, 0.85), (-0.02, 0.85)], WOOD, shade=darker(WOOD))
    s.smooth(
        [(-0.03, 0.8), (0.04, 0.83), (0.2, 0.9), (0.23, 0.73), (0.17, 0.6), (0.04, 0.68), (-0.03, 0.7)],
        m.colour,
        shade=darker(m.colour, 0.2),
    )


def shield(s: Sketch, m: Moment) -> None:
    """A heater shield, quartered and rimmed."""
    outline = [
        (-0.34, 0.86),
        (-0.12, 0.9),
        (0.12, 0.9),
        (0.34, 0.86),
        (0.33, 0.5),
        (0.2, 0.2),
        (0.0, 0.0),
        (-0.2, 0.2),
        (-0.33, 0.5),
    ]
    s.smooth(outline, GOLD, 1.2)
    inner = [(x * 0.88, 0.47 + (y - 0.47) * 0.9) for x, y in outline]
    s.smooth(inner, m.colour, 0.8, shade=darker(m.colour, 0.28))
    s.box(-0.045, 0.09, 0.09, 0.77, lighter(m.colour, 0.75), 0.6).box(
        -0.29, 0.5, 0.58, 0.09, lighter(m.colour, 0.75), 0.6
    )
    s.oval(0.0, 0.545, 0.09, 0.09, GOLD).oval(-0.02, 0.57, 0.03, 0.03, lighter(GOLD, 0.6), 0.0)


def bow(s: Sketch, m: Moment) -> None:
    """A strung bow with an arrow on it."""
    s.curve([(-0.06, 0.0), (0.16, 0.3), (0.2, 0.7), (0.16, 1.1), (-0.06, 1.4)], m.colour, 5.0)
    s.lines([[(-0.06, 0.0), (-0.12, 0.7), (-0.06, 1.4)]], (0.90, 0.88, 0.82), 0.9)
    s.lines([[(-0.12, 0.7), (0.5, 0.7)]], WOOD, 2.0).poly([(0.5, 0.66), (0.6, 0.7), (0.5, 0.74)], STEEL)
    s.poly([(-0.12, 0.7), (-0.2, 0.75), (-0.06, 0.74)], (0.86, 0.3, 0.25), 0.6)


def bomb(s: Sketch, m: Moment) -> None:
    """A bundle of sticks, a clock and a spark on the fuse."""
    for k in range(3):
        s.box(-0.1 + 0.068 * k, 0.0, 0.064, 0.3, m.colour, shade=darker(m.colour), round_by=0.012)
    s.box(-0.11, 0.1, 0.22, 0.03, (0.2, 0.2, 0.22)).oval(0.0, 0.17, 0.06, 0.06, (0.93, 0.91, 0.85))
    angle = -m.time * 1.5
    s.lines(
        [[(0.0, 0.17), (0.04 * math.sin(angle), 0.17 + 0.04 * math.cos(angle))], [(0.0, 0.17), (0.0, 0.2)]],
        (0.1, 0.1, 0.1),
        1.2,
    )
    s.curve([(0.0, 0.3), (0.03, 0.36), (0.1, 0.38)], (0.3, 0.3, 0.3), 1.4).glow(
        0.1, 0.38, 0.1 * (1 + 0.3 * math.sin(m.time * 31)), (1.0, 0.8, 0.4), 0.9
    )


KINDS = (
    Kind("gun", "gun pistol revolver handgun weapon", 0.3, 0.185, "hand", (0.33, 0.35, 0.39), gun),
    Kind("rifle", "rifle shotgun musket", 1.15, 0.18, "hand", (0.33, 0.35, 0.39), rifle),
    Kind("knife", "knife dagger blade stiletto", 0.36, 0.06, "hand", (0.32, 0.22, 0.17), knife),
    Kind("sword", "sword sabre saber rapier cutlass", 0.3, 1.08, "hand", GOLD, sword),
    Kind("mace", "mace club morning-star hammer warhammer", 0.42, 0.9, "hand", (0.58, 0.61, 0.65), mace),
    Kind("axe", "axe hatchet", 0.28, 0.9, "hand", STEEL, axe),
    Kind("shield", "shield buckler", 0.68, 0.9, "hand", (0.27, 0.38, 0.58), shield),
    Kind("bow", "bow longbow arrow crossbow", 0.8, 1.4, "hand", WOOD, bow),
    Kind("bomb", "bomb dynamite explosive explosives", 0.24, 0.4, "table", (0.72, 0.22, 0.18), bomb),
)
