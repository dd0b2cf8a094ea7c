"""Warps, for models that make pictures only: each frame is the one before it, moved, and painted over.

The way of Deforum: the camera's move bends the last frame by one step, and the model repaints it at a low
strength with a seed of that frame's own, so that the picture goes on for as long as the shot without a video
model. Between the frames that are repainted (every `cadence`-th) the move alone goes on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.mesh import Floats, bent, corners, fitted
from storyboard.engines.diffusion.sampling import dressed, opened, repainted
from storyboard.engines.diffusion.settings import STRENGTHS
from storyboard.engines.diffusion.stills import SPEEDS, eased, nearness, pose_at

if TYPE_CHECKING:
    from storyboard.engines.diffusion.takes import Take
    from storyboard.engines.protocol import Tell
    from storyboard.media.picture import Rgb


def warped(take: Take, tell: Tell) -> Iterator[Rgb]:
    """A take's new frames; the first is its keyframe."""
    if take.first is None:
        raise EngineError("a warp needs a keyframe to begin with")
    pipe = opened(take)
    strength = take.number("strength", STRENGTHS["warp"])
    cadence = int(take.number("cadence", 1))
    frame = fitted(take.first, take.size)
    yield frame
    with dressed(pipe, take):
        for number in range(1, take.frames):
            frame = stepped(frame, take, number)
            if number % cadence == 0:
                seed = take.seed + take.start + number
                frame = repainted(pipe, take, Image.fromarray(frame), strength, seed)
            tell(take.start + number)
            yield frame


def stepped(frame: Rgb, take: Take, number: int) -> Rgb:
    """The frame before `number`, as the camera sees it one frame later; what comes in is mirrored."""
    x, y = corners()
    across, down = seen_next(take, number, x, y)
    if np.array_equal(across, x) and np.array_equal(down, y):
        return frame
    height, width = frame.shape[:2]
    margins = (height // 4, height // 4), (width // 4, width // 4), (0, 0)
    wide = np.pad(frame, margins, mode="reflect")
    return bent(wide, across * width / wide.shape[1], down * height / wide.shape[0], take.size)


def seen_next(take: Take, number: int, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Where in the frame before it the corners of frame `number` look, -1 to 1 being that frame's edges."""
    frames = max(take.frames - 1, 1)
    share = (eased(number / frames) - eased((number - 1) / frames)) * SPEEDS.get(take.speed, 1.0)
    kind, _, way = take.move.partition(" ")
    if take.move == "handheld":
        old, new = (pose_at(take.move, take.speed, 0.0, float(n / take.rate), take.seed)
                    for n in (number - 1, number))  # fmt: skip
        return x + new.x - old.x, y + new.y - old.y
    if kind == "roll":
        return _rolled(x, y, _ROLL * share * (1 if way == "right" else -1), take.size[0] / take.size[1])
    depth = _DEPTH.get(kind, 0.0) * (nearness(x, y) - 0.5)
    if way in _WAYS:
        right, lower = _WAYS[way]
        travel = _TRAVEL * share * (1 + depth)
        return x + right * travel, y + lower * travel
    growth = _GROWTH.get(take.move, 0.0) * share * (1 + depth)
    return x * np.exp(-growth), y * np.exp(-growth)


_TRAVEL = 1.0
"""How far a move slides in all, in half frames: half of what it ends with was not there when it began."""
_GROWTH = {"push in": 0.7, "zoom in": 0.6, "pull out": -0.6, "zoom out": -0.5, "dolly zoom": 0.35}
"""The logarithm of how many times larger a move shows things in the end."""
_ROLL = math.radians(20)
_DEPTH = {"truck": 0.6, "pedestal": 0.4, "crane": 0.5, "push": 0.6, "pull": 0.6, "dolly": 1.6}
"""How much more near things move than far ones, as a share."""
_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def _rolled(x: Floats, y: Floats, angle: float, aspect: float) -> tuple[Floats, Floats]:
    cosine, sine = math.cos(angle), math.sin(angle)
    return x * cosine - y * sine / aspect, x * sine * aspect + y * cosine
