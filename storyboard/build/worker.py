"""A worker process: orders come in on standard input, events go out, one JSON text a line.

Everything that an engine prints goes to the log, never into the events.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO, NoReturn, TextIO

from storyboard.build.orders import Event, Outcome, Progress, WorkOrder, event_to_plain, order_from_plain
from storyboard.build.work import carry_out
from storyboard.engines.protocol import Tell
from storyboard.store import Store

_LEAST_STEP_SECONDS = 0.1
_SECONDS_TO_TIDY_UP = 1.0


def main(root: str) -> None:
    """Serve orders until standard input ends."""
    signal.signal(signal.SIGTERM, _leave)
    events = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    store = Store.open(Path(root))
    orders = _Orders()
    while line := orders.next():
        order = order_from_plain(json.loads(line))
        try:
            _send(events, _logged(order, store, events))
        except BrokenPipeError:
            return


class _Orders:
    """The lines of standard input, listened to while the work goes on: its end is the planner's own.

    Work that nobody waits for any longer is given up at once, as if the planner had ended it.
    """

    def __init__(self) -> None:
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._at_work = False
        Thread(target=self._listen, daemon=True).start()

    def next(self) -> str:
        """The next order; empty once there can be no more."""
        self._at_work = False
        line = self._lines.get()
        self._at_work = bool(line)
        return line

    def _listen(self) -> None:
        for line in sys.stdin:
            self._lines.put(line)
        self._lines.put("")
        if self._at_work:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(_SECONDS_TO_TIDY_UP)
            os._exit(143)


def _leave(*_: object) -> NoReturn:
    """Give up the work in hand and tidy up, undisturbed by whoever asks again."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(143)


def _logged(order: WorkOrder, store: Store, events: TextIO) -> Outcome:
    """Carry out an order with its own log on standard output and error; the log stays if it fails."""
    log = store.root / "logs" / f"{order.recipe[:16]}.log"
    sys.stderr.flush()
    kept = os.dup(2)
    with _opened(log) as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
        try:
            outcome = carry_out(order, store, _teller(order, events))
        finally:
            for printed in (sys.stdout, sys.stderr):
                with suppress(OSError):
                    printed.flush()
            os.dup2(kept, 1)
            os.dup2(kept, 2)
            os.close(kept)
    with suppress(OSError):
        if outcome.failure and log.stat().st_size:
            return replace(outcome, failure=replace(outcome.failure, log=str(log)))
        log.unlink()
    return outcome


def _opened(log: Path) -> BinaryIO:
    """The log, opened; or nowhere, for a disk without room for it must not hide how the work went."""
    try:
        log.parent.mkdir(exist_ok=True)
        return log.open("wb")
    except OSError:
        return Path(os.devnull).open("wb")


def _teller(order: WorkOrder, events: TextIO) -> Tell:
    last = 0.0

    def tell(frames: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _LEAST_STEP_SECONDS:
            last = time.monotonic()
            _send(events, Progress(order.recipe, frames))

    return tell


def _send(events: TextIO, event: Event) -> None:
    events.write(json.dumps(event_to_plain(event)) + "\n")
    events.flush()


if __name__ == "__main__":
    main(sys.argv[1])
