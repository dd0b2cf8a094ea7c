"""What grows, what lies about, and what hangs in the sky."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.sketch import Sketch, ring
from storyboard.engines.animatic.things.lights import BRASS
from storyboard.engines.animatic.things.thing import Kind, Moment

LEAF: Colour = (0.40, 0.56, 0.34)
BARK: Colour = (0.42, 0.32, 0.25)


def flower(s: Sketch, m: Moment) -> None:
    """A flower with two leaves; it unfolds where it opens."""
    s.curve([(0.0, 0.0), (0.015, 0.12), (0.0, 0.27)], (0.36, 0.52, 0.30), 3.4)
    for sign in (-1.0, 1.0):
        s.smooth([(0.008, 0.09), (sign * 0.06, 0.15), (sign * 0.1, 0.15), (sign * 0.06, 0.1)], LEAF)
    bloom = m.open if m.doing in ("opens", "closes") else 1.0
    for x, y in ring(
        0.0, 0.3, 0.045 + 0.012 * bloom, 0.045 + 0.012 * bloom, 7, 0.3 + 0.05 * math.sin(m.time)
    ):
        s.oval(x, y, 0.02 + 0.014 * bloom, 0.02 + 0.014 * bloom, m.colour, 0.9, shade=darker(m.colour, 0.15))
    s.oval(0.0, 0.3, 0.032, 0.032, (0.93, 0.76, 0.30))


def tree(s: Sketch, m: Moment) -> None:
    """A broad tree whose crown stirs."""
    s.poly(
        [(-0.5, 0.0), (-0.26, 0.5), (-0.2, 3.0), (0.2, 3.0), (0.26, 0.5), (0.5, 0.0)],
        BARK,
        1.2,
        shade=darker(BARK),
    )
    s.lines([[(0.0, 2.3), (-0.9, 3.3)], [(0.05, 2.0), (0.95, 3.1)]], BARK, 6.0)
    stir = 0.04 * math.sin(m.time * 1.3)
    for x, y, r, tone in (
        (-1.0, 3.4, 1.0, 0.2),
        (1.0, 3.3, 1.0, 0.25),
        (0.0, 4.2, 1.3, 0.0),
        (-0.4, 3.3, 0.9, 0.1),
    ):
        points = [(px * 1.0 + stir, py) for px, py in ring(x, y, r, r * 0.85, 11, x)]
        s.smooth(
            [(px + 0.07 * math.sin(9 * k), py + 0.07 * math.cos(7 * k)) for k, (px, py) in enumerate(points)],
            darker(m.colour, tone),
            1.0,
            shade=darker(m.colour, tone + 0.2),
        )
    for k in range(10):
        s.oval(
            -1.2 + 0.27 * k + stir,
            3.4 + 0.9 * math.sin(k * 2.1),
            0.16,
            0.08,
            lighter(m.colour, 0.2),
            0.0,
            0.7,
        )


def rock(s: Sketch, m: Moment) -> None:
    """A boulder."""
    s.poly(
        [(-0.6, 0.0), (-0.55, 0.35), (-0.25, 0.68), (0.2, 0.74), (0.52, 0.42), (0.64, 0.0)],
        m.colour,
        1.2,
        shade=darker(m.colour, 0.28),
    )
    s.poly([(-0.25, 0.68), (0.2, 0.74), (0.1, 0.48), (-0.2, 0.42)], lighter(m.colour, 0.22), 0.8).lines(
        [[(0.1, 0.48), (0.2, 0.15), (0.12, 0.0)], [(-0.2, 0.42), (-0.55, 0.35)]], darker(m.colour, 0.35), 0.9
    )


def moon(s: Sketch, m: Moment) -> None:
    """A full moon with its seas."""
    s.glow(0.0, 1.0, 2.2, (0.70, 0.78, 0.95), 0.45).oval(0.0, 1.0, 1.0, 1.0, m.colour, 0.8, own=True)
    for x, y, r in (
        (-0.3, 1.25, 0.24),
        (0.25, 0.85, 0.19),
        (0.1, 1.42, 0.13),
        (-0.25, 0.6, 0.15),
        (0.5, 1.25, 0.1),
    ):
        s.oval(x, y, r, r * 0.85, darker(m.colour, 0.13), 0.0, own=True)


def sun(s: Sketch, m: Moment) -> None:
    """A sun with turning rays; where it rises it rises."""
    lift = -0.8 * (1.0 - m.share) if m.doing in ("lights", "arrives") else 0.0
    s.glow(0.0, 1.0 + lift, 2.4, (1.0, 0.88, 0.55), 0.6)
    for x, y in ring(0.0, 1.0 + lift, 1.0, 1.0, 12, m.time * 0.15):
        dx, dy = x, y - 1.0 - lift
        s.poly(
            [
                (dx * 0.72 - dy * 0.08, 1.0 + lift + dy * 0.72 + dx * 0.08),
                (dx * 0.98, 1.0 + lift + dy * 0.98),
                (dx * 0.72 + dy * 0.08, 1.0 + lift + dy * 0.72 - dx * 0.08),
            ],
            lighter(m.colour, 0.2),
            0.0,
            own=True,
        )
    s.oval(0.0, 1.0 + lift, 0.64, 0.64, m.colour, 0.8, own=True)


def star(s: Sketch, m: Moment) -> None:
    """A five-pointed star that twinkles."""
    s.glow(0.0, 0.5, 0.9 + 0.2 * math.sin(m.time * 4), (1.0, 0.95, 0.75), 0.5)
    points = []
    for k in range(10):
        r, a = (0.5 if k % 2 == 0 else 0.21), math.pi / 2 + math.tau * k / 10
        points.append((r * math.cos(a), 0.5 + r * math.sin(a)))
    s.poly(points, m.colour, 1.0, own=True)


def bird(s: Sketch, m: Moment) -> None:
    """A feather."""
    s.curve([(-0.02, 0.0), (0.0, 0.15), (0.05, 0.32)], (0.5, 0.45, 0.4), 1.8)
    s.smooth(
        [(0.0, 0.08), (0.055, 0.18), (0.055, 0.32), (0.02, 0.3), (-0.035, 0.2)],
        m.colour,
        1.0,
        shade=darker(m.colour, 0.18),
    )
    s.lines(
        [[(0.0, 0.13), (0.04, 0.19)], [(0.01, 0.18), (0.048, 0.24)], [(0.0, 0.15), (-0.025, 0.19)]],
        darker(m.colour, 0.3),
        0.8,
    )


def lighthouse(s: Sketch, m: Moment) -> None:
    """A banded tower on its rock; lit, its beams sweep."""
    red: Colour = m.colour if m.named else (0.76, 0.24, 0.20)
    white: Colour = (0.95, 0.94, 0.90)
    if m.lit:
        turn = math.cos(math.tau * m.time / 6.0)
        for sign in (-1.0, 1.0):
            reach = sign * 16.0 * turn
            s.poly([(0.0, 10.3), (reach, 11.8), (reach, 8.8)], (1.0, 0.95, 0.74), 0.0, 0.35 * m.lit, own=True)
        s.glow(0.0, 10.3, 3.4, (1.0, 0.94, 0.72), 0.75 * m.lit)
    s.smooth(
        [(-4.0, -0.2), (-2.6, 0.9), (0.0, 1.2), (2.8, 0.8), (4.2, -0.2)],
        (0.50, 0.49, 0.48),
        shade=(0.36, 0.36, 0.37),
    )
    s.poly([(-1.5, 0.8), (1.5, 0.8), (0.95, 9.4), (-0.95, 9.4)], white, 1.2, shade=darker(white, 0.2))
    for low in (2.2, 5.6):
        a, b = 1.5 - 0.064 * (low - 0.8), 1.5 - 0.064 * (low + 1.0)
        s.poly([(-a, low), (a, low), (b, low + 1.8), (-b, low + 1.8)], red, 0.8, shade=darker(red))
    s.smooth([(-0.4, 0.8), (-0.4, 1.9), (0.0, 2.2), (0.4, 1.9), (0.4, 0.8)], (0.32, 0.24, 0.2)).box(
        -0.18, 4.6, 0.36, 0.6, (0.34, 0.40, 0.46), 0.7
    )
    s.box(-1.4, 9.4, 2.8, 0.22, (0.24, 0.26, 0.30)).box(
        -0.68, 9.6, 1.36, 1.3, (1.0, 0.95, 0.72) if m.lit else (0.72, 0.80, 0.84), own=bool(m.lit)
    )
    s.lines(
        [[(x, 9.6), (x, 10.9)] for x in (-0.25, 0.25)] + [[(-1.4, 10.1), (1.4, 10.1)]],
        (0.24, 0.26, 0.30),
        1.2,
    )
    s.poly([(-0.85, 10.9), (0.85, 10.9), (0.0, 12.0)], red, shade=darker(red)).oval(
        0.0, 12.05, 0.12, 0.12, BRASS
    )


def skull(s: Sketch, m: Moment) -> None:
    """A skull."""
    s.smooth(
        [
            (-0.06, 0.03),
            (0.06, 0.03),
            (0.07, 0.09),
            (0.1, 0.14),
            (0.085, 0.23),
            (0.0, 0.26),
            (-0.085, 0.23),
            (-0.1, 0.14),
            (-0.07, 0.09),
        ],
        m.colour,
        1.2,
        shade=darker(m.colour, 0.18),
    )
    for x in (-0.042, 0.042):
        s.oval(x, 0.135, 0.028, 0.03, (0.16, 0.14, 0.14), 0.8)
    s.poly([(-0.012, 0.085), (0.012, 0.085), (0.0, 0.112)], (0.16, 0.14, 0.14), 0.6).box(
        -0.05, 0.0, 0.1, 0.045, m.colour, 0.9, round_by=0.012
    )
    s.lines(
        [[(-0.03 + 0.02 * k, 0.002), (-0.03 + 0.02 * k, 0.043)] for k in range(4)], darker(m.colour, 0.5), 1.0
    )


KINDS = (
    Kind(
        "flower",
        "flower rose tulip daisy lily bouquet flowers blossom",
        0.2,
        0.36,
        "hand",
        (0.84, 0.36, 0.42),
        flower,
    ),
    Kind("tree", "tree oak-tree sapling pine-tree", 3.9, 5.3, "floor", LEAF, tree),
    Kind("rock", "rock boulder stone", 1.24, 0.75, "floor", (0.60, 0.59, 0.57), rock),
    Kind("moon", "moon full-moon", 2.0, 2.0, "sky", (0.95, 0.94, 0.88), moon),
    Kind("sun", "sun rising-sun", 2.0, 2.0, "sky", (0.98, 0.80, 0.34), sun),
    Kind("star", "star shooting-star", 1.0, 1.0, "sky", (1.0, 0.92, 0.62), star),
    Kind("feather", "feather quill plume", 0.12, 0.34, "hand", (0.88, 0.87, 0.84), bird),
    Kind("lighthouse", "lighthouse", 8.2, 12.1, "floor", (0.76, 0.24, 0.20), lighthouse),
    Kind("skull", "skull", 0.2, 0.26, "table", (0.90, 0.87, 0.78), skull),
)
