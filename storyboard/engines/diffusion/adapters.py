"""Whether an IP-Adapter and its image encoder belong to a model and to each other, by their headers alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.belongings import cross_width, safe_header
from storyboard.engines.diffusion.models import ModelFacts, read_json
from storyboard.engines.diffusion.notices import error, warning
from storyboard.engines.diffusion.settings import IpAdapter, Keyframe
from storyboard.engines.networks.headers import Header
from storyboard.engines.protocol import Advice
from storyboard.plan.types import Spec

_KEYS = "ip_adapter.1.to_k_ip.weight"
_OF_EMBEDDING = "image_proj.proj.weight"
"""What an ordinary adapter makes of the encoder's embedding of a picture: its output, projected."""
_OF_PATCHES = ("image_proj.proj_in.weight", "image_proj.proj.0.weight")
"""What a Plus or a Full Face adapter makes of its last hidden layer but one."""
_PROJECTED, _HIDDEN = 512, 768
"""What transformers takes for a CLIP vision model that doesn't say."""


def advise(params: Keyframe, model: ModelFacts, shot: Spec) -> Iterator[Advice]:
    """What is wrong with how these settings look at the reference pictures of a shot's characters."""
    if params.ip_adapter is None:
        for each in cast("list[dict[str, Plain]]", shot.get("references") or []):
            name = Path(str(each["file"])).name
            yield warning("ip_adapter", f"without an `ip_adapter`, nobody looks at the reference {name}")
    elif not model.family.references:
        way = "leave `ip_adapter` out, and give characters a LoRA"
        yield error("ip_adapter", f"{model.family.title} can't look at reference pictures here; {way}")
    else:
        yield from _running(params)
        yield from _adapter(params.ip_adapter, model)


def _running(params: Keyframe) -> Iterator[Advice]:
    if params.offload == "sequential":
        yield error("offload", "an `ip_adapter` can't wait with the weights so; write `offload: model`")
    if params.quantize:
        yield error("quantize", "quantized weights take no `ip_adapter`; leave one of the two out")


def _adapter(adapter: IpAdapter, model: ModelFacts) -> Iterator[Advice]:
    path = Path(adapter.file)
    try:
        header = safe_header(path)
    except EngineError as fault:
        yield error("ip_adapter.file", str(fault))
        return
    if fault_of_it := _misfit(header, model):
        yield error("ip_adapter.file", f"{path.name} {fault_of_it}")
    else:
        yield from _encoder(adapter, header, model)


def _misfit(header: Header, model: ModelFacts) -> str:
    """What is wrong with an adapter for a model; empty where nothing is."""
    names = header.tensors.keys()
    if any("_lora." in name or name.startswith("image_proj.perceiver_resampler.") for name in names):
        return "is a FaceID adapter, which needs a face recogniser; name an ordinary or a Plus one"
    if _KEYS not in names or not ({_OF_EMBEDDING, *_OF_PATCHES} & names):
        return "holds no IP-Adapter for Stable Diffusion or SDXL"
    theirs, ours = header.tensors[_KEYS].shape[1], cross_width(model)
    if ours and theirs != ours:
        title = model.family.title
        return (
            f"was made for another model than {title}: its layers read {theirs} numbers, this model's {ours}"
        )
    return ""


def _encoder(adapter: IpAdapter, header: Header, model: ModelFacts) -> Iterator[Advice]:
    key = "ip_adapter.image_encoder" if adapter.image_encoder else "ip_adapter"
    folder = Path(adapter.image_encoder) if adapter.image_encoder else model.path / "image_encoder"
    if not adapter.image_encoder and "image_encoder" not in model.configs:
        yield error(key, "the model has no image encoder of its own; name one: `image_encoder: folder`")
        return
    if not (folder / "config.json").is_file() or not any(folder.glob("*.safetensors")):
        needs = "a config.json and .safetensors weights"
        yield error(key, f"{folder.name} is no CLIP vision model: it should be a folder with {needs}")
        return
    try:
        config = read_json(folder / "config.json")
    except EngineError as fault:
        yield error(key, str(fault))
        return
    config = config.get("vision_config") or config
    wanted = _wanted(header)
    made = config.get(
        *(("projection_dim", _PROJECTED) if _OF_EMBEDDING in header.tensors else ("hidden_size", _HIDDEN))
    )
    if made != wanted:
        name = Path(adapter.file).name
        yield error(key, f"{folder.name} makes {made} numbers of a picture, and {name} reads {wanted}")


def _wanted(header: Header) -> int:
    """How many numbers of a picture, or of each part of it, an adapter reads."""
    found = (header.tensors.get(name) for name in (_OF_EMBEDDING, *_OF_PATCHES))
    return next(tensor.shape[1] for tensor in found if tensor)
