"""CogVideoX 1.0 and 1.5, from text or from a picture."""

from __future__ import annotations

from dataclasses import replace

from storyboard.engines.diffusion.families.family import Configs, Family, number, vae_scale


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    later = configs.get("transformer", {}).get("patch_size_t") is not None
    scale = vae_scale(configs)
    height = number(configs, "transformer", "sample_height", 60) * scale
    width = number(configs, "transformer", "sample_width", 90) * scale
    longest = max(9, (number(configs, "transformer", "sample_frames", 49) - 1) // 8 * 8 + 1)
    pictures = "ImageToVideo" in pipeline
    # positions that were learnt are there for one size alone
    rigid = configs.get("transformer", {}).get("use_learned_positional_embeddings") is True
    return replace(
        family,
        title=f"{family.title} 1.5" if later else family.title,
        area=height * width,
        shapes=((width, height),) if rigid else (),
        rigid=rigid,
        multiple=scale * 2 if later or scale != 8 else 8,
        longest=longest,
        fps=16 if later else 8,
        text_to_video="" if pictures else "CogVideoXPipeline",
        image_to_video="CogVideoXImageToVideoPipeline" if pictures else "",
        image_input="image" if pictures else "",
    )


FAMILY = Family(
    name="cogvideox",
    title="CogVideoX",
    pipelines=("CogVideoXPipeline", "CogVideoXImageToVideoPipeline", "CogVideoXVideoToVideoPipeline"),
    ops=("clip",),
    area=720 * 480,
    multiple=8,
    steps=50,
    guidance=6.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "use_dynamic_cfg": "use_dynamic_cfg",
        "eta": "eta",
        "max_sequence_length": "max_sequence_length",
        "strength": "strength",
    },
    budget=226,
    encoder="t5",
    lora=("transformer",),
    skips=True,
    text_to_video="CogVideoXPipeline",
    image_to_video="CogVideoXImageToVideoPipeline",
    video_to_video="CogVideoXVideoToVideoPipeline",
    image_input="image",
    frames=(8, 1),
    longest=49,
    shortest=9,
    fps=8,
    vram={"5b-I2V, bitsandbytes_8bit, offload: model": 16},
    models=("THUDM/CogVideoX-5b-I2V", "THUDM/CogVideoX1.5-5B-I2V", "THUDM/CogVideoX-2b"),
    notes=(
        "CogVideoX-5b-I2V (1.0) makes 720x480 and nothing else: of a film of another shape it sees the "
        "middle, and what it makes is cropped to the film's. 1.5 makes other shapes.",
        "8k + 1 frames: with any other number of 4k + 1 the decoder gives back more than it was asked for.",
        "1.0 makes 49 frames at 8 a second, 1.5 makes 81 at 16 (sides in multiples of 16).",
        "A checkpoint takes a keyframe or none, as its `model_index.json` says.",
    ),
    refine=_refine,
)
