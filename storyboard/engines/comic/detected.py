"""Whom a picture shows where nobody says it: faces that a trained network finds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import EngineError
from storyboard.engines.comic.advice import missing_for_detector
from storyboard.engines.faces.advice import check_detector
from storyboard.media.stage import WHOLE, Box, Looks, Shown

if TYPE_CHECKING:
    from storyboard.engines.networks.mtcnn import Face
    from storyboard.media.picture import Rgb

_SMALLEST, _CONFIDENCE = 20, 0.9
"""How wide a face is at least, in pixels, and how sure the detector has to be."""
_PROFILE = 0.3
"""How far the nose is from between the eyes in a face that is turned, in the eyes' distance."""


def detected(folder: Path, rgb: Rgb, count: int) -> Sequence[Shown]:
    """The largest faces, at most `count`; from left to right they are the cast in its order.

    Raises EngineError where `folder` is no detector, or what runs it is missing.
    """
    check_detector(folder)
    if missing := missing_for_detector():
        raise EngineError(missing)
    from storyboard.engines.networks.mtcnn import mtcnn

    found = mtcnn(folder).faces(rgb, _SMALLEST, _CONFIDENCE)
    largest = sorted(found, key=lambda face: -face.width)[:count]
    ordered = sorted(largest, key=lambda face: float(face.box[0] + face.box[2]))
    return [shown_of(face, (rgb.shape[1], rgb.shape[0]), who) for who, face in enumerate(ordered)]


def shown_of(face: Face, size: tuple[int, int], who: int) -> Shown:
    """Somebody as a face tells: a body is about three faces wide, and hangs down from it."""
    left, top, right, bottom = (float(side) for side in face.box)
    width, height = right - left, bottom - top
    body = _box(left - width, top - 0.3 * height, right + width, bottom + 6.5 * height, size)
    mouth = face.points[3:5].mean(axis=0)
    return Shown(
        who,
        body,
        _box(left, top, right, bottom, size),
        (_share(float(mouth[0]), size[0]), _share(float(mouth[1]), size[1])),
        _looks(face),
    )


def _looks(face: Face) -> Looks:
    """Which way a face is turned: the nose goes before the eyes."""
    eyes, nose = face.points[0:2], face.points[2]
    apart = max(float(abs(eyes[1][0] - eyes[0][0])), 1.0)
    turned = float(nose[0] - eyes.mean(axis=0)[0]) / apart
    return "toward" if abs(turned) < _PROFILE else "left" if turned < 0 else "right"


def _box(left: float, top: float, right: float, bottom: float, size: tuple[int, int]) -> Box:
    x, y = _share(left, size[0]), _share(top, size[1])
    return x, y, _share(right, size[0]) - x, _share(bottom, size[1]) - y


def _share(at: float, length: int) -> int:
    return min(max(round(at / length * WHOLE), 0), WHOLE)
