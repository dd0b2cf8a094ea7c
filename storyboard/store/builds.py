"""What the last build of each film was: small sealed files, read without opening the index."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from storyboard.store.files import place
from storyboard.store.layout import write_temporary
from storyboard.store.records import read_sealed, sealed

_KEY = re.compile(rb"[0-9a-f]{64}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")
_FRESH_SECONDS = 60


class Builds:
    """Build records under a cache's root. What one names counts as used when it was last read or saved."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / "builds"

    def save(self, name: str, record: bytes) -> None:
        """Keep the record of a build, in place of the last one's."""
        place(write_temporary(self._root, sealed(record)), self._path(name))

    def last(self, name: str) -> bytes | None:
        """The record of the last build; None where there is none, or it is damaged."""
        path = self._path(name)
        record = read_sealed(path)
        if record is not None:
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _FRESH_SECONDS:
                    os.utime(path)
        return record

    def uses(self) -> dict[str, float]:
        """When each key and digest that the records name was last used.

        Records that share a name up to its first dot belong to one film, and count as used together.
        """
        groups: dict[str, list[Path]] = {}
        for path in self.paths():
            groups.setdefault(path.name.partition(".")[0], []).append(path)
        used: dict[str, float] = {}
        for paths in groups.values():
            latest = max(map(_time_of, paths))
            for path in paths:
                for key in _KEY.findall(read_sealed(path) or b""):
                    used[key.decode("ascii")] = max(latest, used.get(key.decode("ascii"), 0.0))
        return used

    def names(self) -> list[str]:
        """The names under which builds are remembered."""
        return [path.stem for path in self.paths()]

    def paths(self) -> list[Path]:
        """The files of all build records."""
        return sorted(self._folder.iterdir()) if self._folder.is_dir() else []

    def _path(self, name: str) -> Path:
        if not _PLAIN_NAME.fullmatch(name):
            raise ValueError(f"{name!r} can't name a build; use letters, digits, dots and dashes")
        return self._folder / f"{name}.build"


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
