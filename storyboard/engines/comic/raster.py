"""A page as a picture, drawn with skia: each letter as the very outline that its font has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.engines.comic.document import INCH, Mark, Outline, Page, Picture, Shape, Text, covering

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

_JPEG_QUALITY = 90


def draw(
    page: Page, pictures: Mapping[str, Path], fonts: Mapping[str, Path], dpi: int, bleed: bool = False
) -> Rgb:
    """Draw a page at so many dots an inch, trimmed or with its `bleed`: height x width x 3 bytes."""
    import numpy as np
    import skia

    margin = page.bleed if bleed else 0
    width, height = (pixels(length + 2 * margin, dpi) for length in page.size)
    rgba = np.zeros((height, width, 4), np.uint8)
    surface = skia.Surface(rgba, colorType=skia.kRGBA_8888_ColorType)
    with surface as canvas:
        canvas.clear(skia.ColorWHITE)
        canvas.scale(width / (page.size[0] + 2 * margin), height / (page.size[1] + 2 * margin))
        canvas.translate(margin, margin)
        brush = _Brush(canvas, pictures, {key: skia.Typeface.MakeFromFile(str(fonts[key])) for key in fonts})
        for mark in page.marks:
            brush.paint(mark)
    surface.flushAndSubmit()
    return np.ascontiguousarray(rgba[:, :, :3])


def pixels(length: int, dpi: int) -> int:
    """A length on paper in dots."""
    return max(1, (2 * length * dpi + INCH) // (2 * INCH))


def save(path: Path, rgb: Rgb, dpi: int) -> None:
    """Write a page as PNG or JPEG, by the file's name; the same picture gives the same bytes."""
    from PIL import Image

    from storyboard.media.picture import write_fine_jpeg

    if path.suffix == ".png":
        Image.fromarray(rgb).save(path, "PNG", compress_level=6, dpi=(dpi, dpi))
    else:
        write_fine_jpeg(path, rgb, _JPEG_QUALITY, dpi)


class _Brush:
    """Paints marks on a canvas whose unit is a hundredth of a millimetre."""

    def __init__(self, canvas: Any, pictures: Mapping[str, Path], faces: Mapping[str, Any]) -> None:
        self.canvas, self.pictures, self.faces = canvas, pictures, faces

    def paint(self, mark: Mark) -> None:
        if isinstance(mark, Picture):
            self._picture(mark)
        elif isinstance(mark, Shape):
            self._path(_path(mark.outline), mark.fill, mark.stroke, mark.width, mark.dash)
        else:
            self._text(mark)

    def _picture(self, mark: Picture) -> None:
        import skia

        image = skia.Image.open(str(self.pictures[mark.name]))
        where = skia.Rect.MakeXYWH(*covering((image.width(), image.height()), mark.box))
        sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        self.canvas.save()
        self.canvas.clipRect(skia.Rect.MakeXYWH(*mark.box), doAntiAlias=True)
        self.canvas.drawImageRect(image, where, sampling)
        self.canvas.restore()

    def _text(self, mark: Text) -> None:
        self.canvas.save()
        self.canvas.translate(mark.x, mark.y)
        self.canvas.rotate(mark.turn / 100)
        letters = _letters(mark, self.faces[mark.font])
        if mark.stroke:
            self._path(letters, None, mark.stroke, mark.width, None)
        self._path(letters, mark.fill, None, 0, None)
        self.canvas.restore()

    def _path(
        self, path: Any, fill: str | None, stroke: str | None, width: int, dash: Sequence[int] | None
    ) -> None:
        import skia

        if fill:
            self.canvas.drawPath(path, skia.Paint(Color=_colour(fill), AntiAlias=True))
        if stroke and width:
            pen = skia.Paint(
                Color=_colour(stroke),
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=width,
                StrokeJoin=skia.Paint.kRound_Join,
            )
            if dash:
                pen.setPathEffect(skia.DashPathEffect.Make([float(length) for length in dash], 0))
            self.canvas.drawPath(path, pen)


def _path(outline: Outline) -> Any:
    import skia

    path = skia.Path()
    add = {"M": path.moveTo, "L": path.lineTo, "C": path.cubicTo}
    for letter, *numbers in outline:
        if letter == "Z":
            path.close()
        else:
            add[letter](*map(float, numbers))
    return path


def _letters(mark: Text, face: Any) -> Any:
    """A line's glyphs as one path, from its origin; outlines are taken large and made small, unhinted."""
    import skia

    font = skia.Font(face, 1000)
    font.setHinting(skia.FontHinting.kNone)
    font.setSubpixel(True)
    scale = mark.size / 1000
    whole = skia.Path()
    for glyph, x, y in mark.glyphs:
        outline = font.getPath(glyph)
        if outline is not None:
            whole.addPath(outline, skia.Matrix([scale, 0, x, 0, scale, y, 0, 0, 1]))
    return whole


def _colour(words: str) -> int:
    """`#rgb` or `#rrggbb` as skia counts colours."""
    digits = words.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return 0xFF000000 | int(digits, 16)
