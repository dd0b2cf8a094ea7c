"""Letter a panel: set each line, place all balloons, draw their outlines. A pure function."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from storyboard.base.errors import EngineError
from storyboard.engines.comic.lettering.fitting import FLOOR, settings
from storyboard.engines.comic.lettering.fonts import described
from storyboard.engines.comic.lettering.outlines import apart, bridged, bubbles, outline
from storyboard.engines.comic.lettering.ovals import Oval
from storyboard.engines.comic.lettering.placing import Spot, place
from storyboard.engines.comic.lettering.setting import Setting
from storyboard.engines.comic.lettering.tails import Ground, Tail, tail_to
from storyboard.engines.comic.lettering.types import Figure, Item, Lettering, Line, Point, Rect, Style
from storyboard.engines.comic.lettering.worth import GAP, Panel
from storyboard.media.typesetting.shaping import cleaned

CORE = 0.5
"""The share of a face in whose place its features stand, from eyes to mouth: they are never covered."""


class _Try(NamedTuple):
    """One way to letter a panel: the shares of the type's size and of faces that are kept free, whether
    balloons are `snug`, and how their places are sought."""

    share: float
    kept: float = 1.0
    thorough: bool = False
    snug: bool = False
    packed: bool = False


_SHARES = (1.0, 0.93, 0.86, 0.78, FLOOR)
"""Shares of the type's size, in the order in which they are tried."""
_TRIES = (
    *(_Try(share) for share in _SHARES),
    *(_Try(share, thorough=True) for share in (0.86, FLOOR)),
    _Try(FLOOR, thorough=True, snug=True),
    _Try(FLOOR, thorough=True, snug=True, packed=True),
    *(_Try(share, 0.75) for share in (1.0, 0.86, FLOOR)),
    _Try(FLOOR, 0.75, thorough=True),
    _Try(0.86, CORE),
    _Try(FLOOR, CORE),
    _Try(FLOOR, CORE, thorough=True),
    _Try(FLOOR, CORE, thorough=True, snug=True),
    _Try(FLOOR, CORE, thorough=True, snug=True, packed=True),
)
"""In their order: type shrinks to its floor, every place is looked at, and balloons close about their words,
before anything of a face is covered."""
_ALIKE = 6
"""Of so many ways to place balloons, the one is taken whose tails run best."""
_BRIDGE = 800.0
"""Balloons of one voice that are nearer than this grow together, in h."""
_ASIDE = {"left": "right", "right": "left"}
_QUOTED = 60


def letter(
    lines: Sequence[Line],
    size: tuple[int, int],
    stage: Sequence[Figure],
    style: Style,
    insets: Sequence[Rect] = (),
) -> Lettering:
    """Letter the lines of a panel of `size`, in reading order; `insets` are panels that lie on this one.

    Balloons grow with their text; where they don't fit, type shrinks, to a floor. Raises EngineError, with
    the words, for text that doesn't fit then, and for a letter that no font has.
    """
    shown = [line for line in lines if cleaned(line.text, False)]
    if not shown:
        return Lettering(size, (), {})
    panel = Panel(size, (), tuple(stage), tuple(insets))
    spots = _spots(shown, panel, style)
    if spots is None:
        raise EngineError(_too_long(shown, size, style))
    items = tuple(_items(shown, spots, panel))
    keys = {run.font for item in items for run in item.runs}
    fonts = {font.key: font for spot in spots for font in spot.setting.fonts if font.key in keys}
    return Lettering(size, items, described([fonts[key] for key in sorted(fonts)]))


def _spots(lines: Sequence[Line], panel: Panel, style: Style) -> tuple[Spot, ...] | None:
    """The places at the largest type at which there are any; in a mirror where one reads leftwards."""
    if style.rtl:
        mirrored = [replace(line, at=_ASIDE.get(line.at or "", line.at)) for line in lines]
        spots = _spots(mirrored, _mirrored(panel), replace(style, rtl=False))
        return spots and tuple(_turned_back(spot, panel.size[0]) for spot in spots)
    mouths = [_mouth(line, lines, panel.size, panel.figures) for line in lines]
    if not all(settings(line, style, FLOOR, panel.room, snug=True) for line in lines):
        return None
    known: dict[tuple[float, bool], list[tuple[Setting, ...]]] = {}
    for each in _TRIES:
        asked = each.share, each.snug
        if asked not in known:
            known[asked] = [settings(line, style, each.share, panel.room, each.snug) for line in lines]
        ways, kept_free = known[asked], replace(panel, faces=tuple(_kept(panel.figures, each.kept)))
        if all(ways) and (found := place(lines, ways, mouths, kept_free, each.thorough, each.packed)):
            return min(found[:_ALIKE], key=lambda spots: _tails(spots, panel)[1])
    return None


def _kept(figures: Sequence[Figure], share: float) -> Iterator[Rect]:
    """What of the faces nothing may cover."""
    for figure in figures:
        if figure.face:
            yield figure.features if share == CORE else figure.inner_face(share)


def _mirrored(panel: Panel) -> Panel:
    """A panel as a mirror shows it."""
    width = panel.size[0]
    figures = tuple(
        Figure(
            each.who,
            each.body.mirrored(width),
            each.face.mirrored(width) if each.face else None,
            (width - each.mouth[0], each.mouth[1]) if each.mouth else None,
        )
        for each in panel.figures
    )
    return Panel(panel.size, (), figures, tuple(inset.mirrored(width) for inset in panel.insets))


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


def _oval(spot: Spot) -> Oval:
    return Oval(spot.x, spot.y, spot.setting.rx, spot.setting.ry, spot.setting.exponent)


def _items(lines: Sequence[Line], spots: Sequence[Spot], panel: Panel) -> Iterator[Item]:
    """Balloons with their tails; what one says in two balloons in a row grows together."""
    ovals = [_oval(spot) for spot in spots]
    tails = _tails(spots, panel)[0]
    joined = [False, *(_joined(number, lines, spots, panel) for number in range(1, len(spots)))]
    for number in range(1, len(spots)):
        if joined[number]:
            _one_tail(number, ovals, tails)
    for number, (line, spot, oval, tail) in enumerate(zip(lines, spots, ovals, tails, strict=True)):
        drawn = bridged(oval, tail, ovals[number - 1]) if joined[number] else outline(line.kind, oval, tail)
        extras = bubbles(oval, tail, panel.size) if line.kind == "thought" else ()
        runs = spot.setting.runs(spot.x, spot.y)
        yield Item(line.kind, number + 1, line.speaker, spot.box, drawn, extras, runs)


def _tails(spots: Sequence[Spot], panel: Panel) -> tuple[list[Tail | None], int]:
    """Each balloon's tail, and how much of all of them lies over something."""
    ovals = [_oval(spot) for spot in spots]
    ground = Ground(panel.size, (*panel.seen, *panel.insets), ovals)
    tails: list[Tail | None] = []
    faults = 0
    for spot, oval in zip(spots, ovals, strict=True):
        if spot.mouth is None:
            tails.append(None)
            continue
        tail, found = tail_to(spot.setting.kind, oval, spot.mouth, ground)
        ground = ground.with_tail(oval, tail)
        tails.append(tail)
        faults += found
    return tails, faults


def _joined(number: int, lines: Sequence[Line], spots: Sequence[Spot], panel: Panel) -> bool:
    """Whether a balloon grows together with the one before: the same voice, near by, nothing between."""
    line, before, spot, other = lines[number], lines[number - 1], spots[number], spots[number - 1]
    if line.speaker is None or (line.speaker, line.kind, before.kind) != (before.speaker, "speech", "speech"):
        return False
    ovals = _oval(spot), _oval(other)
    start = ovals[0].at(ovals[0].towards((other.x, other.y)))
    end = ovals[1].at(ovals[1].towards((spot.x, spot.y)))
    barred = [*panel.seen, *panel.insets, *(each.box for each in spots if each not in (spot, other))]
    between = (
        (start[0] + (end[0] - start[0]) * step / 8, start[1] + (end[1] - start[1]) * step / 8)
        for step in range(9)
    )
    near = math.dist(start, end) < _BRIDGE
    return near and not any(rect.grown(GAP * 2).holds(point) for point in between for rect in barred)


def _one_tail(number: int, ovals: Sequence[Oval], tails: list[Tail | None]) -> None:
    """Of two balloons that grow together, the nearer one to the mouth keeps its tail, where it has room."""
    tail, before = tails[number], tails[number - 1]
    oval, other = ovals[number], ovals[number - 1]
    if tail is None or before is None:
        return
    nearer = math.dist(tail.tip, oval.at(tail.root)) < math.dist(before.tip, other.at(before.root))
    if nearer and apart(oval, tail, other):
        tails[number - 1] = None
    else:
        tails[number] = None


def _too_long(lines: Sequence[Line], size: tuple[int, int], style: Style) -> str:
    """What is said of text that doesn't fit: which line it is, and what the author can do."""
    room = Panel(size, (), (), ()).room
    alone = (line for line in lines if not settings(line, style, FLOOR, room, snug=True))
    worst = next(alone, max(lines, key=lambda line: len(line.text)))
    words = worst.text if len(worst.text) <= _QUOTED else f"{worst.text[:_QUOTED].rstrip()}…"
    panel = f"{size[0] / 100:.0f} x {size[1] / 100:.0f} mm"
    among = f" with {len(lines) - 1} more" if len(lines) > 1 else ""
    return (
        f'there is no room for "{words}"{among} in a panel of {panel}, even in the smallest type; '
        "shorten it, share it between two shots, or give the panel more room: panel: {span: 2}"
    )
