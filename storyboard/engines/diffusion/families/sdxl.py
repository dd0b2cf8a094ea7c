"""Stable Diffusion XL, with its distilled kin (Turbo, Lightning) and LCM LoRAs: two CLIP text encoders."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark, side_of


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    side = side_of(configs, "unet", 1024)
    distilled = configs.get("scheduler", {}).get("timestep_spacing") == "trailing"
    shaped = replace(family, area=side * side)
    return (
        replace(shaped, steps=4, guidance=0.0, title=f"{family.title} (distilled)") if distilled else shaped
    )


FAMILY = Family(
    name="sdxl",
    title="Stable Diffusion XL",
    pipelines=(
        "StableDiffusionXLPipeline",
        "StableDiffusionXLImg2ImgPipeline",
        "StableDiffusionXLInpaintPipeline",
    ),
    ops=("keyframe",),
    area=1024 * 1024,
    multiple=8,
    square=False,
    steps=50,
    guidance=5.0,
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
