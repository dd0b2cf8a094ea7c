"""What an engine is: a module with these names. See `registry.py` for how one is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from pydantic import BaseModel

from storyboard.plan.types import Spec, Traits

Tell: TypeAlias = Callable[[int], None]
"""Told how many frames (or other equal parts) are done so far, as often as an op likes."""

OpFunction: TypeAlias = Callable[[Spec, Mapping[str, Path], Path, Tell], None]
"""Carries out one action: reads `inputs` (read-only files by name), writes `<role>.<ext>` into the folder.

Raises EngineError where the author of the script can put it right; anything else is a bug of the engine.
"""


class Engine(Protocol):
    """A module that carries out actions. Heavy imports stay inside the functions."""

    NAME: str
    REVISION: int
    """Bumped whenever the same spec would give other pixels."""
    PARAMS: Mapping[str, type[BaseModel]]
    """For each op, the keys that a profile may set."""
    OPS: Mapping[str, OpFunction]
    FILES: Mapping[str, Sequence[str]]
    """For each op, the settings that name a file, a folder or a model; `sketch.file` leads into a mapping.

    In `traits` they are paths, in a spec digests, and an op finds them in its inputs as `file/<digest>`.
    An engine that takes none may leave this out.
    """

    def traits(self, op: str, params: BaseModel) -> Traits:
        """What the engine can do for `op` with these settings."""
        ...
