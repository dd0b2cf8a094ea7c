"""The faces engine: it finds the faces of a clip and has each restored by a trained network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from storyboard.engines import wanted
from storyboard.engines.protocol import OpFunction, Tell
from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice

NAME = "faces"
REVISION = 1


class RestoreParams(BaseModel):
    """How faces are found and restored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: str = Field(
        min_length=1,
        max_length=1000,
        description="a network that restores faces, in a .safetensors file: GFPGAN, RestoreFormer ...",
    )
    detector: str = Field(
        min_length=1,
        max_length=1000,
        description="a folder with the three networks of MTCNN; `storyboard fetch mtcnn` writes it",
    )
    strength: float | None = Field(
        None, gt=0, le=1, description="how much of the restored face is shown: 1 (the default) is all of it"
    )
    smallest: int | None = Field(
        None,
        ge=12,
        le=4096,
        strict=True,
        description="faces that are less wide, in pixels of the film, are left alone (48)",
    )
    confidence: float | None = Field(
        None, gt=0, lt=1, description="how sure the detector has to be that it sees a face (0.9)"
    )
    dtype: Literal["float32", "bfloat16"] | None = Field(
        None,
        description="what to compute in; the default is float32, on a GPU what the weights are stored in",
    )


PARAMS: Mapping[str, type[BaseModel]] = {"restore": RestoreParams}
FILES: Mapping[str, Sequence[str]] = {"restore": ("weights", "detector")}


def traits(op: str, params: BaseModel) -> Traits:
    """It works at the film's size, and wants nothing of the shot but its clip."""
    return Traits(revision=REVISION)


def advise(op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    """What is wrong with the weights that are named, or missing to run them."""
    from storyboard.engines.faces import advice

    assert isinstance(params, RestoreParams)
    return advice.advise(params.weights, params.detector)


def _restore(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.faces import restoring

    restoring.restore(spec, inputs, out, tell)


affinity = wanted.weights
OPS: Mapping[str, OpFunction] = {"restore": _restore}
