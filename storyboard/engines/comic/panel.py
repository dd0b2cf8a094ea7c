"""The op `panel`: a picture, or a moment of a clip, cut to a panel's aspect around whom it shows."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.errors import EngineError
from storyboard.engines.comic.crop import Cut, crop_to, shown_in
from storyboard.media.stage import Shown, StageError, read_stage, write_stage

_QUALITY = 94
"""Of pictures in documents: at 300 dpi neither flat colours nor ink lines show that they were JPEG."""
_DPI, _SCREEN = 300, 200
"""Dots an inch of panels whose spec doesn't say how fine they are, and as many as a reader's screen has."""

if TYPE_CHECKING:
    from storyboard.engines.protocol import Tell
    from storyboard.media.picture import Rgb
    from storyboard.plan.types import Spec


def panel(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write the picture at the spec's size, copies for documents, and the stage of what is left of it.

    The input `picture` is a PNG; with a `moment` in the spec it is a clip, of which that is start, middle,
    end or the number of a frame. Whom it shows says `picture/stage`, else the face detector of the params,
    else the spec's `cast`, how many there are: then they are taken to stand side by side.
    """
    from storyboard.media.picture import write_png

    moment = cast("str | int | None", spec.get("moment"))
    rgb = _picture(inputs["picture"]) if moment is None else _moment(inputs["picture"], moment)
    shown = _shown(spec, inputs, rgb)
    width, height = cast("list[int]", spec["size"])
    cut = crop_to((rgb.shape[1], rgb.shape[0]), (width, height), shown)
    if rgb.shape[:2] == (height, width) and moment is None:
        shutil.copyfile(inputs["picture"], out / "picture.png")
    else:
        rgb = _resized(rgb, cut, (width, height))
        write_png(out / "picture.png", rgb)
    write_copies(out / "picture.png", rgb, cast(int, spec.get("dpi", _DPI)))
    write_stage(out / "stage.json", shown_in(cut, shown))
    tell(1)


def write_copies(picture: Path, rgb: Rgb, dpi: int) -> None:
    """Write what documents hold of a PNG beside it: `print` at its own size, `screen` at 200 dpi at most."""
    _write_copy(picture, "print", rgb, dpi)
    if dpi > _SCREEN:
        rgb, dpi = _coarser(rgb, Fraction(_SCREEN, dpi)), _SCREEN
    _write_copy(picture, "screen", rgb, dpi)


def _write_copy(picture: Path, name: str, rgb: Rgb, dpi: int) -> None:
    """A JPEG, or the PNG itself where that is smaller: few flat colours are, and stay exact."""
    from storyboard.media.picture import write_fine_jpeg

    jpeg = picture.with_name(f"{name}.jpg")
    write_fine_jpeg(jpeg, rgb, _QUALITY, dpi)
    if picture.stat().st_size <= jpeg.stat().st_size:
        jpeg.unlink()
        shutil.copyfile(picture, jpeg.with_suffix(".png"))


def _coarser(rgb: Rgb, share: Fraction) -> Rgb:
    import numpy as np
    from PIL import Image

    size = tuple(max(1, round(side * share)) for side in (rgb.shape[1], rgb.shape[0]))
    return np.asarray(Image.fromarray(rgb).resize(size, Image.Resampling.LANCZOS))


def _picture(path: Path) -> Rgb:
    from storyboard.media.picture import PictureError, read_png

    try:
        return read_png(path)
    except PictureError as error:
        raise EngineError(str(error)) from error


def _moment(path: Path, moment: str | int) -> Rgb:
    """One frame of a clip."""
    from storyboard.media.video import probe, read_frames

    if isinstance(moment, str):
        last = probe(path).frames - 1
        moment = {"start": 0, "middle": last // 2, "end": last}[moment]
    return next(read_frames(path, moment, 1))


def _shown(spec: Spec, inputs: Mapping[str, Path], rgb: Rgb) -> Sequence[Shown]:
    if "picture/stage" in inputs:
        try:
            return read_stage(inputs["picture/stage"])
        except StageError as error:
            raise EngineError(str(error)) from error
    count = cast(int, spec.get("cast", 0))
    detector = cast("dict[str, str]", spec.get("params", {})).get("detector")
    if detector:
        from storyboard.engines.comic.detected import detected

        found = detected(inputs[f"file/{detector}"], rgb, count)
        return found or side_by_side(count)
    return side_by_side(count)


def side_by_side(count: int) -> Sequence[Shown]:
    """Where a cast of so many is taken to stand when nothing says it: in thirds for three, and so on."""
    from storyboard.media.stage import WHOLE

    edges = [WHOLE * number // count for number in range(count + 1)] if count else []
    return [
        Shown(who, (left, WHOLE // 5, right - left, WHOLE - WHOLE // 5))
        for who, (left, right) in enumerate(pairwise(edges))
    ]


def _resized(rgb: Rgb, cut: Cut, size: tuple[int, int]) -> Rgb:
    """Cut between pixels where the aspect asks for it, so that nothing is stretched."""
    import numpy as np
    from PIL import Image

    high, wide = rgb.shape[:2]
    box = (
        float(cut.left * wide),
        float(cut.top * high),
        float((cut.left + cut.width) * wide),
        float((cut.top + cut.height) * high),
    )
    return np.asarray(Image.fromarray(rgb).resize(size, Image.Resampling.LANCZOS, box=box))
