"""A clip's spec and inputs, read: what one call has to make, and from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.errors import EngineError
from storyboard.media.picture import read_png
from storyboard.media.video import probe, read_frames

if TYPE_CHECKING:
    from storyboard.base.digest import Plain
    from storyboard.media.picture import Rgb
    from storyboard.plan.types import Spec


@dataclass(frozen=True, slots=True)
class Take:
    """One rendering of a shot, or of one segment of it.

    The finished clip has `total` frames: those of `before`, where there are any, and `frames` new ones of
    which the first, the clip's frame number `start`, is the last of `before` over again. `first` and `last`
    are the pictures that the new frames begin and end with, `last_prompt` is what `last` shows; `loops` says
    that the last is the first, and so not to be shown twice, `chained` that it is a segment of several.
    """

    size: tuple[int, int]
    rate: Fraction
    total: int
    start: int
    frames: int
    params: Mapping[str, Plain]
    prompt: str
    avoid: str
    last_prompt: str
    seed: int
    move: str
    speed: str
    first: Rgb | None
    last: Rgb | None
    before: Path | None
    loops: bool
    chained: bool
    cast: Sequence[Plain]
    files: Mapping[str, Path]

    def source(self, name: Plain) -> Path | str:
        """Where a file or model lies that the settings name by its digest; a hub's id stays as it is."""
        return self.files.get(f"file/{name}", str(name))

    def number(self, name: str, default: float) -> float:
        """A setting that is written as a number or a ratio ("13/2")."""
        value = self.params.get(name)
        return default if value is None else float(Fraction(str(value)))


def take_of(spec: Spec, inputs: Mapping[str, Path]) -> Take:
    """Read what is to be done; a chained segment begins with the last frame so far."""
    width, height = cast("list[int]", spec["size"])
    shot = cast("dict[str, Plain]", spec["shot"])
    params = cast("dict[str, Plain]", spec["params"])
    camera = cast("dict[str, str]", shot.get("camera") or {})
    total = cast(int, spec["frames"])
    before = inputs.get("before")
    made = probe(before).frames if before else 0
    frames = cast(int, spec.get("segment", total))
    if total != (made + frames - 1 if made else frames):
        raise EngineError(f"{made} frames and {frames} more, one of them doubled, make no clip of {total}")
    return Take(
        size=(width, height),
        rate=Fraction(cast(str, spec["rate"])),
        total=total,
        start=total - frames,
        frames=frames,
        params=params,
        prompt=cast(str, shot.get("prompt", "")),
        avoid=cast(str, shot.get("avoid", "")),
        last_prompt=cast(str, shot.get("last_prompt", "")),
        seed=cast(int, shot.get("seed", 0)),
        move=camera.get("move", "static"),
        speed=camera.get("speed", "normal"),
        first=_first(inputs, made),
        last=_last(params, inputs, (width, height)),
        before=before,
        loops=bool(params.get("loop")) and "last" in inputs,
        chained="segment" in spec,
        cast=cast("list[Plain]", shot.get("files") or []),
        files={name: path for name, path in inputs.items() if name.startswith("file/")},
    )


def _first(inputs: Mapping[str, Path], made: int) -> Rgb | None:
    if "before" in inputs:
        return next(iter(read_frames(inputs["before"], made - 1, 1)))
    return read_png(inputs["keyframe"]) if "keyframe" in inputs else None


def _last(params: Mapping[str, Plain], inputs: Mapping[str, Path], size: tuple[int, int]) -> Rgb | None:
    """The keyframe to end with, or the author's own picture, which may be of any format."""
    if params.get("last_image"):
        import numpy as np

        from storyboard.engines.diffusion.drawings import fitted

        return np.asarray(fitted(inputs[f"file/{params['last_image']}"], size))
    return read_png(inputs["last"]) if "last" in inputs else None
