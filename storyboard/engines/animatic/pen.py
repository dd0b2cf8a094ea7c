"""What every look offers to those who draw: shapes, strokes, washes and glows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import skia

Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue, 0 to 1, sRGB."""

Edges: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Pen(Protocol):
    """A look's hand. Everything is drawn through one, so that every look works for everything."""

    canvas: skia.Canvas
    unit: float
    """Pixels of a line of weight 1 at this frame size."""

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
        """Fill and outline a path as the look does; `line=0` leaves the outline out.

        `shade` is a second tone, on the side away from the light (0 left, 1 right).
        """
        ...

    def stroke(self, path: skia.Path, colour: Colour, width: float = 1.0, alpha: float = 1.0) -> None:
        """Draw a line along a path, `width` in units."""
        ...

    def wash(self, rect: skia.Rect, top: Colour, bottom: Colour, alpha: float = 1.0) -> None:
        """Lay a vertical gradient, as skies and walls are."""
        ...

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 0.6) -> None:
        """Add light around a point, in pixels."""
        ...

    def face(self, box: Edges, mouth: tuple[float, float]) -> None:
        """Say where a face was drawn, from brow to chin, and its mouth; it leaves no mark."""
        ...
