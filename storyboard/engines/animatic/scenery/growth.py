"""Things that grow: trees, palms, bushes, cacti, reeds; each stands with its foot at the origin."""

from __future__ import annotations

import math
import random

import skia

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.planes import Panel, facing
from storyboard.engines.animatic.scenery.sketch import Point, Sketch, ring, smooth_path

BARK: Colour = (0.42, 0.33, 0.27)


def tree(rng: random.Random, x: float, z: float, tall: float, leaf: Colour) -> Panel:
    """A broad-leaved tree: trunk, forked boughs, a crown in three tones."""
    sketch, wide = Sketch(), tall * 0.34
    sketch.poly(_trunk(tall * 0.62, tall * 0.045), BARK, shade=darker(BARK))
    for dx, dy, r in ((-0.5, 0.66, 0.62), (0.52, 0.64, 0.60), (0.0, 0.82, 0.72)):
        colour = mix(leaf, darker(leaf, 0.3), 0.4 if dy < 0.7 else 0.0)
        sketch.smooth(
            _crown(rng, dx * wide, dy * tall, r * wide, r * wide * 0.88), colour, shade=darker(colour, 0.2)
        )
    sketch.fill(_leaves(rng, tall, wide), lighter(leaf, 0.16), line=0.0, alpha=0.7)
    return facing(sketch, z, x)


def bare_tree(rng: random.Random, x: float, z: float, tall: float, colour: Colour = BARK) -> Panel:
    """A leafless tree whose boughs fork and fork again."""
    sketch = Sketch()
    sketch.poly(_trunk(tall * 0.5, tall * 0.05), colour, line=0.8)
    for share in (0.30, 0.44, 0.5):
        for sign in (-1.0, 1.0):
            _bough(
                sketch,
                rng,
                0.0,
                tall * share,
                sign * rng.uniform(0.35, 0.9),
                tall * 0.33,
                4.2 * tall / 5,
                colour,
            )
    return facing(sketch, z, x)


def fir(x: float, z: float, tall: float, leaf: Colour, snow: bool = False) -> Panel:
    """A fir in four skirts, snow on them where it lies."""
    sketch = Sketch().box(-tall * 0.03, 0.0, tall * 0.06, tall * 0.2, BARK)
    for k in range(4):
        low, wide = tall * (0.12 + 0.2 * k), tall * (0.25 - 0.052 * k)
        tone = mix(darker(leaf, 0.22), leaf, k / 3)
        top = min(low + tall * 0.34, tall)
        sketch.poly(
            [
                (-wide, low),
                (-wide * 0.4, low + tall * 0.03),
                (0.0, low - tall * 0.01),
                (wide * 0.45, low + tall * 0.03),
                (wide, low),
                (0.0, top),
            ],
            tone,
            shade=darker(tone),
        )
        if snow:
            sketch.poly(
                [
                    (-wide * 0.55, low + tall * 0.13),
                    (0.0, low + tall * 0.1),
                    (wide * 0.5, low + tall * 0.14),
                    (0.0, top),
                ],
                (0.94, 0.96, 0.98),
                line=0.0,
            )
    return facing(sketch, z, x)


def trunk(rng: random.Random, x: float, z: float, wide: float, colour: Colour = BARK) -> Panel:
    """A trunk that leaves the top of the frame, of a high one too, with bark and roots."""
    lean = rng.uniform(-0.2, 0.2)
    left: list[Point] = [
        (-wide * 0.95, -0.05),
        (-wide * 0.55, 0.5),
        (-wide * 0.45 + lean * 0.4, 4.0),
        (-wide * 0.4 + lean, 14.0),
        (-wide * 0.3 + lean * 2.6, 40.0),
    ]
    right: list[Point] = [
        (wide * 0.3 + lean * 2.6, 40.0),
        (wide * 0.4 + lean, 14.0),
        (wide * 0.45 + lean * 0.4, 4.0),
        (wide * 0.55, 0.5),
        (wide, -0.05),
    ]
    sketch = Sketch().poly(left + right, colour, shade=darker(colour, 0.3))
    marks = []
    for _ in range(9):
        u, v = rng.uniform(-0.35, 0.35) * wide, rng.uniform(0.3, 7.0)
        marks.append([(u, v), (u + 0.03 * wide, v + rng.uniform(0.3, 0.9))])
    return facing(sketch.lines(marks, darker(colour, 0.4), 0.8, 0.7), z, x)


def canopy(rng: random.Random, z: float, low: float, colour: Colour, half: float) -> Panel:
    """Leaves that hang into the top of the frame across its whole width."""
    points: list[Point] = [(-half, low + 14.0)]
    x = -half
    while x < half:
        points.append((x, low + rng.uniform(0.0, 1.3)))
        x += rng.uniform(0.5, 1.1)
    points.append((half, low + 14.0))
    return facing(Sketch().smooth(points, colour, line=0.6), z)


def bush(
    rng: random.Random, x: float, z: float, wide: float, leaf: Colour, bloom: Colour | None = None
) -> Panel:
    """A rounded bush; flowers on it where `bloom` is given."""
    sketch = Sketch().smooth(
        _crown(rng, 0.0, wide * 0.28, wide * 0.55, wide * 0.4), leaf, shade=darker(leaf, 0.25)
    )
    dots = skia.Path()
    for _ in range(14):
        u, v = rng.uniform(-0.4, 0.4) * wide, rng.uniform(0.1, 0.55) * wide
        dots.addCircle(u, v, wide * rng.uniform(0.025, 0.05))
    return facing(sketch.fill(dots, bloom or lighter(leaf, 0.2), line=0.0, alpha=0.9), z, x)


def palm(rng: random.Random, x: float, z: float, tall: float, leaf: Colour) -> Panel:
    """A palm that leans, its fronds in an arc."""
    lean = rng.choice((-1, 1)) * tall * rng.uniform(0.08, 0.2)
    trunk_points = [
        (-tall * 0.035, 0.0),
        (tall * 0.035, 0.0),
        (lean * 0.5 + tall * 0.02, tall * 0.5),
        (lean + tall * 0.018, tall * 0.9),
        (lean - tall * 0.018, tall * 0.9),
        (lean * 0.5 - tall * 0.025, tall * 0.5),
    ]
    sketch = Sketch().smooth(trunk_points, (0.58, 0.46, 0.34))
    for k in range(8):
        angle = math.pi * (k / 7) * 1.25 - math.pi * 0.125
        tone = leaf if k % 2 else darker(leaf, 0.22)
        sketch.smooth(_frond(lean, tall * 0.9, angle, tall * 0.36), tone, line=0.7)
    return facing(sketch, z, x)


def cactus(x: float, z: float, tall: float, colour: Colour = (0.38, 0.53, 0.38)) -> Panel:
    """A cactus with two raised arms."""
    w = tall * 0.09
    sketch = Sketch().box(-w, 0.0, 2 * w, tall, colour, shade=darker(colour), round_by=w)
    for sign, low, high in ((-1.0, 0.38, 0.72), (1.0, 0.5, 0.86)):
        arm = skia.Path()
        arm.addPath(
            smooth_path(
                [(0.0, tall * low), (sign * w * 2.6, tall * (low + 0.03)), (sign * w * 3.0, tall * high)],
                False,
            )
        )
        sketch.stroke(arm, colour, 9.0 * tall / 3)
        left = sign * w * 3.0 - w * 0.65
        sketch.box(
            left, tall * low, w * 1.3, tall * (high - low), colour, shade=darker(colour), round_by=w * 0.65
        )
        sketch.box(min(0.0, sign * w * 3.2), tall * low, w * 3.2, w * 1.3, colour, line=0.0, round_by=w * 0.6)
    return facing(sketch, z, x)


def reeds(rng: random.Random, x: float, z: float, tall: float, colour: Colour, fades: bool = False) -> Panel:
    """A clump of reeds with brown heads."""
    runs, heads = [], skia.Path()
    for _ in range(13):
        u, lean, high = rng.uniform(-0.5, 0.5), rng.uniform(-0.25, 0.25), tall * rng.uniform(0.5, 1.0)
        runs.append([(u, -0.1), (u + lean * 0.4, high * 0.6), (u + lean, high)])
        if rng.random() < 0.45:
            heads.addOval(skia.Rect.MakeXYWH(u + lean - 0.025, high - 0.1, 0.05, 0.2))
    sketch = Sketch().lines(runs, colour, 1.8)
    return facing(sketch.fill(heads, (0.40, 0.28, 0.20), line=0.4), z, x, fades=fades)


def _trunk(tall: float, wide: float) -> list[Point]:
    return [
        (-wide * 1.5, 0.0),
        (-wide * 0.8, tall * 0.15),
        (-wide * 0.6, tall),
        (wide * 0.6, tall),
        (wide * 0.8, tall * 0.15),
        (wide * 1.5, 0.0),
    ]


def _crown(rng: random.Random, x: float, y: float, rx: float, ry: float) -> list[Point]:
    return [
        (x + (px - x) * k, y + (py - y) * k)
        for px, py in ring(x, y, rx, ry, 10)
        for k in (rng.uniform(0.86, 1.12),)
    ]


def _leaves(rng: random.Random, tall: float, wide: float) -> skia.Path:
    path = skia.Path()
    for _ in range(12):
        x, y = rng.uniform(-0.8, 0.6) * wide, tall * rng.uniform(0.62, 0.98)
        path.addOval(skia.Rect.MakeXYWH(x, y, wide * 0.2, wide * 0.1))
    return path


def _bough(
    sketch: Sketch,
    rng: random.Random,
    x: float,
    y: float,
    lean: float,
    long: float,
    width: float,
    colour: Colour,
) -> None:
    tip = (x + lean * long, y + long * 0.8)
    sketch.curve([(x, y), (x + lean * long * 0.6, y + long * 0.3), tip], colour, width)
    if width > 1.6:
        for _ in range(2):
            _bough(
                sketch, rng, tip[0], tip[1], lean + rng.uniform(-0.7, 0.7), long * 0.6, width * 0.55, colour
            )


def _frond(x: float, y: float, angle: float, long: float) -> list[Point]:
    dx, dy = math.cos(angle), math.sin(angle)
    droop = long * 0.45 * abs(dx)
    return [
        (x, y),
        (x + dx * long * 0.5, y + dy * long * 0.5 + long * 0.12),
        (x + dx * long, y + dy * long - droop),
        (x + dx * long * 0.5, y + dy * long * 0.5 - long * 0.05),
    ]
