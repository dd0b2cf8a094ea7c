"""How x264 is kept to the same bytes on every run and every machine."""

from __future__ import annotations

import functools
from pathlib import Path

_CPUS = Path("/proc/cpuinfo")


@functools.cache
def steady() -> str:
    """Parameters that every x264 stream needs, to be joined to its others with a colon.

    One thread, because more give other bytes; and no AVX-512 where the processor has it. With AVX-512
    (PyAV 18.1's x264 on an AMD EPYC) about one encode in a hundred of the same pictures came out a few bytes
    different; with AVX2 none of 5,000, and they were the bytes that AVX-512 gives the other times. It takes
    as long.
    """
    return "threads=1:asm=AVX2" if _has_avx512() else "threads=1"


def _has_avx512() -> bool:
    """Whether Linux says so; elsewhere x264 is left to choose."""
    try:
        return "avx512f" in _CPUS.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
