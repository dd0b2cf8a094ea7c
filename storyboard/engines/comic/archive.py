"""Zip files that are the same bytes whenever and wherever they are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can name."""
_PACKED = (".png", ".jpeg", ".jpg")


class Archive:
    """A zip file being written; pictures, which are packed already, are stored as they are."""

    def __init__(self, zipped: ZipFile) -> None:
        self._zip = zipped

    def add(self, name: str, body: bytes | str, packed: bool = False) -> None:
        """Put a file in; one that is `packed` isn't packed again."""
        entry = ZipInfo(name, _EPOCH)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        stored = packed or name.endswith(_PACKED)
        self._zip.writestr(entry, body, ZIP_STORED if stored else ZIP_DEFLATED, 6)


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    """Write a zip file; files stand in it in the order in which they are put in."""
    with ZipFile(path, "w") as zipped:
        yield Archive(zipped)
