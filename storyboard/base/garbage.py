"""Python's search for cyclic garbage, put off while a great many small objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000
"""New containers between two searches; at Python's own 700, a large plan spends a fifth of its time so."""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search seldom while the block runs; what falls out of use without a cycle is freed at once."""
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
