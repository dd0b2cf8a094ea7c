"""AnimateDiff: a Stable Diffusion checkpoint with a motion adapter beside it."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, side_of


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    side = side_of(configs, "unet", 1024 if "SDXL" in pipeline else 512)
    shaped = replace(family, area=side * side)
    if "SDXL" not in pipeline:
        return shaped
    own = shaped.without("decode_chunk_size", "strength")
    return replace(
        own,
        guidance=5.0,
        knobs={**own.knobs, "guidance_rescale": "guidance_rescale"},
        text_to_video=pipeline,
        video_to_video="",
        longest=32,
        lora=(*family.lora, "text_encoder_2"),
    )


FAMILY = Family(
    name="animatediff",
    title="AnimateDiff",
    pipelines=("AnimateDiffPipeline", "AnimateDiffVideoToVideoPipeline", "AnimateDiffSDXLPipeline"),
    ops=("clip",),
    area=512 * 512,
    multiple=8,
    square=True,
    steps=50,
    guidance=7.5,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "clip_skip": "clip_skip",
        "eta": "eta",
        "decode_chunk_size": "decode_chunk_size",
        "strength": "strength",
    },
    budget=77,
    embeddings=True,
    lora=("unet", "text_encoder"),
    text_to_video="AnimateDiffPipeline",
    video_to_video="AnimateDiffVideoToVideoPipeline",
    shortest=16,
    fps=8,
    needs=("motion_adapter",),
    models=(
        "stable-diffusion-v1-5/stable-diffusion-v1-5 + guoyww/animatediff-motion-adapter-v1-5-3",
        "wangfuyun/AnimateLCM",
    ),
    notes=(
        "Name a Stable Diffusion 1.5 checkpoint as `model` and the adapter as `motion_adapter`.",
        "It begins with no keyframe: the prompt and the characters make the clip.",
        "Trained on 16 frames at a time; more are made with FreeNoise windows (16 frames, 4 apart) in "
        "one call. "
        "The SDXL adapter has no windows and stops at 32 frames.",
        "AnimateLCM: `scheduler: lcm`, 4 to 8 steps, guidance 1.5 to 2.",
    ),
    refine=_refine,
)
