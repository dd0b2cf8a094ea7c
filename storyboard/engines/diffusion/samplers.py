"""A fresh scheduler for every call, by its name in `schedulers.py`, from what the model came with.

None is shared, none remembers an earlier call, and the model's own is never changed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import schedulers
from storyboard.engines.diffusion.schedulers import SCHEDULERS

Pipeline = Any

_A1111: Mapping[str, str] = {
    "ddim": "DDIM",
    "ddpm": "DDPM",
    "deis": "DEIS",
    "dpm++": "DPM++ 2M",
    "dpm++_karras": "DPM++ 2M Karras",
    "dpm++_sde": "DPM++ 2M SDE",
    "euler": "Euler",
    "euler_a": "Euler a",
    "flow_euler": "Euler",
    "flow_heun": "Heun",
    "flow_unipc": "UniPC",
    "heun": "Heun",
    "lcm": "LCM",
    "lms": "LMS",
    "pndm": "PLMS",
    "tcd": "TCD",
    "unipc": "UniPC",
}


@contextlib.contextmanager
def scheduled(
    pipe: Pipeline, name: str | None, settings: Mapping[str, object] | None = None
) -> Iterator[None]:
    """Give `pipe` a fresh scheduler for one call: the one called `name`, or the model's own kind.

    `settings` may hold `karras`, `timestep_spacing` and `flow_shift`. Afterwards the pipeline has the
    scheduler back that it came with. Raises EngineError for a name that the model can't use.
    """
    own = pipe.scheduler
    kind, changes = (type(own), {}) if name is None else _wanted(own, name)
    changes = {**changes, **_set(kind, settings or {})}
    try:
        pipe.scheduler = kind.from_config(own.config, **changes)
    except ImportError as error:
        raise EngineError(f"{' '.join(str(error).split())}, or name another scheduler") from error
    try:
        yield
    finally:
        pipe.scheduler = own


def a1111_name(own: object, name: str | None) -> str:
    """What A1111 calls the scheduler `name`, or the one that a model came with."""
    if name is None:
        kind = type(own).__name__
        name = next((each for each, (class_name, _) in SCHEDULERS.items() if class_name == kind), kind)
    return _A1111.get(name, name)


def matches_flows(scheduler: Any) -> bool:
    """Whether the model matches flows rather than removing the noise of a beta schedule."""
    return schedulers.matches_flows(type(scheduler).__name__, scheduler.config)


def _wanted(own: Any, name: str) -> tuple[Any, Mapping[str, object]]:
    import diffusers

    class_name, changes = schedulers.named(name, matches_flows(own))
    return getattr(diffusers, class_name), changes


def _set(kind: Any, settings: Mapping[str, object]) -> dict[str, object]:
    """The settings under the keywords of a scheduler's class; raises EngineError for one it doesn't take."""
    import inspect

    takes = inspect.signature(kind.__init__).parameters
    shift = "shift" if "shift" in takes else "flow_shift"
    words = {"karras": "use_karras_sigmas", "timestep_spacing": "timestep_spacing", "flow_shift": shift}
    chosen = {name: value for name, value in settings.items() if value is not None}
    for name in chosen:
        if words[name] not in takes:
            raise EngineError(f"a {kind.__name__} takes no {name}; leave it out, or name another scheduler")
    return {words[name]: value for name, value in chosen.items()}
