"""From a camera note to a camera: what the frame holds, from where, through which lens."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.engines.animatic.view import View

NORMAL_LENS = 38.0
"""Millimetres, on a frame 36 mm wide: what a film that names no lens looks through."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the frame is about, in metres: where it stands, its top, its chin, its width.

    `head` is the height of the bare head; 0 for a thing, of which a close-up holds the whole.
    """

    x: float
    z: float
    top: float
    chin: float
    width: float
    bottom: float = 0.0
    facing: float = 0.0
    head: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The frame: its size in pixels."""

    width: int
    height: int

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height


def view_of(subjects: Sequence[Subject], shape: Shape, size: str, angle: str, lens: str | None) -> View:
    """Set the camera up for a shot size and an angle on one or more subjects; moves start from here."""
    bottom, top = _held(subjects, size)
    left = min(each.x - each.width / 2 for each in subjects)
    right = max(each.x + each.width / 2 for each in subjects)
    extent = max(top - bottom, (right - left) * _ROOM.get(size, 1.25) / shape.aspect)
    centre = top - extent / 2 if size in _TIGHT else (top + bottom) / 2
    focal = (
        max(shape.width, shape.height * 1.2) * (lens_of(lens) or NORMAL_LENS * _LENSES.get(size, 1.0)) / 36.0
    )
    distance = max(extent * focal / shape.height, 0.35)
    height = _camera_height(angle, distance, centre, extent)
    facing = subjects[0].facing if len(subjects) == 1 else 0.0
    lead = 0.10 * facing * extent * shape.aspect if size in _TIGHT else 0.0
    return View(
        shape.width,
        shape.height,
        focal,
        x=(left + right) / 2 + lead,
        y=height,
        z=min(each.z for each in subjects) - distance,
        pitch=math.atan2(centre - height, distance),
        roll=math.radians(11) if angle == "dutch" else 0.0,
    )


def lens_of(note: str | None) -> float | None:
    """The focal length that a lens note names, in millimetres; None where it names none."""
    match = re.search(r"(\d{1,3}(?:\.\d+)?)\s*mm", note or "")
    if match:
        return min(max(float(match[1]), 8.0), 400.0)
    words = {"fisheye": 12.0, "wide": 24.0, "telephoto": 100.0, "long": 85.0, "macro": 90.0, "normal": 50.0}
    return next((length for word, length in words.items() if word in (note or "").lower()), None)


def _held(subjects: Sequence[Subject], size: str) -> tuple[float, float]:
    """The lowest and the highest that the frame holds of all its subjects, in metres."""
    held = [_extent(each, size) for each in subjects]
    return min(bottom for bottom, _ in held), max(top for _, top in held)


def _extent(subject: Subject, size: str) -> tuple[float, float]:
    """Where the frame begins and ends on a subject, in metres above the ground.

    No size cuts a figure at a joint: a close-up ends above the elbows, a medium shot at the waist, a medium
    long shot above the knees.
    """
    tall, head = subject.top - subject.bottom, subject.head
    if not head and size in _THINGS:
        below, above = _THINGS[size]
        return subject.bottom + tall * below, subject.bottom + tall * above
    if size in _FACES:
        below, above = _FACES[size]
        above = max(above, (subject.top - subject.chin) / head + 0.06) if size == "CU" else above
        return subject.chin + head * below, subject.chin + head * above
    lower, headroom = _CUTS.get(size, _CUTS["WS"])
    return subject.bottom + tall * lower, subject.top + tall * headroom


_FACES = {"ECU": (0.06, 0.92), "BCU": (-0.22, 1.22), "CU": (-0.80, 1.30)}
"""Where the frame ends below and above a face, in heights of the head from the chin."""
_CUTS = {
    "MCU": (0.68, 0.055),
    "MS": (0.53, 0.07),
    "MLS": (0.33, 0.10),
    "WS": (-0.14, 0.26),
    "EWS": (-2.0, 6.2),
}
"""Where the frame ends below and above, in heights of the subject from its feet and its top."""

_LENSES = {"ECU": 1.9, "BCU": 1.8, "CU": 1.6, "MCU": 1.4, "MS": 1.15, "EWS": 0.46}
"""Tight sizes are seen through longer lenses, wide ones through shorter."""

_ROOM = {"ECU": 0.0, "BCU": 0.0, "CU": 0.9, "MCU": 1.0, "MS": 1.1}
"""How much of the subject's width must fit, by size."""


_THINGS = {
    "ECU": (0.3, 0.75),
    "BCU": (0.05, 0.95),
    "CU": (-0.12, 1.12),
    "MCU": (-0.3, 1.25),
    "MS": (-0.5, 1.5),
}
"""Where the frame ends below and above a thing, in its heights from its foot."""

_TIGHT = ("ECU", "BCU", "CU", "MCU", "MS")


def _camera_height(angle: str, distance: float, centre: float, extent: float) -> float:
    """The camera's height in metres; its pitch then looks at the subject's centre."""
    if angle == "low":
        return max(0.18, centre - distance * math.tan(math.radians(17)))
    if angle == "ground":
        return max(0.08, centre - distance * math.tan(math.radians(38)))
    if angle == "high":
        return centre + distance * math.tan(math.radians(22))
    if angle == "overhead":
        return centre + distance * math.tan(math.radians(46))
    return max(min(centre + extent * 0.06, max(centre, 1.5)), 0.2)
