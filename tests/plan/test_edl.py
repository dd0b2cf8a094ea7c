"""The cut: shots end to end, and transitions that lengthen nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.plan.edl import body
from storyboard.plan.types import Transition
from tests.plan.shots import edl, shot

KINDS = st.sampled_from(["dissolve", "wipe", "slide", "push", "dip", "fade in", "fade out"])


@st.composite
def films(draw):
    """Films whose transitions fit: no shot gives away more than half its frames at either end."""
    lengths = draw(st.lists(st.integers(2, 60), min_size=1, max_size=8))
    shots = []
    for number, frames in enumerate(lengths):
        after = lengths[number + 1] if number + 1 < len(lengths) else None
        longest = min(frames, after if after is not None else frames) // 2
        kinds = KINDS if after is not None else st.just("fade out")
        wanted = st.builds(Transition, kinds, st.integers(1, max(1, longest)))
        transition = draw(st.none() | wanted) if longest else None
        shots.append(shot(f"s{number}", frames, transition))
    return shots


@given(films())
def test_a_film_is_as_long_as_its_shots(shots):
    assert edl(shots).frames == sum(each.frames for each in shots)


@given(films())
def test_bodies_and_transitions_cover_every_frame_once(shots):
    cut = edl(shots)
    covered = []
    for event in cut.events:
        covered += range(*body(cut, event))
        if transition := event.shot.transition:
            covered += range(event.record_out - transition.before, event.record_out + transition.after)
    assert covered == list(range(cut.frames))


@given(films())
def test_only_transitions_that_show_both_shots_ask_for_handles(shots):
    for before, event in zip([None, *shots], edl(shots).events, strict=False):
        arriving = before.transition if before else None
        assert event.head == (arriving.before if arriving and arriving.borrows else 0)
        leaving = event.shot.transition
        assert event.tail == (leaving.after if leaving and leaving.borrows else 0)


def test_a_dissolve_is_centred_on_the_cut():
    cut = edl([shot("a", 48, Transition("dissolve", 12)), shot("b", 48)])
    assert [(body(cut, event)) for event in cut.events] == [(0, 42), (54, 96)]
    assert [(event.head, event.tail) for event in cut.events] == [(0, 6), (6, 0)]


def test_a_fade_in_from_the_film_s_opening_covers_the_first_frames():
    cut = edl([shot("a", 48)], opening=Transition("fade in", 24))
    assert body(cut, cut.events[0]) == (24, 48)


def test_transitions_that_ask_for_more_than_a_shot_has_are_refused():
    with pytest.raises(ValueError, match="shot b"):
        edl([shot("a", 48, Transition("dissolve", 12)), shot("b", 8, Transition("dissolve", 12)), shot("c")])
