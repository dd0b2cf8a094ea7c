"""What a shot's frame is about: its cast in their poses, and its things, as subjects of the frame."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storyboard.engines.animatic.dressing import Placed, PlacedThing
from storyboard.engines.animatic.figures import Blocking, Figure
from storyboard.engines.animatic.hands import Held, hand_at
from storyboard.engines.animatic.subjects import Subject

_TOGETHER = ("MS", "MLS", "WS", "EWS")
"""Sizes that hold the whole cast."""
_WHOLE = ("WS", "EWS")
"""Sizes that hold the shot's first thing too, however large."""
_NOBODY = Subject(0.0, 5.5, 1.7, 1.45, 0.6)
"""What an empty place is framed for: somebody who might stand there."""
_HELD_OUT = ("wave", "point", "give")
"""Poses whose hand a frame must have."""


def subjects_of(
    placed: list[Placed],
    things: list[PlacedThing],
    camera: Mapping[str, str | None],
    followed: Placed | None,
    follow: float,
) -> list[Subject]:
    """What the frame is about; whom the camera follows stays in it, `follow` (0 to 1) of the way."""
    framing, size = camera.get("framing"), camera["size"]
    objects = [_thing_subject(each) for each in things if each.width]
    people = [_figure_subject(each, str(size), followed, follow) for each in placed]
    if framing == "insert" and objects:
        return objects[:1]
    if framing == "POV":
        return people[1:] or objects[:1] or [_NOBODY]
    if framing == "OTS" and len(placed) > 1:
        return [_about_its_head(people[1], placed[1])]
    if not people:
        return objects[:1] or [_NOBODY]
    if framing != "two-shot" and size not in _TOGETHER:
        return people[:1] + (_in_hand(placed[0], things) if size == "MCU" else [])
    main = [replace(each, beside=True) for each in objects[:1] if _belongs(each, str(size))]
    return people + main


def travel(placed: Placed, phase: float) -> float:
    """How far aside a character's head is from where it is halfway through the shot, in metres."""
    figure, blocking = placed
    return figure.head_at(blocking, phase).aside - figure.head_at(blocking, 0.5).aside


def _about_its_head(subject: Subject, placed: Placed) -> Subject:
    """The frame's middle at its head: a tail may leave the frame, a face may not hide behind a shoulder."""
    figure, blocking = placed
    return replace(subject, x=blocking.x + figure.head_at(blocking, blocking.pivot).aside)


def _belongs(thing: Subject, size: str) -> bool:
    """Whether a frame of people holds this thing in whole: always a wide one, others what is small."""
    return size in _WHOLE or thing.width < {"MLS": 1.7}.get(size, 1.0)


def _figure_subject(placed: Placed, size: str, followed: Placed | None, follow: float) -> Subject:
    """A character as it is in its pose, halfway through the shot; who lies down is as wide as tall.

    Close sizes are about its head, wide ones about its body. Its width is all the ground that it covers in
    the frame while it and the camera travel.
    """
    figure, blocking = placed
    falls = blocking.pose == "fall"
    low, place = blocking.y, figure.head_at(blocking, 0.0 if falls else 0.5)
    lying = falls or place.top < 0.5 * figure.height
    about = 1.0 if size not in _TOGETHER else (0.4 if lying else 1.0) if size == "MS" else 0.0
    ends = [
        travel(placed, phase) - (travel(followed, phase) * follow if followed else 0.0)
        for phase in (0.0, 1.0)
    ]
    middle, width = _reach(figure, blocking, size)
    about = 0.0 if middle else about
    return Subject(
        blocking.x + middle + place.aside * about + sum(ends) / 2,
        blocking.z,
        low + place.top,
        low + place.chin,
        (figure.height * 1.1 if lying and about < 1 else width) + abs(ends[1] - ends[0]),
        low,
        blocking.facing,
        figure.height - figure.head,
        figure.height,
        beside=falls and size in ("MS", "MLS"),
    )


def _reach(figure: Figure, blocking: Blocking, size: str) -> tuple[float, float]:
    """The middle and the width of a body with the arm that it holds out, so that a frame has the hand."""
    half = figure.width / 2
    if blocking.pose not in _HELD_OUT or size not in _TOGETHER:
        return 0.0, 2 * half
    hand = hand_at(figure, blocking, 0.2, blocking.pivot)[0]
    hand += math.copysign(0.1 * figure.height, hand)
    left, right = min(hand, -half), max(hand, half)
    return (left + right) / 2, right - left


def _in_hand(placed: Placed, things: Sequence[PlacedThing]) -> list[Subject]:
    """What somebody reads or holds up, so that a frame to the chest shows enough of it."""
    figure, blocking = placed
    if blocking.pose not in ("read", "hold", "write"):
        return []
    held = [each.thing for each in things if isinstance(each.thing, Held) and each.thing.figure is figure]
    aside, height = hand_at(figure, blocking, 0.0, 0.5)
    return [
        Subject(blocking.x + aside, blocking.z, low + 0.1, low, 0.1, low, beside=True)
        for each in held[:1]
        if (low := height + 0.3 * each.thing.height) and each.thing.height < 0.6
    ]


def _thing_subject(placed: PlacedThing) -> Subject:
    return Subject(placed.x, placed.z, placed.y + placed.height, placed.y, placed.width, placed.y)
