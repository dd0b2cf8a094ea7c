"""Python's search for cyclic garbage, put off while a great many small objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SELDOM = 1_000_000
"""New containers between two searches; at Python's own 700, a large plan spends a fifth of its time so."""


class _Searches:
    """How many blocks run that want few searches: threads may overlap, the last puts them back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running = 0
        self._usual = gc.get_threshold()

    def fewer(self) -> None:
        with self._lock:
            if not self._running:
                self._usual = gc.get_threshold()
                gc.set_threshold(_SELDOM, *self._usual[1:])
            self._running += 1

    def as_before(self) -> None:
        with self._lock:
            self._running -= 1
            if not self._running:
                gc.set_threshold(*self._usual)


_SEARCHES = _Searches()


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search seldom while the block runs; what falls out of use without a cycle is freed at once."""
    _SEARCHES.fewer()
    try:
        yield
    finally:
        _SEARCHES.as_before()


def search_seldom() -> None:
    """Search seldom from now on: for a program that answers and ends, whose objects all stay until then.

    To leave a block of few searches costs one search of everything that was made in it.
    """
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
