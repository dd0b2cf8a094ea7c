"""The piper engine: lines spoken by a trained voice, where its package and a voice's files are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice, OpFunction, Rest, Tell

NAME = "piper"
REVISION = 1


class SpeechParams(BaseModel):
    """Which voice speaks, and how freely."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    voice: str | None = Field(
        None,
        min_length=1,
        max_length=1000,
        description="a voice of piper's, an .onnx file; characters may have others (`voice: {file: ...}`)",
    )
    config: str | None = Field(
        None, min_length=1, max_length=1000, description="the voice's settings; its name with .json after it"
    )
    speaker: int | str | None = Field(
        None, description="whose voice it is, where the file has several: a number, or a name in its settings"
    )
    noise: float | None = Field(
        None, ge=0, le=2, description="how much its tone varies; the default is the voice's own"
    )
    pace_noise: float | None = Field(
        None, ge=0, le=2, description="how much its pace varies; the default is the voice's own"
    )


PARAMS: Mapping[str, type[BaseModel]] = {"speech": SpeechParams}
FILES: Mapping[str, Sequence[str]] = {"speech": ("voice", "config")}
BESIDE: Mapping[str, Mapping[str, tuple[str, str]]] = {"speech": {"config": ("voice", ".json")}}


def traits(op: str, params: BaseModel) -> Traits:
    """It wants nothing of a shot: a line is the same wherever it is spoken."""
    return Traits(revision=REVISION)


def missing(op: str, wanted: Mapping[str, object]) -> str:
    """What has to be installed first, and how."""
    from importlib.util import find_spec

    if find_spec("piper") and find_spec("onnxruntime"):
        return ""
    return 'engine piper needs its extra on this machine; get it with: pip install "storyboard[piper]"'


def advise(op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    """What is wrong with the voice that is named."""
    from storyboard.engines.piper import voices

    assert isinstance(params, SpeechParams)
    return voices.advise(params.voice, params.config, params.speaker)


def _speech(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest:
    from storyboard.engines.piper import speaking

    return speaking.speech(spec, inputs, out, tell)


OPS: Mapping[str, OpFunction] = {"speech": _speech}
