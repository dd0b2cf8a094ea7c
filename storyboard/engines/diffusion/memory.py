"""A device's memory: how much models may take of it, how much they do, and the ways in which it runs out."""

from __future__ import annotations

import os
from typing import Any

Pipeline = Any

_RAN_OUT = ("can't allocate memory", "not enough memory", "out of memory", "_STATUS_ALLOC_FAILED")


def ran_out(error: BaseException) -> bool:
    """Whether an error says so: torch's own, or what CUDA's libraries and allocators call it."""
    import torch

    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    said = str(error)
    return isinstance(error, RuntimeError) and any(sign in said for sign in _RAN_OUT)


def free_unused() -> None:
    """Give back what nobody refers to any longer, and what the GPU's allocator holds in reserve."""
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def weights_of(*pipes: Pipeline) -> int:
    """The bytes of pipelines' weights, those that they share counted once."""
    import torch

    parts = {id(part): part for pipe in pipes for part in pipe.components.values()}
    modules = [part for part in parts.values() if isinstance(part, torch.nn.Module)]
    weights = {id(weight): weight for module in modules for weight in module.parameters()}
    return sum(weight.numel() * weight.element_size() for weight in weights.values())


def for_models() -> int:
    """Seven tenths of the GPU's memory, or half of the machine's, in bytes."""
    import torch

    if torch.cuda.is_available():
        return int(torch.cuda.get_device_properties(0).total_memory * 7 // 10)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
