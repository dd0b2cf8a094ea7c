"""What a frame is about, and how much of it each shot size shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TIGHT = ("ECU", "BCU", "CU", "MCU", "MS")
"""Sizes that are framed from the top of the head down."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the frame is about, in metres: where it stands, its top, its chin, its width.

    `head` is the height of the bare head; 0 for a thing, of which a close-up holds the whole. `stature` is
    how tall it stands, whatever its pose. A subject that is `beside` must be in the frame, but its shot size
    is another's.
    """

    x: float
    z: float
    top: float
    chin: float
    width: float
    bottom: float = 0.0
    facing: float = 0.0
    head: float = 0.0
    stature: float = 0.0
    beside: bool = False


def held_of(subjects: Sequence[Subject], size: str) -> tuple[float, float]:
    """The lowest and the highest that the frame holds of its subjects, in metres: of a dog by a man, all."""
    tallest = max(each.top for each in subjects)
    held = [
        (each.bottom - 0.06 * (each.top - each.bottom), each.top)
        if each.head and each.top < 0.6 * tallest and size in _CUTS
        else _extent(each, size)
        for each in subjects
    ]
    return min(bottom for bottom, _ in held), max(top for _, top in held)


def _extent(subject: Subject, size: str) -> tuple[float, float]:
    """Where the frame begins and ends on a subject, in metres above the ground.

    No size cuts a figure at a joint: a close-up ends above the elbows, a medium shot at the waist, a medium
    long shot above the knees.
    """
    tall, head = subject.top - subject.bottom, subject.head
    if subject.beside:
        return subject.bottom, subject.top + tall * 0.06
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
    "room": (-0.5, 1.9),
}
"""Where the frame ends below and above, in heights of the subject from its feet and its top.

An extreme wide shot shows the place: out of doors a landscape, indoors the room."""

_THINGS = {
    "ECU": (0.3, 0.75),
    "BCU": (0.05, 0.95),
    "CU": (-0.12, 1.12),
    "MCU": (-0.3, 1.25),
    "MS": (-0.5, 1.5),
}
"""Where the frame ends below and above a thing, in its heights from its foot."""
