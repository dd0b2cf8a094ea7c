"""Doors, windows, gates and what opens."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.sketch import Sketch, ring
from storyboard.engines.animatic.things.thing import Kind, Moment

BRASS: Colour = (0.82, 0.66, 0.32)
STEEL: Colour = (0.62, 0.66, 0.70)
IRON: Colour = (0.30, 0.32, 0.35)


def door(s: Sketch, m: Moment) -> None:
    """A panelled door in its frame; light falls through as it opens."""
    frame = mix(darker(m.colour, 0.35), (0.40, 0.30, 0.24), 0.4)
    s.box(-0.58, 0.0, 1.16, 2.16, frame, shade=darker(frame))
    s.box(
        -0.46,
        0.0,
        0.92,
        2.04,
        (0.13, 0.13, 0.17) if m.open < 0.02 else (0.98, 0.88, 0.66),
        own=m.open >= 0.02,
    )
    if m.open > 0.02:
        s.glow(0.1, 1.1, 1.3, (1.0, 0.87, 0.60), 0.45 * m.open)
    swing = math.cos(m.open * 1.25)
    _leaf(s, m.colour, swing, 0.12 * math.sin(m.open * 1.25))


def _leaf(s: Sketch, colour: Colour, swing: float, lean: float) -> None:
    def across(u: float, v: float) -> tuple[float, float]:
        share = (u + 0.46) / 0.92
        return (-0.46 + 0.92 * swing * share, v + lean * share * (0.5 if v > 1.0 else -1.0))

    def board(left: float, low: float, right: float, top: float, tone: Colour, line: float) -> None:
        s.poly([across(left, low), across(right, low), across(right, top), across(left, top)], tone, line)

    board(-0.46, 0.0, 0.46, 2.04, colour, 1.2)
    for left, low, right, top in (
        (-0.34, 1.12, -0.05, 1.88),
        (0.05, 1.12, 0.34, 1.88),
        (-0.34, 0.2, -0.05, 0.92),
        (0.05, 0.2, 0.34, 0.92),
    ):
        board(left, low, right, top, darker(colour, 0.16), 0.8)
        board(left + 0.04, low + 0.05, right - 0.04, top - 0.05, lighter(colour, 0.08), 0.6)
    x, y = across(0.38, 1.02)
    s.oval(x, y, 0.045 * max(swing, 0.4), 0.045, BRASS).oval(x, y - 0.12, 0.014, 0.022, (0.1, 0.1, 0.1), 0.0)


def window(s: Sketch, m: Moment) -> None:
    """A sash window between curtains; it slides up as it opens."""
    frame = m.colour
    s.box(-0.62, 0.0, 1.24, 1.5, frame, shade=darker(frame, 0.15))
    s.box(-0.52, 0.1, 1.04, 1.3, (0.62, 0.76, 0.86))
    s.poly([(-0.45, 0.2), (-0.2, 0.2), (0.1, 1.3), (-0.15, 1.3)], (0.78, 0.88, 0.94), 0.0, 0.8)
    lift = 0.55 * m.open
    s.lines([[(0.0, 0.75), (0.0, 1.4)], [(-0.52, 0.75), (0.52, 0.75)]], frame, 3.0)
    s.lines([[(0.0, 0.1 + lift), (0.0, 0.75)], [(-0.52, 0.1 + lift), (0.52, 0.1 + lift)]], frame, 3.0)
    s.box(-0.7, -0.07, 1.4, 0.1, lighter(frame, 0.2))


def gate(s: Sketch, m: Moment) -> None:
    """Wrought-iron gates between stone posts; the leaves fold as they open."""
    for x in (-1.5, 1.22):
        s.box(x, 0.0, 0.28, 2.1, (0.66, 0.64, 0.60), shade=(0.5, 0.49, 0.47))
        s.oval(x + 0.14, 2.22, 0.16, 0.16, (0.66, 0.64, 0.60))
    fold = 1.0 - 0.75 * m.open
    for sign in (-1.0, 1.0):
        bars = [
            [(sign * (1.22 - 1.2 * fold * k / 7), 0.1), (sign * (1.22 - 1.2 * fold * k / 7), 1.75 - 0.05 * k)]
            for k in range(8)
        ]
        rails = [[(sign * 1.22, v), (sign * (1.22 - 1.2 * fold), v)] for v in (0.25, 0.9, 1.4)]
        s.lines(bars + rails, m.colour, 2.4)


def vault_door(s: Sketch, m: Moment) -> None:
    """A round steel door with bolts and a wheel; the wheel turns, then the door rolls aside."""
    body = m.colour
    s.box(-1.3, 0.0, 2.6, 2.6, darker(body, 0.3), shade=darker(body, 0.45))
    s.oval(0.0, 1.3, 1.18, 1.18, (0.10, 0.10, 0.12))
    if m.open > 0.3:
        s.glow(0.0, 1.3, 1.2, (1.0, 0.83, 0.45), 0.6 * m.open)
    shift = 1.5 * max(m.open - 0.35, 0.0)
    s.oval(shift, 1.3, 1.12, 1.12, body, 1.4, shade=darker(body, 0.25))
    s.oval(shift, 1.3, 0.92, 0.92, lighter(body, 0.12), 0.9, shade=darker(body, 0.15))
    for x, y in ring(shift, 1.3, 1.02, 1.02, 16):
        s.oval(x, y, 0.045, 0.045, darker(body, 0.35), 0.6)
    turn = (
        3.0 * min(m.open * 2.4, 1.0)
        if m.doing in ("opens", "closes")
        else (m.time if m.doing == "spins" else 0.0)
    )
    spokes = [
        [
            (shift, 1.3),
            (shift + 0.5 * math.cos(turn + k * math.tau / 5), 1.3 + 0.5 * math.sin(turn + k * math.tau / 5)),
        ]
        for k in range(5)
    ]
    s.lines(spokes, BRASS, 4.0)
    for x, y in ring(shift, 1.3, 0.5, 0.5, 5, turn):
        s.oval(x, y, 0.07, 0.07, BRASS)
    s.oval(shift, 1.3, 0.13, 0.13, darker(BRASS, 0.15))


def safe(s: Sketch, m: Moment) -> None:
    """A steel box with a dial and a handle; open, it shows gold."""
    body = m.colour
    s.box(-0.42, 0.06, 0.84, 0.92, body, shade=darker(body, 0.25), round_by=0.04)
    for x in (-0.36, 0.24):
        s.box(x, 0.0, 0.12, 0.08, darker(body, 0.4))
    if m.open > 0.05:
        s.box(-0.34, 0.14, 0.68, 0.76, (0.14, 0.13, 0.15))
        for k in range(3):
            s.box(-0.24 + 0.05 * k, 0.14 + 0.11 * k, 0.46 - 0.1 * k, 0.1, (0.93, 0.75, 0.28))
        s.glow(0.0, 0.3, 0.5, (1.0, 0.85, 0.4), 0.5 * m.open)
    wide = 0.68 * math.cos(1.35 * m.open)
    s.box(-0.34, 0.14, wide, 0.76, lighter(body, 0.1), shade=darker(body, 0.12))
    s.oval(-0.34 + wide * 0.42, 0.58, 0.15 * wide / 0.68, 0.15, (0.16, 0.16, 0.18))
    ticks = [
        [
            (-0.34 + wide * 0.42 + 0.1 * wide / 0.68 * math.cos(a), 0.58 + 0.1 * math.sin(a)),
            (-0.34 + wide * 0.42 + 0.14 * wide / 0.68 * math.cos(a), 0.58 + 0.14 * math.sin(a)),
        ]
        for a in (k * math.tau / 12 + 2 * m.share for k in range(12))
    ]
    s.lines(ticks, (0.95, 0.95, 0.95), 0.8)
    s.box(-0.34 + wide * 0.78, 0.46, 0.1 * wide / 0.68, 0.26, STEEL, 0.8, round_by=0.03)


KINDS = (
    Kind("door", "door doorway front-door trapdoor hatch", 1.16, 2.16, "floor", (0.50, 0.34, 0.24), door),
    Kind("window", "window porthole windowpane", 1.24, 1.5, "wall", (0.90, 0.88, 0.83), window),
    Kind("gate", "gate gates portcullis", 3.0, 2.3, "floor", IRON, gate),
    Kind("vault door", "vault vault-door steel-door", 2.6, 2.6, "floor", STEEL, vault_door),
    Kind("safe", "safe strongbox lockbox", 0.84, 1.0, "floor", (0.38, 0.42, 0.44), safe),
)
