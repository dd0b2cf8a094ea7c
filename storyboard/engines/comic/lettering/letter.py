"""Letter a panel: set each line, place all balloons, draw their outlines. A pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyboard.base.errors import EngineError
from storyboard.engines.comic.lettering.fitting import FLOOR, settings
from storyboard.engines.comic.lettering.fonts import described
from storyboard.engines.comic.lettering.outlines import Oval, bubbles, outline, tail_tip
from storyboard.engines.comic.lettering.placing import Spot, place
from storyboard.engines.comic.lettering.shaping import cleaned
from storyboard.engines.comic.lettering.types import Figure, Item, Lettering, Line, Point, Rect, Style
from storyboard.engines.comic.lettering.worth import Panel

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
    items = tuple(
        _item(number, line, spot, _tip(spot, size, faces))
        for number, (line, spot) in enumerate(zip(shown, spots, strict=True), 1)
    )
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
    """Where a tail aims: at who speaks, at the edge for who isn't seen; at a third where nobody is known."""
    if line.speaker is None or line.kind in ("caption", "sound"):
        return None
    for figure in stage:
        if figure.who == line.speaker:
            return figure.speaks_from
    speakers = sorted({each.speaker for each in lines if each.speaker is not None})
    place = speakers.index(line.speaker)
    if not stage:
        return size[0] * (place + 1) / (len(speakers) + 1), size[1] * 0.62
    left = sum(figure.body.centre[0] for figure in stage) / len(stage) > size[0] / 2
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


def _item(order: int, line: Line, spot: Spot, tip: Point | None) -> Item:
    way, oval = spot.setting, _oval(spot)
    extras = bubbles(oval, tip) if line.kind == "thought" else ()
    runs = way.runs(spot.x, spot.y)
    return Item(line.kind, order, line.speaker, spot.box, outline(line.kind, oval, tip), extras, runs)


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
