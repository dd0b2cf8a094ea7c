"""XMP packets in MP4 files: one box behind all others, so that no sample moves and none is encoded again."""

from __future__ import annotations

import struct
from pathlib import Path

from storyboard.media.boxes import Mp4Error, box, top_level

_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""The name of boxes that hold XMP (Adobe's XMP specification, part 3)."""
_LARGEST = 1 << 26


def append_xmp(path: Path, packet: bytes) -> None:
    """Write a packet behind a film; the same packet gives the same bytes. Raises OSError."""
    with path.open("ab") as film:
        film.write(box(b"uuid", _XMP, packet))


def read_xmp(path: Path) -> bytes | None:
    """A film's packet, or None where it has none; raises Mp4Error for what is no MP4, and OSError."""
    length, found, known = path.stat().st_size, None, False
    with path.open("rb") as film:
        try:
            for kind, start, end in top_level(film, length):
                known = known or kind == b"ftyp"
                if kind == b"uuid" and end - start <= _LARGEST:
                    film.seek(start)
                    content = film.read(end - start)
                    found = content[16:] if content.startswith(_XMP) else found
        except struct.error:
            raise Mp4Error("one of its boxes is cut off") from None
    if not known:
        raise Mp4Error("it is no MP4")
    return found
