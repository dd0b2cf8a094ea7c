"""`storyboard watch`: the film beside the editor, built anew on every save."""

from __future__ import annotations

from dataclasses import replace

import click

from storyboard.cli.options import Asked, asking, jobs_or_cores, open_cache
from storyboard.cli.words import coloured

_PORT = 4747


@click.command()
@asking
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"The page's port. [default: {_PORT}, or the next that is free]",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to serve at; any but this machine's own lets others in who know the page's address.",
)
@click.option("--full", is_flag=True, help="Draw at the film's own size; else a draft, 640 pixels at most.")
@click.option("--open/--no-open", "opens", default=True, help="Whether to open the page in the browser.")
def watch(asked: Asked, port: int | None, host: str, full: bool, opens: bool) -> int:
    """Open a page beside the editor that shows the film, and shows what changed on every save.

    A save draws the stills of the shots that changed, then their clips, then the cut. A script with a mistake
    in it leaves the last good film on the screen, and shows each problem with its line. Ctrl-C ends it; what
    was finished is kept.

    \b
    Examples:
      storyboard watch film.yaml
      storyboard watch film.yaml --profile crisp --full
      storyboard watch film.yaml --port 8080 --no-open
    """
    from storyboard.preview import serving
    from storyboard.preview.session import Session

    if asked.as_json:
        raise click.UsageError("the page is not JSON; see plan, check and render")
    _check_host(host)
    with open_cache(asked.cache, asked.script) as store:
        cache = store.root
    bound = serving.bind(host, _PORT if port is None else port, asked=port is not None)
    wish = replace(asked.wish, draft=not full)
    session = Session(wish, cache, asked.beside(".mp4").resolve(), jobs_or_cores(asked.jobs))
    try:
        serving.serve(session, bound, lambda address: _show(address, host, opens))
    finally:
        session.close()
        bound.close()
    return 0


def _check_host(host: str) -> None:
    from storyboard.preview.serving import is_loopback

    try:
        if not is_loopback(host):
            click.echo(
                coloured("warning: ", "yellow")
                + f"whoever reaches {host} and knows the address sees the film.",
                err=True,
            )
    except ValueError:
        raise click.UsageError(f"--host is an address such as 127.0.0.1, not {host}") from None


def _show(address: str, host: str, opens: bool) -> None:
    click.echo(f"Watching. The page: {address}\nCtrl-C ends it.", err=True)
    if opens:
        click.launch(address)
