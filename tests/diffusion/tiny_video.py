"""Video checkpoints with random weights, a few megabytes or less, built without a network.

Each builder makes a pipeline of diffusers' own; `saved` writes it to a folder, as authors have real ones.
The sizes are the smallest that the pipelines take (SVD's image encoder must take 224 x 224).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.diffusion import tiny, tiny_transformers
from tests.diffusion.tiny_hunyuan import framepack, hunyuan_i2v, hunyuan_t2v
from tests.diffusion.tiny_words import clip_text, clip_tokenizer, t5_text, t5_tokenizer

torch = pytest.importorskip("torch")


def saved(name: str, folder: Path) -> Path:
    """The checkpoint `name`, of video or of pictures, in diffusers' format below `folder`; built once."""
    path = folder / name
    if not path.exists() and name in BUILDERS:
        BUILDERS[name]().save_pretrained(path, safe_serialization=True)
    elif not path.exists():
        pictures = getattr(tiny, name, None) or getattr(tiny_transformers, name)
        pictures(path)
    return path


def clip_vision(hidden: int = 32, size: int = 32, patch: int = 8, projected: bool = True) -> Any:
    from transformers import CLIPVisionConfig, CLIPVisionModel, CLIPVisionModelWithProjection

    torch.manual_seed(0)
    config = CLIPVisionConfig(
        hidden_size=hidden, projection_dim=hidden, num_hidden_layers=2, num_attention_heads=4,
        image_size=size, intermediate_size=37, patch_size=patch,
    )  # fmt: skip
    return (CLIPVisionModelWithProjection if projected else CLIPVisionModel)(config).eval()


def image_processor(size: int = 32) -> Any:
    from transformers import CLIPImageProcessorPil

    return CLIPImageProcessorPil(crop_size=size, size=size)


def svd() -> Any:
    from diffusers import (
        AutoencoderKLTemporalDecoder,
        EulerDiscreteScheduler,
        StableVideoDiffusionPipeline,
        UNetSpatioTemporalConditionModel,
    )

    torch.manual_seed(0)
    network = UNetSpatioTemporalConditionModel(
        block_out_channels=(32, 64), layers_per_block=1, sample_size=32, in_channels=8, out_channels=4,
        down_block_types=("CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"),
        up_block_types=("UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"),
        cross_attention_dim=32, num_attention_heads=8, projection_class_embeddings_input_dim=96,
        addition_time_embed_dim=32,
    ).eval()  # fmt: skip
    scheduler = EulerDiscreteScheduler(
        **tiny.NOISE, prediction_type="v_prediction", sigma_max=700.0, sigma_min=0.002, steps_offset=1,
        timestep_spacing="leading", timestep_type="continuous", use_karras_sigmas=True,
    )  # fmt: skip
    torch.manual_seed(0)
    decoder = AutoencoderKLTemporalDecoder(
        block_out_channels=[32, 64], in_channels=3, out_channels=3, latent_channels=4,
        down_block_types=["DownEncoderBlock2D"] * 2,
    ).eval()  # fmt: skip
    return StableVideoDiffusionPipeline(
        unet=network, image_encoder=clip_vision(size=224, patch=32), scheduler=scheduler, vae=decoder,
        feature_extractor=image_processor(224),
    )  # fmt: skip


def animatediff() -> Any:
    from diffusers import AnimateDiffPipeline

    tokenizer = clip_tokenizer()
    return AnimateDiffPipeline(
        unet=tiny.unet(), motion_adapter=motion_adapter(), scheduler=tiny.ddim(), vae=tiny.vae(),
        text_encoder=clip_text(tokenizer), tokenizer=tokenizer, feature_extractor=None, image_encoder=None,
    )  # fmt: skip


def motion_adapter() -> Any:
    from diffusers import MotionAdapter

    torch.manual_seed(0)
    return MotionAdapter(
        block_out_channels=(32, 64), motion_layers_per_block=1, motion_norm_num_groups=8,
        motion_num_attention_heads=4,
    )  # fmt: skip


def animatediff_xl() -> Any:
    from diffusers import AnimateDiffSDXLPipeline

    large = tiny.sdxl_pipeline()
    made = AnimateDiffSDXLPipeline(**large.components, motion_adapter=motion_adapter_xl())
    made.unet.add_embedding.load_state_dict(large.unet.add_embedding.state_dict())
    return made


def motion_adapter_xl() -> Any:
    from diffusers import MotionAdapter

    torch.manual_seed(0)
    return MotionAdapter(
        block_out_channels=(32, 64), motion_layers_per_block=1, motion_norm_num_groups=8,
        motion_num_attention_heads=4, use_motion_mid_block=False,
    )  # fmt: skip


def cogvideox_t2v() -> Any:
    from diffusers import CogVideoXPipeline

    return CogVideoXPipeline(**_cogvideox_parts(4))


def cogvideox_i2v() -> Any:
    from diffusers import CogVideoXImageToVideoPipeline

    return CogVideoXImageToVideoPipeline(**_cogvideox_parts(8))


def ltx() -> Any:
    from diffusers import LTXPipeline

    return LTXPipeline(**_ltx_parts())


def ltx_i2v() -> Any:
    from diffusers import LTXImageToVideoPipeline

    return LTXImageToVideoPipeline(**_ltx_parts())


def ltx_condition() -> Any:
    from diffusers import LTXConditionPipeline

    return LTXConditionPipeline(**_ltx_parts())


def wan_t2v() -> Any:
    from diffusers import WanPipeline

    return WanPipeline(**_wan_parts(None, 16))


def wan_i2v() -> Any:
    """As Wan 2.2: no image encoder, the frames enter through the channels."""
    from diffusers import WanImageToVideoPipeline

    return WanImageToVideoPipeline(**_wan_parts(None, 36), image_encoder=None, image_processor=None)


def wan_5b() -> Any:
    """As Wan 2.2 TI2V 5B: the first frame is put among the latents, and a last one is ignored."""
    from diffusers import WanImageToVideoPipeline

    return WanImageToVideoPipeline(
        **_wan_parts(None, 16), image_encoder=None, image_processor=None, expand_timesteps=True
    )


def wan_flf() -> Any:
    """As Wan 2.1 FLF2V: an image encoder looks at the first and the last frame."""
    from diffusers import WanImageToVideoPipeline

    return WanImageToVideoPipeline(
        **_wan_parts(4, 36),
        image_encoder=clip_vision(hidden=4, projected=False),
        image_processor=image_processor(),
    )


def _cogvideox_parts(channels: int) -> dict[str, Any]:
    from diffusers import AutoencoderKLCogVideoX, CogVideoXDDIMScheduler, CogVideoXTransformer3DModel

    tokenizer = t5_tokenizer()
    torch.manual_seed(0)
    transformer = CogVideoXTransformer3DModel(
        num_attention_heads=2, attention_head_dim=16, in_channels=channels, out_channels=4, time_embed_dim=2,
        text_embed_dim=32, num_layers=1, sample_width=8, sample_height=8, sample_frames=9, patch_size=2,
        temporal_compression_ratio=4, max_text_seq_length=226, use_rotary_positional_embeddings=True,
        use_learned_positional_embeddings=channels == 8,
    ).eval()  # fmt: skip
    torch.manual_seed(0)
    coder = AutoencoderKLCogVideoX(
        in_channels=3, out_channels=3, down_block_types=("CogVideoXDownBlock3D",) * 4,
        up_block_types=("CogVideoXUpBlock3D",) * 4, block_out_channels=(8, 8, 8, 8), latent_channels=4,
        layers_per_block=1, norm_num_groups=2, temporal_compression_ratio=4,
    ).eval()  # fmt: skip
    return {
        "tokenizer": tokenizer, "text_encoder": t5_text(tokenizer), "vae": coder, "transformer": transformer,
        "scheduler": CogVideoXDDIMScheduler(),
    }  # fmt: skip


def _ltx_parts() -> dict[str, Any]:
    from diffusers import AutoencoderKLLTXVideo, FlowMatchEulerDiscreteScheduler, LTXVideoTransformer3DModel

    tokenizer = t5_tokenizer()
    torch.manual_seed(0)
    transformer = LTXVideoTransformer3DModel(
        in_channels=8, out_channels=8, patch_size=1, patch_size_t=1, num_attention_heads=4,
        attention_head_dim=8, cross_attention_dim=32, num_layers=1, caption_channels=32,
    ).eval()  # fmt: skip
    torch.manual_seed(0)
    coder = AutoencoderKLLTXVideo(
        in_channels=3, out_channels=3, latent_channels=8, block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8), layers_per_block=(1,) * 5, decoder_layers_per_block=(1,) * 5,
        spatio_temporal_scaling=(True, True, True, False),
        decoder_spatio_temporal_scaling=(True, True, True, False),
        decoder_inject_noise=(False,) * 5, upsample_residual=(False,) * 4, upsample_factor=(1, 1, 1, 1),
        timestep_conditioning=False, patch_size=1, patch_size_t=1, encoder_causal=True, decoder_causal=False,
    ).eval()  # fmt: skip
    return {
        "scheduler": FlowMatchEulerDiscreteScheduler(), "vae": coder, "text_encoder": t5_text(tokenizer),
        "tokenizer": tokenizer, "transformer": transformer,
    }  # fmt: skip


def _wan_parts(image_dim: int | None, channels: int) -> dict[str, Any]:
    from diffusers import AutoencoderKLWan, FlowMatchEulerDiscreteScheduler, WanTransformer3DModel

    tokenizer = t5_tokenizer()
    torch.manual_seed(0)
    coder = AutoencoderKLWan(
        base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1,
        temperal_downsample=[False, True, True],
    ).eval()  # fmt: skip
    with torch.no_grad():
        for parameter in coder.encoder.parameters():
            parameter *= 3  # else a picture behind black frames hardly leaves a trace in random latents
    torch.manual_seed(0)
    transformer = WanTransformer3DModel(
        patch_size=(1, 2, 2), num_attention_heads=2, attention_head_dim=12, in_channels=channels,
        out_channels=16, text_dim=32, freq_dim=256, ffn_dim=32, num_layers=2, cross_attn_norm=True,
        qk_norm="rms_norm_across_heads", rope_max_seq_len=32, image_dim=image_dim,
        pos_embed_seq_len=2 * ((32 // 8) ** 2 + 1) if image_dim else None,
    ).eval()  # fmt: skip
    return {
        "tokenizer": tokenizer, "text_encoder": t5_text(tokenizer, multilingual=True), "vae": coder,
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0), "transformer": transformer,
    }  # fmt: skip


BUILDERS: dict[str, Callable[[], Any]] = {
    "svd": svd,
    "animatediff": animatediff,
    "animatediff_xl": animatediff_xl,
    "cogvideox_t2v": cogvideox_t2v,
    "cogvideox_i2v": cogvideox_i2v,
    "hunyuan_t2v": hunyuan_t2v,
    "hunyuan_i2v": hunyuan_i2v,
    "framepack": framepack,
    "ltx": ltx,
    "ltx_i2v": ltx_i2v,
    "ltx_condition": ltx_condition,
    "wan_t2v": wan_t2v,
    "wan_i2v": wan_i2v,
    "wan_5b": wan_5b,
    "wan_flf": wan_flf,
}
