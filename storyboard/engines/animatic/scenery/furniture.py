"""Furniture: solid blocks in perspective, and what is built of them."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.planes import Air, Panel, facing, level
from storyboard.engines.animatic.scenery.sketch import Glow, Mark, Point, Sketch

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

LAMPLIGHT: Colour = (1.0, 0.82, 0.52)


@dataclass(frozen=True, slots=True)
class Block:
    """A solid box with its left lower front corner at (x, y, z); marks of `front` lie on its face."""

    x: float
    y: float
    z: float
    wide: float
    high: float
    deep: float
    colour: Colour
    front: tuple[Mark | Glow, ...] = ()

    def draw(self, pen: Pen, view: View, air: Air) -> None:
        """Draw the faces that the eye can see, farthest first."""
        if self.z - view.z < 0.35:
            return
        right, top, back = self.x + self.wide, self.y + self.high, self.z + self.deep
        away = self.z - view.z
        if view.y > top:
            self._face(
                pen,
                view,
                [(self.x, top, self.z), (right, top, self.z), (right, top, back), (self.x, top, back)],
                air.seen(lighter(self.colour, 0.14), away),
            )
        for x, seen in ((self.x, view.x < self.x), (right, view.x > right)):
            if seen:
                self._face(
                    pen,
                    view,
                    [(x, self.y, self.z), (x, self.y, back), (x, top, back), (x, top, self.z)],
                    air.seen(darker(self.colour, 0.28), away),
                )
        face = Sketch().box(0.0, 0.0, self.wide, self.high, self.colour)
        facing_marks = (*face.marks, *self.front)
        facing_panel(facing_marks, self.z, self.x, self.y).draw(pen, view, air)

    def _face(self, pen: Pen, view: View, corners: list[tuple[float, float, float]], colour: Colour) -> None:
        path = skia.Path()
        path.addPoly([skia.Point(*view.project(*corner)) for corner in corners], True)
        pen.shape(path, colour, line=0.8)


def facing_panel(marks: tuple[Mark | Glow, ...], z: float, x: float, y: float) -> Panel:
    """Marks on a plane that faces the eye, their origin at (x, y)."""
    sketch = Sketch()
    sketch.marks.extend(marks)
    return facing(sketch, z, x, y)


def block(
    lot: Backlot,
    x: float,
    z: float,
    wide: float,
    high: float,
    deep: float,
    colour: Colour,
    front: Sketch | None = None,
    y: float = 0.0,
) -> None:
    """Set a block in a place; x is the middle of its width."""
    lot.put(
        z + deep / 2, Block(x - wide / 2, y, z, wide, high, deep, colour, tuple(front.marks) if front else ())
    )


def table(
    lot: Backlot, x: float, z: float, wide: float, colour: Colour, deep: float = 0.9, high: float = 0.78
) -> None:
    """Four legs and a top."""
    legs = Sketch()
    for u in (0.05, wide - 0.13):
        legs.box(u, 0.0, 0.08, high, darker(colour, 0.2), 0.8)
    lot.put(z + deep, facing(legs, z + deep - 0.1, x - wide / 2))
    lot.put(z + 0.3, facing(legs, z + 0.05, x - wide / 2))
    lot.put(z + 0.2, Block(x - wide / 2, high - 0.08, z, wide, 0.08, deep, colour))


def chair(lot: Backlot, x: float, z: float, colour: Colour, back_to_eye: bool = False) -> None:
    """A chair that faces the eye, or turns its back."""
    dark, s = darker(colour, 0.2), Sketch()
    for u in (-0.22, 0.16):
        s.box(u, 0.0, 0.06, 0.98, dark, 0.8)
    for v in (0.62, 0.78, 0.92):
        s.box(-0.2, v, 0.4, 0.07, colour, 0.7)
    front = Sketch().box(-0.22, 0.0, 0.06, 0.45, dark, 0.8).box(0.16, 0.0, 0.06, 0.45, dark, 0.8)
    back_z, front_z = (z, z + 0.42) if back_to_eye else (z + 0.42, z)
    lot.put(back_z, facing(s, back_z, x))
    lot.put(front_z, facing(front, front_z, x))
    lot.put(z + 0.21, Block(x - 0.23, 0.43, z, 0.46, 0.05, 0.44, colour))


def cupboard(
    lot: Backlot,
    x: float,
    z: float,
    wide: float,
    high: float,
    colour: Colour,
    y: float = 0.0,
    deep: float = 0.5,
) -> None:
    """A cupboard with panelled doors."""
    front, doors = Sketch(), max(round(wide / 0.55), 1)
    for k in range(doors):
        left = wide * k / doors
        front.box(left + 0.05, 0.06, wide / doors - 0.1, high - 0.12, lighter(colour, 0.07), 0.7)
        knob = left + (0.12 if k % 2 else wide / doors - 0.12)
        front.oval(knob, high * 0.5, 0.025, 0.025, (0.80, 0.70, 0.45), 0.5)
    block(lot, x, z, wide, high, deep, colour, front, y)


def shelves(
    lot: Backlot,
    rng: random.Random,
    x: float,
    z: float,
    wide: float,
    high: float,
    colour: Colour,
    fill: str = "books",
) -> None:
    """A bookcase, or shelves of jars or bottles."""
    front = Sketch().box(0.05, 0.05, wide - 0.1, high - 0.1, darker(colour, 0.45), 0.5)
    stock(front, rng, 0.07, 0.07, wide - 0.14, high - 0.14, fill, colour)
    block(lot, x, z, wide, high, 0.35, colour, front)


def stock(
    s: Sketch, rng: random.Random, left: float, low: float, wide: float, high: float, fill: str, board: Colour
) -> None:
    """Rows of books, jars or bottles in a few tones, each tone one path."""
    tones = _TONES[fill]
    paths = [skia.Path() for _ in tones]
    rows = max(round(high / 0.42), 1)
    for row in range(rows):
        base, room, u = low + high * row / rows + 0.03, high / rows - 0.06, left
        while u < left + wide - 0.06:
            thick = rng.uniform(0.045, 0.1) if fill == "books" else rng.uniform(0.09, 0.14)
            tall = room * rng.uniform(0.6, 0.95)
            if rng.random() < 0.9 and u + thick < left + wide:
                _item(rng.choice(paths), fill, u, base, thick * (0.95 if fill == "books" else 0.75), tall)
            u += thick
    for path, tone in zip(paths, tones, strict=True):
        s.fill(path, tone, line=0.5)
    s.lines(
        [[(left, low + high * row / rows), (left + wide, low + high * row / rows)] for row in range(1, rows)],
        board,
        3.0,
    )


def _item(path: skia.Path, fill: str, x: float, y: float, wide: float, tall: float) -> None:
    if fill == "bottles":
        path.addRect(skia.Rect.MakeXYWH(x, y, wide, tall * 0.6))
        path.addRect(skia.Rect.MakeXYWH(x + wide * 0.35, y + tall * 0.6, wide * 0.3, tall * 0.35))
        return
    path.addRect(skia.Rect.MakeXYWH(x, y, wide, tall if fill == "books" else tall * 0.7))


def rug(lot: Backlot, x: float, z: float, wide: float, deep: float, colour: Colour) -> None:
    """A bordered rug on the floor."""
    s = Sketch().box(-wide / 2, 0.0, wide, deep, colour, 0.8)
    s.box(-wide * 0.43, deep * 0.09, wide * 0.86, deep * 0.82, lighter(colour, 0.3), 0.5)
    s.box(-wide * 0.38, deep * 0.15, wide * 0.76, deep * 0.7, darker(colour, 0.1), 0.5)
    lot.put(700.0, level(s, 0.002, x, z))


def pendant(lot: Backlot, x: float, z: float, top: float, low: float, colour: Colour, lit: bool) -> None:
    """A lamp that hangs from the ceiling, its light about it where it is lit."""
    s = Sketch().lines([[(0.0, low + 0.2), (0.0, top)]], (0.2, 0.2, 0.22), 1.4)
    s.poly([(-0.3, low), (0.3, low), (0.1, low + 0.24), (-0.1, low + 0.24)], colour)
    s.oval(0.0, low, 0.13, 0.06, (1.0, 0.93, 0.72) if lit else (0.86, 0.86, 0.82), 0.6, own=lit)
    if lit:
        s.glow(0.0, low - 0.05, 1.0, LAMPLIGHT, 0.6)
    lot.put(z, facing(s, z, x))


def standing_lamp(lot: Backlot, x: float, z: float, lit: bool, colour: Colour = (0.90, 0.82, 0.66)) -> None:
    """A floor lamp with a cloth shade."""
    s = Sketch()
    if lit:
        s.glow(0.0, 1.55, 1.1, LAMPLIGHT, 0.6)
    s.oval(0.0, 0.03, 0.18, 0.04, (0.28, 0.25, 0.24)).box(-0.02, 0.03, 0.04, 1.4, (0.28, 0.25, 0.24), 0.6)
    s.poly(
        [(-0.28, 1.35), (0.28, 1.35), (0.17, 1.75), (-0.17, 1.75)],
        (1.0, 0.90, 0.66) if lit else colour,
        own=lit,
    )
    lot.put(z, facing(s, z, x))


def picture(lot: Backlot, rng: random.Random, x: float, y: float, z: float, wide: float, high: float) -> None:
    """A framed landscape on the back wall."""
    hue: Colour = (rng.uniform(0.45, 0.75), rng.uniform(0.5, 0.7), rng.uniform(0.5, 0.75))
    s = Sketch().box(-wide / 2, 0.0, wide, high, (0.55, 0.42, 0.27))
    s.box(-wide * 0.42, high * 0.1, wide * 0.84, high * 0.8, lighter(hue, 0.45), 0.5)
    s.poly(
        [
            (-wide * 0.42, high * 0.1),
            (-wide * 0.42, high * 0.4),
            (-wide * 0.1, high * 0.62),
            (wide * 0.16, high * 0.36),
            (wide * 0.42, high * 0.5),
            (wide * 0.42, high * 0.1),
        ],
        hue,
        0.4,
    )
    lot.put(z, facing(s, z - 0.02, x, y))


def doorway(lot: Backlot, x: float, z: float, colour: Colour, wide: float = 1.0, high: float = 2.1) -> None:
    """A panelled door in the back wall."""
    s = Sketch().box(-wide / 2 - 0.1, 0.0, wide + 0.2, high + 0.1, lighter(colour, 0.25))
    s.box(-wide / 2, 0.0, wide, high, colour)
    for u in (-0.38, 0.06):
        for v, tall in ((0.12, 0.34), (0.54, 0.36)):
            s.box(wide * u, high * v, wide * 0.32, high * tall, darker(colour, 0.14), 0.7)
    s.oval(wide * 0.4, high * 0.49, 0.045, 0.045, (0.82, 0.68, 0.36), 0.6)
    lot.put(z, facing(s, z - 0.02, x))


def barrel(lot: Backlot, x: float, z: float, high: float, colour: Colour = (0.52, 0.37, 0.25)) -> None:
    """A hooped barrel."""
    w = high * 0.36
    points: list[Point] = [
        (-w * 0.8, 0.0),
        (w * 0.8, 0.0),
        (w, high * 0.5),
        (w * 0.8, high),
        (-w * 0.8, high),
        (-w, high * 0.5),
    ]
    s = Sketch().smooth(points, colour, shade=darker(colour))
    s.oval(0.0, high, w * 0.82, w * 0.16, lighter(colour, 0.15))
    s.lines(
        [[(-w * 0.93, high * v), (0.0, high * v - 0.03), (w * 0.93, high * v)] for v in (0.22, 0.76)],
        (0.28, 0.27, 0.27),
        2.4,
    )
    lot.put(z, facing(s, z, x))


def column(lot: Backlot, x: float, z: float, high: float, colour: Colour, wide: float = 0.55) -> None:
    """A round column with base and capital."""
    s = Sketch().box(-wide * 0.45, 0.0, wide * 0.9, high, colour, shade=darker(colour, 0.22))
    s.lines(
        [[(wide * u, 0.3), (wide * u, high - 0.4)] for u in (-0.25, 0.0, 0.22)],
        darker(colour, 0.25),
        0.7,
        0.6,
    )
    for y, tall in ((0.0, 0.28), (high - 0.35, 0.35)):
        s.box(-wide * 0.68, y, wide * 1.36, tall, lighter(colour, 0.1), shade=darker(colour, 0.15))
    lot.put(z, facing(s, z, x))


def round_arch(wide: float, high: float) -> list[Point]:
    """The outline of an arched opening about x = 0."""
    r = wide / 2
    return [
        (-r, 0.0),
        *((-r * math.cos(math.pi * k / 14), high - r + r * math.sin(math.pi * k / 14)) for k in range(15)),
        (r, 0.0),
    ]


_TONES: dict[str, tuple[Colour, ...]] = {
    "books": ((0.55, 0.26, 0.22), (0.28, 0.37, 0.44), (0.62, 0.52, 0.34), (0.34, 0.40, 0.30)),
    "bottles": ((0.32, 0.46, 0.36), (0.58, 0.38, 0.20), (0.72, 0.74, 0.66), (0.44, 0.22, 0.22)),
    "jars": ((0.72, 0.62, 0.45), (0.78, 0.80, 0.76), (0.60, 0.40, 0.28), (0.50, 0.56, 0.46)),
}
