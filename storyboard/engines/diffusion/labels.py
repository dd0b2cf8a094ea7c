"""What made a picture, as A1111 writes it into a PNG, where other programs look for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from storyboard.base.digest import Plain
from storyboard.engines.diffusion import samplers
from storyboard.engines.diffusion.pipelines import number
from storyboard.engines.diffusion.settings import STRENGTHS
from storyboard.plan.types import Spec

Pipeline = Any


def parameters(spec: Spec, pipe: Pipeline) -> str:
    """What made the picture, in the form that A1111 writes and other programs read.

    It names weights by the first ten letters of their digest, never by a path: the same work, the same bytes.
    """
    params, shot = _part(spec, "params"), _part(spec, "shot")
    size = cast("list[int]", spec["size"])
    facts: dict[str, object] = {
        "Steps": params.get("steps") or default(pipe, "num_inference_steps"),
        "Sampler": samplers.a1111_name(pipe.scheduler, cast("str | None", params.get("scheduler"))),
        "CFG scale": _short(_or(params.get("guidance"), default(pipe, "guidance_scale"))),
        "Seed": shot.get("seed", 0),
        "Size": f"{size[0]}x{size[1]}",
        "Model": params["model"] if "/" in str(params["model"]) else None,
        "Model hash": None if "/" in str(params["model"]) else str(params["model"])[:10],
        "Denoising strength": _short(strength_of(params)) if params.get("sketch") else None,
        **_hashes(cast("list[dict[str, dict[str, Plain]]]", shot.get("files") or []), params.get("lora")),
        "Version": "storyboard",
    }
    lines = [str(shot.get("prompt", ""))]
    if shot.get("avoid"):
        lines.append(f"Negative prompt: {shot['avoid']}")
    lines.append(", ".join(f"{name}: {value}" for name, value in facts.items() if value is not None))
    return "\n".join(lines)


def strength_of(params: Spec) -> float:
    """How far a picture may leave its sketch."""
    sketch = cast("dict[str, Plain]", params.get("sketch") or {})
    written = sketch.get("strength") or params.get("strength")
    return STRENGTHS["sketch"] if written is None else number(written)


def default(pipe: Pipeline, name: str) -> Any:
    """What a pipeline takes for a keyword that isn't given; None where it doesn't say."""
    import inspect

    parameter = inspect.signature(pipe.__call__).parameters.get(name)
    return None if parameter is None or parameter.default is parameter.empty else parameter.default


def _or(value: object, otherwise: object) -> object:
    """A setting, of which 0 is one, or what holds where there is none."""
    return otherwise if value is None else value


def _short(value: object) -> str | None:
    return None if value is None else f"{number(cast(Plain, str(value))):g}"


def _hashes(files: Sequence[Mapping[str, Mapping[str, Plain]]], style: Plain) -> dict[str, object]:
    """The weights of the characters, and the profile's own LoRA, as A1111 lists them."""
    listed: dict[str, object] = {}
    for key, title in (("lora", "Lora hashes"), ("embedding", "TI hashes")):
        worn = [(member[key]["token"], member[key]["file"]) for member in files if key in member]
        if key == "lora" and isinstance(style, dict):
            worn.append(("style", style["file"]))
        if worn:
            listed[title] = '"' + ", ".join(f"{name}: {str(file)[:10]}" for name, file in worn) + '"'
    return listed


def _part(spec: Spec, name: str) -> Spec:
    return cast(Spec, spec.get(name) or {})
