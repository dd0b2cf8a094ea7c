"""Stable Diffusion 3 and 3.5: a transformer, two CLIP text encoders, and T5 where it is installed."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark, number, side_of, vae_scale


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    side = side_of(configs, "transformer", 1024)
    multiple = vae_scale(configs) * number(configs, "transformer", "patch_size", 2)
    parts = configs.get("model_index", {}).get("text_encoder_3")
    without_t5 = isinstance(parts, list) and not any(parts)
    shaped = replace(family, area=side * side, multiple=multiple)
    return replace(shaped, budget=77, encoder="clip") if without_t5 else shaped


FAMILY = Family(
    name="sd3",
    title="Stable Diffusion 3 and 3.5",
    pipelines=(
        "StableDiffusion3Pipeline",
        "StableDiffusion3Img2ImgPipeline",
        "StableDiffusion3InpaintPipeline",
    ),
    ops=("keyframe",),
    area=1024 * 1024,
    multiple=16,
    steps=28,
    guidance=7.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "clip_skip": "clip_skip",
        "max_sequence_length": "max_sequence_length",
        "strength": "strength",
    },
    budget=256,
    encoder="t5",
    lora=("transformer", "text_encoder", "text_encoder_2"),
    text_pipeline="StableDiffusion3Pipeline",
    image_pipeline="StableDiffusion3Img2ImgPipeline",
    inpaint_pipeline="StableDiffusion3InpaintPipeline",
    models=("stabilityai/stable-diffusion-3.5-medium", "stabilityai/stable-diffusion-3.5-large"),
    notes=(
        "CLIP reads the first 77 tokens of a prompt, T5 the first 256 (`max_sequence_length`, at most 512); "
        "without T5 the budget is 77.",
        "3.5 large turbo: 4 steps, guidance 0.",
    ),
    marks=(Mark("joint_blocks.0.context_block.adaLN_modulation.1.bias", "StableDiffusion3Pipeline"),),
    refine=_refine,
)
