"""Picture models that are transformers, with random weights: FLUX.1, FLUX.2 klein and Z-Image."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.diffusion.tiny_words import chat_tokenizer, clip_text, clip_tokenizer, qwen, t5_text, t5_tokenizer

torch = pytest.importorskip("torch")


def flux(place: Path, guided: bool = True) -> Path:
    """FLUX.1 dev; without guidance as an input of the network, schnell."""
    from diffusers import FlowMatchEulerDiscreteScheduler, FluxPipeline, FluxTransformer2DModel

    one, two = clip_tokenizer(), t5_tokenizer()
    torch.manual_seed(2)
    network = FluxTransformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=32, pooled_projection_dim=32, axes_dims_rope=(4, 4, 8),
        guidance_embeds=guided,
    ).eval()  # fmt: skip
    pipe = FluxPipeline(
        transformer=network, scheduler=FlowMatchEulerDiscreteScheduler(), vae=_flow_vae(4),
        text_encoder=clip_text(one), tokenizer=one, text_encoder_2=t5_text(two), tokenizer_2=two,
    )  # fmt: skip
    return _saved(pipe, place)


def flux_schnell(place: Path) -> Path:
    return flux(place, guided=False)


def flux2(place: Path) -> Path:
    """FLUX.2 klein, which reads the 9th, 18th and 27th layer of its language model."""
    from diffusers import (
        AutoencoderKLFlux2,
        FlowMatchEulerDiscreteScheduler,
        Flux2KleinPipeline,
        Flux2Transformer2DModel,
    )

    tokenizer = chat_tokenizer()
    torch.manual_seed(2)
    network = Flux2Transformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=3 * 16, timestep_guidance_channels=32,
        axes_dims_rope=(4, 4, 4, 4), guidance_embeds=False,
    ).eval()  # fmt: skip
    torch.manual_seed(1)
    coder = AutoencoderKLFlux2(
        block_out_channels=(8, 8), down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2, layers_per_block=1, latent_channels=4, norm_num_groups=4,
    ).eval()  # fmt: skip
    pipe = Flux2KleinPipeline(
        transformer=network, scheduler=FlowMatchEulerDiscreteScheduler(), vae=coder,
        text_encoder=qwen(tokenizer, layers=28, head=True), tokenizer=tokenizer,
    )  # fmt: skip
    return _saved(pipe, place)


def z_image(place: Path) -> Path:
    from diffusers import FlowMatchEulerDiscreteScheduler, ZImagePipeline, ZImageTransformer2DModel

    tokenizer = chat_tokenizer()
    torch.manual_seed(2)
    network = ZImageTransformer2DModel(
        in_channels=4, dim=32, n_layers=1, n_refiner_layers=1, n_heads=2, n_kv_heads=2, cap_feat_dim=16,
        axes_dims=[8, 4, 4], axes_lens=[1024, 32, 32],
    ).eval()  # fmt: skip
    with torch.no_grad():
        for token in (network.x_pad_token, network.cap_pad_token):
            token.normal_()  # made empty, and only filled by real weights
    pipe = ZImagePipeline(
        transformer=network, scheduler=FlowMatchEulerDiscreteScheduler(), vae=_flow_vae(4),
        text_encoder=qwen(tokenizer), tokenizer=tokenizer,
    )  # fmt: skip
    return _saved(pipe, place)


def _flow_vae(channels: int) -> Any:
    from tests.diffusion.tiny import vae

    return vae(
        channels, shift_factor=0.06, scaling_factor=1.5, use_quant_conv=False, use_post_quant_conv=False
    )


def _saved(pipe: Any, place: Path) -> Path:
    pipe.save_pretrained(place, safe_serialization=True)
    return place
