"""A shot set up to be drawn: its place, its cast in their poses, its things, and its framing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from storyboard.engines.animatic.figures import Blocking, Figure, block, figure_for
from storyboard.engines.animatic.framing import Shape, Subject, view_of
from storyboard.engines.animatic.scenery import Scenery, scenery
from storyboard.engines.animatic.things import Thing, things_in
from storyboard.engines.animatic.view import View
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.base.digest import Plain

_TABLE, _WALL, _SKY = 0.9, 1.45, 4.2
"""How high things stand that are not on the floor, in metres."""
_BEYOND = 5.0
"""How much further back than the cast large things stand: boats, vans, trees."""
_FOLLOWS = {"ECU": 1.0, "BCU": 1.0, "CU": 1.0, "MCU": 1.0, "MS": 0.85, "MLS": 0.6, "WS": 0.35, "EWS": 0.0}
"""How much of a character's travel the camera makes with it, by shot size."""
_SPECK = 11.5
"""How far away, in metres, the figures of an extreme wide shot stand at least."""


@dataclass(frozen=True, slots=True)
class PlacedThing:
    """An object where it stands, in metres."""

    thing: Thing
    x: float
    y: float
    z: float


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that a frame of the shot shows, but for the camera's move."""

    scenery: Scenery
    cast: tuple[tuple[Figure, Blocking], ...]
    things: tuple[PlacedThing, ...]
    shoulder: tuple[Figure, float] | None
    view: View
    distance: float
    followed: tuple[Figure, Blocking] | None = None
    follow: float = 0.0

    def seen_at(self, phase: float) -> View:
        """The framing at a phase of the shot: tight frames go along with who moves in them."""
        if self.followed is None:
            return self.view
        figure, blocking = self.followed
        along = figure.head_at(blocking, phase).aside - figure.head_at(blocking, 0.5).aside
        return replace(self.view, x=self.view.x + along * self.follow)


def set_stage(shot: Spec, size: tuple[int, int]) -> Stage:
    """Set a shot up from the aspects in its spec; a pure function of them."""
    seed = cast(int, shot.get("seed", 0))
    camera = cast("Mapping[str, str | None]", shot["camera"])
    action = str(shot["action"])
    figures = tuple(
        figure_for(str(member["is"]), str(member.get("who", "")))
        for member in cast("list[dict[str, Plain]]", shot["cast"])
    )
    place = scenery(str(shot["place"]), seed)
    placed = list(zip(figures, block(action, figures, seed), strict=True))
    things = _put(things_in(action, seed), placed, camera.get("framing"))
    if camera["size"] == "EWS":
        placed, things = _far_away(placed, things, place.indoors)
    subjects, shown, shoulder = _subjects(placed, things, camera)
    view = view_of(subjects, Shape(*size), str(camera["size"]), str(camera["angle"]), camera.get("lens"))
    nearest = min(each.z for each in subjects)
    view = _inside(view, nearest) if place.indoors else view
    followed = shown[0] if shown and camera.get("framing") not in ("insert", "OTS") else None
    follow = _FOLLOWS.get(str(camera["size"]), 0.5)
    return Stage(place, tuple(shown), tuple(things), shoulder, view, nearest - view.z, followed, follow)


def _put(
    things: tuple[Thing, ...], placed: list[tuple[Figure, Blocking]], framing: str | None
) -> list[PlacedThing]:
    """Stand things beside the cast: what is in a hand goes to a hand, the rest where there is room."""
    near = min((blocking.z for _, blocking in placed), default=5.0)
    taken = [blocking.x for _, blocking in placed]
    found = []
    for number, thing in enumerate(things):
        if thing.stands == "hand" and placed and framing != "insert":
            figure, blocking = placed[0]
            side = 1.0 if blocking.facing >= 0 else -1.0
            height = figure.height * (0.70 if blocking.pose in ("read", "hold") else 0.50)
            found.append(PlacedThing(thing, blocking.x + side * 0.34, height, blocking.z - 0.15))
            continue
        x = (
            _before(placed[0], thing)
            if len(placed) == 1 and not number
            else _free(taken, thing.width, number)
        )
        taken.append(x)
        height = {"table": _TABLE, "hand": _TABLE, "wall": _WALL, "sky": _SKY}.get(thing.stands, 0.0)
        depth = near + (0.9 if placed else 0.0) + (_BEYOND if placed and thing.width > 1.8 else 0.0)
        depth = 16.0 if thing.stands == "sky" else depth
        found.append(PlacedThing(thing, x, height, depth))
    return found


def _before(who: tuple[Figure, Blocking], thing: Thing) -> float:
    """In front of a character, within reach: what it knocks at, looks at or opens."""
    figure, blocking = who
    side = 1.0 if blocking.facing >= 0 else -1.0
    reach = 0.32 * figure.height + thing.width / 2
    return blocking.x + side * (reach + 0.05)


def _free(taken: list[float], width: float, number: int) -> float:
    """The place nearest to the middle that is at least a thing's width from what stands there already."""
    if not taken:
        return 0.0
    room = width / 2 + 0.55
    tries = sorted((x * 0.2 for x in range(-25, 26)), key=lambda x: (abs(x - 0.01 * (-1) ** number), x))
    return next((x for x in tries if all(abs(x - other) >= room for other in taken)), max(taken) + room)


def _far_away(
    placed: list[tuple[Figure, Blocking]], things: list[PlacedThing], indoors: bool
) -> tuple[list[tuple[Figure, Blocking]], list[PlacedThing]]:
    """Move everybody back, so that an extreme wide shot is a landscape with specks."""
    if indoors:
        return placed, things
    nearest = min([blocking.z for _, blocking in placed] + [each.z for each in things], default=_SPECK)
    back = max(0.0, _SPECK - nearest)
    moved = [(figure, replace(blocking, z=blocking.z + back)) for figure, blocking in placed]
    return moved, [replace(each, z=each.z + (back if each.z < _SPECK else 0.0)) for each in things]


def _subjects(
    placed: list[tuple[Figure, Blocking]], things: list[PlacedThing], camera: Mapping[str, str | None]
) -> tuple[list[Subject], list[tuple[Figure, Blocking]], tuple[Figure, float] | None]:
    """What the frame is about, who is seen, and whose shoulder it is seen over."""
    framing, size = camera.get("framing"), camera["size"]
    objects = [_thing_subject(each) for each in things]
    people = [_figure_subject(*each) for each in placed]
    if framing == "insert" and objects:
        return objects[:1], [], None
    if framing == "POV":
        return people[1:] or objects[:1] or [_NOBODY], placed[1:], None
    if framing == "OTS" and len(placed) > 1:
        side = -1.0 if placed[1][1].facing <= 0 else 1.0
        return people[1:2], placed[1:], (placed[0][0], side)
    if not people:
        return objects[:1] or [_NOBODY], placed, None
    together = framing == "two-shot" or size in ("MS", "MLS", "WS", "EWS")
    return people if together else people[:1], placed, None


_NOBODY = Subject(0.0, 5.5, 1.7, 1.45, 0.6)
"""What an empty place is framed for: somebody who might stand there."""


def _figure_subject(figure: Figure, blocking: Blocking) -> Subject:
    """A character as it is in its pose, halfway through the shot; who lies down is as wide as tall."""
    low, place = blocking.y, figure.head_at(blocking, 0.5)
    lying = place.top < 0.5 * figure.height
    return Subject(
        blocking.x + place.aside * (0.4 if lying else 1.0),
        blocking.z,
        low + place.top,
        low + place.chin,
        figure.height * 1.1 if lying else figure.width,
        low,
        blocking.facing,
        figure.height - figure.head,
    )


def _thing_subject(placed: PlacedThing) -> Subject:
    thing = placed.thing
    return Subject(placed.x, placed.z, placed.y + thing.height, placed.y, thing.width, placed.y)


def _inside(view: View, distance: float) -> View:
    """Keep the camera within the room: what it can't step back for, a wider lens takes in."""
    nearest = -1.6
    if view.z >= nearest:
        return view
    wide = (distance - nearest) / (distance - view.z)
    return replace(view, z=nearest, focal=view.focal * wide)
