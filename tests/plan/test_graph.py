"""The graph: pure, merged, and made of nothing that doesn't change the film."""

from dataclasses import replace
from fractions import Fraction

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.base.errors import RenderError
from storyboard.plan.cards import Card
from storyboard.plan.graph import plan_actions
from storyboard.plan.heard import Words
from storyboard.plan.sheet import Cutting
from storyboard.plan.types import Camera, Setting, Traits, Transition
from tests.plan.shots import CUTTING, WANTS, edl, graph, ops, shot
from tests.plan.test_edl import films


def test_a_shot_is_a_keyframe_a_clip_and_a_span():
    assert ops(graph([shot("door")])) == ["keyframe", "clip", "span", "film"]


def test_equal_shots_are_made_once():
    made = graph([shot("a", action="rain"), shot("b", action="snow"), shot("c", action="rain")])
    assert ops(made).count("clip") == 2
    assert [node["shots"] for node in made.nodes.values() if node["action"].op == "clip"] == [
        ["a", "c"],
        ["b"],
    ]


@given(films())
def test_the_same_edl_gives_the_same_graph(shots):
    one, other = graph(shots), graph(shots)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges) == list(other.edges)


@given(films())
def test_inputs_come_before_those_who_use_them(shots):
    made = graph(shots)
    assert nx.is_directed_acyclic_graph(made)
    place = {key: number for number, key in enumerate(made)}
    assert all(place[source] < place[user] for source, user in made.edges)


@given(films())
def test_the_film_s_spans_add_up_to_the_film(shots):
    made = graph(shots)
    film = made.nodes[made.graph["goals"][0]]["action"]
    assert sum(film.spec["frames"]) == sum(each.frames for each in shots)
    for (_, key), frames in zip(film.inputs, film.spec["frames"], strict=True):
        assert made.nodes[key]["action"].spec["frames"] == frames


@given(films())
def test_no_span_reads_beyond_its_clip(shots):
    made = graph(shots)
    for node in made.nodes.values():
        action = node["action"]
        for name, key in action.inputs:
            clip = made.nodes[key]["action"]
            if clip.op != "clip":
                continue
            spec = action.spec
            if action.op == "span":
                first, last = spec["start"], spec["start"] + spec["frames"]
            elif spec["kind"] in ("dissolve", "wipe", "slide", "push"):
                first = spec[f"{name}_start"]
                last = first + spec["frames"]
            else:
                first = spec[f"{name}_start"]
                last = first + (spec["before"] if name == "out" else spec["frames"] - spec["before"])
            assert 0 <= first < last <= clip.spec["frames"]


@given(films())
def test_a_transition_that_shows_both_shots_at_once_reads_both_clips(shots):
    for action in (node["action"] for node in graph(shots).nodes.values()):
        if action.op == "transition" and action.spec["kind"] in ("dissolve", "wipe", "slide", "push"):
            assert [name for name, _ in action.inputs] == ["out", "in"]


@pytest.mark.parametrize("change", [{"id": "gate"}, {"dialogue": (("mara", "Hello."),)}])
def test_ids_and_unburnt_dialogue_are_no_part_of_the_work(change):
    before = shot("door", action="a red door")
    assert list(graph([before])) == list(graph([replace(before, **change)]))


def test_a_move_changes_the_clip_and_not_its_keyframe():
    still, moved = shot("door"), shot("door", camera=Camera(move="push in"))
    assert set(ops(graph([still]))) == set(ops(graph([moved])))
    kept = set(graph([still])) & set(graph([moved]))
    assert [graph([still]).nodes[key]["action"].op for key in kept] == ["keyframe"]


def test_a_slow_small_clip_is_in_betweened_and_upscaled():
    half = Setting("drawn", {}, Traits(1, WANTS, rate=Fraction(12), scale=Fraction(1, 2)))
    made = graph([shot("door", 48, clip_setting=half)])
    assert ops(made) == ["keyframe", "clip", "inbetween", "upscale", "span", "film"]
    clip, inbetween, upscale = (node["action"].spec for node in list(made.nodes.values())[1:4])
    assert (clip["frames"], clip["rate"], clip["size"]) == (25, "12", [160, 90])
    assert (inbetween["frames"], inbetween["from"], inbetween["to"]) == (48, "12", "24")
    assert upscale["size"] == [320, 180]


def test_a_clip_is_as_long_as_its_engine_s_frame_rule_allows():
    assert Traits(1, step=4, offset=1).legal_frames(48) == 49
    assert Traits(1, step=4, offset=1).legal_frames(49) == 49
    assert Traits(1, step=8, offset=1).legal_frames(1) == 1
    assert Traits(1).legal_frames(7) == 7


@given(
    frames=st.integers(1, 400),
    step=st.integers(1, 8),
    offset=st.integers(0, 1),
    longest=st.none() | st.integers(9, 130),
)
def test_segments_are_legal_and_reach_the_end(frames, step, offset, longest):
    traits = Traits(1, step=step, offset=offset, longest=longest)
    lengths = traits.segments(frames)
    assert sum(lengths) - (len(lengths) - 1) >= frames
    for length in lengths:
        assert (length - offset) % step == 0
        assert longest is None or length <= longest
    assert longest is None or len(lengths) == 1 or sum(lengths[:-1]) - (len(lengths) - 2) < frames


def test_a_clip_too_long_for_one_call_goes_on_from_its_own_last_frame():
    short = Setting("drawn", {}, Traits(1, WANTS, step=4, offset=1, longest=25))
    made = graph([shot("door", 48, clip_setting=short)])
    first, second = (node["action"] for node in made.nodes.values() if node["action"].op == "clip")
    assert (first.spec["frames"], first.spec["segment"]) == (25, 25)
    assert (second.spec["frames"], second.spec["segment"]) == (49, 25)
    assert dict(second.inputs)["before"] == first.id
    assert [node["slots"] for node in made.nodes.values()][1:3] == [["door/clip.1"], ["door/clip"]]


def test_a_clip_looks_for_no_keyframe_of_a_card():
    to_next = Setting("drawn", {}, Traits(1, WANTS, last="next"))
    end = shot("end", settings={}, cast=(), seeds={}, card=Card({"title": "The End"}, ("The End",)))
    made = graph([shot("a", clip_setting=to_next), end])
    assert ops(made) == ["keyframe", "clip", "card", "span", "span", "film"]
    (clip,) = (node["action"] for node in made.nodes.values() if node["action"].op == "clip")
    assert [name for name, _ in clip.inputs] == ["keyframe"]


def test_a_clip_may_end_with_the_next_shot_s_keyframe_or_its_own():
    to_next = Setting("drawn", {}, Traits(1, WANTS, last="next"))
    loop = Setting("drawn", {}, Traits(1, WANTS, last="self"))
    made = graph([shot("a", clip_setting=to_next), shot("b", clip_setting=loop)])
    by_slot = {node["slots"][0]: node["action"] for node in made.nodes.values()}
    assert dict(by_slot["a/clip"].inputs)["last"] == by_slot["b/keyframe"].id
    assert dict(by_slot["b/clip"].inputs)["last"] == by_slot["b/keyframe"].id
    alone = graph([shot("a", clip_setting=to_next)])
    assert "last" not in dict(
        next(n["action"] for n in alone.nodes.values() if n["action"].op == "clip").inputs
    )


def test_a_shot_s_own_end_is_a_second_keyframe_that_its_clip_ends_with():
    reaching = Setting("drawn", {}, Traits(1, WANTS | {"last_prompt"}, last="next", own_end=True))
    ends = shot("a", action="{0} smiles", prompt="a keeper smiles", clip_setting=reaching)
    made = graph([shot("a", clip_setting=reaching, end=ends), shot("b", clip_setting=reaching)])
    by_slot = {node["slots"][0]: node["action"] for node in made.nodes.values()}
    assert by_slot["a/end"].op == "keyframe"
    assert by_slot["a/end"].spec["shot"]["action"] == "{0} smiles"
    assert dict(by_slot["a/clip"].inputs)["last"] == by_slot["a/end"].id
    assert by_slot["a/clip"].spec["shot"]["last_prompt"] == "a keeper smiles"
    assert "last_prompt" not in by_slot["b/clip"].spec["shot"]


def test_an_end_that_no_clip_reaches_is_not_drawn():
    made = graph([shot("a", end=shot("a", action="{0} smiles"))])
    assert set(made) == set(graph([shot("a")]))


def test_a_clip_from_words_alone_needs_no_keyframe():
    made = graph([shot("a", clip_setting=Setting("drawn", {}, Traits(1, WANTS, keyframe=False)))])
    assert ops(made) == ["clip", "span", "film"]


@pytest.mark.parametrize("film", [(1280, 720), (1920, 804), (720, 1280), (640, 640)])
def test_an_engine_with_a_native_area_keeps_the_film_s_aspect(film):
    width, height = Traits(1, area=1024 * 1024, multiple=8).legal_size(film)
    assert width % 8 == height % 8 == 0
    assert width * height == pytest.approx(1024 * 1024, rel=0.03)
    assert width / height == pytest.approx(film[0] / film[1], rel=0.03)


def test_an_excerpt_is_made_of_the_whole_film_s_actions():
    shots = [shot("a", 48, Transition("dissolve", 12)), shot("b", 48, Transition("dissolve", 12)), shot("c")]
    whole, excerpt = graph(shots), graph(shots, only=frozenset({"a", "b"}))
    new = [excerpt.nodes[key]["action"].op for key in set(excerpt) - set(whole)]
    assert new == ["film"]
    assert ops(excerpt).count("span") == 2
    assert ops(excerpt).count("transition") == 1


@pytest.mark.parametrize(("kind", "chosen"), [("fade out", "a"), ("fade in", "b")])
def test_an_excerpt_keeps_a_fade_that_shows_none_but_its_own_shot(kind, chosen):
    shots = [shot("a", 48, Transition(kind, 12)), shot("b", 48)]
    whole, excerpt = graph(shots), graph(shots, only=frozenset({chosen}))
    assert ops(excerpt).count("transition") == 1
    assert [excerpt.nodes[key]["action"].op for key in set(excerpt) - set(whole)] == ["film"]
    assert sum(excerpt.nodes[excerpt.graph["goals"][0]]["action"].spec["frames"]) == 48


def test_an_excerpt_of_which_transitions_leave_nothing_is_refused():
    shots = [shot("a", 12, Transition("dissolve", 12)), shot("b", 12, Transition("dissolve", 12)), shot("c")]
    with pytest.raises(RenderError, match="name one of their neighbours too"):
        graph(shots, only=frozenset({"b"}))


def test_strict_lets_versions_into_every_key():
    cut = edl([shot("door")])
    strict = Cutting(CUTTING.revision, CUTTING.encoder, (), {"numpy": "2.0"})
    assert not set(plan_actions(cut, CUTTING)) & set(plan_actions(cut, strict))


def test_dialogue_that_is_burnt_in_re_encodes_its_span_alone():
    burnt = Cutting(1, CUTTING.encoder, ("dialogue",))
    silent, spoken = shot("door", action="x"), shot("door", action="x", words=(Words(0, "mara", "Hello."),))
    before, after = (plan_actions(edl([each]), burnt) for each in (silent, spoken))
    assert {after.nodes[key]["action"].op for key in set(after) - set(before)} == {"span", "film"}


def test_a_span_s_subtitles_are_the_cues_that_it_shows():
    burnt = Cutting(1, CUTTING.encoder, ("dialogue", "timecode"))
    words = (Words(0, "mara", "Who goes there?"), Words(1, "otto", "A friend."))
    made = plan_actions(edl([shot("lamp", 10), shot("door", 96, words=words)]), burnt)
    lamp, door = (node["action"] for node in made.nodes.values() if node["action"].op == "span")
    assert lamp.spec["burn_in"] == [{"kind": "timecode", "first": 0}]
    assert door.spec["burn_in"] == [
        {"kind": "dialogue", "text": "Who goes there?", "start": 12, "end": 34},
        {"kind": "dialogue", "text": "A friend.", "start": 36, "end": 56},
        {"kind": "timecode", "first": 10},
    ]
