"""What speaks against a place for a balloon: whom it covers, what its tail crosses, how far it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from storyboard.engines.comic.lettering.types import SAFE, Figure, Kind, Line, Point, Rect

Numbers = npt.NDArray[np.float64]

GAP = 60
"""What is kept free between two balloons, and around faces, in h."""
_NEVER = math.inf
_OVER_BODIES: Mapping[Kind, float] = {"caption": 0.5, "sound": 1.5}
"""How much it matters that somebody is covered: less than by balloons where it is by a caption, and more by
a sound, which had better be a smaller one."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What balloons are placed in: `faces` and insets are kept free, bodies where that is possible."""

    size: tuple[int, int]
    faces: tuple[Rect, ...]
    figures: tuple[Figure, ...]
    insets: tuple[Rect, ...]

    @property
    def seen(self) -> tuple[Rect, ...]:
        """The faces that the picture shows, whole."""
        return tuple(figure.face for figure in self.figures if figure.face)

    @property
    def room(self) -> Rect:
        """Where balloons may be."""
        return Rect(SAFE, SAFE, self.size[0] - 2 * SAFE, self.size[1] - 2 * SAFE)


@dataclass(frozen=True, slots=True)
class Places:
    """All places of a line's balloons, one in each row; `cost` without regard to other balloons."""

    which: npt.NDArray[np.int64]
    x: Numbers
    y: Numbers
    rx: Numbers
    ry: Numbers
    exponent: Numbers
    cost: Numbers


def standing(line: Line, places: Places, mouth: Point | None, panel: Panel) -> Numbers:
    """What each place costs for itself, without regard to other balloons; infinite where it can't be."""
    weight = _OVER_BODIES.get(line.kind, 1.0)
    apart = _over_what_is_kept(places, panel) + weight * _over_bodies(places, panel)
    return np.asarray(places.cost + apart + _where(line, places, mouth, panel))


def _over_what_is_kept(places: Places, panel: Panel) -> Numbers:
    cost = np.zeros(len(places.x))
    for rect in (*panel.faces, *panel.insets):
        cost[meets(places, rect.grown(GAP))] = _NEVER
    return cost


def meets(places: Places, rect: Rect) -> npt.NDArray[np.bool_]:
    """Which balloons reach into a rectangle: the one point of it that is nearest to the centre decides."""
    dx = np.clip(places.x, rect.x, rect.right) - places.x
    dy = np.clip(places.y, rect.y, rect.bottom) - places.y
    return (np.abs(dx) / places.rx) ** places.exponent + (np.abs(dy) / places.ry) ** places.exponent < 1


def _over_bodies(places: Places, panel: Panel) -> Numbers:
    """What of a balloon lies over somebody, as a share of it."""
    cost = np.zeros(len(places.x))
    for figure in panel.figures:
        body = _torso(figure)
        wide = np.minimum(places.x + places.rx, body.right) - np.maximum(places.x - places.rx, body.x)
        high = np.minimum(places.y + places.ry, body.bottom) - np.maximum(places.y - places.ry, body.y)
        if figure.face:
            cost += 1.6 * meets(places, _head(figure)) + 1.6 * meets(places, _chin(figure, figure.face))
        cost += 0.9 * np.clip(wide, 0, None) * np.clip(high, 0, None) / (4 * places.rx * places.ry)
    return cost


def _torso(figure: Figure) -> Rect:
    """What is seen below the head: beside a hat there is room, though the shoulders are as wide."""
    body, face = figure.body, figure.face
    if face is None:
        return body
    top = min(face.bottom, body.bottom - 1)
    return Rect(body.x, top, body.width, body.bottom - top)


def _head(figure: Figure) -> Rect:
    """About where the hair or the hat of somebody is whose face is seen."""
    face = figure.face or figure.body
    top = max(figure.body.y, face.y - face.height * 0.8)
    return Rect(face.x - face.width * 0.15, top, face.width * 1.3, face.bottom - top)


def _chin(figure: Figure, face: Rect) -> Rect:
    """What is below the mouth: where a face must be covered, rather its forehead."""
    top = min(figure.speaks_from[1], face.bottom - 1)
    return Rect(face.x, top, face.width, face.bottom - top)


def _where(line: Line, places: Places, mouth: Point | None, panel: Panel) -> Numbers:
    """What speaks against a place in the panel: far from who speaks, below the mouth, on the wrong side."""
    width, height = panel.size
    cost = _aside(line.at, places, panel)
    if line.kind == "caption":
        edge = np.minimum(places.x - places.rx, width - places.x - places.rx) - SAFE
        rim = np.minimum(places.y - places.ry, height - places.y - places.ry) - SAFE
        return np.asarray(cost + 2.5 * edge / width + 3.5 * rim / height)
    if line.kind == "sound":
        return np.asarray(
            cost + 0.5 * np.abs(places.y / height - 0.62) + 0.2 * np.abs(places.x / width - 0.5)
        )
    if mouth is None:
        return cost
    for figure in panel.figures:
        x, y = figure.speaks_from
        inside = (np.abs(places.x - x) / places.rx) ** 2 + (np.abs(places.y - y) / places.ry) ** 2 < 1
        cost = cost + np.where(inside, _NEVER, 0)
    dx, dy = mouth[0] - places.x, mouth[1] - places.y
    away = np.hypot(np.maximum(np.abs(dx) - places.rx, 0), np.maximum(np.abs(dy) - places.ry, 0))
    long = away / math.hypot(width, height)
    below = np.clip(places.y - mouth[1], 0, None) / height
    return np.asarray(
        cost
        + 1.6 * long
        + 1.3 * below
        + 1.2 * np.clip(1 - away / 550, 0, None)
        + _crossing(places, mouth, panel)
    )


def _aside(at: str | None, places: Places, panel: Panel) -> Numbers:
    width, height = panel.size
    off = {
        "left": (places.x - places.rx - SAFE) / width,
        "right": (width - SAFE - places.x - places.rx) / width,
        "top": (places.y - places.ry - SAFE) / height,
        "bottom": (height - SAFE - places.y - places.ry) / height,
    }
    return np.asarray(4 * off[at] if at else np.zeros(len(places.x)))


def _crossing(places: Places, mouth: Point, panel: Panel) -> Numbers:
    """What a tail would cross on its way: faces and bodies of others, but what its own mouth is before."""
    cost = np.zeros(len(places.x))
    for face in panel.faces:
        if face.x <= mouth[0] <= face.right and face.y <= mouth[1] <= face.bottom:
            continue
        cost += 4.0 * passes(places, mouth, face)
    for figure in panel.figures:
        body = _torso(figure)
        if figure.speaks_from != mouth and not body.holds(mouth):
            cost += 0.5 * passes(places, mouth, body)
    return cost


def passes(places: Places, mouth: Point, rect: Rect) -> npt.NDArray[np.bool_]:
    """Whose tail passes through a rectangle."""
    found = np.zeros(len(places.x), bool)
    for share in np.linspace(0, 0.75, 10):
        x, y = places.x + (mouth[0] - places.x) * share, places.y + (mouth[1] - places.y) * share
        found |= (x > rect.x) & (x < rect.right) & (y > rect.y) & (y < rect.bottom)
    return found
