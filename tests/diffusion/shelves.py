"""Models as folders of JSON and tiny safetensors files, written by hand: nothing here needs torch."""

from __future__ import annotations

import json
import struct
from math import prod

WIDTHS = {"F32": 4, "F16": 2, "BF16": 2}


def tensors(path, shapes, dtype="F16", metadata=None, empty=False):
    """Write a safetensors file of zeros; `empty` leaves the bytes out, and keeps the header alone right."""
    header, at = {"__metadata__": metadata} if metadata else {}, 0
    for name, shape in shapes.items():
        size = prod(shape) * WIDTHS[dtype]
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + (b"" if empty else bytes(at)))
    return path


def model(folder, pipeline, index=None, weights=None, vocabulary=(), **configs):
    """Write a model in diffusers' format: its index, and each component's config and file of weights."""
    folder.mkdir(parents=True)
    parts = {name: ["diffusers", "Any"] for name in configs}
    (folder / "model_index.json").write_text(json.dumps({"_class_name": pipeline} | parts | (index or {})))
    for name, config in configs.items():
        file = "scheduler_config.json" if "scheduler" in name else "config.json"
        (folder / name).mkdir()
        (folder / name / file).write_text(json.dumps(config))
        if "scheduler" not in name:
            tensors(folder / name / "model.safetensors", {"weight": (weights or {}).get(name, (4, 4))})
    if vocabulary:
        (folder / "tokenizer").mkdir()
        words = {word: number for number, word in enumerate(vocabulary)}
        (folder / "tokenizer" / "vocab.json").write_text(json.dumps(words))
    return folder


SCALE_8 = {"block_out_channels": [128, 256, 512, 512]}
CLIP_768 = {"model_type": "clip_text_model", "hidden_size": 768}
CLIP_1280 = {"model_type": "clip_text_model", "hidden_size": 1280}


def sd(folder, **more):
    """Stable Diffusion 1.5."""
    unet = {"sample_size": 64, "cross_attention_dim": 768}
    return model(folder, "StableDiffusionPipeline", unet=unet, vae=SCALE_8, text_encoder=CLIP_768, **more)


def sdxl(folder, **more):
    """Stable Diffusion XL."""
    unet = {"sample_size": 128, "cross_attention_dim": 2048}
    return model(
        folder,
        "StableDiffusionXLPipeline",
        unet=unet,
        vae=SCALE_8,
        text_encoder=CLIP_768,
        text_encoder_2=CLIP_1280,
        **more,
    )


def svd(folder, frames=25):
    """Stable Video Diffusion."""
    return model(
        folder,
        "StableVideoDiffusionPipeline",
        unet={"sample_size": 96, "num_frames": frames},
        vae=SCALE_8 | {"_class_name": "AutoencoderKLTemporalDecoder"},
        image_encoder={"hidden_size": 1280},
    )


def wan(folder, pipeline="WanImageToVideoPipeline", **index):
    """Wan; `expand_timesteps=True` with a scale of 16 makes it TI2V-5B."""
    scale = 16 if index.get("expand_timesteps") else 8
    transformer = {"patch_size": [1, 2, 2], "num_attention_heads": 40, "attention_head_dim": 128}
    return model(folder, pipeline, index, transformer=transformer, vae={"scale_factor_spatial": scale})


def flux(folder, guided=True, **more):
    """FLUX.1 dev, or schnell."""
    transformer = {"guidance_embeds": guided, "num_attention_heads": 24, "attention_head_dim": 128}
    return model(folder, "FluxPipeline", transformer=transformer, vae=SCALE_8, **more)


def embedding(path, width, name="<mara>"):
    """A textual inversion of one vector."""
    return tensors(path, {name: (1, width)})


def unet_lora(path, width=768):
    """A LoRA as diffusers writes it for a UNet whose text is `width` wide."""
    layer = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.lora"
    return tensors(path, {f"{layer}.down.weight": (4, width), f"{layer}.up.weight": (320, 4)})


def transformer_lora(path, width=3072):
    """A LoRA as diffusers writes it for a transformer."""
    layer = "transformer.transformer_blocks.0.attn.to_q"
    return tensors(path, {f"{layer}.lora_A.weight": (4, width), f"{layer}.lora_B.weight": (width, 4)})
