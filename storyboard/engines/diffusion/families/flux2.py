"""FLUX.2 and FLUX.2 klein: a transformer and a language model that reads the prompt."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    shaped = replace(family, text_pipeline=pipeline)
    if not configs.get("model_index", {}).get("is_distilled"):
        return shaped
    title = f"{family.title} (distilled)"
    return replace(shaped.without("guidance"), title=title, steps=4, guidance=None)


FAMILY = Family(
    name="flux2",
    title="FLUX.2",
    pipelines=("Flux2Pipeline", "Flux2KleinPipeline"),
    ops=("keyframe",),
    area=1024 * 1024,
    multiple=16,
    steps=50,
    guidance=4.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "max_sequence_length": "max_sequence_length",
    },
    negative="",
    budget=512,
    encoder="t5",
    lora=("transformer",),
    attention=True,
    skips=True,
    text_pipeline="Flux2Pipeline",
    models=("black-forest-labs/FLUX.2-klein-4B", "black-forest-labs/FLUX.2-dev"),
    notes=(
        "It takes no negative prompt.",
        "A sketch is a reference picture, which has no `strength`.",
        "Distilled klein checkpoints ignore guidance: 4 steps.",
    ),
    marks=(Mark("single_stream_modulation.lin.weight", "Flux2Pipeline"),),
    refine=_refine,
)
