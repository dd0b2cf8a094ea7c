"""The pages of a comic: which panels share a page, and where on it each of them lies.

Lengths are integers in hundredths of a millimetre, and begin at the corner where the trimmed page begins, at
its top left. A page that bleeds goes on past its edges, so a bleeding box may begin below zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from storyboard.plan.cells import Cell, Frame, Slot
from storyboard.plan.columns import scroll, strips
from storyboard.plan.tiers import arrange

Direction = Literal["ltr", "rtl"]
FIXED = {"2x2": (2, 2), "2x3": (2, 3), "3x3": (3, 3), "strip": (3, 4)}
"""Columns and rows of the grids that are read tier by tier; a strip is a tier of three."""
REVISION = 1
"""Raised when the same wants would be laid out otherwise: a layout is kept until another is wanted."""
_LEAST = 3000
"""Panels want three centimetres of a page, and as many gutters as the finest grid has."""
_INSETS = 2
"""As many insets as one panel holds; what follows them is a panel like any other."""


@dataclass(frozen=True, slots=True)
class Want:
    """What a panel asks of its page; what it doesn't say is left to the layout.

    `weight` is 1 to 4, 2 the usual; `span` counts a grid's columns; `shape` is tall, wide, splash (a page of
    its own) or inset (within the panel before it); `aspect` is that of its picture, width to height. `text`
    counts its words by the heap, 0 to 3, so that an edited word seldom moves a panel. A `view` shows where we
    are, and is cut less.
    """

    weight: int = 2
    span: int = 1
    shape: Literal["", "tall", "wide", "splash", "inset"] = ""
    bleed: bool = False
    new_page: bool = False
    aspect: Fraction = Fraction(16, 9)
    text: int = 0
    view: bool = False


@dataclass(frozen=True, slots=True)
class PageShape:
    """The page and what its panels keep to: `grid` is auto, a key of `FIXED`, 4-koma, or scroll.

    A scroll is one column without end, cut in its gutters into pages of `height` at the most. `margin` lies
    between the page's edge and its panels, `gutter` between panels; `bleed` is how far beyond the trim is
    printed, and nothing in a scroll but to its sides.
    """

    width: int
    height: int
    margin: int = 1000
    gutter: int = 400
    bleed: int = 300
    direction: Direction = "ltr"
    grid: str = "auto"

    @property
    def ends(self) -> int:
        """What lies above the first panel of a page, and below the last."""
        return self.gutter // 2 if self.grid == "scroll" else self.margin


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Panel `index` of the wants in its box; an inset says in which panel it lies, and goes on top of it."""

    index: int
    box: Box
    bleeds: bool = False
    inset_of: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The panels of a page, in reading order; only a scroll's pages differ in height."""

    width: int
    height: int
    panels: tuple[Placed, ...]


LayOut: TypeAlias = Callable[[Sequence[Want], PageShape], tuple[Page, ...]]
"""What lays a book out: `lay_out` itself, or what remembers what it said."""


def lay_out(wants: Sequence[Want], shape: PageShape) -> tuple[Page, ...]:
    """Fill pages with all panels in their order; every page is full from margin to margin.

    All pages are laid out as one problem, so that no last page is left with what the others didn't take. The
    same wants always give the same pages. Reading goes by tiers, from the side that `direction` names; a
    tall panel begins its tiers. Raises ValueError where margins leave no room on the page.
    """
    inner = shape.width - 2 * shape.margin, shape.height - 2 * shape.ends
    if min(inner) < _LEAST + 5 * shape.gutter:
        raise ValueError("the margins and gutters leave no room for panels")
    hosts = _hosts(wants)
    slots = [_slot(wants, hosts, index) for index in hosts]
    frame = Frame(*inner, shape.gutter)
    if shape.grid == "scroll":
        laid = scroll(slots, frame)
    elif shape.grid == "4-koma":
        laid = strips(slots, frame)
    else:
        laid = arrange(slots, frame, FIXED.get(shape.grid))
    indices = iter(hosts)
    return tuple(_page(wants, shape, hosts, length, cells, indices) for length, cells in laid)


def _hosts(wants: Sequence[Want]) -> dict[int, list[int]]:
    """The panels that take room on a page, in order, and the insets that each of them holds."""
    hosts: dict[int, list[int]] = {}
    host = -1
    for index, want in enumerate(wants):
        if want.shape == "inset" and not want.new_page and host >= 0 and len(hosts[host]) < _INSETS:
            hosts[host].append(index)
        else:
            host = index
            hosts[host] = []
    return hosts


def _slot(wants: Sequence[Want], hosts: dict[int, list[int]], index: int) -> Slot:
    want = wants[index]
    shape = "" if want.shape == "inset" else want.shape
    return Slot(
        min(max(want.weight, 1), 4),
        max(want.span, 1),
        shape,
        want.new_page,
        float(want.aspect),
        min(max(want.text, 0), 3),
        want.view,
        len(hosts[index]),
    )


def _page(
    wants: Sequence[Want],
    shape: PageShape,
    hosts: dict[int, list[int]],
    length: int,
    cells: Sequence[Cell],
    indices: Iterator[int],
) -> Page:
    """Turn cells into boxes; `length` is how far down the panels go."""
    height = length + 2 * shape.ends
    panels: list[Placed] = []
    for cell in cells:
        index = next(indices)
        box = _box(cell, shape, length)
        bleeds = wants[index].bleed
        panels.append(Placed(index, _mirrored(_bled(box, shape, height) if bleeds else box, shape), bleeds))
        panels += [
            Placed(inset, _mirrored(small, shape), inset_of=index)
            for inset, small in zip(hosts[index], _insets(box, shape, len(hosts[index])), strict=True)
        ]
    return Page(shape.width, height, tuple(panels))


def _box(cell: Cell, shape: PageShape, length: int) -> Box:
    """Cells share edges, and edges are rounded once: neighbours are always one gutter apart."""
    across, down = shape.width - 2 * shape.margin + shape.gutter, length + shape.gutter
    left, right = (across * edge // cell.columns for edge in (cell.x, cell.x + cell.width))
    top, bottom = (down * edge // cell.rows for edge in (cell.y, cell.y + cell.height))
    width, height = right - left - shape.gutter, bottom - top - shape.gutter
    return Box(shape.margin + left, shape.ends + top, width, height)


def _bled(box: Box, shape: PageShape, height: int) -> Box:
    """The box drawn out past the trim on those sides where nothing but the margin is."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    if left == shape.margin:
        left = -shape.bleed
    if right == shape.width - shape.margin:
        right = shape.width + shape.bleed
    if top == shape.ends and shape.grid != "scroll":
        top = -shape.bleed
    if bottom == height - shape.ends and shape.grid != "scroll":
        bottom = height + shape.bleed
    return Box(left, top, right - left, bottom - top)


def _insets(box: Box, shape: PageShape, count: int) -> list[Box]:
    """Small boxes along the bottom of a broad panel, or up the far side of a narrow one."""
    edge = min(shape.gutter, 300) or 200
    share = 38 if count == 1 else 30
    width = min(box.width, box.height * 3 // 2) * share // 100
    height = min(width * 4 // 5, (box.height - (count + 1) * edge) // (count + 1))
    boxes = []
    for number in range(count):
        back = count - 1 - number
        across, down = (back, 0) if box.width >= box.height else (0, back)
        x = box.x + box.width - edge - width - across * (width + edge)
        y = box.y + box.height - edge - height - down * (height + edge)
        boxes.append(Box(x, y, width, height))
    return boxes


def _mirrored(box: Box, shape: PageShape) -> Box:
    if shape.direction == "ltr":
        return box
    return Box(shape.width - box.x - box.width, box.y, box.width, box.height)
