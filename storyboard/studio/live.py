"""A film that follows its script: every save is planned at once, and what it changes is built.

Two threads share the work. One plans the newest text; the other builds, and takes each new plan in place of
the one before: what both want goes on, what only the old one wanted is given up, what is finished is kept.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from storyboard import studio
from storyboard.base.errors import ScriptError, StoryboardError
from storyboard.base.problems import Place, Problem
from storyboard.build import remembered
from storyboard.build.orders import Executor, Progress
from storyboard.build.schedule import Course, Ended, Results, Started, build
from storyboard.store import Store
from storyboard.studio.made import Plan
from storyboard.studio.wishes import Wish

_CALM_SECONDS = 0.1
_ROUNDS = 8
"""How often one text is built anew because a damaged blob came to light."""


@dataclass(frozen=True, slots=True)
class Planning:
    """A new text is being read and planned."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The newest text can't be planned; what was made of the one before stands."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """A new text is planned; what is told after it is of this plan."""

    plan: Plan


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """The build of a plan has ended; the film is whole where its goals have results."""

    plan: Plan
    results: Results


Happening: TypeAlias = Planning | Broken | Planned | Built | Started | Progress | Ended
"""What is told, in order: from several threads, but never from two at once."""
Tell: TypeAlias = Callable[[Happening], None]


class Live:
    """A script that is built whenever it is said to have changed, until it is closed.

    `tell` hears all that happens and must return soon. The work is done by an executor of its own, made once.
    """

    def __init__(
        self, wish: Wish, cache: Path, executor: Callable[[], Executor], tell: Tell, jobs: int = 1
    ) -> None:
        self._wish, self._cache, self._jobs = wish, cache, jobs
        self._told, self._telling = tell, threading.Lock()
        self._executor = executor()
        self._changed, self._there = threading.Event(), threading.Event()
        self._ended = False
        self._course: Plan | None = None
        self._next: Plan | None = None
        self._swap = threading.Lock()
        self._threads = [
            threading.Thread(target=self._until_it_ends, args=(work,), name=work.__name__)
            for work in (self._plan_on, self._build_on)
        ]
        for thread in self._threads:
            thread.start()
        self.look()

    def look(self) -> None:
        """The script, or a file that it names, may have changed: plan it anew."""
        self._changed.set()

    def wish_for(self, wish: Wish) -> None:
        """From now on, make this."""
        self._wish = wish
        self.look()

    def close(self) -> None:
        """Give up what is in flight, and end; what was finished is kept."""
        self._ended = True
        self._changed.set()
        self._there.set()
        self._executor.wake()
        for thread in self._threads:
            thread.join()
        self._executor.close()

    def _until_it_ends(self, work: Callable[[], None]) -> None:
        """What no user can cause is told as well: a page that says nothing would seem to work still."""
        try:
            work()
        except _EndedError:
            return
        except Exception as error:
            traceback.print_exc()
            said = f"a bug in Storyboard stopped the {work.__name__[1:]}: {type(error).__name__}: {error}"
            self._tell(Broken((_problem(self._wish.script, said),)))

    def _tell(self, happening: Happening) -> None:
        with self._telling:
            self._told(happening)

    def _plan_on(self) -> None:
        with Store.open(self._cache) as store:
            while self._changed.wait() and not self._ended:
                self._changed.clear()
                self._tell(Planning())
                try:
                    plan = studio.plan(self._wish, store, self._jobs)
                except ScriptError as error:
                    if not self._changed.wait(_CALM_SECONDS):  # an editor may be half-way through a save
                        self._tell(Broken(error.problems))
                except StoryboardError as error:
                    self._tell(Broken((_problem(self._wish.script, str(error)),)))
                else:
                    self._hand_over(plan)

    def _hand_over(self, plan: Plan) -> None:
        """Let the other thread take it, unless a newer text is there already."""
        if not self._changed.is_set():
            with self._swap:
                self._next = plan
            self._there.set()
            self._executor.wake()

    def _take(self) -> Course | None:
        """The newest plan, once; what is told from now on is of that one."""
        with self._swap:
            plan, self._next = self._next, None
        if self._ended:
            raise _EndedError
        if plan is None:
            return None
        self._course = plan
        self._there.clear()
        self._tell(Planned(plan))
        return Course(plan.graph, plan.found, plan.paths, _urgent(plan))

    def _build_on(self) -> None:
        with Store.open(self._cache) as store, store.lease():
            while self._there.wait():
                if course := self._take():
                    self._build(course, store)

    def _build(self, course: Course, store: Store) -> None:
        results = build(course, store, self._executor, self._tell, self._take)
        plan = self._course
        assert plan is not None
        remembered.remember_slots(store, self._wish.name, plan.graph, plan.found, results)
        self._tell(Built(plan, results))
        if results.lost_inputs and plan.round < _ROUNDS:
            self._again(plan, store)

    def _again(self, plan: Plan, store: Store) -> None:
        """Plan the same text once more, for what was damaged in the cache is missing now."""
        try:
            self._hand_over(replace(studio.plan(self._wish, store, self._jobs), round=plan.round + 1))
        except StoryboardError as error:
            self._tell(Broken((_problem(self._wish.script, str(error)),)))


def _urgent(plan: Plan) -> frozenset[str]:
    """What is looked at first: stills, and the takes that somebody asked for."""
    told = plan.graph.graph
    takes = told.get("takes", {}).values()
    return frozenset([*told.get("stills", {}).values(), *(key for made in takes for _, key in made)])


class _EndedError(Exception):
    """Nobody watches any longer."""


def _problem(script: Path, message: str) -> Problem:
    return Problem(Place(str(script), 1, 1), "", message)
