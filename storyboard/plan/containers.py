"""What a film's container asks of it: nothing for MP4; a moving picture's own size and rate."""

from __future__ import annotations

from fractions import Fraction

from storyboard.base.digest import Plain
from storyboard.base.time import round_half_up
from storyboard.plan.types import Edl, Spec

SOUND: dict[str, Spec] = {
    "mp4": {"codec": "aac", "bitrate": 192_000},
    "mov": {"codec": "pcm", "container": "mov"},
    "png": {"codec": "pcm", "container": "mov"},
    "webm": {"codec": "opus", "bitrate": 160_000},
}
"""How a container stores sound; those that aren't here have none."""
CAPTIONED = frozenset({"mp4", "mov", "webm"})
"""The containers that carry captions."""
_LIMITS = {"gif": (640, 15), "webp": (960, 30)}
"""The longest side in pixels and the most frames a second of a moving picture: it has to fit a page."""


def container_spec(container: str, edl: Edl) -> Spec:
    """What a film's spec says besides its spans; a folder of pictures is unpacked from a QuickTime movie.

    A moving picture shows each `every`-th frame of the film, at the size `shown`.
    """
    if container == "mp4":
        return {}
    if container in ("mov", "png"):
        return {"container": "mov"}
    if container not in _LIMITS:
        return {"container": container}
    side, fastest = _LIMITS[container]
    scale = min(Fraction(1), Fraction(side, max(edl.size)))
    shown: list[Plain] = [max(1, round_half_up(length * scale)) for length in edl.size]
    return {"container": container, "shown": shown, "every": int(-(-edl.rate // fastest))}
