"""What leaves for other programs: whole clips with their handles, and stills to look at."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.protocol import Tell
from storyboard.media.encode import encode
from storyboard.media.mp4 import check_mp4
from storyboard.media.picture import write_jpeg
from storyboard.media.video import read_av_frames, read_frames
from storyboard.plan.types import Spec


def master(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Encode a clip from end to end, handles included, for an editing program."""
    frames, rate = cast(int, spec["frames"]), Fraction(cast(str, spec["rate"]))
    path = out / f"master.{spec['format']}"
    pictures = read_av_frames(inputs["clip"], 0, frames)
    encode(path, pictures, _size(spec), rate, cast("dict[str, Plain]", spec["encoder"]), tell)
    if fault := check_mp4(path, _size(spec), rate, frames):
        raise EngineError(f"the clip came out wrong: {fault}")


def still(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Take one frame of a clip, made small."""
    (picture,) = read_frames(inputs["clip"], cast(int, spec["frame"]), 1)
    write_jpeg(out / "still.jpg", picture, _size(spec))
    tell(1)


def _size(spec: Spec) -> tuple[int, int]:
    width, height = cast("list[int]", spec["size"])
    return width, height
