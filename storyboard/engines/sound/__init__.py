"""The sound engine: lines spoken by espeak-ng, the soundtrack mixed to a set loudness, and encoded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from storyboard.engines.protocol import OpFunction, Rest, Tell

NAME = "sound"
REVISION = 2


class SpeechParams(BaseModel):
    """How lines without a recording are spoken; each voice is a character's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


PARAMS: Mapping[str, type[BaseModel]] = {"speech": SpeechParams}


def traits(op: str, params: BaseModel) -> Traits:
    """It wants nothing of a shot: a line is the same wherever it is spoken."""
    return Traits(revision=REVISION)


def _speech(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest:
    from storyboard.engines.sound import speaking

    return speaking.speech(spec, inputs, out, tell)


def _soundtrack(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.sound import mixing

    mixing.soundtrack(spec, inputs, out, tell)


def _track(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.sound import encoding

    encoding.track(spec, inputs, out, tell)


def _mixdown(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.sound import encoding

    encoding.mixdown(spec, inputs, out, tell)


OPS: Mapping[str, OpFunction] = {
    "speech": _speech,
    "soundtrack": _soundtrack,
    "track": _track,
    "mixdown": _mixdown,
}
