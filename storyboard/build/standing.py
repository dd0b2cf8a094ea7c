"""The last build's fingerprint: whether the film that stands is still the one that the script asks for.

A null build reads this and nothing else: no parsing, no plan, no index.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from storyboard import __version__
from storyboard.base.digest import digest_of, digest_of_file

_RACY_NANOSECONDS = 2_000_000_000
"""A file changed so shortly before it was recorded may have changed again within one tick of its clock."""
_ABSENT = -1
"""The size of a file that isn't there."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was: its digest, and the stat that spares reading it again."""

    path: str
    digest: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    racy: bool

    def holds(self) -> bool:
        """Whether the file still has those bytes; they are read only where the stat leaves doubt."""
        try:
            now = Path(self.path).stat()
            if now.st_size != self.size:
                return False
            stat = (now.st_mtime_ns, now.st_ctime_ns, now.st_ino)
            if stat == (self.mtime_ns, self.ctime_ns, self.inode) and not self.racy:
                return True
            return digest_of_file(Path(self.path)) == self.digest
        except FileNotFoundError:
            return self.size == _ABSENT
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Standing:
    """A finished build: from which files it was made, and the film that it delivered.

    Of a book whose pages are files, `output` is the first and `pages` are the others.
    """

    tool: str
    files: tuple[FileState, ...]
    film: str
    output: FileState
    actions: int
    pages: tuple[FileState, ...] = ()

    def holds(self) -> bool:
        """Whether nothing has changed since, the delivered film included."""
        files = (*self.files, self.output, *self.pages)
        return self.tool == tool() and all(each.holds() for each in files)

    def encoded(self) -> bytes:
        """As JSON, for the store's build records."""
        return json.dumps(asdict(self)).encode()


def standing_from(record: bytes | None) -> Standing | None:
    """Read a record back; one that is damaged or of another version is no record."""
    if record is None:
        return None
    try:
        fields = json.loads(record)
        files = tuple(FileState(**each) for each in fields.pop("files"))
        pages = tuple(FileState(**each) for each in fields.pop("pages", ()))
        return Standing(files=files, output=FileState(**fields.pop("output")), pages=pages, **fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def record_name(script: Path, wish: Iterable[str]) -> str:
    """Under which name a script's builds are kept: one for each profile and selection of shots."""
    return digest_of(os.fsencode("\0".join((str(script.resolve()), *wish))))[:32]


def tool() -> str:
    """What besides the files decides the film: the tool's version, Python's, and the packages'."""
    python = f"python {sys.version_info.major}.{sys.version_info.minor}, {sys.prefix}"
    return f"storyboard {__version__}, {python}, packages {_packages()}"


def state_of(
    path: Path, digest: str | None = None, *, read: int | None = None, ours: bool = False
) -> FileState:
    """Record a file as it is now. Raises OSError.

    Where `digest` is given, its bytes were not read before the time `read` (in nanoseconds; now, if none is
    given): whatever was written since is doubted. A file that is `ours` no one else is writing.
    """
    stat = path.stat()
    since = (read or time.time_ns()) - _RACY_NANOSECONDS
    digest = digest or digest_of_file(path)
    racy = not ours and max(stat.st_mtime_ns, stat.st_ctime_ns) > since
    return FileState(str(path), digest, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, racy)


def state_or_absence(path: Path) -> FileState:
    """Record a file, or that there is none, for one that would matter. Raises OSError for one in the way."""
    try:
        return state_of(path)
    except FileNotFoundError:
        return FileState(str(path), "", _ABSENT, 0, 0, 0, False)


def state_again(path: Path, known: Mapping[str, FileState]) -> FileState:
    """Record a file; its bytes are read only where they may differ from what is `known`. Raises OSError."""
    before, now = known.get(str(path)), time.time_ns()
    digest = before.digest if before and before.holds() else None
    return state_of(path, digest, read=now)


def known_digests(standing: Standing | None) -> Mapping[str, FileState]:
    """The files of an earlier build by path, so that gigabytes of weights are not hashed again."""
    return {each.path: each for each in standing.files} if standing else {}


def _packages() -> str:
    """A digest of the installed packages and their versions, as the names of their folders give them."""
    names: set[str] = set()
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            names.update(entry.name for entry in entries if entry.name.endswith(".dist-info"))
    return digest_of(os.fsencode("\0".join(sorted(names))))[:16]
