"""What the commands that make something share: workers, progress, and how it went."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.cli.json_out import print_json
from storyboard.cli.lock import show_loose
from storyboard.cli.options import Asked, jobs_or_cores, open_cache
from storyboard.cli.words import count, duration, size, speaking

if TYPE_CHECKING:
    from storyboard.build.orders import Executor
    from storyboard.build.schedule import Telling
    from storyboard.store import Store

_WHY_REMOVED = {"cut": "its shot is gone", "film": "the film has no such frame or sound now"}
Command = TypeVar("Command", bound=Callable[..., Any])


def making_options(command: Command) -> Command:
    """Add the options that say how the work is done."""
    options = [
        click.option(
            "--executor",
            "executor_name",
            type=click.Choice(["inline", "local"]),
            default="local",
            show_default=True,
            help="Where the work is done: in this process, or in a pool of workers.",
        ),
        click.option(
            "--offline", is_flag=True, help="Fetch nothing: fail where a model is not on this machine."
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def make(
    asked: Asked,
    wish: studio.Wish,
    output: Callable[[], Path],
    executor_name: str,
    offline: bool,
    more: Mapping[str, object] | None = None,
) -> int:
    """Make what is wished for, as it was asked for, and tell of it; the command's exit code.

    Where it goes is asked once the script is known to be a file. `more` is what else `--json` says.
    """
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"  # for the workers and their libraries as well
    began = time.monotonic()
    workers = 1 if executor_name == "inline" else jobs_or_cores(asked.jobs)
    with open_cache(asked.cache, asked.script) as store:
        film = studio.render(
            wish,
            store,
            _writable(output(), wish.what),
            lambda: _executor(executor_name, store, workers),
            _announce,
            workers,
            _fetching,
            speaking,
        )
        if asked.as_json:
            from storyboard.cli.report import film_to_plain

            print_json(film_to_plain(film, wish, store) | dict(more or {}))
    if not asked.as_json or not film.made:
        _say(film, wish.what, time.monotonic() - began)
    return 0 if film.made else 1


def _writable(target: Path, what: str) -> Path:
    if target.parent.is_file():
        raise RenderError(f"{target.parent}: is a file; the {what} needs a folder")
    if not target.parent.is_dir():
        raise RenderError(f"{target.parent}: there is no such folder to write the {what} into")
    return target.resolve()


def _executor(name: str, store: Store, jobs: int) -> Executor:
    if name == "inline":
        from storyboard.build.executors.inline import InlineExecutor

        return InlineExecutor(store)
    from storyboard.build.executors.local import LocalExecutor

    return LocalExecutor(store.root, jobs, ready=True)


def _fetching(name: str, bytes_: int) -> None:
    click.echo(f"fetching {name} from the hub: {size(bytes_)}", err=True)


def _announce(plan: studio.Plan) -> Telling:
    from storyboard.cli.check import show_problems
    from storyboard.cli.progress import progress

    if plan.round == 0:
        show_problems(plan.warnings, err=True)
        show_loose(plan)
    elif plan.round == 1:
        click.echo("Something in the cache is damaged; it is made again.", err=True)
    return progress(plan)


def _say(film: studio.Film, what: str, seconds: float) -> None:
    if film.results is None:
        click.echo(f"{film.output}: nothing to do, {count(film.actions, 'action')} done already.", err=True)
        return
    from storyboard.cli.report import failures

    for line in failures(film):
        click.echo(line, err=True)
    for page in film.removed:
        why = _WHY_REMOVED.get(what, "the book has fewer pages now")
        if page.name == f"{film.output.name}.manifest.json":
            why = f"{film.output.name} carries it now, or nobody asks for it"
        click.echo(f"{page}: removed, {why}.", err=True)
    for line in film.lost:
        click.echo(f"{film.output.name}: {line}.", err=True)
    ran = sum(ended.ending == "ran" for ended in film.results.endings.values())
    if film.made and what == "cut":
        clips = (
            f", with {count(len(film.media), 'file')} in {film.media[0].parent.name}/" if film.media else ""
        )
        click.echo(
            f"{film.output}: written{clips}; {count(ran, 'action')} made in {duration(seconds)}.", err=True
        )
    elif film.made and not ran:
        click.echo(f"{film.output}: the {what} was copied from the cache.", err=True)
    elif film.made:
        click.echo(f"{film.output}: {count(ran, 'action')} made in {duration(seconds)}.", err=True)
    else:
        kept = count(ran, "finished action")
        click.echo(f"The {what} could not be finished; {kept} kept for the next render.", err=True)
