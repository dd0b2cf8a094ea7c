"""What the studio gives back: a plan, and a film that was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.problems import Problem
from storyboard.build import standing

if TYPE_CHECKING:
    from storyboard.build.estimate import Estimate, Forecast
    from storyboard.build.schedule import Results
    from storyboard.build.survey import Survey
    from storyboard.deliver.cut import Cut
    from storyboard.deliver.seals import Sealing
    from storyboard.plan.sheet import Graph
    from storyboard.plan.types import Edl
    from storyboard.script.models import Script
    from storyboard.script.source import Source


@dataclass(frozen=True, slots=True)
class Plan:
    """A script made ready to build: its graph, what there is to do and why, and the files behind it.

    `source` and `script` are what was read, `edl` its shots in the cut, and `full_size` is the film's size,
    whether this is a draft or not. `paths` says where what specs name by digest lies, `loose` what is not as
    the project's lock has it. `round` counts the builds of one render: from 1 on, damage that came to light
    is being mended. `cut` is what a hand-off says of the film, and `film_shots` are the ids of all its shots.
    `sealing` is how what is delivered says how it was made.
    """

    source: Source
    script: Script
    edl: Edl
    full_size: tuple[int, int]
    graph: Graph
    found: Survey
    files: tuple[standing.FileState, ...]
    paths: Mapping[str, Path]
    warnings: tuple[Problem, ...]
    loose: tuple[str, ...]
    forecast: Forecast
    round: int = 0
    cut: Cut | None = None
    film_shots: frozenset[str] = frozenset()
    sealing: Sealing | None = None

    @property
    def goals(self) -> Sequence[str]:
        """The actions that make what is delivered."""
        return tuple(self.graph.graph["goals"])

    @property
    def time(self) -> Estimate:
        """How long it would take."""
        return self.forecast.left(self.found.to_do)


@dataclass(frozen=True, slots=True)
class Film:
    """A render that came to an end; `plan` and `results` are None where the film stood already.

    `removed` are pages of a longer book, or clips of shots that are gone, which stood there before. Of a cut,
    `media` are its clips, and `lost` says what its format could not.
    """

    output: Path
    actions: int
    plan: Plan | None = None
    results: Results | None = None
    removed: tuple[Path, ...] = ()
    media: tuple[Path, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def made(self) -> bool:
        """Whether the film is whole."""
        if self.results is None or self.plan is None:
            return True
        return all(goal in self.results.results for goal in self.plan.goals)
