"""The op `restore`: each frame's faces are found, restored upright and laid back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.errors import EngineError
from storyboard.engines.faces.advice import check_detector, check_weights
from storyboard.engines.faces.aligning import aligned, cut_out, laid_back
from storyboard.engines.faces.tracks import Tracks

if TYPE_CHECKING:
    from storyboard.engines.faces.aligning import Points
    from storyboard.engines.protocol import Tell
    from storyboard.media.picture import Rgb
    from storyboard.plan.types import Spec

    Find = Callable[[Rgb], list[Points]]
    Restore = Callable[[Rgb], Rgb]

SMALLEST, CONFIDENCE = 48, 0.9
"""How wide a face is at least, in pixels, and how sure the detector has to be, where nobody says."""


def restore(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write the clip with its faces restored; around them no pixel changes.

    `tell` hears how many frames are done.
    """
    from storyboard.media.video import VideoWriter, read_frames

    params = cast("dict[str, str | int]", spec["params"])
    find, mend = _detector(params, inputs), _restorer(params, inputs)
    strength = float(Fraction(str(params.get("strength", 1))))
    width, height = cast("list[int]", spec["size"])
    rate, frames = Fraction(cast(str, spec["rate"])), cast(int, spec["frames"])
    tracks = Tracks()
    with VideoWriter(out / "video.mkv", (width, height), rate) as video:
        for done, rgb in enumerate(read_frames(inputs["clip"], 0, frames), 1):
            for points in tracks.steadied(find(rgb)):
                alignment = aligned(points)
                rgb = laid_back(rgb, mend(cut_out(rgb, alignment)), alignment, strength)
            video.write(rgb)
            tell(done)


def _detector(params: Mapping[str, str | int], inputs: Mapping[str, Path]) -> Find:
    """What finds the landmarks of a frame's faces."""
    folder = inputs[f"file/{params['detector']}"]
    check_detector(folder)
    from storyboard.engines.networks import spandrel_nets

    if fault := spandrel_nets.missing():
        raise EngineError(fault)
    from storyboard.engines.networks.mtcnn import mtcnn

    network = mtcnn(folder)
    smallest = int(params.get("smallest", SMALLEST))
    confidence = float(Fraction(str(params.get("confidence", CONFIDENCE))))
    return lambda rgb: [face.points for face in network.faces(rgb, smallest, confidence)]


def _restorer(params: Mapping[str, str | int], inputs: Mapping[str, Path]) -> Restore:
    """What makes an aligned face a better one."""
    from storyboard.engines.networks.spandrel_nets import spandrel_net

    weights = inputs[f"file/{params['weights']}"]
    check_weights(weights)
    network = spandrel_net(weights, cast("str | None", params.get("dtype")))
    if network.purpose != "FaceSR":
        raise EngineError(f"{weights.name} restores no faces; name GFPGAN, RestoreFormer or CodeFormer")

    def mend(face: Rgb) -> Rgb:
        import numpy as np
        from PIL import Image

        made = network(face.astype(np.float32) / np.float32(255)).clip(0, 1)
        picture = Image.fromarray(np.rint(made * 255).astype(np.uint8))
        return np.asarray(picture.resize(face.shape[1::-1], Image.Resampling.LANCZOS))

    return mend
