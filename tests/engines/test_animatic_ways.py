"""Screen direction: who goes which way, what a camera that goes along sees, and on which side people stay."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from storyboard.engines.animatic.figures import block, figure_for
from storyboard.engines.animatic.figures.places import here
from storyboard.engines.animatic.moves import moved
from storyboard.engines.animatic.stage import Stage
from storyboard.engines.animatic.view import View
from tests.engines.staging import DOG, KEEPER, MAN, WOMAN, shot, staged, still

PHASES = (0.0, 0.25, 0.5, 0.75, 1.0)


def column(stage: Stage, view: View, number: int = 0) -> float:
    """Where one of the cast is across the frame, 0 to 1."""
    _, blocking = stage.cast[number]
    spot = here(blocking, view.phase)
    return view.project(spot.x, 1.0, spot.z)[0] / view.width


def seen(
    action: str, cast: tuple[str, ...] = (MAN,), note: str = "WS", move: str = "static", **more: str
) -> list[View]:
    """The views of a shot at five phases."""
    stage = staged(shot(action, cast, note=note, move=move, **more))  # type: ignore[arg-type]
    move = "static" if stage.keeps_pace else move
    return [moved(stage.seen_at(phase), move, "normal", phase, 2 * phase, stage.aim, 7) for phase in PHASES]


def columns(action: str, note: str = "WS", move: str = "static") -> list[float]:
    stage = staged(shot(action, [MAN], note=note, move=move))
    return [column(stage, view) for view in seen(action, note=note, move=move)]


@pytest.mark.parametrize(
    ("action", "way"),
    [
        ("{0} walks left", -1),
        ("{0} walks right", 1),
        ("{0} runs to the left", -1),
        ("{0} runs quickly to the right", 1),
        ("{0} walks from left to right", 1),
        ("{0} walks from right to left", -1),
        ("{0} enters from the right", -1),
        ("{0} enters from the left", 1),
        ("{0} leaves the frame to the left", -1),
        ("{0} exits to the right", 1),
        ("{0} exits frame left", -1),
        ("{0} left the room and walks to the right", 1),
    ],
)
def test_left_and_right_are_the_audiences(action: str, way: int) -> None:
    for seed in range(4):
        (placed,) = block(action, [figure_for(MAN)], seed)
        assert placed.facing * way > 0.5
    start, *_, end = columns(action)
    assert (end - start) * way > 0.05


@pytest.mark.parametrize(("action", "way"), [("{0} looks left", -1), ("{0} turns to the right", 1)])
def test_a_look_goes_where_it_is_told(action: str, way: int) -> None:
    for seed in range(4):
        assert block(action, [figure_for(MAN)], seed)[0].facing * way > 0.5


@pytest.mark.parametrize(
    "action", ["{0} stands on the left", "{0} raises her right hand", "{0} left the room"]
)
def test_not_every_left_is_a_way(action: str) -> None:
    assert {block(action, [figure_for(MAN)], seed)[0].facing > 0 for seed in range(9)} == {True, False}


@pytest.mark.parametrize(("note", "move"), [("WS", "static"), ("MS", "static")])
def test_who_leaves_is_gone_at_the_end_and_who_enters_is_there(note: str, move: str) -> None:
    start, *_, end = columns("{0} leaves the frame to the left", note, move)
    assert end < 0 < 0.2 < start < 0.8
    start, *_, end = columns("{0} enters from the right", note, move)
    assert 0.2 < end < 0.8 < start < 1


@pytest.mark.parametrize("note", ["MS", "WS", "EWS"])
@pytest.mark.parametrize(
    ("action", "sign"),
    [
        ("{0} walks away", 1),
        ("{0} runs away from us", 1),
        ("{0} walks into the distance", 1),
        ("{0} walks towards the camera", -1),
        ("{0} comes to us", -1),
    ],
)
def test_who_walks_away_gets_smaller_and_who_comes_gets_larger(action: str, sign: int, note: str) -> None:
    stage = staged(shot(action, [MAN], note=note))
    ((_, blocking),) = stage.cast
    scales = [stage.view.scale(here(blocking, phase).z) for phase in PHASES]
    assert all((one - other) * sign > 0 for one, other in pairwise(scales))
    assert max(scales) > 1.15 * min(scales)
    assert blocking.facing == 0.0 and blocking.back is (sign > 0)


def test_indoors_nobody_walks_through_the_wall() -> None:
    stage = staged(shot("{0} walks away", [MAN], "a kitchen, day", "WS"))
    ((_, blocking),) = stage.cast
    assert here(blocking, 1.0).z < 9.0


def test_a_back_has_no_face() -> None:
    def skin(action: str) -> float:
        stage = staged(spec := shot(action, [WOMAN], "an office, day", "CU", look="flat"))
        tone = np.array(stage.cast[0][0].person.skin) * 255  # type: ignore[attr-defined]
        return float((np.abs(still(spec).astype(float) - tone).max(axis=2) < 40).mean())

    assert skin("{0} stands with her back to us") < 0.4 * skin("{0} faces us")


def test_what_is_carried_comes_along() -> None:
    stage = staged(shot("{0} walks towards the camera with a lantern", [MAN]))
    ((_, blocking),) = stage.cast
    assert [stage.things[0].at(phase) < here(blocking, phase).z for phase in PHASES] == [True] * 5


@pytest.mark.parametrize(
    "action", ["{0} walks towards the camera", "{0} looks at the camera", "{0} looks into the lens"]
)
def test_the_camera_that_looks_is_nothing_to_hold(action: str) -> None:
    assert not staged(shot(action, [MAN])).things
    assert staged(shot("{0} holds a camera", [MAN])).things


# the camera goes along


@pytest.mark.parametrize("note", ["MS", "MLS", "WS", "EWS"])
@pytest.mark.parametrize(("way", "sign"), [("left", -1), ("right", 1)])
@pytest.mark.parametrize("words", ["", " {way}"])
def test_a_truck_keeps_pace_with_who_walks_its_way(note: str, way: str, sign: int, words: str) -> None:
    action, move = "{0} walks" + words.format(way=way), f"truck {way}"
    across = columns(action, note, move)
    assert max(across) - min(across) < 0.02
    views = seen(action, note=note, move=move)
    behind = [view.project(0.0, 1.0, 12.0)[0] for view in views]
    assert all((one - other) * sign > 0 for one, other in pairwise(behind))


def test_two_who_walk_along_stay_together() -> None:
    stage = staged(shot("{0} and {1} walk right", [MAN, DOG], note="WS", move="truck right"))
    apart = [here(stage.cast[1][1], phase).x - here(stage.cast[0][1], phase).x for phase in PHASES]
    assert max(apart) - min(apart) < 0.01


# the line


@pytest.mark.parametrize("pair", [(MAN, WOMAN), (KEEPER, MAN), (DOG, WOMAN)])
@pytest.mark.parametrize("framing", ["OTS", None])
def test_reverse_angles_look_in_opposite_directions(pair: tuple[str, str], framing: str | None) -> None:
    one, other = (
        staged(shot("{0} looks at {1}", cast, note="CU", framing=framing)) for cast in (pair, pair[::-1])
    )
    assert one.cast[0][1].facing * other.cast[0][1].facing < 0
    if framing == "OTS":
        assert one.shoulder and other.shoulder and one.shoulder.side == -other.shoulder.side


def test_two_people_keep_their_sides_whatever_they_do_and_wear() -> None:
    sides = set()
    for action in ("{0} talks to {1}", "{0} and {1} wait", "{0} hugs {1}", "{0} looks at {1}"):
        for seed, coat in enumerate(("red", "blue", "green")):
            cast = [MAN, f"a cook in a {coat} coat"]
            for reverse in (False, True):
                xs = [
                    blocking.x
                    for _, blocking in staged(shot(action, cast[::-1] if reverse else cast, seed=seed)).cast
                ]
                sides.add((xs[0] < xs[1]) is reverse)
    assert len(sides) == 1
