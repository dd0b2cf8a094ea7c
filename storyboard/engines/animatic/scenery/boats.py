"""Boats and ships, drawn afloat: the waterline is at the origin."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.planes import Panel, facing
from storyboard.engines.animatic.scenery.sketch import Sketch


def sailing_boat(x: float, z: float, tall: float, hull: Colour, y: float = 0.0) -> Panel:
    """A small boat under two sails."""
    s = tall / 6.0
    sketch = Sketch().box(-0.06 * s, 0.6 * s, 0.12 * s, 5.4 * s, (0.36, 0.28, 0.22), 0.7)
    sail: Colour = (0.95, 0.93, 0.87)
    sketch.smooth(
        [(0.1 * s, 5.7 * s), (0.9 * s, 3.2 * s), (2.3 * s, 1.0 * s), (0.1 * s, 1.0 * s)],
        sail,
        shade=darker(sail, 0.12),
    )
    sketch.poly(
        [(-0.15 * s, 5.2 * s), (-1.9 * s, 0.9 * s), (-0.15 * s, 1.1 * s)],
        darker(sail, 0.06),
        shade=darker(sail, 0.2),
    )
    sketch.poly(
        [(-2.3 * s, 0.75 * s), (2.6 * s, 0.75 * s), (2.0 * s, -0.2 * s), (-1.7 * s, -0.2 * s)],
        hull,
        shade=darker(hull),
    )
    return facing(sketch.box(-2.3 * s, 0.62 * s, 4.8 * s, 0.14 * s, lighter(hull, 0.5), 0.6), z, x, y)


def fishing_boat(x: float, z: float, long: float, hull: Colour, y: float = 0.0) -> Panel:
    """A trawler with wheelhouse, mast and boom."""
    s = long / 8.0
    sketch = Sketch().lines(
        [
            [(0.6 * s, 2.6 * s), (0.6 * s, 6.2 * s)],
            [(0.6 * s, 3.2 * s), (-3.2 * s, 5.2 * s)],
            [(0.6 * s, 6.1 * s), (-3.4 * s, 1.4 * s)],
            [(0.6 * s, 6.1 * s), (3.9 * s, 2.0 * s)],
        ],
        (0.26, 0.24, 0.25),
        1.3,
    )
    cabin: Colour = (0.90, 0.88, 0.82)
    sketch.box(-0.7 * s, 1.2 * s, 2.4 * s, 1.9 * s, cabin, shade=darker(cabin, 0.2))
    for u in (-0.4, 0.4):
        sketch.box(u * s, 2.0 * s, 0.6 * s, 0.65 * s, (0.32, 0.40, 0.46), 0.7)
    sketch.box(-0.9 * s, 3.05 * s, 2.8 * s, 0.22 * s, darker(hull, 0.2))
    sketch.poly(
        [
            (-4.0 * s, 1.3 * s),
            (3.0 * s, 1.3 * s),
            (4.2 * s, 2.1 * s),
            (3.3 * s, -0.3 * s),
            (-3.5 * s, -0.3 * s),
        ],
        hull,
        shade=darker(hull),
    )
    sketch.poly(
        [(-3.6 * s, 0.15 * s), (3.5 * s, 0.15 * s), (3.3 * s, -0.3 * s), (-3.5 * s, -0.3 * s)],
        (0.48, 0.18, 0.16),
        0.6,
    )
    return facing(sketch, z, x, y)


def tall_ship(x: float, z: float, long: float, hull: Colour, y: float = 0.0) -> Panel:
    """A square-rigged ship of three masts."""
    s = long / 20.0
    sketch, sail = Sketch(), (0.93, 0.90, 0.82)
    for u, high in ((-5.5, 11.0), (0.0, 13.5), (5.2, 11.5)):
        sketch.box((u - 0.14) * s, 2.0 * s, 0.28 * s, high * s, (0.34, 0.26, 0.21), 0.6)
        for k, (low, tall, wide) in enumerate(((0.22, 0.26, 2.3), (0.5, 0.24, 1.9), (0.76, 0.18, 1.4))):
            b, t = (2.0 + high * low) * s, (2.0 + high * (low + tall)) * s
            sketch.smooth(
                [
                    ((u - wide) * s, b),
                    (u * s, b + 0.25 * s),
                    ((u + wide) * s, b),
                    ((u + wide * 0.86) * s, t),
                    ((u - wide * 0.86) * s, t),
                ],
                darker(sail, 0.04 * k),
                0.8,
                shade=darker(sail, 0.18),
            )
    sketch.lines(
        [[(9.0 * s, 3.6 * s), (13.0 * s, 5.4 * s)], [(12.6 * s, 5.2 * s), (5.2 * s, 13.0 * s)]],
        (0.34, 0.26, 0.21),
        1.4,
    )
    sketch.poly(
        [
            (-9.5 * s, 4.4 * s),
            (-6.5 * s, 3.0 * s),
            (6.0 * s, 2.7 * s),
            (9.6 * s, 3.7 * s),
            (7.6 * s, -0.6 * s),
            (-8.0 * s, -0.6 * s),
        ],
        hull,
        shade=darker(hull),
    )
    sketch.lines(
        [[(-8.8 * s, 2.4 * s), (-6.0 * s, 1.7 * s), (6.0 * s, 1.6 * s), (8.9 * s, 2.4 * s)]],
        lighter(hull, 0.45),
        1.6,
    )
    return facing(sketch, z, x, y)
