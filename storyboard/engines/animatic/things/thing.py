"""An object that draws itself anywhere in the world, moving as the action says."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.engines.animatic.scenery.colours import WHITE, Colour, darker, lighter
from storyboard.engines.animatic.scenery.planes import Air, Panel, Plane, facing, put_mark
from storyboard.engines.animatic.scenery.sketch import Sketch

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

_CLEAR = Air(WHITE, WHITE, 1e9)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a drawing may look at: the thing's colour, what it does, and when.

    `share` is how far its doing has come, 0 to 1 through the shot, eased; `named` is false where the text
    gave no colour.
    """

    colour: Colour
    doing: str
    time: float
    share: float
    named: bool

    def flicker(self, pace: float = 1.0) -> float:
        """A flame's unrest, about 1."""
        return 1.0 + 0.08 * math.sin(self.time * 11 * pace) + 0.05 * math.sin(self.time * 17.3 * pace + 1.0)

    @property
    def lit(self) -> float:
        """How brightly the thing shines: it comes on as it lights, and dies where it goes out."""
        if self.doing == "lights":
            return min(max((self.share - 0.15) * 3.2, 0.0), 1.0)
        if self.doing == "goes out":
            return 1.0 - self.share
        return 0.0 if self.doing == "unlit" else 1.0

    @property
    def open(self) -> float:
        """How far the thing stands open, 0 to 1."""
        opening = {"opens": self.share, "closes": 1.0 - self.share, "open": 1.0}
        return opening.get(self.doing, 0.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of object: its words, its size in metres, where it stands, its usual colour and its drawing."""

    name: str
    words: str
    width: float
    height: float
    stands: str
    colour: Colour
    build: Callable[[Sketch, Moment], None]


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of an action; its foot stands where it is drawn, and its size is in metres.

    `stands` is "floor", "table", "wall", "hand" or "sky".
    """

    name: str
    width: float
    height: float
    stands: str
    kind: Kind
    colour: Colour | None
    doing: str

    def draw(self, pen: Pen, view: View, x: float, y: float, z: float) -> None:
        """Draw it with the middle of its foot at a point of the world, as it is at the view's time."""
        moment = self._moment(view)
        sketch = Sketch()
        self.kind.build(sketch, moment)
        dx, dy, turn = _motion(self, moment)
        if self.stands == "table" and y > 0.5:
            _table(self, x, y, z).draw(pen, view, _CLEAR)
        matrix = Plane("facing", z, x + dx, y + dy).matrix(view)
        if matrix is None:
            return
        size = self.height / self.kind.height
        matrix.preScale(size, size)
        if turn:
            matrix.preRotate(turn, 0.0, self.kind.height / 2)
        for mark in sketch.marks:
            put_mark(pen, view, mark, matrix, _CLEAR, 0.0, 1.0)

    def _moment(self, view: View) -> Moment:
        share = view.phase * view.phase * (3.0 - 2.0 * view.phase)
        return Moment(self.colour or self.kind.colour, self.doing, view.time, share, self.colour is not None)


def _table(thing: Thing, x: float, y: float, z: float) -> Panel:
    """The small table that a thing of the table stands on."""
    half, wood = max(0.36, 0.9 * thing.width), (0.47, 0.34, 0.25)
    sketch, rim = Sketch(), min(0.06, 0.12 * half)
    for u in (-0.84 * half, 0.84 * half - 0.06):
        sketch.box(u, -y, 0.06, y, darker(wood, 0.25))
    sketch.poly(
        [(-half, -rim), (half, -rim), (half * 0.86, rim), (-half * 0.86, rim)], lighter(wood, 0.12), 0.9
    )
    sketch.box(-half, -2.2 * rim, 2 * half, 1.3 * rim, wood, 0.9, shade=darker(wood))
    sketch.oval(0.0, 0.0, 0.5 * thing.width, 0.35 * rim, darker(wood, 0.5), 0.0, 0.5)
    return facing(sketch, z, x, y)


def _motion(thing: Thing, moment: Moment) -> tuple[float, float, float]:
    left = 1.0 - moment.share
    if thing.doing == "falls":
        drop = max(1.0 - (moment.share * 1.25) ** 2, 0.0)
        return 0.0, 1.1 * drop * max(thing.height, 0.3), 70.0 * drop
    if thing.doing == "arrives":
        return -2.6 * max(thing.width, 0.6) * left * left, 0.0, 0.0
    if thing.doing == "leaves":
        return 2.6 * max(thing.width, 0.6) * moment.share**2, 0.0, 0.0
    if thing.doing == "spins" and thing.stands in ("hand", "table"):
        return 0.0, 0.0, -moment.time * 120.0
    if thing.doing == "rings":
        return 0.0, 0.0, 3.0 * math.sin(moment.time * 40.0) if moment.time % 1.6 < 0.8 else 0.0
    return 0.0, 0.0, 0.0
