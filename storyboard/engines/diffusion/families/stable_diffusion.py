"""Stable Diffusion 1.x and 2.x: a UNet and one CLIP text encoder."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark, side_of

_V1 = "output_blocks.11.0.skip_connection.weight"
_V2 = "input_blocks.2.1.transformer_blocks.0.attn2.to_k.weight"


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    side = side_of(configs, "unet", 512)
    return replace(family, area=side * side)


FAMILY = Family(
    name="stable-diffusion",
    title="Stable Diffusion 1.x and 2.x",
    pipelines=(
        "StableDiffusionPipeline",
        "StableDiffusionImg2ImgPipeline",
        "StableDiffusionInpaintPipeline",
    ),
    ops=("keyframe",),
    area=512 * 512,
    multiple=8,
    square=True,
    steps=50,
    guidance=7.5,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "guidance_rescale": "guidance_rescale",
        "clip_skip": "clip_skip",
        "eta": "eta",
        "strength": "strength",
    },
    budget=77,
    embeddings=True,
    references=True,
    lora=("unet", "text_encoder"),
    text_pipeline="StableDiffusionPipeline",
    image_pipeline="StableDiffusionImg2ImgPipeline",
    inpaint_pipeline="StableDiffusionInpaintPipeline",
    models=("stable-diffusion-v1-5/stable-diffusion-v1-5", "stabilityai/stable-diffusion-2-1"),
    notes=(
        "Trained on squares (512 pixels, 768 for the larger 2.x): far wider frames double heads and limbs.",
        "With LCM LoRAs: `scheduler: lcm`, 4 to 8 steps, guidance 1 to 2.",
    ),
    marks=(
        Mark(_V2, "StableDiffusionPipeline", (None, 1024)),
        Mark(_V1, "StableDiffusionPipeline"),
    ),
    refine=_refine,
)
