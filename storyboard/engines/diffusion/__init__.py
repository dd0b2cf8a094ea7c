"""The diffusion engine: keyframes, clips and upscales by diffusers' pipelines, from the author's own models.

Nothing here imports torch or diffusers: that is left to the workers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from storyboard.engines.diffusion.settings import Clip, Keyframe, Upscale
from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice, Batch, OpFunction, Piece, Rest, Tell

NAME = "diffusion"
REVISION = 1

PARAMS: Mapping[str, type[BaseModel]] = {"keyframe": Keyframe, "clip": Clip, "upscale": Upscale}
FILES: Mapping[str, Sequence[str]] = {
    "keyframe": (
        "model",
        "config",
        "lora.file",
        "sketch.file",
        "ip_adapter.file",
        "ip_adapter.image_encoder",
    ),
    "clip": ("model", "config", "motion_adapter", "lora.file", "last_image", "drive.file"),
    "upscale": ("model", "config"),
}


def traits(op: str, params: BaseModel) -> Traits:
    """What the model that the settings name can do, as its own files say."""
    from storyboard.engines.diffusion import abilities

    return abilities.traits(REVISION, op, params)


def settled(op: str, params: BaseModel) -> BaseModel:
    """A camera that moves over a picture wants no model and none of its settings, but the rate."""
    from storyboard.engines.diffusion import abilities

    if isinstance(params, Clip) and abilities.method_of(params, abilities.model_of(params)) == "still":
        return Clip.model_validate({"fps": params.fps})
    return params


def advise(op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    """What would fail, or waste a night, with these settings for this shot."""
    from storyboard.engines.diffusion import advice

    return advice.advise(op, params, shot, size)


def pickled(op: str, params: BaseModel, shot: Spec) -> Iterator[tuple[str, str]]:
    """The weights that could only be had by opening a pickle."""
    from storyboard.engines.diffusion import pickles

    return pickles.named(params, shot)


def affinity(op: str, spec: Spec) -> str:
    """The model that an action wants loaded; a camera that moves over a picture wants none."""
    params = spec.get("params")
    if not isinstance(params, dict) or params.get("method") == "still":
        return ""
    model = params.get("model")
    return model if isinstance(model, str) else ""


def aside(op: str, params: BaseModel) -> Spec:
    """What a worker is told beside the spec, for it changes no pixel: it is in no key."""
    from storyboard.engines.diffusion.settings import ASIDE

    return {name: value for name in ASIDE if (value := getattr(params, name, None)) is not None}


def together(op: str, spec: Spec) -> tuple[str, int]:
    """Keyframes that differ in words and seeds alone can be made by one call."""
    from storyboard.engines.diffusion import alike

    return alike.together(op, spec)


_LOADING = "getting ready"
"""What is told until the first step: a new worker reads its libraries and the model, which takes its time."""


def missing(op: str, wanted: Mapping[str, object]) -> str:
    """What has to be installed first, and how; a camera that moves over a keyframe wants nothing."""
    from importlib.util import find_spec

    if op == "clip" and (wanted.get("model") is None or wanted.get("method") == "still"):
        return ""
    if all(find_spec(name) for name in ("torch", "diffusers", "transformers")):
        return ""
    return (
        'engine diffusion needs its extra on this machine; get it with: pip install "storyboard[diffusion]"'
    )


def forget() -> bool:
    """Let go of the models that this process has loaded; says whether there were any."""
    pipelines = sys.modules.get("storyboard.engines.diffusion.pipelines")
    return pipelines is not None and bool(pipelines.forget())


def _keyframe(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest:
    _installed("keyframe", spec)
    tell(_LOADING)
    from storyboard.engines.diffusion import pictures

    return pictures.keyframe(spec, inputs, out, tell)


def _keyframes(pieces: Sequence[Piece]) -> Sequence[Rest]:
    _installed("keyframe", pieces[0].spec)
    for piece in pieces:
        piece.tell(_LOADING)
    from storyboard.engines.diffusion import pictures

    return pictures.keyframes(pieces)


def _clip(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest | None:
    _installed("clip", spec)
    if affinity("clip", spec):
        tell(_LOADING)
    from storyboard.engines.diffusion import clips

    return clips.clip(spec, inputs, out, tell)


def _upscale(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    _installed("upscale", spec)
    tell(_LOADING)
    from storyboard.engines.diffusion import upscales

    upscales.upscale(spec, inputs, out, tell)


def _installed(op: str, spec: Spec) -> None:
    """Raise EngineError where the engine's libraries aren't there."""
    from storyboard.base.errors import EngineError

    if lacking := missing(op, cast("Mapping[str, object]", spec.get("params", {}))):
        raise EngineError(lacking)


OPS: Mapping[str, OpFunction] = {"keyframe": _keyframe, "clip": _clip, "upscale": _upscale}
BATCHES: Mapping[str, Batch] = {"keyframe": _keyframes}
