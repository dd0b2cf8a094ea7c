"""Where a drawn picture shows its cast: the same drawing again, with a pen that only measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures.animals import Animal
from storyboard.media.stage import WHOLE, Box, Looks, Shown

if TYPE_CHECKING:
    from storyboard.engines.animatic.figures import Blocking, Figure
    from storyboard.engines.animatic.pen import Colour, Edges
    from storyboard.engines.animatic.stage import Stage
    from storyboard.engines.animatic.view import View

_FAINT = 0.5
"""What is drawn fainter is a shadow on the ground, and nobody's body."""
_SEEN, _FILLS = 0.35, 0.25
"""Of how much of a face one says that it is seen; or that of the frame it fills this much."""
_PROFILE = 0.3
"""How far somebody is turned who looks to a side."""


class MeasuringPen:
    """A pen that leaves no mark: it remembers, in pixels, what others would have drawn where."""

    unit = 1.0

    def __init__(self, canvas: skia.Canvas) -> None:
        self.canvas = canvas
        self.body = skia.Rect.MakeEmpty()
        self.head: skia.Rect | None = None
        self.mouth: skia.Point | None = None

    def shape(
        self,
        path: skia.Path,
        fill: Colour,
        *,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        light: float = 0.5,
    ) -> None:
        """What is filled is seen, as far as the canvas is not clipped."""
        if alpha >= _FAINT:
            self._covers(path)

    def stroke(self, path: skia.Path, colour: Colour, width: float = 1.0, alpha: float = 1.0) -> None:
        """So is a line."""
        if alpha >= _FAINT:
            self._covers(path)

    def wash(self, rect: skia.Rect, top: Colour, bottom: Colour, alpha: float = 1.0) -> None:
        """No body is a wash."""

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 0.6) -> None:
        """Light is no body."""

    def face(self, box: Edges, mouth: tuple[float, float]) -> None:
        """Where the face is, and its mouth: a face that is turned stands in a box that is not."""
        matrix = self.canvas.getTotalMatrix()
        self.head = matrix.mapRect(skia.Rect.MakeLTRB(*box))
        self.mouth = matrix.mapXY(*mouth)

    def _covers(self, path: skia.Path) -> None:
        placed = skia.Path(path)
        placed.transform(self.canvas.getTotalMatrix())
        seen = placed.computeTightBounds()
        if seen.intersect(skia.Rect.Make(self.canvas.getDeviceClipBounds())):
            self.body.join(seen)


def shown(stage: Stage, canvas: skia.Canvas, view: View) -> Iterator[Shown]:
    """Everybody of the cast of whom the frame shows something, in the cast's order.

    `canvas` is as large as the frame, and rolled already as `view` says; nothing is drawn on it.
    """
    frame = skia.Rect.Make(canvas.getDeviceClipBounds())
    if stage.shoulder:
        pen = MeasuringPen(canvas)
        stage.shoulder.draw(pen, view, 0.0)
        yield Shown(0, _box(pen.body, frame), looks="away")
    for who, (figure, blocking) in zip(stage.who, stage.cast, strict=True):
        pen = MeasuringPen(canvas)
        figure.draw(pen, view, blocking)
        if not pen.body.isEmpty():
            yield _measured(pen, frame, who, _looks(figure, blocking))


def _measured(pen: MeasuringPen, frame: skia.Rect, who: int, looks: Looks) -> Shown:
    if pen.head is None or pen.mouth is None:
        return Shown(who, _box(pen.body, frame), looks=looks)
    head = pen.head.makeOffset(0, 0)
    seen = head.intersect(frame) and _area(head) >= min(_SEEN * _area(pen.head), _FILLS * _area(frame))
    said = seen and frame.contains(pen.mouth.x(), pen.mouth.y())
    mouth = _at(pen.mouth.x(), frame.width()), _at(pen.mouth.y(), frame.height())
    body = pen.body.makeOffset(0, 0)
    if seen:
        body.join(head)
    return Shown(who, _box(body, frame), _box(head, frame) if seen else None, mouth if said else None, looks)


def _looks(figure: Figure, blocking: Blocking) -> Looks:
    """Which way somebody is turned; animals are only ever drawn in profile."""
    if blocking.back:
        return "away"
    if abs(blocking.facing) < _PROFILE and not isinstance(figure, Animal):
        return "toward"
    return "left" if blocking.facing < 0 else "right"


def _area(rect: skia.Rect) -> float:
    return float(rect.width() * rect.height())


def _box(rect: skia.Rect, frame: skia.Rect) -> Box:
    left, top = _at(rect.left(), frame.width()), _at(rect.top(), frame.height())
    right, bottom = _at(rect.right(), frame.width()), _at(rect.bottom(), frame.height())
    return left, top, max(right - left, 1), max(bottom - top, 1)


def _at(pixels: float, length: float) -> int:
    return min(max(round(pixels / length * WHOLE), 0), WHOLE)
