"""Clips by a video model: from the first frame, from the first and the last, or from words alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.mesh import fitted
from storyboard.engines.diffusion.sampling import called, dressed, family_of, opened, pixels, steps_of
from storyboard.engines.diffusion.stills import moved

if TYPE_CHECKING:
    from PIL.Image import Image

    from storyboard.engines.diffusion.families import Family
    from storyboard.engines.diffusion.sampling import Frames
    from storyboard.engines.diffusion.takes import Take
    from storyboard.engines.protocol import Tell
    from storyboard.media.picture import Rgb

    Pipeline = Any

_WINDOW, _STRIDE = 16, 4
"""Frames that a motion adapter was trained on at once, and by how many its windows move on (FreeNoise)."""


def filmed(take: Take, tell: Tell) -> Iterator[Rgb]:
    """A take's new frames, as the model makes them from its keyframe, both its ends, or its words."""
    family = family_of(take)
    _check_chain(take, family)
    asked = asked_of(take, family)
    pipe, given = _prepared(take, family, asked)
    yield from sampled(pipe, take, given, asked, tell)


def asked_of(take: Take, family: Family) -> int:
    """The smallest number of frames that the family can make and that is enough.

    A loop is asked for one frame more: its last is its first over again, and is dropped.
    """
    step, offset = family.frames
    return -(-(take.frames + take.loops - offset) // step) * step + offset


def sampled(pipe: Pipeline, take: Take, given: Mapping[str, object], asked: int, tell: Tell) -> Iterator[Rgb]:
    """Call a video pipeline that should make `asked` frames; as many as the take needs are given out.

    Raises EngineError where another number came back. A segment has a seed of its own.
    """
    order = ordered(take, family_of(take), asked)
    steps, done = steps_of(take) * order.rounds, 0

    def told(_: int) -> None:
        nonlocal done
        done = min(done + 1, steps)
        tell(take.start + done * (take.frames - 1) // steps)
        tell(f"step {done} of {steps}")

    with dressed(pipe, take), _windowed(pipe, asked):
        told_of = {"num_frames": order.told, **given}
        frames = pixels(called(pipe, take, told_of, take.seed + take.start, told).frames[0])
    yield from _wanted(take, frames, asked, order)[: take.frames]


@dataclass(frozen=True, slots=True)
class Order:
    """What a pipeline is told of frames, how many it makes of it, and how often it takes all its steps."""

    told: int
    made: int
    rounds: int = 1


def ordered(take: Take, family: Family, asked: int) -> Order:
    """The order that brings at least `asked` frames; what counts windows gets as few as will do."""
    if not family.window:
        return Order(asked + family.lost, asked)
    latents = int(take.number("latent_window_size", family.window))
    windows = max(1, -(-(asked - 1) // (4 * latents)))
    return Order(windows * (4 * latents - 3), windows * 4 * latents + 1, windows)


def _wanted(take: Take, frames: Frames, asked: int, order: Order) -> Frames:
    """What is too much is cut off, or the whole played faster where its last frame counts."""
    if len(frames) != order.made:
        title = family_of(take).title
        raise EngineError(f"{title} made {len(frames)} frames where {order.made} were asked for")
    if take.last is None or asked in (1, order.made):
        return frames[:asked]
    return frames[[round(number * (len(frames) - 1) / (asked - 1)) for number in range(asked)]]


def _prepared(take: Take, family: Family, frames: int) -> tuple[Pipeline, dict[str, object]]:
    """The pipeline for what the take begins and ends with, and the keywords that say so."""
    if take.last is not None:
        return _between(take, family, frames)
    if take.first is None:
        if not family.text_to_video:
            raise EngineError(f"{family.title} makes no clip without a keyframe")
        return opened(take, family.text_to_video), {}
    image = _image(take.first, take)
    if family.image_input == "conditions":
        return opened(take, family.image_to_video), _conditions((image, 0))
    if family.image_to_video:
        return opened(take, family.image_to_video), {"image": image}
    if family.video_to_video:
        return opened(take, family.video_to_video), {"video": _travelled(take, frames)}
    raise EngineError(_no_way_on(family))


def _check_chain(take: Take, family: Family) -> None:
    """Fail before the first segment where a later one couldn't be made."""
    if "last_frame" in family.needs and take.last is None:
        way = "shorten the shot to its longest clip" if take.chained else "give the shot an `end:`"
        raise EngineError(f"{family.title} needs a frame to end with; {way}, or name another model")
    ways = family.image_input or family.video_to_video
    if take.chained and not ways:
        raise EngineError(_no_way_on(family))


def _no_way_on(family: Family) -> str:
    return (
        f"{family.title} makes clips from words alone and can't go on from a picture; shorten the shot to "
        "its longest clip, or name an image-to-video model"
    )


def _between(take: Take, family: Family, frames: int) -> tuple[Pipeline, dict[str, object]]:
    if not family.last_frame or take.first is None or take.last is None:
        raise EngineError(
            f"{family.title} can't be told a last frame; take away what the clip should end with"
        )
    pipe = opened(take, family.image_to_video)
    first, last = _image(take.first, take), _image(take.last, take)
    if family.last_frame == "last_image":
        return pipe, {"image": first, "last_image": last}
    return pipe, _conditions((first, 0), (last, frames - 1))


def _conditions(*pictures: tuple[Image, int]) -> dict[str, object]:
    """Pictures at frames, for LTX: by its `image` and `frame_index` all but the first would be lost."""
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    return {"conditions": [LTXVideoCondition(image=image, frame_index=frame) for image, frame in pictures]}


@contextmanager
def _windowed(pipe: Pipeline, frames: int) -> Iterator[None]:
    """More frames than a motion adapter can look at are made in windows that overlap."""
    if frames <= _WINDOW or not hasattr(pipe, "enable_free_noise"):
        yield
        return
    pipe.enable_free_noise(context_length=_WINDOW, context_stride=_STRIDE)
    try:
        yield
    finally:
        pipe.disable_free_noise()


def _travelled(take: Take, frames: int) -> list[Image]:
    """The keyframe under the camera's move, as a video for a model that starts from nothing else."""
    assert take.first is not None
    moving = moved(take.first, take.size, frames, take.rate, take.move, take.speed, take.seed)
    return [_image(frame, take) for frame in moving]


def _image(rgb: Rgb, take: Take) -> Image:
    from PIL import Image

    return Image.fromarray(fitted(rgb, take.size))
