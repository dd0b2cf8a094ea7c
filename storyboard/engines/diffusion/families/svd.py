"""Stable Video Diffusion: a picture comes alive; there is no prompt."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, number, vae_scale


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    longest = number(configs, "unet", "num_frames", 14)
    # 96 latents by 8 pixels are the usual checkpoint's nominal side; it was trained on 1024x576 all the same
    side = number(configs, "unet", "sample_size", 96) * vae_scale(configs)
    return replace(family, longest=longest, shortest=longest, area=1024 * 576 if side == 768 else side * side)


FAMILY = Family(
    name="svd",
    title="Stable Video Diffusion",
    pipelines=("StableVideoDiffusionPipeline",),
    ops=("clip",),
    area=1024 * 576,
    multiple=8,
    steps=25,
    guidance=None,
    knobs={
        "steps": "num_inference_steps",
        "fps": "fps",
        "min_guidance_scale": "min_guidance_scale",
        "max_guidance_scale": "max_guidance_scale",
        "motion_bucket_id": "motion_bucket_id",
        "noise_aug_strength": "noise_aug_strength",
        "decode_chunk_size": "decode_chunk_size",
    },
    prompt=False,
    negative="",
    budget=0,
    encoder="",
    image_to_video="StableVideoDiffusionPipeline",
    image_input="image",
    longest=25,
    shortest=14,
    fps=7,
    rate_input="fps",
    vram={"float16, offload: model, decode_chunk_size: 2": 8},
    models=(
        "stabilityai/stable-video-diffusion-img2vid-xt",
        "stabilityai/stable-video-diffusion-img2vid",
    ),
    notes=(
        "It reads no prompt and no negative prompt: the keyframe alone says what is seen, "
        "`motion_bucket_id` how much "
        "it moves (1 to 255), `noise_aug_strength` how far it may leave the keyframe.",
        "`fps` is an input that changes the motion (the network is told one less).",
        "Best at exactly the frames that it was trained on: 14, or 25 for XT.",
        "`decode_chunk_size` changes pixels: fewer frames at once need less memory and flicker more.",
    ),
    refine=_refine,
)
