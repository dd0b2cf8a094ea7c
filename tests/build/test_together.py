"""One call for several actions: who comes together, and what becomes of a call that fails."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from types import SimpleNamespace

import pytest

from storyboard import studio
from storyboard.base.errors import EngineError
from storyboard.build import worker
from storyboard.build.executors.inline import InlineExecutor
from storyboard.build.executors.local import LocalExecutor
from storyboard.build.orders import DEVICE_FAILED, Failure, Outcome, Vacancy
from storyboard.build.work import carry_out
from storyboard.build.worker import _Desk
from storyboard.engines import diffusion
from storyboard.store import Store
from tests.build import fakes
from tests.build.test_executors import order, outcomes

ORDERS = SimpleNamespace(given_up=frozenset())
"""Nothing that was ordered is given up."""

SHOTS = """\
storyboard: 1
title: Together
film: {size: 64x36, fps: 24}
profiles:
  fake: {keyframe: {engine: fake}, clip: {engine: fake}}
shots:
""" + "".join(f"  - {{id: s{number}, action: shot {number}, duration: 2f}}\n" for number in range(5))


@pytest.fixture
def calls(monkeypatch):
    """The sizes of the fake engine's calls; it makes three keyframes of a kind by one."""
    made: list[int] = []

    def batch(pieces):
        made.append(len(pieces))
        return [fakes.keyframe(each.spec, each.inputs, each.out, each.tell) for each in pieces]

    def alone(spec, inputs, out, tell):
        made.append(1)
        fakes.keyframe(spec, inputs, out, tell)

    alike = lambda op, spec: (str(spec["params"]["steps"]), 3) if op == "keyframe" else ("", 1)  # noqa: E731
    monkeypatch.setattr(fakes, "affinity", lambda op, spec: "sd" * (op == "keyframe"), raising=False)
    monkeypatch.setattr(fakes, "together", alike, raising=False)
    monkeypatch.setattr(fakes, "BATCHES", {"keyframe": batch}, raising=False)
    monkeypatch.setitem(fakes.OPS, "keyframe", alone)
    return made


def test_what_one_call_can_make_comes_together(sets, calls):
    ran = sets.render(SHOTS)
    assert calls == [3, 2]
    assert sum("keyframe" in ops for ops in ran.ops_by_shot().values()) == 5
    together = [
        result.record["together"] for result in ran.film.results.results.values() if result.op == "keyframe"
    ]
    assert sorted(together) == [2, 2, 3, 3, 3]


def test_what_differs_in_its_settings_goes_by_itself(sets, calls):
    sets.render(SHOTS.replace("shot 2,", "shot 2, keyframe: {steps: 2},"))
    assert sorted(calls) == [1, 1, 3]


def test_a_keyframe_is_the_same_work_alone_and_in_company(sets, calls, monkeypatch):
    sets.render(SHOTS)
    monkeypatch.delattr(fakes, "together")
    assert sets.render(SHOTS.replace("title: Together", "title: Alone")).names() == set()


def test_one_that_fails_fails_by_itself_and_the_rest_of_its_call_is_made(sets, calls):
    fakes.fail_on.add("shot 1")
    ran = sets.render(SHOTS)
    assert ran.names("failed") == {"s1/keyframe"}
    assert {f"s{number}/keyframe" for number in (0, 2, 3, 4)} <= ran.names()
    assert calls == [3, 1, 2, 1, 1, 2]


class Dying(InlineExecutor):
    """Loses its worker over every call for several actions."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._lost: deque[Outcome] = deque()

    def start(self, orders):
        if len(orders) > 1:
            self._lost.extend(
                Outcome(each.recipe, None, Failure("infrastructure", "gone")) for each in orders
            )
        else:
            super().start(orders)

    def idle(self):
        return not self._lost and super().idle()

    def wait(self):
        return self._lost.popleft() if self._lost else super().wait()


def test_a_call_that_costs_its_worker_is_tried_again_one_by_one(sets, calls):
    sets.write(SHOTS)
    film = studio.render(
        sets.wish(), sets.store, sets.output, lambda: Dying(sets.store), lambda plan: lambda event: None
    )
    assert film.made
    assert calls == [1] * 5


def test_a_device_gets_its_share_of_what_could_come_together(tmp_path, sets, calls, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,1")
    monkeypatch.setattr(fakes, "together", lambda op, spec: ("all", 5))
    started: list[int] = []

    class Counting(LocalExecutor):
        def start(self, orders):
            started.append(len(orders))
            super().start([replace(each, engine="nobody") for each in orders])

    sets.write(SHOTS)
    executor = Counting(sets.store.root, 1)
    studio.render(sets.wish(), sets.store, sets.output, lambda: executor, lambda plan: lambda event: None)
    assert started[:2] == [3, 2]


@pytest.mark.parametrize("executor_of", [InlineExecutor, lambda store: LocalExecutor(store.root, 2)])
def test_every_order_of_a_call_comes_back_by_itself(tmp_path, executor_of):
    store = Store.open(tmp_path / "cache")
    executor = executor_of(store)
    executor.start([order(1), order(2, engine="nobody"), order(3)])
    ended = {each.recipe: each.failure for each in outcomes(executor, 3)}
    executor.close()
    assert [ended[order(number).recipe] for number in (1, 3)] == [None, None]
    assert "nobody" in ended[order(2, engine="nobody").recipe].message


def test_what_needs_no_device_is_done_beside_the_next_order(tmp_path, monkeypatch):
    """The first order's rest ends only once the second is being made: it must not be waited for."""
    second_began = threading.Event()

    def keyframe(spec, inputs, out, tell):
        if spec["shot"]["seed"] == 2:
            second_began.set()

        def rest():
            if not second_began.wait(timeout=30):
                raise EngineError("nothing was made beside this")
            fakes.keyframe(spec, inputs, out, tell)

        return rest

    monkeypatch.setitem(fakes.OPS, "keyframe", keyframe)
    sent: list[object] = []
    desk = _Desk(Store.open(tmp_path / "cache"), sender(sent), ORDERS)
    desk.take([order(1, engine="fake")])
    desk.take([order(2, engine="fake")])
    desk.close()
    ended = [event for event in sent if isinstance(event, Outcome)]
    assert [each.failure for each in ended] == [None, None]
    assert isinstance(sent[0], Vacancy)


def test_what_fails_beside_the_next_order_is_told(tmp_path, monkeypatch):
    """Told of nothing, the planner would wait for it for ever."""

    def broken(made, store):
        raise RuntimeError("the store has a bug")

    monkeypatch.setitem(fakes.OPS, "keyframe", lambda *given: lambda: fakes.keyframe(*given))
    monkeypatch.setattr(worker, "put_away", broken)
    sent: list[object] = []
    desk = _Desk(Store.open(tmp_path / "cache"), sender(sent), ORDERS)
    desk.take([order(1, engine="fake")])
    desk.close()
    (ended,) = [event for event in sent if isinstance(event, Outcome)]
    assert ended.failure and ended.failure.kind == "infrastructure"
    assert "the store has a bug" in ended.failure.message


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError("a smaller `tile` needs less"), "a smaller `tile` needs less"),
        (MemoryError(), "there was not enough memory"),
        (type("OutOfMemoryError", (RuntimeError,), {})("CUDA: 3 GiB"), "the GPU has not enough memory left"),
    ],
)
def test_memory_that_ran_out_is_said_with_the_engines_way_out(tmp_path, monkeypatch, error, said):
    def keyframe(*given):
        raise error

    monkeypatch.setitem(fakes.OPS, "keyframe", keyframe)
    (ended,) = carry_out(
        [order(1, engine="fake")], Store.open(tmp_path / "cache"), lambda order: lambda n: None
    )
    assert ended.failure and ended.failure.kind == "memory"
    assert said in ended.failure.message


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RuntimeError("CUDA error: an illegal memory access was encountered\nmore"), "infrastructure"),
        (type("AcceleratorError", (RuntimeError,), {})("CUDA error: unknown"), "infrastructure"),
        (type("AcceleratorError", (RuntimeError,), {})("CUDA error: out of memory"), "memory"),
        (RuntimeError("shapes cannot be multiplied"), "engine"),
    ],
)
def test_a_gpu_that_failed_is_no_fault_of_the_engine(tmp_path, monkeypatch, error, kind):
    """A process whose GPU failed can't use it any more: it ends, and a new one tries again."""

    def keyframe(*given):
        raise error

    monkeypatch.setitem(fakes.OPS, "keyframe", keyframe)
    store, sent = Store.open(tmp_path / "cache"), []
    (ended,) = carry_out([order(1, engine="fake")], store, lambda order: lambda done: None)
    assert ended.failure and ended.failure.kind == kind and "\n" not in ended.failure.message
    desk = _Desk(store, sender(sent), ORDERS)
    if kind == "infrastructure":
        with pytest.raises(SystemExit) as left:
            desk.take([order(1, engine="fake")])
        assert (left.value.code, sent) == (DEVICE_FAILED, [])
    else:
        desk.take([order(1, engine="fake")])
        assert [event.failure.kind for event in sent] == [kind]


def test_another_engines_models_make_room_once(tmp_path, monkeypatch):
    loaded, tried = ["a large model"], []

    def forget():
        had = bool(loaded)
        loaded.clear()
        return had

    def keyframe(*given):
        tried.append(list(loaded))
        if loaded:
            raise MemoryError
        fakes.keyframe(*given)

    monkeypatch.setattr(diffusion, "forget", forget)
    monkeypatch.setitem(fakes.OPS, "keyframe", keyframe)
    store = Store.open(tmp_path / "cache")
    (ended,) = carry_out([order(1, engine="fake")], store, lambda order: lambda done: None)
    assert ended.failure is None
    assert tried == [["a large model"], []]


def sender(sent: list[object]):
    class Sender:
        send = staticmethod(sent.append)

        @staticmethod
        def teller(order, given_up):
            return lambda frames: None

    return Sender()


def test_a_worker_that_only_puts_away_has_room_for_more(tmp_path, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    executor = LocalExecutor(Store.open(tmp_path / "cache").root, 1)
    executor.start([replace(order(1), affinity="sd")])
    (worker,) = executor._workers
    assert (executor.room(device=True), executor.held()) == (0, [])
    worker.vacant = True
    assert (executor.room(device=True), executor.held()) == (1, ["sd"])
    outcomes(executor, 1)
    executor.close()
