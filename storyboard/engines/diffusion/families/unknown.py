"""Any other checkpoint: keyframes through diffusers' own guess at its pipeline, and few promises."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, side_of


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    part = "unet" if "unet" in configs else "transformer"
    side = side_of(configs, part, 1024)
    return replace(family, area=side * side, title=pipeline or family.title)


FAMILY = Family(
    name="unknown",
    title="Any other model",
    pipelines=(),
    ops=("keyframe",),
    area=1024 * 1024,
    multiple=32,
    steps=50,
    guidance=None,
    knobs={"steps": "num_inference_steps", "guidance": "guidance_scale", "strength": "strength"},
    budget=77,
    text_pipeline="AutoPipelineForText2Image",
    image_pipeline="AutoPipelineForImage2Image",
    inpaint_pipeline="AutoPipelineForInpainting",
    notes=(
        "Loaded through `AutoPipelineForText2Image`: sizes, the prompt's budget and what a negative "
        "prompt does are "
        "guesses, and it makes keyframes only.",
    ),
    refine=_refine,
)
