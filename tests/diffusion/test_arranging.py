"""Where weights wait and what computes them: asked for by one model, felt by no other."""

from __future__ import annotations

import inspect

import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import arranging, families, pipelines
from storyboard.engines.diffusion.pipelines import Options, as_kind, pipeline
from tests.diffusion import tiny, tiny_video

torch = pytest.importorskip("torch")


def test_an_attention_backend_is_that_of_one_model_alone(checkpoint):
    from diffusers.models.attention_dispatch import _AttentionBackendRegistry

    before = _AttentionBackendRegistry.get_active_backend()[0]
    exact = pipeline(checkpoint("flux"), None, Options(attention="_native_math"))
    other = pipeline(checkpoint("z_image"), None, Options(attention="native"))
    assert backends(exact.transformer) == {"_native_math"}
    assert backends(other.transformer) == {"native"}
    assert _AttentionBackendRegistry.get_active_backend()[0] == before
    assert backends(pipeline(checkpoint("flux"), None, Options()).transformer) == {None}


def backends(network):
    chosen = {layer.processor._attention_backend for layer in network.modules() if arranging._chooses(layer)}
    return {each and each.value for each in chosen}


def can_skip(pipe):
    """Whether its network can skip blocks, and the pipeline says which of its passes it is in."""
    network = getattr(pipe, "unet", None) or pipe.transformer
    return hasattr(network, "enable_cache") and "cache_context" in inspect.getsource(type(pipe))


@pytest.mark.parametrize("family", ["sd", "sdxl", "sd3", "flux", "flux2", "z_image"])
def test_families_know_which_models_take_an_attention_backend(checkpoint, family):
    pipe = pipeline(checkpoint(family), None, Options())
    assert families.of(type(pipe).__name__).skips == can_skip(pipe)
    if families.of(type(pipe).__name__).attention:
        assert backends(pipe.transformer) == {None}
        return
    with pytest.raises(EngineError, match="takes no attention backend; leave `attention` out"):
        pipeline(checkpoint(family), None, Options(attention="native"))


@pytest.mark.parametrize(
    "model", ["svd", "animatediff", "cogvideox_t2v", "ltx", "wan_t2v", "hunyuan_i2v", "framepack"]
)
def test_families_of_clips_know_it_too(model):
    pipe = tiny_video.BUILDERS[model]()
    network = getattr(pipe, "unet", None) or pipe.transformer
    assert families.of(type(pipe).__name__).attention == bool(backends(network))
    assert families.fitted(type(pipe).__name__, {}).skips == can_skip(pipe)


def test_both_networks_of_wan_2_2_are_shrunk_cached_and_sped_up():
    from diffusers import WanPipeline

    parts, more = tiny_video._wan_parts(None, 16), tiny_video._wan_parts(None, 16)
    pipe = WanPipeline(**parts, transformer_2=more["transformer"], boundary_ratio=0.9)
    options = Options(quantize="layerwise_float8", first_block_cache=0.1, attention="_native_math")
    arranging.arrange(pipe, options)
    for network in (pipe.transformer, pipe.transformer_2):
        assert torch.float8_e4m3fn in {weight.dtype for weight in network.parameters()}
        assert network.is_cache_enabled
        assert backends(network) == {"_native_math"}


class Groups:
    """Hears which parts are to wait in groups, as if there were a GPU."""

    def __init__(self, monkeypatch):
        import diffusers.hooks

        self.streams: dict[str, bool] = {}
        self.types: dict[str, set[object]] = {}
        monkeypatch.setattr(arranging, "device", lambda: "cuda")
        monkeypatch.setattr(diffusers.hooks, "apply_group_offloading", self.apply)

    def apply(self, part, here, *, offload_type, use_stream):
        assert (here.type, offload_type) == ("cuda", "leaf_level")
        self.streams[type(part).__name__] = use_stream
        self.types[type(part).__name__] = {weight.dtype for weight in part.parameters()}


def test_autoencoders_wait_without_streams_and_shrunk_weights_are_what_waits(monkeypatch):
    """Streams bring weights back as they were at first: an autoencoder could not be raised to float32."""
    pipe = tiny_video.wan_t2v()
    groups = Groups(monkeypatch)
    arranging.arrange(pipe, Options(offload="group", quantize="layerwise_float8"))
    assert groups.streams["AutoencoderKLWan"] is False
    assert groups.streams["WanTransformer3DModel"] is True
    assert torch.float8_e4m3fn in groups.types["WanTransformer3DModel"]


def test_what_a_motion_adapter_brings_waits_in_groups_like_the_rest(monkeypatch):
    base, made = tiny.sd_pipeline(), tiny_video.animatediff()
    for name in ("vae", "text_encoder", "tokenizer"):
        made.register_modules(**{name: getattr(base, name)})
    groups = Groups(monkeypatch)
    arranging.place_beside(made, base, "group")
    assert "UNetMotionModel" in groups.streams and "AutoencoderKL" not in groups.streams


def test_clip_encoders_never_wait_layer_by_layer(monkeypatch):
    """diffusers takes an embedding away through their table, which would be nowhere."""
    pipe, seen = tiny.sdxl_pipeline(), []
    beside = as_kind(pipe, "StableDiffusionXLImg2ImgPipeline")
    monkeypatch.setattr(arranging, "device", lambda: "cuda")
    monkeypatch.setattr(
        type(pipe), "enable_sequential_cpu_offload", lambda self: seen.append(self._exclude_from_cpu_offload)
    )
    arranging.arrange(pipe, Options(offload="sequential"))
    assert {"text_encoder", "text_encoder_2"} <= set(seen[0])
    arranging.place_beside(beside, pipe, "sequential")
    assert {"text_encoder", "text_encoder_2"} <= set(beside._exclude_from_cpu_offload)
    assert "text_encoder" not in type(pipe)._exclude_from_cpu_offload


def test_what_a_model_cannot_do_is_said(checkpoint):
    with pytest.raises(EngineError, match="has no blocks to skip"):
        pipeline(checkpoint("sd"), None, Options(first_block_cache=0.1))
    with pytest.raises(EngineError, match="can't decode in tiles; leave `vae_tiling` out"):
        arranging.arrange(tiny_video.svd(), Options(vae_tiling=True))
    pipelines.forget()
