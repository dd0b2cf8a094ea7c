"""Samplers that a model can't use, and settings that a sampler doesn't take: found before they are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import schedulers
from storyboard.engines.diffusion.models import ModelFacts
from storyboard.engines.diffusion.notices import error, warning
from storyboard.engines.diffusion.running import Stepping
from storyboard.engines.protocol import Advice

_FLOWS = ("karras", "flow_shift")
_BETAS = ("timestep_spacing",)
_BOTH = ("karras", "timestep_spacing")
_ALL = ("karras", "timestep_spacing", "flow_shift")
TAKES: Mapping[str, tuple[str, ...]] = {
    "CogVideoXDDIMScheduler": (*_BETAS, "eta"),
    "CogVideoXDPMScheduler": (*_BETAS, "eta"),
    "DDIMScheduler": (*_BETAS, "eta"),
    "DDPMScheduler": _BETAS,
    "DEISMultistepScheduler": _ALL,
    "DPMSolverMultistepScheduler": _ALL,
    "EulerAncestralDiscreteScheduler": _BETAS,
    "EulerDiscreteScheduler": _BOTH,
    "FlowMatchEulerDiscreteScheduler": _FLOWS,
    "FlowMatchHeunDiscreteScheduler": ("flow_shift",),
    "HeunDiscreteScheduler": _BOTH,
    "LCMScheduler": _BETAS,
    "LMSDiscreteScheduler": _BOTH,
    "PNDMScheduler": _BETAS,
    "TCDScheduler": (*_BETAS, "eta"),
    "UniPCMultistepScheduler": _ALL,
}
"""What may be said of each of diffusers' schedulers."""


def advise(params: Stepping, model: ModelFacts) -> Iterator[Advice]:
    """Nothing is said of a model that doesn't tell its own sampler, as a single file."""
    config = model.configs.get("scheduler", {})
    own = str(config.get("_class_name") or "")
    if not own:
        return
    kind = own
    if params.scheduler is not None:
        try:
            kind, _ = schedulers.named(params.scheduler, schedulers.matches_flows(own, config))
        except EngineError as fault:
            yield error("scheduler", str(fault))
            return
    yield from _settings(params, model, kind)


def _settings(params: Stepping, model: ModelFacts, kind: str) -> Iterator[Advice]:
    takes = TAKES.get(kind, (*_ALL, "eta"))
    for key in _ALL:
        if getattr(params, key, None) is not None and key not in takes:
            yield error(key, f"a {kind} takes no {key}; leave it out, or name another scheduler")
    if params.eta and "eta" in model.family.knobs and "eta" not in takes:
        yield warning("eta", f"with a {kind} it does nothing; leave it out, or write `scheduler: ddim`")
