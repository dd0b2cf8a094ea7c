"""The op `inbetween` as a worker calls it, with weights."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from storyboard.engines import motion
from storyboard.media.video import read_frames
from storyboard.plan.types import Spec
from tests.media.drawn import Rgb, write


def inbetweened(
    folder: Path, weights: Path, frames: list[Rgb], old: str = "12", new: str = "24", count: int | None = None
) -> list[Rgb]:
    """`frames` at the rate `old` as they look at the rate `new`, by RIFE; to the last frame by default."""
    clip = write(folder / "clip.mkv", frames, Fraction(old))
    count = count or int((len(frames) - 1) * Fraction(new) / Fraction(old)) + 1
    height, width = frames[0].shape[:2]
    spec: Spec = {
        "frames": count,
        "from": old,
        "to": new,
        "size": [width, height],
        "params": {"method": "rife", "weights": "d1gest"},
    }
    told: list[int] = []
    motion.OPS["inbetween"](spec, {"clip": clip, "file/d1gest": weights}, folder, told.append)
    assert told == list(range(1, count + 1))
    return list(read_frames(folder / "video.mkv"))
