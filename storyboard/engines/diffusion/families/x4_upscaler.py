"""Stable Diffusion's x4 upscaler: it paints a frame four times as wide and high, led by the small one."""

from __future__ import annotations

from storyboard.engines.diffusion.families.family import Family, Mark

FAMILY = Family(
    name="x4-upscaler",
    title="Stable Diffusion x4 upscaler",
    pipelines=("StableDiffusionUpscalePipeline",),
    ops=("upscale",),
    area=512 * 512,
    multiple=8,
    square=True,
    steps=75,
    guidance=9.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "noise_level": "noise_level",
        "eta": "eta",
    },
    budget=77,
    vram={"float16, tile: 128": 6},
    models=("stabilityai/stable-diffusion-x4-upscaler",),
    notes=(
        "It invents detail. Each frame is painted from the same noise, so that what stays still stays the "
        "same; what moves may boil.",
        "Frames are painted in tiles of `tile` pixels of the small frame; it was trained on 128.",
    ),
    marks=(Mark("input_blocks.0.0.weight", "StableDiffusionUpscalePipeline", (None, 7)),),
)
