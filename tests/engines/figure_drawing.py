"""Figures drawn alone on magenta, and what is measured on them."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import numpy.typing as npt
import skia

from storyboard.engines.animatic.figures import Blocking, Figure, figure_for
from storyboard.engines.animatic.pens import LOOKS
from storyboard.engines.animatic.view import View

Rgb = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
SIZE, METRE, GROUND = 240, 100.0, 220
"""The side of the picture, pixels a metre, and the row on which feet stand."""


def drawn(
    description: str,
    pose: str = "stand",
    *,
    time: float = 0.6,
    phase: float = 0.5,
    facing: float = 0.8,
    look: str = "flat",
) -> Rgb:
    """A figure at 100 pixels a metre, its feet on row 220."""
    eye = (GROUND - SIZE / 2) / METRE
    view = View(SIZE, SIZE, METRE * 5.0, y=eye, time=time, phase=phase)
    return pictured(figure_for(description), Blocking(0.0, 5.0, facing, pose), view, look)


def pictured(figure: Figure, blocking: Blocking, view: View, look: str = "flat") -> Rgb:
    """A figure as a view sees it."""
    surface = skia.Surface(SIZE, SIZE)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorMAGENTA)
    pen = LOOKS[look](canvas, 1.0, lambda colour: colour)
    figure.draw(pen, view, blocking)
    return np.asarray(surface.toarray(colorType=skia.kRGBA_8888_ColorType))[:, :, :3].copy()


def digest(picture: Rgb) -> str:
    return sha256(picture.tobytes()).hexdigest()


def inked(picture: Rgb) -> Mask:
    """What the figure covers: all that is no longer magenta; the contact shadow only darkens it."""
    red, green, blue = (picture[:, :, channel].astype(int) for channel in range(3))
    return np.asarray((green > 40) | (np.abs(red - blue) > 40) | (red + blue < 120))


def shadowed(picture: Rgb) -> int:
    """How dark the ground is just before the feet, in pixels of full black: a shadow."""
    red = picture[GROUND + 2 :, :, 0].astype(float)
    return round(float((255 - red).sum() / 255))


def extent(picture: Rgb) -> tuple[float, float]:
    """Width and height in metres."""
    rows, columns = np.nonzero(inked(picture))
    return (np.ptp(columns) + 1) / METRE, (GROUND - int(rows.min())) / METRE


def overlap(one: Rgb, other: Rgb) -> float:
    """The share of two silhouettes that both cover."""
    first, second = inked(one), inked(other)
    return float((first & second).sum() / (first | second).sum())


def colour_distance(one: Rgb, other: Rgb) -> float:
    """Half the difference of two colour histograms (4 bins a channel): 0 alike, 1 nothing in common."""
    first, second = _histogram(one), _histogram(other)
    return float(np.abs(first - second).sum() / 2)


def hues_like(picture: Rgb, colour: tuple[float, float, float]) -> float:
    """The share of the figure that is some shade of a colour."""
    pixels = picture[inked(picture)].astype(float)
    pixels /= np.linalg.norm(pixels, axis=1, keepdims=True) + 1e-9
    aim = np.array(colour) / np.linalg.norm(colour)
    return float((pixels @ aim > 0.985).mean())


def moved(description: str, pose: str, **kept: float) -> float:
    """The share of the silhouette that changes between moments a quarter of a second apart, at its most."""
    pictures = [drawn(description, pose, time=0.25 * number, **kept) for number in range(4)]
    return max(1 - overlap(pictures[0], picture) for picture in pictures[1:])


def _histogram(picture: Rgb) -> npt.NDArray[np.float64]:
    pixels = picture[inked(picture)] // 64
    counts = np.bincount(pixels @ np.array([16, 4, 1]), minlength=64).astype(float)
    return np.asarray(counts / counts.sum())
