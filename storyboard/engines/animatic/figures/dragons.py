"""Dragons: a long neck, a spiked back, wings that fold or beat, and fire when they shout."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from storyboard.engines.animatic.figures.being import Being, Moment
from storyboard.engines.animatic.figures.dragon_heads import HORN, Hide, draw_dragon_head
from storyboard.engines.animatic.figures.gaits import GAITS
from storyboard.engines.animatic.figures.naming import named_colour, size_of
from storyboard.engines.animatic.figures.palette import darker, lighter
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.figures.shapes import Point, curve, limb, polygon, smooth, taper

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

NOUNS = frozenset(("dragon", "wyvern", "drake", "dinosaur", "wyrm"))
_COATS: tuple[Colour, ...] = ((0.30, 0.50, 0.30), (0.66, 0.22, 0.18), (0.26, 0.42, 0.56), (0.50, 0.34, 0.54))
_HEAD = 0.21


class _Frame(NamedTuple):
    """Points of the body in heights, y up: the rump, the chest, the top of the neck."""

    rump: Point
    chest: Point
    head: Point
    lift: float


def dragon_for(description: str, noun: str, chance: Random) -> Dragon:
    """The dragon of a description; a dinosaur is one without wings, horns or fire."""
    rolled, variant = chance.choice(_COATS), chance.randrange(3)
    height = 2.5 * size_of(description) ** 2 * chance.uniform(0.95, 1.05)
    coat = named_colour(description) or rolled
    kind = "dinosaur" if noun == "dinosaur" else "dragon"
    return Dragon(kind, height, 1 - _HEAD, 1.55, coat, lighter(coat, 0.5), variant)


@dataclass(frozen=True, slots=True)
class Dragon(Being):
    """Four legs and two wings; its height is to the top of a raised head."""

    def lifted(self, moment: Moment) -> float:
        return self._frame(moment).lift

    def head_place(self, moment: Moment) -> tuple[float, float, float]:
        x, y = self._frame(moment).head
        return x + 0.07, y - _HEAD * 0.5, y + _HEAD * 0.5

    def _frame(self, moment: Moment) -> _Frame:
        pose, time = moment.pose, moment.time
        breath = 0.008 * math.sin(time * 1.8)
        if pose in ("fly", "swim"):
            rise = 0.42 + 0.04 * math.sin(time * 5.0) if pose == "fly" else 0.0
            return _Frame((-0.30, 0.38 + rise), (0.26, 0.46 + rise), (0.66, 0.62 + rise), rise)
        if pose in ("sleep", "lie"):
            return _Frame((-0.30, 0.17), (0.26, 0.18 + breath), (0.62, 0.12), 0.0)
        if pose in ("sit", "kneel"):
            return _Frame((-0.24, 0.20), (0.16, 0.48 + breath), (0.36, 0.88 + breath), 0.0)
        low = 0.16 if pose == "crouch" else 0.0
        reach = 0.10 if pose in ("run", "fight", "shout", "push") else 0.0
        leap = 0.25 * abs(math.sin(time * 3.4)) if pose == "jump" else 0.0
        bob = breath + 0.012 * math.sin(time * 11) * (pose in ("walk", "run", "carry"))
        raised = 0.895 - low * 2.2 - reach * 1.2 + bob + leap
        return _Frame(
            (-0.32, 0.43 - low + leap), (0.28, 0.46 - low + bob + leap), (0.46 + reach, raised), leap
        )

    def paint(self, pen: Pen, moment: Moment) -> None:
        s, frame = moment.scale, self._frame(moment)
        pose = pose_at(moment.pose, moment.time, moment.phase)

        def px(point: Point) -> Point:
            return point[0] * s, -point[1] * s

        rump, chest, head = px(frame.rump), px(frame.chest), px(frame.head)
        self._wing(pen, chest, s, moment, 0.25)
        self._tail(pen, rump, s, moment)
        for x, y, step in ((chest[0] + 0.03 * s, chest[1], 0.5), (rump[0] + 0.08 * s, rump[1], 1.5)):
            self._leg(pen, (x, y), s, moment, step * math.pi, 0.25)
        self._neck(pen, chest, head, s)
        self._body(pen, rump, chest, s)
        for x, y, step in ((chest[0] - 0.06 * s, chest[1], 0.0), (rump[0] - 0.01 * s, rump[1], 1.0)):
            self._leg(pen, (x, y), s, moment, step * math.pi, 0.04)
        self._wing(pen, (chest[0] - 0.05 * s, chest[1]), s, moment, 0.0)
        pen.canvas.save()
        pen.canvas.translate(*head)
        pen.canvas.rotate(-14 if moment.pose in ("shout", "fly") else -18 if moment.pose == "look" else 4)
        hide = Hide(self.coat, self.accent, self.variant, self.kind == "dragon")
        draw_dragon_head(pen, hide, pose, _HEAD * s, moment)
        pen.canvas.restore()

    def _body(self, pen: Pen, rump: Point, chest: Point, s: float) -> None:
        deep = min(0.15 * s, -max(rump[1], chest[1]) - 0.02 * s)
        outline = [
            (rump[0] - 0.13 * s, rump[1] + 0.02 * s),
            (rump[0], rump[1] - 0.13 * s),
            ((rump[0] + chest[0]) / 2, (rump[1] + chest[1]) / 2 - 0.11 * s),
            (chest[0], chest[1] - 0.14 * s),
            (chest[0] + 0.13 * s, chest[1] - 0.03 * s),
            (chest[0] + 0.08 * s, chest[1] + deep),
            ((rump[0] + chest[0]) / 2, (rump[1] + chest[1]) / 2 + deep * 0.95),
            (rump[0] - 0.03 * s, rump[1] + deep * 0.8),
        ]
        body = smooth(outline)
        self._spikes(pen, [outline[1], outline[2], outline[3]], s, 0.075)
        pen.shape(body, self.coat, shade=darker(self.coat, 0.2), light=0.8)
        if s > 50:
            for number in range(5):
                share = number / 4
                x = rump[0] + (chest[0] - rump[0]) * share + 0.04 * s
                y = rump[1] + (chest[1] - rump[1]) * share + deep * 0.82
                pen.stroke(
                    curve((x - 0.05 * s, y - 0.02 * s), (x, y + 0.03 * s), (x + 0.05 * s, y - 0.03 * s)),
                    self.accent,
                    1.6,
                )

    def _spikes(self, pen: Pen, ridge: list[Point], s: float, tall: float) -> None:
        """A row of plates along a ridge, under what is drawn next."""
        for start, end in pairwise(ridge):
            for share in (0.12, 0.45, 0.78):
                x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
                away = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
                nx, ny = (end[1] - start[1]) / away, -(end[0] - start[0]) / away
                dx, dy = (end[0] - start[0]) / away * 0.035 * s, (end[1] - start[1]) / away * 0.035 * s
                tip = x + nx * tall * s - dx * 0.7, y + ny * tall * s - dy * 0.7
                root = [
                    (x - dx - nx * 0.02 * s, y - dy - ny * 0.02 * s),
                    tip,
                    (x + dx - nx * 0.02 * s, y + dy - ny * 0.02 * s),
                ]
                pen.shape(polygon(root), darker(self.coat, 0.35), line=0.9)

    def _neck(self, pen: Pen, chest: Point, head: Point, s: float) -> None:
        """An S from the chest to the head, spiked behind, plated before."""
        base = chest[0] + 0.02 * s, chest[1] - 0.02 * s
        dx, dy = head[0] - base[0], head[1] - base[1]
        spine = [
            base,
            (base[0] + dx * 0.45 + 0.05 * s, base[1] + dy * 0.22),
            (base[0] + dx * 0.62 - 0.01 * s, base[1] + dy * 0.58),
            (base[0] + dx * 0.80, base[1] + dy * 0.90),
            (head[0] + 0.01 * s, head[1]),
        ]
        back = [(x - 0.055 * s * (1.4 - 0.2 * number), y) for number, (x, y) in enumerate(spine[:4])]
        self._spikes(pen, list(reversed(back)) if dy > -0.1 * s else [(x, y) for x, y in back], s, 0.05)
        widths = [0.26 * s, 0.20 * s, 0.15 * s, 0.125 * s, 0.12 * s]
        pen.shape(taper(spine, widths), self.coat, shade=darker(self.coat, 0.16), light=0.8)
        if s > 50:
            for number, (x, y) in enumerate(spine[1:4]):
                for low in (0.0, 0.055):
                    start, end = (
                        (x + 0.012 * s, y + low * s),
                        (x + (0.088 - 0.013 * number) * s, y + (low - 0.01) * s),
                    )
                    pen.stroke(curve(start, end), self.accent, 1.8)

    def _tail(self, pen: Pen, rump: Point, s: float, moment: Moment) -> None:
        sway = math.sin(moment.time * 1.9) * 0.04 * s
        ground = -0.05 * s if moment.pose not in ("fly", "swim") else rump[1] + 0.02 * s
        spine = [
            (rump[0] + 0.02 * s, rump[1]),
            (rump[0] - 0.20 * s, rump[1] * 0.72 + ground * 0.28),
            (rump[0] - 0.36 * s, rump[1] * 0.22 + ground * 0.78),
            (rump[0] - 0.50 * s, ground + sway * 0.5),
            (rump[0] - 0.62 * s, ground - 0.05 * s + sway),
        ]
        x, y = spine[-1]
        spade = [
            (x + 0.03 * s, y + 0.01 * s),
            (x - 0.05 * s, y + 0.05 * s),
            (x - 0.14 * s, y - 0.06 * s),
            (x - 0.01 * s, y - 0.07 * s),
        ]
        pen.shape(smooth(spade), darker(self.coat, 0.3))
        self._spikes(
            pen,
            [(x, y - 0.05 * s * (1 - 0.2 * number)) for number, (x, y) in enumerate(spine[:4])][::-1],
            s,
            0.045,
        )
        pen.shape(taper(spine, [0.22 * s, 0.15 * s, 0.09 * s, 0.055 * s, 0.03 * s]), self.coat)

    def _leg(self, pen: Pen, root: Point, s: float, moment: Moment, step: float, shade: float) -> None:
        pace, stride = GAITS.get(moment.pose, (0.0, 0.0))
        colour, swing = darker(self.coat, shade), math.sin(moment.time * pace + step) * stride
        raised = max(0.0, math.cos(moment.time * pace + step)) * stride * 0.10 * s
        if moment.pose in ("fly", "swim"):
            knee, foot = (root[0] - 0.06 * s, root[1] + 0.13 * s), (root[0] - 0.19 * s, root[1] + 0.17 * s)
        else:
            tall = max(-root[1], 0.0) - self._frame(moment).lift * s
            foot = (root[0] + swing * 0.26 * s, root[1] + tall - 0.025 * s - raised)
            forward = 0.07 if root[0] < 0 else -0.05
            knee = (root[0] + swing * 0.12 * s + forward * s, root[1] + tall * 0.52 - raised * 0.6)
        pen.shape(limb((root[0], root[1] + 0.02 * s), knee, foot, (0.165 * s, 0.10 * s, 0.07 * s)), colour)
        for x in (0.0, 0.035, 0.07):
            claw = [
                (foot[0] + x * s, foot[1] - 0.02 * s),
                (foot[0] + (x + 0.045) * s, foot[1] + 0.025 * s),
                (foot[0] + (x - 0.01) * s, foot[1] + 0.025 * s),
            ]
            pen.shape(polygon(claw), HORN, line=0.7)

    def _wing(self, pen: Pen, root: Point, s: float, moment: Moment, shade: float) -> None:
        """Fingers from a wrist, skin between them; folded over the back, or beating."""
        if self.kind == "dinosaur":
            return
        flying = moment.pose in ("fly", "jump")
        spread = flying or moment.pose in ("shout", "fight", "wave", "laugh", "dance")
        flap = math.sin(moment.time * 5.0 - shade) if flying else 0.55
        x, y = root[0] - 0.02 * s, root[1] - 0.10 * s
        if spread:
            back = shade * 0.4 * s
            wrist = (x - 0.06 * s + back, y - (0.26 + 0.30 * flap) * s)
            tips = [
                (x + 0.10 * s + back, y - (0.34 + 0.58 * flap) * s),
                (x - 0.42 * s + back, y - (0.22 + 0.62 * flap) * s),
                (x - 0.72 * s + back * 0.5, y - (0.08 + 0.36 * flap) * s),
                (x - 0.60 * s, y + (0.05 - 0.08 * flap) * s),
            ]
        else:
            wrist = (x + 0.04 * s, y - 0.20 * s)
            tips = [
                (x + 0.12 * s, y - 0.28 * s),
                (x - 0.34 * s, y - 0.22 * s),
                (x - 0.48 * s, y - 0.06 * s),
                (x - 0.40 * s, y + 0.05 * s),
            ]
        skin = polygon([(x, y), wrist, *_scalloped(tips, wrist), (x - 0.14 * s, y + 0.05 * s)])
        pen.shape(skin, darker(self.accent, 0.12 + shade), shade=darker(self.accent, 0.3 + shade), light=0.2)
        for tip in tips[1:]:
            pen.stroke(curve(wrist, tip), darker(self.coat, 0.3 + shade), 1.8)
        pen.shape(
            limb((x, y), wrist, tips[0], (0.055 * s, 0.04 * s, 0.012 * s)), darker(self.coat, 0.1 + shade)
        )


def _scalloped(tips: list[Point], wrist: Point) -> list[Point]:
    """Wing tips with the skin drawn in between them, towards the wrist."""
    edge: list[Point] = [tips[0]]
    for before, after in pairwise(tips):
        middle = (before[0] + after[0]) / 2, (before[1] + after[1]) / 2
        edge.append((middle[0] * 0.78 + wrist[0] * 0.22, middle[1] * 0.78 + wrist[1] * 0.22))
        edge.append(after)
    return edge
