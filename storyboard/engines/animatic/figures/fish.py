"""What swims: fish, sharks, whales; they hang in the water, and never stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.being import Being, Moment
from storyboard.engines.animatic.figures.naming import named_colour, size_of
from storyboard.engines.animatic.figures.palette import COLOURS, darker, lighter
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.figures.shapes import Point, curve, ellipse, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen

_SORTS: dict[str, tuple[float, float, Colour]] = {
    "fish": (0.34, 1.9, (0.38, 0.58, 0.66)),
    "goldfish": (0.22, 1.7, (0.93, 0.55, 0.16)),
    "salmon": (0.32, 2.4, (0.88, 0.55, 0.47)),
    "trout": (0.30, 2.4, (0.58, 0.58, 0.40)),
    "carp": (0.36, 1.9, (0.62, 0.50, 0.30)),
    "shark": (0.95, 3.0, (0.45, 0.51, 0.57)),
    "dolphin": (0.75, 2.9, (0.50, 0.58, 0.66)),
    "whale": (2.3, 2.5, (0.30, 0.38, 0.48)),
    "piranha": (0.30, 1.5, (0.45, 0.50, 0.50)),
}
"""Height in metres, length in heights, and colour."""
NOUNS = frozenset(_SORTS)
_SMOOTH = ("shark", "dolphin", "whale")
_HANGS = 0.9
"""How far its belly is off the ground, in heights."""


def fish_for(description: str, noun: str, chance: Random) -> Fish:
    """The fish of a description."""
    height, length, usual = _SORTS[noun]
    rolled = lighter(usual, chance.uniform(0.0, 0.2))
    coat = named_colour(description) or rolled
    size = size_of(description) * chance.uniform(0.95, 1.05)
    fin = darker(coat, 0.25) if noun in _SMOOTH else lighter(coat, 0.25)
    return Fish(noun, height * size, 0.04, length, coat, fin, chance.randrange(4))


@dataclass(frozen=True, slots=True)
class Fish(Being):
    """A body that narrows to a tail, which beats; seen from the side."""

    def lifted(self, moment: Moment) -> float:
        return 2.0

    def head_place(self, moment: Moment) -> tuple[float, float, float]:
        middle = self._middle(moment)
        return self.breadth * 0.30, middle - 0.48, middle + 0.5

    def _middle(self, moment: Moment) -> float:
        rise = {"fly": 1.0, "jump": 1.0 + 0.6 * math.sin(moment.phase * math.pi)}.get(moment.pose, 0.0)
        return _HANGS + 0.5 + rise + 0.05 * math.sin(moment.time * 1.7)

    def paint(self, pen: Pen, moment: Moment) -> None:
        s, half = moment.scale, self.breadth * 0.5 * moment.scale
        pace = {"run": 13.0, "swim": 8.0, "walk": 7.0, "fly": 9.0, "jump": 10.0}.get(moment.pose, 3.5)
        beat = math.sin(moment.time * pace) * (0.30 if pace > 5 else 0.16)
        pen.canvas.save()
        pen.canvas.translate(0, -self._middle(moment) * s)
        pen.canvas.rotate(-14 if moment.pose in ("fly", "jump") else 82 if moment.pose == "die" else beat * 5)
        self._tail(pen, half, s, beat)
        self._back_fin(pen, half, s)
        body = smooth(self._outline(half, s, beat))
        pen.shape(body, self.coat)
        self._markings(pen, body, half, s)
        self._side_fin(pen, half, s, moment)
        self._face(pen, half, s, moment)
        pen.canvas.restore()

    def _outline(self, half: float, s: float, beat: float) -> list[Point]:
        sway = beat * 0.10 * s
        return [
            (half * 1.0, 0.06 * s),
            (half * 0.80, -0.20 * s),
            (half * 0.42, -0.40 * s),
            (-half * 0.10, -0.38 * s),
            (-half * 0.55, -0.14 * s + sway),
            (-half * 0.74, -0.06 * s + sway),
            (-half * 0.74, 0.07 * s + sway),
            (-half * 0.50, 0.18 * s + sway),
            (-half * 0.05, 0.40 * s),
            (half * 0.48, 0.38 * s),
            (half * 0.86, 0.22 * s),
        ]

    def _tail(self, pen: Pen, half: float, s: float, beat: float) -> None:
        """Upright in fish, level in whales and dolphins; it shortens as it beats towards us."""
        reach, sway = (0.32 - 0.10 * abs(beat)) * half, beat * 0.2 * s
        rise = (0.20 if self.kind in ("whale", "dolphin") else 0.42) * s
        root = -half * 0.68
        pen.shape(
            smooth(
                [
                    (root, sway * 0.4),
                    (root - reach * 0.6, -rise * 0.75 + sway),
                    (root - reach * 1.1, -rise + sway),
                    (root - reach * 0.72, sway),
                    (root - reach * 1.05, rise * 0.86 + sway),
                    (root - reach * 0.55, rise * 0.62 + sway),
                ]
            ),
            self.accent,
        )
        if self.kind not in _SMOOTH and s > 50:
            for turn in (-0.5, 0.0, 0.5):
                ray = curve((root - 0.02 * s, sway * 0.5), (root - reach * 0.8, turn * rise + sway))
                pen.stroke(ray, darker(self.accent, 0.3), 0.8, 0.7)

    def _back_fin(self, pen: Pen, half: float, s: float) -> None:
        if self.kind == "whale":
            return
        if self.kind in _SMOOTH:
            fin = [(half * 0.24, -0.34 * s), (-half * 0.10, -0.78 * s), (-half * 0.14, -0.34 * s)]
            pen.shape(polygon(fin), self.accent)
            return
        points = [
            (half * 0.40, -0.34 * s),
            (half * 0.10, -0.60 * s),
            (-half * 0.32, -0.48 * s),
            (-half * 0.40, -0.22 * s),
        ]
        pen.shape(smooth(points), self.accent)

    def _side_fin(self, pen: Pen, half: float, s: float, moment: Moment) -> None:
        flap = math.sin(moment.time * 4.0) * 0.06 * s
        root = half * 0.36, 0.14 * s
        tip = root[0] - 0.30 * s, root[1] + 0.34 * s + flap
        fin = smooth(
            [
                root,
                (root[0] - 0.06 * s, root[1] + 0.26 * s + flap),
                tip,
                (root[0] - 0.20 * s, root[1] + 0.08 * s),
            ]
        )
        pen.shape(fin, self.accent)

    def _markings(self, pen: Pen, body: object, half: float, s: float) -> None:
        """A pale belly; gills; scales or slits where there are pixels for them."""
        pen.canvas.save()
        pen.canvas.clipPath(body, True)
        pen.shape(ellipse(half * 0.16, 0.46 * s, half * 0.95, 0.34 * s), lighter(self.coat, 0.55), line=0)
        if s > 40 and self.kind not in _SMOOTH:
            self._scales(pen, half, s)
        pen.canvas.restore()
        if s < 24:
            return
        slits = (0.34, 0.40, 0.46) if self.kind == "shark" else (0.46,) if self.kind not in _SMOOTH else ()
        for x in slits:
            gill = curve((half * x, -0.20 * s), (half * x - 0.10 * s, 0.0), (half * x + 0.01 * s, 0.22 * s))
            pen.stroke(gill, darker(self.coat, 0.45), 1.2)

    def _scales(self, pen: Pen, half: float, s: float) -> None:
        for row in range(4):
            for column in range(6):
                x = half * 0.26 - column * 0.17 * half - (row % 2) * 0.085 * half
                y = (-0.24 + row * 0.13) * s
                arc = curve((x, y), (x - 0.10 * s, y + 0.06 * s), (x, y + 0.12 * s))
                pen.stroke(arc, darker(self.coat, 0.3), 0.7, 0.55)

    def _face(self, pen: Pen, half: float, s: float, moment: Moment) -> None:
        pose = pose_at(moment.pose, moment.time, moment.phase)
        x, y = half * 0.68, -0.09 * s
        radius = (0.045 if self.kind == "whale" else 0.06 if self.kind in _SMOOTH else 0.105) * s
        if self.kind not in _SMOOTH:
            pen.shape(ellipse(x, y, radius, radius), COLOURS["cream"], line=0.9)
        pen.shape(ellipse(x + radius * 0.15, y, radius * 0.6, radius * 0.66), (0.06, 0.06, 0.08), line=0)
        pen.shape(
            ellipse(x + radius * 0.4, y - radius * 0.3, radius * 0.2, radius * 0.2), (1.0, 1.0, 1.0), line=0
        )
        if pose.brow < -0.2 or self.kind in ("shark", "piranha"):
            brow = curve((x - radius * 1.3, y - radius * 1.5), (x + radius * 1.4, y - radius * 0.6))
            pen.stroke(brow, darker(self.coat, 0.55), 1.8)
        self._mouth(pen, half, s, max(pose.mouth, 0.12 * max(0.0, math.sin(moment.time * 2.2))), pose.smile)
        pen.face((half * 0.45, -0.26 * s, half, 0.26 * s), (half * 0.9, 0.14 * s))

    def _mouth(self, pen: Pen, half: float, s: float, opening: float, smile: float) -> None:
        corner = (half * (0.52 if self.kind in ("shark", "whale") else 0.76), (0.20 - 0.06 * smile) * s)
        tip = half * 0.975, 0.10 * s
        if opening < 0.08:
            bend = (half * 0.82, 0.24 * s)
            pen.stroke(curve(tip, bend, corner), darker(self.coat, 0.6), 1.5)
            return
        jaw = [tip, (half * 0.78, 0.15 * s), corner, (half * 0.88, (0.22 + 0.14 * opening) * s)]
        pen.shape(polygon(jaw), (0.36, 0.12, 0.14))
        if self.kind in ("shark", "piranha"):
            for share in (0.15, 0.4, 0.65):
                tooth = tip[0] + (corner[0] - tip[0]) * share, tip[1] + (corner[1] - tip[1]) * share
                point = [
                    (tooth[0] - 0.03 * s, tooth[1]),
                    (tooth[0] + 0.03 * s, tooth[1]),
                    (tooth[0], tooth[1] + 0.08 * s),
                ]
                pen.shape(polygon(point), (0.96, 0.95, 0.9), line=0.5)
