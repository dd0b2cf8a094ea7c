"""The op `upscale`: a network's scale first, where weights are given, then the filter to the exact size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.errors import EngineError
from storyboard.engines.protocol import Tell
from storyboard.engines.scaling.lanczos import resized
from storyboard.engines.tiles import TILE, enlarged
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb


def upscale(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write the clip's frames at the spec's size, one at a time."""
    from storyboard.media.video import VideoWriter, read_frames

    params = cast("dict[str, str]", spec["params"])
    method, fit = params.get("method", "lanczos"), params.get("fit", "crop")
    if method != "lanczos":
        raise EngineError(f'scaling can\'t upscale by "{method}"; it knows "lanczos"')
    if fit not in ("crop", "pad"):
        raise EngineError(f'a clip fits a frame by "crop" or "pad", not by "{fit}"')
    width, height = cast("list[int]", spec["size"])
    rate, frames = Fraction(cast(str, spec["rate"])), cast(int, spec["frames"])
    enlarge = _network(spec, inputs)
    with VideoWriter(out / "video.mkv", (width, height), rate) as video:
        for done, rgb in enumerate(read_frames(inputs["clip"], 0, frames), 1):
            video.write(resized(enlarge(rgb), (width, height), fit))
            tell(done)


def _network(spec: Spec, inputs: Mapping[str, Path]) -> Callable[[Rgb], Rgb]:
    """What enlarges a frame by the scale of the weights; without weights it leaves it alone."""
    params = cast("dict[str, str | int]", spec["params"])
    digest = params.get("weights")
    if digest is None:
        return lambda rgb: rgb
    from storyboard.engines.scaling.weights import enlarger

    network = enlarger(inputs[f"file/{digest}"], cast("str | None", params.get("dtype")))
    tile = cast(int, params.get("tile", TILE))
    return lambda rgb: enlarged(network, rgb, tile)
