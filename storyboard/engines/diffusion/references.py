"""Reference pictures of characters: an IP-Adapter put on a model for one keyframe, and taken off again.

A picture is turned into numbers by the CLIP vision model that the adapter was trained with, once for each
worker; that model is let go of, since it is as large as the other one, and the numbers are kept.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.drawings import band, upright
from storyboard.engines.diffusion.loading import stamp
from storyboard.engines.diffusion.pipelines import number

if TYPE_CHECKING:
    import torch

    Pipeline = Any
    Stamp = tuple[tuple[str, int, int], ...]

_REMEMBERED = 256
"""Pictures whose numbers a worker keeps; a few kilobytes each."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture of a character, how closely it is followed, and where the character stands among how many."""

    file: Path
    weight: float
    stands: tuple[int, int]


def brought(references: Sequence[Plain], inputs: Mapping[str, Path]) -> tuple[Reference, ...]:
    """The reference pictures of a spec's characters, in the order of the cast."""
    return tuple(_reference(cast("dict[str, Any]", each), inputs) for each in references)


@dataclass(slots=True)
class Gaze:
    """What a model looks at: nothing, where it has no adapter or nobody has a picture."""

    pipe: Pipeline
    seen: Mapping[Reference, torch.Tensor] = field(default_factory=dict)

    def at(self, size: tuple[int, int], shown: Sequence[Reference] | None = None) -> dict[str, Any]:
        """The keywords of a call for a picture of `size` that follows those references (by default, all).

        Where several characters stand in it each reference counts only in the band of its own. Tensors are
        for a guided call: the first half of each is of no picture at all (see `unguided`).
        """
        import torch

        if not self.seen:
            return {}
        chosen = [each for each in self.seen if shown is None or each in shown]
        if not chosen:
            self.pipe.set_ip_adapter_scale(0.0)
            return {"ip_adapter_image_embeds": [next(iter(self.seen.values()))]}
        words = {"ip_adapter_image_embeds": [torch.cat([self.seen[each] for each in chosen], dim=1)]}
        if all(each.stands[1] == 1 for each in chosen):
            self.pipe.set_ip_adapter_scale(chosen[0].weight)
            return words
        self.pipe.set_ip_adapter_scale([[each.weight for each in chosen]])
        masks = _masks([each.stands for each in chosen], size)
        return words | {"cross_attention_kwargs": {"ip_adapter_masks": [masks]}}


def unguided(asked: Mapping[str, Any], guided: bool) -> dict[str, Any]:
    """The keywords of a call, without the half that is of no picture where the call isn't guided."""
    if guided or "ip_adapter_image_embeds" not in asked:
        return dict(asked)
    return {**asked, "ip_adapter_image_embeds": [each[1:] for each in asked["ip_adapter_image_embeds"]]}


@contextlib.contextmanager
def looking(
    pipe: Pipeline, params: Mapping[str, Plain], references: Sequence[Reference], inputs: Mapping[str, Path]
) -> Iterator[Gaze]:
    """Have a model look at pictures while this lasts, through the adapter that the settings name.

    Its siblings that share its weights look too. Afterwards it is as it was. Raises EngineError for an
    adapter that doesn't fit.
    """
    adapter = cast("dict[str, Plain] | None", params.get("ip_adapter"))
    if adapter is None or not references:
        yield Gaze(pipe)
        return
    encoder = inputs[f"file/{adapter['image_encoder']}"] if adapter.get("image_encoder") else None
    with _wearing(pipe, inputs[f"file/{adapter['file']}"]):
        yield Gaze(pipe, {each: _seen(pipe, each, encoder) for each in references})


def _reference(told: Mapping[str, Any], inputs: Mapping[str, Path]) -> Reference:
    place, count = told["stands"]
    return Reference(inputs[f"file/{told['file']}"], number(told["weight"]), (place, count))


def _masks(stands: Sequence[tuple[int, int]], size: tuple[int, int]) -> torch.Tensor:
    """White where each stands, [1, references, height, width]; edges stay soft."""
    from diffusers.image_processor import IPAdapterMaskProcessor

    processor = IPAdapterMaskProcessor(do_binarize=False, do_resize=False)
    masks: torch.Tensor = processor.preprocess([band(size, each) for each in stands])
    return masks.permute(1, 0, 2, 3)


@contextlib.contextmanager
def _wearing(pipe: Pipeline, file: Path) -> Iterator[None]:
    """Put an adapter on, and leave the model's own parts as they were."""
    if file.suffix != ".safetensors":
        raise EngineError(
            f"{file.name} is no .safetensors file; other files of weights can carry code: convert it first"
        )
    if not hasattr(pipe, "load_ip_adapter"):
        raise EngineError(f"a {type(pipe).__name__} can't look at reference pictures; leave `ip_adapter` out")
    network = pipe.unet
    own = {name: getattr(pipe, name) for name in ("image_encoder", "feature_extractor")}
    attention, kind = dict(network.attn_processors), network.config.encoder_hid_dim_type
    try:
        _load(pipe, file)
        yield
    finally:
        pipe.unload_ip_adapter()
        network.set_attn_processor(attention)
        network.config.encoder_hid_dim_type = kind
        pipe.register_modules(**own)


def _load(pipe: Pipeline, file: Path) -> None:
    from safetensors import SafetensorError
    from transformers import CLIPImageProcessorPil

    network = pipe.unet
    # without one of its own, diffusers would ask for torchvision's
    pipe.register_modules(feature_extractor=pipe.feature_extractor or CLIPImageProcessorPil())
    try:
        with _unwarned():
            pipe.load_ip_adapter(
                str(file.parent),
                subfolder="",
                weight_name=file.name,
                image_encoder_folder=None,
                local_files_only=True,
            )
    except (OSError, SafetensorError) as error:
        raise EngineError(f"{file.name} is no whole .safetensors file: {error}") from error
    except (ValueError, KeyError, RuntimeError, TypeError, IndexError, AttributeError) as error:
        told = " ".join(str(error).split())[:200]
        raise EngineError(f"{file.name} doesn't fit this {type(pipe).__name__}: {told}") from error
    for part in (*network.attn_processors.values(), network.encoder_hid_proj):
        if hasattr(part, "to_k_ip") or part is network.encoder_hid_proj:
            part.to(device=pipe._execution_device, dtype=network.dtype)


@contextlib.contextmanager
def _unwarned() -> Iterator[None]:
    """diffusers warns that it loads no image encoder, and moves no offloaded group: both are meant."""
    logs = [
        logging.getLogger(f"diffusers.{name}") for name in ("loaders.ip_adapter", "models.modeling_utils")
    ]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)


def _seen(pipe: Pipeline, reference: Reference, encoder: Path | None) -> torch.Tensor:
    """A picture as numbers, [2, 1, ...]: of no picture, and of this one."""
    from diffusers.models.embeddings import ImageProjection

    # an ordinary adapter reads what the picture is as a whole, others each part of it
    whole = isinstance(pipe.unet.encoder_hid_proj.image_projection_layers[0], ImageProjection)
    if encoder is not None:
        numbers = _remembered(reference.file, stamp(reference.file), encoder, stamp(encoder), whole)
    elif pipe.image_encoder is not None:
        numbers = _numbers(pipe.image_encoder, reference.file, whole)
    else:
        raise EngineError("the model has no image encoder of its own; name one: `ip_adapter.image_encoder`")
    return numbers.to(device=pipe._execution_device, dtype=pipe.unet.dtype)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(picture: Path, _: Stamp, encoder: Path, __: Stamp, whole: bool) -> torch.Tensor:
    """By a picture's and an encoder's files as they were, with the encoder loaded for this alone."""
    from transformers import CLIPVisionModelWithProjection

    try:
        network = CLIPVisionModelWithProjection.from_pretrained(
            str(encoder), local_files_only=True, use_safetensors=True
        )
    except (OSError, ValueError, RuntimeError) as error:
        told = " ".join(str(error).split())[:200]
        raise EngineError(f"{encoder.name} is no CLIP vision model that can be read: {told}") from error
    return _numbers(network.eval(), picture, whole)


def _numbers(network: Any, picture: Path, whole: bool) -> torch.Tensor:
    """[2, 1, width] for a picture as a whole, [2, 1, parts, width] for its parts."""
    import torch
    from transformers import CLIPImageProcessorPil

    side = network.config.image_size
    processor = CLIPImageProcessorPil(size={"shortest_edge": side}, crop_size=side)
    pixels = processor(upright(picture), return_tensors="pt").pixel_values
    pixels = pixels.to(device=network.device, dtype=network.dtype)
    with torch.no_grad():
        if whole:
            seen = network(pixels).image_embeds
            nothing = torch.zeros_like(seen)
        else:
            seen = network(pixels, output_hidden_states=True).hidden_states[-2]
            nothing = network(torch.zeros_like(pixels), output_hidden_states=True).hidden_states[-2]
    return torch.stack([nothing, seen])
