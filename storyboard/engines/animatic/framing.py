"""From a camera note to a camera: what the frame holds, from where, through which lens."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyboard.engines.animatic.subjects import TIGHT, Subject, held_of
from storyboard.engines.animatic.view import View

NORMAL_LENS = 38.0
"""Millimetres, on a frame 36 mm wide: what a film that names no lens looks through."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The frame: its size in pixels."""

    width: int
    height: int

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def narrow(self) -> float:
        """0 for a square or wider, 1 for 1:2 or narrower."""
        return min(max(2 * (1 - self.aspect), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Room:
    """What keeps the camera in, in metres: the ceiling's height, and the depth behind which it can't go."""

    ceiling: float
    nearest: float = -1.6


@dataclass(frozen=True, slots=True)
class _Box:
    """What the frame must hold, on the plane of the nearest subject, in metres."""

    left: float
    right: float
    bottom: float
    top: float


def view_of(
    subjects: Sequence[Subject],
    shape: Shape,
    size: str,
    angle: str,
    lens: str | None,
    room: Room | None = None,
    lead: float = 0.10,
) -> View:
    """Set the camera up for a shot size and an angle on one or more subjects; moves start from here.

    `lead` is the room that is left before a face in profile, as a share of the frame.
    """
    nearest = min(each.z for each in subjects)
    view = _camera(subjects, nearest, shape, size, angle, lens, room, lead)
    for _ in range(3 if any(each.z > nearest + 0.05 for each in subjects) else 0):
        level = [_brought_near(each, view, nearest) for each in subjects]
        view = _camera(level, nearest, shape, size, angle, lens, room, lead)
    return view


def lens_of(note: str | None) -> float | None:
    """The focal length that a lens note names, in millimetres; None where it names none."""
    match = re.search(r"(\d{1,3}(?:\.\d+)?)\s*mm", note or "")
    if match:
        return min(max(float(match[1]), 8.0), 400.0)
    words = {"fisheye": 12.0, "wide": 24.0, "telephoto": 100.0, "long": 85.0, "macro": 90.0, "normal": 50.0}
    return next((length for word, length in words.items() if word in (note or "").lower()), None)


def _camera(
    subjects: Sequence[Subject],
    nearest: float,
    shape: Shape,
    size: str,
    angle: str,
    lens: str | None,
    room: Room | None,
    lead: float,
) -> View:
    box = _box(subjects, shape, "room" if room and size == "EWS" else size, angle)
    long = max(shape.width, shape.height * 1.2)
    focal = long * (lens_of(lens) or NORMAL_LENS * _LENSES.get(size, 1.0)) / 36.0
    centre, half = (box.top + box.bottom) / 2, (box.top - box.bottom) / 2
    y, away = _stand(angle, centre, half, focal / shape.height, room, nearest)
    first = subjects[0]
    alone = len([each for each in subjects if not each.beside]) == 1
    lead = (lead if alone else 0.0) * first.facing * 2 * half * shape.aspect if size in TIGHT else 0.0
    up, down = math.atan2(box.top - y, away), math.atan2(box.bottom - y, away)
    view = View(
        shape.width,
        shape.height,
        shape.height / 2 / math.tan((up - down) / 2),
        x=(box.left + box.right) / 2 + lead,
        y=y,
        z=nearest - away,
        pitch=(up + down) / 2,
        roll=_DUTCH if angle == "dutch" else 0.0,
    )
    tallest = max(subjects, key=lambda each: (each.head > 0, each.top))
    view = _as_drawn(view, box, tallest) if tallest.head else view
    return replace(view, focal=max(view.focal, long * _WIDEST / 36.0)) if room else view


def _as_drawn(view: View, box: _Box, subject: Subject) -> View:
    """The view corrected for figures being drawn upright, in one scale from foot to head.

    From above and below, true perspective would make the near end larger: a face framed by it would be too
    large from below, and too small from above.
    """
    stature = subject.stature or subject.top - subject.bottom
    for _ in range(4):
        foot = view.project(view.x, subject.bottom, subject.z)[1]
        head = view.project(view.x, subject.bottom + stature, subject.z)[1]
        scale = max(foot - head, 1.0) / stature
        top, bottom = (foot - (edge - subject.bottom) * scale for edge in (box.top, box.bottom))
        view = replace(
            view,
            focal=view.focal * view.height / (bottom - top),
            pitch=view.pitch + math.atan((view.height - top - bottom) / 2 / view.focal),
        )
    return view


_WIDEST = 13.0
"""Millimetres: the widest lens that a camera takes that can't step back."""
_DUTCH = math.radians(11)


def _box(subjects: Sequence[Subject], shape: Shape, size: str, angle: str) -> _Box:
    """The frame's edges about its subjects; as wide as they need, and no higher than it must be for that."""
    bottom, top = held_of(subjects, size)
    left = min(each.x - each.width / 2 for each in subjects)
    right = max(each.x + each.width / 2 for each in subjects)
    across = max((right - left) * _room_of(subjects, shape, size), _face_of(subjects, size))
    across /= shape.aspect * math.cos(_rise(angle))
    extent = max(top - bottom, across) * (1.06 if angle == "dutch" and size in TIGHT else 1.0)
    centre = top - extent / 2 if size in TIGHT else (top + bottom) / 2
    centre += _OVERHEAD * _underfoot(subjects, centre - extent / 2) if size in TIGHT else 0.0
    return _Box(left, right, centre - extent / 2, centre + extent / 2)


def _room_of(subjects: Sequence[Subject], shape: Shape, size: str) -> float:
    """How much of its subjects' width the frame must hold: a narrow one cuts arms that hang."""
    room = _ROOM.get(size, 1.25)
    if not any(each.head for each in subjects):
        return max(room, 1.15) if room else room
    alone = len(subjects) == 1 and subjects[0].width < 0.4 * subjects[0].stature
    return room * (1 - shape.narrow * _ARMS.get(size, 0.0)) if alone else room


def _face_of(subjects: Sequence[Subject], size: str) -> float:
    """What a big close-up must hold from ear to ear, in metres."""
    return 0.95 * subjects[0].head if size == "BCU" else 0.0


def _underfoot(subjects: Sequence[Subject], bottom: float) -> float:
    """How much empty ground a frame would show that ends at `bottom`, in metres, but for a strip of it."""
    feet = min(each.bottom - 0.12 * (each.top - each.bottom) for each in subjects)
    return max(feet - bottom, 0.0) if all(each.head for each in subjects) else 0.0


def _brought_near(subject: Subject, view: View, nearest: float) -> Subject:
    """A subject that stands further back, as small and as near the middle as the camera sees it."""
    share = (nearest - view.z) / (subject.z - view.z)

    def height(y: float) -> float:
        return view.y + (y - view.y) * share

    return replace(
        subject,
        x=view.x + (subject.x - view.x) * share,
        z=nearest,
        top=height(subject.top),
        chin=height(subject.chin),
        bottom=height(subject.bottom),
        width=subject.width * share,
        head=subject.head * share,
        stature=subject.stature * share,
    )


_LENSES = {"ECU": 1.9, "BCU": 1.8, "CU": 1.6, "MCU": 1.4, "MS": 1.15, "EWS": 0.46}
"""Tight sizes are seen through longer lenses, wide ones through shorter."""

_ROOM = {"ECU": 0.0, "BCU": 0.0, "CU": 0.9, "MCU": 1.0, "MS": 1.1}
"""How much of the subject's width must fit, by size."""
_ARMS = {"CU": 0.34, "MCU": 0.27, "MS": 0.16, "MLS": 0.12}
"""How much less of it a frame of 1:2 holds: else each size would be a medium shot there."""
_OVERHEAD = 0.6
"""How much of the empty ground under a tall frame's subjects it shows above them instead."""


def _rise(angle: str) -> float:
    return math.radians(_RISES.get(angle, 0.0))


_RISES = {"low": -16.0, "ground": -30.0, "high": 27.0, "overhead": 52.0}
"""How far above its subject the camera stands, in degrees; below it where negative."""


def _stand(
    angle: str, centre: float, half: float, focal: float, room: Room | None, nearest: float
) -> tuple[float, float]:
    """The camera's height, and how far it stands from the subject along the ground, in metres.

    `focal` is in heights of the frame. What keeps the camera from its height (the floor, a ceiling) brings it
    nearer to an overhead shot, and lower for all others, at the same distance.
    """
    rise = _rise(angle)
    flat = 2 * half * math.cos(rise) * focal / 2
    least = 1.2 * centre if rise < 0 else 0.35  # under a chin, feet would be behind the camera
    reach = max(flat + math.sqrt(flat**2 + (half * math.sin(rise)) ** 2), least)
    lowest, highest = _FLOORS.get(angle, 0.2), room.ceiling - 0.25 if room else math.inf
    if angle in _RISES:
        y = centre + reach * math.sin(rise)
    else:
        y = min(centre + half * 0.12, max(centre, 1.5))
    y = min(max(y, min(lowest, 0.5 * centre) if centre > 0 else 0.1), highest)
    off = y - centre
    if angle == "overhead" and y == highest:
        away = max(off / math.tan(rise), 0.5)
    else:
        away = math.sqrt(max(reach**2 - off**2, (0.5 * reach) ** 2)) if angle in _RISES else reach
    return y, min(away, nearest - room.nearest) if room else away


_FLOORS = {"low": 0.42, "ground": 0.07}
"""How low the camera of an angle may go, in metres."""
