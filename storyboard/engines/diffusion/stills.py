"""Still moves: a camera performs its move on the keyframe alone, without any video model or torch.

A picture has no more to show than it has, so a move crops: a push in begins with the whole keyframe, a pull
out ends with it, a pan and its like glide over a picture that is a little larger than the frame. Moves that
travel (push, truck, pedestal, crane) have some parallax by a guessed depth: what is low or in the
middle of the picture is nearer than its upper edges. Turns and zooms have none, as in a real camera.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from storyboard.engines.diffusion.mesh import Floats, bent, corners, fitted

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

SPEEDS = {"slow": 0.6, "normal": 1.0, "fast": 1.5}
_LARGER = 1.5
"""A keyframe that is so many times larger than the clip is sampled twice a pixel, for its detail."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Which part of a picture is seen: its middle, how much larger it is shown, and how it is turned.

    `x` and `y` run from -1 to 1 (the picture's edges). What is far is shown `far` times as large as in the
    whole picture, what is near `near` times; near things move `depth` (a share) more than far ones when the
    camera travels. `roll` is in radians, the camera's own clockwise; a turned picture is enlarged, just
    enough for no corner of the frame to leave it.
    """

    x: float = 0.0
    y: float = 0.0
    far: float = 1.0
    near: float = 1.0
    roll: float = 0.0
    depth: float = 0.0


Move: TypeAlias = Callable[[float, float], Pose]
"""From how much of it is done (0 to 1, eased) and its strength, to what is seen."""


def moved(
    keyframe: Rgb,
    size: tuple[int, int],
    frames: int,
    rate: Fraction,
    move: str = "static",
    speed: str = "normal",
    seed: int = 0,
) -> Iterator[Rgb]:
    """The `frames` pictures of a move over a keyframe that is first fitted to `size` (cropped).

    Only a hand-held camera takes its `seed` and the `rate` into account: it sways in seconds.
    """
    height, width = keyframe.shape[:2]
    detail = 2 if min(width / size[0], height / size[1]) >= _LARGER else 1
    picture = fitted(keyframe, (size[0] * detail, size[1] * detail))
    for number in range(frames):
        phase = number / (frames - 1) if frames > 1 else 0.0
        pose = pose_at(move, speed, phase, float(number / rate), seed)
        yield seen(picture, pose, size, detail)


def pose_at(move: str, speed: str, phase: float, time: float, seed: int) -> Pose:
    """What is seen at `phase` (0 to 1) of a move, `time` seconds after it began."""
    strength = SPEEDS.get(speed, 1.0)
    if move == "handheld":
        return _handheld(time, strength, seed)
    perform = _MOVES.get(move)
    return perform(eased(phase), strength) if perform else Pose()


def eased(phase: float) -> float:
    """Ease in and out with no jolt at either end (Perlin's smootherstep, 2002)."""
    share = min(max(phase, 0.0), 1.0)
    return share * share * share * (share * (share * 6 - 15) + 10)


def seen(picture: Rgb, pose: Pose, size: tuple[int, int], detail: int = 1) -> Rgb:
    """The part of a picture that a pose shows, at `size`; the picture is `detail` times as large."""
    if pose == Pose() and detail == 1:
        return picture
    across, down = looked_at(pose, size[0] / size[1])
    return bent(picture, across, down, size, detail)


def looked_at(pose: Pose, aspect: float) -> tuple[Floats, Floats]:
    """Where in the picture (-1 to 1) each corner of the mesh looks."""
    across, down = corners()
    near = nearness(across, down)
    filling = math.cos(pose.roll) + max(aspect, 1 / aspect) * math.sin(abs(pose.roll))
    scale = (pose.far + (pose.near - pose.far) * near) * filling
    cosine, sine = math.cos(pose.roll), math.sin(pose.roll)
    turned = (across * cosine - down * sine / aspect) / scale
    upright = (across * sine * aspect + down * cosine) / scale
    travel = 1 + pose.depth * (near - 0.5)
    return turned + pose.x * travel, upright + pose.y * travel


def nearness(across: Floats, down: Floats) -> Floats:
    """A guess at how near what stands at a place of the picture is: 0 (the background) to 1."""
    ground = (down + 1) / 2
    subject = np.exp(-2 * (across**2 + down**2))
    return np.asarray(0.5 * ground * ground * (3 - 2 * ground) + 0.5 * subject)


def _room(scale: float, depth: float = 0.0) -> float:
    """How far a view that is enlarged so much can go from the middle without leaving the picture."""
    return (1 - 1 / scale) / (1 + depth / 2)


def _glide(right: int, down: int, reach: float, depth: float = 0.0) -> Move:
    """From one end of the picture to the other, as far as the enlargement leaves room."""

    def glide(share: float, strength: float) -> Pose:
        scale = 1 + reach * strength
        travel = _room(scale, depth) * (2 * share - 1)
        return Pose(right * travel, down * travel, scale, scale, depth=depth)

    return glide


def _push(share: float, strength: float) -> Pose:
    """Whoever walks towards things sees the near ones grow more."""
    return Pose(far=1 + 0.2 * strength * share, near=1 + 0.42 * strength * share)


def _zoom(share: float, strength: float) -> Pose:
    scale = (1 + 0.35 * strength) ** share
    return Pose(far=scale, near=scale)


def _dolly_zoom(share: float, strength: float) -> Pose:
    """The subject keeps its size, the background changes its own (Hitchcock's Vertigo, 1958)."""
    near = 1 + 0.25 * strength
    return Pose(far=near - 0.22 * strength * (2 * share - 1), near=near)


def _crane(side: int) -> Move:
    """Higher than a pedestal, and with its eye on the middle, which comes a little nearer."""
    rise = _glide(0, -side, 0.34, depth=0.5)

    def crane(share: float, strength: float) -> Pose:
        pose = rise(share, strength)
        return replace(pose, near=pose.near * (1 + 0.08 * strength * share))

    return crane


def _roll(side: int) -> Move:
    return lambda share, strength: Pose(roll=side * math.radians(8) * strength * share)


def _handheld(time: float, strength: float, seed: int) -> Pose:
    """A shoulder that breathes: a few slow waves, none in step with another."""
    chance = random.Random(seed)
    sideways, upright, turn = (_wave(chance, time) for _ in range(3))
    scale = 1 + 0.05 * strength
    room = _room(scale)
    return Pose(sideways * room, upright * room, scale, scale, math.radians(0.5) * strength * turn)


def _wave(chance: random.Random, time: float) -> float:
    """Between -1 and 1."""
    parts = [
        (chance.uniform(0.25, 0.6), 0.62),
        (chance.uniform(0.8, 1.4), 0.28),
        (chance.uniform(2.0, 3.1), 0.1),
    ]
    return sum(weight * math.sin(2 * math.pi * (pace * time + chance.random())) for pace, weight in parts)


def _backwards(move: Move) -> Move:
    return lambda share, strength: move(1 - share, strength)


_MOVES: dict[str, Move] = {
    "pan left": _glide(-1, 0, 0.3),
    "pan right": _glide(1, 0, 0.3),
    "tilt up": _glide(0, -1, 0.3),
    "tilt down": _glide(0, 1, 0.3),
    "truck left": _glide(-1, 0, 0.22, depth=0.6),
    "truck right": _glide(1, 0, 0.22, depth=0.6),
    "pedestal up": _glide(0, -1, 0.22, depth=0.4),
    "pedestal down": _glide(0, 1, 0.22, depth=0.4),
    "crane up": _crane(1),
    "crane down": _crane(-1),
    "push in": _push,
    "pull out": _backwards(_push),
    "zoom in": _zoom,
    "zoom out": _backwards(_zoom),
    "roll left": _roll(-1),
    "roll right": _roll(1),
    "dolly zoom": _dolly_zoom,
}
