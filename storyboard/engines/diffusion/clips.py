"""The op `clip`: which way a clip is made, and how its frames come together in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.takes import Take, take_of
from storyboard.media.video import VideoWriter, read_frames

if TYPE_CHECKING:
    from storyboard.engines.protocol import Rest, Tell
    from storyboard.media.picture import Rgb
    from storyboard.plan.types import Spec


def clip(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest | None:
    """Make the clip's lossless video: what is there of it already, then the new frames.

    The frames of a video model come all at once: writing them is left for when the device is free again.
    """
    take, tell = take_of(spec, inputs), _rising(tell)
    new = made(take, tell)
    if not _at_once(take):
        _write(take, new, out, tell)
        return None
    ready = [next(new)]
    return lambda: _write(take, chain(ready, new), out, tell)


def _write(take: Take, new: Iterator[Rgb], out: Path, tell: Tell) -> None:
    with VideoWriter(out / "video.mkv", take.size, take.rate) as video:
        for frame in _joined(take, new):
            video.write(frame)
            tell(video.frames)
        if video.frames != take.total:
            raise EngineError(f"the model made {video.frames} frames where {take.total} were to be made")


def _joined(take: Take, new: Iterator[Rgb]) -> Iterator[Rgb]:
    """The frames before, then the new ones without the first, which is the last of those before."""
    if take.before:
        yield from read_frames(take.before)
        next(new, None)
    yield from new


def made(take: Take, tell: Tell) -> Iterator[Rgb]:
    """A take's new frames: by a driving video, a move, a walk or a warp, or by a video model."""
    if take.params.get("drive"):
        from storyboard.engines.diffusion.driving import driven

        return driven(take, tell)
    method = _method(take)
    if method == "still":
        return still(take)
    if method == "walk":
        from storyboard.engines.diffusion.walks import walked

        return walked(take, tell)
    if method == "warp":
        from storyboard.engines.diffusion.warps import warped

        return warped(take, tell)
    from storyboard.engines.diffusion.videos import filmed

    return filmed(take, tell)


def still(take: Take) -> Iterator[Rgb]:
    """The camera's move, performed on the keyframe alone."""
    from storyboard.engines.diffusion.stills import moved

    if take.first is None:
        raise EngineError("a still move needs a keyframe; make one, or name a video model")
    return moved(take.first, take.size, take.frames, take.rate, take.move, take.speed, take.seed)


def _at_once(take: Take) -> bool:
    """Whether a pipeline has all frames done before the first can be had."""
    return not take.params.get("drive") and _method(take) == "video"


def _rising(tell: Tell) -> Tell:
    """Sampling tells of frames before they are written; what was told already is not told again."""
    told = 0

    def rise(done: int | str) -> None:
        nonlocal told
        if isinstance(done, str):
            tell(done)
        elif done > told:
            told = done
            tell(done)

    return rise


def _method(take: Take) -> str:
    """What moves the picture: as set, or the model where it is a video model, else the camera alone."""
    if take.params.get("method"):
        return str(take.params["method"])
    if not take.params.get("model"):
        return "still"
    from storyboard.engines.diffusion.sampling import family_of

    return "video" if "clip" in family_of(take).ops else "still"
