"""Pictures of the author's as a model is given them, and the bands in which characters stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import EngineError

if TYPE_CHECKING:
    from PIL.Image import Image


def upright(path: Path) -> Image:
    """A picture file as it is meant to be seen; what is transparent becomes white.

    Raises EngineError for a file that is no picture.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as opened:
            drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise EngineError(f"{path.name} is no picture that can be read: {error}") from error
    paper = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(paper, drawn).convert("RGB")


def fitted(path: Path, size: tuple[int, int]) -> Image:
    """A picture file, upright and filling `size`: scaled, and cropped about its middle."""
    from PIL import Image, ImageOps

    return ImageOps.fit(upright(path), size, Image.Resampling.LANCZOS)


def band(size: tuple[int, int], stands: tuple[int, int]) -> Image:
    """White where a character stands, with soft edges: its share of the width by its place in the cast."""
    from PIL import Image, ImageDraw, ImageFilter

    (width, height), (place, count) = size, stands
    mask = Image.new("L", size, 0)
    edges = (place * width // count, 0, (place + 1) * width // count - 1, height - 1)
    ImageDraw.Draw(mask).rectangle(edges, fill=255)
    return mask.filter(ImageFilter.GaussianBlur(width / count / 16))
