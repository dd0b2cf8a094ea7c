"""What an engine is: a module with these names. See `registry.py` for how one is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from pydantic import BaseModel

from storyboard.base.problems import Severity
from storyboard.plan.types import Spec, Traits

Tell: TypeAlias = Callable[[int], None]
"""Told how many frames (or other equal parts) are done so far, as often as an op likes."""

OpFunction: TypeAlias = Callable[[Spec, Mapping[str, Path], Path, Tell], None]
"""Carries out one action: reads `inputs` (read-only files by name), writes `<role>.<ext>` into the folder.

Raises EngineError where the author of the script can put it right; anything else is a bug of the engine.
"""


Advice: TypeAlias = tuple[str, str, Severity]
"""The setting at fault (empty: the shot itself), what is wrong with the way out, and how severe it is."""


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

    def aside(self, op: str, params: BaseModel) -> Spec:
        """Settings that change no pixel: the op finds them among its others, no key has them.

        May be left out.
        """
        ...

    def affinity(self, op: str, spec: Spec) -> str:
        """What an action wants loaded on a device, so that orders can follow it; empty for ordinary work.

        May be left out: then everything is ordinary work.
        """
        ...

    def advise(self, op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
        """What would go wrong, or waste time, with these settings for a shot of which `shot` are the aspects.

        Called by every check: it reads headers at most, and imports nothing heavy. May be left out.
        """
        ...
