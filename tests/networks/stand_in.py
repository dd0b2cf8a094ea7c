"""A torchvision that has only what spandrel imports.

The real one has to be made for the torch beside it, and not every machine has such a pair.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

_FUNCTIONAL = """\
class InterpolationMode:
    NEAREST, BILINEAR = "nearest", "bilinear"

def rotate(*_, **__):
    raise NotImplementedError("a stand-in rotates nothing")

def normalize(tensor, mean, std):
    import torch
    middle, spread = (torch.tensor(each)[:, None, None].to(tensor) for each in (mean, std))
    return (tensor - middle) / spread
"""


@contextmanager
def torchvision(folder: Path) -> Iterator[None]:
    """Let `import torchvision` find the stand-in, unless the real one is here; then it is gone again."""
    if find_spec("torchvision") is not None:
        yield
        return
    inner = folder / "torchvision" / "transforms"
    inner.mkdir(parents=True, exist_ok=True)
    (inner.parent / "__init__.py").touch()
    (inner / "__init__.py").touch()
    (inner / "functional.py").write_text(_FUNCTIONAL)
    sys.path.insert(0, str(folder))
    invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        invalidate_caches()
