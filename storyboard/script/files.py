"""Files that a script names: found inside the project's folder, and read as the text they are."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from pathlib import Path

from storyboard.script import limits

UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no text of a script holds: controls that no editor writes and terminals obey."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class FileFaultError(Exception):
    """A file that can't be used; line and column count from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def inside(folder: Path, name: str) -> Path:
    """Find a file that a script names; raises FileFaultError where it leads out of the project's folder."""
    if "\0" in name or len(name) > 1_000:
        raise FileFaultError("is not the name of a file")
    if Path(name).is_absolute() or re.match(r"[A-Za-z]:|[\\/~]", name):
        raise FileFaultError(f'"{name}" is an absolute path; name files from the script\'s folder')
    path = folder / name
    try:
        found, home = path.resolve(), folder.resolve()
    except (OSError, RuntimeError) as error:
        raise FileFaultError(f'"{name}" can\'t be followed: {error}') from None
    if not found.is_relative_to(home):
        raise FileFaultError(f'"{name}" leaves the project\'s folder; copy the file into it')
    return path


def check_regular(path: Path, name: str) -> None:
    """Raise FileFaultError unless `path` is a file with bytes in it, readable here."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise FileFaultError(_reason(error, name)) from None
    if not stat.S_ISREG(found.st_mode):
        raise FileFaultError(f'"{name}" is {_kind(found.st_mode)}, not a file')
    if not os.access(path, os.R_OK):
        raise FileFaultError(f'"{name}" may not be read; change its permissions')


def read_bytes(path: Path, name: str) -> bytes:
    """Read a script's bytes; a pipe, a device or a file too large is refused before it is read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:
        raise FileFaultError(_reason(error, name)) from None
    try:
        return _bytes_of(handle, name)
    except OSError as error:
        raise FileFaultError(_reason(error, name)) from None
    finally:
        os.close(handle)


def decode(data: bytes) -> str:
    """Turn a script's bytes into text, UTF-8 or marked UTF-16; raises FileFaultError at a bad byte."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FileFaultError("is in UTF-32; save it as UTF-8")
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, encoding) from None
    if bad := UNPRINTABLE.search(text):
        line, column = _spot(text[: bad.start()])
        raise FileFaultError(f"holds the character U+{ord(bad[0]):04X}, which no script needs", line, column)
    return text


def _bytes_of(handle: int, name: str) -> bytes:
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        raise FileFaultError(f'"{name}" is {_kind(found.st_mode)}, not a script')
    if found.st_size > limits.FILE_BYTES:
        raise FileFaultError(
            f'"{name}" has {found.st_size:,} bytes; a script has at most {limits.FILE_BYTES:,}'
        )
    with os.fdopen(handle, "rb", closefd=False) as stream:
        return stream.read(limits.FILE_BYTES)


def _undecodable(data: bytes, error: UnicodeDecodeError, encoding: str) -> FileFaultError:
    if encoding == "utf-16":
        return FileFaultError("begins as UTF-16 but isn't; save it as UTF-8")
    line, column = _spot(data[: error.start].decode("utf-8-sig", "replace"))
    return FileFaultError(
        f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8", line, column
    )


def _spot(before: str) -> tuple[int, int]:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _reason(error: OSError | ValueError, name: str) -> str:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    reasons = {
        errno.ENOENT: f'there is no file "{name}"',
        errno.ENOTDIR: f'there is no file "{name}"',
        errno.EACCES: f'"{name}" may not be read; change its permissions',
        errno.EISDIR: f'"{name}" is a folder, not a file',
        errno.ELOOP: f'"{name}" is a link that leads to itself',
        errno.ENXIO: f'"{name}" is a socket, not a file',
    }
    return reasons.get(number or 0) or f'"{name}" can\'t be read: {error}'


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")
