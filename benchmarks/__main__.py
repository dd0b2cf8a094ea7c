"""`python -m benchmarks [NAME...]`: run them and print Markdown tables."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import measure
from benchmarks.animatic import animatic
from benchmarks.cut import cut
from benchmarks.memory import memory
from benchmarks.rebuild import rebuild
from benchmarks.startup import startup


def main() -> None:
    """Run the benchmarks that are named, or all."""
    names = ["startup", "rebuild", "cut", "animatic", "memory"]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(names)}; all by default")
    parser.add_argument("--shots", nargs="+", type=int, default=[10, 100, 1000, 5000], metavar="N")
    asked = parser.parse_args()
    print(f"Measured on {measure.machine()}.")
    table = {
        "startup": startup,
        "rebuild": lambda folder: rebuild(folder, asked.shots),
        "cut": cut,
        "animatic": animatic,
        "memory": memory,
    }
    for name in asked.names or names:
        with tempfile.TemporaryDirectory() as folder:
            table[name](Path(folder))


if __name__ == "__main__":
    main()
