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
    assert mara.seen_as("old") == ("an old keeper", None, mara.lora, None)
    assert mara.seen_as("thin")[0] == "thin"
    assert mara.seen_as(None) == ("a keeper", None, mara.lora, None)


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
        (["2s, dissolve 12", "2s"], ["the dissolve covers 144f of s0, which has 48f; 12 is seconds; for frames write 12f"]),
        (["9s, dissolve 12", "2s"], ["covers 144f of s1, which has 48f; 12 is seconds; for frames write 12f"]),
        (["1s, dissolve 2f", "2s, dissolve 4", "9s"], ["overlap: 1f and 48f of s1's 48f; 4 is seconds; for frames write 4f"]),
        (["2s, fade out 12"], ["the fade out covers 288f of s0, which has 48f; 12 is seconds; for frames write 12f"]),
        (["2s, dissolve 12"], ["nothing follows the last shot"]),
        (["1s, dissolve 99f", "1s"], ["the dissolve covers 49f of s0, which has 24f; it can be 48f at most"]),
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
        (["11m"], ['"11m" is not a length; lengths are in seconds or frames — did you mean "660s"?']),
        (["1m"], ['did you mean "60s"?']),
        (["1 min"], ['did you mean "60s"?']),
        (["1m30s"], ['did you mean "90s"?']),
        (["'1:30'"], ['did you mean "90s"?']),
        (["500ms"], ['did you mean "0.5s"?']),
        (["1h"], ['did you mean "3600s"?']),
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


PLACE = "shots:\n  - {id: a, place: hall, action: %s, camera: %s, duration: 2s}\n  - {id: b, place: hall, action: %s, camera: %s, duration: 2s}\n"
CAST = "storyboard: 1\ntitle: T\ncharacters: {lena: a woman, max: a man}\nplaces: {hall: a hall}\n"


@pytest.mark.parametrize(
    ("one", "other", "camera", "jumps"),
    [
        ("{lena} looks at {max}", "{max} looks at {lena}", "OTS CU", False),
        ("{lena} looks at {max}", "{max} looks at {lena}", "POV CU", False),
        ("{lena} looks at {max}", "{max} looks at {lena}", "CU", False),
        ("{lena} looks at {max}", "{lena} talks to {max}", "OTS CU", True),
        ("{lena} looks at {max}", "{lena} smiles; {max} is gone", "CU", True),
        ("{lena} looks at {max}", "{lena} smiles", "CU", True),
        ("{lena} looks at {max}", "{max} looks at {lena}", "MS, two-shot", True),
        ("{lena} looks at {max}", "{max} looks at {lena}", "WS", True),
        ("{lena} looks at {max}", "{lena} smiles", "WS", False),
        ("{lena} and {max} hold a key", "{lena} and {max} hold a map", "insert, CU", False),
    ],
)
def test_a_cut_to_the_opposite_view_is_no_jump_cut(tmp_path, one, other, camera, jumps):
    shots = PLACE % (f'"{one}"', f'"{camera}"', f'"{other}"', f'"{camera}"')
    found = [line for line in told(tmp_path, CAST + shots) if "would jump" in line]
    assert bool(found) is jumps


@pytest.mark.parametrize("empty", ['""', "' '"])
def test_an_empty_action_is_told_what_an_action_is_for(tmp_path, empty):
    assert told(tmp_path, DOOR.replace("close on the lamp", empty)) == [
        "film.yaml:15:13: shots.lamp.action: is empty; say what the camera sees, if only the place: "
        '"the harbour, empty" is an action'
    ]


NAMED = {
    "Max waits under the clock": "Max",
    "the clock, and max under it": "max",
    "under the clock waits MAX": "MAX",
    "{lena} looks at Max": "Max",
    "{lena} waves to the old man": "old man",
    "the Old-Man sleeps": "Old-Man",
    "an old man sleeps": None,
    "Max waits while {max} sleeps": None,
    "{max.old} is Max": None,
    "{lena} sees Max's car": None,
    '{lena} holds a letter, "Dear Max"': None,
    "a max-speed chase": None,
    "the maximum": None,
    "she will run": None,
    "Will runs": None,
    "{lena} looks at Will": "Will",
}


@pytest.mark.parametrize(("action", "written"), NAMED.items())
def test_a_name_without_its_braces_is_a_warning(tmp_path, action, written):
    cast = "{lena: a woman, will: a boy, old_man: an old man, max: {is: a man, looks: {old: an old man}}}"
    every = "{lena} {max} {max.old} {old_man} {will}"
    text = f"storyboard: 1\ntitle: T\ncharacters: {cast}\nshots:\n  - {{id: all, action: '{every}', duration: 1s}}\n"
    text += (
        f"  - id: a\n    duration: 1s\n    notes: Max\n    action: '{action.replace(chr(39), chr(39) * 2)}'\n"
    )
    text += "    dialogue: [{lena: Max}]\n"
    name = (written or "").lower().replace(" ", "_").replace("-", "_")
    assert told(tmp_path, text) == (
        [f'film.yaml:9:13: warning: shots.a.action: "{written}" is named without braces; write {{{name}}}']
        if written
        else []
    )


def test_who_is_named_without_braces_is_not_called_unseen_as_well(tmp_path):
    found = told(tmp_path, DOOR.replace("{mara} opens", "Mara opens"))
    assert found == [
        'film.yaml:10:13: warning: shots.door.action: "Mara" is named without braces; write {mara}'
    ]


def test_who_was_meant_by_a_wrong_name_is_not_called_unseen_as_well(tmp_path):
    ann = DOOR.replace("mara: a lighthouse keeper", "ann: {is: a keeper, looks: {old: an old keeper}}")
    assert told(tmp_path, ann.replace("{mara}", "{anne}")) == [
        'film.yaml:10:13: shots.door.action: nobody is called {anne} — did you mean "ann"?'
    ]
    assert told(tmp_path, ann.replace("{mara}", "{Ann.old}")) == [
        'film.yaml:10:13: shots.door.action: {Ann.old} is not a character\'s name — did you mean "ann"?'
    ]
    old_man = DOOR.replace("  mara:", "  old_man:").replace("{mara}", "{Old Man}")
    assert told(tmp_path, old_man) == [
        'film.yaml:10:13: shots.door.action: {Old Man} is not a character\'s name — did you mean "old_man"?'
    ]
    assert told(tmp_path, ann.replace("{mara}", "{ann.odl}")) == [
        'film.yaml:10:13: shots.door.action: ann has no look "odl" — did you mean "old"?'
    ]


@pytest.mark.parametrize(("letters", "takes"), [(159, "6.4"), (151, "6.1")])
def test_words_and_time_are_told_in_numbers_that_differ(tmp_path, letters, takes):
    text = DOOR.replace("duration: 2s", "duration: 6s") + f"    dialogue:\n      - mara: {'o' * letters}\n"
    assert f"takes about {takes} seconds to say even fast, and the shot lasts 6.0" in told(tmp_path, text)[0]


def test_more_words_than_time_are_a_warning(tmp_path):
    text = DOOR + "    dialogue:\n      - mara: " + "so many words " * 10 + "\n"
    assert told(tmp_path, text) == [
        "film.yaml:19:7: warning: shots.lamp.dialogue: takes about 5.6 seconds to say even fast, and the shot lasts 2.0"
    ]


def test_a_character_named_outside_an_action_is_a_warning(tmp_path):
    assert told(tmp_path, DOOR.replace("a dark hall", "the hall of {mara}")) == [
        "film.yaml:6:9: warning: places.hall: {mara} stands for a character in an action alone; here it stays as it is"
    ]
    assert told(tmp_path, DOOR.replace("a lighthouse keeper", "the sister of {otto}")) == [
        "film.yaml:4:9: warning: characters.mara.is: {otto} stands for a character in an action alone; "
        "here it stays as it is"
    ]
