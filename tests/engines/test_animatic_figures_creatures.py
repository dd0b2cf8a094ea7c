"""Robots, ghosts, dragons, monsters, fish and cats: each a body of its own, framed by its own head."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from storyboard.engines.animatic.figures import Blocking, Figure, figure_for
from storyboard.engines.animatic.figures.blinking import blinks
from storyboard.engines.animatic.figures.poses import names
from storyboard.engines.animatic.pens import LOOKS
from storyboard.engines.animatic.view import View
from tests.engines.figure_drawing import (
    GROUND,
    METRE,
    Rgb,
    colour_distance,
    digest,
    drawn,
    hues_like,
    inked,
    moved,
    overlap,
    pictured,
    shadowed,
)

CREATURES = ("a silver robot", "a pale ghost", "a small green dragon", "a purple monster", "a big goldfish")
ROBOT, GHOST, DRAGON, MONSTER, FISH = CREATURES


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        (ROBOT, "robot"),
        ("Bip, a small rusty robot with one eye", "robot"),
        ("a robot called Max", "robot"),
        (GHOST, "ghost"),
        ("the ghost of an old woman", "ghost"),
        ("Ada the ghost", "ghost"),
        (DRAGON, "dragon"),
        (MONSTER, "monster"),
        ("a strange creature with three eyes", "monster"),
        ("an alien", "monster"),
        ("a fish", "fish"),
        ("a grey shark", "shark"),
        ("a dragon tamer", "human"),
        ("a ghost hunter in a coat", "human"),
        ("a woman with a robot", "human"),
        ("a fisherman", "human"),
        ("a knight called Tom", "human"),
    ],
)
def test_the_head_noun_says_what_somebody_is(description: str, kind: str) -> None:
    assert figure_for(description).kind == kind


@pytest.mark.parametrize(("one", "other"), list(combinations((*CREATURES, "a man in a coat"), 2)))
def test_no_creature_has_anothers_outline(one: str, other: str) -> None:
    assert overlap(drawn(one), drawn(other)) < 0.75


@pytest.mark.parametrize("description", CREATURES)
@pytest.mark.parametrize("pose", ("stand", "walk", "run", "sit", "fly", "swim", "sleep"))
def test_the_head_is_drawn_where_the_camera_looks_for_it(description: str, pose: str) -> None:
    figure, picture = figure_for(description), drawn(description, pose)
    place = figure.head_at(Blocking(0.0, 5.0, 0.8, pose), 0.5)
    rows, columns = _frame(place.top), _frame(place.chin)
    middle = 120 + round(place.aside * METRE)
    half = max(round((place.top - place.chin) * METRE * 0.4), 2)
    window = inked(picture)[max(rows, 0) : columns, max(middle - half, 0) : middle + half]
    assert window.size and window.mean() > 0.4
    assert figure.height - figure.head > 0.04


def _frame(height: float) -> int:
    return GROUND - round(height * METRE)


@pytest.mark.parametrize("description", CREATURES)
@pytest.mark.parametrize("look", sorted(LOOKS))
def test_every_look_draws_the_same_creature(description: str, look: str) -> None:
    assert overlap(drawn(description, look=look), drawn(description)) > 0.75


@pytest.mark.parametrize("description", CREATURES)
def test_every_pose_can_be_drawn_and_again_the_same(description: str) -> None:
    for pose in names():
        assert inked(drawn(description, pose)).any()
    assert digest(drawn(description, "walk")) == digest(drawn(description, "walk"))


@pytest.mark.parametrize("description", (ROBOT, MONSTER, DRAGON))
@pytest.mark.parametrize("pose", ("walk", "run"))
def test_walkers_move_their_legs(description: str, pose: str) -> None:
    assert moved(description, pose) > 0.06


@pytest.mark.parametrize("description", CREATURES)
def test_facing_left_is_facing_right_mirrored(description: str) -> None:
    right, left = inked(drawn(description, facing=0.8)), inked(drawn(description, facing=-0.8))
    assert (right == left[:, ::-1]).mean() > 0.98


def test_a_named_colour_is_the_creatures() -> None:
    for colour, rgb in (("red", (0.76, 0.20, 0.18)), ("blue", (0.22, 0.38, 0.65))):
        assert hues_like(drawn(f"a {colour} monster"), rgb) > 0.3
    assert colour_distance(drawn("a green dragon"), drawn("a red dragon")) > 0.4


def test_words_decide_a_monsters_eyes() -> None:
    assert [figure_for(f"a monster with {count}").eyes for count in ("one eye", "three eyes")] == [1, 3]  # type: ignore[attr-defined]


def test_a_ghost_hovers_and_a_flier_throws_its_shadow_aside() -> None:
    feet = int(np.nonzero(inked(drawn(GHOST)))[0].max())
    assert feet < GROUND - 8
    stands, flies = shadowed(drawn("a man in a coat")), shadowed(drawn("a man in a coat", "fly"))
    assert 0 < flies < stands
    assert shadowed(drawn("a grey dog", "swim")) == 0 == shadowed(drawn(FISH))


def test_a_dragon_breathes_fire_only_when_it_shouts() -> None:
    flame = (0.99, 0.60, 0.20)
    assert hues_like(drawn(DRAGON, "shout"), flame) > hues_like(drawn(DRAGON), flame) + 0.005


def test_a_cat_in_close_up_has_slit_pupils_in_bright_eyes_and_no_dogs_snout() -> None:
    cat, dog = figure_for("a grey cat with green eyes"), figure_for("a grey dog")
    face = _close_up(cat)
    green = (face[:, :, 1].astype(int) - face[:, :, 0] > 25) & (
        face[:, :, 1].astype(int) - face[:, :, 2] > 25
    )
    assert green.mean() > 0.008
    columns = np.nonzero(green.any(axis=0))[0]
    assert np.ptp(columns) > 40
    assert overlap(face, _close_up(dog)) < 0.85


def _close_up(figure: Figure) -> Rgb:
    blocking = Blocking(0.0, 5.0, 0.8, "stand")
    place = figure.head_at(blocking, 0.5)
    metre = 160 / (place.top - place.chin)
    view = View(240, 240, metre * 5.0, x=place.aside, y=(place.top + place.chin) / 2, time=0.6, phase=0.5)
    return pictured(figure, blocking, view)


def test_a_sitting_cat_is_narrower_than_a_standing_one() -> None:
    widths = [np.ptp(np.nonzero(inked(drawn("a big black cat", pose)))[1]) for pose in ("sit", "stand")]
    assert widths[0] < widths[1]


@pytest.mark.parametrize("number", range(5))
def test_nobodys_eyes_are_shut_in_a_still(number: int) -> None:
    assert not any(blinks(0.37 * number, own / 20) for own in range(20))
    assert any(blinks(frame / 24, 0.3) for frame in range(24 * 5))
