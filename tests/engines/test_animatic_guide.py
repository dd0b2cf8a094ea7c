"""What docs/animatic.md says that the animatic knows, it knows."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from storyboard import studio
from storyboard.engines import animatic
from storyboard.engines.animatic.figures import figure_for
from storyboard.engines.animatic.figures.verbs import pose_of
from storyboard.engines.animatic.pens import look_of
from storyboard.engines.animatic.scenery.reading import read_place
from storyboard.engines.animatic.things import things_in
from storyboard.engines.animatic.tones import tone_of

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "animatic.md").read_text(encoding="utf-8")


def table(head: str) -> dict[str, list[str]]:
    """The rows of the table with this head: the first cell, and the words in the others."""
    body = GUIDE[GUIDE.index(f"| {head} |") :].split("\n\n")[0].splitlines()[2:]
    cells = [line.strip("|").split("|") for line in body]
    return {first.strip(" `"): re.findall(r"`([^`]+)`", " ".join(rest)) for first, *rest in cells}


def words(head: str) -> list[str]:
    return [word for row in table(head).values() for word in row]


@pytest.mark.parametrize("word", words("out of doors"))
def test_a_place_out_of_doors_is_known(word):
    reading = read_place(f"a {word}, day")
    assert reading.setting and not reading.indoors


@pytest.mark.parametrize("word", words("indoors"))
def test_a_place_indoors_is_known(word):
    assert read_place(f"a {word}, day").indoors


@pytest.mark.parametrize("word", words("hour"))
def test_an_hour_is_known(word):
    others = [row for row in table("hour").values() if word not in row]
    assert all(
        read_place(f"a field, {word}").hour != read_place(f"a field, {other[0]}").hour for other in others
    )


@pytest.mark.parametrize("word", words("weather"))
def test_a_weather_is_known(word):
    assert read_place(f"a field, {word}").weather


@pytest.mark.parametrize("verb", words("pose"))
def test_a_verb_is_known_in_its_forms(verb):
    assert pose_of(verb) and pose_of(verb + "s" if verb[-1] not in "shy" else verb)


@pytest.mark.parametrize("noun", words("kind"))
def test_a_thing_is_known(noun):
    assert things_in(f"the {noun}", 1)


@pytest.mark.parametrize(
    ("look", "word"), [(look, word) for look, row in table("look").items() for word in row]
)
def test_a_style_word_chooses_its_look(look, word):
    assert look_of(f"a film in {word}") == look


@pytest.mark.parametrize("word", words("tone"))
def test_a_style_word_changes_the_colours(word):
    assert tone_of(word)((0.7, 0.3, 0.2)) != (0.7, 0.3, 0.2)


@pytest.mark.parametrize("noun", table("aspect")["animals"] + table("aspect")["others"])
def test_a_creature_is_no_person(noun):
    assert figure_for(f"a {noun}").kind != "human"


@pytest.mark.parametrize(
    "garment", [*table("aspect")["clothes"], *table("aspect")["on the head"], "scarf", "glasses"]
)
def test_clothes_make_somebody_else(garment):
    plain, dressed = figure_for("a man"), figure_for(f"a man in a purple {garment}", "a man")
    assert plain != dressed


@pytest.mark.parametrize("prop", table("aspect")["with them"][2:])
def test_what_somebody_has_with_them_is_in_their_hand(prop):
    assert figure_for(f"a man with a {prop}").person.prop  # type: ignore[attr-defined]


def test_every_setting_of_the_engine_is_listed():
    settings = {name for params in animatic.PARAMS.values() for name in params.model_fields}
    assert set(table("setting")) == settings


def test_its_examples_are_scripts(tmp_path):
    film, profiles = (dedent(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
    path = tmp_path / "film.yaml"
    path.write_text(film + profiles, encoding="utf-8")
    assert [str(problem) for problem in studio.check(path) if problem.severity == "error"] == []


def test_its_links_lead_somewhere():
    targets = re.findall(r"\]\(([^)#]+)", GUIDE)
    assert [target for target in targets if not (DOCS / target).exists()] == []


def test_a_dog_walker_with_a_cat_is_a_person():
    assert figure_for("a dog walker with a cat").kind == "human"
