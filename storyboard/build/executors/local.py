"""Carries out orders in worker processes on this machine; each is one interpreter that stays warm."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from storyboard.build.orders import Event, Failure, Outcome, WorkOrder, event_from_plain, order_to_plain

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    order: WorkOrder | None = None
    unread: bytes = b""

    @property
    def orders(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def events(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout


class LocalExecutor:
    """Up to `jobs` workers, started as work comes; one that dies costs its own order and is replaced."""

    def __init__(self, root: Path, jobs: int) -> None:
        self._root = root
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._events: deque[Event] = deque()
        self._selector = selectors.DefaultSelector()

    def room(self) -> int:
        return self._jobs - sum(worker.order is not None for worker in self._workers)

    def idle(self) -> bool:
        return not self._events and all(worker.order is None for worker in self._workers)

    def start(self, order: WorkOrder) -> None:
        worker = next((worker for worker in self._workers if worker.order is None), None) or self._hire()
        worker.order = order
        try:
            worker.orders.write(json.dumps(order_to_plain(order)).encode() + b"\n")
            worker.orders.flush()
        except BrokenPipeError:
            self._lose(worker)

    def wait(self) -> Event:
        while not self._events:
            for ready, _ in self._selector.select():
                self._read(ready.data)
        return self._events.popleft()

    def close(self) -> None:
        for worker in self._workers:
            if worker.order is not None:
                worker.process.terminate()
            self._hang_up(worker)
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()
        self._selector.close()

    def _hire(self) -> _Worker:
        with _deaf_to_ctrl_c():
            process = subprocess.Popen(
                # -P: a random.py in the author's folder is none of Python's modules
                [sys.executable, "-P", "-m", "storyboard.build.worker", str(self._root)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | _ONE_THREAD,
            )
        worker = _Worker(process)
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
                worker.order = None
            self._events.append(event)

    def _lose(self, worker: _Worker) -> None:
        """Let a dead worker go; its order comes back as a failure that may be tried again."""
        self._selector.unregister(worker.events)
        self._workers.remove(worker)
        self._hang_up(worker)
        code = self._end(worker)
        if worker.order is not None:
            died = f"signal {-code}" if code < 0 else f"exit status {code}"
            hint = "; was the machine out of memory?" if code == -9 else ""
            failure = Failure("infrastructure", f"its worker process ended unexpectedly ({died}{hint})")
            self._events.append(Outcome(worker.order.recipe, None, failure))

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


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started inside never hears Ctrl-C, from its first moment on: the planner alone decides."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
