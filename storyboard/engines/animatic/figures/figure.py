"""What a character is to the stage: a size, and a way to draw itself in a pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View


@dataclass(frozen=True, slots=True)
class Blocking:
    """Where a character stands, in metres, which way it faces (-1 left to 1 right, 0 to us), and its pose.

    `gone` and `away` are the metres that it goes aside and away from us across the shot (None: what its pose
    goes); at the phase `pivot` it is where it stands. Seen from its `back` it has no face.
    `on` is for who sits or lies on a thing that is drawn.
    """

    x: float
    z: float
    facing: float
    pose: str
    phase_offset: float = 0.0
    y: float = 0.0
    gone: float | None = None
    away: float = 0.0
    pivot: float = 0.5
    back: bool = False
    on: bool = False


class HeadPlace(NamedTuple):
    """A head in metres: how far aside of its owner's place, its chin's height, its top's with any hat."""

    aside: float
    chin: float
    top: float


class Figure(Protocol):
    """A character, drawn the same in every shot. Heights and widths are metres; `head` is ground to chin."""

    @property
    def kind(self) -> str: ...
    @property
    def height(self) -> float: ...
    @property
    def head(self) -> float: ...
    @property
    def width(self) -> float: ...

    def head_at(self, blocking: Blocking, phase: float) -> HeadPlace:
        """Where the head is in this pose."""
        ...

    def draw(self, pen: Pen, view: View, blocking: Blocking) -> None:
        """Draw it where it is blocked, at the view's time and phase."""
        ...
