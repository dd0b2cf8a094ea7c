"""Device workers: a model is loaded once, and what wants it comes together."""

from dataclasses import replace

import pytest

from storyboard.build.executors.devices import devices
from storyboard.build.executors.local import LocalExecutor
from storyboard.build.orders import Outcome
from storyboard.store import Store
from tests.build import fakes
from tests.build.test_executors import order, outcomes

FOUR_SHOTS = """\
storyboard: 1
title: Models
film: {size: 64x36, fps: 24}
profiles:
  fake: {keyframe: {engine: fake}, clip: {engine: fake}}
shots:
""" + "".join(
    f"""\
  - {{id: s{number}, action: shot {number}, duration: 2f, keyframe: {{steps: {model}}}}}
"""
    for number, model in enumerate((1, 2, 1, 2))
)


def test_work_for_a_model_comes_together(sets, monkeypatch):
    wants = lambda op, spec: str(spec["params"]["steps"]) if op == "keyframe" else ""  # noqa: E731
    monkeypatch.setattr(fakes, "affinity", wants, raising=False)
    sets.render(FOUR_SHOTS)
    keyframes = [name for name in fakes.ran if name.startswith("keyframe")]
    assert keyframes == [f"keyframe shot {number}" for number in (0, 2, 1, 3)]


@pytest.fixture
def executor(tmp_path, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,1")
    made = LocalExecutor(Store.open(tmp_path / "cache").root, 1)
    yield made
    made.close()


def pid(outcome: Outcome) -> object:
    assert outcome.result is not None
    return outcome.result.record["pid"]


def test_a_worker_keeps_its_device_and_its_model(executor):
    pids = []
    for number, model in enumerate(("sd", "svd", "sd", "svd")):
        executor.start([replace(order(number), affinity=model)])
        (outcome,) = outcomes(executor, 1)
        pids.append(pid(outcome))
    assert pids[0] == pids[2] != pids[1] == pids[3]


def test_devices_leave_the_other_workers_their_room(executor):
    executor.start([replace(order(1), affinity="sd")])
    assert (executor.room(), executor.room(device=True)) == (1, 1)
    executor.start([order(2)])
    assert (executor.room(), executor.room(device=True)) == (0, 1)
    outcomes(executor, 2)


@pytest.mark.parametrize(
    ("shown", "found"),
    [("0,2", [{"CUDA_VISIBLE_DEVICES": "0"}, {"CUDA_VISIBLE_DEVICES": "2"}]), ("", [{}]), ("-1", [{}])],
)
def test_the_author_says_which_devices_may_be_used(monkeypatch, shown, found):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", shown)
    assert devices() == found
