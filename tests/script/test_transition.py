"""Transitions as a cutter would write them."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.base.time import parse_duration
from storyboard.plan.types import Transition
from storyboard.script.faults import MeaningError
from storyboard.script.transition import DEFAULT_LENGTHS, covered, parse_transition


@pytest.mark.parametrize(
    ("note", "kind", "direction", "colour", "length"),
    [
        ("cut", "cut", None, None, "0f"),
        ("dissolve", "dissolve", None, None, "12f"),
        ("dissolve 12f", "dissolve", None, None, "12f"),
        ("Cross-Dissolve 0.5s", "dissolve", None, None, "0.5s"),
        ("crossfade 12f", "dissolve", None, None, "12f"),
        ("hard cut", "cut", None, None, "0f"),
        ("dissolve, 00:00:01:00", "dissolve", None, None, "00:00:01:00"),
        ("fade in", "fade in", None, "black", "12f"),
        ("fade in from white 24 frames", "fade in", None, "white", "24 frames"),
        ("fade to black 1s", "fade out", None, "black", "1s"),
        ("fade out white", "fade out", None, "white", "12f"),
        ("dip", "dip", None, "black", "24f"),
        ("dip to white 1.5 s", "dip", None, "white", "1.5 s"),
        ("wipe", "wipe", "left", None, "12f"),
        ("wipe right 8f", "wipe", "right", None, "8f"),
        ("slide up", "slide", "up", None, "12f"),
        ("push down 2s", "push", "down", None, "2s"),
    ],
)
def test_transitions_are_read(note, kind, direction, colour, length):
    words = parse_transition(note)
    assert (words.kind, words.direction, words.colour, words.length) == (kind, direction, colour, length)


@pytest.mark.parametrize(
    ("note", "message"),
    {
        "disolve 12f": '"disolve" is not a transition — did you mean "dissolve"?',
        "smash cut": '"smash cut" is not a transition — did you mean "cut"?',
        "match cut": '"match cut" is not a transition — did you mean "cut"?',
        "jump-cut": '"jump cut" is not a transition — did you mean "cut"?',
        "iris": '"iris" is not a transition — did you mean "fade out"?',
        "iris in 1s": '"iris in" is not a transition — did you mean "fade in"?',
        "xfade 12f": '"xfade" is not a transition — did you mean "dissolve"?',
        "match dissolve": '"match dissolve" is not a transition — did you mean "dissolve"?',
        "whip pan": '"whip pan" is not a transition — did you mean "push left"?',
        "cut on action": '"on" means nothing to a cut; write "cut" alone',
        "fade 12f": 'a fade goes in or out — write "fade out" to leave the shot, "fade in" to enter the next',
        "wipe lft": 'a wipe goes left, right, up or down, not "lft" — did you mean "left"?',
        "dip blue": 'a dip is black or white, not "blue"',
        "dissolve left": '"left" means nothing to a dissolve; write a length after it, such as "dissolve 12f"',
        "cut 12f": 'a cut has no length — did you mean "dissolve 12f"?',
        "": '"" is not a transition; write cut, dissolve, fade in, fade out, dip, wipe, slide or push',
    }.items(),
)
def test_what_is_no_transition_is_refused_with_the_way_out(note, message):
    with pytest.raises(MeaningError) as refusal:
        parse_transition(note)
    assert str(refusal.value) == message


@pytest.mark.parametrize("kind", DEFAULT_LENGTHS)
def test_every_default_length_is_a_length(kind):
    assert parse_duration(DEFAULT_LENGTHS[kind], Fraction(24)) == {"cut": 0, "dip": 24}.get(kind, 12)


@given(st.sampled_from(sorted(DEFAULT_LENGTHS)), st.integers(0, 1_000))
def test_the_script_and_the_plan_agree_on_what_a_transition_covers(kind, frames):
    planned = Transition(kind, frames)
    assert covered(kind, frames) == (planned.before, planned.after)


@given(
    st.text()
    | st.lists(
        st.sampled_from(["fade", "in", "out", "dip", "to", "wipe", "left", "black", "12f", "1s", "cut", "-"])
    ).map(" ".join)
)
def test_any_note_is_read_or_refused(note):
    try:
        assert parse_transition(note).kind in DEFAULT_LENGTHS
    except MeaningError as refusal:
        assert str(refusal)
