"""Where balloons lie, told from their items alone: what they cover, and what their tails cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.engines.comic.lettering.placing import reads_before
from storyboard.engines.comic.lettering.types import Item, Lettering, Outline, Point, Rect

_EXPONENTS = {"speech": 2.35, "whisper": 2.35, "thought": 2.5, "shout": 2.2}


def said(lettering: Lettering) -> list[str]:
    """What stands in each item, without spaces."""
    return ["".join("".join(run.text for run in item.runs).split()) for item in lettering.items]


def inside(box: Rect, room: Rect) -> bool:
    """Whether a box lies in another."""
    return (
        box.x >= room.x - 1e-6
        and box.y >= room.y - 1e-6
        and box.right <= room.right + 1e-6
        and box.bottom <= room.bottom + 1e-6
    )


def first_read(first: Rect, second: Rect, size: tuple[int, int], rtl: bool) -> bool:
    """Whether the first of two is met first by a reader."""
    one, other = (box.mirrored(size[0]) if rtl else box for box in (first, second))
    return reads_before(one, other)


def holds(item: Item, point: Point) -> bool:
    """Whether an item without its tail covers a point: ovals as ellipses' squarer kin, boxes as boxes."""
    exponent = _EXPONENTS.get(item.kind, 60)
    x, y = item.body.centre
    across, along = abs(point[0] - x) * 2 / item.body.width, abs(point[1] - y) * 2 / item.body.height
    return max(across, along) < 1 and across**exponent + along**exponent < 1


def covered(item: Item, rect: Rect) -> int:
    """How many points of a fine grid over a rectangle an item covers."""
    grid = [place / 12 for place in range(13)]
    return sum(holds(item, (rect.x + rect.width * a, rect.y + rect.height * b)) for a in grid for b in grid)


def overlap(item: Item, other: Item) -> bool:
    """Whether any point of a grid over an item's box lies in both."""
    one, two = item.body, other.body
    if one.x >= two.right or two.x >= one.right or one.y >= two.bottom or two.y >= one.bottom:
        return False
    grid = [place / 24 for place in range(25)]
    points = [(one.x + one.width * a, one.y + one.height * b) for a in grid for b in grid]
    return any(holds(item, point) and holds(other, point) for point in points)


def tail(item: Item) -> list[Point]:
    """Points of an item's tail: those of its outline and of its bubbles that lie outside of its body."""
    x, y = item.body.centre
    wide, high = item.body.width * 1.04, item.body.height * 1.04
    slim = max(_EXPONENTS.get(item.kind, 60), 2)

    def outside(point: Point) -> bool:
        across, along = abs(point[0] - x) * 2 / wide, abs(point[1] - y) * 2 / high
        return max(across, along) >= 1 or across**slim + along**slim >= 1

    drawn = [item.outline, *item.extras]
    return [point for outline in drawn for point in traced(outline) if outside(point)]


def traced(outline: Outline) -> Iterator[Point]:
    """Points along an outline, close enough that nothing of a balloon's size lies between two."""
    at = (0.0, 0.0)
    for letter, numbers in outline:
        if letter == "C":
            yield from (_bezier(at, numbers, step / 10) for step in range(1, 11))
        elif letter in "ML":
            yield numbers[0], numbers[1]
        if numbers:
            at = numbers[-2], numbers[-1]


def crossings(items: Sequence[Item]) -> int:
    """How many balloons' tails run into another balloon; a bridge between two of one voice is none."""
    found = 0
    for number, item in enumerate(items):
        if item.kind in ("caption", "sound"):
            continue
        points = tail(item)
        others = [
            other
            for place, other in enumerate(items)
            if place != number and not (_bridged(item) and place == number - 1)
        ]
        found += any(holds(other, point) for other in others for point in points)
    return found


def _bridged(item: Item) -> bool:
    return bool(item.outline) and item.outline[-1][0] != "Z"


def _bezier(start: Point, numbers: Sequence[float], share: float) -> Point:
    (a, b), rest = start, 1 - share
    weights = rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3
    xs, ys = (a, *numbers[0::2]), (b, *numbers[1::2])
    x, y = (sum(weight * at for weight, at in zip(weights, axis, strict=True)) for axis in (xs, ys))
    return x, y
