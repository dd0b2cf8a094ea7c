"""Kills a process, or cuts its power, at any system call that changes a file."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "replace", "link", "unlink", "mkdir", "chmod", "utime")
WAYS = ("killed before", "killed after", "power cut, names lost", "power cut, names kept")


class Crash:
    """From now on, the n-th of these calls is this process's last.

    `killed before` and `killed after` it: SIGKILL, and what was written stays; a write that is killed
    after has written half. At a power cut, bytes that were not fsynced are gone: the file is there, and
    empty. With `names lost`, names that were not fsynced in their folder are gone, too.
    """

    def __init__(self, root: Path, number: int, way: str) -> None:
        self._root = root
        self._left = number
        self._way = way
        self._real: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in CALLS}
        self._paths: dict[int, str] = {}
        self._synced = {str(path) for path in root.rglob("*")}
        self._names: list[tuple[str, bytes | None]] = []
        for name in CALLS:
            setattr(os, name, self._counted(name))

    def _counted(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self._left -= 1
            if not self._left:
                self._die(name, arguments, options)
            before = self._content(arguments[1]) if name == "replace" else None
            answer = self._real[name](*arguments, **options)
            self._note(name, arguments, answer, before)
            return answer

        return call

    def _note(self, name: str, arguments: tuple[Any, ...], answer: Any, before: bytes | None) -> None:
        if name == "open":
            self._paths[answer] = str(arguments[0])
        elif name == "write":
            self._synced.discard(self._paths.get(arguments[0], ""))
        elif name == "fsync":
            path = self._paths[arguments[0]]
            self._synced.add(path)
            self._names = [entry for entry in self._names if os.path.dirname(entry[0]) != path]  # noqa: PTH120
        elif name in ("replace", "link"):
            source, target = map(str, arguments[:2])
            self._names.append((target, before))
            (self._synced.add if source in self._synced else self._synced.discard)(target)

    def _die(self, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
        if self._way == "killed after":
            if name == "write":
                arguments = (arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            with suppress(OSError):
                self._real[name](*arguments, **options)
        if self._way == "power cut, names lost":
            self._lose_names()
        if self._way.startswith("power cut"):
            self._lose_bytes()
        os.kill(os.getpid(), signal.SIGKILL)

    def _lose_names(self) -> None:
        for path, before in reversed(self._names):
            self._real["unlink"](path)
            if before is not None:
                Path(path).write_bytes(before)

    def _lose_bytes(self) -> None:
        for folder in ("blobs", "results", "recipes", "builds", "work"):
            for path in (self._root / folder).rglob("*"):
                if path.is_file() and str(path) not in self._synced:
                    self._real["chmod"](path, 0o644)
                    os.truncate(path, 0)

    def _content(self, path: Any) -> bytes | None:
        return Path(path).read_bytes() if os.path.exists(path) else None  # noqa: PTH110
