"""Whether characters' weights belong to a model: embeddings and LoRAs, by their headers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.base.problems import Severity
from storyboard.engines.diffusion.models import ModelFacts
from storyboard.engines.diffusion.pickles import is_pickle
from storyboard.engines.networks.headers import Header, read_header, state_of
from storyboard.engines.protocol import Advice
from storyboard.plan.types import Spec

Fault = tuple[str, Severity]

_ENCODERS = ("clip_l", "clip_g")
_LORA = re.compile(r"\.?(lora[_.]?(down|up|A|B|a|b)|alpha|dora_scale|magnitude)\b|lora\.(down|up)\.weight$")
_OF_UNET = re.compile(r"^(unet\.|lora_unet_(down|up|mid|input|output|middle)_)")
_OF_TRANSFORMER = re.compile(
    r"^(transformer(_2)?\.|lora_transformer|diffusion_model\.|lora_unet_(double|single|joint|blocks))"
)
_CROSS = re.compile(r"attn2[._]to_k.*(lora[._]down|lora_A)(\.[^.]+)?\.weight$")
_QUERY = re.compile(r"attn1?[._]to_q.*(lora[._]down|lora_A)(\.[^.]+)?\.weight$")


@dataclass(frozen=True, slots=True)
class _Lora:
    """Whether a file holds a LoRA at all, what kinds of network it changes, and how wide their layers are."""

    there: bool
    unet: bool
    transformer: bool
    cross: int
    query: int


def advise(model: ModelFacts, shot: Spec) -> Iterator[Advice]:
    """Every fault of the weights that a shot's characters bring; the shot itself is the place."""
    members = shot.get("files")
    tokens: list[str] = []
    for member in members if isinstance(members, list) else ():
        if not isinstance(member, dict):
            continue
        brought = [
            (kind, each) for kind in ("embedding", "lora") if isinstance(each := member.get(kind), dict)
        ]
        tokens += {str(weights.get("token") or "") for _, weights in brought}
        for kind, weights in brought:
            yield from (("", message, severity) for message, severity in _faults(kind, model, weights))
    for token in sorted({token for token in tokens if token and tokens.count(token) > 1}):
        yield "", f'two characters have the token "{token}", so the model can\'t tell them apart', "error"


def lora(model: ModelFacts, name: str) -> Iterator[Fault]:
    """What is wrong with a LoRA for this model."""
    path, family = Path(name), model.family
    if not family.lora and family.name not in ("unknown", "x4-upscaler"):
        yield f"{family.title} takes no LoRA; leave {path.name} out, or name another model", "error"
        return
    if is_pickle(path):  # told of by `pickled`; what is in it, only a worker can say
        return
    try:
        header = safe_header(path)
    except EngineError as error:
        yield str(error), "error"
        return
    if not _lora_in(header).there:
        yield f"{path.name} holds no LoRA", "error"
    elif fault := _misfit(model, header):
        yield f"{path.name} was made for another model than {family.title}: {fault}", "error"
    elif "transformer_2" in model.configs:
        first = f"only the first of {family.title}'s two networks is changed by {path.name}"
        yield f"{first}: what the second draws, the fine detail, is as without it", "warning"


def embedding(model: ModelFacts, name: str, token: str) -> Iterator[Fault]:
    """What is wrong with an embedding for this model, and with its token."""
    path, family = Path(name), model.family
    if not family.embeddings:
        if family.name != "unknown":
            yield f"{family.title} takes no embeddings; give {token} a LoRA, or name another model", "error"
        return
    if model.knows(token):
        yield (
            f'the model has a word "{token}" already; call the character\'s embedding by another token',
            "error",
        )
    if is_pickle(path):
        return
    try:
        header = safe_header(path)
    except EngineError as error:
        yield str(error), "error"
        return
    if fault := _wrong_width(model, header):
        yield f"{path.name} {fault}", "error"
    elif len(model.widths) > 1 and len(header.tensors) == 1:
        yield (
            f"{path.name} has vectors for one text encoder of {len(model.widths)}: it will be weak",
            "warning",
        )


def _faults(kind: str, model: ModelFacts, weights: dict[str, Plain]) -> Iterator[Fault]:
    file, token = str(weights.get("file") or ""), str(weights.get("token") or "")
    try:
        state = state_of(file)
    except OSError as error:
        yield f"{file} can't be read: {error.strerror}", "error"
        return
    yield from _known_faults(kind, model, file, token, (state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=1024)
def _known_faults(
    kind: str, model: ModelFacts, file: str, token: str, state: tuple[int, int]
) -> tuple[Fault, ...]:
    """A character is in many shots, and its weights are the same in each while their file is."""
    return tuple(embedding(model, file, token) if kind == "embedding" else lora(model, file))


def safe_header(path: Path) -> Header:
    """The header of a file of weights; raises EngineError for one that can carry code."""
    if path.suffix != ".safetensors":
        raise EngineError(
            f"{path.name} is no .safetensors file; files of other kinds can run any program when they are "
            "opened: get it as .safetensors, or convert it on a machine that you trust it with"
        )
    return read_header(path)


def _wrong_width(model: ModelFacts, header: Header) -> str:
    """What is wrong with an embedding's vectors, if something is."""
    widths = model.widths
    found = {name: tensor.shape[-1] for name, tensor in header.tensors.items() if tensor.shape}
    if not found or len(found) != len(header.tensors):
        return "holds no embedding"
    if not widths:
        return ""
    if found.keys() <= set(_ENCODERS):
        if len(found) > len(widths):
            return f"was made for a model with {len(found)} text encoders, and this one has {len(widths)}"
        wrong = [width for name, width in found.items() if widths[_ENCODERS.index(name)] != width]
    elif len(found) == 1:
        wrong = [width for width in found.values() if width not in widths]
    else:
        return "holds no embedding that diffusers or A1111 write"
    made = " and ".join(map(str, widths))
    return (
        f"was made for another model: its vectors have {wrong[0]} numbers, this model's {made}"
        if wrong
        else ""
    )


def _misfit(model: ModelFacts, header: Header) -> str:
    """Why a LoRA can't be laid beside this model's weights; empty where it can, or nothing says."""
    wants_unet = "unet" in model.family.lora
    if not model.family.lora:
        return ""
    changes = _lora_in(header)
    if wants_unet and changes.transformer and not changes.unet:
        return "it changes a transformer, and this is a UNet"
    if not wants_unet and changes.unet and not changes.transformer:
        return "it changes a UNet, and this is a transformer"
    theirs = changes.cross if wants_unet else changes.query
    ours = cross_width(model) if wants_unet else _inner_width(model)
    if theirs and ours and theirs != ours:
        return f"its layers are {theirs} wide, this model's {ours}"
    return ""


@lru_cache(maxsize=512)
def _lora_in(header: Header) -> _Lora:
    """What a LoRA changes; it has thousands of tensors, and every shot of its character asks."""
    names = header.tensors.keys()
    return _Lora(
        there=any(_LORA.search(name) for name in names),
        unet=any(_OF_UNET.match(name) for name in names),
        transformer=any(_OF_TRANSFORMER.match(name) for name in names),
        cross=_width(header, _CROSS),
        query=_width(header, _QUERY),
    )


def _width(header: Header, layer: re.Pattern[str]) -> int:
    """How wide the layers are that a LoRA changes; 0 where it changes none of that kind."""
    shapes = (tensor.shape for name, tensor in header.tensors.items() if layer.search(name))
    return next((shape[1] for shape in shapes if len(shape) > 1), 0)


def cross_width(model: ModelFacts) -> int:
    """The width of what a UNet is told: of its text encoders together."""
    told = model.configs.get("unet", {}).get("cross_attention_dim")
    return told if isinstance(told, int) else sum(model.widths)


def _inner_width(model: ModelFacts) -> int:
    transformer = model.configs.get("transformer", {})
    heads, each = transformer.get("num_attention_heads"), transformer.get("attention_head_dim")
    return heads * each if isinstance(heads, int) and isinstance(each, int) else 0
