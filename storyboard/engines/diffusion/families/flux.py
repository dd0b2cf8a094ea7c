"""FLUX.1 (dev and schnell): a transformer, CLIP for the gist and T5 for the words."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark, vae_scale


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    shaped = replace(family, multiple=vae_scale(configs) * 2, area=(128 * vae_scale(configs)) ** 2)
    if configs.get("transformer", {}).get("guidance_embeds") is not False:
        return shaped
    title = f"{family.title} (schnell)"
    return replace(shaped.without("guidance"), title=title, steps=4, guidance=None, budget=256)


FAMILY = Family(
    name="flux",
    title="FLUX.1",
    pipelines=("FluxPipeline", "FluxImg2ImgPipeline", "FluxInpaintPipeline"),
    ops=("keyframe",),
    area=1024 * 1024,
    multiple=16,
    steps=28,
    guidance=3.5,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "true_cfg_scale": "true_cfg_scale",
        "max_sequence_length": "max_sequence_length",
        "strength": "strength",
    },
    negative="true_cfg",
    budget=512,
    encoder="t5",
    lora=("transformer", "text_encoder"),
    attention=True,
    skips=True,
    text_pipeline="FluxPipeline",
    image_pipeline="FluxImg2ImgPipeline",
    inpaint_pipeline="FluxInpaintPipeline",
    models=("black-forest-labs/FLUX.1-dev", "black-forest-labs/FLUX.1-schnell"),
    notes=(
        "Guidance is an input of the network (dev) or nothing at all (schnell); a negative prompt works "
        "only with "
        "`true_cfg_scale` above 1, at twice the time.",
        "schnell: 1 to 4 steps and at most 256 tokens.",
    ),
    marks=(Mark("double_blocks.0.img_attn.norm.key_norm.scale", "FluxPipeline"),),
    refine=_refine,
)
