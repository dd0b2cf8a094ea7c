"""What the engine can do for an op with a model: the plan's traits, from the model's family."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import BaseModel

from storyboard.engines.diffusion.families import Family
from storyboard.engines.diffusion.models import ModelFacts, adapted, model_facts
from storyboard.engines.diffusion.settings import Clip, Keyframe, Sampling, Upscale
from storyboard.plan.types import Traits

Method = Literal["video", "still", "warp", "walk", "drive"]

_SLOW = Fraction(8)
"""Frames a second of a clip that an image model makes one by one, where nobody says."""


def traits(revision: int, op: str, params: BaseModel) -> Traits:
    """The traits of an op with these settings; raises EngineError for a model that isn't one."""
    if isinstance(params, Keyframe):
        return _keyframe(revision, params, model_facts(params.model, params.variant).family)
    if isinstance(params, Upscale):
        return _upscale(revision, params, model_facts(params.model, params.variant).family)
    assert isinstance(params, Clip)
    model = model_of(params)
    method = method_of(params, model)
    if model is None or method == "still":
        return Traits(revision, frozenset({"camera", "seed"}), rate=params.rate)
    if method == "video":
        return _video(revision, params, model.family)
    return _frame_by_frame(revision, params, model.family, method)


def model_of(params: Clip) -> ModelFacts | None:
    """The model that makes a clip, with its motion adapter; None where only the camera moves."""
    if params.model is None:
        return None
    return adapted(model_facts(params.model, params.variant), params.motion_adapter)


def method_of(params: Clip, model: ModelFacts | None) -> Method:
    """How a clip is made: as the settings say, else as the model allows."""
    if model is None or params.method == "still":
        return "still"
    if params.drive is not None:
        return "drive"
    return params.method or ("video" if "clip" in model.family.ops else "still")


def last_of(params: Clip) -> Literal["", "next", "self"]:
    """Which keyframe a clip is asked to end with."""
    return "self" if params.loop else "next" if params.end == "next" else ""


def own_end(params: Clip, family: Family | None, method: Method) -> bool:
    """Whether a clip ends with the keyframe of the shot's own end, where it has one."""
    if family is None or params.loop or params.last_image or params.end == "next":
        return False
    if method == "walk":
        return True
    told = method == "video" and family.last_frame and begins_with_keyframe(params, family)
    return bool(told) and params.sampling_type != "vanilla"


def begins_with_keyframe(params: Clip, family: Family) -> bool:
    """Whether a video model is given the keyframe; without a way to make clips from text it always is."""
    return bool(family.image_input) and (params.begin != "text" or not family.text_input)


def reads_avoid(params: Sampling, family: Family) -> bool:
    """Whether a negative prompt does anything with these settings."""
    if family.negative == "cfg":
        guidance = params.guidance if params.guidance is not None else family.guidance
        return guidance is None or guidance > family.cfg_above
    return family.negative == "true_cfg" and (params.true_cfg_scale or 1.0) > 1


def _wants(params: Sampling, family: Family) -> frozenset[str]:
    if not family.prompt:
        return frozenset({"seed"})
    wants = {"prompt", "seed", "files"}
    return frozenset(wants | {"avoid"} if reads_avoid(params, family) else wants)


def _keyframe(revision: int, params: Keyframe, family: Family) -> Traits:
    wants = _wants(params, family) | (frozenset({"references"}) if params.ip_adapter else frozenset())
    if params.fit is None:
        return Traits(revision, wants, area=params.area or family.area, multiple=family.multiple)
    shapes = family.known_shapes if params.sides is None else (_legal(params.sides, family.multiple),)
    return Traits(revision, wants, shapes=shapes, around=params.fit != "crop")


def _legal(sides: tuple[int, int], multiple: int) -> tuple[int, int]:
    width, height = (max(1, round(side / multiple)) * multiple for side in sides)
    return width, height


def _upscale(revision: int, params: Upscale, family: Family) -> Traits:
    """An upscale's size is the film's; characters' weights are for the models that draw, not for this one."""
    guidance = params.guidance if params.guidance is not None else family.guidance
    guided = guidance is None or guidance > family.cfg_above
    return Traits(revision, frozenset({"prompt", "seed", "avoid"} if guided else {"prompt", "seed"}))


def _video(revision: int, params: Clip, family: Family) -> Traits:
    """A video model's clip; one that begins with a keyframe has its characters from there."""
    begins = begins_with_keyframe(params, family)
    last = last_of(params) if family.last_frame else ""
    step, offset = family.frames
    longest = family.longest
    if params.num_frames is not None:
        longest = min(params.num_frames, longest or params.num_frames)
        longest = max(longest, step + offset)
    if last == "self":
        # a loop's last frame is its first over again, and isn't kept
        offset, longest = (offset - 1) % step, longest and longest - 1
    return Traits(
        revision,
        _wants(params, family) - (frozenset({"files"}) if begins else frozenset()),
        rate=params.rate or (Fraction(family.fps) if family.fps else None),
        area=params.area or family.area,
        multiple=family.multiple,
        shapes=family.shapes if family.rigid else (),
        rigid=family.rigid,
        step=step,
        offset=offset,
        longest=longest,
        keyframe=begins,
        last=last,
        own_end=own_end(params, family, "video"),
    )


def _frame_by_frame(revision: int, params: Clip, family: Family, method: Method) -> Traits:
    driven = method == "drive"
    step, offset = family.frames if driven and "clip" in family.ops else (1, 0)
    rate = params.rate or (Fraction(family.fps) if family.fps else None if driven else _SLOW)
    walks = method == "walk"
    walks_on = walks and not (params.loop or params.last_image or params.end == "own")
    return Traits(
        revision,
        _wants(params, family)
        | (frozenset() if driven else {"camera"})
        | ({"last_prompt"} if walks else frozenset()),
        rate=rate,
        area=params.area or family.area,
        multiple=family.multiple,
        shapes=family.shapes if family.rigid else (),
        rigid=family.rigid,
        step=step,
        offset=offset,
        longest=family.longest if driven else None,
        keyframe=not driven,
        last="next" if walks_on else last_of(params) if walks else "",
        own_end=own_end(params, family, method),
    )
