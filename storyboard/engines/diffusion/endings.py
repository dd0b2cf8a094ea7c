"""Whether a model can make a clip as it is asked to: by this method, with this beginning and end."""

from __future__ import annotations

from collections.abc import Iterator

from storyboard.engines.diffusion.abilities import Method, begins_with_keyframe, own_end
from storyboard.engines.diffusion.families import Family
from storyboard.engines.diffusion.notices import error, warning
from storyboard.engines.diffusion.settings import STRENGTHS, Clip, Sampling
from storyboard.engines.protocol import END, Advice
from storyboard.plan.types import Spec


def advise(params: Clip, family: Family | None, method: Method, shot: Spec) -> Iterator[Advice]:
    """What can't be done, or is done without the model that is named."""
    if shot.get("last_prompt") and not own_end(params, family, method):
        yield warning(END, f"{_why_not(params, family, method)}, so this is not drawn")
    if family is None or method == "still":
        yield from _still(params, family)
        return
    yield from _adapter(params, family)
    yield from _method(params, family, method)
    yield from _strength(params, family, method)
    yield from _beginning(params, family, method)
    yield from _end(params, family, method, shot)


def too_few(params: Sampling, family: Family, strength: float, key: str) -> Iterator[Advice]:
    """Steps of which a strength leaves none."""
    steps = params.steps or family.steps
    if int(steps * strength) < 1:
        yield error(key, f"{steps} steps at strength {strength:g} are none; give more of either")


def _why_not(params: Clip, family: Family | None, method: Method) -> str:
    """Why a clip doesn't end as its shot says."""
    if family is None or method == "still":
        return "the camera moves over the keyframe, and reaches no other"
    if method == "warp":
        return "a warp goes on from frame to frame, and reaches no keyframe"
    if method == "drive":
        return "a driven clip ends as its video does"
    if other := next((key for key in ("end", "last_image", "loop") if getattr(params, key)), ""):
        return f"the clip ends as its `{other}` says; `clip: {{end: own}}` would end it with this"
    if not family.last_frame:
        return f"{family.title} can't be told how a clip ends"
    if params.sampling_type == "vanilla":
        return "`sampling_type: vanilla` takes no last frame"
    return "the clip doesn't begin with its keyframe"


def _still(params: Clip, family: Family | None) -> Iterator[Advice]:
    for key in ("end", "loop", "last_image", "drive"):
        if getattr(params, key) and getattr(params, key) != "own":
            yield error(key, f"a camera move over the keyframe knows no `{key}`; name another `method`")
    if family is not None and params.method is None:
        way = "`method: warp` or `walk` puts it to use"
        yield warning("model", f"{family.title} makes pictures, so the camera moves over the keyframe; {way}")


def _adapter(params: Clip, family: Family) -> Iterator[Advice]:
    if params.motion_adapter and family.name != "animatediff":
        way = "name a Stable Diffusion model"
        yield error("motion_adapter", f"{family.title} takes no motion adapter; {way}")
    elif params.motion_adapter and params.offload == "sequential":
        yield error("offload", "a motion adapter is laid into weights that wait so; write `offload: group`")
    elif params.motion_adapter and params.quantize:
        yield error("quantize", "quantized weights take no motion adapter; leave `quantize` out")


def _method(params: Clip, family: Family, method: Method) -> Iterator[Advice]:
    video = "clip" in family.ops
    if method == "video" and not video:
        way = "name a video model, or `method: warp`, `walk` or `still`"
        yield error("method", f"{family.title} makes pictures, not video; {way}")
    if method in ("warp", "walk") and video:
        yield error("method", f"{family.title} is a video model, which can't {method}; leave `method` out")
    known = family.name != "unknown" and not video
    if method == "walk" and known and "unet" not in family.lora:
        yield error("method", f"{family.title} can't walk; name a Stable Diffusion or SDXL model")
    if method in ("warp", "drive") and known and "strength" not in family.knobs:
        key = "drive" if method == "drive" else "method"
        yield error(key, f"{family.title} paints no picture over; name another model for it")
    if method == "drive" and video and not family.video_to_video:
        way = "name a picture model, or AnimateDiff, CogVideoX or Wan from text"
        yield error("drive", f"{family.title} can't follow a video; {way}")


def _strength(params: Clip, family: Family, method: Method) -> Iterator[Advice]:
    """How much is made anew of the pictures that a clip is made from, and settings of other methods."""
    if method in ("walk", "warp"):
        yield from too_few(params, family, params.strength or STRENGTHS[method], "strength")
    elif params.drive is not None:
        yield from too_few(params, family, params.drive.strength or STRENGTHS["drive"], "drive")
        if params.method is not None:
            yield error("method", "a clip with a `drive` goes after its video; leave one of the two out")
    if params.cadence is not None and method != "warp":
        yield warning("cadence", "only a warp has a `cadence`, so it does nothing; leave it out")
    if params.strength is not None and (
        method == "drive" or (method == "video" and "strength" not in family.knobs)
    ):
        way = "write it in `drive`" if method == "drive" else "leave it out"
        yield warning("strength", f"here `strength` does nothing; {way}")


def _beginning(params: Clip, family: Family, method: Method) -> Iterator[Advice]:
    if method != "video" or "clip" not in family.ops:
        return
    if params.begin == "text" and not family.text_to_video:
        yield error("begin", f"{family.title} makes no clip from words alone; leave `begin` out")
    if params.begin == "keyframe" and not family.image_input:
        yield error("begin", f"{family.title} can't begin with a keyframe; name an image-to-video model")


def _end(params: Clip, family: Family, method: Method, shot: Spec) -> Iterator[Advice]:
    asked = next((key for key in ("end", "last_image", "loop") if getattr(params, key)), "")
    if "last_frame" in family.needs and method == "video":
        yield from _endless(params, family, asked, shot)
    if not asked or (asked == "end" and params.end == "own"):
        return
    if method == "drive":
        yield error(asked, "a driven clip ends as its video does; leave it out")
    elif method == "warp":
        yield error(asked, "a warp goes on from frame to frame, and reaches no picture; leave it out")
    elif method == "video" and not family.last_frame:
        yield error(asked, f"{family.title} ignores the last frame that it is given; leave it out")
    elif method == "video" and not begins_with_keyframe(params, family):
        yield error(asked, "a clip that is told its end begins with the keyframe; take `begin: text` away")
    elif params.sampling_type == "vanilla":
        yield error(asked, "`sampling_type: vanilla` takes no last frame; leave one of them out")


def _endless(params: Clip, family: Family, asked: str, shot: Spec) -> Iterator[Advice]:
    """A model that needs a frame to end with, and a clip that has none."""
    if asked not in ("", "end") or (params.end != "next" and shot.get("last_prompt")):
        return
    if params.end != "next":
        way = "give the shot an `end:`, or write `end: next` or `last_image`"
        yield error("model", f"{family.title} needs a frame to end with; {way}")
    elif not shot.get("followed", True):
        way = "write `clip: {end: own}` and an `end:` here, or `clip: {last_image: ...}`"
        yield error("", f"{family.title} needs a frame to end with, and no shot follows; {way}")
