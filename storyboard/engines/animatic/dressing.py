"""Set dressing: where things stand, who holds which of them, and what a door stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from storyboard.engines.animatic.figures import Blocking, Figure
from storyboard.engines.animatic.figures.clauses import said
from storyboard.engines.animatic.figures.human import Human
from storyboard.engines.animatic.figures.places import receded
from storyboard.engines.animatic.figures.props import NOT_IN_HAND
from storyboard.engines.animatic.figures.verbs import pose_of
from storyboard.engines.animatic.hands import Held
from storyboard.engines.animatic.house_front import house_front
from storyboard.engines.animatic.things import Thing

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

Placed = tuple[Figure, Blocking]

_TABLE, _WALL, _SKY = 0.9, 1.45, 4.2
"""How high things stand that are not on the floor, in metres."""
_LARGE = 1.8
"""Things as wide as this, in metres, stand well behind the cast: boats, vans, trees."""


class Drawn(Protocol):
    """What can stand on the stage."""

    def draw(self, pen: Pen, view: View, x: float, y: float, z: float) -> None: ...


@dataclass(frozen=True, slots=True)
class PlacedThing:
    """An object where it stands, in metres."""

    thing: Drawn
    x: float
    y: float
    z: float
    width: float = 0.0
    height: float = 0.0
    shines: bool = False
    """Whether it is drawn in its own light, however dark the place is."""

    def at(self, phase: float) -> float:
        """How far away it is at a phase of the shot: what is held goes with its owner."""
        return self.z + (receded(self.thing.blocking, phase) if isinstance(self.thing, Held) else 0.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """What a place gives to whoever dresses it: its back wall's depth indoors, and whether its lamps burn."""

    indoors: bool
    back: float
    dark: bool
    near: float


def dress(
    action: str,
    things: Sequence[Thing],
    cast: Sequence[Placed],
    spot: Spot,
    seed: int,
    size: str,
    alone: bool,
) -> list[PlacedThing]:
    """Stand things about the cast: what is in a hand goes to a hand, the rest where there is room.

    `size` is the shot's; `alone` is for inserts, where nobody holds what is shown.
    """
    wide = size in ("MLS", "WS", "EWS")
    near = min((blocking.z for _, blocking in cast), default=spot.near)
    taken = [blocking.x for _, blocking in cast]
    hands: dict[int, int] = {}
    found: list[PlacedThing] = []
    for number, thing in enumerate(things):
        owner = None if alone else _holder(action, thing, cast)
        if owner is not None:
            figure, _ = cast[owner]
            if isinstance(figure, Human) and figure.person.prop == thing.name:
                continue
            found += [_held(thing, cast[each], hands, each) for each in _owners(action, thing, cast, owner)]
            continue
        thing = replace(thing, stands=_laid(action)) if thing.stands == "hand" else thing
        rider = _rider(thing, cast)
        if rider is not None:
            found.append(_ridden(thing, rider[1], wide))
            continue
        x = _place_of(thing, cast, taken, first=not number)
        taken.append(x)
        y = {"table": _TABLE, "wall": _WALL, "sky": _SKY}.get(thing.stands, 0.0)
        z = _depth(thing, near, bool(cast), spot)
        if in_a_wall(thing) and not spot.indoors:
            found += _front(thing, x, z, seed, spot.dark)
        found.append(PlacedThing(thing, x, y, z, thing.width, thing.height, _shines(thing)))
    return found


def _held(thing: Thing, owner: Placed, hands: dict[int, int], number: int) -> PlacedThing:
    """The thing in the next free hand of its owner."""
    figure, blocking = owner
    held = Held(thing, figure, blocking, far_hand=hands.get(number, _props(figure)) % 2 == 1)
    hands[number] = hands.get(number, _props(figure)) + 1
    z = blocking.z + (0.02 if blocking.back else -0.02)
    return PlacedThing(held, blocking.x, 1.0, z, shines=_shines(thing))


def _owners(action: str, thing: Thing, cast: Sequence[Placed], owner: int) -> list[int]:
    """Who holds one each, where the action has many of a thing; else its one owner."""
    many = re.compile(rf"\b{_nouns(thing)}(?:s|es)\b")
    sharers = [
        number
        for number, (_, blocking) in enumerate(cast)
        if blocking.pose == cast[owner][1].pose and many.search(said(action, number).lower())
    ]
    return sharers or [owner]


def in_a_wall(thing: Thing) -> bool:
    """Whether a thing can't stand free: a door, and all that hangs."""
    return thing.name == "door" or thing.stands == "wall"


def hidden(member: Placed, things: Sequence[PlacedThing]) -> bool:
    """Whether a character sits behind the closed doors of what it drives."""
    blocking = member[1]
    driven = blocking.pose in _RIDING and not blocking.on
    return driven and any(each.x == blocking.x and each.z < blocking.z and each.width > 3 for each in things)


def with_room(cast: Sequence[Placed], things: Sequence[Thing], action: str) -> list[Placed]:
    """The cast, moved apart in the middle where a thing of theirs stands between two of them."""
    between = next((thing for thing in things if _between(thing)), None)
    if between is None or len(cast) < 2 or any(blocking.pose in _CLOSE for _, blocking in cast):
        return list(cast)
    order = sorted(range(len(cast)), key=lambda number: cast[number][1].x)
    left, right = order[len(order) // 2 - 1], order[len(order) // 2]
    inner = [
        cast[number][1].x + side * cast[number][0].width / 2 for number, side in ((left, 1), (right, -1))
    ]
    more = max(between.width + 0.12 - (inner[1] - inner[0]), 0.0) / 2
    moves = dict.fromkeys(order[: len(order) // 2], -more)
    return [
        (figure, replace(blocking, x=blocking.x + moves.get(number, more)))
        for number, (figure, blocking) in enumerate(cast)
    ]


_CLOSE = ("hug", "fight")


def _between(thing: Thing) -> bool:
    return thing.stands in ("table", "floor", "wall") and thing.width < _LARGE and not in_a_wall(thing)


def _rider(thing: Thing, cast: Sequence[Placed]) -> Placed | None:
    """Who drives or rides the thing."""
    if thing.name not in _VEHICLES:
        return None
    return next((each for each in cast if each[1].pose in _RIDING), None)


def _ridden(thing: Thing, rider: Blocking, wide: bool) -> PlacedThing:
    """A vehicle about its driver: closed ones hide who is in them, unless the shot is close."""
    z = rider.z - 0.3 if wide else rider.z + 0.2
    return PlacedThing(replace(thing, doing=""), rider.x, 0.0, z, thing.width, thing.height)


_RIDING = ("drive", "ride")
_VEHICLES = ("van", "bus", "train")


def _front(thing: Thing, x: float, z: float, seed: int, dark: bool) -> list[PlacedThing]:
    """The house that a door or a window in the open belongs to."""
    front = house_front(seed, thing.name == "door")
    lights = [PlacedThing(replace(front, lights=True), x, 0.0, z + 0.05, shines=True)] if dark else []
    return [PlacedThing(front, x, 0.0, z + 0.06), *lights]


def _shines(thing: Thing) -> bool:
    return thing.name in _LIGHTS and thing.doing not in ("unlit", "goes out")


_LIGHTS = ("lighthouse lamp", "lamp", "lantern", "candle", "fire", "torch", "match")


def _props(figure: Figure) -> int:
    """How many hands are full by the description."""
    return 1 if isinstance(figure, Human) and figure.person.prop not in NOT_IN_HAND else 0


def _holder(action: str, thing: Thing, cast: Sequence[Placed]) -> int | None:
    """Who holds the thing: what is small on a table is held by whoever holds or carries it."""
    if not cast or _laid_down(action, thing):
        return None
    owner = _owner(action, thing, len(cast))
    small = (thing.stands == "table" and thing.width < 0.6) or thing.name in _LIFTED
    lifts = cast[owner][1].pose in ("hold", "carry", "drink", "give") or _with_it(action, thing)
    return owner if thing.stands == "hand" or (small and lifts and not thing.doing) else None


_LIFTED = ("suitcase", "rope")
"""What stands on the floor until somebody carries it."""


def _with_it(action: str, thing: Thing) -> bool:
    """Whether somebody goes or stands with the thing."""
    return bool(
        re.search(rf"\bwith (?:an?|the|his|her|their|its) (?:\w+ ){{0,2}}?{_nouns(thing)}\b", action.lower())
    )


def _laid_down(action: str, thing: Thing) -> bool:
    """Whether the action says that the thing lies somewhere, so that nobody holds it."""
    return bool(
        re.search(rf"\b{_nouns(thing)}\b on (?:a|an|the|his|her|their)\b(?!.*\bhand)", action.lower())
    )


def _laid(action: str) -> str:
    """Where a thing lies that nobody holds."""
    return "floor" if re.search(r"\bon the (?:floor|ground|street|road|grass|sand)\b", action) else "table"


def _owner(action: str, thing: Thing, count: int) -> int:
    """The cast member whose clause names the thing: the last before it that a verb follows."""
    text = action.lower()
    at = re.search(rf"\b{_nouns(thing)}(?:s|es)?\b", text)
    before = text[: at.start()] if at else text
    owner = 0
    for match in re.finditer(r"\{(\d+)\}(?:\s+(?:slowly|quickly|carefully|quietly))?\s*([a-z]*)", before):
        verb = match[2]
        if verb.endswith("s") or verb in ("with", "has") or pose_of(verb):
            owner = int(match[1])
    return owner if owner < count else 0


def _nouns(thing: Thing) -> str:
    """A pattern of the words that name the thing."""
    return "(?:" + "|".join(re.escape(word).replace("\\-", "[ -]") for word in thing.kind.words.split()) + ")"


def _place_of(thing: Thing, cast: Sequence[Placed], taken: Sequence[float], first: bool) -> float:
    if not first or not cast:
        return _free(taken, thing.width)
    if len(cast) == 1:
        return _before(cast[0], thing)
    order = sorted(blocking.x for _, blocking in cast)
    middle = (order[len(order) // 2 - 1] + order[len(order) // 2]) / 2
    return middle if _between(thing) or thing.width > _LARGE else _free(taken, thing.width)


def _before(who: Placed, thing: Thing) -> float:
    """In front of a character, within reach: what it knocks at, looks at or opens."""
    figure, blocking = who
    side = 1.0 if blocking.facing >= 0 else -1.0
    reach = 0.32 * figure.height + thing.width / 2 * (0.55 if thing.width > _LARGE else 1.0)
    return blocking.x + side * (reach + 0.05)


def _free(taken: Sequence[float], width: float) -> float:
    """The place nearest to the middle that is at least a thing's width from what stands there already."""
    if not taken:
        return 0.0
    room = width / 2 + 0.55
    tries = sorted((x * 0.2 for x in range(-25, 26)), key=lambda x: (abs(x - 0.01), x))
    return next((x for x in tries if all(abs(x - other) >= room for other in taken)), max(taken) + room)


def _depth(thing: Thing, near: float, peopled: bool, spot: Spot) -> float:
    """The larger a thing, the further back it stands, so that a frame of people can hold it."""
    if thing.stands == "sky":
        return 16.0 if not spot.indoors else near + 0.9
    large = thing.width > _LARGE
    if spot.indoors:
        return min(near + (1.2 if large else 0.7), max(spot.back - 0.1, near + 0.2)) if peopled else near
    if not peopled:
        return near
    return near + 0.9 + (1.9 * max(thing.width / 1.9, thing.height) if large else 0.0)
