"""The op: which two frames of the clip an output frame lies between, and what is shown there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from storyboard.base.errors import EngineError
from storyboard.engines.protocol import Tell
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.engines.motion.flow import Motion
    from storyboard.media.picture import Rgb

_SMALLEST = 16

Between: TypeAlias = "Callable[[Fraction], Rgb]"
"""Gives the picture at a moment between two frames: more than 0, less than 1."""


def inbetween(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write frame j of the output as the clip looks at j / `to`; two frames of the clip are held at a time.

    Where that is the time of one of the clip's own frames, that frame is passed on as it is.
    """
    from storyboard.media.video import VideoWriter, read_frames

    method = _method(cast("dict[str, str]", spec["params"]), inputs)
    width, height = cast("list[int]", spec["size"])
    old, new = Fraction(cast(str, spec["from"])), Fraction(cast(str, spec["to"]))
    moments = [frame * old / new for frame in range(cast(int, spec["frames"]))]
    with VideoWriter(out / "video.mkv", (width, height), new) as video:
        for done, rgb in enumerate(at_moments(read_frames(inputs["clip"]), moments, method), 1):
            video.write(rgb)
            tell(done)


def at_moments(
    frames: Iterator[Rgb], moments: list[Fraction], method: Callable[[Rgb, Rgb], Between]
) -> Iterator[Rgb]:
    """The pictures at `moments`, which are in order and counted in frames.

    Raises EngineError where the frames end before the moments do.
    """
    number, first = 0, _next(frames, 0)
    second: Rgb | None = None
    between: Between | None = None
    for moment in moments:
        while number + 1 <= moment:
            first = second if second is not None else _next(frames, number + 1)
            number, second, between = number + 1, None, None
        if moment == number:
            yield first
            continue
        if second is None:
            second = _next(frames, number + 1)
        between = between or method(first, second)
        yield between(moment - number)


def hold(first: Rgb, second: Rgb) -> Between:
    """The nearer of two frames; halfway, the earlier."""
    return lambda moment: second if moment > Fraction(1, 2) else first


def blend(first: Rgb, second: Rgb) -> Between:
    """A cross-fade from one frame to the next."""

    from storyboard.engines.motion.pixels import cross_faded

    return lambda moment: cross_faded(first, second, float(moment))


def flow(first: Rgb, second: Rgb) -> Between:
    """What moves between two frames is moved; across a cut (or where nothing moves), the nearer is held.

    Frames too small to find a flow in, below 16 pixels a side, are cross-faded.
    """
    from storyboard.engines.motion.warp import picture_at

    if min(first.shape[:2]) < _SMALLEST:
        return blend(first, second)
    motion = _motion(first, second)
    if motion is None:
        return hold(first, second)
    return lambda moment: picture_at(first, second, motion, float(moment))


def learned(weights: Path) -> Callable[[Rgb, Rgb], Between]:
    """By a network that draws the middle of two frames; cuts, still frames and small ones as `flow` has them.

    Raises EngineError where the weights are another network's, or a library is missing.
    """
    from storyboard.engines.motion.halving import halved
    from storyboard.engines.networks.rife import rife

    middle = rife(weights).middle

    def method(first: Rgb, second: Rgb) -> Between:
        if min(first.shape[:2]) < _SMALLEST:
            return blend(first, second)
        if _motion(first, second) is None:
            return hold(first, second)
        return halved(first, second, middle)

    return method


def _motion(first: Rgb, second: Rgb) -> Motion | None:
    """How one frame moves into the next; None where nothing does, or everything is another picture."""
    import numpy as np

    from storyboard.engines.motion.flow import measured

    return None if np.array_equal(first, second) else measured(first, second)


def _method(params: Mapping[str, str], inputs: Mapping[str, Path]) -> Callable[[Rgb, Rgb], Between]:
    methods = {"flow": flow, "blend": blend, "hold": hold}
    name = params.get("method", "flow")
    if name == "rife":
        if "weights" not in params:
            raise EngineError("in-betweens by rife want `weights`; get them with: storyboard fetch rife")
        return learned(inputs[f"file/{params['weights']}"])
    if name not in methods:
        raise EngineError(f'motion can\'t make in-betweens by "{name}"; it knows {", ".join(methods)}, rife')
    return methods[name]


def _next(frames: Iterator[Rgb], number: int) -> Rgb:
    frame = next(frames, None)
    if frame is None:
        raise EngineError(f"the clip ends before its frame {number}, which an in-between needs")
    return frame
