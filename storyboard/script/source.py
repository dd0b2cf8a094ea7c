"""A script as written: plain values from every file it includes, and the place of each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyboard.base.digest import digest_of
from storyboard.base.problems import Place, Problem, Severity
from storyboard.script import limits
from storyboard.script.files import FileFaultError, decode, inside, read_bytes
from storyboard.script.placed import PlacedList, PlacedMapping, Tree, unpack
from storyboard.script.tree import read_tree


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the script was read from, as the user named it, and the digest of its bytes."""

    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    """The values of a script, includes in their places; `problems` are the faults of reading it.

    `folder` is the project's: that of the script itself. Every path in a script starts there.
    """

    root: Any
    spot: int
    folder: Path
    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]

    def place(self, trail: Sequence[str | int], *, key: bool = False) -> Place:
        """Where a value stands, or its key; for what isn't written, where its nearest surroundings stand."""
        value, where = self.root, self.spot
        for depth, step in enumerate(trail, 1):
            number = _index(value, step)
            if number is None:
                return self.place_of(where)
            if isinstance(value, PlacedMapping):
                number = 2 * number + (0 if key and depth == len(trail) else 1)
            where = value.spots[number]
            value = value[step]
        return self.place_of(where)

    def at(self, trail: Sequence[str | int]) -> Any:
        """The value at the end of a trail, or None where the trail ends early."""
        value = self.root
        for step in trail:
            if _index(value, step) is None:
                return None
            value = value[step]
        return value

    def place_of(self, spot: int) -> Place:
        """A packed spot as a place."""
        file, line, column = unpack(spot)
        return Place(str(self.files[file].path) if file < len(self.files) else "", line, column)

    def problem(
        self, trail: Sequence[str | int], message: str, severity: Severity = "error", *, key: bool = False
    ) -> Problem:
        """A problem at the end of a trail."""
        return Problem(self.place(trail, key=key), dotted(self.root, trail), message, severity)


def read_source(path: Path) -> Source:
    """Read a script and the files it includes. Never raises for what they hold: `problems` says it all."""
    from storyboard.script.includes import splice  # it builds on this module

    reader = Reader(path)
    try:
        tree = reader.read(path, path.name)
    except FileFaultError as fault:
        problem = Problem(Place(str(path), 1, 1), "", str(fault))
        return Source(None, 0, path.parent, (), (problem,))
    root = splice(tree.value, reader, path.name) if tree else None
    return reader.source(root, tree.spot if tree else 0)


def dotted(root: Any, trail: Iterable[str | int]) -> str:
    """Write a trail as reports do: `shots.door.camera`; an item goes by its id, or its number from 1."""
    words = []
    value = root
    for step in trail:
        value = value[step] if _index(value, step) is not None else None
        name = value.get("id") if isinstance(step, int) and isinstance(value, dict) else None
        words.append(
            str(name) if isinstance(name, (str, int)) else str(step + 1 if isinstance(step, int) else step)
        )
    return ".".join(words)


class Reader:
    """Reads the files of one script, each once, and gathers their faults."""

    def __init__(self, script: Path) -> None:
        self.folder = script.parent
        self._files: list[SourceFile] = []
        self._faults: list[tuple[int, str, str]] = []
        self._nodes = self._bytes = 0

    def read(self, path: Path, name: str) -> Tree | None:
        """Read one file; None, and a fault at its place, where there is no text in it.

        Raises FileFaultError for what can't be read at all.
        """
        data = read_bytes(path, name)
        number = len(self._files)
        self._files.append(SourceFile(path, digest_of(data)))
        self._bytes += len(data)
        try:
            if self._bytes > limits.FILE_BYTES:
                raise FileFaultError(f"the script's files hold more than {limits.FILE_BYTES:,} bytes")
            text = decode(data)
        except FileFaultError as fault:
            self.fault(
                (number << 48) | (fault.line - 1) << 20 | min(fault.column - 1, 2**20 - 1), "", str(fault)
            )
            return None
        return self._read_text(text, number)

    def include(self, name: str) -> Tree | None:
        """Read a file that the script names; raises FileFaultError where the name itself is at fault."""
        if len(self._files) > limits.FILES:
            raise FileFaultError(f"a script includes at most {limits.FILES:,} files")
        return self.read(inside(self.folder, name), name)

    def name(self, file: int) -> str:
        """A file's name as reports show it."""
        return str(self._files[file].path)

    def fault(self, spot: int, path: str, message: str) -> None:
        """Note a fault at a packed spot."""
        self._faults.append((spot, path, message))

    def source(self, root: Any, spot: int) -> Source:
        """What has been read, with its problems in the order of the files."""
        bare = Source(root, spot, self.folder, tuple(self._files), ())
        problems = dict.fromkeys(
            Problem(bare.place_of(where), path, message) for where, path, message in sorted(self._faults)
        )
        return Source(root, spot, self.folder, tuple(self._files), tuple(problems)[: limits.PROBLEMS])

    def _read_text(self, text: str, number: int) -> Tree:
        tree = read_tree(text, number, limits.NODES - self._nodes)
        self._nodes += tree.nodes
        for fault in tree.faults:
            self.fault(fault.spot, dotted(tree.value, fault.path), fault.message)
        if tree.value is None and not tree.faults:
            self.fault(number << 48, "", "is empty; begin with `storyboard: 1` and a title")
        self._refuse_empty(tree)
        return tree

    def _refuse_empty(self, tree: Tree) -> None:
        """A name that says nothing is a fault; it stays defined, so that its users aren't blamed as well."""
        for section in ("characters", "places", "profiles"):
            named = tree.value.get(section) if isinstance(tree.value, PlacedMapping) else None
            for mapping, key, where in tree.empty if isinstance(named, PlacedMapping) else ():
                if mapping is named and key not in named:
                    message = f"says nothing about {key}; describe it, or take it out"
                    self.fault(where, f"{section}.{key}", message)
                    named.put(key, PlacedMapping() if section == "profiles" else "nothing", where, where)


def _index(value: Any, step: str | int) -> int | None:
    if isinstance(value, PlacedMapping):
        return list(value).index(str(step)) if step in value else None
    if isinstance(value, PlacedList) and isinstance(step, int):
        return step if 0 <= step < len(value) else None
    return None
