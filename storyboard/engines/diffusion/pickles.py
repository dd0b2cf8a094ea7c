"""Weights that are pickles: found at check time, and where that is allowed opened for their numbers alone.

A pickle is a program that makes objects. torch's `weights_only` reader runs none of it: it knows tensors and
plain values, and refuses the rest. Which files there are is said without torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.base.errors import EngineError
from storyboard.engines.model_folder import PICKLES

if TYPE_CHECKING:
    from pydantic import BaseModel

    from storyboard.plan.types import Spec

_NESTS = ("string_to_param", "state_dict")
"""Where A1111's embeddings and checkpoints of trainers keep the tensors."""


def is_pickle(file: Path | str) -> bool:
    """Whether a file is of a kind that can run any program when it is opened in the usual way."""
    return str(file).lower().endswith(PICKLES)


def named(params: BaseModel, shot: Spec) -> Iterator[tuple[str, str]]:
    """The pickles among the weights of a profile and of a shot's characters: the setting, and the file."""
    lora = getattr(params, "lora", None)
    if lora is not None and is_pickle(lora.file):
        yield "lora.file", lora.file
    members = shot.get("files")
    for member in members if isinstance(members, list) else ():
        for kind in ("embedding", "lora"):
            weights = member.get(kind) if isinstance(member, dict) else None
            if isinstance(weights, dict) and is_pickle(str(weights["file"])):
                yield "", str(weights["file"])


def tensors(path: Path) -> dict[str, Any]:
    """The tensors of a pickle by name, read by torch's reader of numbers alone.

    Raises EngineError for one that holds more than numbers, or isn't whole.
    """
    import pickle

    import torch

    try:
        plain = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError:
        raise EngineError(
            f"{path.name} holds more than numbers, or is no pickle, so it is not opened; "
            "get it as .safetensors"
        ) from None
    except (OSError, EOFError, RuntimeError, ValueError, KeyError, IndexError) as error:
        raise EngineError(f"{path.name} is no whole file of weights; get it again") from error
    for nest in _NESTS:
        if isinstance(plain, Mapping) and isinstance(plain.get(nest), Mapping):
            plain = plain[nest]
    found = plain.items() if isinstance(plain, Mapping) else ()
    read = {str(name): each.detach() for name, each in found if isinstance(each, torch.Tensor)}
    if not read:
        raise EngineError(f"{path.name} holds no weights; get it as .safetensors")
    return read
