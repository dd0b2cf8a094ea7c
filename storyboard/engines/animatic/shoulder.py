"""Who an over-the-shoulder shot looks past: the back of a head and a shoulder, dark and near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures import Figure
from storyboard.engines.animatic.figures.animals import Animal
from storyboard.engines.animatic.figures.human import Human

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen
    from storyboard.engines.animatic.view import View

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]

_WIDE = 1.15
"""How large a back is in a narrow frame, in the frame's widths: it leaves room for a face beside it."""
_PLAIN: Colour = (0.36, 0.36, 0.40)
_LONG = ("long", "bob")
_WIDE_HATS = ("souwester", "fedora", "tophat", "bowler", "pointed")


@dataclass(frozen=True, slots=True)
class Shoulder:
    """Somebody's back in a corner of the frame: `side` -1 stands at the left edge, 1 at the right."""

    figure: Figure
    side: float

    def draw(self, pen: Pen, view: View, darkness: float) -> None:
        """Draw it over the frame, out of the light; `darkness` is the place's, 0 to 1."""
        at, size = skia.Matrix(), min(view.height, _WIDE * view.width)
        at.setScaleTranslate(
            -self.side * size, size, view.width if self.side > 0 else 0.0, view.height - size
        )
        deep = 0.5 - 0.22 * darkness
        if isinstance(self.figure, Human):
            _person(pen, at, self.figure, deep)
        elif isinstance(self.figure, Animal):
            _animal(pen, at, self.figure, deep)
        else:
            colour = _dark(getattr(self.figure, "coat", _PLAIN), deep)
            for part in (_NECK, _BACK, _SKULL):
                _shape(pen, at, part, colour)


def _person(pen: Pen, at: skia.Matrix, figure: Human, deep: float) -> None:
    """Coat, neck, the back of the hair, and a hat, in the person's own colours."""
    person = figure.person
    hair = _dark(person.skin if person.hair_style == "bald" else person.hair, deep)
    _shape(pen, at, _NECK, _dark(person.skin, deep))
    _shape(pen, at, _BACK, _dark(person.cloth, deep))
    _shape(pen, at, _LONG_HAIR if person.hair_style in _LONG else _SKULL, hair)
    if person.hair_style != "bald":
        _strands(pen, at, _dark(person.hair, deep * 0.7))
    if person.hat == "hood":
        _shape(pen, at, _HOOD, _dark(person.hat_colour, deep))
    elif person.hat:
        _shape(pen, at, _CROWN, _dark(person.hat_colour, deep))
        if person.hat in _WIDE_HATS:
            _shape(pen, at, _BRIM, _dark(person.hat_colour, deep * 0.85))


def _animal(pen: Pen, at: skia.Matrix, figure: Animal, deep: float) -> None:
    """A low back, a neck and a head with the ears of its kind, from behind."""
    coat, ear = _dark(figure.coat, deep), _dark(figure.coat, deep * 0.8)
    for side in (-1.0, 1.0):
        _shape(pen, at, [_mirrored(curve, side) for curve in _EARS.get(figure.build.ears, [])], ear)
    _shape(pen, at, _LOW_BACK, coat)
    _shape(pen, at, _LOW_HEAD, coat)
    if figure.build.ears == "flop":
        for side in (-1.0, 1.0):
            _shape(pen, at, [_mirrored(curve, side) for curve in _FLOP], ear)


def _shape(pen: Pen, at: skia.Matrix, curves: Sequence[Curve], colour: Colour) -> None:
    """A closed outline of curves, in heights of the frame from its left top corner."""
    if not curves:
        return
    path = skia.Path()
    path.moveTo(*curves[-1][2])
    for curve in curves:
        path.cubicTo(*curve[0], *curve[1], *curve[2])
    path.close()
    path.transform(at)
    pen.shape(path, colour, line=1.2)


def _strands(pen: Pen, at: skia.Matrix, colour: Colour) -> None:
    """Hair that falls from the crown: without it, the back of a grey head is a face without features."""
    path = skia.Path()
    for share in (-0.8, -0.45, -0.12, 0.2, 0.52, 0.84):
        path.moveTo(_HEAD_X + 0.05 * share, 0.19)
        path.quadTo(_HEAD_X + 0.17 * share, 0.30, _HEAD_X + 0.11 * share, 0.52 - 0.04 * abs(share))
    path.transform(at)
    pen.stroke(path, colour, 1.3, 0.8)


def _dark(colour: Colour, share: float) -> Colour:
    """A colour with its back to the light."""
    return (colour[0] * share + 0.03, colour[1] * share + 0.03, colour[2] * share + 0.04)


def _mirrored(curve: Curve, side: float) -> Curve:
    """A curve about the middle of the low head, on one side or the other."""
    one, two, end = ((_LOW_X + side * (x - _LOW_X), y) for x, y in curve)
    return one, two, end


_HEAD_X, _LOW_X = 0.22, 0.21
_BACK: list[Curve] = [
    ((-0.2, 0.9), (-0.2, 0.70), (0.02, 0.645)),
    ((0.10, 0.625), (0.13, 0.62), (0.14, 0.58)),
    ((0.19, 0.61), (0.25, 0.61), (0.30, 0.58)),
    ((0.31, 0.63), (0.36, 0.65), (0.42, 0.68)),
    ((0.53, 0.73), (0.56, 0.88), (0.58, 1.1)),
    ((0.3, 1.1), (0.0, 1.1), (-0.2, 1.1)),
]
_NECK: list[Curve] = [
    ((0.13, 0.50), (0.13, 0.62), (0.12, 0.66)),
    ((0.2, 0.68), (0.26, 0.68), (0.32, 0.66)),
    ((0.30, 0.60), (0.30, 0.55), (0.30, 0.45)),
    ((0.25, 0.45), (0.2, 0.45), (0.14, 0.45)),
]
_SKULL: list[Curve] = [
    ((0.05, 0.30), (0.08, 0.13), (0.22, 0.13)),
    ((0.36, 0.13), (0.39, 0.30), (0.36, 0.40)),
    ((0.34, 0.49), (0.32, 0.53), (0.29, 0.545)),
    ((0.25, 0.565), (0.18, 0.565), (0.15, 0.545)),
    ((0.11, 0.52), (0.09, 0.48), (0.07, 0.40)),
]
_LONG_HAIR: list[Curve] = [
    ((0.04, 0.28), (0.08, 0.12), (0.22, 0.12)),
    ((0.37, 0.12), (0.40, 0.30), (0.39, 0.42)),
    ((0.39, 0.55), (0.42, 0.66), (0.40, 0.74)),
    ((0.30, 0.79), (0.13, 0.79), (0.04, 0.74)),
    ((0.03, 0.64), (0.06, 0.55), (0.05, 0.42)),
]
_HOOD: list[Curve] = [
    ((0.02, 0.28), (0.08, 0.09), (0.22, 0.08)),
    ((0.38, 0.09), (0.43, 0.32), (0.39, 0.46)),
    ((0.37, 0.56), (0.36, 0.62), (0.34, 0.66)),
    ((0.26, 0.70), (0.17, 0.70), (0.10, 0.66)),
    ((0.08, 0.60), (0.06, 0.55), (0.04, 0.46)),
]
_CROWN: list[Curve] = [
    ((0.04, 0.16), (0.10, 0.04), (0.22, 0.04)),
    ((0.34, 0.04), (0.40, 0.16), (0.38, 0.28)),
    ((0.28, 0.32), (0.16, 0.32), (0.06, 0.28)),
]
_BRIM: list[Curve] = [
    ((-0.04, 0.24), (0.10, 0.22), (0.22, 0.22)),
    ((0.34, 0.22), (0.48, 0.24), (0.50, 0.31)),
    ((0.40, 0.36), (0.04, 0.36), (-0.06, 0.31)),
]
_LOW_BACK: list[Curve] = [
    ((-0.2, 0.95), (-0.1, 0.86), (0.06, 0.84)),
    ((0.14, 0.82), (0.28, 0.82), (0.36, 0.84)),
    ((0.48, 0.88), (0.54, 0.98), (0.56, 1.1)),
    ((0.3, 1.1), (0.0, 1.1), (-0.2, 1.1)),
]
_LOW_HEAD: list[Curve] = [
    ((0.04, 0.70), (0.09, 0.56), (0.21, 0.56)),
    ((0.33, 0.56), (0.38, 0.70), (0.36, 0.80)),
    ((0.33, 0.90), (0.09, 0.90), (0.06, 0.80)),
]
_FLOP: list[Curve] = [
    ((0.34, 0.57), (0.42, 0.62), (0.42, 0.74)),
    ((0.42, 0.82), (0.37, 0.83), (0.35, 0.76)),
    ((0.33, 0.70), (0.30, 0.66), (0.28, 0.59)),
]
_EARS: dict[str, list[Curve]] = {
    "point": [
        ((0.27, 0.54), (0.33, 0.46), (0.36, 0.44)),
        ((0.38, 0.52), (0.38, 0.60), (0.36, 0.68)),
        ((0.32, 0.66), (0.28, 0.62), (0.24, 0.60)),
    ],
    "round": [
        ((0.26, 0.50), (0.34, 0.46), (0.38, 0.53)),
        ((0.41, 0.60), (0.37, 0.66), (0.33, 0.66)),
        ((0.30, 0.64), (0.28, 0.62), (0.26, 0.60)),
    ],
    "long": [
        ((0.25, 0.46), (0.29, 0.34), (0.33, 0.32)),
        ((0.37, 0.38), (0.36, 0.52), (0.33, 0.62)),
        ((0.30, 0.62), (0.27, 0.62), (0.24, 0.60)),
    ],
}
"""The ear on the right of a head seen from behind; the other is its mirror image."""
