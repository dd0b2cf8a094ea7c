"""What is wrong with the weights that a setting names: found by names and headers, at every check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import EngineError

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice

_PICKLES = (".pth", ".pt", ".ckpt", ".pkl")
NETS = ("pnet", "rnet", "onet")
"""The three networks of MTCNN, in the order of their work; each is a .safetensors file."""


def advise(weights: str, detector: str) -> Iterator[Advice]:
    """Say what would fail at render time; nothing heavy is imported and no weight is read."""
    from storyboard.engines.networks import spandrel_nets
    from storyboard.engines.networks.headers import read_header

    for key, check, path in (("weights", check_weights, weights), ("detector", check_detector, detector)):
        try:
            check(Path(path))
            for file in (
                [Path(path)] if key == "weights" else [Path(path, f"{net}.safetensors") for net in NETS]
            ):
                read_header(file)
        except EngineError as fault:
            yield key, str(fault), "error"
    if fault_of_libraries := spandrel_nets.missing():
        yield "weights", fault_of_libraries, "error"


def check_weights(path: Path) -> None:
    """Raise EngineError for what can't be a network that restores faces."""
    if path.suffix in _PICKLES:
        raise EngineError(
            f"{path.name} is a pickle, which can run any program when it is opened; get the .safetensors file"
        )
    if path.suffix != ".safetensors" or not path.is_file():
        raise EngineError(f"{path.name} is no .safetensors file")


def check_detector(path: Path) -> None:
    """Raise EngineError for what isn't MTCNN's folder."""
    missing = [net for net in NETS if not (path / f"{net}.safetensors").is_file()]
    if missing:
        raise EngineError(
            f"{path.name} is no face detector: it has no {missing[0]}.safetensors; "
            "get one with: storyboard fetch mtcnn"
        )
