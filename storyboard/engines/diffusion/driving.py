"""A driving video: the clip moves as somebody else's video does (puppetry).

A model that has a video-to-video pipeline gets the video whole. A model that makes pictures only paints
each of its frames over, all from the same seed and so from the same noise: what doesn't move stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.mesh import fitted
from storyboard.engines.diffusion.pipelines import number
from storyboard.engines.diffusion.sampling import check_strength, dressed, family_of, opened, repainted
from storyboard.engines.diffusion.settings import STRENGTHS
from storyboard.engines.diffusion.videos import asked_of, sampled
from storyboard.media.footage import pictures_at
from storyboard.media.video import VideoError

if TYPE_CHECKING:
    from PIL.Image import Image

    from storyboard.base.digest import Plain
    from storyboard.engines.diffusion.takes import Take
    from storyboard.engines.protocol import Tell
    from storyboard.media.picture import Rgb

    Pipeline = Any


def driven(take: Take, tell: Tell) -> Iterator[Rgb]:
    """A take's new frames after its driving video, from the time on at which the take begins."""
    drive = cast("dict[str, Plain]", take.params["drive"])
    strength = STRENGTHS["drive"] if drive.get("strength") is None else number(drive["strength"])
    path = Path(take.source(drive["file"]))
    family = family_of(take)
    check_strength(take, strength)
    if family.video_to_video:
        asked = asked_of(take, family)
        pipe = opened(take, family.video_to_video)
        yield from sampled(pipe, take, _followed(pipe, _watched(path, take, asked), strength), asked, tell)
    elif "keyframe" in family.ops:
        pipe = opened(take)
        with dressed(pipe, take):
            for done, image in enumerate(_watched(path, take, take.frames), 1):
                yield repainted(pipe, take, image, strength, take.seed)
                tell(take.start + done)
    else:
        raise EngineError(
            f"{family.title} can't follow a video; name AnimateDiff, LTX, a Wan or CogVideoX text-to-video "
            "model, or a model for pictures"
        )


def _followed(pipe: Pipeline, video: list[Image], strength: float) -> dict[str, object]:
    """The keywords for a video to follow; for LTX a condition, the weaker the further it may be left."""
    if type(pipe).__name__ != "LTXConditionPipeline":
        return {"video": video, "strength": strength}
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    return {
        "conditions": [LTXVideoCondition(video=video, frame_index=0, strength=1 - strength)],
        "num_frames": len(video),
    }


def _watched(path: Path, take: Take, count: int) -> list[Image]:
    """The video's pictures at the take's times, fitted; where it ends too early, its last one stays."""
    from PIL import Image

    try:
        seen = list(pictures_at(path, [(take.start + n) / take.rate for n in range(count)]))
    except VideoError as error:
        raise EngineError(f"the driving video {error}") from error
    return [Image.fromarray(fitted(rgb, take.size)) for rgb in seen]
