"""Titles and lower thirds, typeset: balanced lines in the title-safe area, with a soft shadow to stand on."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.digest import Plain
from storyboard.media.patches import Patch, cut_out
from storyboard.media.typesetting.blocks import TAG_FONT, TEXT_FONT, Align, block, fonts_for
from storyboard.media.typesetting.letters import Canvas
from storyboard.media.typesetting.measures import SAFE, unit

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_LARGE, _SMALL = {"centre": 92, "upper": 62, "lower": 46}, {"centre": 40, "upper": 34, "lower": 32}
"""Letter heights, in thousandths of the picture's mean side."""
TRACKING = Fraction(1, 25)
"""How far a large title's letters stand apart, by their height: capitals as large look crowded otherwise."""
MIDDLE = Fraction(47, 100)
"""The optical centre: what stands in the very middle looks as if it sank."""


def draw_title(size: tuple[int, int], at: str, text: str, subtitle: str, own: Path | None = None) -> Patch:
    """A title for a picture of `size`; `at` is centre, upper or lower. `own` is the author's font."""
    width, height = size
    longest = float(width * (Fraction(7, 10) if at == "lower" else 1 - 4 * SAFE))
    apart = Fraction(0) if at == "lower" else TRACKING
    large = block(text, fonts_for(TAG_FONT, own), unit(size, _LARGE[at]), longest, apart)
    small = block(subtitle, fonts_for(TEXT_FONT, own), unit(size, _SMALL[at]), longest, Fraction(1, 50))
    between = small.step // 3 if small.lines else 0
    total = large.height + between + small.height
    top = {
        "centre": round(height * MIDDLE) - total // 2,
        "upper": round(height * SAFE * 2),
        "lower": height - round(height * SAFE * 2) - total,
    }[at]
    align: Align = "left" if at == "lower" else "centre"
    left, wide = (float(round(width * SAFE)), longest) if at == "lower" else (0.0, float(width))
    canvas = Canvas(size)
    large.draw(canvas, left, top, wide, align)
    small.draw(canvas, left, top + large.height + between, wide, align)
    return cut_out(_shadowed(canvas.pixels, max(2, large.step // 12)))


def _shadowed(pixels: npt.NDArray[np.uint8], blur: int) -> npt.NDArray[np.uint8]:
    """Letters on a soft dark glow of their own shape: they are read on snow as well."""
    import numpy as np
    from PIL import Image, ImageFilter

    cover = pixels[..., 3]
    glow = Image.fromarray(cover).filter(ImageFilter.GaussianBlur(blur))
    under = np.minimum(np.asarray(glow, np.uint16) * 3 // 2, 170)
    lettered = pixels.copy()
    lettered[..., 3] = cover + (under * (255 - cover.astype(np.uint16)) + 127) // 255
    return lettered


def title_share(item: Mapping[str, Plain], frame: int) -> tuple[int, int]:
    """How far a title shows in a frame of its span, as a share: it comes and goes in `soft` frames."""
    start, end, soft = (cast(int, item[key]) for key in ("start", "end", "soft"))
    if not start <= frame < end:
        return 0, 1
    return min(frame - start + 1, end - frame, soft + 1), soft + 1
