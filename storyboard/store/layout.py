"""What lies where in a cache folder, and how a new one is laid out."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from storyboard.base.errors import StoreError
from storyboard.store.files import make_folder, place_once, plain_errors, random_name, write_new

FORMAT = 1
FOLDERS = ("blobs", "results", "recipes", "builds", "work", "locks", "quarantine")

README = """\
This folder is Storyboard's cache: everything that a render has made, so that the next one makes only
what changed. It is safe to delete whole while nothing renders; the films can be made again from their
scripts, and will be.

  blobs/       what was made, each file under the SHA-256 of its bytes; read-only
  results/     what each action made, and from what
  recipes/     which result each planned action is bound to
  builds/      what the last build of each film was
  work/        unfinished work of running renders
  quarantine/  blobs whose bytes were not what their names say
  locks/       who is rendering now
  logs/        what engines printed when they failed; gc deletes old ones
  index.sqlite finds results quickly; made again from the records when it is missing

`storyboard cache stats`, `verify` and `gc` look after it. Please don't edit files in here.
"""
IGNORE = "*\n!.gitignore\n!README.md\n"


def lay_out(root: Path, to_read: bool = False) -> None:
    """See that `root` is a cache that this version can use, and make it one where it is empty or missing.

    One that is there already need not be writable `to_read`.
    """
    if _format(root) == FORMAT:
        if not to_read and not os.access(root, os.W_OK | os.X_OK):
            raise StoreError(
                f"the cache can't be written: {root} is read-only for you; choose another with --cache"
            )
        return
    if root.exists() and not root.is_dir():
        raise StoreError(
            f"the cache can't be at {root}: a file is in the way; move it, or choose another with --cache"
        )
    if root.is_dir() and os.access(root, os.R_OK | os.X_OK) and not is_cache(root):
        raise StoreError(f"{root} is not a cache, and other files are in it; choose another with --cache")
    with plain_errors(root):
        make_folder(root)
        for folder in FOLDERS:
            make_folder(root / folder)
        for name, text in (("README.md", README), (".gitignore", IGNORE), ("format", f"{FORMAT}\n")):
            _add(root / name, text)


def is_cache(folder: Path) -> bool:
    """Whether a folder is a cache, or an empty one that waits to become one."""
    try:
        with os.scandir(folder) as entries:
            names = {entry.name for entry in entries}
    except OSError:
        return False
    return {"format", "blobs"} <= names or names <= {"README.md", ".gitignore", "format", *FOLDERS}


def has_unfinished(root: Path) -> bool:
    """Whether somebody works in the cache at `root`, or was killed at it."""
    with suppress(FileNotFoundError), os.scandir(root / "work") as entries:
        return any(True for _ in entries)
    return False


def temporary(root: Path) -> Path:
    """A new name for a file that isn't finished, in the cache's own file system."""
    return root / "work" / random_name()


def write_temporary(root: Path, content: bytes) -> Path:
    """Write content to a new temporary file, which a crash leaves to be swept."""
    path = temporary(root)
    try:
        write_new(path, content)
    except FileNotFoundError:
        make_folder(path.parent)
        write_new(path, content)
    return path


def _format(root: Path) -> int | None:
    """The format of the cache at `root`; None where there is none yet."""
    try:
        text = (root / "format").read_text(encoding="ascii")
        number = int(text)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise StoreError(
            f"the cache can't be read: {root} is closed to you; choose another with --cache"
        ) from None
    except (OSError, ValueError):
        raise StoreError(f"{root}/format is damaged; if {root} is a Storyboard cache, delete it") from None
    if number > FORMAT:
        raise StoreError(
            f"the cache at {root} was made by a newer Storyboard (format {number}; this one knows {FORMAT}); "
            "update Storyboard, or choose another cache with --cache"
        )
    return number


def _add(path: Path, text: str) -> None:
    if not path.exists():
        with suppress(FileExistsError):
            place_once(write_temporary(path.parent, text.encode("utf-8")), path)
