"""Titles in a film: what they re-encode, and what is wrong with them."""

import numpy as np
import pytest

from storyboard.engines.comic.lettering.fonts import FONTS
from storyboard.media.video import read_frames
from storyboard.studio import check
from tests.build.test_captions import TALK

TITLED = TALK.replace(
    "    action: a door\n", "    action: a door\n    titles: {text: Go, from: 12f, for: 24f}\n"
)


def test_an_edited_title_encodes_its_span_alone(sets):
    sets.render(TITLED)
    assert sets.render(TITLED.replace("text: Go", "text: Stay")).names() == {"two/span", "film"}


def test_a_title_is_seen_in_its_frames_and_in_no_others(sets):
    sets.render(TALK)
    plain = list(read_frames(sets.output, 0, 96))
    sets.render(TITLED)
    changed = [
        number
        for number, (before, after) in enumerate(zip(plain, read_frames(sets.output, 0, 96), strict=True))
        if np.abs(before.astype(int) - after).max() > 90
    ]
    assert changed and min(changed) >= 60 and max(changed) < 84


def test_a_title_goes_on_from_a_transition_into_its_shot(sets):
    soft = TITLED.replace("    action: the sea\n", "    action: the sea\n    transition: dissolve 12f\n")
    plan = sets.plan(soft.replace("from: 12f", "from: 0f"))
    items = {
        each["action"].op: each["action"].spec["burn_in"]
        for each in plan.graph.nodes.values()
        if each["action"].op in ("span", "transition") and each["action"].spec["burn_in"]
    }
    assert [(item["start"], item["end"]) for item in items["transition"]] == [(6, 30)]
    assert [(item["start"], item["end"]) for item in items["span"]] == [(-6, 18)]


def test_what_is_said_keeps_clear_of_a_lower_third_for_as_long_as_it_is_read(sets):
    text = TITLED.replace("{text: Go,", "{text: Go, at: lower,")
    text = text.replace("clip: {engine: fake}", "clip: {engine: fake}\n    burn_in: [dialogue]")
    plan = sets.plan(text)
    items = [
        item
        for node in plan.graph.nodes.values()
        if node["action"].op in ("span", "transition")
        for item in node["action"].spec["burn_in"]
        if item["kind"] == "dialogue"
    ]
    third = [["Go", "", ""]]
    assert {item["text"]: item.get("clear_of") for item in items} == {
        "Look at that.": None,
        "It opens.": third,
    }


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{text: Go, from: soon}", '"soon" is not a length; write 2s or 12f'),
        ("{text: Go, from: 1s, for: 2s}", "is there for longer than its shot, which has 48 frames"),
        ("{text: Go, for: 0f}", "is never seen; give it a length"),
    ],
)
def test_what_is_wrong_with_a_title_is_told_at_its_place(sets, written, fault):
    sets.write(TITLED.replace("{text: Go, from: 12f, for: 24f}", written))
    (problem,) = check(sets.script, "fake")
    assert fault in problem.message and problem.place.line == 19


def test_a_title_is_set_in_a_font_of_the_authors_whose_bytes_are_in_the_key(sets):
    own = sets.folder / "own.ttf"
    own.write_bytes((FONTS / "Bangers-Regular.ttf").read_bytes())
    text = TITLED.replace("{text: Go,", "{text: Go, font: own.ttf,")
    sets.render(TITLED)
    plain = _frame(sets.output)
    assert sets.render(text).names() == {"two/span", "film"}
    assert (_frame(sets.output) != plain).any()
    assert not sets.render(TITLED.replace("film: {", "film: {font: own.ttf, ")).names()  # the same work
    own.write_bytes((FONTS / "ComicNeue-Bold.ttf").read_bytes())
    assert sets.render(text).names() == {"two/span", "film"}


def test_burnt_in_captions_have_the_films_font_or_one_of_their_own(sets):
    for name, font in (("own.ttf", "Bangers-Regular"), ("other.ttf", "ComicNeue-Bold")):
        (sets.folder / name).write_bytes((FONTS / f"{font}.ttf").read_bytes())
    text = TALK.replace("clip: {engine: fake}", "clip: {engine: fake}\n    burn_in: [dialogue]")
    sets.render(text)
    spans = {"one/span", "two/span", "film"}
    assert sets.render(text.replace("film: {", "film: {font: own.ttf, ")).names() == spans
    own = text.replace("captions: [en, de]", "captions: {languages: [en, de], font: other.ttf}")
    assert sets.render(own).names() == spans


def test_letters_that_no_font_has_are_told_at_their_line(sets):
    (sets.folder / "own.ttf").write_bytes((FONTS / "Bangers-Regular.ttf").read_bytes())
    sets.write(TITLED.replace("text: Go", "text: 灯台 Go"))
    (problem,) = check(sets.script, "fake")
    assert (problem.place.line, problem.severity) == (19, "error")
    assert 'no font for films has "灯" (cjk unified ideograph-706f)' in problem.message
    assert problem.message.endswith("name one that has: film: {font: FILE.ttf}")
    sets.write(TITLED.replace("text: Go,", "text: Привет, font: own.ttf,"))
    (problem,) = check(sets.script, "fake")
    assert problem.severity == "warning"
    assert problem.message == 'own.ttf lacks "Привет"; the built-in font stands in for what it lacks'
    sets.write(
        TALK.replace("Look at that.", "灯台").replace(
            "{engine: fake}\n    sp", "{engine: fake}\n    burn_in: [dialogue]\n    sp"
        )
    )
    (problem,) = check(sets.script, "fake")
    assert (problem.place.line, problem.severity) == (17, "warning")


def test_a_font_that_is_none_or_is_not_there_is_told_where_it_is_named(sets):
    (sets.folder / "own.ttf").write_text("hello, this is no font")
    sets.write(TITLED.replace("text: Go,", "text: Go, font: own.ttf,"))
    (problem,) = check(sets.script, "fake")
    assert problem.message == "own.ttf is no font: letters are set in a .ttf or .otf file"
    sets.write(TITLED.replace("film: {", "film: {font: fonts/none.ttf, "))
    (problem,) = check(sets.script, "fake")
    assert (problem.path, problem.message) == ("film.font", 'there is no file "fonts/none.ttf"')


def _frame(film):
    (picture,) = read_frames(film, 72, 1)
    return picture
