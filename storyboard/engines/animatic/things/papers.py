"""Letters, books, maps, pictures and signs."""

from __future__ import annotations

import math
from itertools import pairwise

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.sketch import Point, Sketch
from storyboard.engines.animatic.things.thing import Kind, Moment

PAPER: Colour = (0.95, 0.92, 0.84)
INK: Colour = (0.24, 0.24, 0.34)
WAX: Colour = (0.66, 0.14, 0.14)


def script_lines(left: float, right: float, top: float, step: float, count: int) -> list[list[Point]]:
    """Lines of handwriting, each as a wavy run; the last is short."""
    runs = []
    for k in range(count):
        end = right if k < count - 1 else left + (right - left) * 0.55
        y, steps = top - k * step, 16
        runs.append(
            [
                (left + (end - left) * i / steps, y + 0.18 * step * math.sin(i * 2.3 + k * 1.7))
                for i in range(steps + 1)
            ]
        )
    return runs


def letter(s: Sketch, m: Moment) -> None:
    """A folded sheet, written on; it unfolds from its sealed envelope as it opens."""
    if m.doing in ("opens", "closes") and m.open < 0.5:
        envelope(s, m)
        return
    s.poly(
        [(-0.1, 0.005), (0.1, 0.0), (0.105, 0.28), (-0.098, 0.285)], m.colour, shade=darker(m.colour, 0.06)
    )
    s.lines(script_lines(-0.075, 0.075, 0.235, 0.022, 8), INK, 0.9, 0.85)
    s.lines(
        [[(-0.099, 0.19), (0.103, 0.188)], [(-0.099, 0.095), (0.102, 0.094)]], darker(m.colour, 0.2), 0.6, 0.6
    )
    s.curve([(0.02, 0.04), (0.04, 0.055), (0.05, 0.035), (0.07, 0.05)], INK, 1.2)


def envelope(s: Sketch, m: Moment) -> None:
    """A sealed envelope."""
    s.box(-0.15, 0.0, 0.3, 0.2, m.colour, shade=darker(m.colour, 0.08))
    s.lines([[(-0.15, 0.0), (-0.02, 0.1)], [(0.15, 0.0), (0.02, 0.1)]], darker(m.colour, 0.3), 0.8)
    s.poly([(-0.15, 0.2), (0.15, 0.2), (0.0, 0.075)], lighter(m.colour, 0.2))
    s.oval(0.0, 0.092, 0.026, 0.026, WAX).oval(0.0, 0.092, 0.015, 0.015, darker(WAX, 0.25), 0.5)


def newspaper(s: Sketch, m: Moment) -> None:
    """A front page: title, picture, columns."""
    s.box(-0.2, 0.0, 0.4, 0.54, m.colour, shade=darker(m.colour, 0.05))
    s.box(-0.17, 0.455, 0.34, 0.055, INK, 0.0).lines([[(-0.18, 0.44), (0.18, 0.44)]], INK, 1.2)
    s.box(-0.17, 0.25, 0.2, 0.165, (0.58, 0.58, 0.58), 0.8)
    columns = [[(x, 0.405 - k * 0.02), (x + 0.11, 0.405 - k * 0.02)] for x in (0.06,) for k in range(9)]
    columns += [
        [(x, 0.225 - k * 0.02), (x + 0.095, 0.225 - k * 0.02)]
        for x in (-0.17, -0.05, 0.07)
        for k in range(10)
    ]
    s.lines(columns, INK, 0.8, 0.7)


def book(s: Sketch, m: Moment) -> None:
    """A bound book; open, its pages lie in two leaves."""
    if m.open > 0.3:
        s.poly([(-0.26, 0.0), (0.26, 0.0), (0.28, 0.27), (-0.28, 0.27)], m.colour)
        for sign in (-1.0, 1.0):
            s.smooth(
                [
                    (0.0, 0.03),
                    (sign * 0.12, 0.05),
                    (sign * 0.24, 0.02),
                    (sign * 0.255, 0.26),
                    (sign * 0.12, 0.29),
                    (0.0, 0.27),
                ],
                PAPER,
                shade=darker(PAPER, 0.08),
            )
            left, right = (0.03, 0.21) if sign > 0 else (-0.21, -0.03)
            s.lines(script_lines(left, right, 0.235, 0.026, 7), INK, 0.7, 0.7)
        return
    s.box(-0.115, 0.012, 0.25, 0.31, PAPER, round_by=0.01)
    s.lines([[(0.125, 0.02 + 0.01 * k), (0.125, 0.3)] for k in range(2)], darker(PAPER, 0.3), 0.6)
    s.box(-0.13, 0.0, 0.24, 0.33, m.colour, shade=darker(m.colour, 0.2), round_by=0.01)
    s.box(-0.13, 0.0, 0.035, 0.33, darker(m.colour, 0.25), 0.7)
    gold = (0.86, 0.72, 0.38)
    s.box(-0.065, 0.2, 0.145, 0.075, gold, 0.5).lines(
        [[(-0.07, 0.05), (0.085, 0.05)], [(-0.05, 0.2375), (0.065, 0.2375)]], darker(gold, 0.5), 1.0
    )


def map_(s: Sketch, m: Moment) -> None:
    """A creased chart: a coast, a dotted way and a cross."""
    old = mix(m.colour, (0.86, 0.74, 0.52), 0.0 if m.named else 0.5)
    s.poly(
        [
            (-0.4, 0.02),
            (-0.2, 0.0),
            (0.0, 0.02),
            (0.2, 0.0),
            (0.4, 0.02),
            (0.39, 0.55),
            (0.2, 0.53),
            (0.0, 0.55),
            (-0.2, 0.53),
            (-0.39, 0.55),
        ],
        old,
    )
    s.smooth(
        [
            (-0.32, 0.3),
            (-0.2, 0.46),
            (0.02, 0.42),
            (0.1, 0.48),
            (0.26, 0.38),
            (0.2, 0.2),
            (0.06, 0.22),
            (-0.08, 0.1),
            (-0.26, 0.14),
        ],
        (0.66, 0.70, 0.50),
        0.9,
    )
    way = [(-0.24, 0.2), (-0.12, 0.3), (0.0, 0.27), (0.08, 0.35), (0.18, 0.34)]
    s.lines(
        [[a, (a[0] + (b[0] - a[0]) * 0.5, a[1] + (b[1] - a[1]) * 0.5)] for a, b in pairwise(way)], WAX, 1.6
    )
    s.lines([[(0.15, 0.31), (0.21, 0.37)], [(0.15, 0.37), (0.21, 0.31)]], WAX, 2.4)
    s.lines([[(x, 0.0), (x, 0.54)] for x in (-0.2, 0.0, 0.2)], darker(old, 0.25), 0.7, 0.6)
    s.poly([(0.31, 0.06), (0.34, 0.12), (0.31, 0.18), (0.28, 0.12)], INK, 0.0).oval(
        0.31, 0.12, 0.05, 0.05, INK, 0.0, 0.15
    )


def photograph(s: Sketch, m: Moment) -> None:
    """A snapshot in a white border: two figures before a hill."""
    s.box(-0.09, 0.0, 0.18, 0.14, PAPER)
    s.box(-0.08, 0.015, 0.16, 0.115, (0.74, 0.70, 0.62), 0.6)
    s.smooth(
        [(-0.08, 0.016), (-0.04, 0.07), (0.02, 0.05), (0.08, 0.08), (0.08, 0.016)], (0.56, 0.53, 0.46), 0.0
    )
    for x in (-0.02, 0.025):
        s.box(x - 0.012, 0.016, 0.024, 0.05, (0.30, 0.28, 0.27), 0.4, round_by=0.01).oval(
            x, 0.077, 0.01, 0.012, (0.42, 0.36, 0.32), 0.4
        )


def painting(s: Sketch, m: Moment) -> None:
    """A landscape in a gilt frame."""
    gold = m.colour
    s.box(-0.6, 0.0, 1.2, 0.9, gold, 1.2, shade=darker(gold, 0.25)).box(
        -0.5, 0.1, 1.0, 0.7, darker(gold, 0.4)
    )
    s.box(-0.47, 0.13, 0.94, 0.64, (0.70, 0.80, 0.84), 0.0)
    s.oval(0.2, 0.6, 0.07, 0.07, (0.98, 0.90, 0.66), 0.0)
    s.smooth(
        [(-0.47, 0.35), (-0.2, 0.56), (0.1, 0.42), (0.47, 0.52), (0.47, 0.2), (-0.47, 0.2)],
        (0.52, 0.62, 0.60),
        0.0,
    )
    s.smooth(
        [(-0.47, 0.28), (-0.1, 0.38), (0.2, 0.28), (0.47, 0.34), (0.47, 0.13), (-0.47, 0.13)],
        (0.50, 0.56, 0.36),
        0.0,
    )
    for left, low, wide, high in (
        (-0.6, 0.0, 1.2, 0.13),
        (-0.6, 0.77, 1.2, 0.13),
        (-0.6, 0.13, 0.13, 0.64),
        (0.47, 0.13, 0.13, 0.64),
    ):
        s.box(left, low, wide, high, gold, 0.8)


def signpost(s: Sketch, m: Moment) -> None:
    """A post with two arms that point apart."""
    wood = m.colour
    s.box(-0.06, 0.0, 0.12, 2.2, wood, shade=darker(wood))
    s.poly([(-0.1, 1.75), (0.6, 1.75), (0.78, 1.9), (0.6, 2.05), (-0.1, 2.05)], lighter(wood, 0.15))
    s.poly([(0.1, 1.32), (-0.6, 1.32), (-0.78, 1.47), (-0.6, 1.62), (0.1, 1.62)], lighter(wood, 0.1))
    s.lines(
        script_lines(0.0, 0.5, 1.9, 0.1, 1) + script_lines(-0.5, 0.0, 1.47, 0.1, 1), darker(wood, 0.6), 1.6
    )


KINDS = (
    Kind(
        "letter",
        "letter note paper page message telegram contract document list postcard",
        0.21,
        0.285,
        "hand",
        PAPER,
        letter,
    ),
    Kind("envelope", "envelope", 0.3, 0.2, "hand", PAPER, envelope),
    Kind("newspaper", "newspaper front-page headline", 0.4, 0.54, "hand", (0.90, 0.89, 0.84), newspaper),
    Kind(
        "book",
        "book diary journal logbook notebook tome ledger bible log-book",
        0.26,
        0.33,
        "hand",
        (0.48, 0.20, 0.20),
        book,
    ),
    Kind("map", "map chart blueprint plans floor-plan scroll", 0.8, 0.55, "table", PAPER, map_),
    Kind("photograph", "photograph photo picture snapshot polaroid", 0.18, 0.14, "hand", PAPER, photograph),
    Kind("painting", "painting portrait canvas masterpiece", 1.2, 0.9, "wall", (0.80, 0.64, 0.32), painting),
    Kind("signpost", "signpost sign road-sign street-sign", 1.5, 2.2, "floor", (0.62, 0.50, 0.36), signpost),
)
