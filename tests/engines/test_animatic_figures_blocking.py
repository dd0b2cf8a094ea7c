"""Verbs and poses, and where an action puts its cast."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from storyboard.engines.animatic.figures import Blocking, block, figure_for
from storyboard.engines.animatic.figures.poses import names, pose_at
from tests.engines.figure_drawing import drawn, inked, moved, overlap

MAN, DOG = "a man in a red jumper", "a shaggy grey dog"
PAIR = (figure_for(MAN), figure_for(DOG))
MOVING = ("walk", "run", "climb", "jump", "swim", "fight", "dance", "carry")
STILL = ("stand", "sit", "kneel", "crouch", "lie", "sleep", "read")


def blocked(action: str, seed: int = 1) -> tuple[Blocking, ...]:
    return block(action, PAIR, seed)


@pytest.mark.parametrize(
    ("action", "pose"),
    [
        ("{0} climbs the stairs", "climb"),
        ("{0} walked home", "walk"),
        ("{0} ran", "run"),
        ("{0} is running", "run"),
        ("{0} sits on a chair", "sit"),
        ("{0} kneels", "kneel"),
        ("{0} hides behind a tree", "crouch"),
        ("{0} lies on the floor", "lie"),
        ("{0} sleeps", "sleep"),
        ("{0} points at a map", "point"),
        ("{0} stares into the night", "look"),
        ("{0} holds a key", "hold"),
        ("{0} carries a box", "carry"),
        ("{0} swings the mace", "fight"),
        ("{0} hugs {1}", "hug"),
        ("{0} falls", "fall"),
        ("{0} jumps", "jump"),
        ("{0} drives", "drive"),
        ("{0} swims", "swim"),
        ("{0} flies", "fly"),
        ("{0} tells a story", "talk"),
        ("{0} shouts and waves", "shout"),
        ("{0} waves", "wave"),
        ("{0} opens the door", "open"),
        ("{0} reads a letter", "read"),
        ("{0} is writing", "write"),
        ("{0} dances", "dance"),
        ("{0} cries", "cry"),
        ("{0} laughs", "laugh"),
        ("{0} smiles at {1}", "smile"),
        ("{0} looks up", "look up"),
        ("{0} gazes at the stars", "look up"),
        ("{0} looks down at the floor", "look down"),
        ("{0} thinks", "think"),
        ("{0} eats an apple", "drink"),
        ("{0} pushes a cart", "push"),
        ("{0} pulls a rope", "pull"),
        ("{0} knocks on a red door", "knock"),
        ("{0} stands", "stand"),
        ("{0} flummoxes the gribble", "stand"),
        ("", "stand"),
    ],
)
def test_a_verb_gives_its_pose_and_an_unknown_one_stands(action: str, pose: str) -> None:
    assert blocked(action)[0].pose == pose


@pytest.mark.parametrize(
    ("action", "poses"),
    [
        ("{0} climbs the stairs while {1} runs ahead", ("climb", "run")),
        ("{0} and {1} run", ("run", "run")),
        ("{1} barks at {0}", ("stand", "talk")),
        ("{0} sleeps while {1} walks", ("sleep", "walk")),
        ("{0} reads. {1} jumps", ("read", "jump")),
        ("{0} chases {1}", ("run", "run")),
        ("{0} follows {1}", ("walk", "walk")),
        ("{0} dances with {1}", ("dance", "dance")),
        ("{0} hugs {1}", ("hug", "hug")),
        ("{0} talks to {1}", ("talk", "stand")),
        ("{0} chases {1}, who flies", ("run", "fly")),
    ],
)
def test_each_verb_belongs_to_its_own_subject(action: str, poses: tuple[str, str]) -> None:
    assert tuple(place.pose for place in blocked(action)) == poses


@pytest.mark.parametrize(
    ("action", "pose"),
    [
        ("{0} does not smile", "stand"),
        ("{0} doesn't walk or run", "stand"),
        ("{0} never laughs", "stand"),
        ("{0} no longer cries", "stand"),
        ("{0} does not run, but walks", "walk"),
        ("{0} is not smiling and waves", "wave"),
        ("{0} walks without looking back", "walk"),
        ("{0} without a word opens the door", "open"),
    ],
)
def test_what_somebody_does_not_do_is_left_out(action: str, pose: str) -> None:
    assert blocked(action)[0].pose == pose


def test_who_is_not_hugged_does_not_hug() -> None:
    assert [placed.pose for placed in blocked("{0} does not hug {1}")] == ["stand", "stand"]


@pytest.mark.parametrize("pose", sorted(set(names()) - {"stand", "look", "smile"}))
def test_every_pose_is_another_outline_than_standing(pose: str) -> None:
    assert overlap(drawn(MAN, pose), drawn(MAN)) < 0.92


def test_a_pose_that_nobody_knows_stands() -> None:
    assert pose_at("flummox", 0.4, 0.5) == pose_at("stand", 0.4, 0.5)


@pytest.mark.parametrize("pose", MOVING)
def test_moving_poses_move(pose: str) -> None:
    assert moved(MAN, pose) > 0.25


@pytest.mark.parametrize("pose", STILL)
def test_still_poses_only_breathe(pose: str) -> None:
    assert 0 < moved(MAN, pose) < 0.08


@pytest.mark.parametrize("pose", ("walk", "run"))
def test_a_gait_takes_both_legs_forwards_in_turn(pose: str) -> None:
    moments = [pose_at(pose, number / 24, 0.5) for number in range(36)]
    assert {moment.near_leg[0] > moment.far_leg[0] for moment in moments} == {True, False}


@pytest.mark.parametrize("pose", ("walk", "run"))
def test_an_animals_gait_moves_its_legs(pose: str) -> None:
    assert moved(DOG, pose) > 0.15


def test_a_jumping_animal_leaves_the_ground_with_all_its_feet() -> None:
    feet = [int(np.nonzero(inked(drawn(DOG, "jump", time=time)))[0].max()) for time in (0.0, 0.45)]
    assert feet[0] - feet[1] > 15


def test_a_mouth_moves_when_its_owner_talks_and_eyes_close_in_sleep() -> None:
    assert len({round(pose_at("talk", number / 12, 0.5).mouth, 2) for number in range(12)}) > 4
    assert pose_at("sleep", 0.0, 0.5).closed


@pytest.mark.parametrize("pose", ("walk", "run"))
def test_walkers_cross_the_frame(pose: str) -> None:
    assert overlap(drawn(MAN, pose, phase=0.2), drawn(MAN, pose, phase=0.8)) < 0.3


def test_those_who_talk_face_each_other() -> None:
    first, second = blocked("{0} talks to {1}")
    assert first.facing * second.facing < 0
    assert (second.x - first.x) * first.facing > 0


@pytest.mark.parametrize("action", ("{0} and {1} wait", "{0} runs while {1} sleeps", "{0} looks at {1}", ""))
@pytest.mark.parametrize("seed", range(4))
def test_nobody_overlaps_unless_they_hug(action: str, seed: int) -> None:
    first, second = blocked(action, seed)
    assert abs(first.x - second.x) > (PAIR[0].width + PAIR[1].width) / 2
    assert first.z != second.z


def test_a_crowd_stands_clear_of_itself() -> None:
    crowd = [figure_for(f"person number {number}") for number in range(6)]
    places = sorted(place.x for place in block("{0}, {1}, {2}, {3}, {4} and {5} cheer", crowd, 3))
    assert min(right - left for left, right in pairwise(places)) > 0.5
    assert abs(places[0] + places[-1]) < 0.01


@pytest.mark.parametrize("seed", range(4))
def test_whoever_runs_ahead_is_ahead_in_the_direction_of_travel(seed: int) -> None:
    first, second = blocked("{0} walks while {1} runs ahead", seed)
    assert (second.x - first.x) * second.facing > 0


def test_words_of_place_move_a_lone_figure() -> None:
    lone = PAIR[:1]
    assert block("{0} stands on the left", lone, 1)[0].x < 0 < block("{0} stands on the right", lone, 1)[0].x
    assert block("{0} stands far away", lone, 1)[0].z > block("{0} stands", lone, 1)[0].z


def test_looking_at_us_is_facing_us() -> None:
    assert block("{0} shouts at us", PAIR[:1], 1)[0].facing == 0.0


def test_the_same_words_and_seed_block_the_same() -> None:
    assert blocked("{0} hugs {1}", 5) == blocked("{0} hugs {1}", 5)


THREE = tuple(figure_for(text) for text in ("a man", "a woman", "a boy"))


@pytest.mark.parametrize("seed", range(4))
def test_who_is_between_two_stands_between_them(seed: int) -> None:
    for action in ("{2} stands between {0} and {1}", "{0}, {1} and {2} wait. {2} is between {0} and {1}"):
        first, second, third = (place.x for place in block(action, THREE, seed))
        assert min(first, second) < third < max(first, second)


@pytest.mark.parametrize("seed", range(4))
def test_who_stands_behind_is_further_back_and_half_hidden(seed: int) -> None:
    front, rear = block("{1} stands behind {0}", PAIR, seed)
    assert rear.z > front.z + 0.5
    assert 0 < abs(rear.x - front.x) < (PAIR[0].width + PAIR[1].width) / 2
    near, far = block("{0} stands in front of {1}", PAIR, seed)
    assert near.z < far.z - 0.5


@pytest.mark.parametrize("seed", range(4))
def test_who_walks_behind_follows_in_the_direction_of_travel(seed: int) -> None:
    first, second = blocked("{0} walks and {1} walks behind {0}", seed)
    assert (first.x - second.x) * first.facing > 0


def test_beside_is_closer_than_apart() -> None:
    beside, apart = blocked("{0} sits beside {1}"), blocked("{0} sits. {1} sits")
    assert abs(beside[0].x - beside[1].x) < abs(apart[0].x - apart[1].x)


def test_a_doorway_turns_one_to_us_and_a_window_away() -> None:
    lone, plain = PAIR[:1], block("{0} stands", PAIR[:1], 1)[0]
    doorway = block("{0} stands in the doorway", lone, 1)[0]
    window = block("{0} stands at the window", lone, 1)[0]
    assert abs(doorway.facing) < 0.2 < abs(plain.facing) < abs(window.facing)
    assert min(doorway.z, window.z) > plain.z


def test_left_and_right_place_two() -> None:
    left, right = blocked("{0} waits on the left, {1} waits on the right")
    assert left.x < right.x
    right, left = blocked("{0} waits on the right, {1} waits on the left")
    assert left.x < right.x


def test_faces_follow_the_verb() -> None:
    assert pose_at("shout", 0.3, 0.5).mouth > 0.5 > pose_at("stand", 0.3, 0.5).mouth
    assert pose_at("cry", 0.3, 0.5).weeping and pose_at("smile", 0.3, 0.5).smile > 0.5
    assert pose_at("look up", 0.3, 0.5).gaze > 0 > pose_at("look down", 0.3, 0.5).gaze
