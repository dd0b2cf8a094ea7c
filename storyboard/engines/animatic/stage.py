"""A shot set up to be drawn: its place, its cast in their poses, its things, and its framing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from storyboard.base.digest import digest_of
from storyboard.engines.animatic.dressing import (
    Placed,
    PlacedThing,
    Spot,
    dress,
    hidden,
    in_a_wall,
    with_room,
)
from storyboard.engines.animatic.figures import Blocking, Figure, block, figure_for
from storyboard.engines.animatic.figures.courses import US
from storyboard.engines.animatic.figures.identity import identity
from storyboard.engines.animatic.framing import Room, Shape, view_of
from storyboard.engines.animatic.hands import Held, hand_at
from storyboard.engines.animatic.moves import SPEEDS, Aim
from storyboard.engines.animatic.scenery import Scenery, scenery
from storyboard.engines.animatic.scenery.lens import Lens
from storyboard.engines.animatic.scenery.planes import Panel
from storyboard.engines.animatic.scenery.room import Ceiling
from storyboard.engines.animatic.seating import settled
from storyboard.engines.animatic.shoulder import Shoulder
from storyboard.engines.animatic.subjects import Subject
from storyboard.engines.animatic.things import Thing, things_in
from storyboard.engines.animatic.view import View
from storyboard.engines.animatic.ways import keeps_pace, on_their_ways
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.base.digest import Plain

_FOLLOWS = {"ECU": 1.0, "BCU": 1.0, "CU": 1.0, "MCU": 1.0, "MS": 0.85, "MLS": 0.6, "WS": 0.35, "EWS": 0.0}
"""How much of a character's travel the camera makes with it, by shot size."""
_NEAR, _SPECK = 5.0, 7.5
"""Where things stand that nobody stands near, and figures of an extreme wide shot at least, in metres."""
_TOGETHER = ("MS", "MLS", "WS", "EWS")
"""Sizes that hold the whole cast."""
_WHOLE = ("WS", "EWS")
"""Sizes that hold the shot's first thing too, however large."""
_DEEP = 11.0
"""Metres: in a deeper place doors stand where the cast is, not in the back wall."""
_CEILING = 3.0
"""Metres, where a room doesn't say."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that a frame of the shot shows, but for the camera's move."""

    scenery: Scenery
    cast: tuple[Placed, ...]
    who: tuple[int, ...]
    """The place of each of `cast` in the shot's cast."""
    things: tuple[PlacedThing, ...]
    shoulder: Shoulder | None
    view: View
    aim: Aim
    followed: Placed | None = None
    follow: float = 0.0
    keeps_pace: bool = False
    """Whether the camera's truck is the way of whom it follows, so that there is no other move."""

    def seen_at(self, phase: float) -> View:
        """The framing at a phase of the shot: tight frames go along with who moves in them."""
        if self.followed is None:
            return self.view
        return replace(self.view, x=self.view.x + _travel(self.followed, phase) * self.follow)


def set_stage(shot: Spec, size: tuple[int, int]) -> Stage:
    """Set a shot up from the aspects in its spec; a pure function of them."""
    seed = cast(int, shot.get("seed", 0))
    camera = cast("Mapping[str, str | None]", shot["camera"])
    action = str(shot["action"])
    place = scenery(str(shot["place"]), seed)
    placed, things = _set(shot, action, camera, place, seed)
    place = _without_its_lens(place, things)
    framed = camera.get("framing")
    shown = [] if framed == "insert" and things else placed[1:] if _seen_past(placed, framed) else placed
    shown = [each for each in shown if not hidden(each, things)]
    followed = shown[0] if shown and framed != "OTS" else None
    pace = followed is not None and keeps_pace(followed[1], str(camera.get("move")))
    narrow = Shape(*size).narrow if len(shown) == 1 else 0.0
    follow = _follow(followed, pace, str(camera["size"]), narrow)
    subjects = _subjects(placed, things, camera, followed, follow)
    room = _room(place)
    angle = str(camera["angle"])
    lead = 0.17 if framed == "OTS" else 0.10
    view = view_of(subjects, Shape(*size), str(camera["size"]), angle, camera.get("lens"), room, lead)
    gone = [each[0] for each in shown[1:] if _headless(each, view)]
    shown = [each for each in shown if each[0] not in gone]
    things = [each for each in things if not (isinstance(each.thing, Held) and each.thing.figure in gone)]
    who = tuple(number for number, each in enumerate(placed) if any(each is one for one in shown))
    shoulder = _shoulder(placed, framed)
    aside = _head_of(followed) if followed else subjects[0].x
    aim = Aim(min(each.z for each in subjects) - view.z, _looked_at(subjects[0]), aside - view.x)
    speed = SPEEDS.get(str(camera.get("speed")), 1.0) if pace and followed else 0.0
    shown, things = on_their_ways(shown, things, view, speed, _back_wall(place))
    followed = shown[0] if followed else None
    return Stage(place, tuple(shown), who, tuple(things), shoulder, view, aim, followed, follow, pace)


def _set(
    shot: Spec, action: str, camera: Mapping[str, str | None], place: Scenery, seed: int
) -> tuple[list[Placed], list[PlacedThing]]:
    """The cast where it stands, and the things about it."""
    figures = tuple(
        figure_for(str(member["is"]), str(member.get("who", "")))
        for member in cast("list[dict[str, Plain]]", shot["cast"])
    )
    things = things_in(US.sub(" ", action), seed, str(shot["place"]))
    sides = [digest_of(identity(each).encode("utf-8", "surrogatepass")) for each in _who(shot)]
    heading = {"truck left": -1.0, "truck right": 1.0}.get(str(camera.get("move")), 0.0)
    alone = camera.get("framing") == "insert"
    placed = list(zip(figures, block(action, figures, seed, sides, heading), strict=True))
    placed = placed if alone else with_room(placed, settled(action, placed, things).others, action)
    far = camera["size"] == "EWS" and not place.indoors
    placed = _no_nearer(placed, _SPECK) if far else placed
    dark, back = place.light.darkness > 0.2, _back_wall(place)
    hung = place.indoors and back < _DEEP and any(in_a_wall(thing) for thing in things)
    placed = _no_nearer(placed, back - 1.0) if hung else placed
    seats: list[PlacedThing] = []
    others: Sequence[Thing] = things
    if not alone:
        placed, seats, others = settled(action, placed, things)
    near = _SPECK if far else back - 0.1 if hung else _NEAR
    spot = Spot(place.indoors, back, dark, near)
    return placed, [*seats, *dress(action, others, placed, spot, seed, str(camera["size"]), alone)]


def _who(shot: Spec) -> list[str]:
    """Each character's own description, whatever look it is in."""
    return [str(member.get("who") or member["is"]) for member in cast("list[dict[str, Plain]]", shot["cast"])]


def _follow(followed: Placed | None, pace: bool, size: str, narrow: float) -> float:
    """How much of a way the camera goes along; none with who comes into the frame or leaves it.

    A `narrow` frame (0 to 1) holds little of a way, and goes along with more of it.
    """
    follows = _FOLLOWS.get(size, 0.5)
    if pace or followed is None:
        return 1.0 if pace else follows
    if followed[1].gone == 0.0:
        return 0.0
    return follows + (1 - follows) * narrow if follows else 0.0


def _without_its_lens(place: Scenery, things: Sequence[PlacedThing]) -> Scenery:
    """A lamp room has one great lamp: where the action names it, the place's own lens gives way to it."""
    if not any(getattr(each.thing, "name", "") == "lighthouse lamp" for each in things):
        return place
    return replace(place, behind=tuple(each for each in place.behind if not isinstance(each, Lens)))


def _no_nearer(placed: list[Placed], nearest: float) -> list[Placed]:
    """Move everybody back: to where a landscape makes them specks, or to the wall that a door is in."""
    back = max(0.0, nearest - min((blocking.z for _, blocking in placed), default=nearest))
    return [(figure, replace(blocking, z=blocking.z + back)) for figure, blocking in placed]


def _seen_past(placed: Sequence[Placed], framed: str | None) -> bool:
    """Whether the first of the cast is who looks, and so is not in the picture."""
    return framed == "POV" or (framed == "OTS" and len(placed) > 1)


def _shoulder(placed: Sequence[Placed], framed: str | None) -> Shoulder | None:
    if framed != "OTS" or len(placed) < 2:
        return None
    return Shoulder(placed[0][0], -1.0 if placed[1][1].facing <= 0 else 1.0)


def _headless(placed: Placed, view: View) -> bool:
    """Whether the frame cuts off more than half of somebody's head above: then the rest is not shown."""
    figure, blocking = placed
    head = figure.head_at(blocking, 0.5)
    middle = blocking.y + (head.chin + head.top) / 2
    return view.project(blocking.x, middle, blocking.z)[1] < 0


def _head_of(placed: Placed) -> float:
    """How far aside the head of one of the cast is, in metres."""
    return placed[1].x + placed[0].head_at(placed[1], placed[1].pivot).aside


def _looked_at(subject: Subject) -> float:
    """How high the eye rests: on a forehead, or on the middle of a thing."""
    return subject.top - (0.25 * subject.head or 0.5 * (subject.top - subject.bottom))


def _subjects(
    placed: list[Placed],
    things: list[PlacedThing],
    camera: Mapping[str, str | None],
    followed: Placed | None,
    follow: float,
) -> list[Subject]:
    """What the frame is about."""
    framing, size = camera.get("framing"), camera["size"]
    objects = [_thing_subject(each) for each in things if each.width]
    people = [_figure_subject(each, str(size), followed, follow) for each in placed]
    if framing == "insert" and objects:
        return objects[:1]
    if framing == "POV":
        return people[1:] or objects[:1] or [_NOBODY]
    if framing == "OTS" and len(placed) > 1:
        return people[1:2]
    if not people:
        return objects[:1] or [_NOBODY]
    if framing != "two-shot" and size not in _TOGETHER:
        return people[:1] + (_in_hand(placed[0], things) if size == "MCU" else [])
    main = [replace(each, beside=True) for each in objects[:1] if _belongs(each, str(size))]
    return people + main


_NOBODY = Subject(0.0, 5.5, 1.7, 1.45, 0.6)
"""What an empty place is framed for: somebody who might stand there."""


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
        _travel(placed, phase) - (_travel(followed, phase) * follow if followed else 0.0)
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


_HELD_OUT = ("wave", "point", "give")


def _travel(placed: Placed, phase: float) -> float:
    """How far aside a character's head is from where it is halfway through the shot, in metres."""
    figure, blocking = placed
    return figure.head_at(blocking, phase).aside - figure.head_at(blocking, 0.5).aside


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


def _room(place: Scenery) -> Room | None:
    """What keeps the camera in; outdoors nothing does."""
    if not place.indoors:
        return None
    return Room(next((each.panel.plane.at for each in place.behind if isinstance(each, Ceiling)), _CEILING))


def _back_wall(place: Scenery) -> float:
    """How far away the room's back wall is, in metres; outdoors there is none."""
    walls = [
        each.plane.at for each in place.behind if isinstance(each, Panel) and each.plane.kind == "facing"
    ]
    return max(walls, default=9.0) if place.indoors else 1e3
