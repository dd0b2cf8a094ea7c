"""How far a build is, and how long it takes from here: counted from what is told of it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.build.orders import Progress
from storyboard.build.schedule import Ended, Started
from storyboard.plan.ops import frames_of
from storyboard.studio.made import Plan

if TYPE_CHECKING:
    from storyboard.build.estimate import Estimate

_LOOK_SECONDS = 2.0
"""How often the time left is looked at anew; in between it runs down."""


class Tally:
    """How far a build is, in frames: the one unit that all ops share."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.left = {key: frames_of(plan.graph.nodes[key]["action"].spec) for key in plan.found.to_do}
        self.total = sum(self.left.values())
        self.in_flight: dict[str, Progress] = {}
        self.ended = 0
        self._damaged: set[str] = set()
        self._began = time.monotonic()
        self._looked, self._left = self._began, plan.time
        self._share = 0.0

    def name(self, key: str) -> str:
        """What an action is called in reports."""
        return str(self.plan.graph.nodes[key]["slots"][0])

    def tell(self, event: Started | Progress | Ended) -> None:
        """Take in what happened; what an action took is learnt from."""
        if isinstance(event, Started):
            self.in_flight[event.recipe] = Progress(event.recipe, 0)
        elif isinstance(event, Progress):
            self.in_flight[event.recipe] = event
        else:
            self.in_flight.pop(event.recipe, None)
            self.left.pop(event.recipe, None)
            self.ended += 1
            if event.ending == "ran":
                self.plan.forecast.learn(event.recipe, event.seconds)

    def is_news(self, ended: Ended) -> bool:
        """Whether an ending concerns people: what stops at a damaged input is made in the next round."""
        lost = ended.failure is not None and ended.failure.kind == "lost input"
        if lost or (ended.ending == "blocked" and self._waits_for_damage(ended.recipe)):
            self._damaged.add(ended.recipe)
            return False
        return True

    def _waits_for_damage(self, key: str) -> bool:
        return not self._damaged.isdisjoint(self.plan.graph.predecessors(key))

    @property
    def done(self) -> int:
        """Frames that are made."""
        return self.total - sum(self.left.values()) + sum(each.frames for each in self.in_flight.values())

    @property
    def share(self) -> float:
        """How much is done, 0 to 1: of the time where that is known, else of the frames; it never falls."""
        left, gone = self.time_left, time.monotonic() - self._began
        known = left.seconds is not None and not left.at_least
        share = gone / max(0.001, gone + (left.seconds or 0)) if known else self.done / max(1, self.total)
        self._share = max(self._share, min(share, 1.0))
        return self._share

    @property
    def frames_a_second(self) -> float:
        """How fast it has gone so far."""
        return self.done / max(0.001, time.monotonic() - self._began)

    @property
    def time_left(self) -> Estimate:
        """From what actions took in earlier builds and in this one; looked at anew every few seconds."""
        now = time.monotonic()
        if now - self._looked > _LOOK_SECONDS:
            self._looked, self._left = now, self.plan.forecast.left(list(self.left))
        if self._left.seconds is None:
            return self._left
        return replace(self._left, seconds=max(0.0, self._left.seconds - (now - self._looked)))
