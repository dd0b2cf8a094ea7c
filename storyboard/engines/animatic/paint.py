"""Frames: a stage seen through a moving camera, drawn with a look's pen into RGB pixels."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import numpy as np
import skia

from storyboard.engines.animatic.dressing import PlacedThing
from storyboard.engines.animatic.figures import Blocking, Figure
from storyboard.engines.animatic.figures.places import receded
from storyboard.engines.animatic.moves import moved
from storyboard.engines.animatic.pen import Colour
from storyboard.engines.animatic.pens import LOOKS, PAPER, InkPen, look_of
from storyboard.engines.animatic.stage import set_stage
from storyboard.engines.animatic.staging import shown
from storyboard.engines.animatic.tones import Tone, lit_by, tone_of
from storyboard.engines.animatic.view import View
from storyboard.media.stage import Shown
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

_UNIT = 1 / 480
"""A line of weight 1, as a share of the frame's height."""


def keyframe(spec: Spec) -> Rgb:
    """The shot's still, height x width x 3: what its clip shows first when the camera is still."""
    painter = Painter(spec)
    return painter.frame(painter.stage.seen_at(0.0))


def keyframe_and_stage(spec: Spec) -> tuple[Rgb, Sequence[Shown]]:
    """The still, at the spec's phase of the shot, and where it shows each of the cast."""
    painter = Painter(spec)
    phase = float(Fraction(str(spec.get("phase", 0))))
    view = replace(painter.stage.seen_at(phase), phase=phase)
    canvas = skia.Surface.MakeNull(view.width, view.height).getCanvas()
    return painter.frame(view), list(shown(painter.stage, canvas, _rolled(canvas, view)))


def frames(spec: Spec) -> Iterator[Rgb]:
    """The clip, frame by frame; each array is only good until the next."""
    painter = Painter(spec)
    camera = cast("dict[str, str]", cast(Spec, spec["shot"])["camera"])
    count, rate = cast(int, spec["frames"]), Fraction(cast(str, spec["rate"]))
    seed = cast(int, cast(Spec, spec["shot"]).get("seed", 0))
    for number in range(count):
        phase, time = number / max(1, count - 1), float(number / rate)
        stage = painter.stage
        move = "static" if stage.keeps_pace else camera["move"]
        view = moved(stage.seen_at(phase), move, camera["speed"], phase, time, stage.aim, seed)
        yield painter.frame(view)


class Painter:
    """Draws one shot's frames into one buffer."""

    def __init__(self, spec: Spec) -> None:
        shot = cast(Spec, spec["shot"])
        width, height = cast("list[int]", spec["size"])
        style = str(shot.get("style", ""))
        params = cast(Spec, spec["params"])
        self.stage = set_stage(shot, (width, height))
        self._look = str(params.get("look") or look_of(style))
        self._tone = tone_of(style)
        self._pixels = np.zeros((height, width, 4), np.uint8)
        self._product = np.empty((height, width, 4), np.uint16)
        info = skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
        self._surface = skia.Surface.MakeRasterDirect(info, self._pixels)

    def frame(self, view: View) -> Rgb:
        """Draw the stage as `view` sees it."""
        canvas = self._surface.getCanvas()
        canvas.clear(_colour(PAPER))
        canvas.save()
        self._draw(canvas, _rolled(canvas, view))
        canvas.restore()
        self._surface.flushAndSubmit()
        np.multiply(self._pixels, _paper(self._look, view.width, view.height), out=self._product)
        self._pixels[:] = self._product >> 8
        return self._pixels[:, :, :3]

    def _draw(self, canvas: skia.Canvas, view: View) -> None:
        stage, light = self.stage, self.stage.scenery.light
        pen = self._pen(canvas, view, self._tone)
        stage.scenery.draw_behind(pen, view)
        lit = self._pen(canvas, view, lit_by(self._tone, light.tint, light.darkness))
        for _, shines, draw in sorted(self._pieces(view.phase), key=lambda piece: -piece[0]):
            draw(pen if shines else lit, view)
        if stage.shoulder:
            stage.shoulder.draw(pen, view, light.darkness)
        stage.scenery.draw_before(pen, view)

    def _pieces(self, phase: float) -> Iterator[tuple[float, bool, Callable[[InkPen, View], None]]]:
        for figure, blocking in self.stage.cast:
            yield (
                blocking.z + receded(blocking, phase),
                False,
                functools.partial(_draw_figure, figure, blocking),
            )
        for placed in self.stage.things:
            yield placed.at(phase), placed.shines, functools.partial(_draw_thing, placed)

    def _pen(self, canvas: skia.Canvas, view: View, tone: Tone) -> InkPen:
        return LOOKS[self._look](canvas, view.height * _UNIT, tone)


def _draw_figure(figure: Figure, blocking: Blocking, pen: InkPen, view: View) -> None:
    figure.draw(pen, view, blocking)


def _draw_thing(placed: PlacedThing, pen: InkPen, view: View) -> None:
    placed.thing.draw(pen, view, placed.x, placed.y, placed.z)


def _rolled(canvas: skia.Canvas, view: View) -> View:
    """Turn the canvas by the camera's roll, and widen the view so that no corner stays empty."""
    if not view.roll:
        return view
    turn = abs(math.sin(view.roll))
    level = abs(math.cos(view.roll))
    width = math.ceil(view.width * level + view.height * turn)
    height = math.ceil(view.height * level + view.width * turn)
    canvas.translate(view.width / 2, view.height / 2)
    canvas.rotate(math.degrees(-view.roll))
    canvas.translate(-width / 2, -height / 2)
    return replace(view, width=width, height=height)


@functools.lru_cache(maxsize=4)
def _paper(look: str, width: int, height: int) -> npt.NDArray[np.uint16]:
    """What the paper lets through of each pixel, in 256ths: its grain, and less towards the corners.

    The grain is coarse for pencil, fine for ink, hardly any for flat colour. A product of arrays is ten times
    faster than blending two shaders over the frame.
    """
    strength = {"pencil": 22, "ink": 11, "flat": 4}[look]
    tile = np.random.default_rng(11).integers(256 - strength, 257, (256, 256))
    rows, columns = np.mgrid[0:height, 0:width]
    reach = np.hypot(rows - height / 2, columns - width / 2) / (math.hypot(width, height) / 2)
    light = 1 - 0.22 * np.clip((reach - 0.6) / 0.4, 0, 1)
    grain = tile[rows % 256, columns % 256] * light
    return np.dstack([grain, grain, grain, np.full_like(grain, 256)]).round().astype(np.uint16)


def _colour(colour: Colour) -> int:
    red, green, blue = (round(min(max(channel, 0.0), 1.0) * 255) for channel in colour)
    return int(skia.Color(red, green, blue))
