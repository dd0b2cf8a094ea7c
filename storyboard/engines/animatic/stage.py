"""A shot set up to be drawn: its place, its cast in their poses, its things, and its framing."""

from __future__ import annotations

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
from storyboard.engines.animatic.figures import block, figure_for
from storyboard.engines.animatic.figures.courses import US
from storyboard.engines.animatic.figures.identity import identity
from storyboard.engines.animatic.filmed import subjects_of, travel
from storyboard.engines.animatic.framing import Room, Shape, view_of
from storyboard.engines.animatic.hands import Held
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
        return replace(self.view, x=self.view.x + travel(self.followed, phase) * self.follow)


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
    subjects = subjects_of(placed, things, camera, followed, follow)
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
