"""Bodies on four legs: trunk, legs, tail and neck, by an animal's proportions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.breeds import Build, Looks
from storyboard.engines.animatic.figures.cats import FELINES, draw_cat_head, draw_cat_tail
from storyboard.engines.animatic.figures.fur import shagged
from storyboard.engines.animatic.figures.gaits import GAITS, bob, lowered
from storyboard.engines.animatic.figures.muzzles import draw_muzzled
from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, limb, smooth

if TYPE_CHECKING:
    import skia

    from storyboard.engines.animatic.pen import Pen

_HOOFED = ("horse", "donkey", "cow", "deer", "goat", "sheep", "pig")


def head_point(build: Build, pose: str) -> Point:
    """The middle of the head in the animal's heights, y up."""
    half = build.length * 0.36
    if pose in ("sleep", "lie"):
        return half + 0.16, build.head * 0.5
    if pose == "sit":
        return half * 0.55 + 0.11, 1 - build.head * 0.48
    return half + 0.12, 1 - lowered(pose) - build.head * 0.52


def draw_beast(pen: Pen, looks: Looks, s: float, pose: str, time: float) -> None:
    """Draw the animal about the ground under it, `s` pixels high, looking right."""
    build, low, sitting = looks.build, lowered(pose), pose == "sit"
    half = build.length * 0.36 * s
    back = (build.leg + build.depth) * s * (1 - low * 1.1)
    belly = max(build.leg * s * (1 - low * 2.4), 0.03 * s)
    rise = bob(pose, time) * s
    rump, chest = (-half, -back), (half * (0.55 if sitting else 1.0), -back)
    _tail(
        pen,
        looks,
        (-half * 0.8, -0.10 * s) if sitting else (rump[0], rump[1] + 0.05 * s + rise),
        s,
        pose,
        time,
    )
    if sitting:
        _seated(pen, looks, chest, half, s)
    else:
        for number, x in enumerate((half * 0.82, -half * 0.80)):
            _leg(pen, looks, x + 0.03 * s, belly, s, pose, time, number * math.pi + 0.5 * math.pi, 0.22)
        body = _trunk(looks, rump, chest, belly, s, rise)
        pen.shape(body, looks.coat, shade=darker(looks.coat, 0.2), light=0.8)
        if looks.striped and s > 30:
            _stripes(pen, looks, half, back, belly, s)
        for number, x in enumerate((half * 0.74, -half * 0.88)):
            _leg(pen, looks, x, belly, s, pose, time, number * math.pi, 0.0)
    _neck_and_head(pen, looks, chest, s, pose, time, rise)


def _trunk(looks: Looks, rump: Point, chest: Point, belly: float, s: float, rise: float) -> skia.Path:
    depth, low = looks.build.depth * s, -(belly - 0.02 * s)
    tuck = 0.07 * s if looks.kind in ("dog", "wolf", "fox", *FELINES) else 0.02 * s
    outline = [
        (rump[0] - 0.07 * s, rump[1] + depth * 0.45 + rise),
        (rump[0] + 0.02 * s, rump[1] + rise),
        (0.0, (rump[1] + chest[1]) / 2 + 0.02 * s + rise),
        (chest[0] - 0.02 * s, chest[1] + rise),
        (chest[0] + 0.09 * s, chest[1] + depth * 0.42 + rise),
        (chest[0] + 0.01 * s, low + rise * 0.5),
        (-0.05 * s, low - (tuck if not looks.shaggy else -0.02 * s)),
        (rump[0] + 0.03 * s, low - tuck * 0.4),
    ]
    return shagged(outline, 0.022 * s) if looks.shaggy else smooth(outline)


def _seated(pen: Pen, looks: Looks, chest: Point, half: float, s: float) -> None:
    """Haunches on the ground, forelegs straight."""
    coat, wide = looks.coat, 0.085 * s
    paw = chest[0] + 0.03 * s
    widths = (wide * 1.1, wide * 0.85, wide * 0.8)
    behind = paw + 0.05 * s
    far = limb((paw, chest[1] * 0.6), (behind, chest[1] * 0.3), (behind, -0.03 * s), widths)
    pen.shape(far, darker(coat, 0.24))
    outline = [
        (-half * 0.72, -0.02 * s),
        (-half * 0.95, -0.20 * s),
        (-half * 0.62, chest[1] * 0.72),
        (chest[0] - 0.12 * s, chest[1] * 1.08),
        (chest[0] + 0.08 * s, chest[1] * 0.98),
        (chest[0] + 0.10 * s, chest[1] * 0.62),
        (chest[0] - 0.02 * s, chest[1] * 0.22),
        (0.0, -0.02 * s),
    ]
    body = shagged(outline, 0.022 * s) if looks.shaggy else smooth(outline)
    pen.shape(body, coat, shade=darker(coat, 0.2), light=0.8)
    pen.shape(ellipse(-half * 0.42, -0.16 * s, 0.16 * s, 0.15 * s), darker(coat, 0.06))
    pen.shape(ellipse(-half * 0.42 + 0.14 * s, -0.03 * s, 0.11 * s, 0.035 * s), darker(coat, 0.06))
    near = limb((chest[0], chest[1] * 0.62), (paw, chest[1] * 0.3), (paw, -0.03 * s), widths)
    pen.shape(near, darker(coat, 0.03))
    pen.shape(ellipse(paw + 0.025 * s, -0.025 * s, wide * 0.62, wide * 0.36), darker(coat, 0.1), line=0.8)


def _stripes(pen: Pen, looks: Looks, half: float, back: float, belly: float, s: float) -> None:
    dark = darker(looks.coat, 0.45 if looks.kind != "tiger" else 0.85)
    for number in range(7):
        x = -half * 0.9 + number * half * 0.29
        top, tall = -back + 0.03 * s, (back - belly) * (0.55 if number % 2 else 0.75)
        mark = curve((x, top), (x - 0.05 * s, top + tall * 0.5), (x + 0.01 * s, top + tall))
        pen.stroke(mark, dark, max(1.6, s / 90))


def _leg(
    pen: Pen,
    looks: Looks,
    x: float,
    belly: float,
    s: float,
    pose: str,
    time: float,
    step: float,
    shade: float,
) -> None:
    hoofed = looks.kind in _HOOFED
    width = (0.055 if hoofed else 0.075) * s * (1.35 if looks.kind == "bear" else 1.0)
    pace, stride = GAITS.get(pose, (0.0, 0.0))
    swing = math.sin(time * pace + step) * stride
    lift = max(0.0, math.cos(time * pace + step)) * stride * 0.35
    foot = (x + swing * belly * 1.2, -lift * belly - 0.012 * s)
    hind = x < 0
    bend = 0.03 if not hind else -0.05
    knee = (x + swing * belly * 0.35 + bend * s, -belly * 0.48 - lift * belly * 0.6)
    colour = darker(looks.coat, shade + 0.05)
    thigh = width * (2.3 if hind else 1.7)
    pen.shape(limb((x, -belly - 0.05 * s), knee, foot, (thigh, width, width * 0.8)), colour)
    dark = (0.16, 0.13, 0.12) if hoofed and looks.kind != "pig" else darker(colour, 0.15)
    paw = ellipse(foot[0] + 0.018 * s, foot[1] - 0.008 * s, width * (0.5 if hoofed else 0.62), width * 0.36)
    pen.shape(paw, dark, line=0.8)


def _tail(pen: Pen, looks: Looks, root: Point, s: float, pose: str, time: float) -> None:
    if looks.kind in FELINES:
        draw_cat_tail(pen, looks, root, s, pose, time)
        return
    length = looks.build.tail * s
    wag = math.sin(time * (9 if pose in ("talk", "run", "jump", "look", "stand", "sit") else 3)) * 0.18
    rise = 0.75 if looks.kind in ("dog", "puppy") and pose not in ("lie", "sleep", "cry") else -0.35
    rise = 0.1 if pose == "sit" and rise < 0 else rise
    tip = (root[0] - length * (0.72 + wag * 0.5), root[1] - length * (rise + wag))
    middle = (root[0] - length * 0.62, root[1] - length * rise * 0.35)
    width = 0.075 * s if looks.shaggy or looks.kind in ("fox", "wolf") else 0.045 * s
    if looks.kind in ("horse", "donkey", "cow"):
        middle = (root[0] - 0.10 * s, root[1] + 0.10 * s)
        tip = (root[0] - 0.08 * s + wag * 0.1 * s, root[1] + min(length, -root[1] * 0.9))
    bushy = 1.7 if looks.kind in ("fox", "wolf", "horse") else 1.3 if looks.shaggy else 1.0
    path = limb(root, middle, tip, (width, width * bushy, width * 0.5))
    pen.shape(path, darker(looks.coat, 0.5 if looks.mane and looks.kind != "lion" else 0.08))


def _neck_and_head(
    pen: Pen, looks: Looks, chest: Point, s: float, pose: str, time: float, rise: float
) -> None:
    x, y = head_point(looks.build, pose)
    k = looks.build.head * s
    head = (x * s, -y * s + math.sin(time * 1.7) * 0.012 * s + rise)
    neck = k * (0.48 if looks.kind in ("horse", "donkey", "goat", "deer") else 0.62)
    base = (chest[0] - 0.02 * s, chest[1] + 0.11 * s + rise)
    middle = ((base[0] + head[0]) / 2, (base[1] + head[1]) / 2)
    pen.shape(limb(base, middle, head, (neck * 1.25, neck * 1.05, neck * 0.9)), looks.coat)
    if looks.mane:
        _mane(pen, looks, base, head, k)
    if looks.collar:
        low = (base[0] * 0.4 + head[0] * 0.6, base[1] * 0.4 + head[1] * 0.6)
        pen.shape(ellipse(*low, neck * 0.55, k * 0.1), (0.7, 0.15, 0.15))
    pen.canvas.save()
    pen.canvas.translate(*head)
    pen.canvas.rotate(-16 if pose in ("shout", "fly") else 4 if pose != "look" else -10)
    draw = draw_cat_head if looks.kind in FELINES else draw_muzzled
    draw(pen, looks, k, pose, time)
    pen.canvas.restore()


def _mane(pen: Pen, looks: Looks, base: Point, head: Point, k: float) -> None:
    if looks.kind == "lion":
        turns = [number * math.pi / 5 for number in range(10)]
        x, y = head[0] - 0.06 * k, head[1]
        around = [(x + math.cos(turn) * 0.78 * k, y + math.sin(turn) * 0.82 * k) for turn in turns]
        pen.shape(shagged(around, 0.09 * k), darker(looks.coat, 0.4))
        return
    mane = smooth(
        [
            (head[0] - 0.15 * k, head[1] - 0.5 * k),
            (head[0] - 0.5 * k, head[1] + 0.1 * k),
            (base[0] - 0.45 * k, base[1] - 0.1 * k),
            (base[0] - 0.1 * k, base[1] - 0.25 * k),
        ]
    )
    pen.shape(mane, darker(looks.coat, 0.5))
