"""What goes on wheels: cars, buses, trains, bicycles."""

from __future__ import annotations

import math

import skia

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.sketch import Sketch, oval_path, poly_path
from storyboard.engines.animatic.things.thing import Kind, Moment

TYRE: Colour = (0.17, 0.17, 0.19)
STEEL: Colour = (0.72, 0.75, 0.78)
GLASS: Colour = (0.66, 0.77, 0.83)


def wheel(s: Sketch, x: float, y: float, r: float, m: Moment) -> None:
    """A tyre on a rim; it turns while its vehicle moves."""
    s.oval(x, y, r, r, TYRE).oval(x, y, r * 0.58, r * 0.58, STEEL, 0.8)
    turn = -{"arrives": m.share * 9, "leaves": m.share * 9, "spins": m.time * 6}.get(m.doing, 0.0)
    s.lines(
        [
            [
                (x, y),
                (
                    x + r * 0.5 * math.cos(turn + k * math.tau / 5),
                    y + r * 0.5 * math.sin(turn + k * math.tau / 5),
                ),
            ]
            for k in range(5)
        ],
        darker(STEEL, 0.5),
        1.2,
    )


def car(s: Sketch, m: Moment) -> None:
    """A saloon, seen from the side; it heads right."""
    driven = m.doing == "driven"
    roof = poly_path([(-1.05, 0.78), (-0.72, 1.36), (0.42, 1.38), (0.98, 0.8)])
    if driven:  # one sees who is in it
        s.box(-1.2, 0.12, 2.4, 0.3, (0.09, 0.09, 0.10), 0.0)
        roof.addPath(poly_path([(-0.9, 0.82), (-0.66, 1.27), (-0.12, 1.28), (-0.12, 0.82)]))
        roof.addPath(poly_path([(-0.02, 0.82), (-0.02, 1.28), (0.38, 1.28), (0.82, 0.82)]))
        roof.setFillType(skia.PathFillType.kEvenOdd)
    s.fill(roof, m.colour, 1.2)
    clear = 0.3 if driven else 1.0
    s.poly([(-0.9, 0.82), (-0.66, 1.27), (-0.12, 1.28), (-0.12, 0.82)], GLASS, 0.8, clear).poly(
        [(-0.02, 0.82), (-0.02, 1.28), (0.38, 1.28), (0.82, 0.82)], GLASS, 0.8, clear
    )
    s.smooth(
        [
            (-2.05, 0.36),
            (-2.08, 0.72),
            (-1.1, 0.86),
            (1.0, 0.86),
            (1.95, 0.74),
            (2.1, 0.5),
            (2.05, 0.32),
            (0.0, 0.28),
        ],
        m.colour,
        1.3,
        shade=darker(m.colour),
    )
    s.lines(
        [
            [(-0.08, 0.82), (-0.08, 0.36)],
            [(-1.95, 0.58), (2.0, 0.58)],
            [(0.86, 0.8), (0.8, 0.36)],
            [(-1.0, 0.8), (-0.95, 0.36)],
        ],
        darker(m.colour, 0.4),
        0.9,
    )
    s.oval(1.95, 0.62, 0.1, 0.09, (1.0, 0.96, 0.78), 0.8).box(
        -2.09, 0.56, 0.1, 0.14, (0.80, 0.2, 0.18), 0.8
    ).box(-0.4, 0.68, 0.16, 0.04, STEEL, 0.6)
    for x in (-1.25, 1.28):
        wheel(s, x, 0.33, 0.33, m)


def van(s: Sketch, m: Moment) -> None:
    """A tall van, seen from the side."""
    s.smooth(
        [
            (-2.3, 0.35),
            (-2.3, 2.05),
            (-2.0, 2.2),
            (1.0, 2.2),
            (1.5, 1.9),
            (1.95, 1.1),
            (2.35, 0.95),
            (2.38, 0.4),
        ],
        m.colour,
        1.3,
        shade=darker(m.colour, 0.2),
    )
    s.poly([(1.05, 1.2), (1.05, 1.95), (1.38, 1.85), (1.75, 1.2)], GLASS, 0.9).lines(
        [[(0.9, 0.4), (0.9, 2.1)], [(-0.6, 0.4), (-0.6, 2.1)], [(-2.28, 1.0), (2.1, 1.0)]],
        darker(m.colour, 0.35),
        1.0,
    )
    s.oval(2.25, 0.75, 0.1, 0.12, (1.0, 0.96, 0.78), 0.8).box(
        -2.33, 0.7, 0.08, 0.3, (0.8, 0.2, 0.18), 0.7
    ).box(0.65, 1.1, 0.16, 0.05, TYRE, 0.0)
    for x in (-1.4, 1.5):
        wheel(s, x, 0.36, 0.36, m)


def bus(s: Sketch, m: Moment) -> None:
    """A bus with a row of windows."""
    s.box(-4.4, 0.4, 8.8, 2.5, m.colour, 1.3, shade=darker(m.colour, 0.2), round_by=0.25).box(
        -4.4, 1.25, 8.8, 0.16, lighter(m.colour, 0.7), 0.6
    )
    for k in range(6):
        s.box(-4.0 + 1.15 * k, 1.6, 0.98, 0.85, GLASS, 0.8, round_by=0.08)
    s.box(3.0, 0.55, 0.95, 1.95, lighter(GLASS, 0.1), 0.9).lines(
        [[(3.47, 0.55), (3.47, 2.5)]], darker(m.colour, 0.4), 1.2
    )
    for x in (-2.8, 2.3):
        wheel(s, x, 0.45, 0.45, m)


def train(s: Sketch, m: Moment) -> None:
    """A steam engine with its tender; smoke streams back."""
    for k in range(6):
        age = (m.time * 0.5 + k / 6) % 1.0
        s.oval(
            2.3 - 4.0 * age,
            4.0 + 1.2 * age,
            0.25 + 0.75 * age,
            0.22 + 0.55 * age,
            (0.90, 0.90, 0.90),
            0.5,
            0.85 - 0.75 * age,
        )
    s.box(-5.0, 0.85, 2.4, 1.5, darker(m.colour, 0.15), 1.2, shade=darker(m.colour, 0.35)).smooth(
        [(-4.9, 2.35), (-4.3, 2.7), (-3.4, 2.6), (-2.7, 2.35)], TYRE
    )
    s.box(-2.4, 0.9, 1.7, 2.5, m.colour, 1.3, shade=darker(m.colour)).box(-2.65, 3.35, 2.2, 0.2, TYRE).box(
        -2.1, 2.2, 1.0, 0.8, GLASS, 0.9
    )
    s.box(-0.7, 1.15, 3.6, 1.35, m.colour, 1.3, shade=darker(m.colour), round_by=0.12).oval(
        2.9, 1.82, 0.16, 0.68, darker(m.colour, 0.3)
    )
    s.poly([(2.0, 2.5), (2.5, 2.5), (2.65, 3.5), (1.85, 3.5)], TYRE).oval(
        0.9, 2.55, 0.35, 0.28, (0.80, 0.64, 0.34)
    ).lines([[(x, 1.15), (x, 2.5)] for x in (0.2, 1.2, 2.2)], (0.80, 0.64, 0.34), 1.6)
    s.poly([(2.9, 0.9), (3.7, 0.2), (2.7, 0.2)], (0.62, 0.2, 0.18)).oval(
        3.0, 2.65, 0.2, 0.2, (1.0, 0.95, 0.76), 0.9
    )
    s.glow(3.05, 2.65, 0.9, (1.0, 0.93, 0.7), 0.5)
    for x, r in ((-4.4, 0.42), (-3.3, 0.42), (-1.5, 0.72), (0.1, 0.72), (1.7, 0.5), (2.5, 0.4)):
        wheel(s, x, r, r, m)
    s.lines([[(-1.5, 0.6), (0.1, 0.6), (1.7, 0.5)]], STEEL, 3.0)


def bicycle(s: Sketch, m: Moment) -> None:
    """A bicycle."""
    for x in (-0.52, 0.52):
        s.stroke(oval_path(x, 0.34, 0.32, 0.32), TYRE, 3.4)
        turn = -m.time * 4 if m.doing in ("spins", "arrives", "leaves") else 0.0
        s.lines(
            [
                [
                    (x - 0.3 * math.cos(turn + a), 0.34 - 0.3 * math.sin(turn + a)),
                    (x + 0.3 * math.cos(turn + a), 0.34 + 0.3 * math.sin(turn + a)),
                ]
                for a in (0.2, 0.8, 1.4, 2.0, 2.6)
            ],
            STEEL,
            0.7,
        )
    s.lines(
        [
            [(-0.52, 0.34), (-0.2, 0.8), (0.38, 0.8), (-0.02, 0.34), (-0.52, 0.34)],
            [(-0.02, 0.34), (-0.25, 0.92)],
            [(0.52, 0.34), (0.36, 0.98)],
        ],
        m.colour,
        4.0,
    )
    s.smooth([(-0.4, 0.94), (-0.1, 0.92), (-0.12, 0.98), (-0.36, 1.0)], TYRE).curve(
        [(0.36, 0.98), (0.5, 1.02), (0.56, 0.95)], TYRE, 3.4
    )
    s.oval(-0.02, 0.34, 0.08, 0.08, STEEL)


KINDS = (
    Kind(
        "car",
        "car automobile taxi cab sedan police-car getaway-car limousine jeep",
        4.2,
        1.4,
        "floor",
        (0.66, 0.24, 0.22),
        car,
    ),
    Kind("van", "van truck lorry ambulance getaway-van minibus", 4.7, 2.2, "floor", (0.86, 0.86, 0.84), van),
    Kind("bus", "bus coach tram", 8.8, 2.9, "floor", (0.74, 0.26, 0.22), bus),
    Kind("train", "train locomotive engine steam-train", 8.8, 4.2, "floor", (0.24, 0.38, 0.32), train),
    Kind(
        "bicycle",
        "bicycle bike motorcycle motorbike scooter",
        1.7,
        1.04,
        "floor",
        (0.26, 0.44, 0.56),
        bicycle,
    ),
)
