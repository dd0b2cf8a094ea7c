"""Far silhouettes: hills, mountains, woods and roofs on the horizon, each at its own depth."""

from __future__ import annotations

import math
import random

import skia

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter, mix
from storyboard.engines.animatic.scenery.planes import Panel, facing
from storyboard.engines.animatic.scenery.sketch import Point, Sketch

REACH = 2.6


def hills(rng: random.Random, z: float, height: float, colour: Colour, base: float = 0.0) -> Panel:
    """Soft rolling hills across the whole horizon."""
    half = REACH * z
    waves = [(rng.uniform(1.5, 3.0) * (k + 1), rng.random() * math.tau, 1.0 / (k + 1)) for k in range(3)]
    points: list[Point] = [(-half, base - 0.05 * z)]
    for i in range(49):
        share = i / 48
        rise = sum(a * math.sin(f * share * math.tau + p) for f, p, a in waves) / 1.8
        points.append((half * (2 * share - 1), base + height * (0.62 + 0.38 * rise)))
    points.append((half, base - 0.05 * z))
    return facing(Sketch().smooth(points, colour, line=0.6), z)


def mountains(
    rng: random.Random, z: float, height: float, colour: Colour, snow: Colour | None = None
) -> Panel:
    """Peaks with their shadowed flanks, and snow on the tall ones."""
    half, x = REACH * z, -REACH * z
    crest: list[Point] = [(-half, -0.05 * z)]
    flanks, caps = skia.Path(), skia.Path()
    while x < half:
        wide = height * rng.uniform(0.7, 1.4)
        high = height * rng.uniform(0.5, 1.0)
        top = (x + wide * rng.uniform(0.42, 0.58), high)
        crest += [(x, high * rng.uniform(0.2, 0.4)), (x + wide * 0.28, high * rng.uniform(0.55, 0.65)), top]
        crest += [(x + wide * 0.78, high * rng.uniform(0.5, 0.62))]
        _flank(flanks, top, wide, high, rng)
        if snow is not None and high > 0.62 * height:
            _cap(caps, top, wide, high, rng)
        x += wide * rng.uniform(0.8, 1.0)
    crest += [(half, height * 0.3), (half, -0.05 * z)]
    sketch = Sketch().poly(crest, colour, line=0.7).fill(flanks, darker(colour, 0.16), line=0.0, alpha=0.7)
    return facing(sketch.fill(caps, snow, line=0.0, alpha=0.9) if snow else sketch, z)


def treeline(rng: random.Random, z: float, height: float, colour: Colour, firs: bool = False) -> Panel:
    """The edge of a wood: rounded crowns, or the spikes of firs."""
    half, x = REACH * z, -REACH * z
    path = skia.Path()
    path.addRect(skia.Rect.MakeLTRB(-half, -0.02 * z, half, height * 0.4))
    while x < half:
        high = height * rng.uniform(0.6, 1.0)
        wide = height * (rng.uniform(0.28, 0.42) if firs else rng.uniform(0.5, 0.8))
        if firs:
            path.addPoly([skia.Point(*p) for p in _fir(x, wide, high)], True)
        else:
            path.addOval(skia.Rect.MakeLTRB(x - wide, high - 1.3 * wide, x + wide, high))
        x += wide * rng.uniform(0.6, 1.1)
    path.setFillType(skia.PathFillType.kWinding)
    return facing(Sketch().fill(path, colour, line=0.0), z)


def skyline(rng: random.Random, z: float, height: float, colour: Colour, lit: Colour | None) -> Panel:
    """Towers of a city; where `lit` is given, some windows shine."""
    half, x = REACH * z, -REACH * z
    towers, shades, windows = skia.Path(), skia.Path(), skia.Path()
    while x < half:
        wide, high = height * rng.uniform(0.16, 0.34), height * rng.uniform(0.35, 1.0)
        towers.addRect(skia.Rect.MakeLTRB(x, -0.04 * z, x + wide, high))
        shades.addRect(skia.Rect.MakeLTRB(x + wide * 0.68, -0.04 * z, x + wide, high))
        _crown(towers, rng, x, wide, high)
        _panes(windows, rng, x, wide, high, height)
        x += wide * rng.uniform(0.85, 1.3)
    sketch = Sketch().fill(towers, colour, line=0.0).fill(shades, darker(colour, 0.12), line=0.0, alpha=0.8)
    pane = lighter(colour, 0.2) if lit is None else lit
    return facing(
        sketch.fill(windows, pane, line=0.0, alpha=0.55 if lit is None else 0.85, own=lit is not None), z
    )


def roofs(rng: random.Random, z: float, height: float, colour: Colour, lit: Colour | None) -> Panel:
    """Gabled houses shoulder to shoulder, for a village far off."""
    half, x = REACH * z * 0.8, -REACH * z * 0.8
    walls, tops, panes = skia.Path(), skia.Path(), skia.Path()
    while x < half:
        wide, high = height * rng.uniform(0.5, 0.9), height * rng.uniform(0.4, 0.65)
        walls.addRect(skia.Rect.MakeLTRB(x, -0.02 * z, x + wide, high))
        peak = high + wide * rng.uniform(0.35, 0.5)
        corners = [(x - wide * 0.07, high), (x + wide / 2, peak), (x + wide * 1.07, high)]
        tops.addPoly([skia.Point(*p) for p in corners], True)
        for k in (0.2, 0.6):
            if rng.random() < 0.7:
                panes.addRect(skia.Rect.MakeXYWH(x + wide * k, high * 0.45, wide * 0.17, high * 0.28))
        x += wide * rng.uniform(1.02, 1.5)
    sketch = (
        Sketch().fill(walls, colour, line=0.5).fill(tops, mix(colour, (0.45, 0.24, 0.20), 0.45), line=0.5)
    )
    return facing(sketch.fill(panes, lit or darker(colour, 0.4), line=0.0, own=lit is not None), z)


def _fir(x: float, wide: float, high: float) -> list[Point]:
    left: list[Point] = [(x - wide / 2, 0.0)]
    for k in range(3):
        edge = wide * (0.5 - 0.15 * k)
        left += [(x - edge, high * (0.06 + 0.27 * k)), (x - edge * 0.5, high * (0.33 + 0.25 * k))]
    right = [(2 * x - px, py) for px, py in left]
    return [*right, (x, high), *reversed(left)]  # counter-clockwise, as skia's own rectangles are here


def _flank(path: skia.Path, top: Point, wide: float, high: float, rng: random.Random) -> None:
    foot = high * 0.1
    jag = (top[0] - wide * rng.uniform(0.0, 0.1), high * 0.55)
    corners = [top, jag, (top[0] + wide * 0.06, foot), (top[0] + wide * 0.42, foot)]
    path.addPoly([skia.Point(*p) for p in [*corners, (top[0] + wide * 0.28, high * 0.5)]], True)


def _cap(path: skia.Path, top: Point, wide: float, high: float, rng: random.Random) -> None:
    low = high * rng.uniform(0.72, 0.78)
    run = wide * 0.24 * (high - low) / (high * 0.42)
    teeth = [(top[0] - run, low), (top[0] - run * 0.4, low + high * 0.07), (top[0], low - high * 0.02)]
    teeth += [(top[0] + run * 0.45, low + high * 0.06), (top[0] + run, low)]
    path.addPoly([skia.Point(*p) for p in [top, *teeth]], True)


def _crown(path: skia.Path, rng: random.Random, x: float, wide: float, high: float) -> None:
    kind = rng.randrange(4)
    if kind == 0:
        path.addRect(skia.Rect.MakeXYWH(x + wide * 0.2, high - 0.1, wide * 0.6, wide * 0.35))
    elif kind == 1:
        tip = [(x + wide * 0.42, high), (x + wide * 0.5, high + wide * 1.1), (x + wide * 0.58, high)]
        path.addPoly([skia.Point(*p) for p in tip], True)


def _panes(path: skia.Path, rng: random.Random, x: float, wide: float, high: float, height: float) -> None:
    step = height * 0.07
    for row in range(1, int(high / step)):
        for column in range(3):
            if rng.random() < 0.3:
                left = x + wide * (0.14 + 0.27 * column)
                path.addRect(skia.Rect.MakeXYWH(left, high - row * step, wide * 0.15, step * 0.42))
