"""Tiny checkpoints with random weights, as real ones lie on disk: a second to make, a tenth of one to run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.diffusion.tiny_words import clip_text, clip_tokenizer, t5_text, t5_tokenizer

torch = pytest.importorskip("torch")

NOISE: dict[str, Any] = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
"""How Stable Diffusion and its kin were noised in training."""


def vae(channels: int = 4, **more: Any) -> Any:
    from diffusers import AutoencoderKL

    torch.manual_seed(1)
    return AutoencoderKL(
        block_out_channels=[32, 64],
        down_block_types=["DownEncoderBlock2D"] * 2,
        up_block_types=["UpDecoderBlock2D"] * 2,
        latent_channels=channels,
        norm_num_groups=8,
        **more,
    ).eval()


def unet(cross: int = 32, **more: Any) -> Any:
    from diffusers import UNet2DConditionModel

    torch.manual_seed(2)
    settings: dict[str, Any] = {
        "block_out_channels": (32, 64),
        "layers_per_block": 1,
        "sample_size": 32,
        "norm_num_groups": 8,
        "attention_head_dim": 8,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "cross_attention_dim": cross,
    }
    return UNet2DConditionModel(**(settings | more)).eval()


def ddim() -> Any:
    """The scheduler that Stable Diffusion 1.x came with."""
    from diffusers import DDIMScheduler

    return DDIMScheduler(**NOISE, clip_sample=False, set_alpha_to_one=False, steps_offset=1)


def unchecked(pipeline: Any, network: Any, scheduler: Any) -> Any:
    """A pipeline about a UNet, with an autoencoder and one CLIP, and nobody to censor what it paints."""
    tokenizer = clip_tokenizer()
    return pipeline(
        unet=network,
        scheduler=scheduler,
        vae=vae(),
        text_encoder=clip_text(tokenizer),
        tokenizer=tokenizer,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def sd(place: Path) -> Path:
    """Stable Diffusion 1.x; it came with DDIM."""
    return _saved(sd_pipeline(), place)


def sd_pipeline() -> Any:
    from diffusers import StableDiffusionPipeline

    return unchecked(StableDiffusionPipeline, unet(), ddim())


def sdxl(place: Path) -> Path:
    """SDXL; its encoders are 32 and 48 wide."""
    return _saved(sdxl_pipeline(), place)


def sdxl_pipeline() -> Any:
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    one, two = clip_tokenizer(), clip_tokenizer()
    network = unet(
        cross=80,
        attention_head_dim=(2, 4),
        use_linear_projection=True,
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        transformer_layers_per_block=(1, 2),
        projection_class_embeddings_input_dim=6 * 8 + 32,
    )
    return StableDiffusionXLPipeline(
        unet=network,
        scheduler=EulerDiscreteScheduler(**NOISE),
        vae=vae(),
        text_encoder=clip_text(one),
        tokenizer=one,
        text_encoder_2=clip_text(two, width=48, projected=True, seed=1),
        tokenizer_2=two,
        add_watermarker=False,
    )


def lcm(place: Path) -> Path:
    """A latent consistency model: its guidance is an input of the network."""
    from diffusers import LatentConsistencyModelPipeline, LCMScheduler

    network = unet(time_cond_proj_dim=32)
    return _saved(unchecked(LatentConsistencyModelPipeline, network, LCMScheduler(**NOISE)), place)


def sd3(place: Path) -> Path:
    """Stable Diffusion 3: three encoders, matches flows."""
    from diffusers import FlowMatchEulerDiscreteScheduler, SD3Transformer2DModel, StableDiffusion3Pipeline

    one, two, three = clip_tokenizer(), clip_tokenizer(), t5_tokenizer()
    torch.manual_seed(2)
    network = SD3Transformer2DModel(
        sample_size=32,
        patch_size=1,
        in_channels=4,
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        caption_projection_dim=32,
        joint_attention_dim=32,
        pooled_projection_dim=64,
        out_channels=4,
    ).eval()
    pipe = StableDiffusion3Pipeline(
        transformer=network,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=vae(shift_factor=0.06, scaling_factor=1.5, use_quant_conv=False, use_post_quant_conv=False),
        text_encoder=clip_text(one, projected=True),
        tokenizer=one,
        text_encoder_2=clip_text(two, projected=True, seed=1),
        tokenizer_2=two,
        text_encoder_3=t5_text(three),
        tokenizer_3=three,
    )
    return _saved(pipe, place)


def pixart(place: Path) -> Path:
    """PixArt: a family that nothing here describes, which reads with T5 and nothing else."""
    from diffusers import DPMSolverMultistepScheduler, PixArtSigmaPipeline, PixArtTransformer2DModel

    tokenizer = t5_tokenizer()
    torch.manual_seed(2)
    network = PixArtTransformer2DModel(
        sample_size=8,
        num_layers=2,
        patch_size=2,
        attention_head_dim=8,
        num_attention_heads=3,
        caption_channels=32,
        in_channels=4,
        cross_attention_dim=24,
        out_channels=8,
        attention_bias=True,
        activation_fn="gelu-approximate",
        num_embeds_ada_norm=1000,
        norm_type="ada_norm_single",
        norm_elementwise_affine=False,
        norm_eps=1e-6,
        use_additional_conditions=False,
    ).eval()
    pipe = PixArtSigmaPipeline(
        transformer=network,
        scheduler=DPMSolverMultistepScheduler(),
        vae=vae(),
        text_encoder=t5_text(tokenizer),
        tokenizer=tokenizer,
    )
    return _saved(pipe, place)


def x4_upscaler(place: Path) -> Path:
    """Stable Diffusion's x4 upscaler: its network sees the small frame, and is told how noisy that is."""
    from diffusers import AutoencoderKL, DDIMScheduler, DDPMScheduler, StableDiffusionUpscalePipeline

    tokenizer = clip_tokenizer()
    torch.manual_seed(1)
    coder = AutoencoderKL(
        block_out_channels=[16, 16, 32],
        down_block_types=["DownEncoderBlock2D"] * 3,
        up_block_types=["UpDecoderBlock2D"] * 3,
        latent_channels=4,
        norm_num_groups=8,
        scaling_factor=0.08333,
    ).eval()
    pipe = StableDiffusionUpscalePipeline(
        unet=unet(in_channels=7, out_channels=4, num_class_embeds=1000),
        scheduler=DDIMScheduler(prediction_type="v_prediction", steps_offset=1, clip_sample=False),
        low_res_scheduler=DDPMScheduler(),
        vae=coder,
        text_encoder=clip_text(tokenizer),
        tokenizer=tokenizer,
        max_noise_level=350,
    )
    return _saved(pipe, place)


def embedding(path: Path, token: str, width: int = 32, vectors: int = 1, seed: int = 5) -> Path:
    """What diffusers' textual_inversion.py saves."""
    return _tensors(path, {token: torch.randn(vectors, width, generator=_noise(seed))})


def embedding_xl(path: Path, vectors: int = 2) -> Path:
    """What the advanced SDXL trainer saves: vectors for both encoders."""
    made = {"clip_l": (vectors, 32), "clip_g": (vectors, 48)}
    return _tensors(path, {key: torch.randn(*shape, generator=_noise(6)) for key, shape in made.items()})


def lora(path: Path, model: Path, seed: int = 7, rank: int = 2) -> Path:
    """A LoRA for the attention of a model's UNet, as `train_text_to_image_lora.py` saves it."""
    from diffusers import UNet2DConditionModel

    network = UNet2DConditionModel.from_pretrained(str(model / "unet"))
    noise, tensors = _noise(seed), {}
    for name, layer in network.named_modules():
        if name.endswith((".to_q", ".to_k", ".to_v")):
            tensors[f"unet.{name}.lora_A.weight"] = torch.randn(rank, layer.in_features, generator=noise)
            tensors[f"unet.{name}.lora_B.weight"] = torch.randn(layer.out_features, rank, generator=noise)
    return _tensors(path, tensors)


def clip_vision(place: Path, projected: int = 24, width: int = 32, seed: int = 9) -> Path:
    """The CLIP vision model of an IP-Adapter, as a folder: its embeddings have `projected` numbers."""
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    torch.manual_seed(seed)
    config = CLIPVisionConfig(
        hidden_size=width,
        projection_dim=projected,
        num_hidden_layers=2,
        num_attention_heads=4,
        image_size=32,
        intermediate_size=37,
        patch_size=8,
    )
    CLIPVisionModelWithProjection(config).eval().save_pretrained(place, safe_serialization=True)
    return place


def ip_adapter(path: Path, model: Path, reads: int = 24, plus: bool = False, seed: int = 11) -> Path:
    """An IP-Adapter for a model's UNet: an ordinary one of four tokens, or a Plus one of as many."""
    from diffusers import UNet2DConditionModel

    network = UNet2DConditionModel.from_pretrained(str(model / "unet"))
    noise, tensors = _noise(seed), {}
    cross = network.config.cross_attention_dim
    layers = [name for name, _ in network.named_modules() if name.endswith((".attn1", ".attn2"))]
    for number, name in enumerate(sorted(layers, key=lambda name: processor_order(network, name))):
        if name.endswith(".attn2"):
            inner = network.get_submodule(name).to_k.out_features
            for side in ("k", "v"):
                made = torch.randn(inner, cross, generator=noise)
                tensors[f"ip_adapter.{number}.to_{side}_ip.weight"] = made
    return _tensors(path, tensors | (_resampler if plus else _projection)(reads, cross, noise))


def processor_order(network: Any, layer: str) -> int:
    """Where an attention layer stands among those that diffusers numbers an adapter's weights by."""
    return list(network.attn_processors).index(f"{layer}.processor")


def _projection(reads: int, cross: int, noise: torch.Generator) -> dict[str, torch.Tensor]:
    return {
        "image_proj.proj.weight": torch.randn(4 * cross, reads, generator=noise),
        "image_proj.proj.bias": torch.zeros(4 * cross),
        "image_proj.norm.weight": torch.ones(cross),
        "image_proj.norm.bias": torch.zeros(cross),
    }


def _resampler(reads: int, cross: int, noise: torch.Generator) -> dict[str, torch.Tensor]:
    """A perceiver of four layers, 64 wide, with one head."""
    shapes: dict[str, tuple[int, ...]] = {
        "latents": (1, 4, 64),
        "proj_in.weight": (64, reads),
        "proj_in.bias": (64,),
        "proj_out.weight": (cross, 64),
        "proj_out.bias": (cross,),
        "norm_out.weight": (cross,),
        "norm_out.bias": (cross,),
    }
    for layer in range(4):
        for norm in ("0.norm1", "0.norm2", "1.0"):
            shapes |= {f"layers.{layer}.{norm}.{part}": (64,) for part in ("weight", "bias")}
        for name, rows in (("0.to_q", 64), ("0.to_kv", 128), ("0.to_out", 64), ("1.1", 256)):
            shapes[f"layers.{layer}.{name}.weight"] = (rows, 64)
        shapes[f"layers.{layer}.1.3.weight"] = (64, 256)
    return {f"image_proj.{name}": torch.randn(*shape, generator=noise) for name, shape in shapes.items()}


def _noise(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def _tensors(path: Path, tensors: dict[str, torch.Tensor]) -> Path:
    from safetensors.torch import save_file

    save_file(tensors, path)
    return path


def _saved(pipe: Any, place: Path) -> Path:
    pipe.save_pretrained(place, safe_serialization=True)
    return place
