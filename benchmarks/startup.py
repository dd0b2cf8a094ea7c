"""Whole processes that a writer waits for many times a day."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import measure, scripts


def startup(folder: Path) -> None:
    """Print the table."""
    film = folder / "ten.yaml"
    film.write_text(scripts.script(10))
    bare = measure.median_seconds([sys.executable, "-c", "pass"], 11)
    rows = []
    for name, command in (("--help", ["--help"]), ("check, 10 shots", ["check", str(film)])):
        seconds = measure.median_seconds([*measure.STORYBOARD, *command], 11)
        rows.append([name, f"{seconds:.3f} s", f"{seconds / bare:.1f}"])
    measure.table("Start-up, whole process", ["command", "time", "times a bare Python"], rows)
