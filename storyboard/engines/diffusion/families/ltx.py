"""LTX-Video 0.9.x: fast, and from 0.9.5 with any frames given as conditions."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, Mark

_CONDITIONS = "LTXConditionPipeline"


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    if pipeline == _CONDITIONS:
        return family
    return replace(
        family.without("image_cond_noise_scale"),
        title=f"{family.title} before 0.9.5",
        text_to_video="LTXPipeline",
        image_to_video="LTXImageToVideoPipeline",
        video_to_video="",
        image_input="image",
        last_frame="",
        budget=128,
    )


FAMILY = Family(
    name="ltx",
    title="LTX-Video",
    pipelines=(_CONDITIONS, "LTXPipeline", "LTXImageToVideoPipeline"),
    ops=("clip",),
    area=704 * 512,
    multiple=32,
    steps=50,
    guidance=3.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "guidance_rescale": "guidance_rescale",
        "fps": "frame_rate",
        "decode_timestep": "decode_timestep",
        "decode_noise_scale": "decode_noise_scale",
        "image_cond_noise_scale": "image_cond_noise_scale",
        "max_sequence_length": "max_sequence_length",
    },
    budget=256,
    encoder="t5",
    lora=("transformer",),
    attention=True,
    skips=True,
    text_to_video=_CONDITIONS,
    image_to_video=_CONDITIONS,
    video_to_video=_CONDITIONS,
    image_input="conditions",
    last_frame="conditions",
    frames=(8, 1),
    longest=161,
    shortest=9,
    fps=25,
    rate_input="frame_rate",
    vram={"bfloat16, offload: group": 10},
    models=("Lightricks/LTX-Video-0.9.7-dev", "Lightricks/LTX-Video-0.9.5", "Lightricks/LTX-Video"),
    notes=(
        "8k + 1 frames; any other number is rounded down without a word (24 become 17).",
        "Sides in multiples of 32. `fps` is an input that changes the motion.",
        "A last frame is a condition, from 0.9.5 on; earlier checkpoints begin with the keyframe and end "
        "anywhere.",
        "Distilled checkpoints: `guidance: 1`, 4 to 10 steps; a negative prompt then does nothing.",
    ),
    marks=(
        Mark("vae.decoder.last_time_embedder.timestep_embedder.linear_1.weight", _CONDITIONS),
        Mark("patchify_proj.weight", "LTXPipeline"),
    ),
    refine=_refine,
)
