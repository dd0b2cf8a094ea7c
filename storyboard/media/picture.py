"""Still pictures: PNG in, PNG and JPEG out, as RGB arrays of height x width x 3 bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

_LOOKED_AT = 85
"""JPEG quality at which drawn edges show no rings at the size of a thumbnail."""
_TALLEST = 4096
_COMPRESSION = 1
"""zlib's fastest: a drawn picture takes a third of the time of the default, for a little more disk."""


class PictureError(ValueError):
    """A file is no picture that can be read; the message says which and why."""


def write_png(path: Path, rgb: Rgb, text: Mapping[str, str] | None = None) -> None:
    """Write a picture, with `text` as PNG text chunks in the order of their keys.

    The same picture and text give the same bytes: the file names no date and no program. What an
    interrupted write leaves behind is removed. Raises ValueError for an array that is not RGB bytes.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    check_rgb(rgb)
    chunks = PngInfo()
    for key in sorted(text or {}):
        chunks.add_itxt(key, (text or {})[key])
    try:
        Image.fromarray(rgb).save(path, "PNG", compress_level=_COMPRESSION, pnginfo=chunks)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_fine_jpeg(path: Path, rgb: Rgb, quality: int, dpi: int) -> None:
    """Write a picture, its colours as fine as its light (4:4:4): red lines stay as sharp as black ones.

    The same picture gives the same bytes. Raises ValueError for an array that is not RGB bytes.
    """
    from PIL import Image

    check_rgb(rgb)
    Image.fromarray(rgb).save(path, "JPEG", quality=quality, subsampling=0, dpi=(dpi, dpi))


def write_jpeg(path: Path, rgb: Rgb, size: tuple[int, int]) -> None:
    """Write a picture for looking at, scaled to `size`; raises ValueError for one that is not RGB bytes."""
    from PIL import Image

    check_rgb(rgb)
    picture = Image.fromarray(rgb).resize(size, Image.Resampling.LANCZOS)
    picture.save(path, "JPEG", quality=_LOOKED_AT)


def small_jpeg(path: Path, width: int) -> bytes:
    """A picture file as a JPEG of that width at most, for looking at; its shape is kept.

    Raises PictureError for a file that is no picture.
    """
    from PIL import Image

    try:
        with Image.open(path) as picture:
            small = picture.convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(f"{path.name} is no whole picture: {error}") from error
    small.thumbnail((width, _TALLEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=_LOOKED_AT)
    return stream.getvalue()


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of a picture file, from its header; raises PictureError for what is none."""
    from PIL import Image

    try:
        with Image.open(path) as picture:
            width, height = picture.size
            return width, height
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(f"{path.name} is no picture: {error}") from error


def read_png(path: Path) -> Rgb:
    """Read a picture as RGB; raises PictureError for a file that is damaged or is no PNG."""
    return _read(path, "PNG")


def read_jpeg(path: Path) -> Rgb:
    """As `read_png`, of a JPEG."""
    return _read(path, "JPEG")


def read_text(path: Path) -> dict[str, str]:
    """The text chunks of a PNG, those behind the picture included."""
    from PIL import Image
    from PIL.PngImagePlugin import PngImageFile

    with Image.open(path, formats=["PNG"]) as picture:
        picture.load()
        return dict(picture.text) if isinstance(picture, PngImageFile) else {}


def check_rgb(rgb: Rgb) -> None:
    """Raise ValueError unless `rgb` is a picture: height x width x 3 bytes, not empty."""
    if rgb.dtype.name != "uint8" or rgb.ndim != 3 or rgb.shape[2] != 3 or 0 in rgb.shape:
        shape = "x".join(map(str, rgb.shape))
        raise ValueError(f"a picture is height x width x 3 bytes, not {shape} of {rgb.dtype.name}")


def _read(path: Path, format_: str) -> Rgb:
    import numpy as np
    from PIL import Image

    try:
        with Image.open(path, formats=[format_]) as picture:
            return np.array(picture.convert("RGB"))
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureError(f"{path.name} is no whole {format_} picture: {error}") from error
