"""The op `upscale` as a worker calls it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from storyboard.engines import scaling
from storyboard.media.video import read_frames
from storyboard.plan.types import Spec
from tests.media.drawn import Rgb, write


def upscaled(
    folder: Path, weights: Path | None, size: tuple[int, int], frames: list[Rgb], **more: Any
) -> list[Rgb]:
    """The frames at `size`, by the network at `weights` or by the filter alone; `more` are settings."""
    clip = write(folder / "clip.mkv", frames, Fraction(24))
    params = {"method": "lanczos", "fit": "crop"} | more
    inputs = {"clip": clip}
    if weights is not None:
        params["weights"], inputs["file/d1gest"] = "d1gest", weights
    spec: Spec = {"size": list(size), "rate": "24", "frames": len(frames), "params": params}
    out = folder / "out"
    out.mkdir(exist_ok=True)
    told: list[int] = []
    scaling.OPS["upscale"](spec, inputs, out, told.append)
    assert told == list(range(1, len(frames) + 1))
    return list(read_frames(out / "video.mkv"))
