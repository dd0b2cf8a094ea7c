"""Film sense: what a script supervisor would say."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

import pytest

from tests.script.scripts import DOOR, read, script_of, told

HEAD = "storyboard: 1\ntitle: T\nshots:\n"


def film(*shots: str, head: str = HEAD) -> str:
    """A film of shots, each `duration` or `duration, transition`."""
    lines = []
    for number, shot in enumerate(shots):
        duration, _, transition = shot.partition(", ")
        lines.append(
            f"  - {{id: s{number}, action: x, duration: {duration}, transition: {transition or 'cut'}}}\n"
        )
    return head + "".join(lines)


def test_a_character_that_nobody_sees_is_a_warning(tmp_path):
    text = DOOR.replace("characters:\n", "characters:\n  otto: a dog\n")
    script, problems = read(tmp_path, text)
    assert script is not None
    assert [(problem.severity, problem.path, problem.place.line) for problem in problems] == [
        ("warning", "characters.otto", 4)
    ]


def test_a_character_who_only_speaks_is_used(tmp_path):
    text = DOOR.replace("characters:\n", "characters:\n  otto: a dog\n")
    assert told(tmp_path, text + "    dialogue:\n      - otto: Woof.\n") == []


def test_dialogue_may_be_a_mapping_and_repeat_nobody(tmp_path):
    script = script_of(tmp_path, DOOR + "    dialogue:\n      mara: 'One more: night.'\n")
    assert [(line.speaker, line.text) for line in script.shots[1].dialogue] == [("mara", "One more: night.")]


def test_a_look_that_is_never_used_is_a_warning(tmp_path):
    text = DOOR.replace(
        "mara: a lighthouse keeper", "mara: {is: a keeper, looks: {old: an old keeper, wet: a wet one}}"
    )
    assert told(tmp_path, text.replace("{mara} opens", "{mara.old} opens")) == [
        "film.yaml:4:52: warning: characters.mara.looks.wet: the look {mara.wet} is never used"
    ]


def test_a_look_keeps_what_it_leaves_out(tmp_path):
    text = DOOR.replace(
        "mara: a lighthouse keeper",
        "mara: {is: a keeper, lora: {file: film.yaml, token: sks}, looks: {old: an old keeper, thin: {is: thin}}}",
    )
    mara = script_of(tmp_path, text).characters["mara"]
    assert mara.seen_as("old") == ("an old keeper", None, mara.lora)
    assert mara.seen_as("thin")[0] == "thin"
    assert mara.seen_as(None) == ("a keeper", None, mara.lora)


def test_a_place_where_nothing_happens_is_a_warning(tmp_path):
    assert told(tmp_path, DOOR.replace("places:\n", "places:\n  sea: the sea\n")) == [
        "film.yaml:6:3: warning: places.sea: nothing happens in sea; give a shot `place: sea`, or take it out"
    ]


def test_a_scene_s_place_is_its_shots_place(tmp_path):
    text = (
        "storyboard: 1\ntitle: T\nplaces: {hall: a hall, sea: the sea}\nscenes:\n  - id: one\n    place: hall\n"
        "    shots:\n      - {id: a, action: x, duration: 1s}\n      - {id: b, place: sea, action: x, duration: 1s}\n"
    )
    assert [(shot.scene, shot.place) for shot in script_of(tmp_path, text).shots] == [
        ("one", "hall"),
        ("one", "sea"),
    ]
    assert told(tmp_path, text.replace("place: hall", "place: hal")) == [
        "film.yaml:3:10: warning: places.hall: nothing happens in hall; give a shot `place: hall`, or take it out",
        'film.yaml:6:12: scenes.one.place: there is no place "hal" — did you mean "hall"?',
    ]


def test_two_scenes_of_one_name_are_an_error_that_names_the_other(tmp_path):
    scene = "  - id: one\n    shots: [{id: %s, action: x, duration: 1s}]\n"
    assert told(tmp_path, "storyboard: 1\ntitle: T\nscenes:\n" + scene % "a" + scene % "b") == [
        'film.yaml:6:9: scenes.one.id: another scene is called "one", at film.yaml:4'
    ]


@pytest.mark.parametrize(
    ("shots", "problems"),
    [
        (["1s, dissolve 24f", "1s"], []),
        (["1s, dissolve 48f", "1s"], []),
        (["1s, dissolve 49f", "1s"], ["the dissolve out of s0 covers 25f of s1, which has 24f"]),
        (["1s, dissolve 50f", "2s"], ["the dissolve covers 25f of s0, which has 24f; it can be 48f at most"]),
        (["1s, fade out 24f", "1s"], []),
        (["1s, fade out 25f", "1s"], ["the fade out covers 25f of s0, which has 24f; it can be 24f at most"]),
        (["1s, fade in 24f", "1s"], []),
        (["1s, fade in 25f", "1s"], ["the fade in out of s0 covers 25f of s1, which has 24f"]),
        (["1s, dissolve 24f", "1s, dissolve 24f", "1s"], []),
        (
            ["1s, dissolve 26f", "1s, wipe 24f", "1s"],
            ["the dissolve out of s0 and this transition overlap: 13f and 12f of s1's 24f"],
        ),
        (["1s, dissolve"], ['nothing follows the last shot — did you mean "fade out 12f"?']),
        (["1s, fade in"], ['nothing follows the last shot — did you mean "fade out 12f"?']),
        (["1s, fade out"], []),
        (["1s, cut"], []),
        (["1s, dissolve 0f", "1s"], ["lasts no time at all; the shortest length is 1f"]),
        (["11m"], ['"11m" is not a length']),
        (["601s"], ["10 minutes is long for one shot; is it meant?"]),
        (["600s"], []),
    ],
)  # fmt: skip
def test_transitions_take_what_their_shots_can_lend(tmp_path, shots, problems):
    found = told(tmp_path, film(*shots))
    assert len(found) == len(problems)
    for line, problem in zip(found, problems, strict=True):
        assert problem in line


@pytest.mark.parametrize(
    ("opening", "problems"),
    {
        "fade in 24f": [],
        "fade in 25f": [
            "film.yaml:1:14: film.open: the film's opening covers 25f of s0, which has 24f; shorten it"
        ],
        "fade in 20f": [
            "film.yaml:5:51: shots.s0.transition: the film's opening and this transition overlap: "
            "20f and 6f of s0's 24f; shorten one, or lengthen the shot"
        ],
    }.items(),
)
def test_a_film_opens_within_its_first_shot(tmp_path, opening, problems):
    text = film(
        "1s, dissolve 12f" if "20f" in opening else "1s", "1s", head=f"film: {{open: {opening}}}\n{HEAD}"
    )
    assert told(tmp_path, text) == problems


def test_a_film_may_be_as_long_as_it_says(tmp_path):
    text = film("1s", "00:00:01:00", head="film: {length: 2s}\n" + HEAD)
    assert told(tmp_path, text) == []


def test_lengths_are_counted_at_the_film_s_rate(tmp_path):
    head = "film: {fps: 30, length: 59f}\n" + HEAD
    assert "film.length: the shots last 00:00:02:00" in told(tmp_path, film("1s", "30f", head=head))[0]
    assert told(tmp_path, film("00:00:01:29", "29f", head=head.replace("59f", "88f"))) == []


def test_a_jump_cut_is_a_warning_unless_it_is_asked_for(tmp_path):
    text = DOOR.replace("close on the lamp", '"{mara} sits down"').replace("CU, static", "wide, low angle")
    assert told(tmp_path, text) == [
        "film.yaml:16:13: warning: shots.lamp.camera: would jump: door is the same view of the same place; "
        "change size or angle, or write `transition: cut` in door if it is meant"
    ]
    assert told(tmp_path, text.replace("duration: 4s", "duration: 4s\n    transition: cut")) == []
    assert told(tmp_path, text.replace("{mara} sits down", "nobody is there")) == []
    assert told(tmp_path, text.replace("wide, low angle\n", "MS, low angle\n")) == []


def test_more_words_than_time_are_a_warning(tmp_path):
    text = DOOR + "    dialogue:\n      - mara: " + "so many words " * 10 + "\n"
    assert told(tmp_path, text) == [
        "film.yaml:19:7: warning: shots.lamp.dialogue: takes about 6 seconds to say even fast, and the shot lasts 2"
    ]


def test_a_character_named_outside_an_action_is_a_warning(tmp_path):
    assert told(tmp_path, DOOR.replace("a dark hall", "the hall of {mara}")) == [
        "film.yaml:6:9: warning: places.hall: {mara} stands for a character in an action alone; here it stays as it is"
    ]
    assert told(tmp_path, DOOR.replace("a lighthouse keeper", "the sister of {otto}")) == [
        "film.yaml:4:9: warning: characters.mara.is: {otto} stands for a character in an action alone; "
        "here it stays as it is"
    ]
