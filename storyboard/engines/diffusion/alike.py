"""Which keyframes one call can make, and how their words are put together for it. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from storyboard.base.digest import Plain, canonical, digest_of
from storyboard.plan.types import Spec

MOST = 4
"""Keyframes of one call, where the settings don't say: most of the gain, and room left on a common card."""


def together(op: str, spec: Spec) -> tuple[str, int]:
    """What an action has in common with those that go into one call with it, and how many may.

    Everything but words and seeds. An empty name where it goes alone, as it takes several calls, or a picture
    of its own: a sketch, sides that are painted on, a reference, two characters with LoRAs.
    """
    params, shot = cast(Spec, spec.get("params") or {}), cast(Spec, spec.get("shot") or {})
    files = cast("list[dict[str, Plain]]", shot.get("files") or [])
    most = cast("int | None", params.get("batch")) or MOST
    alone = params.get("sketch") or params.get("fit") == "outpaint" or shot.get("references")
    alone = alone or sum("lora" in each for each in files) > 1
    if op != "keyframe" or alone or most < 2:
        return "", 1
    return digest_of(canonical([spec["size"], spec.get("drawn"), params, list(files)])), most


def alike(said: Sequence[Mapping[str, Any]], most: int) -> list[tuple[list[int], dict[str, Any]]]:
    """Keywords of several calls as those of fewer: texts become lists, embeddings of one shape are stacked.

    With each, the numbers of the calls that it stands for, in order; `most` are how many that may be.
    """
    groups: dict[object, list[int]] = {}
    for number, words in enumerate(said):
        shape = tuple((name, getattr(value, "shape", None)) for name, value in sorted(words.items()))
        groups.setdefault(shape, []).append(number)
    calls = [group[start : start + most] for group in groups.values() for start in range(0, len(group), most)]
    return [(numbers, _stacked([said[number] for number in numbers])) for numbers in calls]


def _stacked(said: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {name: _joined([words[name] for words in said]) for name in said[0]}


def _joined(values: Sequence[Any]) -> Any:
    if isinstance(values[0], str):
        return list(values)
    import torch

    return torch.cat(list(values))
