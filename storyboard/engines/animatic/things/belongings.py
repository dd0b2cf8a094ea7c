"""What people carry: keys and cases, food and toys, what is worth a robbery."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.sketch import Sketch, oval_path
from storyboard.engines.animatic.things.thing import Kind, Moment

BRASS: Colour = (0.82, 0.66, 0.32)
GOLD: Colour = (0.92, 0.74, 0.30)
LEATHER: Colour = (0.49, 0.32, 0.21)
PAPER: Colour = (0.95, 0.92, 0.84)


def key(s: Sketch, m: Moment) -> None:
    """An old key, its bit to the right."""
    s.stroke(oval_path(-0.045, 0.03, 0.024, 0.024), m.colour, 7.0).stroke(
        oval_path(-0.045, 0.03, 0.03, 0.03), darker(m.colour, 0.5), 0.9
    )
    s.box(-0.02, 0.024, 0.1, 0.012, m.colour, shade=darker(m.colour)).box(
        -0.018, 0.02, 0.01, 0.02, m.colour, 0.8
    )
    s.poly(
        [
            (0.05, 0.025),
            (0.078, 0.025),
            (0.078, 0.002),
            (0.068, 0.002),
            (0.068, 0.012),
            (0.06, 0.012),
            (0.06, 0.004),
            (0.05, 0.004),
        ],
        m.colour,
    )


def briefcase(s: Sketch, m: Moment) -> None:
    """A case with clasps; open, its lid stands up and it shows what it holds."""
    body = m.colour
    if m.open > 0.1:
        lid = 0.34 * m.open
        s.poly(
            [(-0.26, 0.3), (0.26, 0.3), (0.24, 0.3 + lid), (-0.24, 0.3 + lid)],
            darker(body, 0.3),
            shade=darker(body, 0.45),
        )
        for k in range(4):
            s.box(-0.22 + 0.11 * k, 0.28, 0.1, 0.07, (0.56, 0.66, 0.48)).box(
                -0.19 + 0.11 * k, 0.28, 0.03, 0.07, PAPER, 0.5
            )
        s.glow(0.0, 0.36, 0.4, (1.0, 0.9, 0.6), 0.35 * m.open)
    else:
        s.curve([(-0.08, 0.34), (-0.07, 0.4), (0.07, 0.4), (0.08, 0.34)], darker(body, 0.35), 3.4)
    s.box(-0.27, 0.0, 0.54, 0.34, body, 1.2, shade=darker(body), round_by=0.025).lines(
        [[(-0.27, 0.24), (0.27, 0.24)]], darker(body, 0.4), 1.0
    )
    for x in (-0.18, 0.14):
        s.box(x, 0.21, 0.045, 0.06, BRASS, 0.8)


def bag(s: Sketch, m: Moment) -> None:
    """A leather bag with two straps."""
    s.curve([(-0.15, 0.26), (-0.1, 0.42), (0.1, 0.42), (0.15, 0.26)], darker(m.colour, 0.3), 3.6)
    s.smooth(
        [(-0.3, 0.02), (0.3, 0.02), (0.31, 0.14), (0.24, 0.29), (-0.24, 0.29), (-0.31, 0.14)],
        m.colour,
        1.2,
        shade=darker(m.colour),
    )
    s.lines([[(-0.22, 0.27), (0.22, 0.27)]], lighter(m.colour, 0.4), 1.4)
    for x in (-0.17, 0.13):
        s.box(x, 0.06, 0.04, 0.2, darker(m.colour, 0.2), 0.8).box(x - 0.005, 0.14, 0.05, 0.04, BRASS, 0.6)


def suitcase(s: Sketch, m: Moment) -> None:
    """A travelling case with straps, corners and labels."""
    s.curve([(-0.08, 0.46), (-0.07, 0.53), (0.07, 0.53), (0.08, 0.46)], darker(m.colour, 0.4), 3.2)
    s.box(-0.36, 0.0, 0.72, 0.46, m.colour, 1.2, shade=darker(m.colour, 0.2), round_by=0.03)
    for x in (-0.25, 0.19):
        s.box(x, 0.0, 0.06, 0.46, darker(m.colour, 0.35), 0.8).box(x, 0.3, 0.06, 0.05, BRASS, 0.6)
    s.poly([(-0.12, 0.1), (0.06, 0.14), (0.04, 0.25), (-0.14, 0.21)], (0.86, 0.56, 0.36), 0.6).oval(
        0.09, 0.32, 0.06, 0.06, PAPER, 0.6
    )


def money(s: Sketch, m: Moment) -> None:
    """Banded notes in a stack, one across the top."""
    for k in range(4):
        s.box(-0.16 + 0.008 * (k % 2), 0.032 * k, 0.3, 0.03, m.colour, 0.9, shade=darker(m.colour, 0.15)).box(
            -0.035, 0.032 * k, 0.06, 0.03, PAPER, 0.6
        )
    s.poly([(-0.17, 0.13), (0.12, 0.13), (0.17, 0.24), (-0.12, 0.24)], lighter(m.colour, 0.15)).oval(
        0.0, 0.185, 0.04, 0.035, m.colour, 0.7
    )


def gold(s: Sketch, m: Moment) -> None:
    """Bars in a pyramid, one of them glinting."""
    for row in range(3):
        for k in range(3 - row):
            x, y = -0.3 + 0.1 * row + 0.2 * k, 0.1 * row
            s.poly(
                [(x, y), (x + 0.19, y), (x + 0.165, y + 0.095), (x + 0.025, y + 0.095)],
                m.colour,
                shade=darker(m.colour, 0.22),
            )
            s.lines([[(x + 0.05, y + 0.075), (x + 0.12, y + 0.075)]], lighter(m.colour, 0.6), 1.0)
    s.glow(0.04, 0.26, 0.1 + 0.08 * math.sin(m.time * 3.0) ** 2, (1.0, 1.0, 0.86), 0.85)


def diamond(s: Sketch, m: Moment) -> None:
    """A cut stone that sparkles as time goes."""
    wide, top = 0.06, 0.1
    s.glow(0.0, 0.06, 0.12, lighter(m.colour, 0.4), 0.35)
    s.poly([(-wide, 0.065), (-0.035, top), (0.035, top), (wide, 0.065), (0.0, 0.0)], m.colour, 1.1)
    for k, tone in enumerate((0.45, 0.1, 0.6, 0.25)):
        a, b = -wide + wide * k / 2, -wide + wide * (k + 1) / 2
        s.poly([(a, 0.065), (b, 0.065), (0.0, 0.0)], lighter(m.colour, tone), 0.5)
    s.poly(
        [(-0.035, top), (-0.03, 0.065), (0.0, top), (0.03, 0.065), (0.035, top)], lighter(m.colour, 0.65), 0.5
    )
    x, y, r = ((-0.03, 0.085, 0.04), (0.035, 0.06, 0.03), (0.0, 0.04, 0.035))[int(m.time * 1.5) % 3]
    r *= math.sin(math.pi * ((m.time * 1.5) % 1.0))
    s.poly([(x - r, y), (x, y - r * 0.14), (x + r, y), (x, y + r * 0.14)], (1.0, 1.0, 1.0), 0.0, own=True)
    s.poly([(x, y - r), (x - r * 0.14, y), (x, y + r), (x + r * 0.14, y)], (1.0, 1.0, 1.0), 0.0, own=True)


def apple(s: Sketch, m: Moment) -> None:
    """An apple with its stalk and a leaf."""
    s.smooth(
        [(-0.048, 0.048), (-0.024, 0.0), (0.024, 0.0), (0.048, 0.048), (0.024, 0.08), (-0.024, 0.08)],
        m.colour,
    )
    s.lines([[(0.0, 0.076), (0.008, 0.1)]], (0.3, 0.22, 0.14), 1.4)
    s.oval(0.024, 0.094, 0.016, 0.007, (0.3, 0.52, 0.26), 0.6)


def kite(s: Sketch, m: Moment) -> None:
    """A kite of two colours with a tail that blows."""
    sway = 0.05 * math.sin(m.time * 3.0)
    tail = [(0.0, 0.3), (0.08 + sway, 0.2), (-0.06, 0.1), (0.05 - sway, 0.0)]
    s.lines([[(0.0, 0.3), (-0.54, -0.6)]], (0.25, 0.22, 0.2), 0.8)
    s.curve(tail, darker(m.colour, 0.2), 1.4)
    s.poly([(0.0, 0.3), (-0.3, 0.72), (0.0, 1.0), (0.3, 0.72)], m.colour, 1.1)
    s.poly([(0.0, 0.3), (0.3, 0.72), (0.0, 0.72)], lighter(m.colour, 0.5), 0.8)
    s.poly([(0.0, 1.0), (-0.3, 0.72), (0.0, 0.72)], lighter(m.colour, 0.5), 0.8)
    for x, y in ((0.06 + sway, 0.2), (-0.04, 0.1)):
        s.oval(x, y, 0.035, 0.018, lighter(m.colour, 0.3), 0.6)


def teddy_bear(s: Sketch, m: Moment) -> None:
    """A teddy bear that sits."""
    for side in (-1, 1):
        s.oval(side * 0.08, 0.05, 0.06, 0.05, m.colour).oval(side * 0.1, 0.17, 0.045, 0.06, m.colour)
        s.oval(side * 0.07, 0.37, 0.035, 0.035, m.colour)
    s.oval(0.0, 0.13, 0.1, 0.11, m.colour).oval(0.0, 0.3, 0.095, 0.085, m.colour)
    s.oval(0.0, 0.275, 0.04, 0.03, lighter(m.colour, 0.5), 0.6).oval(
        0.0, 0.285, 0.012, 0.009, (0.1, 0.08, 0.08), 0
    )
    for side in (-1, 1):
        s.oval(side * 0.035, 0.325, 0.01, 0.01, (0.1, 0.08, 0.08), 0)


def umbrella(s: Sketch, m: Moment) -> None:
    """An umbrella; furled until it opens, where the text says that it opens."""
    wide = 0.52 if m.doing != "opens" else 0.08 + 0.44 * m.share
    s.lines([[(0.0, 0.08), (0.0, 0.95)]], (0.3, 0.26, 0.24), 2.4).curve(
        [(0.0, 0.1), (0.02, 0.02), (0.08, 0.02), (0.09, 0.08)], (0.46, 0.32, 0.22), 4.0
    )
    low = 0.6 - (0.52 - wide) * 0.6
    edge = [(-wide, low), (-wide * 0.5, low + 0.05), (0.0, low), (wide * 0.5, low + 0.05), (wide, low)]
    s.smooth(
        [*edge, (wide * 0.72, 0.82), (0.0, 0.93), (-wide * 0.72, 0.82)], m.colour, 1.2, shade=darker(m.colour)
    )
    s.lines([[(0.0, 0.93), (x, y)] for x, y in (edge[1], edge[3])], darker(m.colour, 0.35), 0.9)


KINDS = (
    Kind("key", "key keys passkey", 0.15, 0.062, "hand", BRASS, key),
    Kind("briefcase", "briefcase attache-case attache", 0.54, 0.42, "hand", LEATHER, briefcase),
    Kind(
        "bag",
        "bag handbag satchel backpack rucksack duffel duffel-bag purse sack",
        0.62,
        0.42,
        "hand",
        (0.44, 0.38, 0.28),
        bag,
    ),
    Kind("suitcase", "suitcase luggage case trunk", 0.72, 0.54, "floor", (0.55, 0.38, 0.26), suitcase),
    Kind(
        "money",
        "money cash banknotes dollars bills notes-of-money wad ransom",
        0.34,
        0.25,
        "table",
        (0.60, 0.70, 0.54),
        money,
    ),
    Kind("gold", "gold gold-bars gold-bar bullion ingots treasure loot", 0.6, 0.3, "table", GOLD, gold),
    Kind(
        "diamond",
        "diamond jewel gem ruby emerald sapphire jewels diamonds crystal pearl gemstone",
        0.12,
        0.1,
        "hand",
        (0.74, 0.88, 0.94),
        diamond,
    ),
    Kind("apple", "apple pear orange fruit", 0.096, 0.1, "hand", (0.76, 0.20, 0.18), apple),
    Kind("kite", "kite", 0.6, 1.0, "hand", (0.78, 0.26, 0.22), kite),
    Kind("teddy bear", "teddy-bear teddy toy-bear", 0.26, 0.41, "hand", (0.62, 0.44, 0.28), teddy_bear),
    Kind("umbrella", "umbrella parasol", 1.04, 0.95, "hand", (0.24, 0.28, 0.38), umbrella),
)
