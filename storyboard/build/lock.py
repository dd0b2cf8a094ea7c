"""`storyboard.lock`: which commit and bytes every name stands for, so that nothing moves under a film."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from storyboard.base.errors import EngineError

FILE = "storyboard.lock"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Lock:
    """What was locked: the commits of hub models by `name@revision`, the digests of files and folders."""

    models: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def commit(self, name: str, revision: str) -> str:
        """The commit that a hub's revision is locked to; the revision itself where it isn't."""
        return self.models.get(f"{name}@{revision}", revision)


def read_lock(folder: Path) -> Lock | None:
    """The lock beside a script, or None. Raises EngineError for one that can't be read."""
    path = folder / FILE
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise EngineError(f"{path} can't be read ({error}); make it again with: storyboard lock") from None
    if not _sound(plain):
        raise EngineError(f"{path} is no lock of this version; make it again with: storyboard lock")
    return Lock(plain["models"], plain["files"])


def write_lock(folder: Path, lock: Lock) -> Path:
    """Write the lock whole or not at all; sorted, a line an entry, so that a review sees what moved."""
    path = folder / FILE
    plain = {"storyboard_lock": _VERSION, "models": dict(lock.models), "files": dict(lock.files)}
    temporary = folder / f".{FILE}.{os.getpid()}"
    try:
        temporary.write_text(json.dumps(plain, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise EngineError(f"{path} can't be written: {error.strerror}") from None
    return path


def _sound(plain: object) -> bool:
    return (
        isinstance(plain, dict)
        and plain.get("storyboard_lock") == _VERSION
        and all(
            isinstance(part := plain.get(key), dict)
            and all(isinstance(value, str) for value in part.values())
            for key in ("models", "files")
        )
    )
