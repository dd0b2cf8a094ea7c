"""A worker process: orders come in on standard input, events go out, one JSON text a line.

A line has one order, or several that one call can carry out; or the recipes of orders that are given up.
What an engine leaves for when it needs its device no longer is done beside the next orders. Everything that
it prints goes to the log, never into the events.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import BinaryIO, NoReturn, TextIO

from storyboard.build.faults import CancelledError
from storyboard.build.orders import (
    DEVICE_FAILED,
    Event,
    Failure,
    Outcome,
    Progress,
    Vacancy,
    WorkOrder,
    event_to_plain,
    order_from_plain,
)
from storyboard.build.work import Made, make, put_away
from storyboard.engines.protocol import Tell
from storyboard.store import Store

_LEAST_STEP_SECONDS = 0.1
_SECONDS_TO_TIDY_UP = 1.0


def main(root: str) -> None:
    """Serve orders until standard input ends."""
    signal.signal(signal.SIGTERM, _leave)
    sender = _Sender(os.fdopen(os.dup(1), "w", buffering=1))
    os.dup2(2, 1)
    orders = _Orders()
    desk = _Desk(Store.open(Path(root)), sender, orders)
    with suppress(BrokenPipeError):
        while plain := orders.next():
            desk.take([order_from_plain(each) for each in plain])
        desk.close()


class _Sender:
    """Where events go; several threads may send."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = Lock()

    def send(self, event: Event) -> None:
        with self._lock:
            self._stream.write(json.dumps(event_to_plain(event)) + "\n")
            self._stream.flush()

    def teller(self, order: WorkOrder, given_up: Callable[[], bool]) -> Tell:
        last, told = 0.0, Progress(order.recipe, 0)

        def tell(done: int | str) -> None:
            nonlocal last, told
            if given_up():
                raise CancelledError
            told = replace(told, note=done) if isinstance(done, str) else replace(told, frames=done)
            if time.monotonic() - last >= _LEAST_STEP_SECONDS:
                last = time.monotonic()
                self.send(told)

        return tell


class _Desk:
    """Makes what is ordered; what is left of it then is put away beside the next, one call's at a time."""

    def __init__(self, store: Store, sender: _Sender, orders: _Orders) -> None:
        self._store, self._sender, self._orders = store, sender, orders
        self._aside = ThreadPoolExecutor(1)
        self._putting_away: Future[None] | None = None

    def take(self, orders: Sequence[WorkOrder]) -> None:
        log = self._store.root / "logs" / f"{orders[0].recipe[:16]}.log"
        recipes = {order.recipe for order in orders}

        def teller(order: WorkOrder) -> Tell:
            return self._sender.teller(order, lambda: recipes <= self._orders.given_up)

        with _logged_to(log):
            made = make(orders, self._store, teller)
            outcomes = [put_away(each, self._store) for each in made if not each.rest]
        if not _tells_more(log, outcomes):
            with suppress(OSError):
                log.unlink()
        self._end_if_broken(outcomes)
        for outcome in outcomes:
            self._sender.send(_with_log(outcome, log))
        self.close()
        if later := [each for each in made if each.rest]:
            self._putting_away = self._aside.submit(self._put_away, later)
            self._sender.send(Vacancy())

    def _end_if_broken(self, outcomes: Sequence[Outcome]) -> None:
        """After a failure of the GPU nothing more can be made here; another worker tries these again."""
        if any(outcome.failure and outcome.failure.kind == "infrastructure" for outcome in outcomes):
            self.close()
            sys.exit(DEVICE_FAILED)

    def close(self) -> None:
        """Wait until everything is put away."""
        if self._putting_away:
            self._putting_away.result()
            self._putting_away = None

    def _put_away(self, made: Sequence[Made]) -> None:
        """Whatever happens is told: nobody sees this thread end, and the planner waits for each outcome."""
        for each in made:
            try:
                outcome = put_away(each, self._store)
            except Exception as error:
                traceback.print_exc()
                said = f"what it made could not be put away: {type(error).__name__}: {error}"
                outcome = Outcome(each.order.recipe, None, Failure("infrastructure", said))
            self._sender.send(outcome)


def _tells_more(log: Path, outcomes: Sequence[Outcome]) -> bool:
    """Whether something failed, and the log has something to say."""
    try:
        return any(outcome.failure for outcome in outcomes) and log.stat().st_size > 0
    except OSError:
        return False


def _with_log(outcome: Outcome, log: Path) -> Outcome:
    if outcome.failure and log.is_file():
        return replace(outcome, failure=replace(outcome.failure, log=str(log)))
    return outcome


class _Orders:
    """The lines of standard input, listened to while the work goes on: its end is the planner's own.

    Work that nobody waits for any longer is given up at once, as if the planner had ended it.
    """

    def __init__(self) -> None:
        self._lines: SimpleQueue[list[dict[str, object]]] = SimpleQueue()
        self._at_work = False
        self.given_up: frozenset[object] = frozenset()
        Thread(target=self._listen, daemon=True).start()

    def next(self) -> list[dict[str, object]]:
        """The next orders, as JSON has them; empty once there can be no more."""
        self._at_work = False
        line = self._lines.get()
        self._at_work = bool(line)
        return line

    def _listen(self) -> None:
        for line in sys.stdin:
            said = json.loads(line)
            if isinstance(said, dict):
                self.given_up |= set(said["cancel"])
                continue
            self.given_up -= {each["recipe"] for each in said}  # it is wanted again
            self._lines.put(said)
        self._lines.put([])
        if self._at_work:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(_SECONDS_TO_TIDY_UP)
            os._exit(143)


def _leave(*_: object) -> NoReturn:
    """Give up the work in hand and tidy up, undisturbed by whoever asks again."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(143)


@contextmanager
def _logged_to(log: Path) -> Iterator[None]:
    """Standard output and error, for everything in this process, go to a log of their own."""
    sys.stderr.flush()
    kept = os.dup(2)
    with _opened(log) as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
        try:
            yield
        finally:
            for printed in (sys.stdout, sys.stderr):
                with suppress(OSError):
                    printed.flush()
            os.dup2(kept, 1)
            os.dup2(kept, 2)
            os.close(kept)


def _opened(log: Path) -> BinaryIO:
    """The log, opened; or nowhere, for a disk without room for it must not hide how the work went."""
    try:
        log.parent.mkdir(exist_ok=True)
        return log.open("wb")
    except OSError:
        return Path(os.devnull).open("wb")


if __name__ == "__main__":
    main(sys.argv[1])
