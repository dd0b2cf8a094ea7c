"""What people sit on, lie on and ride in: the thing comes to them, and they to its height."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from storyboard.engines.animatic.dressing import Placed, PlacedThing
from storyboard.engines.animatic.figures import Blocking, Figure
from storyboard.engines.animatic.figures.clauses import said
from storyboard.engines.animatic.figures.human import Human
from storyboard.engines.animatic.figures.skeleton import HIP
from storyboard.engines.animatic.things import Thing, things_in

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View


class Seat(NamedTuple):
    """How a thing is used: in which poses, how high in metres, and whether it is drawn before its user."""

    poses: tuple[str, ...]
    height: float
    before: bool = False
    doing: str = ""
    turned: bool = False
    """Whether it heads where its user does."""


_REST = ("sit", "lie", "sleep")
_SEATS = {
    "chair": Seat(("sit",), 0.45),
    "bench": Seat(_REST, 0.45),
    "bed": Seat(_REST, 0.62),
    "table": Seat(_REST, 0.80),
    "rock": Seat(("sit",), 0.62),
    "chest": Seat(("sit",), 0.55),
    "bicycle": Seat(("ride", "sit"), 0.98, turned=True),
    "car": Seat(("drive", "ride", "sit"), 0.42, before=True, doing="driven", turned=True),
    "boat": Seat(("drive", "ride", "sit"), 0.42, before=True, doing="rowed", turned=True),
}
_SITS = ("sit", "drive", "ride")
_ROOF = 1.24
"""How high a head may be in a car, in metres."""
_LAIN = 0.18
"""How far a body sinks below a seat's height when it lies on it, in metres."""
_AT = re.compile(r"\b(?:at|behind) (?:a|an|the|his|her|their|its) (?:\w+ ){0,2}?(?:table|desk|workbench)\b")
_JOINED = (
    r"on|in|into|at|behind|onto|inside|atop|rides?|riding|rode|drives?|driving|drove|"
    r"rows?|rowing|rowed|steers?|pedals?"
)
_AFLOAT = 9.0
"""Metres further away: where the water of a shore is."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A thing that heads left."""

    thing: Thing

    @property
    def name(self) -> str:
        return self.thing.name

    def draw(self, pen: Pen, view: View, x: float, y: float, z: float) -> None:
        """Draw it mirrored about its middle."""
        middle = view.project(x, y, z)[0]
        pen.canvas.save()
        pen.canvas.translate(2 * middle, 0)
        pen.canvas.scale(-1, 1)
        self.thing.draw(pen, view, x, y, z)
        pen.canvas.restore()


class Settled(NamedTuple):
    """The cast on what it sits, lies and rides on, those things where they stand, and the other things."""

    cast: list[Placed]
    seats: list[PlacedThing]
    others: Sequence[Thing]


def settled(action: str, cast: Sequence[Placed], things: Sequence[Thing]) -> Settled:
    """Bring what is sat on, lain on and ridden in to those who do it."""
    people = list(cast)
    stood: list[PlacedThing] = []
    rest: list[Thing] = []
    for thing in things:
        users = [
            number
            for number, (_, blocking) in enumerate(cast)
            if _uses(said(action, number), thing, blocking) and not people[number][1].on
        ]
        if not users:
            rest.append(thing)
            continue
        at = thing.name == "table" and bool(_AT.search(said(action, users[0])))
        for number in users:
            figure, blocking = people[number]
            people[number] = figure, _on(thing, figure, blocking, at)
        stood += (
            _at_table(thing, [people[number] for number in users]) if at else [_under(thing, people, users)]
        )
    return Settled(people, stood, rest)


def _uses(clause: str, thing: Thing, blocking: Blocking) -> bool:
    """Whether a clause puts its subject on the thing, in it, or at it."""
    seat = _SEATS.get(thing.name)
    if seat is None or blocking.pose not in seat.poses:
        return False
    nouns = "|".join(re.escape(word).replace("\\-", "[ -]") for word in thing.kind.words.split())
    return bool(
        re.search(
            rf"\b(?:{_JOINED}) (?:an?|the|his|her|their|its|\w+) (?:[\w-]+ ){{0,3}}?(?:{nouns})\b", clause
        )
    )


def _on(thing: Thing, figure: Figure, blocking: Blocking, at: bool) -> Blocking:
    """Its user at the height of the seat, looking the way that it heads."""
    seat = _SEATS["chair" if at else thing.name]
    size = thing.height / thing.kind.height if not at else 1.0
    facing = blocking.facing
    if seat.turned:
        facing = 0.85 if facing >= 0 else -0.85
    elif thing.name == "bed" and blocking.pose != "sit":
        facing = 0.9
    pose = {"car": "drive", "boat": "drive", "bicycle": "ride"}.get(thing.name, blocking.pose)
    placed = replace(blocking, pose=pose, facing=facing, on=True)
    y = _ROOF * size - figure.head_at(placed, 0.5).top
    if thing.name != "car":
        y = seat.height * size - (_seat_of(figure, placed) if pose in _SITS else _LAIN)
    z = blocking.z + (_AFLOAT if thing.name == "boat" else 0.0)
    return replace(placed, y=y, z=z)


def _seat_of(figure: Figure, placed: Blocking) -> float:
    """How high above its feet somebody's seat is, in metres, whose trunk is as long as when it stands."""
    if not isinstance(figure, Human):
        return 0.0
    return figure.head_at(placed, 0.5).chin - (figure.head - HIP * figure.height) - 0.04 * figure.height


def _under(thing: Thing, cast: Sequence[Placed], users: Sequence[int]) -> PlacedThing:
    """The thing under its users, or about them."""
    seat = _SEATS[thing.name]
    taken = [cast[number][1] for number in users]
    x = sum(blocking.x for blocking in taken) / len(taken)
    z = taken[0].z - 0.1 if seat.before else max(blocking.z for blocking in taken) + 0.05
    width, height = (3.4, 1.1) if seat.doing == "rowed" else (thing.width, thing.height)
    used = replace(thing, doing=seat.doing)
    left = seat.turned and taken[0].facing < 0
    x += {"car": -0.1, "bicycle": 0.25, "bed": 0.1}.get(thing.name, 0.0) * (-1.0 if left else 1.0)
    return PlacedThing(Turned(used) if left else used, x, 0.0, z, width, height)


def _at_table(table: Thing, users: Sequence[Placed]) -> list[PlacedThing]:
    """A table before those who sit at it, and a chair under each."""
    chair = things_in("a chair", 0)[0]
    chairs = [PlacedThing(chair, user.x, 0.0, user.z + 0.05, chair.width, chair.height) for _, user in users]
    x = sum(user.x for _, user in users) / len(users)
    z = min(user.z for _, user in users) - 0.45
    return [PlacedThing(replace(table, doing=""), x, 0.0, z, table.width, table.height), *chairs]
