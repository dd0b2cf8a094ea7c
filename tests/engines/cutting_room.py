"""Clips whose frames carry their numbers as black and white blocks, and the cutting room's ops."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from storyboard.base.digest import Plain
from storyboard.engines.cutting import OPS
from storyboard.engines.cutting.profiles import CONTAINERS, encoder_profile
from storyboard.media.video import VideoWriter

Rgb = npt.NDArray[np.uint8]
Spec = dict[str, Plain]

SIZE = (128, 32)
BITS = 16


def numbered(number: int, size: tuple[int, int] = SIZE) -> Rgb:
    """A picture of 16 blocks, white for the number's bits that are set."""
    bits = np.array([[number >> (8 * row + column) & 1 for column in range(8)] for row in range(2)])
    blocks = bits.repeat(size[1] // 2, axis=0).repeat(size[0] // 8, axis=1)
    return (blocks[..., None] * np.array([255, 255, 255])).astype(np.uint8)


def number_in(rgb: Rgb) -> int:
    """The number that a picture carries, after whatever an encoder did to it."""
    height, width = rgb.shape[:2]
    middles = rgb[height // 4 :: height // 2, width // 16 :: width // 8, 1] > 127
    return sum(int(bit) << place for place, bit in enumerate(middles.reshape(-1)))


def clip(path: Path, pictures: Sequence[Rgb], rate: str = "24") -> Path:
    """The pictures as a lossless clip."""
    height, width = pictures[0].shape[:2]
    with VideoWriter(path, (width, height), Fraction(rate)) as video:
        for picture in pictures:
            video.write(picture)
    return path


def numbered_clip(path: Path, first: int, count: int, rate: str = "24") -> Path:
    return clip(path, [numbered(number) for number in range(first, first + count)], rate)


def spec(
    rate: str = "24", size: tuple[int, int] = SIZE, codec: str = "h264", quality: str | int = "high"
) -> Spec:
    """What every op of the cut has in common; the film's container is the first that takes the codec."""
    container = next(name for name, codecs in CONTAINERS.items() if codec in codecs)
    encoder = encoder_profile(codec, quality, container)
    common: Spec = {"size": list(size), "rate": rate, "encoder": encoder, "burn_in": []}
    return common if container == "mp4" else common | {"container": container}


def cut(op: str, wanted: Spec, inputs: Mapping[str, Path], out: Path) -> Path:
    """Carry out an op and return the one file that it made."""
    out.mkdir(parents=True)
    OPS[op](wanted, inputs, out, lambda frames: None)
    (made,) = out.iterdir()
    return made


def span(out: Path, source: Path, start: int, frames: int, common: Spec | None = None) -> Path:
    return cut("span", (common or spec()) | {"start": start, "frames": frames}, {"clip": source}, out)


def film(out: Path, spans: Sequence[Path], frames: Sequence[int], common: Spec | None = None) -> Path:
    inputs = {f"{number:06}": path for number, path in enumerate(spans)}
    return cut("film", (common or spec()) | {"frames": list(frames)}, inputs, out)


def decoded(path: Path) -> list[Rgb]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def numbers(path: Path) -> list[int]:
    return [number_in(picture) for picture in decoded(path)]


def packets(path: Path) -> list[tuple[int, int, bool, str]]:
    """Each packet's pts and dts in ticks, whether it is a keyframe, and its payload's digest."""
    with av.open(str(path)) as container:
        return [
            (packet.pts, packet.dts, packet.is_keyframe, hashlib.sha256(bytes(packet)).hexdigest())
            for packet in container.demux(video=0)
            if packet.size and packet.pts is not None and packet.dts is not None
        ]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
