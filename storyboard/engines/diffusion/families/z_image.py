"""Z-Image and Z-Image-Turbo: a transformer of six billion parameters that fits 16 GB."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark, vae_scale


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    return replace(family, multiple=vae_scale(configs) * 2)


FAMILY = Family(
    name="z-image",
    title="Z-Image",
    pipelines=("ZImagePipeline", "ZImageImg2ImgPipeline", "ZImageInpaintPipeline"),
    ops=("keyframe",),
    area=1024 * 1024,
    multiple=16,
    steps=50,
    guidance=5.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "max_sequence_length": "max_sequence_length",
        "strength": "strength",
    },
    cfg_above=0.0,
    budget=512,
    encoder="t5",
    lora=("transformer",),
    attention=True,
    text_pipeline="ZImagePipeline",
    image_pipeline="ZImageImg2ImgPipeline",
    inpaint_pipeline="ZImageInpaintPipeline",
    models=("Tongyi-MAI/Z-Image-Turbo", "Tongyi-MAI/Z-Image"),
    notes=(
        "Turbo: `steps: 9`, `guidance: 0`. Guidance 0, not 1, is what turns it off, and with it the "
        "negative prompt.",
    ),
    marks=(Mark("layers.0.adaLN_modulation.0.weight", "ZImagePipeline"),),
    refine=_refine,
)
