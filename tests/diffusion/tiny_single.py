"""A tiny Stable Diffusion 1.x as one file, in the layout of its first makers (LDM)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.diffusion.tiny import NOISE, unchecked, unet

torch = pytest.importorskip("torch")

LAYERS = 2
CHANNELS = (16, 16, 32, 32)
RESNET = {
    "norm1": "in_layers.0", "conv1": "in_layers.2", "time_emb_proj": "emb_layers.1", "norm2": "out_layers.0",
    "conv2": "out_layers.3", "conv_shortcut": "skip_connection",
}  # fmt: skip
ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}


def pipeline() -> Any:
    """As many blocks and layers as the real one has, which is how it is known."""
    from diffusers import DDIMScheduler, StableDiffusionPipeline

    down = ("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",)
    network = unet(
        block_out_channels=CHANNELS, layers_per_block=LAYERS, down_block_types=down,
        up_block_types=("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3,
    )  # fmt: skip
    return unchecked(StableDiffusionPipeline, network, DDIMScheduler(**NOISE))


def saved(folder: Path) -> tuple[Path, Path]:
    """The model as one file and, for its configuration and to compare, as a folder."""
    from safetensors.torch import save_file

    pipe = pipeline()
    pipe.save_pretrained(folder / "whole", safe_serialization=True)
    parts = {
        "model.diffusion_model.": {_unet(name): w for name, w in pipe.unet.state_dict().items()},
        "first_stage_model.": {_vae(name): _flat(name, w) for name, w in pipe.vae.state_dict().items()},
        "cond_stage_model.transformer.": {
            name if name.startswith("text_model.") else f"text_model.{name}": w
            for name, w in pipe.text_encoder.state_dict().items()
        },
    }
    tensors = {prefix + name: w.contiguous() for prefix, part in parts.items() for name, w in part.items()}
    save_file(tensors, folder / "single.safetensors")
    return folder / "single.safetensors", folder / "whole"


def _unet(name: str) -> str:
    for theirs, ours in (
        ("time_embedding.linear_1", "time_embed.0"),
        ("time_embedding.linear_2", "time_embed.2"),
        ("conv_in", "input_blocks.0.0"),
        ("conv_norm_out", "out.0"),
        ("conv_out", "out.2"),
    ):
        if name.startswith(theirs + "."):
            return ours + name.removeprefix(theirs)
    if match := re.match(r"mid_block\.(resnets|attentions)\.(\d)\.(.*)", name):
        kind, number, rest = match.groups()
        place = 1 if kind == "attentions" else int(number) * 2
        return f"middle_block.{place}.{_inside(kind, rest)}"
    match = re.match(r"(down|up)_blocks\.(\d)\.(\w+)\.(\d)\.(.*)", name)
    assert match, name
    way, block, kind, number, rest = match[1], int(match[2]), match[3], int(match[4]), match[5]
    if kind == "downsamplers":
        return f"input_blocks.{(LAYERS + 1) * (block + 1)}.0.op.{rest.removeprefix('conv.')}"
    if kind == "upsamplers":
        return f"output_blocks.{(LAYERS + 1) * block + LAYERS}.{1 if block == 0 else 2}.{rest}"
    first = (LAYERS + 1) * block + number + (way == "down")
    side = "input" if way == "down" else "output"
    return f"{side}_blocks.{first}.{int(kind == 'attentions')}.{_inside(kind, rest)}"


def _inside(kind: str, rest: str) -> str:
    part, _, end = rest.partition(".")
    return f"{RESNET[part]}.{end}" if kind == "resnets" else rest


def _vae(name: str) -> str:
    name = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", name)
    name = re.sub(r"mid_block\.attentions\.0", "mid.attn_1", name)
    name = re.sub(r"up_blocks\.(\d)", lambda m: f"up.{1 - int(m[1])}", name)
    name = name.replace("down_blocks.", "down.").replace(".resnets.", ".block.")
    name = name.replace("samplers.0.conv", "sample.conv").replace("conv_shortcut", "nin_shortcut")
    name = name.replace("conv_norm_out", "norm_out")
    for theirs, ours in ATTENTION.items():
        name = name.replace(f"attn_1.{theirs}.", f"attn_1.{ours}.")
    return name


def _flat(name: str, weight: Any) -> Any:
    """LDM's attention of the autoencoder has convolutions of one pixel."""
    return weight[:, :, None, None] if ".attentions." in name and weight.dim() == 2 else weight
