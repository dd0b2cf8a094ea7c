"""Writing files so that a crash leaves the old file, the new one or none; never half of one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storyboard.base.errors import StoreError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "fuse.",
    "9p",
    "lustre",
    "gpfs",
    "ceph",
    "glusterfs",
    "afs",
    "beegfs",
    "ncpfs",
)
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


def random_name() -> str:
    """A name that nobody else takes: 128 random bits, since hosts and containers may share a pid."""
    return os.urandom(16).hex()


@contextmanager
def plain_errors(root: Path) -> Iterator[None]:
    """Turn any OSError inside into a StoreError that says what is wrong with the cache at `root`."""
    try:
        yield
    except OSError as error:
        raise StoreError(_in_plain_words(error, root)) from error


@contextmanager
def plain_when_full(root: Path) -> Iterator[None]:
    """Turn a full disk inside into a StoreError; other errors pass."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise StoreError(_in_plain_words(error, root)) from error


def write_new(path: Path, content: bytes) -> None:
    """Write a new file and see it reach the disk; on failure there is no file."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def place(temporary: Path, final: Path) -> None:
    """Move a finished file to its final name, over whatever is there, and see the name reach the disk."""
    try:
        temporary.replace(final)
    except FileNotFoundError:
        make_folder(final.parent)
        temporary.replace(final)
    sync_folder(final.parent)


def place_once(temporary: Path, final: Path) -> bool:
    """Move a finished file to its final name unless that is taken; False where somebody came first."""
    try:
        _link(temporary, final)
    except FileExistsError:
        return False
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(final.parent)
    return True


def sync_file(path: Path) -> None:
    """See a finished file's bytes reach the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """See a folder's names reach the disk, where its file system can promise that."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder and those above it; a new name reaches the disk before anything is put under it."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with suppress(FileExistsError):
        path.mkdir()
        sync_folder(path.parent)


def remove_tree(path: Path) -> None:
    """Delete a folder or a file, whatever its permissions; one that is gone already is fine."""
    import shutil

    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    for folder, _, _ in os.walk(path):
        with suppress(OSError):
            Path(folder).chmod(0o700)
    shutil.rmtree(path, ignore_errors=True)


def on_network(path: Path) -> bool:
    """Whether a file lies on a network file system, where SQLite's write-ahead log has no shared memory."""
    try:
        with Path("/proc/self/mounts").open(encoding="utf-8", errors="replace") as mounts:
            entries = [line.split(" ")[1:3] for line in mounts]
    except OSError:
        return False
    place = os.path.realpath(path)
    above = [(len(point), kind) for point, kind in entries if f"{place}/".startswith(f"{point.rstrip('/')}/")]
    return max(above, default=(0, ""))[1].startswith(_NETWORK)


def _link(temporary: Path, final: Path) -> None:
    try:
        os.link(temporary, final)
    except FileNotFoundError:
        make_folder(final.parent)
        os.link(temporary, final)
    except OSError as error:
        if isinstance(error, FileExistsError) or error.errno not in _NO_LINKS:
            raise
        if final.exists():  # a file system without links: all but two writers in the same instant
            raise FileExistsError(errno.EEXIST, "exists", str(final)) from None
        temporary.replace(final)


def _in_plain_words(error: OSError, root: Path) -> str:
    if error.errno in FULL:
        return (
            f"the disk that holds the cache is full: {root}; nothing finished was lost — "
            "make room (`storyboard cache gc` can), then render again to go on from here"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        place = Path(error.filename or root)
        while not place.exists() and place != place.parent:
            place = place.parent
        return f"the cache can't be written: {place} is read-only for you; choose another with --cache"
    return f"the cache at {root} failed: {error}"
