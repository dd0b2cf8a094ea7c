"""`storyboard lock`: writes down what every model and file stands for, so that a film can be remade."""

from __future__ import annotations

from pathlib import Path

import click

from storyboard import studio
from storyboard.cli.options import script_argument
from storyboard.cli.words import coloured


@click.command()
@script_argument
def lock(script: Path) -> None:
    """Write storyboard.lock: the commit of every hub model, the digest of every file, that the profiles name.

    Keep it with the script. A render says what is not as the lock has it; with --locked it refuses.

    \b
    Example:
      storyboard lock film.yaml
    """
    click.echo(f"{studio.lock(script)} written.", err=True)


def show_loose(plan: studio.Plan) -> None:
    """A warning for everything that is not as the lock has it."""
    for words in plan.loose:
        click.echo(coloured("warning: ", "yellow") + f"{words}; see: storyboard lock", err=True)
