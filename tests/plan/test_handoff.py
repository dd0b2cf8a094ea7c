"""What is made for a hand-off: the film's own clips, whole; and excerpts as cuts of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from storyboard.base.errors import RenderError
from storyboard.plan.handoff import HandOff, excerpt, plan_handoff
from storyboard.plan.heard import Effect, ShotSound
from storyboard.plan.soundtrack import Mix
from storyboard.plan.types import Transition
from tests.deliver.cuts import cuts, transition
from tests.plan.shots import CUTTING, edl, graph, ops, shot

MEDIA = HandOff("media", {"format": "mov"})
THREE = [shot("a", 48, transition("dissolve")), shot("b", 48, transition("fade out", 24)), shot("c", 48)]


def goals(planned):
    return [planned.nodes[key]["slots"] for key in planned.graph["goals"]]


def test_masters_are_made_of_the_film_s_own_clips_with_their_handles():
    film, planned = graph(THREE), plan_handoff(edl(THREE), MEDIA, CUTTING)
    assert goals(planned) == [["a/master"], ["b/master"], ["c/master"]]
    assert {key for key in planned if ops_of(planned, key) == "clip"} <= set(film)
    frames = [planned.nodes[key]["action"].spec["frames"] for key in planned.graph["goals"]]
    assert frames == [54, 54, 48]


def ops_of(planned, key):
    return planned.nodes[key]["action"].op


def test_a_still_is_the_middle_of_its_shot_and_small_along_its_longer_side():
    planned = plan_handoff(edl(THREE), HandOff("stills", {}), CUTTING)
    specs = [planned.nodes[key]["action"].spec for key in planned.graph["goals"]]
    assert specs[0] == {"frame": 24, "size": [320, 180]}
    assert specs[1] == {"frame": 30, "size": [320, 180]}


def test_a_shot_list_makes_nothing():
    assert list(plan_handoff(edl(THREE), HandOff("nothing", {}), CUTTING)) == []


def test_sound_is_mixed_for_the_shots_that_are_handed_over():
    heard = [shot("a", 48), shot("b", 48, sound=ShotSound(effects=(Effect("ab" * 32, 0, 0),)))]
    mix = Mix(1, -1400, -1000)
    planned = plan_handoff(edl(heard), HandOff("media", {"format": "mov"}, mix), CUTTING)
    assert goals(planned)[-1] == ["mixdown"]
    assert planned.nodes[planned.graph["goals"][-1]]["action"].spec == {"samples": 192_000}
    assert "track" not in ops(planned)
    alone = plan_handoff(edl(heard), HandOff("media", {"format": "mov"}, mix), CUTTING, frozenset({"a"}))
    assert goals(alone) == [["a/master"]]


def test_an_excerpt_keeps_the_transitions_whose_shots_are_all_there():
    cut = edl(THREE, Transition("fade in", 12, None, "black"))
    first = excerpt(cut, frozenset({"a", "b"}))
    assert first.opening == cut.opening
    assert [event.shot.transition.kind for event in first.events] == ["dissolve", "fade out"]
    last = excerpt(cut, frozenset({"b", "c"}))
    assert last.opening is None
    assert (last.events[0].record_in, last.events[0].record_out, last.events[0].head) == (0, 48, 6)
    apart = excerpt(cut, frozenset({"a", "c"}))
    assert [event.shot.transition for event in apart.events] == [None, None]
    assert apart.frames == 96


def test_an_excerpt_without_a_shot_is_refused():
    with pytest.raises(RenderError, match="no such shot"):
        excerpt(edl(THREE), frozenset({"nobody"}))


@given(cuts())
def test_an_excerpt_of_every_shot_is_the_whole_cut(cut):
    every = frozenset(event.shot.id for event in cut.edl.events)
    assert excerpt(cut.edl, every) == cut.edl
    assert excerpt(cut.edl, frozenset()) == cut.edl


@given(cuts())
def test_an_excerpt_of_one_shot_has_its_length(cut):
    event = cut.edl.events[-1]
    alone = excerpt(cut.edl, frozenset({event.shot.id}))
    assert alone.frames == event.shot.frames
    assert alone.rate == Fraction(cut.edl.rate)
