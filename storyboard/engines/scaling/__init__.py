"""The scaling engine: a clip at the film's size, by Lanczos resampling."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from storyboard.engines.protocol import OpFunction, Tell
from storyboard.plan.types import Spec, Traits

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


PARAMS: Mapping[str, type[BaseModel]] = {"upscale": UpscaleParams}


def traits(op: str, params: BaseModel) -> Traits:
    """It makes any size from any other, and wants nothing of the shot but its clip."""
    return Traits(revision=REVISION)


def _upscale(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.scaling import lanczos

    lanczos.upscale(spec, inputs, out, tell)


OPS: Mapping[str, OpFunction] = {"upscale": _upscale}
