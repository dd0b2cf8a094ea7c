"""Samplers by the names that people use: diffusers' scheduler classes, and what is set in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from storyboard.base.errors import EngineError

Value: TypeAlias = bool | str

SchedulerName: TypeAlias = Literal[
    "ddim", "ddpm", "deis", "dpm++", "dpm++_karras", "dpm++_sde", "euler", "euler_a", "flow_euler",
    "flow_heun", "flow_unipc", "heun", "lcm", "lms", "pndm", "tcd", "unipc",
]  # fmt: skip

SCHEDULERS: Mapping[str, tuple[str, Mapping[str, Value]]] = {
    "ddim": ("DDIMScheduler", {}),
    "ddpm": ("DDPMScheduler", {}),
    "deis": ("DEISMultistepScheduler", {}),
    "dpm++": ("DPMSolverMultistepScheduler", {}),
    "dpm++_karras": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
    "dpm++_sde": ("DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler_a": ("EulerAncestralDiscreteScheduler", {}),
    "flow_euler": ("FlowMatchEulerDiscreteScheduler", {}),
    "flow_heun": ("FlowMatchHeunDiscreteScheduler", {}),
    "flow_unipc": (
        "UniPCMultistepScheduler",
        {"prediction_type": "flow_prediction", "use_flow_sigmas": True},
    ),
    "heun": ("HeunDiscreteScheduler", {}),
    "lcm": ("LCMScheduler", {}),
    "lms": ("LMSDiscreteScheduler", {}),
    "pndm": ("PNDMScheduler", {"skip_prk_steps": True}),
    "tcd": ("TCDScheduler", {}),
    "unipc": ("UniPCMultistepScheduler", {}),
}

_MATCHING_FLOWS: Mapping[str, str] = {"euler": "flow_euler", "heun": "flow_heun", "unipc": "flow_unipc"}
"""What a plain name means to a model that matches flows (SD3, FLUX, Wan ...)."""


def matches_flows(kind: str, config: Mapping[str, Any]) -> bool:
    """Whether a model with this scheduler matches flows, and doesn't remove the noise of a beta schedule."""
    return kind.startswith("FlowMatch") or bool(
        config.get("use_flow_sigmas") or config.get("prediction_type") == "flow_prediction"
    )


def named(name: str, flows: bool) -> tuple[str, Mapping[str, Value]]:
    """The scheduler class that a name means to a model, and what is set in it.

    Raises EngineError for a name that the model can't be sampled with.
    """
    asked = _MATCHING_FLOWS.get(name, name) if flows else name
    if asked not in SCHEDULERS or asked.startswith("flow_") != flows:
        usable = sorted(each for each in SCHEDULERS if each.startswith("flow_") == flows)
        raise EngineError(
            f'this model can\'t be sampled with the scheduler "{name}"; it takes {", ".join(usable)}, '
            "or leave the scheduler out for its own"
        )
    return SCHEDULERS[asked]
