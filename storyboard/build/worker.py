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
from typing import BinaryIO, TextIO

from storyboard.build.orders import Event, Outcome, Progress, WorkOrder, event_to_plain, order_from_plain
from storyboard.build.work import carry_out
from storyboard.engines.protocol import Tell
from storyboard.store import Store

_LEAST_STEP_SECONDS = 0.1


def main(root: str) -> None:
    """Serve orders until standard input ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    events = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    store = Store.open(Path(root))
    for line in sys.stdin:
        order = order_from_plain(json.loads(line))
        try:
            _send(events, _logged(order, store, events))
        except BrokenPipeError:
            return


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
