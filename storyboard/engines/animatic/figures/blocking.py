"""Who stands where, facing whom, doing what: read from the action's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from storyboard.engines.animatic.figures.figure import Blocking, Figure
from storyboard.engines.animatic.figures.relations import Relation, Spot, relations, spot
from storyboard.engines.animatic.figures.verbs import pose_of

_MARK = re.compile(r"\{(\d+)\}")
_MOVING = ("walk", "run", "carry", "climb", "swim", "fly", "push", "pull")
_TOGETHER = ("talk", "hug", "fight", "look", "look up", "look down", "hold", "shout", "point", "laugh")
_MUTUAL = ("hug", "fight", "dance")
_DEPTH = 5.0


def block(action: str, figures: Sequence[Figure], seed: int) -> tuple[Blocking, ...]:
    """Place each of the cast, in the order of {0}, {1} ...; nobody overlaps; same words, same places."""
    chance = Random(seed)
    poses = [_suffered(action, number, _pose(action, number)) for number in range(len(figures))]
    heading = -1.0 if re.search(r"\b(?:to(?:wards)? the|from right to) left\b", action) else 1.0
    if chance.random() < 0.5 and not re.search(r"\b(left|right)\b", action):
        heading = -heading
    links = relations(action, len(figures))
    places = _places(action, figures, poses, heading, links)
    spots = [spot(_clause(action, number)) for number in range(len(figures))]
    back = [each.back for each in spots]
    _step_behind(links, figures, poses, places, back)
    depth = 7.5 if re.search(r"\b(far away|in the distance|far off)\b", action) else _DEPTH
    return tuple(
        Blocking(
            x=round(places[number], 3),
            z=round(
                depth + back[number] + 0.28 * (number % 2) - (0.0 if len(figures) < 3 else 0.1 * number), 3
            ),
            facing=_facing(action, number, poses, places, heading, spots[number]),
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
    for place, word in enumerate(words):
        if pose := pose_of(word):
            return _aimed(pose, words[place + 1 :])
    return "stand"


def _suffered(action: str, number: int, pose: str) -> str:
    """What somebody does to whom something is done: who is chased runs, who is hugged hugs back."""
    match = re.search(rf"([A-Za-z]+)(?:\s+with|\s+against|\s+after)?\s+\{{{number}\}}", action)
    if pose != "stand" or not match:
        return pose
    verb = match[1].lower()
    if re.match(r"(?:chas|pursu)", verb):
        return "run"
    if re.match(r"(?:follow|lead)", verb):
        return "walk"
    done = pose_of(verb)
    return done if done in _MUTUAL else pose


def _aimed(pose: str, after: Sequence[str]) -> str:
    """A look that goes up or down is a pose of its own."""
    if pose == "look":
        if after[:1] == ["up"] or {"sky", "stars", "ceiling", "moon", "clouds"} & set(after[:5]):
            return "look up"
        if after[:1] == ["down"] or {"floor", "ground", "feet", "shoes"} & set(after[:5]):
            return "look down"
    return pose


def _clause(action: str, number: int) -> str:
    """The words between a mark and the next."""
    clause = re.search(rf"\{{{number}\}}([^{{]*)", action)
    return clause[1] if clause else ""


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
    action: str, figures: Sequence[Figure], poses: Sequence[str], heading: float, links: Sequence[Relation]
) -> list[float]:
    """Side by side about the middle, as far apart as their widths and what they do ask for."""
    order = _between(links, _order(action, len(figures), heading))
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


def _order(action: str, count: int, heading: float) -> list[int]:
    """From left to right: whoever is ahead stands in the direction of travel."""
    order = list(range(count))
    for number in range(count):
        words = _clause(action, number)
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
    place: Spot,
) -> float:
    pose = poses[number]
    if pose in _MOVING:
        return heading * (0.55 if pose == "climb" else 0.85)
    words = _clause(action, number)
    if re.search(r"\bat (?:us|the camera|the lens)\b", words):
        return 0.0
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
