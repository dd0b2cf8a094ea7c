"""Blobs: finished files under the SHA-256 of their bytes, never changed and never half there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from storyboard.base.digest import digest_of_file
from storyboard.base.errors import LostBlobError, StoreError
from storyboard.store.files import FULL, make_folder, place, random_name, sync_file, sync_folder
from storyboard.store.layout import temporary
from storyboard.store.types import ActionResult

_FICLONE = 0x40049409
_CANT_CLONE = (errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL, errno.ENOTTY, errno.ENOSYS, errno.EPERM)


class Blobs:
    """The blobs under a cache's root."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = f"{root}/blobs"

    def path_of(self, digest: str) -> Path:
        """Where a blob is, or would be."""
        return Path(f"{self._folder}/{digest[:2]}/{digest}")

    def keep(self, path: Path) -> tuple[str, int]:
        """Move a finished file in; one that is there already, with the same size, stays as it is."""
        digest, size = digest_of_file(path), path.stat().st_size
        blob = self.path_of(digest)
        there = self.facts_of(digest)
        if there and there.st_size == size:
            os.utime(blob)
            path.unlink()
            return digest, size
        path = self._within(path)
        path.chmod(0o444)
        sync_file(path)
        place(path, blob)
        os.utime(blob)
        return digest, size

    def has_all_of(self, result: ActionResult) -> bool:
        """Whether every blob of a result is there, at its size."""
        folder, stat = self._folder, os.stat
        try:
            for artifact in result.artifacts:
                digest = artifact.digest
                if stat(f"{folder}/{digest[:2]}/{digest}").st_size != artifact.size:
                    return False
        except OSError:
            return False
        return True

    def reads_true(self, digest: str) -> bool:
        """Whether a blob is there and its bytes are what its name says."""
        try:
            return digest_of_file(self.path_of(digest)) == digest
        except OSError:
            return False

    def set_aside(self, digest: str) -> None:
        """Move a blob out of the way, into quarantine; whoever needs it makes it again."""
        make_folder(self._root / "quarantine")
        with suppress(FileNotFoundError):
            self.path_of(digest).replace(self._root / "quarantine" / f"{digest}.{random_name()[:8]}")
            sync_folder(self.path_of(digest).parent)

    def facts_of(self, digest: str) -> os.stat_result | None:
        """What the file system knows of a blob; None where there is none."""
        try:
            return self.path_of(digest).stat()
        except OSError:
            return None

    def remove(self, digest: str) -> None:
        """Delete a blob."""
        self.path_of(digest).unlink(missing_ok=True)

    def __iter__(self) -> Iterator[tuple[str, os.stat_result]]:
        """Every blob's digest and what the file system knows of it."""
        for shard in _scan(self._folder):
            for entry in _scan(shard.path):
                with suppress(OSError):
                    yield entry.name, entry.stat(follow_symlinks=False)

    def _within(self, path: Path) -> Path:
        """The file itself where a rename can move it in; else a copy of it in the cache's file system."""
        if path.stat().st_dev == self._root.stat().st_dev:
            return path
        copy = temporary(self._root)
        copy_to(path, copy)
        path.unlink()
        return copy


def deliver(
    blobs: Blobs, digest: str, destination: Path, finish: Callable[[Path], None] | None = None
) -> None:
    """Put a copy of a blob at `destination`: there is the old file or the new one, never a part of it.

    The copy shares the blob's blocks where the file system can do that, and is never the same file: the
    author may edit it. It is read before it is shown; a damaged blob is set aside. Raises LostBlobError for
    that one and for one that is gone, StoreError where the destination is at fault. What `finish` adds to the
    copy is there before it is shown.
    """
    destination = _real(destination)
    copy = destination.parent / f".{random_name()}.part"
    try:
        copy_to(blobs.path_of(digest), copy)
        if digest_of_file(copy) != digest:
            blobs.set_aside(digest)
            raise LostBlobError(
                f"can't write {destination}: its bytes were damaged in the cache; render again"
            )
        if finish:
            copy.chmod(copy.stat().st_mode | 0o200)
            finish(copy)
        copy.replace(destination)
    except OSError as error:
        if blobs.facts_of(digest) is None:
            raise LostBlobError(
                f"can't write {destination}: its bytes are gone from the cache; render again"
            ) from error
        raise StoreError(_why_not(error, destination)) from error
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def check_destination(destination: Path) -> None:
    """See whether a film could be put at `destination`, by beginning to; StoreError says why it can't be."""
    destination = _real(destination)
    begun = destination.parent / f".{random_name()}.part"
    try:
        begun.touch(exist_ok=False)
        begun.unlink()
    except OSError as error:
        raise StoreError(f"can't write {destination}: {error.strerror}") from error


def copy_to(source: Path, target: Path) -> None:
    """Copy bytes into a new file, by reference where the file system can; on failure there is no file."""
    try:
        with source.open("rb") as reader, target.open("xb") as writer:
            if not _cloned(reader.fileno(), writer.fileno()):
                _copy_bytes(reader.fileno(), writer.fileno())
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def _real(destination: Path) -> Path:
    """Where a film goes, links followed; StoreError where no file can be."""
    destination = Path(os.path.realpath(destination))
    if not destination.parent.is_dir():
        raise StoreError(f"can't write {destination}: there is no folder {destination.parent}")
    try:
        if destination.is_file() or not destination.exists():
            return destination
    except OSError as error:  # a name that is too long
        raise StoreError(f"can't write {destination}: {error.strerror}") from error
    raise StoreError(f"can't write {destination}: it is not a file")


def _cloned(source: int, target: int) -> bool:
    import fcntl

    try:
        fcntl.ioctl(target, _FICLONE, source)
    except OSError as error:
        if error.errno not in _CANT_CLONE:
            raise
        return False
    return True


def _copy_bytes(source: int, target: int) -> None:
    while chunk := os.read(source, 1 << 20):
        rest = memoryview(chunk)
        while rest:
            rest = rest[os.write(target, rest) :]


def _why_not(error: OSError, destination: Path) -> str:
    if error.errno in FULL:
        return f"can't write {destination}: its disk is full; the film is safe in the cache"
    return f"can't write {destination}: {error.strerror}; the film is safe in the cache"


def _scan(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return
