"""What this engine asks of OpenCV, with types; on one thread, so that the same frames give the same bytes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

Floats: TypeAlias = npt.NDArray[np.float32]
_SMOOTHNESS = 1.0
_THINNEST = 64

Pixels = TypeVar("Pixels", npt.NDArray[np.uint8], npt.NDArray[np.float32])


@lru_cache(maxsize=4)
def grid(width: int, height: int) -> Floats:
    """Every pixel's own x and y; not to be written to."""
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    places = np.dstack([x, y])
    places.flags.writeable = False
    return places


def sampled(picture: Pixels, places: Floats) -> Pixels:
    """What a picture (or a flow) holds at `places`, between pixels too; its border goes on for ever."""
    cv2 = _opencv()
    return cast(Pixels, cv2.remap(picture, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def mixed(one: Rgb, other: Rgb, share: Floats) -> Rgb:
    """Each pixel from both pictures; `share` is the other's."""
    return cast("Rgb", _opencv().blendLinear(one, other, 1 - share, share))


def cross_faded(one: Rgb, other: Rgb, moment: float) -> Rgb:
    """The same mixture everywhere: 0 is all `one`, 1 all `other`."""
    return cast("Rgb", _opencv().addWeighted(one, 1 - moment, other, moment, 0.0))


def reduced(rgb: Rgb, longest_side: int) -> Rgb:
    """The picture halved until neither side exceeds `longest_side`; each pixel is the mean of its area.

    A picture that would become too thin to tell anything by is left larger.
    """
    height, width = rgb.shape[:2]
    factor = 1
    while max(width, height) > longest_side * factor and min(width, height) >= _THINNEST * factor * 2:
        factor *= 2
    if factor == 1:
        return rgb
    cv2 = _opencv()
    size = (-(-width // factor), -(-height // factor))
    return cast("Rgb", cv2.resize(rgb, size, interpolation=cv2.INTER_AREA))


def enlarged(layer: Floats, width: int, height: int) -> Floats:
    """A reduced layer at full size; a flow gets longer with the picture."""
    old_height, old_width = layer.shape[:2]
    if (old_width, old_height) == (width, height):
        return layer
    cv2 = _opencv()
    large = cast(Floats, cv2.resize(layer, (width, height), interpolation=cv2.INTER_LINEAR))
    if layer.ndim == 3:
        large *= np.array([width / old_width, height / old_height], np.float32)
    return large


def halved(layer: Floats) -> Floats:
    """The layer smoothed and at half size."""
    return cast(Floats, _opencv().pyrDown(layer))


def doubled(layer: Floats, width: int, height: int) -> Floats:
    """The opposite of `halved`, for the size that it came from."""
    return cast(Floats, _opencv().pyrUp(layer, dstsize=(width, height)))


def grey(rgb: Floats) -> Rgb:
    """Its brightness, in bytes."""
    cv2 = _opencv()
    return cast("Rgb", cv2.convertScaleAbs(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)))


def light(rgb: Floats) -> tuple[Floats, Floats]:
    """The mean and the spread of each channel."""
    mean, spread = _opencv().meanStdDev(rgb)
    return cast(Floats, mean.ravel().astype(np.float32)), cast(Floats, spread.ravel().astype(np.float32))


def dense_flow(one: Rgb, other: Rgb) -> Floats:
    """Where each pixel of one grey picture has gone in the other, by dense inverse search.

    It smooths the flow far less than OpenCV does by default: that pulls an edge between two flat colours
    back to where it was.
    """
    cv2 = _opencv()
    search = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    search.setFinestScale(0)
    search.setVariationalRefinementAlpha(_SMOOTHNESS)
    return cast(Floats, search.calc(one, other, None))


def _opencv() -> Any:
    """The library without its stubs, which say of every function that it may return any kind of array."""
    import cv2

    cv2.setNumThreads(1)
    return cv2
