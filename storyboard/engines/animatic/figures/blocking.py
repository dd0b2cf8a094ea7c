"""Who stands where, facing whom, doing what: read from the action's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from storyboard.engines.animatic.figures.figure import Blocking, Figure
from storyboard.engines.animatic.figures.verbs import pose_of

_MARK = re.compile(r"\{(\d+)\}")
_MOVING = ("walk", "run", "carry", "climb", "swim", "fly", "push", "pull")
_TOGETHER = ("talk", "hug", "fight", "look", "hold", "shout", "point")
_DEPTH = 5.0


def block(action: str, figures: Sequence[Figure], seed: int) -> tuple[Blocking, ...]:
    """Place each of the cast, in the order of {0}, {1} ...; nobody overlaps; same words, same places."""
    chance = Random(seed)
    poses = [_pose(action, number) for number in range(len(figures))]
    heading = -1.0 if re.search(r"\b(?:to(?:wards)? the|from right to) left\b", action) else 1.0
    if chance.random() < 0.5 and not re.search(r"\b(left|right)\b", action):
        heading = -heading
    places = _places(action, figures, poses, heading)
    depth = 7.5 if re.search(r"\b(far away|in the distance|far off)\b", action) else _DEPTH
    return tuple(
        Blocking(
            x=round(places[number], 3),
            z=depth + 0.28 * (number % 2) - (0.0 if len(figures) < 3 else 0.1 * number),
            facing=_facing(action, number, poses, places, heading),
            pose=poses[number],
            phase_offset=0.37 * number,
        )
        for number in range(len(figures))
    )


def _pose(action: str, number: int) -> str:
    """The first verb after a mark, before the next clause's own subject; "{0} and {1} run" is both's."""
    match = re.search(rf"\{{{number}\}}(.*)", action, re.DOTALL)
    if not match:
        return "stand"
    rest = match[1]
    shared = re.match(r"\s*(?:,|and|with)\s*\{\d+\}", rest)
    while shared:
        rest = rest[shared.end() :]
        shared = re.match(r"\s*(?:,|and|with)\s*\{\d+\}", rest)
    clause = re.split(r"\{\d+\}\s+\w+(?:s|es)\b|[.;]", rest)[0]
    words = re.findall(r"[A-Za-z'-]+", _MARK.sub(" ", clause))
    return next((pose for word in words if (pose := pose_of(word))), "stand")


def _places(action: str, figures: Sequence[Figure], poses: Sequence[str], heading: float) -> list[float]:
    """Side by side about the middle, as far apart as their widths and what they do ask for."""
    order = _order(action, len(figures), heading)
    gap = 0.10 if "hug" in poses else 0.42
    positions, x = [0.0] * len(figures), 0.0
    for place, number in enumerate(order):
        if place:
            before = order[place - 1]
            run = 0.5 if poses[number] != poses[before] and "run" in (poses[number], poses[before]) else 0.0
            close = 0.62 if "hug" in (poses[number], poses[before]) else 1.0
            x += (figures[before].width + figures[number].width) / 2 * close + gap + run
        positions[number] = x
    middle = (min(positions) + max(positions)) / 2 if positions else 0.0
    shift = -0.6 * (action.find(" on the left") >= 0) + 0.6 * (action.find(" on the right") >= 0)
    return [position - middle + (shift if len(figures) == 1 else 0.0) for position in positions]


def _order(action: str, count: int, heading: float) -> list[int]:
    """From left to right: whoever is ahead stands in the direction of travel."""
    order = list(range(count))
    for number in range(count):
        clause = re.search(rf"\{{{number}\}}([^{{]*)", action)
        words = clause[1] if clause else ""
        if re.search(r"\b(ahead|in front|leads?|first|flees?|escapes?)\b", words):
            order.remove(number)
            order.append(number)
        elif re.search(r"\b(behind|after|follows?|chases?)\b", words):
            order.remove(number)
            order.insert(0, number)
    return order if heading > 0 else order[::-1]


def _facing(action: str, number: int, poses: Sequence[str], places: Sequence[float], heading: float) -> float:
    pose = poses[number]
    if pose in _MOVING:
        return heading * (0.55 if pose == "climb" else 0.85)
    clause = re.search(rf"\{{{number}\}}([^{{]*)", action)
    words = clause[1] if clause else ""
    if re.search(r"\bat (?:us|the camera|the lens)\b", words):
        return 0.0
    others = [places[other] for other in range(len(places)) if other != number]
    if others:
        nearest = min(others, key=lambda x: abs(x - places[number]))
        towards = 1.0 if nearest > places[number] else -1.0
        together = pose in _TOGETHER or any(
            poses[other] in _TOGETHER for other in range(len(poses)) if other != number
        )
        return towards * (0.72 if together else 0.45)
    return heading * {"sleep": 0.9, "lie": 0.9, "fight": 0.9, "look": 0.45, "kneel": 0.75, "sit": 0.6}.get(
        pose, 0.35
    )
