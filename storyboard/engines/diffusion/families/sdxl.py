"""Stable Diffusion XL, with its distilled kin (Turbo, Lightning) and LCM LoRAs: two CLIP text encoders.

What isn't said here is as with Stable Diffusion 1.x.
"""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families import stable_diffusion
from storyboard.engines.diffusion.families.family import Configs, Family, Mark, side_of

_LYING = (
    (2048, 512), (1984, 512), (1920, 512), (1856, 512), (1792, 576), (1728, 576), (1664, 576), (1600, 640),
    (1536, 640), (1472, 704), (1408, 704), (1344, 704), (1344, 768), (1280, 768), (1216, 832), (1152, 832),
    (1152, 896), (1088, 896), (1088, 960), (1024, 960),
)  # fmt: skip
"""Width and height of the sizes it was trained on (the SDXL report, arXiv 2307.01952, appendix I)."""
_SHAPES = ((1024, 1024), *_LYING, *((height, width) for width, height in _LYING))


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    side = side_of(configs, "unet", 1024)
    distilled = configs.get("scheduler", {}).get("timestep_spacing") == "trailing"
    shapes = tuple((_scaled(width, side), _scaled(height, side)) for width, height in _SHAPES)
    shaped = replace(family, area=side * side, shapes=shapes)
    return (
        replace(shaped, steps=4, guidance=0.0, title=f"{family.title} (distilled)") if distilled else shaped
    )


def _scaled(length: int, side: int) -> int:
    """A length of the report's for a checkpoint of another side, in multiples of 8."""
    return round(length * side / 1024 / 8) * 8


FAMILY = replace(
    stable_diffusion.FAMILY,
    name="sdxl",
    title="Stable Diffusion XL",
    pipelines=(
        "StableDiffusionXLPipeline",
        "StableDiffusionXLImg2ImgPipeline",
        "StableDiffusionXLInpaintPipeline",
    ),
    area=1024 * 1024,
    square=False,
    shapes=_SHAPES,
    guidance=5.0,
    lora=("unet", "text_encoder", "text_encoder_2"),
    text_pipeline="StableDiffusionXLPipeline",
    image_pipeline="StableDiffusionXLImg2ImgPipeline",
    inpaint_pipeline="StableDiffusionXLInpaintPipeline",
    models=("stabilityai/stable-diffusion-xl-base-1.0", "stabilityai/sdxl-turbo"),
    notes=(
        "Trained on many shapes of about a megapixel, from 1:2 to 2:1.",
        "An embedding needs vectors for both text encoders (`clip_l` and `clip_g`).",
        "Turbo: 1 to 4 steps, guidance 0, 512 pixels. Lightning: its own number of steps, guidance 0, "
        "`scheduler: euler`, `timestep_spacing: trailing`. LCM LoRA: `scheduler: lcm`, 4 to 8 steps, "
        "guidance 1 to 2.",
        "At guidance 1 or below a negative prompt does nothing.",
    ),
    marks=(
        Mark(
            "conditioner.embedders.1.model.transformer.resblocks.9.mlp.c_proj.bias",
            "StableDiffusionXLPipeline",
        ),
    ),
    refine=_refine,
)
