"""Layouts that are read down a column: the strips of four panels, and the scroll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.plan.cells import Cell, Frame, Laid, Slot

_STRIP = 4
_ROOM = {1: 1.0, 2: 1.2, 3: 1.5, 4: 2.0}
"""How high a panel of each weight stands in a scroll, measured by its picture."""
_SHAPES = {"tall": 1.8, "wide": 0.45, "splash": 1.6}
"""The same by the column's width, for panels that ask."""


def strips(slots: Sequence[Slot], frame: Frame) -> list[Laid]:
    """Two columns of four a page, each read to its foot; a page with no more than four has one column.

    The panels of a column share its height; five stand as three and two. A splash has a page of its own.
    """
    pages: list[list[Slot]] = []
    for slot in slots:
        begins = slot.new_page or slot.alone
        if not pages or begins or len(pages[-1]) == 2 * _STRIP or pages[-1][-1].alone:
            pages.append([])
        pages[-1].append(slot)
    return [(frame.height, _strip_cells(len(page))) for page in pages]


def _strip_cells(count: int) -> tuple[Cell, ...]:
    first = 3 if count == _STRIP + 1 else min(count, _STRIP)
    columns = 1 if count <= _STRIP else 2
    ahead = [Cell(0, row, 1, 1, columns, first) for row in range(first)]
    return (*ahead, *(Cell(1, row, 1, 1, columns, count - first) for row in range(count - first)))


def scroll(slots: Sequence[Slot], frame: Frame) -> list[Laid]:
    """One column, cut in its gutters into pieces of about one length, none above the frame's height.

    The cuts are chosen together: the sum of the squares of what pieces fall short of is the least there is.
    A panel that is higher than a piece is cut down to it.
    """
    heights = [_height(slot, frame) for slot in slots]
    costs, starts = [0], [0]
    for end in range(1, len(slots) + 1):
        cost, start = min(_last_pieces(heights, slots, costs, end, frame))
        costs.append(cost)
        starts.append(start)
    pieces: list[Laid] = []
    end = len(slots)
    while end:
        pieces.append(_piece(heights[starts[end] : end], frame))
        end = starts[end]
    return pieces[::-1]


def _height(slot: Slot, frame: Frame) -> int:
    share = _SHAPES.get(slot.shape) or _ROOM[slot.weight] / slot.aspect
    return min(int(frame.width * min(max(share, 1 / 3), 2.5)), frame.height)


def _last_pieces(
    heights: Sequence[int], slots: Sequence[Slot], costs: Sequence[int], end: int, frame: Frame
) -> Iterator[tuple[int, int]]:
    """What all pieces up to panel `end` cost, by the panel that the last of them begins with."""
    length = -frame.gutter
    for start in range(end - 1, -1, -1):
        length += heights[start] + frame.gutter
        if length > frame.height:
            return
        yield costs[start] + (frame.height - length) ** 2, start
        if slots[start].new_page:
            return


def _piece(heights: Sequence[int], frame: Frame) -> Laid:
    length = sum(heights) + frame.gutter * (len(heights) - 1)
    whole, top, cells = length + frame.gutter, 0, []
    for height in heights:
        cells.append(Cell(0, top, 1, height + frame.gutter, 1, whole))
        top += height + frame.gutter
    return length, tuple(cells)
