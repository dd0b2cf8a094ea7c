"""Latent Consistency Models: distilled Stable Diffusion 1.x checkpoints with a pipeline of their own."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, side_of


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    side = side_of(configs, "unet", 768)
    return replace(family, area=side * side)


FAMILY = Family(
    name="lcm",
    title="Latent Consistency Models",
    pipelines=("LatentConsistencyModelPipeline", "LatentConsistencyModelImg2ImgPipeline"),
    ops=("keyframe",),
    area=768 * 768,
    multiple=8,
    square=True,
    steps=4,
    guidance=8.5,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "clip_skip": "clip_skip",
        "strength": "strength",
    },
    negative="",
    budget=77,
    embeddings=True,
    lora=("unet", "text_encoder"),
    text_pipeline="LatentConsistencyModelPipeline",
    image_pipeline="LatentConsistencyModelImg2ImgPipeline",
    models=("SimianLuo/LCM_Dreamshaper_v7",),
    notes=(
        "Its guidance is an input of the network: 8.5 costs no second pass, and no negative prompt is read.",
    ),
    refine=_refine,
)
