"""Tiny networks on disk, as real ones lie there: random weights, or weights whose work is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def esrgan(place: Path, scale: int = 2, seed: int = 0) -> Path:
    """An ESRGAN with random weights, small ones, so that what it makes looks like its picture."""
    import torch
    from safetensors.torch import save_file
    from spandrel.architectures.ESRGAN import ESRGAN

    torch.manual_seed(seed)
    network = ESRGAN(in_nc=3, out_nc=3, num_filters=8, num_blocks=1, scale=scale, plus=False)
    save_file({name: tensor.contiguous() for name, tensor in network.state_dict().items()}, place)
    return place


def restoreformer(place: Path) -> Path:
    """A RestoreFormer with random weights: it makes a face of 512x512 of one, if a strange one."""
    import torch
    from safetensors.torch import save_file
    from spandrel.architectures.RestoreFormer import RestoreFormer

    torch.manual_seed(0)
    network = RestoreFormer(
        n_embed=8, embed_dim=32, ch=32, ch_mult=(1, 1, 1, 1, 1, 1), num_res_blocks=1, z_channels=32
    )
    save_file({name: tensor.contiguous() for name, tensor in network.state_dict().items()}, place)
    return place


def ncnn_doubler(folder: Path, sharpness: float = 0.0) -> Path:
    """A folder with a network of ncnn's: each pixel four times, then a 3x3 filter."""
    folder.mkdir(parents=True)
    (folder / "net.param").write_text(
        "7767517\n3 3\n"
        "Input data 0 1 data\n"
        "Interp up 1 1 data big 0=1 1=2.0 2=2.0\n"
        "Convolution sharpen 1 1 big output 0=3 1=3 4=1 5=0 6=81\n"
    )
    (folder / "net.bin").write_bytes(b"\0\0\0\0" + _filter(sharpness).tobytes())
    return folder


def _filter(sharpness: float) -> Any:
    import numpy as np

    kernel = np.zeros((3, 3, 3, 3), "<f4")
    for channel in range(3):
        kernel[channel, channel] = -sharpness / 8
        kernel[channel, channel, 1, 1] = 1 + sharpness
    return kernel


def rife(place: Path, seed: int | None = 0, **biases: tuple[float, ...]) -> Path:
    """RIFE's network with random weights; without a seed, with none.

    `biases` are for the last layer of a part, named like `block0_conv1`: what a block adds everywhere.
    """
    import torch
    from safetensors.torch import save_file

    from storyboard.engines.networks.rife_file import shapes

    noise = torch.Generator().manual_seed(seed or 0)
    amount = 0 if seed is None else 0.06
    tensors = {name: amount * torch.randn(shape, generator=noise) for name, shape in shapes().items()}
    for part, bias in biases.items():
        tensors[f"{part.replace('_', '.')}.2.bias"] = torch.tensor(bias)
    save_file(tensors, place)
    return place
