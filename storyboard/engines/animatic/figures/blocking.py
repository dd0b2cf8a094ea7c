"""Who stands where, facing whom, doing what: read from the action's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from storyboard.engines.animatic.figures.clauses import pose_in, said, words_of
from storyboard.engines.animatic.figures.courses import US, Course, course
from storyboard.engines.animatic.figures.figure import Blocking, Figure
from storyboard.engines.animatic.figures.relations import Relation, Spot, relations, spot

_MOVING = ("walk", "run", "carry", "climb", "swim", "fly", "push", "pull")
_TOGETHER = (
    "talk",
    "hug",
    "fight",
    "look",
    "look up",
    "look down",
    "hold",
    "give",
    "shout",
    "point",
    "laugh",
)
_DEEP = ("walk", "run", "carry")
_DEPTH = 5.0


def block(
    action: str,
    figures: Sequence[Figure],
    seed: int,
    sides: Sequence[str] = (),
    heading: float = 0.0,
) -> tuple[Blocking, ...]:
    """Place each of the cast, in the order of {0}, {1} ...; nobody overlaps; same words, same places.

    `sides` has a word for each: of two, the one whose word is less is on the left in every shot, so that no
    cut jumps the line between them. `heading` is where those go whose words don't say.
    """
    poses = [pose_in(action, number) for number in range(len(figures))]
    courses = [course(said(action, number)) for number in range(len(figures))]
    heading = _heading(action, courses, seed, heading)
    links = relations(action, len(figures))
    places = _places(action, figures, poses, heading, links, sides)
    spots = [spot(words_of(action, number)) for number in range(len(figures))]
    back = [each.back for each in spots]
    _step_behind(links, figures, poses, places, back)
    depth = 7.5 if re.search(r"\b(far away|in the distance|far off)\b", action) else _DEPTH
    return tuple(
        _sent(
            courses[number],
            Blocking(
                x=round(places[number], 3),
                z=round(
                    depth + back[number] + 0.28 * (number % 2) - (0.0 if len(figures) < 3 else 0.1 * number),
                    3,
                ),
                facing=_facing(
                    action,
                    number,
                    poses,
                    places,
                    _own_heading(action, number, courses, places, heading),
                    spots,
                ),
                pose=poses[number],
                phase_offset=0.37 * number,
            ),
        )
        for number in range(len(figures))
    )


def _heading(action: str, courses: Sequence[Course], seed: int, camera: float) -> float:
    """Where those go whose own words don't say: with the others, else with the camera, else by lot."""
    told = next((each.aside for each in courses if each.aside), 0.0) or camera
    return told or (-1.0 if Random(seed).random() < 0.5 else 1.0)


def _own_heading(
    action: str, number: int, courses: Sequence[Course], places: Sequence[float], heading: float
) -> float:
    """Which way one goes: as told, else to or from somebody of the cast, else with the others."""
    if courses[number].aside:
        return courses[number].aside
    match = re.search(r"\b(away from|from|towards?|up to|to meet) \{(\d+)\}", said(action, number))
    if not match or int(match[2]) >= len(places) or int(match[2]) == number:
        return heading
    towards = 1.0 if places[int(match[2])] > places[number] else -1.0
    return -towards if "from" in match[1] else towards


def _sent(way: Course, placed: Blocking) -> Blocking:
    """Somebody on the way that the words send them: into the depth or out of it, in or out of the frame."""
    pivot = {"out": 0.0, "in": 1.0}.get(way.edge)
    if placed.pose not in _MOVING:
        return replace(placed, facing=0.0, back=True) if way.back and not way.aside else placed
    if way.deep and placed.pose in _DEEP:
        pivot = 0.1 if way.deep > 0 else 0.9
        return replace(placed, facing=0.0, gone=0.0, away=way.deep, pivot=pivot, back=way.deep > 0)
    return placed if pivot is None else replace(placed, gone=0.0, pivot=pivot)


def _step_behind(
    links: Sequence[Relation],
    figures: Sequence[Figure],
    poses: Sequence[str],
    places: list[float],
    back: list[float],
) -> None:
    """Move who stands behind or before somebody along the line of sight, and half out of the other's way."""
    for link in links:
        away = {"behind": 0.95, "in front of": -0.95}.get(link.where)
        if away is None:
            continue
        other = link.others[0]
        for number in link.subjects:
            if poses[number] in _MOVING:
                continue
            side = 1.0 if places[number] >= places[other] else -1.0
            places[number] = places[other] + side * 0.28 * (figures[number].width + figures[other].width)
            back[number] = back[other] + away


def _places(
    action: str,
    figures: Sequence[Figure],
    poses: Sequence[str],
    heading: float,
    links: Sequence[Relation],
    sides: Sequence[str],
) -> list[float]:
    """Side by side about the middle, as far apart as their widths and what they do ask for."""
    order = _between(links, _order(action, len(figures), heading, sides))
    gap = 0.10 if "hug" in poses else 0.42
    beside = [{*link.subjects, *link.others} for link in links if link.where == "beside"]
    positions, x = [0.0] * len(figures), 0.0
    for place, number in enumerate(order):
        if place:
            before = order[place - 1]
            run = 0.5 if poses[number] != poses[before] and "run" in (poses[number], poses[before]) else 0.0
            close = 0.62 if "hug" in (poses[number], poses[before]) else 1.0
            x += (figures[before].width + figures[number].width) / 2 * close + run
            x += 0.12 if any({number, before} <= pair for pair in beside) else gap
        positions[number] = x
    middle = (min(positions) + max(positions)) / 2 if positions else 0.0
    shift = -0.6 * (action.find(" on the left") >= 0) + 0.6 * (action.find(" on the right") >= 0)
    return [position - middle + (shift if len(figures) == 1 else 0.0) for position in positions]


def _between(links: Sequence[Relation], order: list[int]) -> list[int]:
    """Put who is between two others in their middle."""
    for link in links:
        if link.where != "between" or len(link.others) < 2:
            continue
        rest = [number for number in order if number not in link.subjects]
        first, second = sorted(rest.index(other) for other in link.others[:2])
        last = rest.pop(second)
        rest[first + 1 : first + 1] = [*link.subjects, last]
        order = rest
    return order


def _order(action: str, count: int, heading: float, sides: Sequence[str]) -> list[int]:
    """From left to right: who is ahead stands in the direction of travel, the others on their own sides."""
    order = sorted(range(count), key=lambda number: (sides[number], number)) if sides else list(range(count))
    order = order if heading > 0 or not sides else order[::-1]
    for number in range(count):
        words = words_of(action, number)
        if re.search(r"\bon the right\b", words):
            order.remove(number)
            order.insert(len(order) if heading > 0 else 0, number)
        elif re.search(r"\bon the left\b", words):
            order.remove(number)
            order.insert(0 if heading > 0 else len(order), number)
        elif re.search(r"\b(ahead|in front|leads?|first|flees?|escapes?)\b", words):
            order.remove(number)
            order.append(number)
        elif re.search(r"\b(behind|after|follows?|chases?)\b", words):
            order.remove(number)
            order.insert(0, number)
    return order if heading > 0 else order[::-1]


def _facing(
    action: str,
    number: int,
    poses: Sequence[str],
    places: Sequence[float],
    heading: float,
    spots: Sequence[Spot],
) -> float:
    pose, place = poses[number], spots[number]
    if pose in _MOVING:
        return heading * (0.55 if pose == "climb" else 0.85)
    words = words_of(action, number)
    if US.search(words):
        return 0.0
    if course(said(action, number)).aside:
        return heading * 0.72
    if place.sideways is not None:
        return heading * place.sideways
    others = [places[other] for other in range(len(places)) if other != number]
    if others:
        nearest = min(others, key=lambda x: abs(x - places[number]))
        towards = 1.0 if nearest > places[number] else -1.0
        together = pose in _TOGETHER or any(
            poses[other] in _TOGETHER for other in range(len(poses)) if other != number
        )
        return towards * (0.72 if together else 0.45)
    return heading * {
        "sleep": 0.9,
        "lie": 0.9,
        "fight": 0.9,
        "look": 0.45,
        "look up": 0.7,
        "think": 0.8,
        "look down": 0.7,
        "kneel": 0.75,
        "sit": 0.6,
    }.get(pose, 0.35)
