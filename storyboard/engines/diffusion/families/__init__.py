"""The families of models that the engine knows: one file each, found by pipeline class or by tensors.

Adding one is a file with its `FAMILY`, and its module's name in the list below.
"""

from __future__ import annotations

from collections.abc import Mapping

from storyboard.engines.diffusion.families import (
    animatediff,
    cogvideox,
    flux,
    flux2,
    framepack,
    hunyuan,
    lcm,
    ltx,
    sd3,
    sdxl,
    stable_diffusion,
    svd,
    unknown,
    wan,
    x4_upscaler,
    z_image,
)
from storyboard.engines.diffusion.families.family import Configs, Family, Mark
from storyboard.engines.networks.headers import Header

__all__ = ["FAMILIES", "UNKNOWN", "Configs", "Family", "Mark", "by_tensors", "fitted", "of"]

# FLUX.2 has the tensor that FLUX.1 is known by, so it is asked first
FAMILIES: tuple[Family, ...] = tuple(
    module.FAMILY
    for module in (
        stable_diffusion,
        sdxl,
        lcm,
        sd3,
        flux2,
        flux,
        z_image,
        svd,
        animatediff,
        cogvideox,
        ltx,
        wan,
        hunyuan,
        framepack,
        x4_upscaler,
    )
)
UNKNOWN = unknown.FAMILY

_BY_PIPELINE: Mapping[str, Family] = {name: family for family in FAMILIES for name in family.pipelines}


def of(pipeline: str) -> Family:
    """The family of a pipeline class, by its name; the unknown one where none lists it."""
    return _BY_PIPELINE.get(pipeline, UNKNOWN)


def fitted(pipeline: str, configs: Configs) -> Family:
    """The family of a pipeline class as a checkpoint's own configuration makes it."""
    family = of(pipeline)
    return family.refine(family, pipeline, configs) if family.refine else family


def by_tensors(header: Header) -> str:
    """The pipeline class that a single file is a checkpoint of; empty where no family knows its tensors."""
    for family in FAMILIES:
        for mark in family.marks:
            if _bears(header, mark):
                return mark.pipeline
    return ""


def _bears(header: Header, mark: Mark) -> bool:
    for prefix in ("", "model.diffusion_model."):
        tensor = header.tensors.get(prefix + mark.tensor)
        if tensor is not None:
            sides = tensor.shape[: len(mark.shape)]
            return len(sides) == len(mark.shape) and all(
                wanted in (None, side) for wanted, side in zip(mark.shape, sides, strict=True)
            )
    return False
