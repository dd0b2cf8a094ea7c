"""A build that is told of a newer text: what both want goes on, what only the old one wanted is given up."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import pytest

from storyboard import studio
from storyboard.build.orders import Failure, Outcome, Vacancy
from storyboard.build.schedule import Course, Ended, Started, build
from storyboard.build.work import carry_out
from tests.build import fakes

TWO_SHOTS = """\
storyboard: 1
title: Two doors
film: {size: 64x36, fps: 24, sound: false}
profiles:
  fake: {keyframe: {engine: fake}, clip: {engine: fake}}
shots:
  - {id: door, action: a red door, duration: 6f}
  - {id: wall, action: a grey wall, duration: 6f}
"""


class PatientExecutor:
    """Takes any number of orders, and carries one out only when it is waited for; oldest first."""

    def __init__(self, store, room=8):
        self.store, self.most = store, room
        self.orders, self.events = deque(), deque()
        self.started, self.given_up = [], set()
        self.hooks = {}

    def room(self, device=False, urgent=False):
        return self.most - len(self.orders)

    def held(self):
        return []

    def start(self, orders):
        self.started += [order.recipe for order in orders]
        self.orders.extend(orders)

    def idle(self):
        return not self.orders and not self.events

    def wait(self):
        if self.events:
            return self.events.popleft()
        order = self.orders.popleft()
        if order.recipe in self.given_up:
            self.given_up.discard(order.recipe)
            return Outcome(order.recipe, None, Failure("cancelled", "given up"))
        (outcome,) = carry_out([order], self.store, lambda order: lambda frames: None)
        return outcome

    def cancel(self, recipes):
        self.given_up |= {order.recipe for order in self.orders if order.recipe in recipes}

    def wake(self):
        self.events.append(Vacancy())

    def close(self):
        pass


@pytest.fixture
def building(sets):
    """Builds a text that is replaced by others once some actions have started; tells what happened."""

    class Building:
        def __init__(self):
            self.executor = PatientExecutor(sets.store)
            self.events = []

        def course(self, text, **changes):
            made = sets.plan(text, **changes)
            self.graph = made.graph
            stills = made.graph.graph.get("stills", {})
            return Course(made.graph, made.found, made.paths, frozenset(stills.values()))

        def run(self, first, *later, **changes):
            """Each later text comes when the executor has been waited for once more."""
            texts = deque(later)

            def newer():
                return self.course(texts.popleft(), **changes) if texts else None

            course = self.course(first, **changes)
            self.results = build(course, sets.store, self.executor, self.events.append, newer)
            return self.results

        def names(self, kind):
            nodes = self.graph.nodes
            return [nodes[event.recipe]["slots"][0] for event in self.events if isinstance(event, kind)]

    return Building()


def test_a_newer_text_is_built_in_place_of_the_older_one(building):
    results = building.run(TWO_SHOTS, TWO_SHOTS.replace("red", "green"))
    assert all(goal in results.results for goal in building.graph.graph["goals"])
    assert fakes.ran["clip a green door"] == 1
    assert fakes.ran["clip a red door"] == 0


def test_what_both_texts_want_is_made_once(building):
    building.run(TWO_SHOTS, TWO_SHOTS.replace("red", "green"))
    assert fakes.ran["keyframe a grey wall"] == fakes.ran["clip a grey wall"] == 1
    assert len(building.executor.started) == len(set(building.executor.started))


def test_what_only_the_older_text_wanted_is_given_up_but_what_was_finished_is_kept(building, sets):
    building.run(TWO_SHOTS, TWO_SHOTS.replace("grey", "white"))
    assert fakes.ran["keyframe a red door"] == 1  # it was waited for first
    assert fakes.ran["keyframe a grey wall"] == 0
    sets.render(TWO_SHOTS)
    assert fakes.ran["keyframe a red door"] == 1


def test_nobody_hears_of_what_was_given_up(building):
    building.run(TWO_SHOTS, TWO_SHOTS.replace("grey", "white"))
    assert not [event for event in building.events if isinstance(event, Ended) and event.failure]


def test_going_back_to_the_first_text_makes_again_what_was_given_up(building):
    results = building.run(TWO_SHOTS, TWO_SHOTS.replace("grey", "white"), TWO_SHOTS)
    assert all(goal in results.results for goal in building.graph.graph["goals"])
    assert fakes.ran["clip a grey wall"] == 1
    assert fakes.ran["clip a white wall"] == 0


def test_what_goes_on_is_told_of_again_for_the_newer_text(building):
    building.executor.most = 1
    building.run(TWO_SHOTS, TWO_SHOTS + "# a comment\n")
    assert building.names(Started).count("door/keyframe") == 1
    assert building.names(Ended).count("door/keyframe") == 1


def test_stills_come_before_everything_else(building):
    building.executor.most = 1
    building.run(TWO_SHOTS, stills=True)
    assert building.names(Started)[:2] == ["door/keyframe", "wall/keyframe"]


def test_stills_are_made_even_where_no_clip_begins_with_them(sets, monkeypatch):
    traits = fakes.traits
    monkeypatch.setattr(fakes, "traits", lambda op, params: replace(traits(op, params), keyframe=False))
    assert "keyframe" not in {node["action"].op for _, node in sets.plan(TWO_SHOTS).graph.nodes.items()}
    made = sets.plan(TWO_SHOTS, stills=True)
    assert made.graph.graph["stills"].keys() == {"door", "wall"}
    ops = [made.graph.nodes[key]["action"].op for key in made.graph.graph["stills"].values()]
    assert ops == ["keyframe", "keyframe"]


def test_a_draft_is_small_and_has_the_shape_of_the_film(sets):
    text = TWO_SHOTS.replace("{engine: fake}", "{engine: animatic}").replace("64x36", "1920x1080")
    assert sets.plan(text, draft=True).edl.size == (640, 360)
    assert sets.plan(text).edl.size == (1920, 1080)


def test_no_draft_is_made_of_pictures_that_come_out_otherwise_at_another_size(sets):
    made = sets.plan(TWO_SHOTS.replace("64x36", "1920x1080"), draft=True)
    assert made.edl.size == (1920, 1080)


def test_what_is_small_already_is_its_own_draft(sets):
    text = TWO_SHOTS.replace("{engine: fake}", "{engine: animatic}")
    assert sets.plan(text, draft=True).edl.size == (64, 36)
    assert set(sets.plan(text, draft=True).graph) == set(sets.plan(text).graph)


def test_wishes_for_stills_and_drafts_are_remembered_apart(tmp_path):
    wish = studio.Wish(tmp_path / "film.yaml")
    names = {
        studio.Wish(wish.script, stills=stills, draft=draft).name for stills in (0, 1) for draft in (0, 1)
    }
    assert len(names) == 4
