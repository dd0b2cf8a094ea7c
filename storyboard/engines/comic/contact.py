"""The op `contact`: takes of a shot side by side, numbered, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.engines.protocol import Tell
from storyboard.media.typesetting.blocks import TAG_FONT, TEXT_FONT, fonts_for
from storyboard.media.typesetting.letters import Canvas, Line, Type, set_words
from storyboard.plan.contact import MARGIN
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

_GROUND, _CHIP = (27, 28, 31), (70, 73, 80)
_BRIGHT, _QUIET = (240, 240, 242), (168, 171, 179)
_PICKED = (255, 196, 64)
"""Colours: a neutral ground, so that pictures look as they are, and one for the take that the film has."""
_TITLE, _LINE, _LABEL = 42, 23, 25
"""The height of the em in pixels."""
_CHIP_SIZE = 44, 36
_FRAME, _BELOW = 5, 12
"""Pixels around the picked take, and between a picture and its label."""
_FALL = 9
"""How far a label's base lies below its middle."""


def contact(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Draw the sheet as `sheet.png`; inputs are the pictures of its cells, `0001` and on."""
    from storyboard.media.picture import write_png

    width, height = cast("list[int]", spec["size"])
    canvas = Canvas((width, height), _GROUND)
    canvas.write(_set(str(spec["title"]), _TITLE, TAG_FONT), MARGIN, 54, _BRIGHT)
    canvas.write(_set(str(spec["line"]), _LINE), MARGIN, 86, _QUIET)
    paths = (inputs[name] for name in sorted(inputs))
    for cell in cast("list[dict[str, Any]]", spec["cells"]):
        _label(canvas, cell)
        for x, y, wide, high in cell["boxes"]:
            canvas.pixels[y : y + high, x : x + wide, :3] = _scaled(next(paths), (wide, high))
    write_png(out / "sheet.png", canvas.pixels[..., :3].copy())
    tell(1)


def _scaled(path: Path, size: tuple[int, int]) -> Rgb:
    import numpy as np
    from PIL import Image

    with Image.open(path, formats=["PNG", "JPEG"]) as picture:
        return np.asarray(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS))


def _label(canvas: Canvas, cell: Mapping[str, Any]) -> None:
    """Below the pictures the take's number and seed; a frame around the one that the film has."""
    left, top = cell["boxes"][0][:2]
    x, _, wide, high = cell["boxes"][-1]
    right, bottom = x + wide, top + high
    picked, seed = bool(cell["picked"]), _set(f"seed {cell['seed']}", _LABEL)
    if picked:
        frame = left - _FRAME, top - _FRAME, right - left + 2 * _FRAME, high + 2 * _FRAME
        canvas.bar(frame, 2, _PICKED, 255)
    number = _set(str(cell["number"]), _LABEL, TAG_FONT)
    chip, base = (left, bottom + _BELOW, *_CHIP_SIZE), bottom + _BELOW + _CHIP_SIZE[1] // 2 + _FALL
    canvas.bar(chip, 7, _PICKED if picked else _CHIP, 255)
    middle = left + (_CHIP_SIZE[0] - number.width) / 2
    canvas.write(number, middle, base, _GROUND if picked else _BRIGHT)
    start, here = left + _CHIP_SIZE[0] + 14, _set("in the script", _LABEL)
    canvas.write(seed, start, base, _BRIGHT)
    if picked and start + seed.width + 30 + here.width <= right:
        canvas.write(here, right - here.width, base, _PICKED)


def _set(text: str, pixels: int, font: str = TEXT_FONT) -> Line:
    return set_words(text, Type(fonts_for(font), pixels))
