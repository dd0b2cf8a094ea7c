"""The motion engine: a clip at the film's rate, by dense optical flow or by a trained network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from storyboard.engines import wanted
from storyboard.engines.protocol import OpFunction, Tell
from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice

NAME = "motion"
REVISION = 1


class InbetweenParams(BaseModel):
    """How the frames between a clip's own frames are made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: Literal["flow", "blend", "hold", "rife"] = Field(
        "flow",
        description="move what moves (flow), cross-fade (blend), repeat the nearest frame (hold), "
        "or let a trained network draw (rife, the default with weights)",
    )
    weights: str | None = Field(
        None,
        min_length=1,
        max_length=1000,
        description="the weights of RIFE HDv3, a .safetensors file; `storyboard fetch rife` gets them",
    )

    @model_validator(mode="before")
    @classmethod
    def _weights_imply_rife(cls, told: Any) -> Any:
        if isinstance(told, Mapping) and told.get("weights") is not None:
            return {"method": "rife", **told}
        return told


PARAMS: Mapping[str, type[BaseModel]] = {"inbetween": InbetweenParams}
FILES: Mapping[str, Sequence[str]] = {"inbetween": ("weights",)}


def traits(op: str, params: BaseModel) -> Traits:
    """It makes any rate from any other, and wants nothing of the shot but its clip."""
    return Traits(revision=REVISION)


def advise(op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    """What is wrong with the weights that are named, or missing to use them."""
    from storyboard.engines.motion import weights

    assert isinstance(params, InbetweenParams)
    return weights.advise(params.method, params.weights)


def _inbetween(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.motion import inbetween

    inbetween.inbetween(spec, inputs, out, tell)


affinity = wanted.weights
OPS: Mapping[str, OpFunction] = {"inbetween": _inbetween}
