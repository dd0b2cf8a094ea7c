"""Animals: four-legged ones by their proportions, and birds."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

import skia

from storyboard.base.digest import digest_of
from storyboard.engines.animatic.figures.figure import Blocking, Figure, HeadPlace
from storyboard.engines.animatic.figures.human import travelled, upright
from storyboard.engines.animatic.figures.palette import COLOURS, darker, lighter
from storyboard.engines.animatic.figures.shapes import Point, ellipse, limb, polygon, smooth

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen
    from storyboard.engines.animatic.view import View


@dataclass(frozen=True, slots=True)
class Build:
    """An animal's proportions: height to the top of the head in metres, the rest in shares of it."""

    height: float
    length: float
    leg: float
    depth: float
    head: float
    muzzle: float
    ears: str
    tail: float
    coat: Colour


BUILDS = {
    "dog": Build(0.78, 0.86, 0.40, 0.30, 0.36, 0.24, "flop", 0.42, (0.58, 0.42, 0.28)),
    "puppy": Build(0.42, 0.80, 0.32, 0.34, 0.46, 0.18, "flop", 0.32, (0.72, 0.55, 0.36)),
    "wolf": Build(0.95, 0.92, 0.44, 0.28, 0.32, 0.28, "point", 0.44, (0.45, 0.46, 0.48)),
    "fox": Build(0.55, 1.0, 0.36, 0.24, 0.36, 0.28, "point", 0.66, (0.80, 0.42, 0.17)),
    "cat": Build(0.40, 0.95, 0.36, 0.26, 0.40, 0.10, "point", 0.66, (0.55, 0.50, 0.46)),
    "bear": Build(1.55, 0.95, 0.32, 0.46, 0.28, 0.18, "round", 0.05, (0.36, 0.25, 0.18)),
    "horse": Build(2.05, 0.82, 0.48, 0.26, 0.26, 0.34, "point", 0.45, (0.42, 0.28, 0.19)),
    "donkey": Build(1.35, 0.85, 0.44, 0.28, 0.32, 0.32, "long", 0.40, (0.52, 0.48, 0.45)),
    "cow": Build(1.50, 1.02, 0.38, 0.38, 0.28, 0.28, "flop", 0.42, (0.82, 0.78, 0.72)),
    "sheep": Build(0.85, 0.95, 0.34, 0.48, 0.30, 0.24, "flop", 0.1, (0.92, 0.90, 0.85)),
    "goat": Build(0.90, 0.85, 0.42, 0.34, 0.30, 0.26, "flop", 0.12, (0.80, 0.76, 0.70)),
    "pig": Build(0.70, 1.15, 0.28, 0.48, 0.38, 0.22, "flop", 0.14, (0.93, 0.70, 0.66)),
    "rabbit": Build(0.38, 0.85, 0.26, 0.42, 0.40, 0.10, "long", 0.10, (0.66, 0.58, 0.50)),
    "mouse": Build(0.20, 1.05, 0.22, 0.42, 0.44, 0.20, "round", 0.75, (0.62, 0.58, 0.56)),
    "lion": Build(1.25, 0.98, 0.40, 0.30, 0.36, 0.20, "round", 0.55, (0.80, 0.62, 0.34)),
    "bird": Build(0.42, 1.00, 0.24, 0.42, 0.34, 0.16, "none", 0.5, (0.86, 0.87, 0.88)),
}
_NAMES = {
    "hound": "dog", "terrier": "dog", "collie": "dog", "poodle": "dog", "spaniel": "dog", "labrador": "dog",
    "sheepdog": "dog", "kitten": "cat", "pony": "horse", "foal": "horse", "mule": "donkey", "rat": "mouse",
    "hare": "rabbit", "lamb": "sheep", "bull": "cow", "calf": "cow", "piglet": "pig", "vixen": "fox",
    "tiger": "lion", "gull": "bird", "seagull": "bird", "crow": "bird", "raven": "bird",
    "owl": "bird", "parrot": "bird",
    "hen": "bird", "chicken": "bird", "goose": "bird", "duck": "bird", "eagle": "bird", "pigeon": "bird",
}  # fmt: skip
_BIRDS = {
    "crow": COLOURS["black"],
    "raven": COLOURS["black"],
    "owl": (0.55, 0.43, 0.30),
    "parrot": (0.20, 0.60, 0.35),
}
_SPLIT = re.compile(r"\b(?:with|in|wearing|who|that|of|on|carrying|holding)\b|,")


def animal_for(description: str, who: str) -> Figure | None:
    """The animal that a description's head noun names; None where it is a person with one, or none at all.

    `who` decides what the words leave open.
    """
    head = _SPLIT.split(description.lower())[0]
    words = re.findall(r"[a-z]+", head)
    noun = words[-1] if words else ""
    kind = noun if noun in BUILDS else _NAMES.get(noun)
    if kind is None:
        return None
    return _individual(kind, noun, description, who)


def _individual(kind: str, noun: str, description: str, who: str) -> Animal:
    text = description.lower()
    chance = Random(digest_of(who.encode("utf-8", "surrogatepass")))
    build = BUILDS[kind]
    named = next((COLOURS[word] for word in re.findall(r"[a-z]+", text) if word in COLOURS), None)
    size = 1.25 if re.search(r"\b(big|large|huge|giant)\b", text) else 1.0
    size = 0.72 if re.search(r"\b(small|little|tiny|baby)\b", text) else size
    coat = named or _BIRDS.get(noun) or lighter(build.coat, chance.uniform(0.0, 0.2))
    return Animal(
        kind=kind,
        build=replace(build, height=build.height * size * chance.uniform(0.95, 1.05)),
        coat=coat,
        shaggy=bool(re.search(r"\b(shaggy|woolly|fluffy|scruffy|furry|hairy)\b", text)) or kind in ("sheep",),
        collar="collar" in text,
        mane=kind in ("horse", "lion", "donkey") and "tiger" not in text,
        patch=lighter(coat, 0.55) if kind in ("dog", "cat", "fox", "cow", "wolf") else coat,
    )


@dataclass(frozen=True, slots=True)
class Animal:
    """An animal made from a description; it faces right, and is mirrored to face left."""

    kind: str
    build: Build
    coat: Colour
    shaggy: bool
    collar: bool
    mane: bool
    patch: Colour

    @property
    def height(self) -> float:
        return self.build.height

    @property
    def head(self) -> float:
        return self.build.height * (1 - self.build.head)

    @property
    def width(self) -> float:
        return self.build.height * self.build.length * 1.15

    def head_at(self, blocking: Blocking, phase: float) -> HeadPlace:
        """Where the head is in this pose."""
        side = -1.0 if blocking.facing < 0 else 1.0
        top = self.build.height * (1 - _lowered(blocking.pose))
        aside = side * self.build.height * self.build.length * 0.42 + travelled(blocking, phase)
        return HeadPlace(aside, top - self.build.height * self.build.head, top)

    def draw(self, pen: Pen, view: View, blocking: Blocking) -> None:
        """Draw the animal in its pose at the view's moment."""
        time = view.time + blocking.phase_offset
        x, y = view.project(blocking.x + travelled(blocking, view.phase), blocking.y, blocking.z)
        s = upright(view, blocking, self.build.height)
        if blocking.pose not in ("fly", "swim"):
            pen.shape(
                ellipse(x, y, 0.42 * self.build.length * s, 0.03 * s), (0.05, 0.05, 0.08), line=0, alpha=0.3
            )
        pen.canvas.save()
        pen.canvas.translate(x, y - _leap(blocking.pose, time) * s)
        pen.canvas.scale(-1 if blocking.facing < 0 else 1, 1)
        if self.kind == "bird":
            self._bird(pen, s, blocking.pose, time)
        else:
            self._beast(pen, s, blocking.pose, time)
        pen.canvas.restore()

    def _beast(self, pen: Pen, s: float, pose: str, time: float) -> None:
        build = self.build
        low = _lowered(pose)
        sitting = pose in ("sit", "talk", "shout", "look", "stand") and pose == "sit"
        half = build.length * 0.36 * s
        back = (build.leg + build.depth) * s * (1 - low * 1.1)
        belly = max(build.leg * s * (1 - low * 2.4), 0.03 * s)
        rump, chest = (-half, -(back * (0.72 if sitting else 1.0))), (half, -back)
        bob = _bob(pose, time) * s
        self._tail(pen, (rump[0], rump[1] + 0.04 * s + bob), s, pose, time)
        for number, x in enumerate((half * 0.82, -half * 0.80)):
            self._leg(
                pen,
                x + 0.03 * s,
                belly,
                s,
                pose,
                time,
                number * math.pi + 0.5 * math.pi,
                0.22,
                x < 0 and sitting,
            )
        body = self._body(rump, chest, belly, s, bob, sitting)
        pen.shape(body, self.coat, shade=darker(self.coat, 0.2), light=0.8)
        for number, x in enumerate((half * 0.74, -half * 0.88)):
            self._leg(pen, x, belly, s, pose, time, number * math.pi, 0.0, x < 0 and sitting)
        self._neck_and_head(pen, chest, s, pose, time, bob)

    def _body(
        self, rump: Point, chest: Point, belly: float, s: float, bob: float, sitting: bool
    ) -> skia.Path:
        depth = self.build.depth * s
        low = -(belly - 0.02 * s)
        outline = [
            (rump[0] - 0.06 * s, rump[1] + depth * 0.45 + bob),
            (rump[0] + 0.02 * s, rump[1] + bob),
            (0.0, (rump[1] + chest[1]) / 2 + 0.015 * s + bob),
            (chest[0] - 0.02 * s, chest[1] + bob),
            (chest[0] + 0.09 * s, chest[1] + depth * 0.42 + bob),
            (chest[0] + 0.01 * s, low + bob * 0.5),
            (0.0, low - (0.03 * s if not self.shaggy else -0.02 * s)),
            (rump[0] + 0.02 * s, low if not sitting else -0.02 * s),
        ]
        return _shagged(outline, 0.022 * s) if self.shaggy else smooth(outline)

    def _leg(
        self,
        pen: Pen,
        x: float,
        belly: float,
        s: float,
        pose: str,
        time: float,
        step: float,
        shade: float,
        folded: bool,
    ) -> None:
        width = (
            (0.075 if self.kind not in ("horse", "goat", "donkey") else 0.055)
            * s
            * (1.25 if self.kind == "bear" else 1)
        )
        pace, stride = _GAITS.get(pose, (0.0, 0.0))
        swing = math.sin(time * pace + step) * stride
        lift = max(0.0, math.cos(time * pace + step)) * stride * 0.35
        foot = (x + swing * belly * 1.2, -lift * belly)
        knee = (
            x + swing * belly * 0.35 + 0.03 * s * (1 if x > 0 else -1.4),
            -belly * 0.48 - lift * belly * 0.6,
        )
        if folded:
            knee, foot = (x + 0.16 * s, -0.10 * s), (x + 0.22 * s, 0.0)
        colour = darker(self.coat, shade + 0.05)
        pen.shape(limb((x, -belly - 0.05 * s), knee, foot, (width * 1.5, width, width * 0.8)), colour)
        pen.shape(
            ellipse(foot[0] + 0.018 * s, foot[1] - 0.018 * s, width * 0.55, width * 0.36),
            darker(colour, 0.15),
            line=0.8,
        )

    def _tail(self, pen: Pen, root: Point, s: float, pose: str, time: float) -> None:
        length = self.build.tail * s
        wag = math.sin(time * (9 if pose in ("talk", "run", "jump", "look", "stand", "sit") else 3)) * 0.18
        rise = 0.75 if self.kind in ("dog", "puppy", "cat") and pose not in ("lie", "sleep", "cry") else -0.35
        tip = (root[0] - length * (0.72 + wag * 0.5), root[1] - length * (rise + wag))
        middle = (root[0] - length * 0.62, root[1] - length * rise * 0.35)
        width = 0.075 * s if self.shaggy or self.kind in ("fox", "wolf") else 0.045 * s
        if self.kind in ("horse", "donkey", "cow"):
            middle, tip = (
                (root[0] - 0.10 * s, root[1] + 0.10 * s),
                (root[0] - 0.08 * s + wag * 0.1 * s, root[1] + length),
            )
        pen.shape(
            limb(root, middle, tip, (width, width * (1.3 if self.shaggy else 1), width * 0.5)),
            darker(self.coat, 0.08),
        )

    def _neck_and_head(self, pen: Pen, chest: Point, s: float, pose: str, time: float, bob: float) -> None:
        build = self.build
        low = _lowered(pose)
        k = build.head * s
        nod = math.sin(time * 1.7) * 0.012 * s + bob
        head = (chest[0] + 0.12 * s, -(build.height and (1 - low) * s) + k * 0.52 + nod)
        if pose in ("sleep", "lie"):
            head = (chest[0] + 0.16 * s, -k * 0.5)
        neck_width = k * (0.62 if self.kind not in ("horse", "donkey", "goat") else 0.48)
        base = (chest[0] - 0.02 * s, chest[1] + 0.11 * s + bob)
        pen.shape(
            limb(
                base,
                ((base[0] + head[0]) / 2, (base[1] + head[1]) / 2),
                head,
                (neck_width * 1.25, neck_width * 1.05, neck_width * 0.9),
            ),
            self.coat,
        )
        if self.mane:
            self._mane(pen, base, head, k)
        if self.collar:
            middle = (base[0] * 0.4 + head[0] * 0.6, base[1] * 0.4 + head[1] * 0.6)
            pen.shape(ellipse(*middle, neck_width * 0.55, k * 0.1), (0.7, 0.15, 0.15))
        pen.canvas.save()
        pen.canvas.translate(*head)
        pen.canvas.rotate(-16 if pose in ("shout", "fly") else 4 if pose != "look" else -6)
        self._face(pen, k, pose, time)
        pen.canvas.restore()

    def _mane(self, pen: Pen, base: Point, head: Point, k: float) -> None:
        if self.kind == "lion":
            pen.shape(
                _shagged(
                    [
                        (head[0] + math.cos(a) * k * 0.78 - 0.12 * k, head[1] + math.sin(a) * k * 0.85)
                        for a in (i * math.pi / 5 for i in range(10))
                    ],
                    0.09 * k,
                ),
                darker(self.coat, 0.4),
            )
            return
        mane = smooth(
            [
                (head[0] - 0.15 * k, head[1] - 0.5 * k),
                (head[0] - 0.5 * k, head[1] + 0.1 * k),
                (base[0] - 0.45 * k, base[1] - 0.1 * k),
                (base[0] - 0.1 * k, base[1] - 0.25 * k),
            ]
        )
        pen.shape(mane, darker(self.coat, 0.5))

    def _face(self, pen: Pen, k: float, pose: str, time: float) -> None:
        build = self.build
        reach = build.muzzle / max(build.head, 0.01) * k * 0.62
        self._ear(pen, -0.10 * k, k, 0.25)
        skull = [
            (-0.38 * k, -0.02 * k),
            (-0.30 * k, -0.36 * k),
            (0.06 * k, -0.46 * k),
            (0.32 * k, -0.26 * k),
            (0.36 * k, 0.10 * k),
            (0.12 * k, 0.38 * k),
            (-0.24 * k, 0.32 * k),
        ]
        pen.shape(
            _shagged(skull, 0.05 * k) if self.shaggy else smooth(skull),
            self.coat,
            shade=darker(self.coat, 0.15),
            light=0.8,
        )
        opening = (
            max(0.0, math.sin(time * 9)) * 0.22
            if pose in ("talk", "shout")
            else (0.1 if pose == "run" else 0.0)
        )
        if opening:
            jaw = smooth(
                [
                    (0.10 * k, 0.14 * k),
                    (0.2 * k + reach, (0.20 + opening) * k),
                    (0.12 * k + reach * 0.5, (0.36 + opening) * k),
                    (0.0, 0.32 * k),
                ]
            )
            pen.shape(jaw, darker(self.patch, 0.1))
            pen.shape(
                ellipse(0.22 * k + reach * 0.4, (0.20 + opening * 0.5) * k, reach * 0.5, 0.06 * k),
                (0.75, 0.35, 0.38),
                line=0,
            )
        muzzle = smooth(
            [
                (0.08 * k, -0.10 * k),
                (0.26 * k + reach * 0.4, -0.06 * k),
                (0.36 * k + reach, 0.02 * k),
                (0.36 * k + reach, 0.18 * k),
                (0.2 * k + reach * 0.4, 0.28 * k),
                (0.04 * k, 0.26 * k),
            ]
        )
        pen.shape(muzzle, self.patch, shade=darker(self.patch, 0.12), light=0.8)
        pen.shape(
            ellipse(0.35 * k + reach, 0.03 * k, 0.085 * k, 0.065 * k),
            (0.10, 0.08, 0.09) if self.kind != "pig" else (0.85, 0.5, 0.5),
            line=0.6,
        )
        self._eye(pen, k, pose, time)
        self._ear(pen, -0.2 * k, k, 0.0)

    def _eye(self, pen: Pen, k: float, pose: str, time: float) -> None:
        if k < 10:
            return
        x, y = 0.10 * k, -0.14 * k
        if pose == "sleep" or (time * 0.29) % 1.0 < 0.04:
            path = skia.Path()
            path.moveTo(x - 0.08 * k, y)
            path.quadTo(x, y + 0.05 * k, x + 0.08 * k, y)
            pen.stroke(path, (0.1, 0.08, 0.08), 1.2)
            return
        pen.shape(
            ellipse(x, y, 0.08 * k, 0.085 * k),
            lighter(self.coat, 0.75) if self.kind == "cat" else (0.93, 0.9, 0.85),
            line=0.8,
        )
        pen.shape(
            ellipse(x + 0.015 * k, y, 0.055 * k if self.kind != "cat" else 0.025 * k, 0.07 * k),
            (0.13, 0.09, 0.07),
            line=0,
        )
        pen.shape(ellipse(x + 0.035 * k, y - 0.03 * k, 0.017 * k, 0.017 * k), (1.0, 1.0, 1.0), line=0)
        if self.shaggy:
            fringe = _shagged(
                [
                    (x - 0.2 * k, y - 0.20 * k),
                    (x + 0.12 * k, y - 0.22 * k),
                    (x + 0.15 * k, y - 0.08 * k),
                    (x - 0.08 * k, y - 0.05 * k),
                ],
                0.045 * k,
            )
            pen.shape(fringe, darker(self.coat, 0.06), line=0.7)

    def _ear(self, pen: Pen, x: float, k: float, shade: float) -> None:
        colour = darker(self.coat, 0.16 + shade)
        if self.build.ears == "point":
            path = polygon([(x - 0.17 * k, -0.26 * k), (x + 0.0 * k, -0.78 * k), (x + 0.17 * k, -0.34 * k)])
        elif self.build.ears == "long":
            path = smooth(
                [
                    (x - 0.10 * k, -0.3 * k),
                    (x - 0.22 * k, -1.1 * k),
                    (x - 0.02 * k, -1.25 * k),
                    (x + 0.12 * k, -0.34 * k),
                ]
            )
        elif self.build.ears == "round":
            path = ellipse(x, -0.42 * k, 0.17 * k, 0.17 * k)
        elif self.build.ears == "flop":
            path = smooth(
                [
                    (x - 0.02 * k, -0.36 * k),
                    (x - 0.24 * k, -0.22 * k),
                    (x - 0.30 * k, 0.22 * k),
                    (x - 0.10 * k, 0.26 * k),
                    (x + 0.06 * k, -0.14 * k),
                ]
            )
        else:
            return
        pen.shape(path, colour)

    def _bird(self, pen: Pen, s: float, pose: str, time: float) -> None:
        flying = pose in ("fly", "run", "jump")
        lift = -0.9 * s - math.sin(time * 2) * 0.06 * s if flying else 0.0
        flap = math.sin(time * 9) if flying else 0.0
        if not flying:
            for x in (-0.04, 0.05):
                leg = skia.Path()
                leg.moveTo(x * s, -0.26 * s)
                leg.lineTo(x * s, 0)
                leg.lineTo((x + 0.08) * s, 0)
                pen.stroke(leg, (0.85, 0.55, 0.2), 1.8)
        body = smooth(
            [
                (-0.52 * s, -0.38 * s + lift),
                (-0.2 * s, -0.58 * s + lift),
                (0.2 * s, -0.62 * s + lift),
                (0.34 * s, -0.42 * s + lift),
                (0.1 * s, -0.22 * s + lift),
                (-0.2 * s, -0.27 * s + lift),
            ]
        )
        pen.shape(body, self.coat, shade=darker(self.coat, 0.15), light=0.8)
        head = (0.27 * s, -0.78 * s + lift)
        pen.shape(ellipse(*head, 0.165 * s, 0.165 * s), self.coat)
        beak = polygon(
            [
                (head[0] + 0.13 * s, head[1] - 0.05 * s),
                (head[0] + 0.34 * s, head[1] + 0.03 * s),
                (head[0] + 0.13 * s, head[1] + 0.07 * s),
            ]
        )
        pen.shape(beak, (0.92, 0.62, 0.18))
        pen.shape(
            ellipse(head[0] + 0.06 * s, head[1] - 0.03 * s, 0.026 * s, 0.03 * s), (0.08, 0.07, 0.08), line=0
        )
        tip = (-0.35 * s, (-0.30 - 0.62 * flap) * s + lift) if flying else (-0.52 * s, -0.30 * s)
        wing = smooth(
            [
                (0.14 * s, -0.52 * s + lift),
                (-0.1 * s, (-0.56 - 0.4 * flap) * s + lift),
                tip,
                (-0.06 * s, -0.34 * s + lift),
            ]
        )
        pen.shape(wing, darker(self.coat, 0.22))


_GAITS = {
    "walk": (6.5, 0.42),
    "carry": (5.5, 0.38),
    "run": (12.0, 0.8),
    "climb": (6.0, 0.6),
    "jump": (7.0, 0.5),
    "swim": (6.0, 0.5),
}
"""How fast the legs go, in radians a second, and how far they swing."""


def _lowered(pose: str) -> float:
    """How much of its height a pose takes from an animal."""
    return {"lie": 0.5, "sleep": 0.55, "crouch": 0.25}.get(pose, 0.0)


def _leap(pose: str, time: float) -> float:
    """How far a jump takes the whole animal off the ground, in heights."""
    return 0.3 * abs(math.sin(time * 3.5)) if pose == "jump" else 0.0


def _bob(pose: str, time: float) -> float:
    """The body's rise and fall, in heights; up is negative."""
    pace, stride = _GAITS.get(pose, (1.8, 0.03))
    return -0.05 * stride * math.sin(time * pace * (1 if pose == "run" else 2))


def _shagged(points: list[Point], tuft: float) -> skia.Path:
    """A closed outline in tufts: points between, pushed in and out by turns."""
    rough: list[Point] = []
    centre = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    for number, (x, y) in enumerate(points):
        after = points[(number + 1) % len(points)]
        for step in range(3):
            share = step / 3
            px, py = x + (after[0] - x) * share, y + (after[1] - y) * share
            away = math.hypot(px - centre[0], py - centre[1]) or 1.0
            out = tuft if step % 2 else -tuft * 0.35
            rough.append(
                (px + (px - centre[0]) / away * out, py + (py - centre[1]) / away * out + abs(out) * 0.4)
            )
    path = skia.Path()
    path.moveTo(*rough[0])
    for number in range(1, len(rough) + 1):
        point, before = rough[number % len(rough)], rough[number - 1]
        path.quadTo((point[0] + before[0]) / 2 + tuft * 0.3, (point[1] + before[1]) / 2 - tuft * 0.2, *point)
    path.close()
    return path
