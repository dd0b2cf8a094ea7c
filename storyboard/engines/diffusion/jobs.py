"""A keyframe's spec as painting reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import characters, references
from storyboard.engines.diffusion.characters import Weights
from storyboard.engines.diffusion.references import Reference
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.engines.protocol import Tell


@dataclass(frozen=True, slots=True)
class Job:
    """A spec, read: what to paint with which model, and who is in it.

    `size` is what the model draws, `whole` what that is to become.
    """

    source: Path | str
    size: tuple[int, int]
    whole: tuple[int, int]
    params: Spec
    prompt: str
    avoid: str
    seed: int
    weights: tuple[Weights, ...]
    references: tuple[Reference, ...]
    tell: Tell


def job_of(spec: Spec, inputs: Mapping[str, Path], tell: Tell) -> Job:
    """Read a spec; raises EngineError where it names no model."""
    params, shot = _part(spec, "params"), _part(spec, "shot")
    if not params.get("model"):
        raise EngineError("no model is named; give the profile's keyframe a `model:`")
    model = str(params["model"])
    width, height = cast("list[int]", spec["size"])
    drawn = cast("list[int]", spec.get("drawn") or [width, height])
    return Job(
        inputs.get(f"file/{model}", model),
        (drawn[0], drawn[1]),
        (width, height),
        params,
        str(shot.get("prompt") or ""),
        str(shot.get("avoid") or ""),
        cast(int, shot.get("seed") or 0),
        tuple(characters.brought(cast("list[Plain]", shot.get("files") or []), params, inputs)),
        references.brought(cast("list[Plain]", shot.get("references") or []), inputs),
        tell,
    )


def _part(spec: Spec, name: str) -> Spec:
    return cast(Spec, spec.get(name) or {})
