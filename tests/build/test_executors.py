"""Every executor passes the same promises."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from threading import Timer

import pytest

from storyboard.build.executors.inline import InlineExecutor
from storyboard.build.executors.local import LocalExecutor
from storyboard.build.orders import (
    DEVICE_FAILED,
    Failure,
    Outcome,
    Progress,
    Vacancy,
    WorkOrder,
    event_from_plain,
    event_to_plain,
    order_from_plain,
    order_to_plain,
)
from storyboard.plan.sheet import action_key
from storyboard.store import Store
from storyboard.store.types import ActionResult, Artifact

SPEC = {
    "size": [64, 36],
    "params": {},
    "shot": {
        "place": "a street at night",
        "action": "{0} waits",
        "cast": [{"is": "a grey dog"}],
        "camera": {"size": "MS", "framing": None, "angle": "eye", "lens": None},
        "style": "ink",
        "seed": 7,
    },
}


def order(number: int = 0, engine: str = "animatic") -> WorkOrder:
    """An order for a small keyframe; each number is another one."""
    spec = SPEC | {"shot": SPEC["shot"] | {"seed": number}}
    key = action_key("keyframe", engine, 1, spec, [])
    return WorkOrder(key, key, "keyframe", engine, 1, spec, ())


@pytest.fixture(params=["inline", "local"])
def executor(request, tmp_path):
    store = Store.open(tmp_path / "cache")
    made = InlineExecutor(store) if request.param == "inline" else LocalExecutor(store.root, 2)
    made.store = store
    yield made
    made.close()


def outcomes(executor, count: int) -> list[Outcome]:
    """Wait for that many orders to end."""
    ended = []
    while len(ended) < count:
        event = executor.wait()
        if isinstance(event, Outcome):
            ended.append(event)
    return ended


def test_an_order_comes_back_with_a_result_that_is_in_the_store(executor):
    executor.start([order()])
    (outcome,) = outcomes(executor, 1)
    assert outcome.failure is None
    assert executor.store.find_recipes([order().recipe])[order().recipe].artifacts == outcome.result.artifacts
    assert executor.idle()


def test_orders_are_carried_out_once_each_whatever_their_order(executor):
    waiting = [order(number) for number in range(5)]
    ended = []
    while len(ended) < 5:
        while waiting and executor.room() > 0:
            executor.start([waiting.pop()])
        ended += outcomes(executor, 1)
    assert {outcome.recipe for outcome in ended} == {order(number).recipe for number in range(5)}


def test_an_engine_that_is_not_there_is_a_failure_and_not_an_end(executor):
    executor.start([order(engine="nobody")])
    (outcome,) = outcomes(executor, 1)
    assert outcome.failure.kind == "engine"
    assert "nobody" in outcome.failure.message
    executor.start([order(1)])
    assert outcomes(executor, 1)[0].failure is None


def test_an_input_that_is_not_in_the_store_is_a_lost_input(executor):
    lost = WorkOrder("k", "r", "clip", "animatic", 1, SPEC, (("keyframe", "0" * 64),))
    executor.start([lost])
    assert outcomes(executor, 1)[0].failure.kind == "lost input"


def test_the_same_order_delivered_twice_keeps_the_first_result(executor):
    for _ in range(2):
        executor.start([order()])
        (outcome,) = outcomes(executor, 1)
        assert outcome.failure is None
    assert len(executor.store.find_results([order().key])) == 1


def test_a_worker_that_is_killed_costs_its_own_order_and_is_replaced(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 1)
    executor.start([order()])
    (worker,) = executor._workers
    os.kill(worker.process.pid, signal.SIGKILL)
    (outcome,) = outcomes(executor, 1)
    assert outcome.failure.kind == "infrastructure"
    executor.start([order(1)])
    assert outcomes(executor, 1)[0].failure is None
    executor.close()


def test_closing_ends_the_workers(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 1)
    executor.start([order()])
    (worker,) = executor._workers
    executor.close()
    assert worker.process.returncode is not None


def test_ctrl_c_means_nothing_to_a_worker_from_its_first_moment(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 1)
    executor.start([order()])
    (worker,) = executor._workers
    for _ in range(40):
        os.kill(worker.process.pid, signal.SIGINT)
        time.sleep(0.01)
    assert outcomes(executor, 1)[0].failure is None
    executor.close()


def test_a_worker_takes_no_module_from_the_folder_that_it_is_called_in(tmp_path, monkeypatch):
    (tmp_path / "random.py").write_text("raise SystemExit('this is a script of the author')")
    monkeypatch.chdir(tmp_path)
    executor = LocalExecutor(tmp_path / "cache", 1)
    executor.start([order()])
    assert outcomes(executor, 1)[0].failure is None
    executor.close()


def test_an_order_to_a_worker_that_died_idle_fails_and_leaves_nothing_open(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 1)
    executor.start([order()])
    outcomes(executor, 1)
    (worker,) = executor._workers
    worker.process.kill()
    worker.process.wait()
    executor.start([order(1)])
    assert outcomes(executor, 1)[0].failure.kind == "infrastructure"
    assert worker.orders.closed
    executor.close()


def test_a_log_that_can_t_be_written_hides_nothing(tmp_path):
    store = Store.open(tmp_path / "cache")
    (store.root / "logs").write_text("in the way")
    executor = LocalExecutor(store.root, 1)
    executor.start([order()])
    assert outcomes(executor, 1)[0].failure is None
    executor.start([order(engine="nobody")])
    assert "nobody" in outcomes(executor, 1)[0].failure.message
    executor.close()


RESULT = ActionResult(
    "k", "clip", "animatic", (Artifact("video", "d", 3, "video/mp4"),), ("d",), SPEC, 1, {"s": 0.5}
)


@pytest.mark.parametrize(
    "event",
    [
        Progress("r", 3),
        Outcome("r", RESULT, None, 1.5),
        Outcome("r", None, Failure("engine", "no", "a.log"), 0.1),
    ],
)
def test_events_travel_as_json(event):
    import json

    assert event_from_plain(json.loads(json.dumps(event_to_plain(event)))) == event


def test_orders_travel_as_json():
    import json

    assert order_from_plain(json.loads(json.dumps(order_to_plain(order())))) == order()


SLOW = """
import time
from threading import Timer
from pydantic import BaseModel
NAME, REVISION, PARAMS = "slow", 1, {"keyframe": BaseModel}
def keyframe(spec, inputs, out, tell):
    (out / "begun").touch()
    time.sleep(60)
OPS = {"keyframe": keyframe}
"""


def test_a_worker_whose_planner_is_gone_gives_its_work_up_at_once(tmp_path, monkeypatch):
    store = Store.open(tmp_path / "cache")
    worker = at_work(store, SLOW, tmp_path, monkeypatch)
    while not list(store.root.glob("work/*/begun")):
        assert worker.poll() is None
        time.sleep(0.01)
    worker.stdin.close()
    assert worker.wait(timeout=5) == 143
    assert not list((store.root / "work").iterdir())


BROKEN = """
from pydantic import BaseModel
NAME, REVISION, PARAMS = "slow", 1, {"keyframe": BaseModel}
def keyframe(spec, inputs, out, tell):
    raise RuntimeError("CUDA error: an illegal memory access was encountered")
OPS = {"keyframe": keyframe}
"""


def test_a_worker_whose_gpu_failed_ends_and_leaves_its_order_to_another(tmp_path, monkeypatch):
    worker = at_work(Store.open(tmp_path / "cache"), BROKEN, tmp_path, monkeypatch)
    assert worker.wait(timeout=20) == DEVICE_FAILED
    assert worker.stdout.read() == b""
    worker.stdin.close()


def at_work(store, engine, folder, monkeypatch):
    """A worker with an order for an engine of that source."""
    (folder / "slow.py").write_text(engine)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
    worker = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from storyboard.engines import registry; registry.BUILT_IN['slow'] = 'slow'\n"
            f"from storyboard.build import worker; worker.main({str(store.root)!r})",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    worker.stdin.write(json.dumps([order_to_plain(order(engine="slow"))]).encode() + b"\n")
    worker.stdin.flush()
    return worker


def long_order(number: int = 0) -> WorkOrder:
    """An order for a clip of a minute, which is not drawn soon."""
    shot = SPEC["shot"] | {"camera": SPEC["shot"]["camera"] | {"move": None, "speed": None}, "seed": number}
    spec = SPEC | {"size": [640, 360], "rate": "24", "frames": 1440, "shot": shot}
    key = action_key("clip", "animatic", 3, spec, [])
    return WorkOrder(key, key, "clip", "animatic", 3, spec, ())


def begun(executor: LocalExecutor) -> None:
    """Wait until the work in hand tells of itself."""
    while not isinstance(executor.wait(), Progress):
        pass


def test_an_order_that_is_given_up_ends_soon_and_its_worker_takes_the_next(executor):
    executor.start([long_order()])
    if isinstance(executor, LocalExecutor):
        begun(executor)
    executor.cancel({long_order().recipe})
    (outcome,) = outcomes(executor, 1)
    assert outcome.failure.kind == "cancelled"
    assert outcome.seconds < 20
    assert not list((executor.store.root / "work").iterdir())
    executor.start([order()])
    assert outcomes(executor, 1)[0].failure is None


def test_what_was_given_up_can_be_ordered_again(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 1)
    executor.start([order()])
    outcomes(executor, 1)
    executor.cancel({order().recipe})  # too late: it is done
    executor.start([order()])
    assert outcomes(executor, 1)[0].failure is None
    executor.close()


def test_giving_up_one_order_leaves_the_others_alone(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 2)
    executor.start([long_order()])
    executor.start([order()])
    executor.cancel({long_order().recipe})
    ended = {outcome.recipe: outcome.failure for outcome in outcomes(executor, 2)}
    assert ended[order().recipe] is None
    assert ended[long_order().recipe].kind == "cancelled"
    executor.close()


def test_what_is_urgent_waits_for_no_long_order(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 1, spare=1)
    executor.start([long_order()])
    assert executor.room() == 0
    assert executor.room(urgent=True) == 1
    executor.start([order()])
    assert executor.room(urgent=True) == 0
    (outcome,) = outcomes(executor, 1)
    assert outcome.recipe == order().recipe
    executor.close()


def test_another_thread_can_wake_whoever_waits(tmp_path):
    executor = LocalExecutor(tmp_path / "cache", 1)
    executor.start([long_order()])
    Timer(0.2, executor.wake).start()
    began = time.monotonic()
    while not isinstance(executor.wait(), Vacancy):
        assert time.monotonic() - began < 20
    executor.close()
