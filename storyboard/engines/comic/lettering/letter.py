"""Letter a panel: set each line, place all balloons, draw their outlines. A pure function."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storyboard.base.errors import EngineError
from storyboard.engines.comic.lettering.fitting import FLOOR, settings
from storyboard.engines.comic.lettering.fonts import described
from storyboard.engines.comic.lettering.outlines import Oval, apart, bridged, bubbles, outline, tail_tip
from storyboard.engines.comic.lettering.placing import Spot, place
from storyboard.engines.comic.lettering.shaping import cleaned
from storyboard.engines.comic.lettering.types import Figure, Item, Lettering, Line, Point, Rect, Style
from storyboard.engines.comic.lettering.worth import GAP, Panel

CORE = 0.5
"""What of a face is never covered, where there's no room beside the whole of it: its middle."""

_TRIES = (
    (1.0, 1.0),
    (0.93, 1.0),
    (0.86, 1.0),
    (1.0, 0.75),
    (0.8, 1.0),
    (0.86, 0.75),
    (FLOOR, 1.0),
    (0.86, CORE),
    (FLOOR, CORE),
)
"""Shares of the type's size, and of faces that are kept free, in the order in which they are tried."""
_REACH, _EDGE = 0.56, 40.0
_BRIDGE = 800.0
"""Balloons of one voice that are nearer than this grow together, in h."""
_ASIDE = {"left": "right", "right": "left"}
_QUOTED = 60


def letter(lines: Sequence[Line], size: tuple[int, int], stage: Sequence[Figure], style: Style) -> Lettering:
    """Letter the lines of a panel of `size`, in reading order.

    Balloons grow with their text; where they don't fit, type shrinks, to a floor. Raises EngineError, with
    the words, for text that doesn't fit then, and for a letter that no font has.
    """
    shown = [line for line in lines if cleaned(line.text, False)]
    if not shown:
        return Lettering(size, (), {})
    spots = _spots(shown, size, stage, style)
    if spots is None:
        raise EngineError(_too_long(shown, size, style))
    faces = [each.face for each in stage if each.face]
    items = tuple(_items(shown, spots, size, faces))
    keys = {run.font for item in items for run in item.runs}
    fonts = {font.key: font for spot in spots for font in spot.setting.fonts if font.key in keys}
    return Lettering(size, items, described([fonts[key] for key in sorted(fonts)]))


def _spots(
    lines: Sequence[Line], size: tuple[int, int], stage: Sequence[Figure], style: Style
) -> tuple[Spot, ...] | None:
    """The places at the largest type at which there are any; in a mirror where one reads leftwards."""
    if style.rtl:
        mirrored = [replace(line, at=_ASIDE.get(line.at or "", line.at)) for line in lines]
        spots = _spots(
            mirrored, size, [_mirrored(each, size[0]) for each in stage], replace(style, rtl=False)
        )
        return spots and tuple(_turned_back(spot, size[0]) for spot in spots)
    mouths = [_mouth(line, lines, size, stage) for line in lines]
    for share, kept in _TRIES:
        faces = tuple(each.face.shrunk(kept) for each in stage if each.face)
        panel = Panel(size, faces, tuple(stage))
        ways = [settings(line, style, share, panel.room) for line in lines]
        if all(ways) and (spots := place(lines, ways, mouths, panel)):
            return spots
    return None


def _mirrored(figure: Figure, width: int) -> Figure:
    return Figure(
        figure.who,
        figure.body.mirrored(width),
        figure.face.mirrored(width) if figure.face else None,
        (width - figure.mouth[0], figure.mouth[1]) if figure.mouth else None,
    )


def _turned_back(spot: Spot, width: int) -> Spot:
    return replace(spot, x=width - spot.x, mouth=spot.mouth and (width - spot.mouth[0], spot.mouth[1]))


def _mouth(line: Line, lines: Sequence[Line], size: tuple[int, int], stage: Sequence[Figure]) -> Point | None:
    """Where a tail aims: at who speaks, and beyond the edge at who isn't seen.

    Voices from outside come from the side that has more room; in an empty picture from alternate sides.
    """
    if line.speaker is None or line.kind in ("caption", "sound"):
        return None
    for figure in stage:
        if figure.who == line.speaker:
            return figure.speaks_from
    if stage:
        left = sum(figure.body.centre[0] for figure in stage) / len(stage) > size[0] / 2
    else:
        speakers = sorted({each.speaker for each in lines if each.speaker is not None})
        left = speakers.index(line.speaker) % 2 == 0
    return (-0.06 * size[0] if left else 1.06 * size[0]), size[1] * 0.5


def _tip(spot: Spot, size: tuple[int, int], faces: Sequence[Rect]) -> Point | None:
    """Where a tail ends: half way to the mouth, outside of faces where it can, and inside the panel."""
    if spot.mouth is None:
        return None
    shares = (_REACH * share / 10 for share in range(10, 3, -1))
    tips = [tail_tip(_oval(spot), spot.mouth, share) for share in shares]
    x, y = next((tip for tip in tips if not any(face.holds(tip) for face in faces)), tips[-1])
    return min(max(x, _EDGE), size[0] - _EDGE), min(max(y, _EDGE), size[1] - _EDGE)


def _oval(spot: Spot) -> Oval:
    return Oval(spot.x, spot.y, spot.setting.rx, spot.setting.ry, spot.setting.exponent)


def _items(
    lines: Sequence[Line], spots: Sequence[Spot], size: tuple[int, int], faces: Sequence[Rect]
) -> Iterator[Item]:
    """Balloons with their tails; what one says in two balloons in a row grows together."""
    tips = [_tip(spot, size, faces) for spot in spots]
    joined = [False, *(_joined(number, lines, spots, faces) for number in range(1, len(spots)))]
    for number in range(1, len(spots)):
        if joined[number]:
            _one_tail(number, spots, tips)
    for number, (line, spot, tip) in enumerate(zip(lines, spots, tips, strict=True)):
        oval = _oval(spot)
        drawn = (
            bridged(oval, tip, _oval(spots[number - 1])) if joined[number] else outline(line.kind, oval, tip)
        )
        extras = bubbles(oval, tip) if line.kind == "thought" else ()
        runs = spot.setting.runs(spot.x, spot.y)
        yield Item(line.kind, number + 1, line.speaker, spot.box, drawn, extras, runs)


def _joined(number: int, lines: Sequence[Line], spots: Sequence[Spot], faces: Sequence[Rect]) -> bool:
    """Whether a balloon grows together with the one before: the same voice, near by, nothing between."""
    line, before, spot, other = lines[number], lines[number - 1], spots[number], spots[number - 1]
    if line.speaker is None or (line.speaker, line.kind, before.kind) != (before.speaker, "speech", "speech"):
        return False
    ovals = _oval(spot), _oval(other)
    start = ovals[0].at(ovals[0].towards((other.x, other.y)))
    end = ovals[1].at(ovals[1].towards((spot.x, spot.y)))
    barred = [*faces, *(each.box for each in spots if each not in (spot, other))]
    between = (
        (start[0] + (end[0] - start[0]) * step / 8, start[1] + (end[1] - start[1]) * step / 8)
        for step in range(9)
    )
    near = math.dist(start, end) < _BRIDGE
    return near and not any(rect.grown(GAP * 2).holds(point) for point in between for rect in barred)


def _one_tail(number: int, spots: Sequence[Spot], tips: list[Point | None]) -> None:
    """Of two balloons that grow together, the nearer one to the mouth keeps its tail, where it has room."""
    tip, before = tips[number], tips[number - 1]
    ovals = _oval(spots[number]), _oval(spots[number - 1])
    if tip is None or before is None:
        return
    nearer = math.dist(tip, ovals[0].at(ovals[0].towards(tip))) < math.dist(
        before, ovals[1].at(ovals[1].towards(before))
    )
    if nearer and apart(ovals[0], tip, ovals[1]):
        tips[number - 1] = None
    else:
        tips[number] = None


def _too_long(lines: Sequence[Line], size: tuple[int, int], style: Style) -> str:
    """What is said of text that doesn't fit: which line it is, and what the author can do."""
    room = Panel(size, (), ()).room
    alone = (line for line in lines if not settings(line, style, FLOOR, room))
    worst = next(alone, max(lines, key=lambda line: len(line.text)))
    words = worst.text if len(worst.text) <= _QUOTED else f"{worst.text[:_QUOTED].rstrip()}…"
    panel = f"{size[0] / 100:.0f} x {size[1] / 100:.0f} mm"
    among = f" with {len(lines) - 1} more" if len(lines) > 1 else ""
    return (
        f'there is no room for "{words}"{among} in a panel of {panel}, even in the smallest type; '
        "shorten it, share it between two shots, or give the panel more room: panel: {span: 2}"
    )
