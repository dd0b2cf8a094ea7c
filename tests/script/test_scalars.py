"""Words stay the words they are: YAML 1.2, not the surprises of 1.1."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.script.scalars import as_written, plain, resolve
from tests.script.scripts import DOOR, script_of, told


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "off", "y", "12:30:45", "00:00:04:00", "012", "0x1F", "0o17", "1_000", "2026-11-21",
             ".inf", ".nan", "1e999", "=", "1.2.3", "-", "+", ".", "1f", "9" * 40, "e5"]
)  # fmt: skip
def test_what_yaml_1_1_would_change_stays_text(word):
    assert resolve(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [("null", None), ("~", None), ("", None), ("true", True), ("FALSE", False), ("0", 0), ("-7", -7), ("+12", 12),
     ("23.976", 23.976), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0), ("-1.5E-2", -0.015)],
)  # fmt: skip
def test_plain_values_are_resolved(word, value):
    found = resolve(word)
    assert found == value
    assert isinstance(found, type(value))
    assert type(plain(found)) is type(value)


@given(st.from_regex(r"[-+]?[0-9]{1,9}(\.[0-9]{0,5})?", fullmatch=True))
def test_a_number_is_written_back_as_it_was(word):
    assert as_written(resolve(word)) == word


@pytest.mark.parametrize(
    "title", ["1984", "1917.10", "no", "On", "12:30:45", "1e3", "012", "2026-11-21", "0x1F"]
)
def test_a_title_is_the_text_that_was_written(tmp_path, title):
    assert script_of(tmp_path, DOOR.replace("The Door", title)).title == title


def test_ids_places_actions_and_lengths_may_look_like_numbers(tmp_path):
    text = DOOR.replace("id: door", "id: 012").replace("id: lamp", "id: 7").replace("hall", "9")
    script = script_of(
        tmp_path, text.replace("4s", "4").replace("2s", "00:00:02:00").replace("close on the lamp", "no")
    )
    assert [(shot.id, shot.place, shot.duration) for shot in script.shots] == [
        ("012", "9", "4"),
        ("7", "9", "00:00:02:00"),
    ]
    assert script.shots[1].action == "no"


def test_a_bare_truth_is_no_text(tmp_path):
    assert told(tmp_path, DOOR.replace("The Door", "true")) == [
        'film.yaml:2:8: title: is a yes-or-no value; if it is text, put it in quotes: "true"'
    ]


def test_what_is_left_empty_counts_as_not_written(tmp_path):
    text = DOOR.replace(
        "    duration: 2s", "    notes:\n    transition: ~\n    dialogue: null\n    duration: 2s"
    )
    shot = script_of(tmp_path, text).shots[1]
    assert (shot.notes, shot.transition, shot.dialogue) == (None, None, ())


def test_a_name_that_says_nothing_is_an_error(tmp_path):
    assert told(tmp_path, DOOR.replace("hall: a dark hall", "hall:")) == [
        "film.yaml:6:3: places.hall: says nothing about hall; describe it, or take it out"
    ]


def test_anchors_and_merges_save_typing(tmp_path):
    text = DOOR.replace(
        "  - id: lamp\n    place: hall", "  - &base\n    id: lamp\n    place: hall\n    notes: x"
    )
    text += "  - <<: *base\n    id: again\n    notes: y\n"
    first, second = script_of(tmp_path, text).shots[1:]
    assert (second.action, second.camera, second.notes) == (first.action, first.camera, "y")


@pytest.mark.parametrize(
    ("fps", "rate"),
    [("24", Fraction(24)), ("23.976", Fraction(24000, 1001)), ('"24000/1001"', Fraction(24000, 1001)), ("29.97",
     Fraction(30000, 1001)), ("12.5", Fraction(25, 2))],
)  # fmt: skip
def test_a_rate_is_held_exactly(tmp_path, fps, rate):
    assert script_of(tmp_path, DOOR.replace("title:", f"film: {{fps: {fps}}}\ntitle:")).film.rate == rate


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_as_any_editor_ends_them(tmp_path, end):
    assert told(tmp_path, DOOR.replace("\n", end)) == []
    assert told(tmp_path, DOOR.replace("CU, static", "pan up").replace("\n", end))[0].startswith(
        "film.yaml:16:13: "
    )


def test_a_thousand_shots_of_twenty_lines_are_read(tmp_path):
    shot = (
        DOOR[DOOR.index("  - id: door") : DOOR.index("  - id: lamp")]
        + "    notes: none\n"
        + "    # a line\n" * 14
    )
    text = DOOR + "".join(shot.replace("id: door", f"id: s{n}") for n in range(1_000))
    assert text.count("\n") > 19_000
    script = script_of(tmp_path, text)
    assert len(script.shots) == 1_002
