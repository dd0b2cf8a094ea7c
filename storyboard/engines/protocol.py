"""What an engine is: a module with these names. See `registry.py` for how one is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from pydantic import BaseModel

from storyboard.base.problems import Severity
from storyboard.plan.types import Spec, Traits

Tell: TypeAlias = Callable[[int | str], None]
"""Told how many frames are done so far, or in words what is being done now ("step 3 of 30"): often."""

Rest: TypeAlias = Callable[[], None]
"""What is left of an action when it needs its device no longer, such as encoding; done beside the next."""

OpFunction: TypeAlias = Callable[[Spec, Mapping[str, Path], Path, Tell], Rest | None]
"""Carries out one action: reads `inputs` (read-only files by name), writes `<role>.<ext>` into the folder.

It may leave the writing to what it returns. Raises EngineError where the author of the script can put it
right; anything else is a bug of the engine.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several actions that a call carries out together: what an `OpFunction` is given for one."""

    spec: Spec
    inputs: Mapping[str, Path]
    out: Path
    tell: Tell


Batch: TypeAlias = Callable[[Sequence[Piece]], Sequence[Rest | None]]
"""Carries out several actions by one call. If it raises, they are tried again, half of them at a time."""


Advice: TypeAlias = tuple[str, str, Severity]
"""The setting at fault (empty: the shot itself), what is wrong with the way out, and how severe it is."""

END = "shot.end"
"""In place of a setting: what the shot says of its end."""


class Engine(Protocol):
    """A module that carries out actions. Heavy imports stay inside the functions."""

    NAME: str
    REVISION: int
    """Bumped whenever the same spec would give other pixels."""
    DRAFTS: bool
    """Whether it draws the same picture at every size, so that a small one will do for a first look.

    One that doesn't may leave this out.
    """
    PARAMS: Mapping[str, type[BaseModel]]
    """For each op, the keys that a profile may set."""
    OPS: Mapping[str, OpFunction]
    FILES: Mapping[str, Sequence[str]]
    """For each op, the settings that name a file, a folder or a model; `sketch.file` leads into a mapping.

    In `traits` they are paths, in a spec digests, and an op finds them in its inputs as `file/<digest>`.
    An engine that takes none may leave this out.
    """

    BESIDE: Mapping[str, Mapping[str, tuple[str, str]]]
    """For each op, settings of `FILES` that need not be written: the file that another names, and a suffix.

    May be left out.
    """

    def traits(self, op: str, params: BaseModel) -> Traits:
        """What the engine can do for `op` with these settings."""
        ...

    def settled(self, op: str, params: BaseModel) -> BaseModel:
        """The same settings without those that do nothing beside the others: they are in no key.

        May be left out: then all of them count.
        """
        ...

    def aside(self, op: str, params: BaseModel) -> Spec:
        """Settings that change no pixel: the op finds them among its others, no key has them.

        May be left out.
        """
        ...

    def pickled(self, op: str, params: BaseModel, shot: Spec) -> Iterator[tuple[str, str]]:
        """What it could only read by opening a pickle: the setting (empty: a character's), the file.

        They are refused unless the user's command allows it; then the op's settings say `allow_pickle`, and
        it opens them for their numbers alone. An engine that opens none may leave this out.
        """
        ...

    def affinity(self, op: str, spec: Spec) -> str:
        """What an action wants loaded on a device, so that orders can follow it; empty for ordinary work.

        May be left out: then everything is ordinary work.
        """
        ...

    def forget(self) -> bool:
        """Let go of the models that it keeps loaded, as another engine lacks memory; whether it kept any.

        May be left out.
        """
        ...

    BATCHES: Mapping[str, Batch]
    """For each op of which one call can carry out several actions, what does it. May be left out."""

    def together(self, op: str, spec: Spec) -> tuple[str, int]:
        """What actions must have in common to be carried out by one call, and how many at most.

        An empty name, for an action that goes alone. May be left out: then each goes alone.
        """
        ...

    def missing(self, op: str, wanted: Mapping[str, object]) -> str:
        """What has to be installed first for these settings, and how; empty where all is there.

        Nothing heavy is imported. May be left out.
        """
        ...

    def advise(self, op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
        """What would go wrong, or waste time, with these settings for a shot of which `shot` are the aspects.

        Where its traits want nothing of a shot, it is asked once for all that say the same, without one.

        Called by every check: it reads headers at most, and imports nothing heavy. `last_prompt`
        is there where the shot has an end of its own; `followed` says whether another shot comes after it.
        May be left out.
        """
        ...
