"""What a render shows while it goes on: a live bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from storyboard import studio
from storyboard.build.orders import Progress
from storyboard.build.schedule import Ended, Started, Telling
from storyboard.cli.words import count, duration, estimated
from storyboard.plan.ops import frames_of

if TYPE_CHECKING:
    from rich.console import Group
    from rich.live import Live

    from storyboard.build.estimate import Estimate

_LOOK_SECONDS = 2.0
"""How often the time left is looked at anew; in between it runs down."""


def progress(plan: studio.Plan) -> Telling:
    """Begin to show a build; what is told afterwards moves it on."""
    if not plan.found.to_do:
        return lambda event: None
    tally = _Tally(plan)
    if sys.stderr.isatty():
        return _Bar(tally).tell
    return _Lines(tally).tell


class _Tally:
    """How far a build is, in frames: the one unit that all ops share."""

    def __init__(self, plan: studio.Plan) -> None:
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
        return str(self.plan.graph.nodes[key]["slots"][0])

    def tell(self, event: Started | Progress | Ended) -> None:
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


class _Lines:
    """One line for each action that ends: for logs and pipes."""

    def __init__(self, tally: _Tally) -> None:
        self._tally = tally
        click.echo(f"{count(len(tally.left), 'action')} to do, {estimated(tally.plan.time)}", err=True)

    def tell(self, event: Started | Progress | Ended) -> None:
        self._tally.tell(event)
        if isinstance(event, Ended) and self._tally.is_news(event):
            total = len(self._tally.plan.found.to_do)
            seconds = f" {duration(event.seconds)}" if event.ending == "ran" else ""
            name = self._tally.name(event.recipe)
            click.echo(f"[{self._tally.ended}/{total}] {name}: {event.ending}{seconds}", err=True)


class _Bar:
    """A bar with the shots in flight, frames a second and the time left; it goes when the build ends."""

    def __init__(self, tally: _Tally) -> None:
        from rich.console import Console
        from rich.live import Live

        self._tally = tally
        self._live: Live = Live(console=Console(stderr=True), refresh_per_second=8, transient=True)
        click.get_current_context().call_on_close(self._live.stop)
        self._live.start()

    def tell(self, event: Started | Progress | Ended) -> None:
        self._tally.tell(event)
        if isinstance(event, Ended) and event.failure and self._tally.is_news(event):
            self._live.console.print(
                f"{self._tally.name(event.recipe)} failed: {event.failure.message}", markup=False
            )
        if self._tally.ended == len(self._tally.plan.found.to_do):
            self._live.stop()
        else:
            self._live.update(self._picture())

    def _picture(self) -> Group:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        tally = self._tally
        row = Table.grid(padding=(0, 1))
        share = tally.share
        rate = tally.frames_a_second
        words = f"{share:4.0%}" + (f"  {rate:.0f} frames/s" if rate >= 1 else "")
        words += "" if tally.time_left.seconds is None else f"  {estimated(tally.time_left)} left"
        row.add_row(ProgressBar(1.0, share, width=36), Text(words))
        shots = "  ".join(f"{tally.name(key)} {each.note}".rstrip() for key, each in tally.in_flight.items())
        return Group(row, Text(shots, style="dim"))
