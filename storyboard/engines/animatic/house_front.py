"""What a door or a window in the open air belongs to: the front of a house, with a step and a lamp."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.engines.animatic.scenery.colours import WHITE, Colour, darker, lighter
from storyboard.engines.animatic.scenery.planes import Air, facing
from storyboard.engines.animatic.scenery.sketch import Sketch

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

WIDTH, HEIGHT = 4.6, 3.3
_CLEAR = Air(WHITE, WHITE, 1e9)
_WALLS: tuple[Colour, ...] = ((0.70, 0.62, 0.53), (0.62, 0.50, 0.44), (0.66, 0.66, 0.63), (0.75, 0.70, 0.60))
_GLASS: Colour = (0.42, 0.52, 0.58)
_LAMPLIGHT: Colour = (1.0, 0.84, 0.52)


@dataclass(frozen=True, slots=True)
class HouseFront:
    """A wall of the ground floor, or only the `lights` of it; without `windows` it is plain."""

    colour: Colour
    windows: bool
    lights: bool = False

    def draw(self, pen: Pen, view: View, x: float, y: float, z: float) -> None:
        """Draw it with the middle of its foot at a point of the world, in metres."""
        sketch = self._lit() if self.lights else self._wall()
        facing(sketch, z, x, y).draw(pen, view, _CLEAR)

    def _wall(self) -> Sketch:
        half, wall = WIDTH / 2, self.colour
        s = Sketch().box(-half, 0.0, WIDTH, HEIGHT, wall, 1.0)
        _courses(s, wall)
        s.box(-half, 0.0, WIDTH, 0.32, darker(wall, 0.22), 0.8)
        for u in (-half, half - 0.26):
            s.box(u, 0.0, 0.26, HEIGHT, lighter(wall, 0.16), 0.8)
        s.box(-half - 0.12, HEIGHT - 0.16, WIDTH + 0.24, 0.26, lighter(wall, 0.2), 1.0, shade=darker(wall))
        if not self.windows:
            return s
        s.box(-0.86, -0.02, 1.72, 0.1, lighter(wall, 0.12), 1.0)
        for middle in _WINDOWS:
            trim = lighter(wall, 0.28)
            s.box(middle - 0.44, 0.98, 0.88, 1.3, trim, 0.9)
            s.box(middle - 0.5, 0.9, 1.0, 0.1, trim, 0.8)
        return _panes(s, _GLASS)

    def _lit(self) -> Sketch:
        s = Sketch()
        if self.windows:
            for middle in _WINDOWS:
                s.glow(middle, 1.63, 1.3, _LAMPLIGHT, 0.35)
            s.glow(0.0, _LAMP, 1.7, _LAMPLIGHT, 0.5)
            _panes(s, _LAMPLIGHT)
        return s


_WINDOWS = (-1.45, 1.45)
_LAMP = 2.52
"""Where the windows' middles are, and how high the lamp over the door hangs, in metres."""


def house_front(seed: int, windows: bool = True) -> HouseFront:
    """A front of one of a few colours, chosen by `seed`."""
    return HouseFront(_WALLS[seed % len(_WALLS)], windows)


def _panes(s: Sketch, glass: Colour) -> Sketch:
    """The glass of the windows and of the lamp over the door."""
    for middle in _WINDOWS:
        s.box(middle - 0.36, 1.06, 0.72, 1.14, glass, 0.8)
        bars = [[(middle, 1.06), (middle, 2.2)], [(middle - 0.36, 1.63), (middle + 0.36, 1.63)]]
        s.lines(bars, darker(glass, 0.5), 2.0)
    s.box(-0.09, _LAMP - 0.1, 0.18, 0.24, glass, 0.8)
    return s.poly([(-0.14, _LAMP + 0.14), (0.14, _LAMP + 0.14), (0.0, _LAMP + 0.27)], (0.20, 0.20, 0.22), 0.8)


def _courses(s: Sketch, wall: Colour) -> None:
    """Here and there a stone that shows through the plaster."""
    half, stones = WIDTH / 2, darker(wall, 0.12)
    for row in range(7):
        for column in range(5):
            if (row * 7 + column * 5 + row * column) % 4 == 0:
                u = -half + 0.35 + 0.86 * column + (0.22 if row % 2 else 0.0)
                s.box(u, 0.48 + 0.38 * row, 0.34, 0.13, stones, 0.0, 0.6)
