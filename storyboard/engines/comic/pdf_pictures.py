"""Pictures in a PDF: a PNG's own compressed rows, copied without being unpacked."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_PLAIN_RGB = (8, 2, 0, 0, 0)
"""PNG's depth, colour type, compression, filter and interlace of rows that PDF reads as they are."""


def embed_picture(pdf: pikepdf.Pdf, path: Path) -> pikepdf.Object:
    """Write a PNG into the file, losslessly."""
    from pikepdf import Dictionary, Name

    size, rows, packed = _rows(path)
    parms = Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=size[0])
    stream = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Interpolate=True,
    )
    stream.write(rows, filter=Name.FlateDecode, decode_parms=parms if packed else None)
    return stream


def _rows(path: Path) -> tuple[tuple[int, int], bytes, bool]:
    """A picture's size, its compressed rows, and whether they are PNG's own."""
    body = path.read_bytes()
    width, height, *kind = struct.unpack_from(">IIBBBBB", body, 16)
    if tuple(kind) != _PLAIN_RGB:
        return _unpacked(path)
    rows, at = [], 8
    while at < len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        if name == b"IDAT":
            rows.append(body[at + 8 : at + 8 + length])
        at += length + 12
    return (width, height), b"".join(rows), True


def _unpacked(path: Path) -> tuple[tuple[int, int], bytes, bool]:
    from storyboard.media.picture import read_png

    rgb = read_png(path)
    return (rgb.shape[1], rgb.shape[0]), zlib.compress(rgb.tobytes(), 6), False
