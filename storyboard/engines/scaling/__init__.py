"""The scaling engine: a clip at the film's size, by Lanczos resampling or by a trained network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from storyboard.engines import wanted
from storyboard.engines.protocol import OpFunction, Tell
from storyboard.engines.tiles import SMALLEST
from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice

NAME = "scaling"
REVISION = 1


class UpscaleParams(BaseModel):
    """How a clip comes to the film's size."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: Literal["lanczos"] = Field("lanczos", description="the resampling filter")
    fit: Literal["crop", "pad"] = Field(
        "crop",
        description="where the aspects differ: fill the frame and crop, or show all and pad with black",
    )
    weights: str | None = Field(
        None,
        min_length=1,
        max_length=1000,
        description="a network that enlarges: a .safetensors file, or a folder with a network of ncnn's "
        "(.param and .bin); what its scale leaves to do is done by the filter",
    )
    tile: int | None = Field(
        None,
        ge=SMALLEST,
        le=4096,
        strict=True,
        description="with weights: how many pixels of the clip, a side, the network sees at once (256); "
        "fewer need less memory",
    )
    dtype: Literal["float32", "float16", "bfloat16"] | None = Field(
        None,
        description="with .safetensors weights: what to compute in; the default is"
        " float32, on a GPU what they are stored in",
    )


PARAMS: Mapping[str, type[BaseModel]] = {"upscale": UpscaleParams}
FILES: Mapping[str, Sequence[str]] = {"upscale": ("weights",)}


def traits(op: str, params: BaseModel) -> Traits:
    """It makes any size from any other, and wants nothing of the shot but its clip."""
    return Traits(revision=REVISION)


def advise(op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    """What is wrong with the weights that are named, or missing to run them."""
    from storyboard.engines.scaling import weights

    assert isinstance(params, UpscaleParams)
    return weights.advise(params.weights, params.dtype, params.tile)


def _upscale(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.scaling import upscaling

    upscaling.upscale(spec, inputs, out, tell)


affinity = wanted.weights
OPS: Mapping[str, OpFunction] = {"upscale": _upscale}
