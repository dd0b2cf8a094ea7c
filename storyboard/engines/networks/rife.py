"""RIFE, a network that draws the frame halfway between two; version HDv3.

Zhewei Huang, Tianyuan Zhang, Wen Heng, Boxin Shi, Shuchang Zhou: Real-Time Intermediate Flow Estimation for
Video Frame Interpolation, ECCV 2022. Three blocks, from coarse to fine, correct two flows that lead from the
frame to be drawn back into its neighbours, and a mask that says which neighbour to trust; each sees the
neighbours as the flows so far warp them. HDv3 leaves out the paper's refinement and runs every block with
time turned round, too, and takes the mean: the middle of b and a is the middle of a and b.

It knows no other moment than one half; see `storyboard.engines.motion.halving` for the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import torch
import torch.nn.functional as nn

from storyboard.base.errors import EngineError
from storyboard.engines.networks.rife_file import BLOCKS, FLOWS, STAGES, check_file, missing, shapes

if TYPE_CHECKING:
    from storyboard.media.picture import Rgb

Seen: TypeAlias = "tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]"
"""What a block looks at: the two frames as they are warped so far, the mask, and the flows."""

_COARSEST = 4
"""How much smaller the first block sees the frames than the last one does."""
_HALVED = 4
"""How much smaller still a block makes what it sees: it halves twice."""
_FULL_HD = 1920 * 1088
"""Above so many pixels the flows are found at half size or less, as the authors advise for 4K."""


class Rife:
    """The network, on the GPU where there is one; float32.

    The same pixels every time on one device; with other threads or on another, a level may differ.
    """

    def __init__(self, path: Path) -> None:
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            found = load_file(path)
        except (SafetensorError, OSError) as error:
            raise EngineError(f"{path.name} is no safetensors file, or is cut off; get it again") from error
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._weights = {name: found[name].to(self._device, torch.float32) for name in shapes()}

    def middle(self, first: Rgb, second: Rgb) -> Rgb:
        """The frame halfway between two of one size, whatever that is.

        Raises MemoryError where the device has too little: frames of 1920x1080 take a gigabyte, of 3840x2160
        two.
        """
        try:
            with torch.inference_mode(), _exactly():
                return self._drawn(first, second)
        except torch.OutOfMemoryError as error:
            raise MemoryError("the device has too little memory for frames of this size") from error

    def _drawn(self, first: Rgb, second: Rgb) -> Rgb:
        height, width = first.shape[:2]
        shrunk = _shrinking(width * height)
        multiple = _COARSEST * _HALVED * shrunk
        padding = (0, -width % multiple, 0, -height % multiple)
        one, other = (nn.pad(self._planes(rgb), padding, mode="replicate") for rgb in (first, second))
        drawn = _between(self._weights, one, other, shrunk)[0, :, :height, :width]
        picture: Rgb = (drawn * 255).round_().clamp_(0, 255).byte().permute(1, 2, 0).cpu().numpy()
        return picture

    def _planes(self, rgb: Rgb) -> torch.Tensor:
        return torch.from_numpy(rgb).to(self._device).permute(2, 0, 1)[None].float().div_(255)


def rife(path: Path) -> Rife:
    """The network with the weights at `path`; the one used last is kept.

    Raises EngineError, with the way out, where a library is missing or the file holds something else.
    """
    if fault := missing():
        raise EngineError(fault)
    check_file(path)
    stat = path.stat()
    return _kept(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)
def _kept(path: Path, changed: int, size: int) -> Rife:
    return Rife(path)


def _exactly() -> torch.backends.cudnn.flags:
    """On a GPU: no algorithm chosen by the clock, and no products with fewer bits than float32 has."""
    return torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True, allow_tf32=False)


def _shrinking(pixels: int) -> int:
    """By how much the finest block sees a frame smaller than it is, so that memory stays bounded."""
    shrunk = 1
    while pixels > _FULL_HD * shrunk**2:
        shrunk *= 2
    return shrunk


def _between(
    weights: Mapping[str, torch.Tensor], first: torch.Tensor, second: torch.Tensor, shrunk: int
) -> torch.Tensor:
    """The middle of two batches of one frame: 1 x 3 x height x width, from 0 to 1."""
    height, width = first.shape[2:]
    flows, mask = first.new_zeros(1, FLOWS, height, width), first.new_zeros(1, 1, height, width)
    one, other = first, second
    for number in range(BLOCKS):
        scale = (_COARSEST >> number) * shrunk
        on_flows, on_mask = _corrected(weights, f"block{number}", (one, other, mask, flows), scale)
        turned = (other, one, -mask, _turned(flows))
        back_flows, back_mask = _corrected(weights, f"block{number}", turned, scale)
        flows = flows + (on_flows + _turned(back_flows)) / 2
        mask = mask + (on_mask - back_mask) / 2
        one, other = _warped(first, flows[:, :2]), _warped(second, flows[:, 2:])
    trust = torch.sigmoid(mask)
    return one * trust + other * (1 - trust)


def _turned(flows: torch.Tensor) -> torch.Tensor:
    """The two flows in the other order: that of time running backwards."""
    return torch.cat((flows[:, 2:], flows[:, :2]), 1)


def _corrected(
    weights: Mapping[str, torch.Tensor], block: str, seen: Seen, scale: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """What a block adds to the flows, in pixels of the whole frame, and to the mask, at their size."""
    one, other, mask, flows = (_resized(part, 1 / scale) for part in seen)
    felt = torch.cat((one, other, mask, flows / scale), 1)
    felt = _convolved(weights, f"{block}.conv0.0", felt, stride=2)
    felt = _convolved(weights, f"{block}.conv0.1", felt, stride=2)
    for stage in range(STAGES):
        name = f"{block}.convblock{stage}"
        felt = felt + _convolved(weights, f"{name}.1", _convolved(weights, f"{name}.0", felt))
    flows, mask = _doubled(weights, f"{block}.conv1", felt), _doubled(weights, f"{block}.conv2", felt)
    return _resized(flows, scale) * scale, _resized(mask, scale)


def _resized(picture: torch.Tensor, factor: float) -> torch.Tensor:
    if factor == 1:
        return picture
    return nn.interpolate(picture, scale_factor=factor, mode="bilinear", align_corners=False)


def _convolved(
    weights: Mapping[str, torch.Tensor], name: str, picture: torch.Tensor, stride: int = 1
) -> torch.Tensor:
    """A 3 x 3 convolution and its rectifier; a stride of 2 halves the picture."""
    summed = nn.conv2d(picture, weights[f"{name}.0.weight"], weights[f"{name}.0.bias"], stride, padding=1)
    return nn.prelu(summed, weights[f"{name}.1.weight"])


def _doubled(weights: Mapping[str, torch.Tensor], name: str, picture: torch.Tensor) -> torch.Tensor:
    """Two transposed convolutions, a rectifier between them: four times as wide and high."""
    twice = nn.conv_transpose2d(
        picture, weights[f"{name}.0.weight"], weights[f"{name}.0.bias"], stride=2, padding=1
    )
    twice = nn.prelu(twice, weights[f"{name}.1.weight"])
    return nn.conv_transpose2d(
        twice, weights[f"{name}.2.weight"], weights[f"{name}.2.bias"], stride=2, padding=1
    )


def _warped(picture: torch.Tensor, flow: torch.Tensor) -> torch.Tensor:
    """What the picture shows where each pixel's flow leads; its border goes on for ever."""
    height, width = picture.shape[2:]
    x = torch.arange(width, dtype=torch.float32, device=picture.device)
    y = torch.arange(height, dtype=torch.float32, device=picture.device)[:, None]
    # grid_sample counts from -1, the middle of the first pixel, to 1, that of the last
    across = (x + flow[:, 0]) * (2 / max(width - 1, 1)) - 1
    down = (y + flow[:, 1]) * (2 / max(height - 1, 1)) - 1
    places = torch.stack((across, down), 3)
    return nn.grid_sample(picture, places, mode="bilinear", padding_mode="border", align_corners=True)
