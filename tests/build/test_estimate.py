"""How long a build will take, from what such work took before."""

import pytest

from storyboard.build.estimate import Estimate, Forecast, estimate
from storyboard.plan.sheet import Cutting, Sheet
from storyboard.store.types import Timing

CLIP = ("clip", "animatic", "")
KEYFRAME = ("keyframe", "animatic", "")
PIXELS = 64 * 36


def shots(count, frames=10, size=(64, 36)):
    """A graph of shots that need a keyframe and a clip each."""
    sheet = Sheet(Cutting(1, {}))
    for number in range(count):
        spec = {"size": list(size), "shot": number}
        first = sheet.add("keyframe", "animatic", 1, spec, slot=f"{number}/keyframe")
        sheet.add(
            "clip", "animatic", 1, spec | {"frames": frames}, [("keyframe", first)], slot=f"{number}/clip"
        )
    return sheet.graph


def warm(seconds, frames=1):
    return Timing(seconds, frames, PIXELS, first=False)


def cold(seconds, frames=1):
    return Timing(seconds, frames, PIXELS, first=True)


def estimated(graph, timings, jobs=1):
    return estimate(graph, list(graph), timings, jobs)


def test_work_costs_by_the_frame_and_by_the_pixel():
    timings = {KEYFRAME: [warm(1.0)], CLIP: [warm(1.0, frames=10)]}
    assert estimated(shots(5), timings).seconds == pytest.approx(10)
    assert estimated(shots(5, frames=20), timings).seconds == pytest.approx(15)
    assert estimated(shots(5, size=(640, 360)), timings).seconds == pytest.approx(1000)


def test_one_slow_timing_sways_nothing():
    timings = {KEYFRAME: [warm(1.0)] * 9 + [warm(600.0)], CLIP: [warm(1.0, frames=10)]}
    assert estimated(shots(5), timings).seconds == pytest.approx(10)


def test_a_worker_starts_once_not_for_every_action():
    timings = {KEYFRAME: [cold(31.0), warm(1.0)], CLIP: [warm(1.0, frames=10)]}
    assert estimated(shots(100), timings).seconds == pytest.approx(230)
    assert estimated(shots(100), timings, jobs=4).seconds == pytest.approx(80)


def test_what_was_timed_in_cold_workers_alone_is_a_lower_bound():
    """As after Ctrl-C at the first keyframes: they say how long a start takes, and of the rest nothing."""
    assert estimated(shots(100), {KEYFRAME: [cold(2.0), cold(2.2)]}, jobs=2) == Estimate(
        pytest.approx(2.1), at_least=True
    )


def test_what_was_never_timed_is_left_out_and_said_to_be():
    assert estimated(shots(5), {KEYFRAME: [warm(1.0)]}) == Estimate(pytest.approx(5), at_least=True)
    assert estimated(shots(5), {}) == Estimate(None)
    assert estimate(shots(5), [], {}, 1) == Estimate(0.0)


def test_jobs_share_the_work_but_not_one_shot_s():
    timings = {KEYFRAME: [warm(1.0)], CLIP: [warm(1.0, frames=10)]}
    assert estimated(shots(8), timings, jobs=4).seconds == pytest.approx(4)
    assert estimated(shots(1), timings, jobs=4).seconds == pytest.approx(2)


def test_devices_do_their_own_work_however_many_jobs_there_are(monkeypatch):
    monkeypatch.setattr("storyboard.build.estimate.affinity_of", lambda action: "a model")
    monkeypatch.setattr("storyboard.build.estimate.devices", lambda: [{}, {}])
    timings = {(*KEYFRAME[:2], "a model"): [warm(1.0)], (*CLIP[:2], "a model"): [warm(1.0, frames=10)]}
    assert estimated(shots(8), timings, jobs=16).seconds == pytest.approx(8)


def test_one_model_says_nothing_of_another_one_s_pace(monkeypatch):
    monkeypatch.setattr("storyboard.build.estimate.affinity_of", lambda action: "large")
    monkeypatch.setattr("storyboard.build.estimate.devices", lambda: [{}])
    timings = {KEYFRAME: [warm(0.1)], (*KEYFRAME[:2], "small"): [warm(1.0)]}
    assert estimated(shots(5), timings) == Estimate(None)
    timings[*KEYFRAME[:2], "large"] = [warm(30.0)]
    assert estimated(shots(5), timings) == Estimate(pytest.approx(150), at_least=True)


def test_a_render_notes_what_was_the_first_of_its_kind(sets):
    from storyboard.build import work
    from tests.build.test_render import TWO_SHOTS

    work._STARTED.clear()
    sets.render(TWO_SHOTS)
    timings = sets.store.timings()
    assert sorted(each.first for each in timings["clip", "fake", ""]) == [False, True]
    assert {each.pixels for each in timings["clip", "fake", ""]} == {PIXELS}


def test_a_render_notes_the_model_that_each_action_had(sets, monkeypatch):
    from tests.build import fakes
    from tests.build.test_render import TWO_SHOTS

    monkeypatch.setattr(fakes, "affinity", lambda op, spec: "sd" if op == "keyframe" else "", raising=False)
    sets.render(TWO_SHOTS)
    assert {kind for kind in sets.store.timings() if kind[1] == "fake"} == {
        ("keyframe", "fake", "sd"),
        ("clip", "fake", ""),
    }


def test_what_is_left_is_known_from_what_this_build_took():
    """A first build: nothing was ever timed, and the first of each kind says how long the others take."""
    graph = shots(3)
    first, clip, *rest = list(graph)
    forecast = Forecast(graph, {}, jobs=1)
    assert forecast.left(list(graph)).seconds is None
    forecast.learn(first, 2.0)
    assert forecast.left([clip, *rest]) == Estimate(pytest.approx(4), at_least=True)
    forecast.learn(clip, 5.0)
    assert forecast.left(rest) == Estimate(pytest.approx(14), at_least=False)


def test_a_start_that_is_over_is_not_waited_for_again():
    graph = shots(3)
    forecast = Forecast(graph, {KEYFRAME: [cold(31.0), warm(1.0)], CLIP: [warm(1.0, frames=10)]}, jobs=1)
    first, *rest = list(graph)
    assert forecast.left(list(graph)).seconds == pytest.approx(36)
    forecast.learn(first, 31.0)
    assert forecast.left(rest).seconds == pytest.approx(5)
