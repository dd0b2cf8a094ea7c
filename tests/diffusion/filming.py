"""Makes clips with tiny video checkpoints, as a worker would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from storyboard.engines.diffusion.clips import clip
from storyboard.media.picture import write_png
from storyboard.media.video import VideoFacts, probe, read_frames
from tests.diffusion import tiny_video

Frames = np.ndarray[Any, np.dtype[np.uint8]]


class Crew:
    """Films specs in a folder; checkpoints are built in `models` when first asked for."""

    def __init__(self, models: Path, folder: Path) -> None:
        self.models, self.folder = models, folder
        self.told: list[int] = []
        self.notes: list[str] = []
        self.pictures: dict[int, Path] = {}
        self.takes = 0

    def picture(self, seed: int, size: tuple[int, int] = (80, 64)) -> Path:
        """A blurred random picture, another for each seed, not of the clip's own shape."""
        if seed in self.pictures:
            return self.pictures[seed]
        path = self.folder / f"{seed}-{size[0]}x{size[1]}.png"
        spots = np.random.default_rng(seed).integers(0, 256, (6, 6, 3), np.uint8)
        write_png(path, np.asarray(Image.fromarray(spots).resize(size, Image.Resampling.BICUBIC)))
        return path

    def film(
        self,
        model: str,
        frames: int = 9,
        key: int | None = 1,
        last: int | None = None,
        before: Path | None = None,
        segment: int | None = None,
        files: dict[str, Path] | None = None,
        shot: dict[str, Any] | None = None,
        **params: Any,
    ) -> Path:
        """The video of a clip of 64 x 64 at 8 a second; `key` and `last` are the seeds of its pictures."""
        self.takes += 1
        out = self.folder / str(self.takes)
        out.mkdir()
        words = {"prompt": "a red cat in the rain", "avoid": "night", "seed": 1}
        spec: dict[str, Any] = {
            "size": [64, 64], "rate": "8", "frames": frames,
            "params": {"model": "m0del", "steps": 2} | params,
            "shot": words | {"camera": {"move": "push in", "speed": "normal"}} | (shot or {}),
        }  # fmt: skip
        if segment is not None:
            spec["segment"] = segment
        inputs = {"file/m0del": tiny_video.saved(model, self.models)} | (files or {})
        inputs |= {"keyframe": self.picture(key)} if key is not None else {}
        inputs |= {"last": self.picture(last)} if last is not None else {}
        inputs |= {"before": before} if before is not None else {}
        self.told, self.notes = [], []
        rest = clip(spec, inputs, out, self._tell)
        if rest:
            rest()
        return out / "video.mkv"

    def _tell(self, done: int | str) -> None:
        if isinstance(done, str):
            self.notes.append(done)
        else:
            self.told.append(done)


def frames_of(path: Path) -> Frames:
    return np.stack(list(read_frames(path)))


def facts_of(path: Path) -> VideoFacts:
    return probe(path)


def apart(one: Frames, other: Frames) -> float:
    """The mean difference of two pictures or clips, in levels of 255."""
    return float(np.abs(one.astype(int) - other.astype(int)).mean())
