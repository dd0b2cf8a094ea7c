"""A loaded pipeline put on the device, with the options that save memory or time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.pipelines import Options, device

Pipeline = Any

DRAWING = ("unet", "transformer", "transformer_2")
"""What pipelines call the network that removes the noise; two of them share the steps in Wan 2.2."""


def arrange(pipe: Pipeline, options: Options) -> None:
    """Put a pipeline on the device; raises EngineError for an option that its model doesn't take."""
    networks = [part for name in DRAWING if (part := getattr(pipe, name, None)) is not None]
    if options.quantize == "layerwise_float8":
        # before weights wait anywhere: what waits in pinned memory comes back as it was put there
        _shrink(pipe, networks)
    _place(pipe, options.offload)
    vae: Any = getattr(pipe, "vae", None)
    if options.vae_slicing and works_in(vae, "slicing"):
        vae.enable_slicing()
    if options.vae_tiling:
        if not works_in(vae, "tiling"):
            raise EngineError(f"a {type(pipe).__name__} can't decode in tiles; leave `vae_tiling` out")
        vae.enable_tiling()
    if options.attention:
        _attend(pipe, networks, options.attention)
    if options.first_block_cache is not None:
        _skip_blocks(pipe, networks, options.first_block_cache)
    if options.compile:
        for network in networks:
            again = getattr(network, "_repeated_blocks", None)
            network.compile_repeated_blocks() if again else network.compile()


def works_in(vae: Any, parts: str) -> bool:
    """Whether an autoencoder can work in `slicing` or `tiling`: some have the switch, and refuse to be."""
    return hasattr(vae, f"enable_{parts}") and hasattr(vae, f"use_{parts}")


def place_beside(pipe: Pipeline, beside: Pipeline, offload: str) -> None:
    """Put a pipeline where the other is whose parts it shares; what it brings with it isn't there yet."""
    if offload == "model" and device() != "cpu":
        pipe.enable_model_cpu_offload()
    elif offload == "none":
        pipe.to(device())
    elif offload == "group":
        there = {id(part) for part in beside.components.values()}
        _wait_in_groups(part for part in pipe.components.values() if id(part) not in there)
    elif offload == "sequential":
        _keep_words(pipe)


def _place(pipe: Pipeline, offload: str) -> None:
    """Offloading changes where weights wait, never the picture; without a GPU only groups can wait."""
    here = device()
    if offload == "model" and here != "cpu":
        pipe.enable_model_cpu_offload()
    elif offload == "sequential" and here != "cpu":
        _keep_words(pipe)
        pipe.enable_sequential_cpu_offload()
    elif offload == "group":
        _wait_in_groups(pipe.components.values())
    elif offload in ("none", "model", "sequential"):
        pipe.to(here)
    else:
        raise EngineError(f'"{offload}" is no way to offload; write none, model, group or sequential')


def _keep_words(pipe: Pipeline) -> None:
    """CLIP encoders don't wait layer by layer: a character's embedding changes their table of tokens."""
    small = [name for name, part in pipe.components.items() if _reads_words(part)]
    pipe._exclude_from_cpu_offload = [*pipe._exclude_from_cpu_offload, *small]


def _wait_in_groups(parts: Iterable[Any]) -> None:
    """Have each layer wait in main memory by itself; CLIP encoders stay, as for `_keep_words`.

    Autoencoders wait without streams: those keep copies of all weights, from which one that was raised to
    float32 (SDXL's) would come back in half precision, and trace the order of layers once, for tiles or not.
    """
    import torch
    from diffusers.hooks import apply_group_offloading

    here = torch.device(device())
    for part in parts:
        if _reads_words(part):
            part.to(here)
        elif isinstance(part, torch.nn.Module):
            streams = here.type != "cpu" and not hasattr(part, "enable_tiling")
            apply_group_offloading(part, here, offload_type="leaf_level", use_stream=streams)


def _reads_words(part: object) -> bool:
    return type(part).__name__.startswith("CLIPText")


def _shrink(pipe: Pipeline, networks: Sequence[Any]) -> None:
    import torch

    if not networks:
        raise EngineError(f"a {type(pipe).__name__} has no network to quantize; leave `quantize` out")
    for network in networks:
        network.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=network.dtype)


def _skip_blocks(pipe: Pipeline, networks: Sequence[Any], threshold: float) -> None:
    from diffusers import FirstBlockCacheConfig

    if not networks or not all(hasattr(network, "enable_cache") for network in networks):
        raise EngineError(f"a {type(pipe).__name__} has no blocks to skip; leave `first_block_cache` out")
    for network in networks:
        network.enable_cache(FirstBlockCacheConfig(threshold=threshold))


def _attend(pipe: Pipeline, networks: Sequence[Any], backend: str) -> None:
    """By this model's own layers alone: diffusers would have every other model's follow, unseen by keys."""
    from diffusers import attention_backend

    if not any(_chooses(layer) for network in networks for layer in network.modules()):
        raise EngineError(f"a {type(pipe).__name__} takes no attention backend; leave `attention` out")
    try:
        with attention_backend():  # whose end gives back the backend of all
            for network in networks:
                network.set_attention_backend(backend)
    except (ValueError, RuntimeError, ImportError) as error:
        said = " ".join(str(error).split())[:300]
        raise EngineError(f'attention "{backend}" can\'t be used here: {said}') from error


def _chooses(layer: object) -> bool:
    """Whether a layer's attention is computed by the backend that it is told."""
    return hasattr(getattr(layer, "processor", None), "_attention_backend")
