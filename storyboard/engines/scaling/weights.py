"""Which network a setting names: found by the names of files, advised on by their headers, then loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from storyboard.base.errors import EngineError

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice
    from storyboard.engines.tiles import Enlarger

_PICKLES = (".pth", ".pt", ".ckpt", ".pkl")


@dataclass(frozen=True, slots=True)
class Named:
    """A network's main file, and who runs it."""

    file: Path
    by: Literal["spandrel", "ncnn"]


def named(path: Path) -> Named:
    """The network that a file is, or the one network that a folder holds; raises EngineError for others."""
    if path.is_dir():
        return _in_folder(path)
    if path.suffix == ".safetensors":
        return Named(path, "spandrel")
    if path.suffix in (".param", ".bin"):
        raise EngineError(f"{path.name} is one of two files; name the folder that holds both, and no others")
    if path.suffix in _PICKLES:
        raise EngineError(
            f"{path.name} is a pickle, which can run any program when it is opened; get the .safetensors file"
        )
    raise EngineError(f"{path.name} is no .safetensors file, nor a folder with a .param and a .bin")


def enlarger(path: Path, dtype: str | None = None) -> Enlarger:
    """Load the network at a path; raises EngineError, with the way out, for what can't be run."""
    found = named(path)
    if found.by == "ncnn":
        from storyboard.engines.networks.ncnn_nets import ncnn_enlarger

        return ncnn_enlarger(found.file)
    from storyboard.engines.networks.spandrel_nets import spandrel_net

    network = spandrel_net(found.file, dtype)
    if network.purpose == "FaceSR":
        raise EngineError(f"{found.file.name} restores faces, and enlarges nothing; name another network")
    return network


def advise(path: str | None, dtype: str | None, tile: int | None) -> Iterator[Advice]:
    """What would fail at render time; nothing heavy is imported and no weight is read."""
    if path is None:
        for key, value in (("dtype", dtype), ("tile", tile)):
            if value is not None:
                yield key, f"without `weights` there is no use for `{key}`; leave it out", "warning"
        return
    try:
        found = named(Path(path))
        if found.by == "spandrel":
            from storyboard.engines.networks.headers import read_header

            read_header(found.file)
    except EngineError as fault:
        yield "weights", str(fault), "error"
        return
    if fault_of_libraries := _missing(found.by):
        yield "weights", fault_of_libraries, "error"
    if found.by == "ncnn" and dtype not in (None, "float32"):
        yield "dtype", "a network of ncnn's computes in float32; leave `dtype` out", "warning"


def _in_folder(folder: Path) -> Named:
    pairs = [file for file in sorted(folder.glob("*.param")) if file.with_suffix(".bin").is_file()]
    safe = sorted(folder.glob("*.safetensors"))
    if len(pairs) + len(safe) == 1:
        return Named(pairs[0], "ncnn") if pairs else Named(safe[0], "spandrel")
    if pairs or safe:
        names = ", ".join(file.name for file in (*pairs, *safe)[:4])
        raise EngineError(f"{folder.name} holds several networks ({names}); give each a folder of its own")
    raise EngineError(f"{folder.name} holds neither a .safetensors file nor a .param with its .bin")


def _missing(by: str) -> str:
    if by == "ncnn":
        from storyboard.engines.networks import ncnn_nets

        return ncnn_nets.missing()
    from storyboard.engines.networks import spandrel_nets

    return spandrel_nets.missing()
