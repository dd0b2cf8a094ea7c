"""Carries out orders in worker processes on this machine; each is one interpreter that stays warm."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from storyboard.build.executors.devices import devices
from storyboard.build.orders import (
    DEVICE_FAILED,
    Event,
    Failure,
    Outcome,
    Vacancy,
    WorkOrder,
    event_from_plain,
    order_to_plain,
)

_HINTS = {
    -9: "; was the machine out of memory?",
    DEVICE_FAILED: "; its GPU or the GPU's driver failed, see: nvidia-smi",
}
"""What a worker's end tells, by its exit status."""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(slots=True)
class _Worker:
    """A process and the recipes that it has to answer for; `vacant` if it only puts those away.

    It is `idle` until its first order.
    """

    process: subprocess.Popen[bytes]
    device: int | None = None
    recipes: set[str] = field(default_factory=set)
    vacant: bool = False
    idle: bool = True
    affinity: str = ""
    unread: bytes = b""

    @property
    def free(self) -> bool:
        return self.vacant or not self.recipes

    def send(self, message: object) -> None:
        """Write it a line; BrokenPipeError where nobody reads it any more."""
        self.orders.write(json.dumps(message).encode() + b"\n")
        self.orders.flush()

    @property
    def orders(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def events(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout


class LocalExecutor:
    """Up to `jobs` workers, and one for each device, started as work comes.

    With `ready` the first is started at once: nearly every build wants one, and it takes its time to start.

    `spare` more take nothing but what is urgent, so that it never waits for a long order to end.

    One that dies costs its own orders and is replaced. A device's worker keeps its models between orders, and
    takes the next while it still puts away what the last ones made.
    """

    def __init__(self, root: Path, jobs: int, ready: bool = False, spare: int = 0) -> None:
        self._root = root
        self._jobs = jobs
        self._spare = spare
        self._workers: list[_Worker] = []
        self._events: deque[Event] = deque()
        self._selector = selectors.DefaultSelector()
        self._devices: list[dict[str, str]] | None = None
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        for _ in range(1 + spare if ready else 0):
            self._hire(_ONE_THREAD)

    def room(self, device: bool = False, urgent: bool = False) -> int:
        most = len(self._all_devices()) if device else self._jobs + self._spare * urgent
        return most - sum(not worker.free for worker in self._workers if _on_device(worker) == device)

    def held(self) -> Sequence[str]:
        return [worker.affinity for worker in self._workers if _on_device(worker) and worker.free]

    def idle(self) -> bool:
        return not self._events and not any(worker.recipes for worker in self._workers)

    def start(self, orders: Sequence[WorkOrder]) -> None:
        affinity = orders[0].affinity
        worker = self._for_device(affinity) if affinity else self._ordinary()
        worker.recipes |= {order.recipe for order in orders}
        worker.vacant, worker.idle, worker.affinity = False, False, affinity
        try:
            worker.send([order_to_plain(order) for order in orders])
        except BrokenPipeError:
            self._lose(worker)

    def wait(self) -> Event:
        while not self._events:
            for ready, _ in self._selector.select():
                if ready.data is None:
                    os.read(self._woken, 1 << 16)
                    self._events.append(Vacancy())
                else:
                    self._read(ready.data)
        return self._events.popleft()

    def cancel(self, recipes: Collection[str]) -> None:
        for worker in list(self._workers):
            if given_up := sorted(worker.recipes.intersection(recipes)):
                try:
                    worker.send({"cancel": given_up})
                except BrokenPipeError:
                    self._lose(worker)

    def wake(self) -> None:
        with suppress(BlockingIOError):  # it is full of earlier calls
            os.write(self._waker, b"!")

    def close(self) -> None:
        for worker in self._workers:
            if worker.recipes or worker.idle:
                worker.process.terminate()
            self._hang_up(worker)
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()
        self._selector.close()
        os.close(self._woken)
        os.close(self._waker)

    def _ordinary(self) -> _Worker:
        free = (worker for worker in self._workers if worker.free and not _on_device(worker))
        return next(free, None) or self._hire(_ONE_THREAD)

    def _for_device(self, affinity: str) -> _Worker:
        """The free worker that has the model; else one that is new, for a device without one; else any."""
        there = [worker for worker in self._workers if _on_device(worker)]
        free = [worker for worker in there if worker.free]
        if fitting := [worker for worker in free if worker.affinity == affinity]:
            return fitting[0]
        taken = {worker.device for worker in there}
        for number, own in enumerate(self._all_devices()):
            if number not in taken:
                return self._hire(own, number)
        return free[0]

    def _all_devices(self) -> list[dict[str, str]]:
        if self._devices is None:
            self._devices = devices()
        return self._devices

    def _hire(self, own: Mapping[str, str], device: int | None = None) -> _Worker:
        with _deaf_to_ctrl_c():
            process = subprocess.Popen(
                # -P: a random.py in the author's folder is none of Python's modules
                [sys.executable, "-P", "-m", "storyboard.build.worker", str(self._root)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **own},
            )
        worker = _Worker(process, device)
        self._workers.append(worker)
        self._selector.register(worker.events, selectors.EVENT_READ, worker)
        return worker

    def _read(self, worker: _Worker) -> None:
        received = os.read(worker.events.fileno(), 1 << 16)
        if not received:
            self._lose(worker)
            return
        *lines, worker.unread = (worker.unread + received).split(b"\n")
        for line in lines:
            event = event_from_plain(json.loads(line))
            if isinstance(event, Outcome):
                worker.recipes.discard(event.recipe)
            elif isinstance(event, Vacancy):
                worker.vacant = True
            self._events.append(event)

    def _lose(self, worker: _Worker) -> None:
        """Let a dead worker go; its orders come back as failures that may be tried again."""
        self._selector.unregister(worker.events)
        self._workers.remove(worker)
        self._hang_up(worker)
        code = self._end(worker)
        died = f"signal {-code}" if code < 0 else f"exit status {code}"
        hint = _HINTS.get(code, "")
        failure = Failure("infrastructure", f"its worker process ended unexpectedly ({died}{hint})")
        self._events.extend(Outcome(recipe, None, failure) for recipe in sorted(worker.recipes))
        worker.recipes.clear()

    @staticmethod
    def _hang_up(worker: _Worker) -> None:
        with suppress(BrokenPipeError):  # an order that nobody read
            worker.orders.close()

    @staticmethod
    def _end(worker: _Worker) -> int:
        worker.events.close()
        try:
            return worker.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            worker.process.kill()
            return worker.process.wait()


def _on_device(worker: _Worker) -> bool:
    return worker.device is not None


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started inside never hears Ctrl-C, from its first moment on: the planner alone decides."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
