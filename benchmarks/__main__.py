"""`python -m benchmarks [NAME...]`: run them and print Markdown tables."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import measure
from benchmarks.animatic import animatic
from benchmarks.cut import cut
from benchmarks.inbetween import inbetween
from benchmarks.memory import memory
from benchmarks.rebuild import rebuild
from benchmarks.sound import sound
from benchmarks.startup import startup


def main() -> None:
    """Run the benchmarks that are named, or all."""
    names = [
        "startup",
        "rebuild",
        "cut",
        "sound",
        "animatic",
        "memory",
        "inbetween",
        "comic",
        "live",
        "diffusion",
    ]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(names)}; all by default")
    parser.add_argument("--shots", nargs="+", type=int, default=[10, 100, 1000, 5000], metavar="N")
    parser.add_argument("--sizes", nargs="+", default=["tiny"], help="checkpoints: tiny, sd15, sdxl")
    asked = parser.parse_args()
    print(f"Measured on {measure.machine()}.")
    table = {
        "startup": startup,
        "rebuild": lambda folder: rebuild(folder, asked.shots),
        "cut": cut,
        "sound": sound,
        "animatic": animatic,
        "memory": memory,
        "inbetween": inbetween,
        "comic": _comic,
        "live": _live,
        "diffusion": lambda folder: _diffusion(folder, asked.sizes),
    }
    for name in asked.names or names:
        with tempfile.TemporaryDirectory() as folder:
            table[name](Path(folder))


def _comic(folder: Path) -> None:
    """Only here, for it wants the extra."""
    from benchmarks.comic import comic

    comic(folder)


def _live(folder: Path) -> None:
    """Only here, for it wants playwright."""
    from benchmarks.live import live

    live(folder)


def _diffusion(folder: Path, sizes: list[str]) -> None:
    """Only here, for it wants the extra."""
    from benchmarks.diffusion import diffusion

    diffusion(folder, sizes)


if __name__ == "__main__":
    main()
