"""The same number of nodes for tools known to be fast: chains of five, each a copy of the one before."""

from __future__ import annotations

from pathlib import Path

CHAIN = 5

DODO = """\
import shutil
from pathlib import Path
DOIT_CONFIG = {{"backend": "sqlite3", "verbosity": 0, "reporter": "zero"}}
def copy(source, target):
    shutil.copyfile(source, target)
def task_copy():
    for chain in range({chains}):
        for link in range({chain}):
            source, target = f"c{{chain}}.{{link}}", f"c{{chain}}.{{link + 1}}"
            yield {{
                "name": target, "actions": [(copy, [source, target])],
                "file_dep": [source], "targets": [target],
            }}
"""


def write_sources(folder: Path, chains: int) -> None:
    """The first file of every chain."""
    folder.mkdir(parents=True)
    for chain in range(chains):
        (folder / f"c{chain}.0").write_text(str(chain))


def write_ninja(folder: Path, chains: int) -> None:
    """A build.ninja of `chains` times five copies."""
    write_sources(folder, chains)
    edges = ["rule copy\n  command = cp $in $out\n"]
    edges += [
        f"build c{chain}.{link + 1}: copy c{chain}.{link}\n"
        for chain in range(chains)
        for link in range(CHAIN)
    ]
    (folder / "build.ninja").write_text("".join(edges))


def write_doit(folder: Path, chains: int) -> None:
    """A dodo.py of `chains` times five copies, done in doit's own process."""
    write_sources(folder, chains)
    (folder / "dodo.py").write_text(DODO.format(chains=chains, chain=CHAIN))
