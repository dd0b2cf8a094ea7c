"""Cats, large and small: round heads, slit pupils, whiskers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.breeds import Looks
from storyboard.engines.animatic.figures.fur import shagged
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, polygon, smooth, taper

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

FELINES = ("cat", "lion", "tiger")
_PINK: Colour = (0.88, 0.56, 0.56)
_INK: Colour = (0.07, 0.06, 0.07)


def draw_cat_head(pen: Pen, looks: Looks, k: float, pose: str, time: float) -> None:
    """Draw a cat's head about the origin, `k` pixels high, turned a little to the right."""
    for x, lean, shade in ((0.24, 0.10, 0.14), (-0.26, -0.10, 0.0)):
        _ear(pen, looks, x * k, lean * k, k, shade)
    skull = [(-0.50, 0.06), (-0.42, -0.26), (-0.14, -0.43), (0.22, -0.42), (0.46, -0.24), (0.53, 0.06)]
    skull += [(0.42, 0.30), (0.12, 0.44), (-0.24, 0.38)]
    points = [(x * k, y * k) for x, y in skull]
    path = shagged(points, 0.04 * k, 5) if looks.shaggy else smooth(points)
    pen.shape(path, looks.coat, shade=darker(looks.coat, 0.16), light=0.8)
    if looks.striped:
        _stripes(pen, looks, k)
    _muzzle(pen, looks, k, pose, time)
    if k >= 10:
        for x in (-0.11 * k, 0.29 * k):
            _eye(pen, looks, x, -0.04 * k, k, pose, time)
    if k >= 26:
        _whiskers(pen, looks, k)
    pen.face((-0.48 * k, -0.42 * k, 0.53 * k, 0.44 * k), (0.12 * k, 0.28 * k))


def draw_cat_tail(pen: Pen, looks: Looks, root: Point, s: float, pose: str, time: float) -> None:
    """A long tail: upright with a hook when standing, round the paws when sitting, level in a run."""
    sway = math.sin(time * 2.1) * 0.05 * s
    long = looks.build.tail * s
    x, y = root
    if pose in ("sit", "lie", "sleep", "crouch", "cry"):
        offsets = [(0.02, 0.0), (-0.30, 0.55), (-0.16, 0.95), (0.30, 0.98)]
        ground = -y - 0.03 * s
        spine = [(x + dx * long, y + dy * ground) for dx, dy in offsets]
        spine[-1] = spine[-1][0] + sway, spine[-1][1]
    elif pose in ("run", "jump", "fight", "climb"):
        offsets = [(0.02, 0.0), (-0.36, 0.02), (-0.70, -0.10), (-1.0, 0.02)]
        spine = [(x + dx * long, y + dy * long + sway * number) for number, (dx, dy) in enumerate(offsets)]
    else:
        offsets = [(0.04, 0.10), (-0.26, -0.18), (-0.20, -0.60), (-0.34, -0.96), (-0.16, -1.06)]
        spine = [
            (x + dx * long + sway * number * 0.4, y + dy * long) for number, (dx, dy) in enumerate(offsets)
        ]
    wide = (0.10 if looks.shaggy else 0.066) * s
    widths = [wide * 1.1] + [wide] * (len(spine) - 2) + [wide * 0.75]
    pen.shape(taper(spine, widths), darker(looks.coat, 0.08))
    if looks.kind == "lion":
        pen.shape(ellipse(*spine[-1], wide * 0.9, wide * 1.1), darker(looks.coat, 0.45))


def _ear(pen: Pen, looks: Looks, x: float, lean: float, k: float, shade: float) -> None:
    colour = darker(looks.coat, shade)
    if looks.build.ears == "round":
        pen.shape(ellipse(x + lean, -0.36 * k, 0.16 * k, 0.16 * k), colour)
        pen.shape(ellipse(x + lean, -0.35 * k, 0.09 * k, 0.09 * k), darker(looks.coat, 0.4), line=0)
        return
    tip = x + lean * 1.2, -0.76 * k
    pen.shape(polygon([(x - 0.19 * k, -0.20 * k), tip, (x + 0.19 * k, -0.28 * k)]), colour)
    inner = [(x - 0.09 * k, -0.30 * k), (tip[0], -0.64 * k), (x + 0.11 * k, -0.34 * k)]
    pen.shape(polygon(inner), _PINK, line=0, alpha=0.75)


def _stripes(pen: Pen, looks: Looks, k: float) -> None:
    dark = darker(looks.coat, 0.45 if looks.kind != "tiger" else 0.85)
    width = max(1.6, k / 45)
    for start, end in (
        ((-0.02, -0.41), (0.04, -0.22)),
        ((0.10, -0.42), (0.10, -0.20)),
        ((0.22, -0.40), (0.16, -0.22)),
    ):
        pen.stroke(curve((start[0] * k, start[1] * k), (end[0] * k, end[1] * k)), dark, width)
    for side, x in ((1, -0.46), (-1, 0.49)):
        for y in (0.02, 0.13):
            pen.stroke(curve((x * k, y * k), ((x + side * 0.13) * k, (y + 0.02) * k)), dark, width)


def _muzzle(pen: Pen, looks: Looks, k: float, pose: str, time: float) -> None:
    """Two pads, a small nose and the mouth that hangs from it; open when it calls."""
    x, y = 0.12 * k, 0.12 * k
    opening = (
        max(0.0, math.sin(time * 6)) * 0.5 if pose in ("talk", "cry") else 0.8 if pose == "shout" else 0.0
    )
    if opening:
        jaw = ellipse(x, y + (0.17 + 0.06 * opening) * k, 0.12 * k, (0.07 + 0.10 * opening) * k)
        pen.shape(jaw, (0.38, 0.12, 0.14))
        pen.shape(ellipse(x, y + (0.20 + 0.12 * opening) * k, 0.07 * k, 0.04 * k), _PINK, line=0)
    else:
        pen.shape(ellipse(x, y + 0.17 * k, 0.11 * k, 0.09 * k), lighter(looks.patch, 0.15), line=0.7)
    for side in (-1, 1):
        pad = ellipse(x + side * 0.105 * k, y + 0.10 * k, 0.135 * k, 0.105 * k)
        pen.shape(pad, lighter(looks.patch, 0.15), line=0)
        smile = 0.03 * k if pose == "laugh" else 0.0
        hang = curve(
            (x, y + 0.06 * k),
            (x + side * 0.03 * k, y + 0.19 * k),
            (x + side * 0.15 * k, y + 0.15 * k - smile),
        )
        pen.stroke(hang, darker(looks.coat, 0.6), 1.2)
    nose = [(x - 0.065 * k, y - 0.02 * k), (x + 0.065 * k, y - 0.02 * k), (x, y + 0.06 * k)]
    pen.shape(smooth(nose), _PINK if looks.kind == "cat" else (0.35, 0.2, 0.2), line=0.8)


def _eye(pen: Pen, looks: Looks, x: float, y: float, k: float, pose: str, time: float) -> None:
    """An almond, lit from within, with an upright slit."""
    half, tall = 0.125 * k, 0.105 * k * (0.6 if pose in ("fight", "crouch") else 1.0)
    if pose in ("sleep", "laugh", "hug") or blinks(time):
        lid = curve((x - half, y), (x, y + tall * 0.9), (x + half, y - 0.02 * k))
        pen.stroke(lid, darker(looks.coat, 0.75) if max(looks.coat) > 0.4 else lighter(looks.coat, 0.4), 1.5)
        return
    slant = 0.02 * k
    almond = smooth(
        [(x - half, y - slant), (x, y - tall), (x + half, y + slant * -1.0), (x, y + tall * 0.85)]
    )
    pen.shape(almond, looks.eyes, line=1.4)
    pen.canvas.save()
    pen.canvas.clipPath(almond, True)
    up = -0.25 * tall if pose == "look" else 0.0
    pen.shape(ellipse(x + 0.02 * k, y + up, 0.028 * k, tall * 0.86), _INK, line=0)
    pen.canvas.restore()
    pen.shape(ellipse(x + 0.05 * k, y - tall * 0.42, 0.020 * k, 0.024 * k), (1.0, 1.0, 1.0), line=0)


def _whiskers(pen: Pen, looks: Looks, k: float) -> None:
    dark = max(looks.coat) < 0.45
    colour: Colour = (0.88, 0.88, 0.86) if dark else (0.25, 0.22, 0.22)
    for side, x in ((-1, -0.02), (1, 0.27)):
        for rise in (-0.09, 0.0, 0.09):
            start = x * k, (0.20 + rise * 0.4) * k
            middle = (x + side * 0.22) * k, (0.17 + rise) * k
            end = (x + side * 0.46) * k, (0.22 + rise * 1.6) * k
            pen.stroke(curve(start, middle, end), colour, 0.8, 0.85)
