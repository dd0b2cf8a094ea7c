"""From the formats that weights are published in to safetensors, which can carry no code."""

from __future__ import annotations

_PREFIX = "module."
"""What training on several GPUs puts before every name."""
_TEACHER = "block_tea."
"""The block that only training uses: it sees the true middle frame."""


def rife_of(pickled: bytes) -> bytes:
    """RIFE's checkpoint as safetensors: without the teacher, and named as the network's own parts are.

    Unpickled with `weights_only`, so that nothing but tensors can come out of it. The same bytes in give the
    same bytes out.
    """
    import io

    import torch
    from safetensors.torch import save

    state = torch.load(io.BytesIO(pickled), map_location="cpu", weights_only=True)
    named = {name.removeprefix(_PREFIX): tensor.contiguous() for name, tensor in state.items()}
    kept = {name: tensor for name, tensor in named.items() if not name.startswith(_TEACHER)}
    return bytes(save(kept, metadata={"network": "RIFE HDv3"}))


def tensors_of(pickled: bytes) -> bytes:
    """A checkpoint's tensors as safetensors, under their own names; unpickled with `weights_only`."""
    import io

    import torch
    from safetensors.torch import save

    state = torch.load(io.BytesIO(pickled), map_location="cpu", weights_only=True)
    return bytes(save({name: tensor.contiguous() for name, tensor in state.items()}))
