"""Whether a model fits the machine: by the sizes of its weights and what the device says of its memory."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache

from storyboard.engines.diffusion.models import ModelFacts
from storyboard.engines.diffusion.notices import warning
from storyboard.engines.diffusion.running import Running
from storyboard.engines.protocol import Advice

_GIB = 2**30
_WIDTHS: Mapping[str, int] = {"float32": 4, "float16": 2, "bfloat16": 2}
_QUANTIZED: Mapping[str, float] = {"bitsandbytes_4bit": 0.5, "bitsandbytes_8bit": 1, "layerwise_float8": 1}
_DRAWING = ("unet", "transformer", "transformer_2", "checkpoint")


def advise(params: Running, model: ModelFacts) -> Iterator[Advice]:
    """Warn of a model that surely can't be held in the device's memory as the profile runs it."""
    needed, there = weights_at_once(params, model), device_memory()
    if there and needed > there:
        weighs = f"its weights take {needed / _GIB:.0f} GiB at once, and the device has {there / _GIB:.0f}"
        yield warning("model", f"{weighs}; `offload` and `quantize` take less")


def weights_at_once(params: Running, model: ModelFacts) -> float:
    """About how many bytes of weights are on the device at once; activations come on top."""
    sizes = [_bytes(name, size, params, model.dtype) for name, size in model.components.items()]
    if params.offload in ("group", "sequential"):
        return 0
    return max(sizes, default=0) if params.offload == "model" else sum(sizes)


@lru_cache(maxsize=1)
def device_memory() -> int:
    """The bytes of the GPU's memory, or of the machine's where there is none; 0 where nothing tells."""
    if program := shutil.which("nvidia-smi"):
        asked = [program, "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
        try:
            told = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=True).stdout.split()
            return max(int(megabytes) for megabytes in told) * 2**20
        except (OSError, ValueError, subprocess.SubprocessError):
            return 0
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


def _bytes(name: str, size: int, params: Running, stored: str) -> float:
    kept = _WIDTHS.get(stored, 2)
    if params.quantize and name in _DRAWING:
        return size * _QUANTIZED[params.quantize] / kept
    return size * _WIDTHS.get(params.dtype or "", kept) / kept
