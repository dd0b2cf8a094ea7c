"""Locks between processes: the gate that gc closes while it deletes, and the leases of live runs."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from storyboard.store.files import make_folder, random_name

FAR_LEASE_SECONDS = 6 * 3600
"""How long a run on another host is believed to live without a sign of it."""

_CLOCK_GRAIN_SECONDS = 2.0
_UNSUPPORTED = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)
_KEY = re.compile(rb"[0-9a-f]{64}")


class Gate:
    """Many may pass at once; who closes it waits until all are through and keeps out those who come later."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Nothing is deleted inside."""
        try:
            handle = _open_lock(self._path)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            handle = -1  # a cache that can only be read: its owner's gc takes nothing that a reader promised
        if handle < 0:
            yield
            return
        with _held(handle, fcntl.LOCK_SH):
            yield

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Nobody passes inside."""
        with _locked(self._path, fcntl.LOCK_EX):
            yield


class Lease:
    """A run's claim on what it uses: gc spares it for as long as the run lives, and no longer.

    The claim is a locked file. The system drops the lock when the process ends, however it ends, so a
    killed run claims nothing and a stopped one keeps its claim; the file's time is a sign of life for
    other hosts, which may not see the lock.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / random_name()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        self._handle = os.open(self._path, flags, 0o666)
        with suppress(OSError):
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        started = {"host": os.uname().nodename, "pid": os.getpid(), "started": time.time()}
        os.write(self._handle, json.dumps(started).encode("ascii") + b"\n")
        self._claimed: set[str] = set()

    def uses(self, keys: Iterable[str]) -> None:
        """Claim the results of these content keys, too. Also a sign of life."""
        new = set(keys) - self._claimed
        self._claimed |= new
        rest = memoryview("".join(f"{key}\n" for key in new).encode("ascii"))
        while rest:
            rest = rest[os.write(self._handle, rest) :]
        os.utime(self._handle)

    def end(self) -> None:
        """Give the claim up."""
        with suppress(OSError):
            self._path.unlink()
        os.close(self._handle)


@dataclass(frozen=True, slots=True)
class Claims:
    """What live runs use: `keys` by name, and all that was made or used since the first one's start."""

    runs: int
    since: float
    keys: frozenset[str]

    def cover(self, key: str, used: float) -> bool:
        """Whether a live run uses the result of `key`, last used at `used`."""
        return key in self.keys or used >= self.since - _CLOCK_GRAIN_SECONDS


def live_claims(folder: Path) -> Claims:
    """Read the leases of the runs that live, and remove those of the dead. Call it with the gate closed."""
    runs, since, keys = 0, float("inf"), set[str]()
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        content = _read_if_live(path)
        if content is None:
            continue
        runs += 1
        since = min(since, _started(content, path))
        keys.update(key.decode("ascii") for key in _KEY.findall(content))
    return Claims(runs, since, frozenset(keys))


def hold(folder: Path) -> int:
    """Lock a folder for as long as this process lives or keeps the returned handle open."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle


def is_held(path: Path) -> bool:
    """Whether a living process on this host holds the lock on a file."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Be alone among those who ask for the same file."""
    with _locked(path, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(path: Path, kind: int) -> Iterator[None]:
    with _held(_open_lock(path), kind):
        yield


@contextmanager
def _held(handle: int, kind: int) -> Iterator[None]:
    """Lock an open file; it is closed afterwards."""
    try:
        try:
            fcntl.flock(handle, kind)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:  # a file system without locks has no second host's gc either
                raise
        yield
    finally:
        os.close(handle)


def _open_lock(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o666)
    except FileNotFoundError:
        make_folder(path.parent)
        return os.open(path, flags, 0o666)


def _read_if_live(path: Path) -> bytes | None:
    try:
        held = is_held(path)
        content = path.read_bytes()
        fresh = time.time() - path.stat().st_mtime < FAR_LEASE_SECONDS
    except OSError:
        return None
    if held or (fresh and _host(content) not in (None, os.uname().nodename)):
        return content
    path.unlink(missing_ok=True)
    return None


def _host(content: bytes) -> str | None:
    try:
        return str(json.loads(content.partition(b"\n")[0])["host"])
    except (ValueError, KeyError, TypeError):
        return None


def _started(content: bytes, path: Path) -> float:
    """When a run began; where that is torn, or lies ahead since the clock went back, it claims everything."""
    try:
        started = float(json.loads(content.partition(b"\n")[0])["started"])
    except (ValueError, KeyError, TypeError):
        return 0.0
    return started if started <= time.time() else 0.0
