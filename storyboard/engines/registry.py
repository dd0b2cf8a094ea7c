"""Which engines there are. Adding one is a folder and a line here; third parties use an entry point."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from storyboard.base.errors import EngineError
from storyboard.base.problems import did_you_mean

if TYPE_CHECKING:
    from storyboard.engines.protocol import Engine

ENTRY_POINTS = "storyboard.engines"
_PARTS = ("NAME", "REVISION", "PARAMS", "OPS", "traits")

BUILT_IN = {
    "animatic": "storyboard.engines.animatic",
    "motion": "storyboard.engines.motion",
    "scaling": "storyboard.engines.scaling",
    "faces": "storyboard.engines.faces",
    "sound": "storyboard.engines.sound",
    "piper": "storyboard.engines.piper",
    "cutting": "storyboard.engines.cutting",
    "comic": "storyboard.engines.comic",
    "diffusion": "storyboard.engines.diffusion",
}


def engine(name: str) -> Engine:
    """Load an engine by name; raises EngineError for one that isn't there or can't be loaded."""
    if name in BUILT_IN:  # asked for thousands of times in a plan: import_module takes its time even then
        return cast("Engine", sys.modules.get(BUILT_IN[name]) or import_module(BUILT_IN[name]))
    modules = engine_modules()
    if name not in modules:
        raise EngineError(f'there is no engine "{name}"{did_you_mean(name, modules)}')
    return _third_party(name, modules[name])


def engine_modules() -> Mapping[str, str]:
    """Every engine's name and module, the project's own first; a third party can't replace one of those."""
    return {**_third_parties(tuple(sys.path)), **BUILT_IN}


def others_forget(name: str) -> bool:
    """Have every engine but one let go of what it keeps loaded; says whether any had something."""
    others = [module for other, module in engine_modules().items() if other != name]
    asked = [getattr(sys.modules.get(module), "forget", None) for module in others]
    had = [forget() for forget in asked if forget]
    return any(had)


@cache
def _third_parties(path: tuple[str, ...]) -> Mapping[str, str]:
    """The engines that packages on a path bring: to read that takes milliseconds."""
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=ENTRY_POINTS)}


def _third_party(name: str, module: str) -> Engine:
    try:
        loaded = import_module(module)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise EngineError(f"engine {name} can't be loaded: {reason}") from error
    if missing := [part for part in _PARTS if not hasattr(loaded, part)]:
        raise EngineError(f"engine {name} can't be loaded: {module} has no {', '.join(missing)}")
    return cast("Engine", loaded)
