"""Captions in a film's file and burnt into its pictures."""

import av
import pytest

from storyboard.studio import check
from tests.build import fakes
from tests.build.conftest import Studio
from tests.media.test_timed_text import shown

TALK = """\
storyboard: 1
title: Talk
film: {size: 64x36, fps: 24, quality: draft}
captions: [en, de]
characters:
  mara: a keeper
profiles:
  fake:
    keyframe: {engine: fake}
    clip: {engine: fake}
    speech: {engine: fake}
shots:
  - id: one
    action: the sea
    duration: 2s
    dialogue: [{mara: {en: Look at that., de: Sieh dir das an.}}]
  - id: two
    action: a door
    duration: 2s
    dialogue: [{mara: {en: It opens., de: Sie geht auf.}}]
"""
CAPTIONS = {"captions en", "captions de"}


def test_a_film_carries_its_captions_in_every_language_at_the_same_frames(sets):
    ran = sets.render(TALK)
    assert ran.names() >= CAPTIONS
    english, german = (shown(sets.output, 24, index) for index in (0, 1))
    assert [text for *_, text in english] == ["Look at that.", "It opens."]
    assert [text for *_, text in german] == ["Sieh dir das an.", "Sie geht auf."]
    assert english[0][0] == german[0][0] == 12
    with av.open(str(sets.output)) as film:
        assert [stream.type for stream in film.streams] == ["video", "audio", "subtitle", "subtitle"]
        assert [stream.language for stream in film.streams.subtitles] == ["eng", "deu"]
        assert sum(1 for _ in film.decode(video=0)) == 96


def test_another_translation_joins_anew_and_encodes_nothing(sets):
    sets.render(TALK)
    ran = sets.render(TALK.replace("Sie geht auf.", "Sie öffnet sich."))
    assert ran.names() == {"captions de", "film"}
    assert fakes.ran["speech Look at that."] == 1


def test_the_same_film_has_the_same_bytes(sets, tmp_path):
    sets.render(TALK)
    edited = sets.render(TALK.replace("a door", "a gate"))
    assert edited.names() == {"two/keyframe", "two/clip", "two/span", "film"}
    sets.render(TALK)
    first = sets.output.read_bytes()
    (tmp_path / "clean").mkdir()
    clean = Studio(tmp_path / "clean")
    clean.render(TALK)
    assert clean.output.read_bytes() == first


@pytest.mark.parametrize("written", ["false", "{languages: [en], embed: false}"])
def test_captions_that_nobody_asked_for_are_not_there(sets, written):
    sets.render(TALK.replace("captions: [en, de]", f"captions: {written}"))
    with av.open(str(sets.output)) as film:
        assert not film.streams.subtitles


def test_captions_alone_are_in_the_language_that_is_spoken(sets):
    sets.render(TALK.replace("captions: [en, de]", "captions: true"))
    with av.open(str(sets.output)) as film:
        assert [stream.language for stream in film.streams.subtitles] == ["eng"]


def test_a_silent_film_has_captions_too(sets):
    silent = TALK.replace("quality: draft}", "quality: draft, sound: false}")
    sets.render(silent)
    first, second = shown(sets.output, 24)
    assert 0 <= first[0] < first[1] <= 48 <= second[0] < second[1] <= 96


def test_an_excerpt_has_the_captions_of_what_it_shows(sets):
    sets.render(TALK, only=frozenset({"two"}))
    ((start, _, text),) = shown(sets.output, 24)
    assert (start, text) == (12, "It opens.")


def test_what_is_burnt_in_is_the_same_at_the_same_frames(sets):
    burnt = TALK.replace(
        "    speech: {engine: fake}\n", "    speech: {engine: fake}\n    burn_in: [dialogue]\n"
    )
    plan = sets.plan(burnt)
    spans = [each["action"].spec for each in plan.graph.nodes.values() if each["action"].op == "span"]
    sets.render(burnt)
    cues = shown(sets.output, 24)
    assert [item["text"] for spec in spans for item in spec["burn_in"]] == [text for *_, text in cues]
    assert [item["start"] + 48 * number for number, spec in enumerate(spans) for item in spec["burn_in"]] == [
        start for start, *_ in cues
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("xx", '"xx" is not a language; write en, de, pt-br ...'),
        ("[en, en]", "en is there already"),
        ("[]", "names no language"),
        ("{language: de}", '"language" means nothing here — did you mean "languages"?'),
    ],
)
def test_what_is_no_language_is_told_at_its_place(tmp_path, written, fault):
    script = tmp_path / "film.yaml"
    script.write_text(TALK.replace("[en, de]", written))
    (problem,) = check(script)
    assert fault in problem.message and problem.place.line == 4


def test_a_line_that_is_too_fast_to_read_is_told_at_its_line(sets):
    long = "I have kept this light for forty years and nobody has ever come to thank me for it at all."
    plan = sets.plan(TALK.replace("de: Sie geht auf.", f"de: {long}"))
    (warning,) = plan.warnings
    assert warning.place.line == 20
    assert warning.message == (
        "takes 62 letters a second to read in de, and 17 are what one can; give it more time or fewer words"
    )
    assert check(sets.script, "fake", cache=sets.store.root) == [warning]
    assert check(sets.script, "fake") == []  # nothing is heard without a cache


def test_check_says_so_of_a_silent_film_without_a_cache(sets):
    long = "I have kept this light for forty years and nobody has ever come to thank me for it at all."
    silent = TALK.replace("quality: draft}", "quality: draft, sound: false}")
    plan = sets.plan(silent.replace("en: It opens.", f"en: {long}"))
    warnings = check(sets.script, "fake")
    assert plan.warnings == tuple(warnings)
    assert any("letters a second to read in en" in warning.message for warning in warnings)
    sets.write(silent)
    assert check(sets.script, "fake") == []


def test_a_line_without_words_in_a_language_is_told_at_its_line(sets):
    sets.write(TALK.replace("{en: It opens., de: Sie geht auf.}", "It opens."))
    (warning,) = check(sets.script, "fake")
    assert (warning.severity, warning.place.line) == ("warning", 20)
    assert warning.message == "has no words in de, which captions are in; write {en: ..., de: ...}"


def test_captions_of_one_language_ask_for_no_other(sets):
    sets.write(TALK.replace("[en, de]", "en").replace("{en: It opens., de: Sie geht auf.}", "It opens."))
    assert check(sets.script, "fake") == []
