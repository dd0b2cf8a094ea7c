"""The motion engine: a clip at the film's rate, by dense optical flow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from storyboard.engines.protocol import OpFunction, Tell
from storyboard.plan.types import Spec, Traits

NAME = "motion"
REVISION = 1


class InbetweenParams(BaseModel):
    """How the frames between a clip's own frames are made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: Literal["flow", "blend", "hold"] = Field(
        "flow", description="move what moves (flow), cross-fade (blend), or repeat the nearest frame (hold)"
    )


PARAMS: Mapping[str, type[BaseModel]] = {"inbetween": InbetweenParams}


def traits(op: str, params: BaseModel) -> Traits:
    """It makes any rate from any other, and wants nothing of the shot but its clip."""
    return Traits(revision=REVISION)


def _inbetween(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.motion import inbetween

    inbetween.inbetween(spec, inputs, out, tell)


OPS: Mapping[str, OpFunction] = {"inbetween": _inbetween}
