"""The build: start what can start, reap one, until nothing is left; one failure stops only what needs it."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from storyboard.build.found import named_in, stamp
from storyboard.build.orders import RETRIED, Executor, Failure, Outcome, Progress, Vacancy, WorkOrder, told
from storyboard.build.survey import Survey
from storyboard.engines import registry
from storyboard.plan.ops import role_of
from storyboard.plan.sheet import action_key
from storyboard.plan.types import Action, Spec
from storyboard.store.types import ActionResult

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.store import Store

Ending = Literal["ran", "hit", "failed", "blocked"]


@dataclass(frozen=True, slots=True)
class Started:
    """An action is in flight."""

    recipe: str


@dataclass(frozen=True, slots=True)
class Ended:
    """An action has ended; `hit` here is an early cutoff: its inputs came out the same bytes as before."""

    recipe: str
    ending: Ending
    seconds: float = 0.0
    failure: Failure | None = None


_Ready: TypeAlias = tuple[int, int, str]
"""Later ops first, then in the plan's order: a recipe that only waits for a worker."""
Telling: TypeAlias = Callable[[Started | Progress | Ended], None]


@dataclass(slots=True)
class Results:
    """What a build came to: how each action of the survey's to-do ended, and every result there is."""

    endings: dict[str, Ended] = field(default_factory=dict)
    results: dict[str, ActionResult] = field(default_factory=dict)

    def failures(self) -> list[Ended]:
        """The actions that failed themselves, not those that only needed one that did."""
        return [ended for ended in self.endings.values() if ended.failure]

    def include(self, earlier: Mapping[str, Ended]) -> None:
        """Take in how actions ended in an earlier build of the same film: what was made there was made.

        What failed there and needed nothing here has been mended.
        """
        ran = {key: ended for key, ended in earlier.items() if ended.ending in ("ran", "hit")}
        own = {key: ended for key, ended in self.endings.items() if ended.ending != "hit" or key not in ran}
        self.endings = ran | own

    @property
    def lost_inputs(self) -> bool:
        """Whether a damaged blob was found: another survey and build make it again."""
        return any(ended.failure and ended.failure.kind == "lost input" for ended in self.failures())


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """What a build is to make: everything that the survey says runs or waits.

    `paths` says where the files lie that specs name by digest. What is `urgent` goes before all else.
    """

    graph: Graph
    found: Survey
    paths: Mapping[str, Path] = field(default_factory=dict)
    urgent: Collection[str] = frozenset()


def build(
    course: Course,
    store: Store,
    executor: Executor,
    tell: Telling,
    newer: Callable[[], Course | None] = lambda: None,
) -> Results:
    """Carry it out; what is finished is kept whatever happens.

    `newer` is asked again and again for another course to take in its place (`Executor.wake` has it asked at
    once). Work in flight that both want goes on; what the newer one doesn't want is given up. The results are
    those of the last course.
    """
    return _Build(course, store, executor, tell, newer).run()


def affinity_of(action: Action) -> str:
    """The model that an action wants on a device; empty for work that wants no device."""
    affinity = getattr(registry.engine(action.engine), "affinity", None)
    return str(affinity(action.op, action.spec)) if affinity else ""


def call_of(action: Action, aside: Spec) -> tuple[str, int]:
    """What an action shares with those that one call can make with it, and how many at most."""
    together = getattr(registry.engine(action.engine), "together", None)
    name, most = together(action.op, told(action.spec, aside)) if together else ("", 1)
    return (f"{action.engine}/{action.op}/{name}", most) if name else ("", 1)


class _Build:
    def __init__(
        self,
        course: Course,
        store: Store,
        executor: Executor,
        tell: Telling,
        newer: Callable[[], Course | None],
    ) -> None:
        self._store, self._executor, self._tell, self._newer = store, executor, tell, newer
        self._in_flight: set[str] = set()
        self._take(course)

    def run(self) -> Results:
        while self._ready or self._for_devices or not self._executor.idle():
            while recipes := self._next():
                self._begin(recipes)
            if not self._executor.idle():
                self._reap()
            if course := self._newer():
                self._take(course)
        return self._results

    def _take(self, course: Course) -> None:
        """Make this from now on. What is in flight and in it goes on; the rest is given up."""
        self._course, self._graph = course, course.graph
        self._files = {digest: (digest, str(path), stamp(path)) for digest, path in course.paths.items()}
        self._results = Results(results=dict(course.found.results))
        todo = course.found.to_do
        self._rank = {key: number for number, key in enumerate(todo)}
        self._missing = {key: self._count_missing(key) for key in todo}
        self._affinity = {key: affinity_of(self._graph.nodes[key]["action"]) for key in todo}
        self._alone: set[str] = set()
        self._calls: dict[str, tuple[str, int]] = {}
        self._ready: list[_Ready] = []
        self._for_devices: list[_Ready] = []
        self._tries: dict[str, int] = {}
        for key in todo:
            if key in self._in_flight:
                self._tell(Started(key))
            elif not self._missing[key]:
                self._make_ready(key)
        if unwanted := self._in_flight - self._rank.keys():
            self._executor.cancel(unwanted)

    def _next(self) -> Sequence[str]:
        """What can start now. A device goes on with the model that it has while there is work for it."""
        urgent = bool(self._ready) and self._ready[0][2] in self._course.urgent
        if self._ready and self._executor.room(urgent=urgent) > 0:
            return [heapq.heappop(self._ready)[2]]
        room = self._executor.room(device=True)
        if not self._for_devices or room <= 0:
            return []
        held = self._executor.held()
        first = min(self._for_devices, key=lambda one: (self._affinity[one[2]] not in held, one))
        chosen = self._together(first, room)
        self._for_devices = [one for one in self._for_devices if one not in chosen]
        return [key for *_, key in chosen]

    def _together(self, first: _Ready, room: int) -> Sequence[_Ready]:
        """What one call can make with the first; other devices with room get their share of it."""
        name, most = self._call_of(first[2])
        if not name or first[2] in self._alone:
            return [first]
        others = sorted(one for one in self._for_devices if one != first and one[2] not in self._alone)
        alike = [first, *(one for one in others if self._call_of(one[2])[0] == name)]
        return alike[: min(most, -(-len(alike) // room))]

    def _call_of(self, key: str) -> tuple[str, int]:
        """What an action shares with those that one call can make together, and how many at most."""
        if key not in self._calls:
            node = self._graph.nodes[key]
            self._calls[key] = call_of(node["action"], node["aside"])
        return self._calls[key]

    def _make_ready(self, key: str) -> None:
        ready = (-self._depth(key), self._rank[key], key)
        if self._affinity[key]:
            self._for_devices.append(ready)
        else:
            heapq.heappush(self._ready, ready)

    def _count_missing(self, key: str) -> int:
        return sum(source in self._rank for source in self._graph.predecessors(key))

    def _depth(self, key: str) -> int:
        """Later ops first, so that shots are finished one by one rather than all at the end."""
        return _URGENT if key in self._course.urgent else _LATENESS[self._graph.nodes[key]["action"].op]

    def _begin(self, recipes: Sequence[str]) -> None:
        """Start those of which the store has no result by now."""
        orders = [self._order(self._graph.nodes[recipe]["action"]) for recipe in recipes]
        there = self._store.find_results([order.key for order in orders])
        for order in orders:
            if result := there.get(order.key):
                self._store.bind(order.recipe, order.key)
                self._end(Ended(order.recipe, "hit"), result)
            else:
                self._tell(Started(order.recipe))
        if missing := [order for order in orders if order.key not in there]:
            self._in_flight.update(order.recipe for order in missing)
            self._executor.start(missing)

    def _order(self, action: Action) -> WorkOrder:
        inputs = tuple(self._inputs(action))
        key = action_key(action.op, action.engine, action.revision, action.spec, inputs)
        files = tuple(self._files[digest] for digest in dict.fromkeys(named_in(action.spec, self._files)))
        return WorkOrder(
            key,
            action.id,
            action.op,
            action.engine,
            action.revision,
            action.spec,
            inputs,
            files,
            affinity=self._affinity[action.id],
            aside=self._graph.nodes[action.id]["aside"],
        )

    def _inputs(self, action: Action) -> Iterator[tuple[str, str]]:
        """Each input's name and digest; a role that its source did not make is left out."""
        for name, source in action.inputs:
            artifacts = self._results.results[source].artifacts
            role = role_of(name)
            made = artifacts[:1] if not role else [each for each in artifacts if each.role == role]
            yield from ((name, each.digest) for each in made[:1])

    def _reap(self) -> None:
        event = self._executor.wait()
        if isinstance(event, Outcome):
            self._in_flight.discard(event.recipe)
        if isinstance(event, Vacancy) or event.recipe not in self._rank:
            return  # nobody wants it any more; what was finished is kept all the same
        if isinstance(event, Progress):
            self._tell(event)
        elif event.recipe not in self._results.endings:
            self._settle(event)

    def _settle(self, outcome: Outcome) -> None:
        failure = outcome.failure
        if failure is None:
            assert outcome.result is not None
            self._end(Ended(outcome.recipe, "ran", outcome.seconds), outcome.result)
            return
        if failure.kind == "cancelled":  # and wanted again since
            self._make_ready(outcome.recipe)
            return
        tried = self._tries[outcome.recipe] = self._tries.get(outcome.recipe, 0) + 1
        if tried <= RETRIED.get(failure.kind, 0):
            self._alone.add(outcome.recipe)
            self._make_ready(outcome.recipe)
            return
        self._fail(Ended(outcome.recipe, "failed", outcome.seconds, failure))

    def _end(self, ended: Ended, result: ActionResult) -> None:
        self._results.endings[ended.recipe] = ended
        self._results.results[ended.recipe] = result
        self._tell(ended)
        for user in self._graph.successors(ended.recipe):
            if user in self._missing:
                self._missing[user] -= 1
                if not self._missing[user] and user not in self._results.endings:
                    self._make_ready(user)

    def _fail(self, ended: Ended) -> None:
        self._results.endings[ended.recipe] = ended
        self._tell(ended)
        waiting = list(self._graph.successors(ended.recipe))
        while waiting:
            user = waiting.pop()
            if user in self._rank and user not in self._results.endings:
                self._results.endings[user] = Ended(user, "blocked")
                self._tell(self._results.endings[user])
                waiting.extend(self._graph.successors(user))


_URGENT = 9
_LATENESS = {
    "keyframe": 0,
    "clip": 1,
    "inbetween": 2,
    "upscale": 3,
    "restore": 4,
    "card": 4,
    "plate": 0,
    "span": 5,
    "transition": 5,
    "film": 6,
    "speech": 5,
    "soundtrack": 5,
    "track": 5,
    "mixdown": 5,
    "master": 5,
    "still": 5,
    "captions": 5,
    "panel": 5,
    "lettering": 6,
    "page": 7,
    "book": 8,
    "storyboard": 8,
    "contact": 8,
}
