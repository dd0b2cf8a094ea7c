"""HunyuanVideo's family with random weights: from text, from a picture, and FramePack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diffusion.tiny_words import chat_tokenizer, clip_text, clip_tokenizer, llama, llava

torch = pytest.importorskip("torch")


def hunyuan_t2v() -> Any:
    from diffusers import HunyuanVideoPipeline, HunyuanVideoTransformer3DModel

    tokenizer = chat_tokenizer()
    torch.manual_seed(0)
    network = HunyuanVideoTransformer3DModel(in_channels=4, **_SIZES).eval()
    return HunyuanVideoPipeline(
        text_encoder=llama(tokenizer), tokenizer=tokenizer, transformer=network, **_parts()
    )


def hunyuan_i2v() -> Any:
    """As HunyuanVideo-I2V: the picture's latents and a mask are channels of the network."""
    from diffusers import HunyuanVideoImageToVideoPipeline, HunyuanVideoTransformer3DModel

    from tests.diffusion.tiny_video import image_processor

    tokenizer = chat_tokenizer()
    torch.manual_seed(0)
    sizes = _SIZES | {"guidance_embeds": False}
    network = HunyuanVideoTransformer3DModel(
        in_channels=9, image_condition_type="latent_concat", **sizes
    ).eval()
    return HunyuanVideoImageToVideoPipeline(
        text_encoder=llava(tokenizer), tokenizer=tokenizer, transformer=network,
        image_processor=image_processor(48), **_parts(),
    )  # fmt: skip


def framepack() -> Any:
    from diffusers import HunyuanVideoFramepackPipeline, HunyuanVideoFramepackTransformer3DModel
    from transformers import SiglipImageProcessorPil, SiglipVisionConfig, SiglipVisionModel

    tokenizer = chat_tokenizer()
    torch.manual_seed(0)
    network = HunyuanVideoFramepackTransformer3DModel(
        in_channels=4,
        has_image_proj=True,
        image_proj_dim=16,
        has_clean_x_embedder=True,
        **(_SIZES | {"patch_size": 2}),
    ).eval()
    eye = SiglipVisionConfig(
        hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=32,
        patch_size=8,
    )  # fmt: skip
    return HunyuanVideoFramepackPipeline(
        text_encoder=llama(tokenizer), tokenizer=tokenizer, transformer=network,
        image_encoder=SiglipVisionModel(eye).eval(),
        feature_extractor=SiglipImageProcessorPil(size={"height": 32, "width": 32}), **_parts(),
    )  # fmt: skip


_SIZES: dict[str, Any] = {
    "out_channels": 4, "num_attention_heads": 2, "attention_head_dim": 10, "num_layers": 1,
    "num_single_layers": 1, "num_refiner_layers": 1, "patch_size": 1, "patch_size_t": 1,
    "guidance_embeds": True, "text_embed_dim": 16, "pooled_projection_dim": 32, "rope_axes_dim": (2, 4, 4),
}  # fmt: skip


def _parts() -> dict[str, Any]:
    from diffusers import AutoencoderKLHunyuanVideo, FlowMatchEulerDiscreteScheduler

    torch.manual_seed(0)
    coder = AutoencoderKLHunyuanVideo(
        latent_channels=4, block_out_channels=(8, 8, 8, 8), layers_per_block=1, norm_num_groups=4
    ).eval()
    gist = clip_tokenizer()
    return {
        "vae": coder, "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0),
        "text_encoder_2": clip_text(gist), "tokenizer_2": gist,
    }  # fmt: skip
