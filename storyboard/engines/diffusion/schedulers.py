"""Samplers by the names that people use: diffusers' scheduler classes, and what is set in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

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
