"""Which engines there are. Adding one is a folder and a line here; third parties use an entry point."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

from storyboard.base.errors import EngineError
from storyboard.base.problems import did_you_mean

if TYPE_CHECKING:
    from storyboard.engines.protocol import Engine

ENTRY_POINTS = "storyboard.engines"

BUILT_IN = {
    "animatic": "storyboard.engines.animatic",
    "motion": "storyboard.engines.motion",
    "scaling": "storyboard.engines.scaling",
    "cutting": "storyboard.engines.cutting",
}


def engine(name: str) -> Engine:
    """Load an engine by name; raises EngineError for one that nobody has registered."""
    modules = engine_modules()
    if name not in modules:
        raise EngineError(f'there is no engine "{name}"{did_you_mean(name, modules)}')
    return cast("Engine", import_module(modules[name]))


def engine_modules() -> Mapping[str, str]:
    """Every engine's name and module, the project's own first; a third party can't replace one of those."""
    from importlib.metadata import entry_points

    found = {point.name: point.value for point in entry_points(group=ENTRY_POINTS)}
    return BUILT_IN | {name: module for name, module in found.items() if name not in BUILT_IN}
