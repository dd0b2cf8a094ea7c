"""Checkpoints of real models' sizes with random weights: as slow and as large as real ones, and free."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.diffusion import tiny


@dataclass(frozen=True, slots=True)
class Size:
    """A checkpoint to measure with, and the pictures to make with it."""

    title: str
    make: Callable[[Path], Path]
    width: int
    height: int
    steps: int = 30
    dtype: str = "float32"


def sd15(place: Path) -> Path:
    """The sizes of Stable Diffusion 1.5 in half precision: 860 M parameters that draw."""
    from diffusers import DDIMScheduler, StableDiffusionPipeline

    tokenizer = tiny.clip_tokenizer()
    channels = (320, 640, 1280, 1280)
    pipe = StableDiffusionPipeline(
        unet=_unet(
            block_out_channels=channels, attention_head_dim=8, cross_attention_dim=768, sample_size=64
        ),
        vae=_vae(),
        text_encoder=_clip(tokenizer, 768, 12, 12),
        tokenizer=tokenizer,
        scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, steps_offset=1),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    return _saved(pipe, place)


def sdxl(place: Path) -> Path:
    """The sizes of SDXL in half precision: 2.6 G parameters that draw."""
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    tokenizer = tiny.clip_tokenizer()
    unet = _unet(
        block_out_channels=(320, 640, 1280),
        attention_head_dim=(5, 10, 20),
        transformer_layers_per_block=(1, 2, 10),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=2048,
        addition_embed_type="text_time",
        addition_time_embed_dim=256,
        projection_class_embeddings_input_dim=2816,
        use_linear_projection=True,
        sample_size=128,
    )
    pipe = StableDiffusionXLPipeline(
        unet=unet,
        vae=_vae(),
        text_encoder=_clip(tokenizer, 768, 12, 12),
        text_encoder_2=_clip(tokenizer, 1280, 20, 32, projected=True),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        scheduler=EulerDiscreteScheduler(),
        add_watermarker=False,
    )
    return _saved(pipe, place)


SIZES: Mapping[str, Size] = {
    "tiny": Size("a tiny SD", tiny.sd, 96, 96, steps=20),
    "sd15": Size("SD 1.5's size", sd15, 512, 512, dtype="float16"),
    "sdxl": Size("SDXL's size", sdxl, 1024, 1024, dtype="float16"),
}


def _unet(**settings: Any) -> Any:
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(**settings)


def _vae() -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(128, 256, 512, 512),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=2,
    )


def _clip(tokenizer: Any, width: int, heads: int, layers: int, projected: bool = False) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    config = CLIPTextConfig(
        vocab_size=49408,
        hidden_size=width,
        intermediate_size=width * 4,
        num_attention_heads=heads,
        num_hidden_layers=layers,
        projection_dim=1280,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config)


def _saved(pipe: Any, place: Path) -> Path:
    import torch

    pipe.to(dtype=torch.float16).save_pretrained(place, safe_serialization=True)
    return place
