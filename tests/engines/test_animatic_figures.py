"""Characters: who a description is, and how it is told apart from everyone else."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations

import pytest

from storyboard.engines.animatic.figures import figure_for
from storyboard.engines.animatic.figures.description import person_of
from storyboard.engines.animatic.figures.moods import in_mood
from storyboard.engines.animatic.figures.palette import COLOURS
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.pens import LOOKS
from tests.engines.figure_drawing import (
    colour_distance,
    digest,
    drawn,
    extent,
    hues_like,
    inked,
    overlap,
)

CAST = (
    "a lighthouse keeper in a yellow raincoat",
    "a tired old medieval knight with a mace and shield",
    "a stout chef with a moustache",
    "a thief in a black jumper",
    "a police officer",
    "a soldier",
    "a king in a red robe",
    "a tall thin nurse",
    "a small boy in a blue coat with a yellow scarf",
    "a detective in a beige trench coat",
    "a wizard with a long white beard",
    "a bride in a white dress",
    "a banker in a black suit with a briefcase",
    "a scientist in a lab coat with glasses",
    "a mechanic in blue overalls",
    "a monk in a brown habit",
    "a bald man in a green hoodie",
    "a girl in a red dress",
)
ANIMALS = (
    "a shaggy grey dog",
    "a black cat",
    "a grey wolf",
    "a brown horse",
    "a white seagull",
    "a brown mouse",
)

_DRAW = """
import sys
from tests.engines.figure_drawing import digest, drawn
print(*(digest(drawn(text, "walk", look="ink")) for text in sys.argv[1:]))
"""


def test_a_description_draws_the_same_pixels_in_every_process() -> None:
    texts = (*CAST[:3], ANIMALS[0], "somebody whom no word describes")
    printed = [
        subprocess.run(
            [sys.executable, "-c", _DRAW, *texts],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1] == [digest(drawn(text, "walk", look="ink")) for text in texts]


GIRL = "a small girl in a red coat with a yellow scarf"


def _self(description: str, who: str = "") -> tuple[object, ...]:
    """What makes somebody the same person in other clothes."""
    person = figure_for(description, who).person  # type: ignore[attr-defined]
    return person.woman, person.age, person.height, person.girth, person.skin, person.hair, person.hair_style


@pytest.mark.parametrize(
    "edit",
    [
        "a small girl in a blue coat with a yellow scarf",
        "a small girl in a pale blue dress",
        "a small girl",
        "A small girl wearing an old black hat, carrying a round bag",
        "a sad small girl in a red coat and a large scarf",
        "a small girl in a red coat, cheerful, holding a teddy bear",
        "a small girl with a backpack",
    ],
)
def test_other_clothes_props_and_moods_are_the_same_person(edit: str) -> None:
    assert _self(edit) == _self(GIRL)


def test_another_colour_changes_that_colour_alone() -> None:
    red, blue = (figure_for(text).person for text in (GIRL, GIRL.replace("red", "blue")))  # type: ignore[attr-defined]
    assert (red.garment, red.legs, red.accent) == (blue.garment, blue.legs, blue.accent)
    assert red.cloth != blue.cloth


def test_what_is_said_of_hair_and_beard_counts_wherever_it_stands() -> None:
    person = figure_for("a man in a green hat with a grey beard and a bag").person  # type: ignore[attr-defined]
    assert (person.beard, person.hair) == ("full", COLOURS["grey"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a tall thin banker", "a cook"),
        ("Mara, a keeper in a coat", "Ada, a keeper in a coat"),
        ("a woman with red hair", "a woman with a bun"),
    ],
)
def test_another_person_is_another_face(one: str, other: str) -> None:
    assert _self(one) != _self(other)


def test_an_animal_keeps_its_size_with_another_collar() -> None:
    plain, collared = figure_for("a grey dog"), figure_for("a grey dog with a small red collar")
    assert plain.height == collared.height


def test_what_was_drawn_before_changes_nobody() -> None:
    before = digest(drawn(CAST[0]))
    for text in reversed(CAST):
        drawn(text, "run")
    assert digest(drawn(CAST[0])) == before


@pytest.mark.parametrize(("one", "other"), list(combinations((*CAST, *ANIMALS), 2)))
def test_two_characters_differ_in_colour_or_in_outline(one: str, other: str) -> None:
    first, second = drawn(one), drawn(other)
    assert max(colour_distance(first, second), 1 - overlap(first, second)) > 0.2


def test_strangers_whom_no_word_tells_apart_are_still_different_people() -> None:
    pictures = [drawn(name) for name in ("Anna", "Boris", "Chiara", "Dmitri", "Emeka", "Fumiko")]
    for one, other in combinations(pictures, 2):
        assert colour_distance(one, other) + 1 - overlap(one, other) > 0.2


def test_a_look_keeps_what_its_words_leave_open() -> None:
    young = figure_for("a woman, a keeper in a yellow raincoat")
    look = figure_for("in a black suit", "a woman, a keeper in a yellow raincoat")
    assert young.person.skin == look.person.skin  # type: ignore[attr-defined]
    assert young.person.garment != look.person.garment  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("description", "colour"),
    [
        ("a woman in a red dress", "red"),
        ("a keeper in a yellow raincoat", "yellow"),
        ("a man in a green hoodie", "green"),
        ("a man in a black suit", "black"),
        ("a man in a purple robe", "purple"),
        ("a boy in a blue coat", "blue"),
        ("an old man in an orange jumper", "orange"),
        ("a mechanic in blue overalls", "blue"),
        ("a scientist in a lab coat", "white"),
        ("a guard in a green uniform", "green"),
        ("a shaggy grey dog", "grey"),
        ("a black cat", "black"),
        ("a brown horse", "brown"),
    ],
)
def test_the_named_colour_covers_more_of_the_figure_than_of_one_in_another(
    description: str, colour: str
) -> None:
    share = hues_like(drawn(description), COLOURS[colour])
    elsewhere = hues_like(drawn("a woman in a teal dress"), COLOURS[colour])
    assert share > 0.35
    assert share > elsewhere + 0.2


@pytest.mark.parametrize(
    ("description", "hair"),
    [
        ("a man with red hair", "red"),
        ("a red-haired man", "red"),
        ("a woman with long black hair", "black"),
        ("a sailor with a grey beard", "grey"),
        ("a woman with brown curly hair in a red coat", "brown"),
    ],
)
def test_hair_has_the_colour_that_the_words_give_it(description: str, hair: str) -> None:
    assert person_of(description, description).hair == COLOURS[hair]


def test_a_coat_before_hair_does_not_dye_it() -> None:
    assert person_of("a man in a red coat with curly hair", "x").hair != COLOURS["red"]


@pytest.mark.parametrize(
    ("description", "garment", "hat"),
    [
        ("a keeper in a yellow raincoat", "raincoat", "souwester"),
        ("a knight", "armour", "bascinet"),
        ("a chef", "apron", "toque"),
        ("a detective in a trench coat", "coat", "fedora"),
        ("a doctor in a lab coat", "labcoat", ""),
        ("a soldier in a red uniform", "uniform", "flatcap"),
        ("a police officer", "uniform", "peaked"),
        ("a man in a black suit and a bowler", "suit", "bowler"),
        ("a monk in a habit", "robe", "hood"),
        ("a queen in a blue gown", "dress", "crown"),
    ],
)
def test_words_and_trades_dress_a_person(description: str, garment: str, hat: str) -> None:
    person = person_of(description, description)
    assert (person.garment, person.hat) == (garment, hat)


def test_build_and_age_show_in_the_outline() -> None:
    assert extent(drawn("a tall man in a suit"))[1] > extent(drawn("a short man in a suit"))[1] + 0.15
    assert extent(drawn("a fat man in a suit"))[0] > extent(drawn("a thin man in a suit"))[0] * 1.15
    assert extent(drawn("a little girl"))[1] < 0.8 * extent(drawn("a woman"))[1]


@pytest.mark.parametrize("description", CAST)
def test_people_are_as_tall_as_they_say_but_for_a_hat(description: str) -> None:
    figure = figure_for(description)
    width, height = extent(drawn(description))
    assert figure.height * 0.97 < height < figure.height * 1.17
    armed = 1.6 if "shield" in description else 1.15
    assert 0.14 * figure.height < width < figure.width * armed


@pytest.mark.parametrize("description", ANIMALS)
def test_animals_are_as_large_as_they_say(description: str) -> None:
    figure = figure_for(description)
    width, height = extent(drawn(description))
    assert figure.height * 0.85 < height < figure.height * 1.15
    assert 0.7 * figure.width < width < 1.5 * figure.width


def test_a_dog_is_longer_than_tall_and_a_man_taller_than_wide() -> None:
    dog, man = extent(drawn("a shaggy grey dog")), extent(drawn("a man in a coat"))
    assert dog[0] / dog[1] > 1.1
    assert man[0] / man[1] < 0.45


def test_an_animal_named_beside_a_person_does_not_make_one_of_them() -> None:
    assert figure_for("a man with a dog").kind == "human"
    assert figure_for("a dog in a red coat").kind == "dog"
    assert figure_for("an old sheepdog").kind == "dog"


@pytest.mark.parametrize("look", sorted(LOOKS))
@pytest.mark.parametrize("description", (CAST[0], CAST[1], ANIMALS[0]))
def test_every_look_draws_the_same_outline(description: str, look: str) -> None:
    assert overlap(drawn(description, look=look), drawn(description)) > 0.8


@pytest.mark.parametrize("description", (CAST[0], CAST[12], ANIMALS[0]))
def test_facing_left_is_facing_right_mirrored(description: str) -> None:
    right, left = inked(drawn(description, facing=0.8)), inked(drawn(description, facing=-0.8))
    assert (right == left[:, ::-1]).mean() > 0.985


@pytest.mark.parametrize(
    ("description", "beard"),
    [
        ("bald Bruno", ""),
        ("a bald man", ""),
        ("an old man in a coat", ""),
        ("a man with a beard", "full"),
        ("a wizard", "long"),
        ("a tired old medieval knight", "full"),
        ("a young knight", ""),
        ("a stout chef with a moustache", "moustache"),
        ("a beardless king", ""),
    ],
)
def test_beards_are_only_where_words_put_them(description: str, beard: str) -> None:
    assert person_of(description, description).beard == beard
    others = [person_of(description, f"{description} {number}").beard for number in range(12)]
    assert set(others) == {beard}


def test_a_tired_old_knight_is_one_from_head_to_foot() -> None:
    text = "a tired old medieval knight called Tom, with a mace and shield"
    person = person_of(text, text)
    assert (person.garment, person.hat, person.beard) == ("armour", "bascinet", "full")
    assert (person.prop, person.mood, person.age) == ("mace and shield", "tired", "old")
    assert max(person.hair) - min(person.hair) < 0.05
    assert hues_like(drawn(text), COLOURS["silver"]) > 0.3


def test_a_shield_bears_the_colour_that_its_words_name() -> None:
    red, green = (drawn(f"a knight with a sword and a {colour} shield") for colour in ("red", "green"))
    assert hues_like(red, COLOURS["red"]) > 0.1 > hues_like(green, COLOURS["red"])


def test_a_mood_shows_in_every_shot_but_gives_way_to_a_cry() -> None:
    moods = {
        word: person_of(f"a {word} man", "x").mood for word in ("grumpy", "happy", "sad", "weary", "tall")
    }
    assert moods == {"grumpy": "cross", "happy": "glad", "sad": "sad", "weary": "tired", "tall": ""}
    assert in_mood(pose_at("stand", 0.0, 0.5), "cross").brow < 0
    assert in_mood(pose_at("cry", 0.0, 0.5), "glad") == pose_at("cry", 0.0, 0.5)


@pytest.mark.parametrize("pose", ("lie", "sleep"))
def test_who_lies_lies_with_all_that_is_worn(pose: str) -> None:
    for description in (CAST[0], CAST[6], CAST[17]):
        width, height = extent(drawn(description, pose))
        assert width > 1.6 * height
