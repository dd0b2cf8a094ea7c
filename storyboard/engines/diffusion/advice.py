"""What would fail, or waste a night: found at check time from settings, headers and a shot's words.

Nothing heavy is imported, no tensor is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import adapters, belongings, endings, room, stepping, wording
from storyboard.engines.diffusion.abilities import begins_with_keyframe, method_of, model_of
from storyboard.engines.diffusion.families import Family
from storyboard.engines.diffusion.models import ModelFacts, model_facts, offline, without_config
from storyboard.engines.diffusion.notices import error, warning
from storyboard.engines.diffusion.running import Running
from storyboard.engines.diffusion.settings import STRENGTHS, Clip, Keyframe, Sampling, Upscale
from storyboard.engines.protocol import Advice
from storyboard.plan.types import Spec

_WIDEST_SQUARE, _WIDEST = 2.0, 2.6
"""How long frames may be, as the longer side over the shorter, before square and other models suffer."""
_USUAL_BUCKETS = 255
_WHOLE = "AutoencoderKLTemporalDecoder"
"""The autoencoder of Stable Video Diffusion, which diffusers cuts into no tiles."""
_FAMILIES_OWN = frozenset({
    "guidance", "true_cfg_scale", "guidance_rescale", "eta", "clip_skip", "max_sequence_length",
    "guidance_2", "min_guidance_scale", "max_guidance_scale", "motion_bucket_id", "noise_aug_strength",
    "decode_chunk_size", "image_cond_noise_scale", "decode_timestep", "decode_noise_scale",
    "use_dynamic_cfg", "latent_window_size", "sampling_type",
})  # fmt: skip
"""Settings that only some families know."""


def advise(op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    """Every problem of these settings with this shot, drawn at `size`."""
    try:
        if isinstance(params, Keyframe):
            yield from _keyframe(params, shot, size)
        elif isinstance(params, Clip):
            yield from _clip(params, shot, size)
        elif isinstance(params, Upscale):
            yield from _upscale(params)
    except EngineError as fault:
        yield error("model", str(fault))


def _keyframe(params: Keyframe, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    model = model_facts(params.model, params.variant)
    family = model.family
    if "keyframe" not in family.ops:
        yield error(
            "model", f"{family.title} makes {family.ops[0]}s, not keyframes; name a picture model here"
        )
        return
    if family.name == "unknown":
        yield warning("model", _stranger(model))
    yield from _sketch(params, family)
    yield from _shape(params, family, size)
    if params.fit == "outpaint" and not family.inpaint_pipeline:
        yield error("fit", f"{family.title} can't paint the sides on; write `fit: crop` or `fit: pad`")
    yield from _sampling(params, model, shot)
    yield from belongings.advise(model, shot)
    yield from adapters.advise(params, model, shot)


def _sketch(params: Keyframe, family: Family) -> Iterator[Advice]:
    if params.sketch is None:
        return
    strength = params.sketch.strength
    if strength and family.name != "unknown" and "strength" not in family.knobs:
        way = "leave `strength` out"
        yield warning("sketch", f"{family.title} looks at a sketch, and leaves it as far as it likes; {way}")
    elif "strength" in family.knobs:
        yield from endings.too_few(params, family, strength or STRENGTHS["sketch"], "sketch")
    if params.guidance_rescale is not None and family.name == "stable-diffusion":
        yield warning("guidance_rescale", "with a sketch it does nothing; leave it out")


def _clip(params: Clip, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    model = model_of(params)
    method = method_of(params, model)
    faults = list(endings.advise(params, model.family if model else None, method, shot))
    yield from faults
    if model is None or method == "still" or any(severity == "error" for _, _, severity in faults):
        return
    yield from _shape(params, model.family, size)
    yield from _sampling(params, model, shot)
    if method != "video" or not begins_with_keyframe(params, model.family):
        yield from belongings.advise(model, shot)


def _upscale(params: Upscale) -> Iterator[Advice]:
    model = model_facts(params.model, params.variant)
    if "upscale" not in model.family.ops:
        named = model.family.title if model.family.name != "unknown" else model.pipeline
        yield error("model", f"{named} enlarges nothing; name a Stable Diffusion x4 upscaler")
        return
    yield from _loading(params, model)
    yield from stepping.advise(params, model)
    most = model.configs.get("model_index", {}).get("max_noise_level", 350)
    if params.noise_level is not None and params.noise_level > most:
        yield error(
            "noise_level", f"{params.noise_level} is more noise than the model knows; {most} is the most"
        )
    yield from room.advise(params, model)


def _shape(params: Sampling, family: Family, size: tuple[int, int]) -> Iterator[Advice]:
    """Frames of another shape or size than the model was trained on: heads are cropped, limbs doubled."""
    if not (isinstance(params, Keyframe) and params.fit):
        yield from _aspect(params, family, size)
    if params.area and family.rigid:
        (width, height), *_ = family.shapes
        yield warning("size", f"{family.title} makes {width}x{height} alone, so `size` does nothing")
    elif params.area and family.name != "unknown" and not family.area / 4 <= params.area <= family.area * 2:
        much = "far more" if params.area > family.area else "far fewer"
        side = round(family.area**0.5)
        yield warning("size", f"{params.size} is {much} pixels than {family.title} was trained on: {side}²")


def _aspect(params: Sampling, family: Family, size: tuple[int, int]) -> Iterator[Advice]:
    drawn, side = f"{size[0]}x{size[1]}", round(family.area**0.5)
    ratio = max(size) / min(size)
    way = "; `fit: crop` draws in a better shape" if isinstance(params, Keyframe) else ""
    if family.square and ratio > _WIDEST_SQUARE:
        trained = f"{family.title} was trained on squares of {side} pixels"
        yield warning("model", f"{trained}; at {drawn} heads are cropped and limbs doubled{way}")
    elif ratio > _WIDEST:
        yield warning("model", f"{drawn} is longer than anything {family.title} was trained on{way}")


def _config(params: Sampling, model: ModelFacts) -> Iterator[Advice]:
    if model.kind == "file" and params.config is None and offline():
        yield error("model", without_config(model.path))
    elif model.kind == "file" and params.config is None:
        yield warning(
            "model", f"the configuration of {model.path.name} comes from the hub; `config` names one of yours"
        )
    elif params.config is not None and not (Path(params.config) / "model_index.json").is_file():
        yield error("config", f"{params.config} is no model in diffusers' format: it has no model_index.json")


def _loading(params: Running, model: ModelFacts) -> Iterator[Advice]:
    """Ways of running weights that this model has not."""
    family = model.family
    known = family.name != "unknown"
    if params.attention and not family.attention and known:
        yield error("attention", f"{family.title} takes no attention backend; leave `attention` out")
    if params.first_block_cache is not None and not family.skips and known:
        yield error(
            "first_block_cache", f"{family.title} has no blocks to skip; leave `first_block_cache` out"
        )
    if params.vae_tiling and model.configs.get("vae", {}).get("_class_name") == _WHOLE:
        yield error(
            "vae_tiling", f"{family.title} can't decode in tiles; a smaller `decode_chunk_size` needs less"
        )


def _sampling(params: Sampling, model: ModelFacts, shot: Spec) -> Iterator[Advice]:
    family = model.family
    yield from _config(params, model)
    yield from _loading(params, model)
    yield from stepping.advise(params, model)
    for key in sorted(params.model_fields_set & _FAMILIES_OWN):
        if getattr(params, key) is not None and key not in family.knobs:
            yield warning(key, f"{family.title} has no `{key}`, so it does nothing; leave it out")
    bucket = getattr(params, "motion_bucket_id", None)
    if bucket is not None and not 1 <= bucket <= _USUAL_BUCKETS:
        yield warning("motion_bucket_id", f"{bucket} is beyond the 1 to 255 that it was trained on")
    yield from wording.advise(params, family, shot)
    if params.lora is not None:
        yield from (("lora", text, severity) for text, severity in belongings.lora(model, params.lora.file))
    yield from room.advise(params, model)


def _stranger(model: ModelFacts) -> str:
    name = model.pipeline or model.path.name
    return (
        f"{name} is of no family that is known here: it may make keyframes, but its sizes, the length of "
        "its prompts and what `avoid` does are guesses"
    )
