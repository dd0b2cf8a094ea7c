"""Objects that an action names."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import skia

from storyboard.engines.animatic.pens import LOOKS
from storyboard.engines.animatic.scenery.colours import NAMES
from storyboard.engines.animatic.things import Thing, things_in
from storyboard.engines.animatic.things.catalogue import KINDS
from storyboard.engines.animatic.view import View

Rgb = npt.NDArray[np.uint8]


def names(action: str) -> list[str]:
    return [thing.name for thing in things_in(action, 1)]


def only(action: str) -> Thing:
    (thing,) = things_in(action, 1)
    return thing


def drawn(thing: Thing, phase: float = 0.0, time: float = 0.3, look: str = "flat") -> Rgb:
    size = max(thing.width, thing.height)
    away = max(1.4 * size, 0.2)
    view = View(160, 160, 115.0 * away / size, y=thing.height / 2, z=-away, time=time, phase=phase)
    surface = skia.Surface(160, 160)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorGRAY)
    thing.draw(LOOKS[look](canvas, 0.5, lambda colour: colour), view, 0.0, 0.0, 0.0)
    return np.asarray(surface.toarray(colorType=skia.kRGBA_8888_ColorType))[:, :, :3].copy()


def inked(picture: Rgb) -> npt.NDArray[np.bool_]:
    return np.any(np.abs(picture.astype(int) - 136) > 10, axis=2)


def test_the_noun_and_its_colour_are_picked_from_the_action() -> None:
    door = only("{0} opens a red door")
    assert (door.name, door.colour, door.doing) == ("door", NAMES["red"], "opens")


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ("close on the lamp as it lights", ["lamp"]),
        ("{0} hands {1} a sealed letter", ["letter"]),
        ("a heavy brass key turns in the lock of the green door", ["key", "door"]),
        ("{0} puts the diamonds into a black briefcase", ["diamond", "briefcase"]),
        ("the knives and the shelves", ["knife"]),
        ("the vault door swings open", ["vault door"]),
        ("an old pocket watch", ["watch"]),
        ("the getaway car arrives", ["car"]),
    ],
)
def test_what_is_named_is_found(action: str, found: list[str]) -> None:
    assert names(action) == found


@pytest.mark.parametrize(
    "action",
    [
        "",
        "{0} climbs the stairs while {1} runs ahead",
        "{0} watches and rocks to and fro",
        "{0} lights up and fires back",
        "{0} enters the lamp room",
        "the lighthouse keeper waits",
        "{0} walks to the lighthouse",
        "a frumious bandersnatch",
    ],
)
def test_verbs_places_cast_and_unknown_nouns_are_no_things(action: str) -> None:
    assert names(action) == []


def test_an_object_named_twice_stands_there_once() -> None:
    assert names("the letter: {0} reads the letter") == ["letter"]


def test_a_huge_key_is_larger_than_a_key_and_a_tiny_one_smaller() -> None:
    tiny, plain, huge = (only(f"a {word}").width for word in ("tiny key", "key", "huge key"))
    assert tiny < plain < huge


def test_a_colour_stays_with_its_noun() -> None:
    hat, bag = things_in("a blue hat beside a green bag", 1)
    assert (hat.colour, bag.colour) == (NAMES["blue"], NAMES["green"])


def test_no_word_names_two_kinds() -> None:
    words = [word for kind in KINDS for word in kind.words.split()]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_thing_fills_its_size_and_hardly_more(kind: object) -> None:
    word = kind.words.split()[0].replace("-", " ")  # type: ignore[attr-defined]
    thing = only(f"the {word}")
    picture = drawn(thing)
    shape = inked(picture)
    rows = np.flatnonzero(shape.any(axis=1))
    columns = np.flatnonzero(shape.any(axis=0))
    assert len(rows) and len(columns)
    spread = max(rows[-1] - rows[0], columns[-1] - columns[0])
    assert spread > 60
    assert thing.stands in {"floor", "table", "wall", "hand", "sky"}


def test_no_two_kinds_look_alike() -> None:
    pictures = [drawn(only(f"the {kind.words.split()[0].replace('-', ' ')}")) for kind in KINDS]
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert np.mean(np.abs(one.astype(int) - other.astype(int))) > 1


def test_a_red_door_is_redder_than_a_green_one() -> None:
    red, green = drawn(only("a red door")), drawn(only("a green door"))
    assert red[80, 80, 0] > red[80, 80, 1] + 60
    assert green[80, 80, 1] > green[80, 80, 0] + 20


@pytest.mark.parametrize(
    "action",
    [
        "the door opens",
        "the safe opens",
        "the vault opens",
        "the lamp lights",
        "the candle goes out",
        "the briefcase opens",
        "the car arrives",
        "the boat leaves",
        "the cup falls",
        "the chest opens",
        "the flower opens",
        "the umbrella opens",
    ],
)
def test_what_a_thing_does_is_seen_between_the_shot_s_ends(action: str) -> None:
    first, last = drawn(only(action), 0.0), drawn(only(action), 1.0)
    assert np.mean(np.abs(first.astype(int) - last.astype(int))) > 1


@pytest.mark.parametrize("action", ["the fire burns", "the bell rings", "a key spins", "the candle burns"])
def test_what_goes_on_moves_with_time(action: str) -> None:
    one, other = drawn(only(action), 0.5, 0.30), drawn(only(action), 0.5, 0.42)
    assert not np.array_equal(one, other)


def test_a_lamp_is_brighter_once_it_is_lit() -> None:
    lamp = only("close on the lamp as it lights")
    assert drawn(lamp, 1.0).mean() > drawn(lamp, 0.0).mean() + 5


def test_a_thing_too_near_or_behind_is_left_out() -> None:
    surface = skia.Surface(40, 40)
    pen = LOOKS["flat"](surface.getCanvas(), 1.0, lambda colour: colour)
    before = surface.toarray().copy()
    only("a chair").draw(pen, View(40, 40, 40.0, z=3.0), 0.0, 0.0, 1.0)
    assert np.array_equal(before, surface.toarray())


@pytest.mark.parametrize("look", ["ink", "flat", "pencil"])
def test_every_look_draws_a_thing(look: str) -> None:
    assert inked(drawn(only("a red door"), look=look)).sum() > 2000


def test_the_lamp_of_a_lighthouse_is_its_great_lens() -> None:
    (lamp,) = things_in("the lamp lights", 1, "the lamp room of a lighthouse")
    assert (lamp.name, lamp.doing) == ("lighthouse lamp", "lights")
    assert only("the lamp lights").name == "lamp"
