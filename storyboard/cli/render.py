"""`storyboard render`: makes the film, and says how it went."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.cli.json_out import print_json
from storyboard.cli.lock import show_loose
from storyboard.cli.options import jobs_or_cores, open_cache, wish_of, wish_options
from storyboard.cli.words import count, duration, size

if TYPE_CHECKING:
    from storyboard.build.orders import Executor
    from storyboard.build.schedule import Telling
    from storyboard.store import Store


@click.command()
@wish_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The film. [default: beside the script]",
)
@click.option(
    "--executor",
    "executor_name",
    type=click.Choice(["inline", "local"]),
    default="local",
    show_default=True,
    help="Where the work is done: in this process, or in a pool of workers.",
)
@click.option("--offline", is_flag=True, help="Fetch nothing: fail where a model is not on this machine.")
def render(
    script: Path,
    profile: str,
    only: tuple[str, ...],
    cache: Path | None,
    jobs: int | None,
    strict: bool,
    locked: bool,
    allow_pickle: bool,
    as_json: bool,
    output: Path | None,
    executor_name: str,
    offline: bool,
) -> int:
    """Make the film. Only what changed since the last render is made.

    Models of the hub that the profile names are fetched first, once.

    Ctrl-C is safe at any time: what is finished is kept, and the next render goes on from there.
    With --only, the film is an excerpt of those shots and scenes.

    \b
    Examples:
      storyboard render film.yaml
      storyboard render film.yaml --profile final -o premiere.mp4
      storyboard render film.yaml --only arrival --only lamp
    """
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"  # for the workers and their libraries as well
    wish = wish_of(script, profile, only, strict, locked, allow_pickle)
    began = time.monotonic()
    workers = 1 if executor_name == "inline" else jobs_or_cores(jobs)
    with open_cache(cache, script) as store:
        film = studio.render(
            wish,
            store,
            _output(script, output, bool(only)),
            lambda: _executor(executor_name, store, workers),
            _announce,
            workers,
            _fetching,
        )
        if as_json:
            from storyboard.cli.report import film_to_plain

            print_json(film_to_plain(film, wish, store))
    if not as_json or not film.made:
        _say(film, time.monotonic() - began)
    return 0 if film.made else 1


def _output(script: Path, output: Path | None, excerpt: bool) -> Path:
    target = output or script.with_suffix(".only.mp4" if excerpt else ".mp4")
    if target.suffix.lower() != ".mp4":
        raise RenderError(f"{target}: a film is written as .mp4")
    if target.parent.is_file():
        raise RenderError(f"{target.parent}: is a file; the film needs a folder")
    if not target.parent.is_dir():
        raise RenderError(f"{target.parent}: there is no such folder to write the film into")
    return target.resolve()


def _executor(name: str, store: Store, jobs: int) -> Executor:
    if name == "inline":
        from storyboard.build.executors.inline import InlineExecutor

        return InlineExecutor(store)
    from storyboard.build.executors.local import LocalExecutor

    return LocalExecutor(store.root, jobs)


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


def _say(film: studio.Film, seconds: float) -> None:
    if film.results is None:
        click.echo(f"{film.output}: nothing to do, {count(film.actions, 'action')} done already.", err=True)
        return
    from storyboard.cli.report import failures

    for line in failures(film):
        click.echo(line, err=True)
    ran = sum(ended.ending == "ran" for ended in film.results.endings.values())
    if film.made and not ran:
        click.echo(f"{film.output}: the film was copied from the cache again.", err=True)
    elif film.made:
        click.echo(f"{film.output}: {count(ran, 'action')} made in {duration(seconds)}.", err=True)
    else:
        kept = count(ran, "finished action")
        click.echo(f"The film could not be finished; {kept} kept for the next render.", err=True)
