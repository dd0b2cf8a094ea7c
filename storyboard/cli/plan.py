"""`storyboard plan`: what a render would do, why, and about how long it would take."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard import studio
from storyboard.base.garbage import search_seldom
from storyboard.build.remembered import listed_action
from storyboard.cli.books import book_wish
from storyboard.cli.containers import check_film, container_of
from storyboard.cli.json_out import print_json
from storyboard.cli.options import Asked, asking, jobs_or_cores, open_cache
from storyboard.cli.words import coloured, count, estimated, speaking

if TYPE_CHECKING:
    from storyboard.build.hub import UnfetchedError


@click.command()
@asking
@click.option("--all", "show_all", is_flag=True, help="List what is there already, too.")
@click.option("--sheet", "comic", is_flag=True, help="Show what `sheet` would do, in place of `render`.")
@click.option("--storyboard", "crew", is_flag=True, help="The same of `sheet --storyboard`.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The film, or the sheet, whose suffix is its format; it isn't written.",
)
def plan(asked: Asked, show_all: bool, comic: bool, crew: bool, output: Path | None) -> None:
    """Show what a render, or with --sheet a sheet, would do, and why. Nothing is made.

    `run`: the action itself changed. `waits`: only something before it did. `hit`: it is there already.

    \b
    Examples:
      storyboard plan film.yaml --profile final
      storyboard plan film.yaml -o film.webm
      storyboard plan film.yaml --sheet -o book.cbz
    """
    from storyboard.build import hub

    search_seldom()
    wish = asked.wish
    if comic or crew:
        wish = replace(wish, book=book_wish(output, crew))
    elif output:
        wish = replace(wish, container=_film_container(output))
    try:
        with open_cache(asked.cache, asked.script, to_read=True) as store:
            made = studio.plan(wish, store, jobs_or_cores(asked.jobs), speaking)
    except hub.UnfetchedError as unfetched:
        _show_unfetched(unfetched, asked.as_json)
        return
    if asked.as_json:
        listed = {key: listed_action(made.graph, key) for key in made.graph}
        actions = [action | asdict(made.found.findings[key]) for key, action in listed.items()]
        print_json({"actions": actions, "summary": _summary(made)})
        return
    lines = [
        _line(finding.status, ", ".join(node["slots"][:3]), finding.why)
        for key, node in made.graph.nodes.items()
        if (finding := made.found.findings[key]).status != "hit" or show_all
    ]
    click.echo("\n".join([*lines, _verdict(made)]))


def _film_container(output: Path) -> str:
    """What the film would be written as; the name of a sheet is most likely a forgotten option."""
    container = container_of(output)
    if container in studio.BOOKS and container not in studio.CONTAINERS:
        raise click.UsageError(f"{output} is a sheet by its name; add --sheet")
    check_film(output, container)
    return container


def _show_unfetched(unfetched: UnfetchedError, as_json: bool) -> None:
    """Say what has to be fetched: what there is to do depends on it."""
    click.echo(coloured("warning: ", "yellow") + str(unfetched), err=True)
    if as_json:
        models = [{"model": model.name, "revision": model.revision} for model in unfetched.models]
        print_json({"actions": [], "summary": None, "fetch": models})
    else:
        click.echo(
            f"{count(len(unfetched.models), 'model')} to fetch; what else there is to do depends on it."
        )


def _summary(made: studio.Plan) -> dict[str, object]:
    counts = {status: made.found.count(status) for status in ("hit", "run", "waits")}
    seconds = made.time.seconds
    return {
        **counts,
        "seconds": seconds if seconds is None else round(seconds, 1),
        "at_least": made.time.at_least,
    }


def _line(status: str, name: str, why: str) -> str:
    colour = {"run": "green", "waits": "yellow", "hit": "bright_black"}[status]
    return f"{coloured(f'{status:5}', colour)} {name:28} {why}".rstrip()


def _verdict(made: studio.Plan) -> str:
    to_do = made.found.count("run") + made.found.count("waits")
    if not to_do:
        return f"Nothing to do: {count(len(made.graph), 'action')} done already."
    return f"{count(to_do, 'action')} to do, {made.found.count('hit')} done already; {estimated(made.time)}."
