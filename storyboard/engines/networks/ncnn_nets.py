"""Networks in ncnn's form, run by ncnn on the CPU; no other module imports it.

Such a network is two files of one name: `.param` says what is computed, `.bin` holds the weights.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.base.errors import EngineError

if TYPE_CHECKING:
    from storyboard.engines.tiles import Floats

INSTALL = 'pip install "storyboard[ncnn]"'
_PROBE = 16
"""The side of the picture by which a network's scale is found."""


class NcnnEnlarger:
    """A network of one input and one output; how many times it enlarges is found by trying.

    Computed in single precision: half would give other pixels on other processors.
    """

    def __init__(self, param: Path) -> None:
        import numpy as np

        self._name, self._net = param.stem, _loaded(param)
        inputs, outputs = self._net.input_names(), self._net.output_names()
        if len(inputs) != 1 or len(outputs) != 1:
            raise EngineError(
                f"{param.name} takes {len(inputs)} pictures and makes {len(outputs)}; "
                "name a network that makes one larger"
            )
        self._ends = inputs[0], outputs[0]
        self.scale = 1
        self.scale = self(np.full((_PROBE, _PROBE, 3), 0.5, np.float32)).shape[0] // _PROBE
        if self.scale < 1:
            raise EngineError(f"{param.name} makes pictures smaller; name a network that makes them larger")

    def __call__(self, rgb: Floats) -> Floats:
        """Enlarge a picture of height, width and three channels from 0 to 1."""
        import ncnn
        import numpy as np

        planes = np.ascontiguousarray(rgb.transpose(2, 0, 1), np.float32)
        run = self._net.create_extractor()
        # a Mat made from an array borrows its memory, which the extractor must outlive
        run.input(self._ends[0], ncnn.Mat(planes).clone())
        fault, made = run.extract(self._ends[1])
        picture = np.array(made)
        if fault or picture.ndim != 3 or picture.shape[0] != 3:
            raise EngineError(f"{self._name} made no picture of three colours; name a network that does")
        return picture.transpose(1, 2, 0)


def ncnn_enlarger(param: Path) -> NcnnEnlarger:
    """The network at `param`, its weights beside it; the one used last is kept.

    Raises EngineError, with the way out, where ncnn is missing or the files are no network.
    """
    if fault := missing():
        raise EngineError(fault)
    stats = [(file.stat().st_mtime_ns, file.stat().st_size) for file in (param, param.with_suffix(".bin"))]
    return _kept(param, tuple(stats))


def missing() -> str:
    """What has to be installed first, and how; empty where all is there. Nothing is imported."""
    if find_spec("ncnn") is None:
        return f"a network of ncnn's needs ncnn; get it with: {INSTALL}"
    return ""


@lru_cache(maxsize=1)
def _kept(param: Path, stats: tuple[tuple[int, int], ...]) -> NcnnEnlarger:
    return NcnnEnlarger(param)


def _loaded(param: Path) -> Any:
    import ncnn

    net = ncnn.Net()
    net.opt.num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    net.opt.use_vulkan_compute = False
    for half in ("fp16_packed", "fp16_storage", "fp16_arithmetic", "bf16_packed", "bf16_storage"):
        if hasattr(net.opt, f"use_{half}"):
            setattr(net.opt, f"use_{half}", False)
    if net.load_param(str(param)) or net.load_model(str(param.with_suffix(".bin"))):
        raise EngineError(f"{param.name} and the .bin beside it are no network of ncnn's; get both again")
    return net
