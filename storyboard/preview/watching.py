"""Tells when a file of the project was saved. The one module that knows watchfiles."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

_STEP_MILLISECONDS = 20
"""How long nothing more must happen before a save is told of: editors write in several steps."""
_MOST_FOLDERS = 400
_SKIPPED = frozenset({"cache", "node_modules", "__pycache__", "venv"})


class Watch:
    """Calls `changed` whenever a file in the folders of a project changes, until it is closed.

    It is told in some thread, with the paths. What lies elsewhere is watched once `follow` was told of it; a
    folder that isn't there is watched through the nearest above it that is.
    """

    def __init__(self, project: Path, changed: Callable[[Collection[Path]], None]) -> None:
        self._project, self._changed = project, changed
        self._folders: frozenset[Path] = frozenset()
        self._again, self._ended = threading.Event(), False
        self._thread = threading.Thread(target=self._watch, name="watching", daemon=True)
        self.follow(())
        self._thread.start()

    def follow(self, files: Collection[Path]) -> None:
        """Watch the folders of these files as well, and those that the project has by now."""
        folders = frozenset([*_folders(self._project), *(_nearest(file.parent) for file in files)])
        if folders != self._folders:
            self._folders = folders
            self._again.set()

    def close(self) -> None:
        """Stop watching."""
        self._ended = True
        self._again.set()
        self._thread.join()

    def _watch(self) -> None:
        import watchfiles

        while not self._ended:
            self._again.clear()
            folders = [folder for folder in sorted(self._folders) if folder.is_dir()]
            if not folders:
                self._again.wait(1.0)
                continue
            for changes in watchfiles.watch(
                *folders,
                watch_filter=None,
                step=_STEP_MILLISECONDS,
                stop_event=self._again,
                rust_timeout=1000,
                raise_interrupt=False,
                recursive=False,
                ignore_permission_denied=True,
            ):
                self._changed({Path(path) for _, path in changes})
                if any(not folder.is_dir() for folder in folders):
                    break


def _folders(project: Path) -> Iterator[Path]:
    """The project's folder and those under it, but hidden ones, caches and what packages brought."""
    for number, (above, inner, _) in enumerate(os.walk(project), 1):
        folder = Path(above)
        inner[:] = sorted(name for name in inner if _is_written_in(folder / name))
        yield folder
        if number == _MOST_FOLDERS:
            return


def _is_written_in(folder: Path) -> bool:
    """Whether an author may keep files there; a cache, which has a file `format`, is none of those."""
    return (
        not folder.name.startswith(".") and folder.name not in _SKIPPED and not (folder / "format").is_file()
    )


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), Path("/"))
