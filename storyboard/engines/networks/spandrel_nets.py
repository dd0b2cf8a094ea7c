"""Networks that spandrel knows by their weights: ESRGAN, SwinIR, GFPGAN and dozens more; safetensors only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.errors import EngineError

if TYPE_CHECKING:
    import torch

    from storyboard.engines.tiles import Floats

INSTALL = 'pip install "storyboard[upscalers]"'


class SpandrelNet:
    """A network from RGB to RGB; `scale` is its own.

    `dtype` is torch's name; without one a GPU computes in what the weights are stored in, as far as the
    network bears it, and a CPU in float32.
    """

    def __init__(self, weights: Path, dtype: str | None) -> None:
        model, stored = _recognised(weights)
        if (model.input_channels, model.output_channels) != (3, 3):
            raise EngineError(
                f"{weights.name} goes from {model.input_channels} channels to {model.output_channels}; "
                "name a network for colour pictures, three to three"
            )
        self._model = model.to(_device(), _dtype(model, stored, dtype)).eval()
        self._run = _as_trained(self._model)
        self.scale: int = model.scale
        self.purpose: str = model.purpose

    def __call__(self, rgb: Floats) -> Floats:
        """The network's picture of one of height, width and three channels from 0 to 1."""
        import torch

        planes = torch.from_numpy(rgb).permute(2, 0, 1)[None].to(self._model.device, self._model.dtype)
        with torch.inference_mode():
            try:
                made = self._run(planes)
            except torch.OutOfMemoryError as error:
                raise MemoryError("there is not enough memory; a smaller `tile` needs less") from error
        picture: Floats = made[0].permute(1, 2, 0).float().cpu().numpy()
        return picture


def spandrel_net(weights: Path, dtype: str | None = None) -> SpandrelNet:
    """The network of a .safetensors file; the two used last are kept.

    Raises EngineError, with the way out, where a library is missing or spandrel doesn't know the network.
    """
    if fault := missing():
        raise EngineError(fault)
    stat = weights.stat()
    return _kept(weights, dtype, stat.st_mtime_ns, stat.st_size)


def missing() -> str:
    """What has to be installed first, and how; empty where all is there. Nothing is imported."""
    for library in ("torch", "spandrel", "safetensors"):
        if find_spec(library) is None:
            return f"weights in .safetensors need {library}; get it with: {INSTALL}"
    if find_spec("torchvision") is None:
        return (
            "weights in .safetensors need spandrel, which needs the torchvision that was made for this torch"
            "; get it with: pip install torchvision"
        )
    return ""


@lru_cache(maxsize=2)
def _kept(weights: Path, dtype: str | None, changed: int, size: int) -> SpandrelNet:
    return SpandrelNet(weights, dtype)


def _recognised(weights: Path) -> tuple[Any, str]:
    """The file as spandrel describes it, and the type in which most weights are stored."""
    try:
        import spandrel
    except (ImportError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise EngineError(
            f"spandrel can't be loaded ({reason}); torchvision must be the one made for this torch"
        ) from error
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    _know_more()
    try:
        tensors = load_file(weights)
        types = Counter(str(tensor.dtype) for tensor in tensors.values())
        model = spandrel.ModelLoader(device="cpu").load_from_state_dict(tensors)
    except (SafetensorError, OSError) as error:
        raise EngineError(f"{weights.name} is no safetensors file, or is cut off; get it again") from error
    except (spandrel.UnsupportedModelError, RuntimeError, KeyError) as error:
        raise EngineError(f"spandrel knows no network with the weights of {weights.name}") from error
    if not isinstance(model, spandrel.ImageModelDescriptor):
        raise EngineError(f"{weights.name} paints holes shut; name a network that takes a picture alone")
    return model, types.most_common(1)[0][0].removeprefix("torch.")


def _as_trained(model: Any) -> Callable[[torch.Tensor], torch.Tensor]:
    """How a network is called. GFPGAN's, as spandrel 0.4.2 calls it, is given 0 to 1 and drawn at random.

    It was trained on -1 to 1, and makes that; and the noise that it adds is its own where none is asked for,
    so that a face comes out the same in each frame.
    """
    if model.architecture.id != "GFPGAN":
        return cast("Callable[[torch.Tensor], torch.Tensor]", model)

    def call(planes: torch.Tensor) -> torch.Tensor:
        made, _ = model.model(planes * 2 - 1, return_rgb=False, randomize_noise=False)
        return ((made + 1) / 2).clamp(0, 1)

    return call


def _know_more() -> None:
    """The networks of spandrel's other package, whose licences are narrower, where the author has it."""
    if find_spec("spandrel_extra_arches") is not None:
        import spandrel_extra_arches

        spandrel_extra_arches.install(ignore_duplicates=True)


def _device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def _dtype(model: Any, stored: str, asked: str | None) -> torch.dtype:
    import torch

    bears = {"float32": True, "float16": model.supports_half, "bfloat16": model.supports_bfloat16}
    if asked is not None and not bears[asked]:
        raise EngineError(f"a network like this ({model.architecture.name}) can't compute in {asked}")
    chosen = asked or (stored if _device() == "cuda" and bears.get(stored) else "float32")
    dtype: torch.dtype = getattr(torch, chosen)
    return dtype
