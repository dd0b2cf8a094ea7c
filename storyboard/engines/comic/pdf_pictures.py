"""Pictures in a PDF: a JPEG as it is, and a PNG's own compressed rows, copied without being unpacked."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.engines.comic.picture_heads import is_png, size_of

if TYPE_CHECKING:
    import pikepdf

_PLAIN_RGB = (8, 2, 0, 0, 0)
"""PNG's depth, colour type, compression, filter and interlace of rows that PDF reads as they are."""


def embed_picture(pdf: pikepdf.Pdf, path: Path) -> pikepdf.Object:
    """Write a PNG or a JPEG into the file, pixel for pixel as it is."""
    from pikepdf import Dictionary, Name

    body = path.read_bytes()
    width, height = size_of(body)
    stream = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Interpolate=True,
    )
    if is_png(body):
        rows, packed = _rows(path, body)
        parms = Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=width)
        stream.write(rows, filter=Name.FlateDecode, decode_parms=parms if packed else None)
    else:
        stream.write(body, filter=Name.DCTDecode)
    return stream


def _rows(path: Path, body: bytes) -> tuple[bytes, bool]:
    """A picture's compressed rows, and whether they are PNG's own."""
    if struct.unpack_from(">BBBBB", body, 24) != _PLAIN_RGB:
        return _unpacked(path), False
    rows, at = [], 8
    while at < len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        if name == b"IDAT":
            rows.append(body[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(rows), True


def _unpacked(path: Path) -> bytes:
    from storyboard.media.picture import read_png

    return zlib.compress(read_png(path).tobytes(), 6)
