"""The file that RIFE's weights come in: told from others by its header, without torch.

The names and shapes are those of the released checkpoint of version HDv3. Its three blocks, each after
`block0.`, are made alike: `conv0` halves the picture twice, `convblock0` to `convblock3` look at it,
`conv1` and `conv2` double it twice on the way to the flows and the mask.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from storyboard.base.errors import EngineError
from storyboard.engines.networks.headers import read_header

BLOCKS = 3
STAGES = 4
"""How many residual stages of two convolutions a block has."""
SEEN = 11
"""What a block sees: two frames of three colours, a mask, and two flows of two directions."""
FLOWS, MASK = 4, 1

_WIDTH = 90
_FETCH = "get RIFE's weights with: storyboard fetch rife"
_PICKLES = (".pkl", ".pth", ".pt", ".ckpt")


def check_file(path: Path) -> None:
    """Raise EngineError, with the way out, for a file that doesn't hold RIFE's weights."""
    if path.suffix in _PICKLES:
        raise EngineError(f"{path.name} is a pickle, which can run any program when it is opened; {_FETCH}")
    if path.is_dir() or path.suffix != ".safetensors":
        raise EngineError(f"{path.name} is no .safetensors file; {_FETCH}")
    found = read_header(path).tensors
    for name, shape in shapes().items():
        if name not in found:
            raise EngineError(f"{path.name} holds another network: it has no {name}; {_FETCH}")
        if found[name].shape != shape:
            raise EngineError(
                f"{path.name} holds another network, or another version of RIFE than HDv3: its {name} is "
                f"{_sides(found[name].shape)}, not {_sides(shape)}; {_FETCH}"
            )


def missing() -> str:
    """What has to be installed first, and how; empty where all is there. Nothing is imported."""
    lacking = [library for library in ("torch", "safetensors") if find_spec(library) is None]
    if not lacking:
        return ""
    return f'in-betweens by RIFE need {" and ".join(lacking)}; get it with: pip install "storyboard[rife]"'


def shapes() -> dict[str, tuple[int, ...]]:
    """Every tensor that the network is made of, and its shape."""
    return dict(each for number in range(BLOCKS) for each in _block(f"block{number}"))


def _block(name: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    half = _WIDTH // 2
    yield from _convolved(f"{name}.conv0.0", SEEN, half)
    yield from _convolved(f"{name}.conv0.1", half, _WIDTH)
    for stage in range(STAGES):
        for turn in range(2):
            yield from _convolved(f"{name}.convblock{stage}.{turn}", _WIDTH, _WIDTH)
    for end, out in (("conv1", FLOWS), ("conv2", MASK)):
        yield f"{name}.{end}.0.weight", (_WIDTH, half, 4, 4)
        yield f"{name}.{end}.0.bias", (half,)
        yield f"{name}.{end}.1.weight", (half,)
        yield f"{name}.{end}.2.weight", (half, out, 4, 4)
        yield f"{name}.{end}.2.bias", (out,)


def _convolved(name: str, inner: int, outer: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A convolution and the slopes of the rectifier after it."""
    yield f"{name}.0.weight", (outer, inner, 3, 3)
    yield f"{name}.0.bias", (outer,)
    yield f"{name}.1.weight", (outer,)


def _sides(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape)) or "a number"
