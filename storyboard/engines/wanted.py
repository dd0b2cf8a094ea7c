"""What orders of engines that run one network want loaded on their device."""

from __future__ import annotations

from storyboard.plan.types import Spec


def weights(op: str, spec: Spec) -> str:
    """The weights that an action's settings name, by their digest; empty where it does without."""
    params = spec.get("params")
    named = params.get("weights") if isinstance(params, dict) else None
    return named if isinstance(named, str) else ""
