"""Wan 2.1 and 2.2: from text, from a keyframe, and between two keyframes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from storyboard.engines.diffusion.families.family import Configs, Family, Mark

_TEXT, _IMAGE, _VIDEO = "WanPipeline", "WanImageToVideoPipeline", "WanVideoToVideoPipeline"


def _refine(family: Family, pipeline: str, configs: Configs) -> Family:
    index = configs.get("model_index", {})
    fitted = _shaped(family, configs)
    if index.get("boundary_ratio") is None:
        fitted = fitted.without("guidance_2")
    else:
        # diffusers' pipeline from video to video has one network
        fitted = replace(fitted, video_to_video="")
    if index.get("expand_timesteps"):
        return _both_in_one(fitted)
    if pipeline == _IMAGE:
        fitted = replace(fitted, title=f"{family.title} image to video", text_to_video="", video_to_video="")
        both = configs.get("transformer", {}).get("pos_embed_seq_len") is not None
        return replace(fitted, title=f"{family.title} FLF2V", needs=("last_frame",)) if both else fitted
    return replace(
        fitted, title=f"{family.title} text to video", image_to_video="", image_input="", last_frame=""
    )


def _both_in_one(family: Family) -> Family:
    """TI2V-5B: one checkpoint for both, at 24 frames a second, and without a last frame."""
    return replace(
        family,
        title=f"{family.title} TI2V",
        area=1280 * 704,
        longest=121,
        fps=24,
        last_frame="",
        video_to_video="",
        vram={"bfloat16": 24},
        notes=("TI2V-5B ignores `last_image` without a word: a clip of it can't end with a given frame.",),
    )


def _shaped(family: Family, configs: Configs) -> Family:
    """With the multiple that the autoencoder and the patches ask for."""
    scale = configs.get("vae", {}).get("scale_factor_spatial", 8)
    patch: Any = configs.get("transformer", {}).get("patch_size", (1, 2, 2))
    if isinstance(scale, int) and isinstance(patch, (list, tuple)) and len(patch) == 3:
        return replace(family, multiple=max(16, scale * int(patch[2])))
    return family


FAMILY = Family(
    name="wan",
    title="Wan",
    pipelines=(_IMAGE, _TEXT, _VIDEO),
    ops=("clip",),
    area=832 * 480,
    multiple=16,
    steps=50,
    guidance=5.0,
    knobs={
        "steps": "num_inference_steps",
        "guidance": "guidance_scale",
        "guidance_2": "guidance_scale_2",
        "max_sequence_length": "max_sequence_length",
        "strength": "strength",
    },
    budget=512,
    encoder="t5",
    lora=("transformer", "transformer_2"),
    attention=True,
    skips=True,
    text_to_video=_TEXT,
    image_to_video=_IMAGE,
    video_to_video=_VIDEO,
    image_input="image",
    last_frame="last_image",
    frames=(4, 1),
    longest=81,
    shortest=5,
    fps=16,
    vram={"2.1 T2V 1.3B, bfloat16": 8.2, "14B, offload: group": 13, "2.2 TI2V-5B": 24, "2.2 A14B": 80},
    models=(
        "Wan-AI/Wan2.1-I2V-14B-480P-Diffusers",
        "Wan-AI/Wan2.1-FLF2V-14B-720P-diffusers",
        "Wan-AI/Wan2.2-I2V-A14B-Diffusers",
        "Wan-AI/Wan2.2-TI2V-5B-Diffusers",
        "Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
    ),
    notes=(
        "4k + 1 frames; any other number is rounded with a warning.",
        "Wan2.2-TI2V-5B (sides in multiples of 32, 121 frames at 24 a second) ignores `last_image` "
        "without a word: "
        "`end: next` and `loop` are refused there.",
        "Wan2.1-FLF2V always wants a frame to end with, and so makes no chains.",
        "Wan 2.2 A14B has two networks: `guidance_2` is the second one's.",
        "`flow_shift` is best at 3 for small frames and 5 for large ones.",
        "Wan needs the package `ftfy`, which the extra brings.",
    ),
    marks=(
        Mark("patch_embedding.weight", _TEXT, (1536, 16)),
        Mark("patch_embedding.weight", _TEXT, (5120, 16)),
        Mark("patch_embedding.weight", _IMAGE, (5120,)),
    ),
    refine=_refine,
)
