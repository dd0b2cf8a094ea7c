"""Timing whole processes, and the table that shows it."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

STORYBOARD = (sys.executable, "-m", "storyboard")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall seconds, the most memory in bytes, and what it printed.

    `processor` is what it took of the processor's time, with the processes that it started.
    """

    seconds: float
    memory: int
    output: str
    processor: float = 0.0


def run(command: Sequence[str | Path], cwd: Path | None = None) -> Run:
    """Run a command to its end; raises with its error output where it fails."""
    began, spent = time.perf_counter(), _spent()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_usual()
    )
    output, errors = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{errors}")
    return Run(seconds, 0, output, _spent() - spent)


def _spent() -> float:
    """The processor's time of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def most_memory(command: Sequence[str | Path], cwd: Path | None = None) -> Run:
    """Run a command and wait for it by itself, so that its own peak of memory can be read."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, env=_usual())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed")
    return Run(time.perf_counter() - began, usage.ru_maxrss * 1024, "")


def median_seconds(command: Sequence[str | Path], times: int = 5, cwd: Path | None = None) -> float:
    """The median wall time of a command, once warm."""
    run(command, cwd)
    return statistics.median(run(command, cwd).seconds for _ in range(times))


def processor() -> float:
    """Processor seconds of this process and its finished children, which other work hardly changes."""
    return sum(os.times()[:4])


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    print(f"\n### {title}\n")
    print(f"| {' | '.join(head)} |")
    print(f"|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def machine() -> str:
    """The machine in words: processor, cores, Python."""
    import platform

    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return f"{model}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}"


def _usual() -> dict[str, str]:
    """The environment as people have it: Python keeps what it has compiled, wherever this was told not to."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
