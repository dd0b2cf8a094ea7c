"""How long a build is likely to take, from what the same kinds of action took before."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from storyboard.build.executors.devices import devices
from storyboard.build.schedule import affinity_of
from storyboard.plan.ops import frames_of, pixels_of
from storyboard.plan.types import Action
from storyboard.store.types import Timing

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph

Kind: TypeAlias = tuple[str, str, str]
"""The op and the engine of an action, and its model: a still move says nothing of a video model's pace."""
Timings: TypeAlias = Mapping[Kind, Sequence[Timing]]
_LATEST = 50
"""How many timings of a kind count: enough for a middle, few enough to follow a machine that got busy."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """About so many seconds; `at_least` where some of the work was never timed, and is left out.

    `seconds` is None where nothing like any of it was ever timed.
    """

    seconds: float | None
    at_least: bool = False


def estimate(
    graph: Graph, to_do: Sequence[str], timings: Timings, jobs: int, started: Collection[Kind] = ()
) -> Estimate:
    """How long the actions of a plan take on `jobs` workers.

    Never less than the longest chain of them, where each needs the one before it: more workers don't help
    there. Kinds of which some are done have `started`, and cost no start.
    """
    actions = [graph.nodes[key]["action"] for key in to_do]
    paces = {kind: _pace(timings[kind]) for kind in {_kind(each) for each in actions} & timings.keys()}
    paces = {kind: replace(pace, start=0.0) if kind in started else pace for kind, pace in paces.items()}
    known = {each.id: paces[_kind(each)].seconds(each) for each in actions if _kind(each) in paces}
    unknown = [each for each in actions if each.op != "film" and not paces.get(_kind(each), _NONE).warm]
    if not known:
        return Estimate(None if unknown else 0.0)
    timed = [each for each in actions if each.id in known]
    on_devices = [each for each in timed if affinity_of(each)]
    elsewhere = [each for each in timed if not affinity_of(each)]
    chain = _longest_chain(to_do, known, graph.predecessors) + sum(pace.start for pace in paces.values())
    lanes = _lane(elsewhere, paces, jobs), _lane(on_devices, paces, len(devices()) if on_devices else 1)
    return Estimate(max(chain, *lanes), bool(unknown))


class Forecast:
    """How long the rest of a build takes: what was known before it, and what its own actions took since."""

    def __init__(self, graph: Graph, timings: Timings, jobs: int) -> None:
        self._graph, self._jobs = graph, jobs
        self._timings = {kind: deque(each, _LATEST) for kind, each in timings.items()}
        self._started: set[Kind] = set()

    def learn(self, key: str, seconds: float) -> None:
        """An action has taken so long; the first of its kind is taken for a start that is over."""
        action = self._graph.nodes[key]["action"]
        kind = _kind(action)
        first = kind not in self._started
        self._started.add(kind)
        if not first or kind not in self._timings:
            timing = Timing(seconds, frames_of(action.spec), pixels_of(action.spec), first=False)
            self._timings.setdefault(kind, deque(maxlen=_LATEST)).append(timing)

    def left(self, to_do: Sequence[str]) -> Estimate:
        """How long these take from now on."""
        return estimate(self._graph, to_do, self._timings, self._jobs, self._started)


@dataclass(frozen=True, slots=True)
class _Pace:
    """What a kind of action takes: once in each worker for its start, and then by the frame and pixel.

    Where only first actions of workers were timed, no one knows yet how much of that was the start: all of
    it is taken for that, and `warm` is false.
    """

    start: float
    frame_pixel: float
    warm: bool

    def seconds(self, action: Action) -> float:
        return self.frame_pixel * frames_of(action.spec) * pixels_of(action.spec)


_NONE = _Pace(0.0, 0.0, warm=False)


def _lane(actions: Sequence[Action], paces: Mapping[Kind, _Pace], workers: int) -> float:
    """The seconds that so many workers need for them, each starting every kind of them once."""
    kinds = Counter(map(_kind, actions))
    starts = sum(paces[kind].start * min(workers, count) for kind, count in kinds.items())
    return (sum(paces[_kind(each)].seconds(each) for each in actions) + starts) / workers


def _pace(timings: Sequence[Timing]) -> _Pace:
    """The middle of what was timed lately: a worker that had to wait, or a busy machine, doesn't sway it."""
    cold = [timing for timing in timings if timing.first]
    warm = [timing for timing in timings if not timing.first]
    pace = median(each.seconds / (each.frames * each.pixels) for each in warm) if warm else 0.0
    starts = [each.seconds - pace * each.frames * each.pixels for each in cold]
    return _Pace(max(0.0, median(starts)) if starts else 0.0, pace, bool(warm))


def _kind(action: Action) -> Kind:
    return action.op, action.engine, affinity_of(action)


def _longest_chain(
    to_do: Sequence[str], known: Mapping[str, float], inputs_of: Callable[[str], Iterable[str]]
) -> float:
    """The seconds of the longest way through the actions, which are in topological order."""
    ends: dict[str, float] = {}
    for key in to_do:
        ends[key] = known.get(key, 0.0) + max((ends.get(each, 0.0) for each in inputs_of(key)), default=0.0)
    return max(ends.values(), default=0.0)
