"""What the ways to fill a page share: what a panel asks for, the room there is, and where it comes to lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A panel that takes room on a page: what it asks for, as `layout.Want` says; `insets` lie on it."""

    weight: int
    span: int
    shape: str
    new_page: bool
    aspect: float
    text: int
    view: bool
    insets: int

    @property
    def alone(self) -> bool:
        """Whether it has a page of its own."""
        return self.shape == "splash"


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that panels fill, and the gutter between them, in hundredths of a millimetre."""

    width: int
    height: int
    gutter: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A panel's place in a grid of `columns` by `rows` that fills the frame."""

    x: int
    y: int
    width: int
    height: int
    columns: int
    rows: int


Laid = tuple[int, tuple[Cell, ...]]
"""A page: how far down its panels reach, and their cells in reading order."""
