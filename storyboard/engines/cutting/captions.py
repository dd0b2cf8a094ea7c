"""Captions as a track that the film carries."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import cast

from storyboard.base.errors import EngineError
from storyboard.media.timed_text import check_timed_text, write_timed_text
from storyboard.plan.types import Spec


def captions(spec: Spec, out: Path) -> None:
    """Write the cues of one language."""
    path, rate, frames = out / "captions.mp4", Fraction(cast(str, spec["rate"])), cast(int, spec["frames"])
    cues = [(start, end, text) for start, end, text in cast("list[tuple[int, int, str]]", spec["cues"])]
    width, height = cast("list[int]", spec["size"])
    language, default = cast(str, spec["language"]), cast(bool, spec["default"])
    write_timed_text(path, cues, (width, height), rate, frames, language, default)
    if fault := check_timed_text(path, rate, frames):
        raise EngineError(f"the captions came out wrong: {fault}")
