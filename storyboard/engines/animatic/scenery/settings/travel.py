"""Rooms that travel: cabins, compartments, cars, and the bridge of a starship."""

from __future__ import annotations

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.furniture import (
    block,
    pendant,
    table,
)
from storyboard.engines.animatic.scenery.ground import planks, tiles
from storyboard.engines.animatic.scenery.passing import Passing, Road
from storyboard.engines.animatic.scenery.planes import facing, level, side
from storyboard.engines.animatic.scenery.room import BEHIND, Box, pane, room
from storyboard.engines.animatic.scenery.settings.strange import starfield
from storyboard.engines.animatic.scenery.sketch import Sketch

WOOD: Colour = (0.52, 0.38, 0.26)
STEEL: Colour = (0.58, 0.62, 0.65)
ROCK: Colour = (0.50, 0.46, 0.44)
LAMP: Colour = (1.0, 0.82, 0.50)


def cabin(lot: Backlot) -> None:
    """A ship's cabin: portholes on the sea, a bunk, a chart table, a lamp that sways."""
    wood = lot.colour((0.60, 0.43, 0.29))
    room(lot, Box(3.7, 7.4, 2.5, wood, darker(wood, 0.15), lighter(wood, 0.15)))
    lot.put(997.3, planks(darker(wood, 0.15), 0.26, 3.7, 7.4))
    boards = Sketch().lines(
        [[(-3.7, 0.3 * k), (3.7, 0.3 * k)] for k in range(1, 9)], darker(wood, 0.3), 0.8, 0.6
    )
    lot.put(990.0, facing(boards, 7.38))
    for x in (-2.1, 0.0, 2.1):
        rim = (
            Sketch()
            .oval(0.0, 0.0, 0.44, 0.44, (0.80, 0.64, 0.34))
            .oval(0.0, 0.0, 0.36, 0.36, (0.2, 0.2, 0.22))
        )
        lot.put(989.0, facing(rim, 7.36, x, 1.6))
        porthole = pane(
            lot, x - 0.35, 1.25, 0.7, 0.7, 7.35, (0, 0), (0.62, 0.48, 0.26), (0.34, 0.50, 0.58), None, True
        )
        lot.put(988.0, porthole)
    block(lot, -2.7, 5.6, 1.6, 0.55, 1.7, darker(wood, 0.1))
    block(lot, -2.7, 5.6, 1.55, 0.16, 1.6, (0.82, 0.80, 0.74), y=0.55)
    table(lot, 2.6, 5.6, 1.5, wood)
    lot.put(
        5.5,
        facing(
            Sketch().poly([(-0.5, 0.0), (0.5, 0.0), (0.4, 0.12), (-0.4, 0.12)], (0.92, 0.88, 0.74)),
            5.8,
            2.6,
            0.78,
        ),
    )
    beams = Sketch()
    for x in (-3.0, -1.0, 1.0, 3.0):
        beams.box(x - 0.1, 2.3, 0.2, 0.2, darker(wood, 0.25))
    lot.put(6.9, facing(beams, 7.0))
    pendant(lot, 0.9, 5.8, 2.5, 1.95, (0.80, 0.64, 0.34), True)


def train(lot: Backlot) -> None:
    """A compartment: facing seats, a wide window with the country passing, luggage racks."""
    wood, plush = (0.55, 0.38, 0.26), lot.colour((0.46, 0.22, 0.24))
    room(lot, Box(2.7, 6.6, 2.6, wood, (0.42, 0.36, 0.32), (0.88, 0.85, 0.78)), darker(wood, 0.2))
    lot.put(
        989.0,
        pane(
            lot,
            -1.3,
            0.95,
            2.6,
            1.2,
            6.58,
            (0, 0),
            (0.80, 0.66, 0.40),
            (0.50, 0.58, 0.42),
            Passing(lot.rng.random(), lot.snowy),
        ),
    )
    for sign in (-1.0, 1.0):
        back = (
            Sketch()
            .box(0.0, 0.35, 2.6, 1.35, plush, 0.9, round_by=0.12)
            .lines([[(0.65 * k, 0.4), (0.65 * k, 1.65)] for k in range(1, 4)], darker(plush, 0.3), 1.2)
        )
        lot.put(7.0, side(back, sign * 2.66, 3.8))
        block(lot, sign * 2.3, 3.9, 0.75, 0.48, 2.5, plush)
        rack = Sketch().lines([[(0.0, 2.0), (2.6, 2.0)], [(0.0, 2.1), (2.6, 2.1)]], (0.80, 0.66, 0.40), 2.2)
        lot.put(6.9, side(rack.box(0.4, 2.1, 0.9, 0.35, (0.50, 0.33, 0.22), round_by=0.04), sign * 2.55, 3.8))
    pendant(lot, 0.0, 5.4, 2.6, 2.35, (0.92, 0.86, 0.70), lot.dark)


def car(lot: Backlot) -> None:
    """Through a windscreen: the road comes on; dashboard and wheel before it."""
    trim = lot.colour((0.26, 0.27, 0.30))
    lot.put(9_000.0, Road(lot.palette, lot.rng.random(), lot.snowy))
    shell = skia.Path()
    shell.addRect(skia.Rect.MakeLTRB(-30, -20, 30, 20))
    glass = skia.Path()
    glass.addPoly([skia.Point(*p) for p in ((-4.5, 0.72), (-3.7, 2.9), (3.7, 2.9), (4.5, 0.72))], True)
    shell.addPath(glass)
    shell.setFillType(skia.PathFillType.kEvenOdd)
    lot.put(8.6, facing(Sketch().fill(shell, trim, line=1.2), 8.6))
    dash = Sketch().smooth(
        [(-5.2, 0.3), (-2.6, 0.86), (0.0, 0.76), (2.6, 0.86), (5.2, 0.3), (5.2, -3.0), (-5.2, -3.0)],
        darker(trim, 0.25),
    )
    for x in (-2.0, -1.3):
        dash.oval(x, 0.55, 0.2, 0.18, (0.16, 0.17, 0.19), 0.8).lines(
            [[(x, 0.5), (x + 0.1, 0.64)]], (0.95, 0.6, 0.35), 1.4, own=True
        )
    lot.put(8.4, facing(dash.box(0.6, 0.2, 1.0, 0.35, darker(trim, 0.4), round_by=0.05), 8.4))
    mirror = (
        Sketch()
        .box(-0.45, 2.5, 0.9, 0.26, darker(trim, 0.3), round_by=0.08)
        .box(-0.39, 2.54, 0.78, 0.18, (0.66, 0.74, 0.80), round_by=0.06)
    )
    lot.put(8.3, facing(mirror, 8.4))
    wheel = (
        Sketch()
        .stroke(_circle(-1.65, 0.35, 0.62), darker(trim, 0.5), 7.0)
        .lines(
            [[(-2.25, 0.4), (-1.65, 0.3), (-1.05, 0.4)], [(-1.65, 0.3), (-1.65, -0.25)]],
            darker(trim, 0.5),
            4.0,
        )
    )
    lot.put(8.2, facing(wheel, 8.2))
    for sign in (-1.0, 1.0):
        seat = (
            Sketch()
            .box(-0.55, -0.5, 1.1, 1.7, darker(trim, 0.05), shade=darker(trim, 0.3), round_by=0.16)
            .box(-0.25, 1.2, 0.5, 0.36, darker(trim, 0.05), round_by=0.1)
        )
        lot.put(7.2, facing(seat, 7.2, sign * 3.4, -0.3))


def _circle(x: float, y: float, r: float) -> skia.Path:
    path = skia.Path()
    path.addCircle(x, y, r)
    return path


def bridge_deck(lot: Backlot) -> None:
    """A control room among the stars: a great window, consoles alight."""
    hull = lot.colour((0.42, 0.47, 0.54))
    starfield(lot)
    shell = skia.Path()
    shell.addRect(skia.Rect.MakeLTRB(-40, -20, 40, 20))
    hole = skia.Path()
    hole.addPoly(
        [skia.Point(*p) for p in ((-4.4, 1.1), (-4.9, 2.2), (-4.0, 3.5), (4.0, 3.5), (4.9, 2.2), (4.4, 1.1))],
        True,
    )
    shell.addPath(hole)
    shell.setFillType(skia.PathFillType.kEvenOdd)
    lot.put(
        9.5,
        facing(
            Sketch()
            .fill(shell, hull, line=1.2)
            .lines([[(-1.5, 1.1), (-1.4, 3.5)], [(1.5, 1.1), (1.4, 3.5)]], darker(hull, 0.25), 5.0),
            9.5,
        ),
    )
    lot.put(
        9.4,
        level(Sketch().box(-9, BEHIND, 18, 41.5, darker(hull, 0.28), 0.6)),
        tiles(darker(hull, 0.28), 1.1, 9.0, 9.5),
    )
    for sign in (-1.0, 1.0):
        wall = Sketch().box(0.0, 0.0, 42, 4.4, darker(hull, 0.15), 0.8)
        for k in range(8):
            wall.box(30.0 + 1.4 * k, 0.9, 1.0, 0.9, darker(hull, 0.5), 0.7).box(
                30.1 + 1.4 * k, 1.4, 0.8, 0.3, (0.36, 0.80, 0.86), 0.0, 0.8, own=True
            )
        lot.put(9.3, side(wall, sign * 5.6, BEHIND))
    for x in (-2.9, 0.0, 2.9):
        console = Sketch().box(0.1, 0.5, 1.6, 0.3, (0.12, 0.16, 0.22), 0.6)
        for k in range(6):
            console.box(
                0.2 + 0.25 * k,
                0.56,
                0.16,
                0.07,
                ((0.95, 0.5, 0.35), (0.4, 0.9, 0.8), (0.95, 0.85, 0.5))[k % 3],
                0.0,
                own=True,
            )
        block(lot, x, 8.1, 1.8, 0.95, 0.7, darker(hull, 0.1), console)


SETTINGS = {"cabin": cabin, "train": train, "car": car, "bridge_deck": bridge_deck}
