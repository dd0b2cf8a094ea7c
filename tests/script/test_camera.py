"""Camera notes in film shorthand: every word and alias, and what doesn't exist on a set."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.script import fields
from storyboard.script.camera import canonical_words, known_words, parse_camera, parse_camera_mapping
from storyboard.script.camera_words import CATEGORIES, IMPOSSIBLE, LENSES, UNKNOWN_MOVES
from storyboard.script.faults import MeaningError

WORDS = [
    (category, word, name)
    for category, words in CATEGORIES.items()
    for word, aliases in words.items()
    for name in (word, *aliases)
]


@pytest.mark.parametrize(("category", "word", "name"), WORDS)
def test_every_word_and_alias_means_its_canonical_word_alone(category, word, name):
    assert parse_camera(name) == {category: word}
    assert parse_camera(name.upper()) == {category: word}
    assert parse_camera(name.replace("-", " ")) == {category: word}
    assert parse_camera_mapping({category: name}) == {category: word}


def test_no_name_means_two_things():
    names = [name.lower().replace("-", " ").replace("'", "") for _, _, name in WORDS] + list(LENSES)
    assert len(names) == len(set(names))


def test_the_models_know_exactly_the_canonical_words():
    types = {
        "size": fields.Size,
        "framing": fields.Framing,
        "angle": fields.Angle,
        "move": fields.Move,
        "speed": fields.Speed,
    }
    assert {key: get_args(kind) for key, kind in types.items()} == {
        key: canonical_words(key) for key in types
    }


@given(
    st.fixed_dictionaries({}, optional={key: st.sampled_from(canonical_words(key)) for key in CATEGORIES}),
    st.data(),
)
def test_canonical_words_round_trip_in_any_order(note, data):
    words = data.draw(st.permutations(list(note.values())))
    joint = data.draw(st.sampled_from([", ", ",", "; ", " - ", "\n"]))
    if words:
        assert parse_camera(joint.join(words)) == note


@pytest.mark.parametrize(
    ("note", "meaning"),
    {
        "wide, low angle, slow push in": {"size": "WS", "angle": "low", "speed": "slow", "move": "push in"},
        "CU, static": {"size": "CU", "move": "static"},
        "slow push in on mara": {"speed": "slow", "move": "push in"},
        "CU of the wide red door, static": {"size": "CU", "move": "static"},
        "medium close-up tracking left slowly": {"size": "MCU", "move": "truck left", "speed": "slow"},
        "Extreme Wide Shot – crane up": {"size": "EWS", "move": "crane up"},
        "whip pan right": {"speed": "fast", "move": "pan right"},
        "over otto's shoulder, 35mm f/2.8": {"framing": "OTS", "lens": "35mm, f/2.8"},
        "over his shoulder": {"framing": "OTS"},
        "low-angle medium two-shot": {"angle": "low", "size": "MS", "framing": "two-shot"},
        "24-70 mm, WS": {"lens": "24-70mm", "size": "WS"},
        "wide-angle lens, wide": {"lens": "wide-angle lens", "size": "WS"},
        "a POV shot, handheld": {"framing": "POV", "move": "handheld"},
        "the camera pans left": {"move": "pan left"},
        "bird’s eye view": {"angle": "overhead"},
        "wide wide shot": {"size": "WS"},
    }.items(),
)
def test_notes_are_read_as_a_crew_would(note, meaning):
    assert parse_camera(note) == meaning


@pytest.mark.parametrize(
    ("note", "message"),
    {
        "pan up": '"pan up" is not a move; a pan goes left or right — did you mean "tilt up"?',
        "wide, panning down": '"pan down" is not a move; a pan goes left or right — did you mean "tilt down"?',
        "tilt left": '"tilt left" is not a move; a tilt goes up or down — did you mean "pan left"?',
        "pedestal right": '"pedestal right" is not a move; a pedestal goes up or down — did you mean "truck right"?',
        "push out": '"push out" is not a move; a push goes in — did you mean "pull out"?',
        "roll up": '"roll up" is not a move; a roll goes left or right — did you mean "tilt up"?',
        "pan": '"pan" needs a direction; a pan goes left or right',
        "zoom, CU": '"zoom" needs a direction; a zoom goes in or out',
        "handhled": '"handhled" is not a camera word — did you mean "handheld"?',
        "clsoe-up": '"clsoe" is not a camera word — did you mean "close-up"?',
        "orbit": '"orbit" is not a move that can be made — the nearest is "truck left"',
        "crash zoom": '"crash zoom" is not a camera word — did you mean "fast zoom in"?',
        "CU, smash zoom": '"smash zoom" is not a camera word — did you mean "fast zoom in"?',
        "snap zoom out": '"snap zoom" is not a camera word — did you mean "fast zoom out"?',
        "whip pan": '"whip pan" is not a camera word — did you mean "fast pan left"?',
        "CU swish-pan right": '"swish pan" is not a camera word — did you mean "fast pan right"?',
        "MCU from behind": '"from behind" is not a camera word; say in the action how they stand',
        "from the front, MS": '"from the front" is not a camera word; say in the action how they stand',
        "MS, profile": '"profile" is not a camera word; say in the action how they stand',
        "CU in profile": '"in profile" is not a camera word; say in the action how they stand',
        "CU, MS": 'a shot has one size, and this has two, "CU" and "MS"',
        "pan left, tilt up": 'a shot has one move, and this has two, "pan left" and "tilt up"; make them two shots',
        "": "the camera note is empty; write a size and a move, such as: CU, static",
        ",,,": "the camera note is empty; write a size and a move, such as: CU, static",
        "x" * 301: "a camera note is a few words; say what happens in the action",
    }.items(),
)
def test_what_no_crew_could_do_is_refused_with_the_way_out(note, message):
    with pytest.raises(MeaningError) as refusal:
        parse_camera(note)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("verb", "direction", "meant"),
    [
        (verb, direction, meant)
        for verb, (_, table) in IMPOSSIBLE.items()
        for direction, meant in table.items()
    ],
)
def test_every_impossible_move_is_answered_with_one_that_exists(verb, direction, meant):
    with pytest.raises(MeaningError, match=f'did you mean "{meant}"'):
        parse_camera(f"{verb} {direction}")
    assert meant in canonical_words("move")


def test_moves_that_cant_be_made_yet_have_neighbours_that_can():
    assert set(UNKNOWN_MOVES.values()) <= set(canonical_words("move"))


@pytest.mark.parametrize(
    ("note", "message", "within"),
    [
        ({"size": "low"}, '"low" names the angle, not the size', ("size",)),
        ({"angel": "low"}, '"angel" is not part of a camera note — did you mean "angle"?', ("angel",)),
        ({"move": 3.5}, '"3.5" is not a camera word', ("move",)),
        ({"move": None}, "the camera's move is a word", ("move",)),
        ({"move": ["pan left"]}, "the camera's move is a word", ("move",)),
        ({"move": "pan up"}, '"pan up" is not a move; a pan goes left or right', ("move",)),
        ({"speed": "slow push in"}, '"slow push in" names the move, not the speed', ("speed",)),
    ],
)
def test_a_mapping_is_refused_at_the_key_at_fault(note, message, within):
    with pytest.raises(MeaningError) as refusal:
        parse_camera_mapping(note)
    assert str(refusal.value).startswith(message)
    assert refusal.value.within == within


def test_a_mapping_may_say_the_speed_with_the_move():
    assert parse_camera_mapping({"move": "slow push in", "lens": "35mm"}) == {
        "move": "push in",
        "speed": "slow",
        "lens": "35mm",
    }


@given(st.text() | st.lists(st.sampled_from(known_words() + tuple(IMPOSSIBLE))).map(" ".join))
def test_any_note_is_read_or_refused(note):
    try:
        found = parse_camera(note)
    except MeaningError as refusal:
        assert str(refusal)
    else:
        assert found
        assert all(found[key] in canonical_words(key) for key in found if key != "lens")
