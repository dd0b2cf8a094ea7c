"""Furniture and what lies about a house."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.sketch import Point, Sketch, oval_path
from storyboard.engines.animatic.things.thing import Kind, Moment

WOOD: Colour = (0.56, 0.40, 0.27)
BRASS: Colour = (0.82, 0.66, 0.32)
GLASS: Colour = (0.80, 0.88, 0.90)
IRON: Colour = (0.30, 0.32, 0.35)


def table(s: Sketch, m: Moment) -> None:
    """A plain table in a little perspective."""
    for x in (-0.52, 0.44):
        s.box(x, 0.1, 0.08, 0.6, darker(m.colour, 0.4))
    for x in (-0.68, 0.6):
        s.box(x, 0.0, 0.08, 0.7, darker(m.colour, 0.15), shade=darker(m.colour, 0.35))
    s.poly([(-0.72, 0.7), (0.72, 0.7), (0.56, 0.86), (-0.56, 0.86)], lighter(m.colour, 0.12)).box(
        -0.72, 0.64, 1.44, 0.07, m.colour
    )


def chair(s: Sketch, m: Moment) -> None:
    """A chair, turned a little."""
    for x in (-0.2, 0.18):
        s.box(x, 0.42, 0.05, 0.52, darker(m.colour, 0.15))
    for y in (0.6, 0.74, 0.87):
        s.smooth(
            [(-0.2, y), (0.0, y + 0.02), (0.22, y), (0.22, y + 0.06), (0.0, y + 0.08), (-0.2, y + 0.06)],
            m.colour,
            0.9,
        )
    for x, low in ((-0.17, 0.06), (0.18, 0.06), (-0.25, 0.0), (0.22, 0.0)):
        s.box(x, low, 0.05, 0.42, darker(m.colour, 0.25))
    s.poly([(-0.26, 0.4), (0.28, 0.4), (0.23, 0.5), (-0.2, 0.5)], lighter(m.colour, 0.1)).box(
        -0.26, 0.36, 0.54, 0.05, m.colour
    )


def bench(s: Sketch, m: Moment) -> None:
    """A bench of slats on two iron feet, with a back."""
    for x in (-0.78, 0.7):
        s.box(x, 0.0, 0.08, 0.9, darker(m.colour, 0.5))
    for y in (0.6, 0.72, 0.84):
        s.box(-0.85, y, 1.7, 0.08, m.colour, 0.9)
    s.poly([(-0.88, 0.4), (0.88, 0.4), (0.82, 0.48), (-0.82, 0.48)], lighter(m.colour, 0.1)).box(
        -0.88, 0.36, 1.76, 0.05, m.colour
    )


def bed(s: Sketch, m: Moment) -> None:
    """A bed with pillows and a cover, seen from its side."""
    s.box(-1.05, 0.0, 0.1, 1.1, WOOD, shade=darker(WOOD)).box(
        0.95, 0.0, 0.1, 0.72, WOOD, shade=darker(WOOD)
    ).box(-0.98, 0.22, 1.96, 0.16, darker(WOOD, 0.15))
    s.box(-0.96, 0.36, 1.92, 0.2, (0.95, 0.94, 0.91), round_by=0.06)
    s.smooth(
        [(-0.4, 0.2), (-0.42, 0.6), (0.0, 0.66), (0.94, 0.62), (0.97, 0.2)],
        m.colour,
        1.1,
        shade=darker(m.colour, 0.18),
    )
    s.smooth([(-0.92, 0.55), (-0.88, 0.74), (-0.6, 0.76), (-0.45, 0.66), (-0.5, 0.55)], (0.98, 0.97, 0.95))


def bottle(s: Sketch, m: Moment) -> None:
    """A bottle with its label and a cork."""
    s.smooth(
        [
            (-0.04, 0.005),
            (0.04, 0.005),
            (0.043, 0.1),
            (0.04, 0.17),
            (0.016, 0.215),
            (0.014, 0.28),
            (-0.014, 0.28),
            (-0.016, 0.215),
            (-0.04, 0.17),
            (-0.043, 0.1),
        ],
        m.colour,
        1.2,
        0.95,
        shade=darker(m.colour, 0.3),
    )
    s.box(-0.041, 0.06, 0.082, 0.08, (0.94, 0.90, 0.78), 0.7).lines(
        [[(-0.025, 0.115), (0.025, 0.115)], [(-0.02, 0.095), (0.02, 0.095)]], IRON, 1.0
    )
    s.box(-0.011, 0.275, 0.022, 0.025, (0.74, 0.58, 0.40), 0.8).curve(
        [(-0.03, 0.17), (-0.032, 0.15)], (1.0, 1.0, 1.0), 2.0, 0.7
    )


def cup(s: Sketch, m: Moment) -> None:
    """A cup of something hot."""
    s.stroke(oval_path(0.055, 0.055, 0.022, 0.028), darker(m.colour, 0.45), 5.0).stroke(
        oval_path(0.055, 0.055, 0.022, 0.028), m.colour, 3.0
    )
    s.smooth(
        [(-0.03, 0.0), (0.03, 0.0), (0.048, 0.03), (0.052, 0.1), (-0.052, 0.1), (-0.048, 0.03)],
        m.colour,
        1.2,
        shade=darker(m.colour, 0.2),
    )
    s.oval(0.0, 0.1, 0.052, 0.012, lighter(m.colour, 0.2)).oval(
        0.0, 0.099, 0.044, 0.009, (0.36, 0.22, 0.14), 0.6
    )
    for x in (-0.018, 0.016):
        rise = [(x + 0.008 * math.sin(m.time * 2 + k * 1.2 + x * 90), 0.115 + 0.014 * k) for k in range(5)]
        s.curve(rise, (0.72, 0.72, 0.74), 1.6, 0.6)


def glass(s: Sketch, m: Moment) -> None:
    """A wine glass, half full."""
    tone = m.colour if m.named else (0.58, 0.14, 0.2)
    s.oval(0.0, 0.004, 0.036, 0.007, GLASS).lines([[(0.0, 0.006), (0.0, 0.075)]], darker(GLASS, 0.3), 2.0)
    bowl: list[Point] = [
        (-0.012, 0.075),
        (-0.04, 0.105),
        (-0.042, 0.14),
        (-0.034, 0.18),
        (0.034, 0.18),
        (0.042, 0.14),
        (0.04, 0.105),
        (0.012, 0.075),
    ]
    s.smooth(
        [(-0.01, 0.077), (-0.038, 0.106), (-0.04, 0.135), (0.04, 0.135), (0.038, 0.106), (0.01, 0.077)],
        tone,
        0.0,
    )
    s.smooth(bowl, GLASS, 1.1, 0.35).curve([(-0.033, 0.165), (-0.036, 0.14)], (1.0, 1.0, 1.0), 1.8, 0.9)


def mirror(s: Sketch, m: Moment) -> None:
    """An oval mirror in a carved frame."""
    s.oval(0.0, 0.55, 0.4, 0.55, m.colour, 1.3, shade=darker(m.colour)).oval(
        0.0, 0.55, 0.32, 0.46, (0.74, 0.83, 0.87), 0.9, shade=(0.64, 0.74, 0.79)
    )
    s.poly([(-0.2, 0.4), (-0.1, 0.34), (0.2, 0.82), (0.12, 0.9)], (0.90, 0.95, 0.97), 0.0, 0.8).oval(
        0.0, 1.1, 0.08, 0.06, m.colour
    )


def chest(s: Sketch, m: Moment) -> None:
    """A chest bound in iron; open, gold shines out of it."""
    lift = 0.34 * m.open
    if m.open > 0.05:
        s.smooth(
            [(-0.44, 0.36 + lift * 0.7), (-0.42, 0.5 + lift), (0.42, 0.5 + lift), (0.44, 0.36 + lift * 0.7)],
            darker(m.colour, 0.35),
        )
        s.poly(
            [(-0.42, 0.36), (0.42, 0.36), (0.42, 0.38 + lift * 0.7), (-0.42, 0.38 + lift * 0.7)],
            (0.16, 0.12, 0.1),
        )
        s.smooth(
            [
                (-0.38, 0.34),
                (-0.2, 0.34 + 0.12 * m.open),
                (0.05, 0.34 + 0.15 * m.open),
                (0.25, 0.34 + 0.1 * m.open),
                (0.38, 0.34),
            ],
            (0.93, 0.76, 0.32),
        )
        s.glow(0.0, 0.45, 0.7, (1.0, 0.86, 0.45), 0.65 * m.open)
    else:
        s.smooth(
            [(-0.45, 0.34), (-0.42, 0.52), (0.0, 0.57), (0.42, 0.52), (0.45, 0.34)],
            lighter(m.colour, 0.06),
            1.2,
            shade=darker(m.colour, 0.2),
        )
    s.box(-0.44, 0.0, 0.88, 0.36, m.colour, 1.2, shade=darker(m.colour)).lines(
        [[(-0.44, 0.12), (0.44, 0.12)], [(-0.44, 0.24), (0.44, 0.24)]], darker(m.colour, 0.35), 0.9
    )
    for x in (-0.36, 0.28):
        s.box(x, 0.0, 0.08, 0.36, IRON, 0.8)
    s.box(-0.07, 0.24, 0.14, 0.14, BRASS).oval(0.0, 0.32, 0.02, 0.02, IRON, 0.0).poly(
        [(-0.012, 0.27), (0.012, 0.27), (0.0, 0.32)], IRON, 0.0
    )


def box(s: Sketch, m: Moment) -> None:
    """A parcel tied with string."""
    s.poly([(-0.22, 0.3), (0.2, 0.3), (0.27, 0.38), (-0.13, 0.38)], lighter(m.colour, 0.18)).poly(
        [(0.2, 0.0), (0.27, 0.08), (0.27, 0.38), (0.2, 0.3)], darker(m.colour, 0.3)
    )
    s.box(-0.22, 0.0, 0.42, 0.3, m.colour, 1.1)
    s.lines(
        [[(-0.01, 0.0), (-0.01, 0.3), (0.07, 0.38)], [(-0.22, 0.15), (0.2, 0.15), (0.27, 0.23)]],
        (0.86, 0.82, 0.72),
        2.2,
    )
    s.curve(
        [(0.03, 0.34), (-0.04, 0.42), (-0.06, 0.36), (0.03, 0.34), (0.1, 0.42), (0.12, 0.36), (0.03, 0.34)],
        (0.86, 0.82, 0.72),
        2.0,
    )


def ladder(s: Sketch, m: Moment) -> None:
    """A ladder leaning a little."""
    rungs = [[(-0.2 + 0.03 * k, 0.28 * k + 0.2), (0.24 + 0.025 * k, 0.28 * k + 0.2)] for k in range(9)]
    s.lines([list(run) for run in rungs], m.colour, 4.0).lines(
        [[(-0.24, 0.0), (0.05, 2.7)], [(0.24, 0.0), (0.48, 2.7)]], darker(m.colour, 0.15), 5.5
    )


def rope(s: Sketch, m: Moment) -> None:
    """A coil of rope."""
    for k in range(4):
        s.stroke(oval_path(0.0, 0.06 + 0.045 * k, 0.22 - 0.01 * k, 0.06), darker(m.colour, 0.45), 8.0).stroke(
            oval_path(0.0, 0.06 + 0.045 * k, 0.22 - 0.01 * k, 0.06), m.colour, 6.0
        )
    end: list[Point] = [(0.2, 0.08), (0.3, 0.03), (0.36, 0.06), (0.4, 0.01)]
    s.curve(end, darker(m.colour, 0.45), 8.0).curve(end, m.colour, 6.0)


def hourglass(s: Sketch, m: Moment) -> None:
    """Sand that runs through the shot."""
    s.smooth(
        [
            (-0.06, 0.03),
            (0.06, 0.03),
            (0.055, 0.09),
            (0.006, 0.14),
            (0.055, 0.19),
            (0.06, 0.25),
            (-0.06, 0.25),
            (-0.055, 0.19),
            (-0.006, 0.14),
            (-0.055, 0.09),
        ],
        GLASS,
        1.0,
        0.8,
    )
    sand, left = (0.90, 0.74, 0.46), 1.0 - m.share
    s.poly([(-0.05 * left, 0.15 + 0.07 * left), (0.05 * left, 0.15 + 0.07 * left), (0.0, 0.142)], sand, 0.0)
    s.smooth([(-0.052, 0.032), (0.052, 0.032), (0.0, 0.04 + 0.07 * m.share)], sand, 0.0).lines(
        [[(0.0, 0.14), (0.0, 0.04)]], sand, 1.4
    )
    for y in (0.0, 0.25):
        s.box(-0.075, y, 0.15, 0.028, m.colour, round_by=0.008)


KINDS = (
    Kind("table", "table desk workbench", 1.44, 0.86, "floor", WOOD, table),
    Kind("chair", "chair stool armchair seat", 0.54, 0.95, "floor", WOOD, chair),
    Kind("bench", "bench park-bench pew", 1.76, 0.92, "floor", WOOD, bench),
    Kind("bed", "bed cot bunk", 2.1, 1.1, "floor", (0.46, 0.54, 0.64), bed),
    Kind("bottle", "bottle flask vial potion whiskey wine", 0.09, 0.3, "table", (0.30, 0.44, 0.34), bottle),
    Kind("cup", "cup mug coffee tea teacup goblet", 0.13, 0.18, "table", (0.86, 0.84, 0.78), cup),
    Kind("glass", "glass wineglass drink", 0.085, 0.18, "table", GLASS, glass),
    Kind("mirror", "mirror looking-glass", 0.8, 1.16, "wall", BRASS, mirror),
    Kind("chest", "chest treasure-chest coffer", 0.9, 0.57, "floor", (0.50, 0.34, 0.22), chest),
    Kind(
        "box",
        "box parcel package crate gift present cardboard-box",
        0.5,
        0.42,
        "table",
        (0.76, 0.60, 0.42),
        box,
    ),
    Kind("ladder", "ladder stepladder", 0.7, 2.7, "floor", (0.68, 0.52, 0.34), ladder),
    Kind("rope", "rope coil cord noose", 0.66, 0.28, "floor", (0.80, 0.68, 0.46), rope),
    Kind("hourglass", "hourglass sand-glass", 0.15, 0.28, "table", mix(WOOD, BRASS, 0.3), hourglass),
)
