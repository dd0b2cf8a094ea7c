"""The kinds of work there are, and what each one makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from storyboard.plan.types import Spec

Promise = Literal["picture", "video", "film", "none"]


@dataclass(frozen=True, slots=True)
class Op:
    """A kind of action. Its main artifact is the file `<role>.<ext>` in the engine's out folder.

    `promise` says how `build/work` checks it before it is kept: a picture or a lossless video of the
    spec's size, rate and frame count, an encoded film, or nothing.
    """

    name: str
    role: str
    media_type: str
    promise: Promise


OPS = {
    op.name: op
    for op in (
        Op("keyframe", "picture", "image/png", "picture"),
        Op("clip", "video", "video/x-matroska", "video"),
        Op("inbetween", "video", "video/x-matroska", "video"),
        Op("upscale", "video", "video/x-matroska", "video"),
        Op("restore", "video", "video/x-matroska", "video"),
        Op("span", "span", "video/mp4", "film"),
        Op("transition", "span", "video/mp4", "film"),
        Op("film", "film", "video/mp4", "film"),
    )
}

SUFFIXES = {"image/png": ".png", "video/x-matroska": ".mkv", "video/mp4": ".mp4", "application/json": ".json"}


def frames_of(spec: Spec) -> int:
    """How many frames an action makes: the unit of its progress and of estimates (a still counts as one)."""
    frames = spec.get("frames", 1)
    return sum(cast("list[int]", frames)) if isinstance(frames, list) else cast(int, frames)


def pixels_of(spec: Spec) -> int:
    """How many pixels each frame of an action has."""
    width, height = cast("list[int]", spec["size"])
    return width * height
