"""Things in use: what is held, sat on, lain on, ridden in and worn on the back; frames that hold hands."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.engines.animatic.dressing import PlacedThing
from storyboard.engines.animatic.figures import figure_for
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.hands import Held, hand_at
from storyboard.engines.animatic.moves import moved
from storyboard.engines.animatic.stage import Stage
from tests.engines.figure_drawing import drawn, overlap
from tests.engines.staging import DOG, MAN, WOMAN, row, shot, staged, still


def held(stage: Stage) -> list[tuple[str, int]]:
    """What is held, and by which of the cast."""
    figures = [figure for figure, _ in stage.cast]
    things = [each.thing for each in stage.things if isinstance(each.thing, Held)]
    return [(thing.name, figures.index(thing.figure)) for thing in things]


def named(stage: Stage, name: str) -> PlacedThing:
    return next(each for each in stage.things if getattr(each.thing, "name", "") == name)


@pytest.mark.parametrize(
    ("action", "holds"),
    [
        ("{0} walks with a suitcase", [("suitcase", 0)]),
        ("{0} gives {1} an apple", [("apple", 0)]),
        ("{0} eats an apple", [("apple", 0)]),
        ("{0} drinks tea", [("cup", 0)]),
        ("{0} holds a rope", [("rope", 0)]),
        ("{0} holds a kite", [("kite", 0)]),
        ("{0} hugs a teddy bear", [("teddy bear", 0)]),
        ("{0} sleeps while {1} reads a newspaper", [("newspaper", 1)]),
        ("{0} reads a newspaper, {1} drinks tea", [("newspaper", 0), ("cup", 1)]),
        ("{0} and {1} fight with swords", [("sword", 0), ("sword", 1)]),
        ("{0} stands beside a suitcase", []),
        ("{0} sees a rope", []),
    ],
)
def test_what_is_used_is_in_the_hand(action: str, holds: list[tuple[str, int]]) -> None:
    assert held(staged(shot(action, [MAN, WOMAN][: action.count("{")], note="WS"))) == holds


def test_what_is_held_stands_on_no_table() -> None:
    brown = np.array([120, 87, 64])

    def table(action: str) -> float:
        picture = still(shot(action, [MAN], "a snowfield, day", "WS", look="flat")).astype(int)
        return float((np.abs(picture[60:] - brown).max(axis=2) < 12).mean())

    assert 2 * table("{0} drinks tea") < table("{0} sees a cup on the table")


@pytest.mark.parametrize(
    ("action", "thing"),
    [
        ("{0} sits on a bench", "bench"),
        ("{0} sits on a wooden chair", "chair"),
        ("{0} sleeps on the bed", "bed"),
        ("{0} sleeps on the table", "table"),
        ("{0} rides a bicycle", "bicycle"),
        ("{0} drives a car", "car"),
        ("{0} rows a boat", "boat"),
    ],
)
@pytest.mark.parametrize("who", [MAN, "a small girl in a red coat"])
def test_people_are_on_and_in_what_they_use(action: str, thing: str, who: str) -> None:
    stage = staged(shot(action, [who], note="WS"))
    ((figure, blocking),) = stage.cast
    seat = named(stage, thing)
    assert blocking.on and abs(seat.x - blocking.x) < 0.5 and abs(seat.z - blocking.z) < 0.5
    assert (seat.z < blocking.z) is (thing in ("car", "boat"))
    if thing == "car":
        assert 0.9 < blocking.y + figure.head_at(blocking, 0.5).top < 1.3


@pytest.mark.parametrize("way", ["left", "right"])
def test_what_is_driven_heads_where_its_driver_looks(way: str) -> None:
    stage = staged(shot(f"{{0}} drives a car to the {way}", [MAN], note="WS"))
    turned = type(named(stage, "car").thing).__name__ == "Turned"
    assert turned is (way == "left") is (stage.cast[0][1].facing < 0)


def test_at_a_table_one_sits_behind_it_on_a_chair() -> None:
    stage = staged(shot("{0} and {1} sit at the table", [MAN, WOMAN], note="WS"))
    assert [getattr(each.thing, "name", "") for each in stage.things] == ["table", "chair", "chair"]
    assert all(named(stage, "table").z < blocking.z and blocking.on for _, blocking in stage.cast)


def test_two_on_one_bench_share_it() -> None:
    stage = staged(shot("{0} and {1} sit on a bench", [MAN, WOMAN], note="WS"))
    assert len(stage.things) == 1 and all(blocking.on for _, blocking in stage.cast)


def test_who_sits_on_nothing_named_has_a_box() -> None:
    assert not staged(shot("{0} sits beside a chair", [MAN], note="WS")).cast[0][1].on


@pytest.mark.parametrize(
    ("what", "prop"), [("with a backpack", "pack"), ("holding a teddy bear", "teddy"), ("with a bag", "bag")]
)
def test_what_somebody_has_by_description_is_drawn(what: str, prop: str) -> None:
    assert figure_for(f"a man {what}").person.prop == prop  # type: ignore[attr-defined]
    assert overlap(drawn(f"a man {what}", "walk"), drawn("a man", "walk")) < 0.99


def test_a_backpack_leaves_both_hands_free() -> None:
    (letter,) = staged(shot("{0} holds a letter", ["a man with a backpack"])).things
    assert isinstance(letter.thing, Held) and not letter.thing.far_hand


# frames


@pytest.mark.parametrize("action", ["{0} waves", "{0} points at a door"])
@pytest.mark.parametrize("note", ["MS", "MLS", "WS"])
def test_a_narrow_frame_has_the_hand_that_is_held_out(action: str, note: str) -> None:
    stage = staged(shot(action, [MAN], note=note, size=(90, 160)))
    ((figure, blocking),) = stage.cast
    for time in (0.0, 0.2, 0.5):
        aside, _ = hand_at(figure, blocking, time, 0.5)
        assert 0 < stage.view.project(blocking.x + aside, 1.2, blocking.z)[0] < 90


@pytest.mark.parametrize("action", ["{0} stands", "{0} barks at {1}", "{0} sits"])
@pytest.mark.parametrize("move", ["zoom in", "push in"])
def test_a_zoom_on_an_animal_keeps_its_head_in_the_frame(action: str, move: str) -> None:
    stage = staged(shot(action, [DOG, MAN][: action.count("{")], note="MS", angle="ground", move=move))
    figure, blocking = stage.cast[0]
    x = blocking.x + figure.head_at(blocking, 0.5).aside
    across = []
    for phase in (0.0, 0.5, 1.0):
        view = moved(stage.seen_at(phase), move, "fast", phase, 0.0, stage.aim, 7)
        across.append(view.project(x, 0.6, blocking.z)[0])
    assert all(10 < column < 150 for column in across)
    assert max(across) - min(across) < 6


@pytest.mark.parametrize("note", ["MS", "WS"])
@pytest.mark.parametrize("angle", ["eye", "overhead"])
def test_who_falls_is_in_the_frame_from_first_to_last(note: str, angle: str) -> None:
    stage = staged(shot("{0} falls down", [MAN], note=note, angle=angle))
    figure, blocking = stage.cast[0]
    for phase in (0.0, 0.5, 1.0):
        place = figure.head_at(blocking, phase)
        x = stage.view.project(blocking.x + place.aside, 0.5, blocking.z)[0]
        assert 0 < x < 160 and 0 <= row(stage.view, figure, blocking, place.top) < 90


def test_a_falling_arm_stays_on_its_side() -> None:
    """Arms raised higher than this swing out to the other side, from one frame to the next."""
    arms = [pose_at("fall", number / 24, number / 48) for number in range(49)]
    assert max(pose.near_arm[0] for pose in arms) < 1.9
    assert arms[-1].far_arm[0] > 0
