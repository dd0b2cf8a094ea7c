"""The camera as geometry: where a point of the world falls in the frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

_NEAREST = 0.1
"""Points nearer than this, in metres, are drawn as if they were here: nothing is ever behind the lens."""


@dataclass(frozen=True, slots=True)
class View:
    """A pinhole camera at (x, y, z) metres, looking along z; x is right, y is up, the ground is y = 0.

    `focal` is in pixels; angles are radians: a positive `yaw` looks right, a positive `pitch` up. `roll` is
    for whoever turns the canvas; `project` leaves it out. `time` is seconds since the shot's first frame,
    `phase` 0 to 1 through the shot.
    """

    width: int
    height: int
    focal: float
    x: float = 0.0
    y: float = 1.6
    z: float = 0.0
    pitch: float = 0.0
    yaw: float = 0.0
    roll: float = 0.0
    time: float = 0.0
    phase: float = 0.0

    def project(self, x: float, y: float, z: float) -> tuple[float, float]:
        """A point of the world, in metres, as pixels from the frame's top left."""
        right, up, ahead = x - self.x, y - self.y, z - self.z
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        right, ahead = right * cos - ahead * sin, right * sin + ahead * cos
        cos, sin = math.cos(self.pitch), math.sin(self.pitch)
        up, ahead = up * cos - ahead * sin, up * sin + ahead * cos
        ahead = max(ahead, _NEAREST)
        return self.width / 2 + self.focal * right / ahead, self.height / 2 - self.focal * up / ahead

    def scale(self, z: float) -> float:
        """Pixels per metre at depth z."""
        return self.focal / max(z - self.z, _NEAREST)

    @property
    def horizon(self) -> float:
        """The pixel row where the ground meets the sky."""
        return self.height / 2 + self.focal * math.tan(self.pitch)
