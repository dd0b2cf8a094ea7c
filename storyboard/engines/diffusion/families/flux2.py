"""FLUX.2 and FLUX.2 klein: a transformer and a language model that reads the prompt."""

from __future__ import annotations

from storyboard.engines.diffusion.families.family import Family, Mark

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
    text_pipeline="",
    vram={"klein 4B, bfloat16": 16, "klein 4B, offload: model": 9, "dev, bitsandbytes_4bit": 24},
    models=("black-forest-labs/FLUX.2-klein-4B", "black-forest-labs/FLUX.2-dev"),
    notes=(
        "It takes no negative prompt.",
        "A sketch is a reference picture, which has no `strength`.",
        "Distilled klein checkpoints ignore guidance: 4 steps.",
    ),
    marks=(Mark("single_stream_modulation.lin.weight", "Flux2Pipeline"),),
)
