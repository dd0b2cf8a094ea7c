"""What a render shows while it goes on: a live bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from storyboard import studio
from storyboard.build.orders import Progress
from storyboard.build.schedule import Ended, Started, Telling
from storyboard.cli.words import count, duration, estimated
from storyboard.studio.tally import Tally

if TYPE_CHECKING:
    from rich.console import Group
    from rich.live import Live


def progress(plan: studio.Plan) -> Telling:
    """Begin to show a build; what is told afterwards moves it on."""
    if not plan.found.to_do:
        return lambda event: None
    tally = Tally(plan)
    if sys.stderr.isatty():
        return _Bar(tally).tell
    return _Lines(tally).tell


class _Lines:
    """One line for each action that ends: for logs and pipes."""

    def __init__(self, tally: Tally) -> None:
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

    def __init__(self, tally: Tally) -> None:
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
