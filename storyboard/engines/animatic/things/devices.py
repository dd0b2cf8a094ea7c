"""Machines and instruments that stand on tables."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.sketch import Point, Sketch, oval_path, ring
from storyboard.engines.animatic.things.thing import Kind, Moment

BLACK: Colour = (0.18, 0.18, 0.21)
STEEL: Colour = (0.66, 0.70, 0.74)
BRASS: Colour = (0.82, 0.66, 0.32)
SCREEN: Colour = (0.56, 0.80, 0.90)
FACE: Colour = (0.96, 0.94, 0.88)


def ringing(s: Sketch, m: Moment, x: float, y: float, size: float) -> None:
    """Arcs of sound, while the thing rings."""
    if m.doing != "rings" or m.time % 1.6 >= 0.8:
        return
    for sign in (-1.0, 1.0):
        for k in range(3):
            r = size * (1.0 + 0.35 * k)
            s.curve(
                [(x + sign * r * math.cos(a), y + r * math.sin(a)) for a in (-0.5, -0.2, 0.2, 0.5)],
                (0.25, 0.25, 0.3),
                1.6,
                0.8 - 0.2 * k,
            )


def telephone(s: Sketch, m: Moment) -> None:
    """A desk telephone with a dial."""
    s.poly([(-0.13, 0.0), (0.13, 0.0), (0.085, 0.13), (-0.085, 0.13)], m.colour, 1.2, shade=darker(m.colour))
    s.oval(0.0, 0.065, 0.052, 0.05, lighter(m.colour, 0.7)).oval(0.0, 0.065, 0.02, 0.02, m.colour, 0.8)
    for x, y in ring(0.0, 0.065, 0.037, 0.035, 10):
        s.oval(x, y, 0.007, 0.007, BLACK, 0.0)
    hop = 0.012 if m.doing == "rings" and m.time % 1.6 < 0.8 and int(m.time * 24) % 2 else 0.0
    s.smooth(
        [
            (-0.15, 0.15 + hop),
            (-0.14, 0.19 + hop),
            (0.0, 0.2 + hop),
            (0.14, 0.19 + hop),
            (0.15, 0.15 + hop),
            (0.09, 0.145 + hop),
            (0.07, 0.165 + hop),
            (-0.07, 0.165 + hop),
            (-0.09, 0.145 + hop),
        ],
        m.colour,
        1.2,
        shade=darker(m.colour),
    )
    ringing(s, m, 0.0, 0.15, 0.2)


def mobile(s: Sketch, m: Moment) -> None:
    """A mobile telephone, its screen alight."""
    s.glow(0.0, 0.075, 0.13, SCREEN, 0.35 * m.lit).box(-0.037, 0.0, 0.074, 0.15, m.colour, 1.2, round_by=0.01)
    s.box(-0.032, 0.012, 0.064, 0.126, mix((0.12, 0.14, 0.18), (0.86, 0.93, 0.96), m.lit), 0.6, own=True)
    if m.doing == "rings":
        s.oval(0.0, 0.1, 0.016, 0.016, (0.5, 0.6, 0.7), 0.5).oval(
            -0.016, 0.035, 0.009, 0.009, (0.85, 0.3, 0.28), 0.0
        ).oval(0.016, 0.035, 0.009, 0.009, (0.35, 0.72, 0.42), 0.0)
    else:
        for k, left in enumerate((True, False, True)):
            s.box(
                -0.028 if left else -0.01,
                0.1 - 0.03 * k,
                0.038,
                0.02,
                (0.72, 0.80, 0.84) if left else (0.45, 0.72, 0.52),
                0.0,
                round_by=0.005,
            )
    ringing(s, m, 0.0, 0.075, 0.075)


def clock(s: Sketch, m: Moment) -> None:
    """A round clock whose hands go."""
    s.oval(0.0, 0.2, 0.2, 0.2, m.colour, 1.3, shade=darker(m.colour)).oval(0.0, 0.2, 0.165, 0.165, FACE)
    _dial(s, 0.0, 0.2, 0.165, m)
    ringing(s, m, 0.0, 0.2, 0.25)


def watch(s: Sketch, m: Moment) -> None:
    """A pocket watch on its chain."""
    s.curve([(0.0, 0.085), (0.03, 0.11), (0.01, 0.13), (0.05, 0.14), (0.07, 0.12)], m.colour, 2.0)
    s.box(-0.006, 0.066, 0.012, 0.014, m.colour, 0.8).stroke(
        oval_path(0.0, 0.084, 0.009, 0.008), m.colour, 2.0
    )
    s.oval(0.0, 0.034, 0.034, 0.034, m.colour, 1.2, shade=darker(m.colour)).oval(
        0.0, 0.034, 0.028, 0.028, FACE, 0.8
    )
    _dial(s, 0.0, 0.034, 0.028, m)


def _dial(s: Sketch, x: float, y: float, r: float, m: Moment) -> None:
    ticks: list[list[Point]] = []
    for k in range(12):
        a = math.tau * k / 12
        inner = 0.78 if k % 3 == 0 else 0.86
        ticks.append(
            [
                (x + r * inner * math.sin(a), y + r * inner * math.cos(a)),
                (x + r * 0.95 * math.sin(a), y + r * 0.95 * math.cos(a)),
            ]
        )
    s.lines(ticks, BLACK, 1.3)
    fast = 40.0 if m.doing == "spins" else 1.0
    minute = math.tau * (0.92 + m.time * fast / 3600)
    second = math.tau * int(m.time * fast) / 60
    for angle, long, width in ((minute / 12 + 5.8, 0.5, 3.0), (minute, 0.76, 2.2)):
        s.lines([[(x, y), (x + r * long * math.sin(angle), y + r * long * math.cos(angle))]], BLACK, width)
    s.lines(
        [[(x, y), (x + r * 0.84 * math.sin(second), y + r * 0.84 * math.cos(second))]], (0.8, 0.2, 0.2), 1.0
    )
    s.oval(x, y, r * 0.06, r * 0.06, BLACK, 0.0)


def camera(s: Sketch, m: Moment) -> None:
    """A camera with its lens, finder and flash."""
    s.box(-0.04, 0.1, 0.08, 0.03, darker(m.colour, 0.1), round_by=0.006).box(
        -0.085, 0.1, 0.03, 0.012, STEEL, 0.7
    )
    s.box(-0.1, 0.0, 0.2, 0.105, m.colour, 1.2, shade=darker(m.colour), round_by=0.012).box(
        -0.1, 0.078, 0.2, 0.026, STEEL, 0.8
    )
    s.oval(0.0, 0.046, 0.043, 0.043, BLACK).oval(0.0, 0.046, 0.03, 0.03, (0.24, 0.34, 0.44)).oval(
        -0.01, 0.056, 0.009, 0.009, (0.9, 0.95, 1.0), 0.0
    )
    s.box(0.06, 0.083, 0.028, 0.016, (0.98, 0.96, 0.86), 0.6)
    if m.doing == "lights" and 0.35 < m.share < 0.55:
        s.glow(0.074, 0.091, 0.25, (1.0, 1.0, 0.96), 0.95)


def computer(s: Sketch, m: Moment) -> None:
    """A portable computer, its screen full of lines."""
    s.glow(0.0, 0.16, 0.35, SCREEN, 0.3 * m.lit).box(-0.18, 0.03, 0.36, 0.25, m.colour, 1.2, round_by=0.012)
    s.box(-0.165, 0.045, 0.33, 0.22, mix((0.10, 0.12, 0.15), (0.14, 0.24, 0.32), m.lit), 0.7, own=True)
    if m.lit > 0.3:
        shift = int(m.time * 3)
        lines = [
            [(-0.15, 0.245 - 0.02 * k), (-0.15 + 0.05 + 0.03 * ((k * 5 + shift * 3) % 8), 0.245 - 0.02 * k)]
            for k in range(10)
        ]
        s.lines([list(run) for run in lines], (0.55, 0.92, 0.75), 1.5, 0.9, own=True)
    s.poly([(-0.18, 0.03), (0.18, 0.03), (0.22, 0.0), (-0.22, 0.0)], lighter(m.colour, 0.12)).lines(
        [[(-0.15, 0.02), (0.15, 0.02)], [(-0.17, 0.011), (0.17, 0.011)]], darker(m.colour, 0.3), 1.3
    )


def television(s: Sketch, m: Moment) -> None:
    """A set with rabbit ears, its picture flickering."""
    s.lines([[(0.0, 0.5), (-0.18, 0.72)], [(0.0, 0.5), (0.2, 0.7)]], STEEL, 2.0)
    s.box(-0.36, 0.05, 0.72, 0.46, m.colour, 1.2, shade=darker(m.colour, 0.15), round_by=0.04)
    glow = 0.7 + 0.3 * math.sin(m.time * 13) * math.sin(m.time * 7)
    s.box(
        -0.31,
        0.1,
        0.46,
        0.36,
        mix((0.12, 0.14, 0.16), (0.70, 0.84, 0.92), m.lit * glow),
        1.0,
        own=True,
        round_by=0.05,
    )
    s.glow(-0.08, 0.28, 0.6, SCREEN, 0.35 * m.lit * glow)
    for y in (0.38, 0.26):
        s.oval(0.25, y, 0.035, 0.035, STEEL, 0.8)
    for x in (-0.28, 0.22):
        s.box(x, 0.0, 0.06, 0.06, darker(m.colour, 0.4))


def radio(s: Sketch, m: Moment) -> None:
    """A wireless set: cloth, dial, knobs and a glow."""
    s.smooth(
        [(-0.25, 0.0), (0.25, 0.0), (0.25, 0.22), (0.18, 0.32), (-0.18, 0.32), (-0.25, 0.22)],
        m.colour,
        1.2,
        shade=darker(m.colour),
    )
    s.box(-0.2, 0.06, 0.2, 0.2, (0.78, 0.68, 0.48), 0.8, round_by=0.02).lines(
        [[(-0.18 + 0.03 * k, 0.07), (-0.18 + 0.03 * k, 0.25)] for k in range(6)], (0.56, 0.46, 0.32), 1.0
    )
    s.box(0.03, 0.15, 0.17, 0.1, (1.0, 0.88, 0.58) if m.lit else FACE, 0.8, own=bool(m.lit)).glow(
        0.115, 0.2, 0.14, (1.0, 0.85, 0.5), 0.35 * m.lit
    )
    needle = 0.05 + 0.13 * (0.5 + 0.5 * math.sin(m.time * 0.7))
    s.lines([[(needle, 0.155), (needle, 0.245)]], (0.75, 0.2, 0.18), 1.4)
    for x in (0.06, 0.17):
        s.oval(x, 0.08, 0.028, 0.028, darker(m.colour, 0.4), 0.9)


def drill(s: Sketch, m: Moment) -> None:
    """A power drill, its bit turning where it drills."""
    s.poly([(-0.11, 0.0), (-0.04, 0.0), (-0.03, 0.16), (-0.1, 0.16)], darker(m.colour, 0.35)).box(
        -0.14, -0.02, 0.13, 0.05, BLACK, round_by=0.01
    )
    s.box(-0.15, 0.14, 0.22, 0.1, m.colour, 1.2, shade=darker(m.colour), round_by=0.03).poly(
        [(0.07, 0.15), (0.12, 0.17), (0.12, 0.21), (0.07, 0.23)], BLACK
    )
    s.poly([(0.12, 0.183), (0.26, 0.188), (0.28, 0.19), (0.26, 0.192), (0.12, 0.197)], STEEL, 0.8)
    turn = m.time * 30 if m.doing in ("spins", "") else 0.0
    s.lines(
        [
            [
                (0.13 + 0.02 * k, 0.19 - 0.007 * math.sin(turn + k)),
                (0.14 + 0.02 * k, 0.19 + 0.007 * math.sin(turn + k)),
            ]
            for k in range(6)
        ],
        BLACK,
        1.2,
    )
    s.lines([[(-0.1, 0.22), (0.0, 0.22)]], lighter(m.colour, 0.4), 1.4)


def bell(s: Sketch, m: Moment) -> None:
    """A bronze bell that swings as it rings."""
    swing = 0.28 * math.sin(m.time * 5.5) if m.doing == "rings" else 0.0

    def at(x: float, y: float) -> Point:
        dx, dy = x, y - 0.52
        return (
            dx * math.cos(swing) - dy * math.sin(swing),
            0.52 + dx * math.sin(swing) + dy * math.cos(swing),
        )

    s.box(-0.34, 0.52, 0.68, 0.08, (0.44, 0.32, 0.22))
    s.oval(
        *at(0.06 * math.sin(m.time * 5.5 - 0.6) if swing else 0.0, 0.02), 0.05, 0.05, darker(m.colour, 0.4)
    )
    s.smooth(
        [
            at(*p)
            for p in (
                (-0.28, 0.05),
                (-0.2, 0.14),
                (-0.15, 0.34),
                (-0.1, 0.45),
                (0.0, 0.48),
                (0.1, 0.45),
                (0.15, 0.34),
                (0.2, 0.14),
                (0.28, 0.05),
                (0.0, 0.03),
            )
        ],
        m.colour,
        1.2,
        shade=darker(m.colour),
    )
    s.lines(
        [[at(-0.19, 0.15), at(0.19, 0.15)], [at(-0.15, 0.36), at(0.15, 0.36)]], darker(m.colour, 0.35), 1.4
    )
    ringing(s, m, 0.0, 0.2, 0.36)


def switch(s: Sketch, m: Moment) -> None:
    """A lever in its slot, thrown as the action says."""
    s.box(-0.07, 0.0, 0.14, 0.22, m.colour, 1.2, shade=darker(m.colour, 0.15), round_by=0.012).box(
        -0.012, 0.04, 0.024, 0.14, BLACK, 0.8
    )
    up = m.share if m.doing in ("lights", "opens", "spins") else 0.0
    tip = 0.02 + 0.2 * up
    s.lines([[(0.0, 0.11), (0.05, tip)]], STEEL, 4.0).oval(0.05, tip, 0.022, 0.022, (0.78, 0.2, 0.18))


KINDS = (
    Kind("telephone", "telephone landline payphone receiver", 0.32, 0.21, "table", BLACK, telephone),
    Kind(
        "phone",
        "phone mobile smartphone cellphone cell-phone mobile-phone",
        0.076,
        0.15,
        "hand",
        BLACK,
        mobile,
    ),
    Kind("clock", "clock alarm-clock timepiece", 0.4, 0.4, "wall", (0.48, 0.34, 0.24), clock),
    Kind("watch", "watch pocket-watch wristwatch stopwatch compass", 0.1, 0.14, "hand", BRASS, watch),
    Kind("camera", "camera", 0.2, 0.13, "hand", BLACK, camera),
    Kind(
        "computer",
        "computer laptop screen monitor terminal keyboard",
        0.44,
        0.29,
        "table",
        (0.56, 0.59, 0.62),
        computer,
    ),
    Kind("television", "television tv telly", 0.72, 0.72, "floor", (0.50, 0.36, 0.26), television),
    Kind("radio", "radio wireless walkie-talkie", 0.5, 0.32, "table", (0.52, 0.34, 0.22), radio),
    Kind("drill", "drill power-drill", 0.44, 0.26, "hand", (0.88, 0.62, 0.22), drill),
    Kind("bell", "bell bells church-bell", 0.68, 0.6, "wall", (0.72, 0.54, 0.28), bell),
    Kind("switch", "switch lever alarm button", 0.16, 0.24, "wall", (0.62, 0.64, 0.66), switch),
)
