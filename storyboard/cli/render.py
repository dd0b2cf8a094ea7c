"""`storyboard render`: makes the film, and says how it went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from storyboard.cli.containers import check_film, container_of
from storyboard.cli.making import make, making_options
from storyboard.cli.options import Asked, asking


@click.command()
@asking
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The film: .mp4, .mov, .webm, .gif, .webp, or a folder for PNG pictures. [default: .mp4 beside the "
    "script]",
)
@making_options
def render(asked: Asked, output: Path | None, executor_name: str, offline: bool) -> int:
    """Make the film. Only what changed since the last render is made.

    Models of the hub that the profile names are fetched first, once.

    Ctrl-C is safe at any time: what is finished is kept, and the next render goes on from there.
    With --only, the film is an excerpt of those shots and scenes.

    \b
    Examples:
      storyboard render film.yaml
      storyboard render film.yaml --profile final -o premiere.mp4
      storyboard render film.yaml --only arrival --only lamp
      storyboard render film.yaml --only lamp -o lamp.gif
    """
    wish = replace(asked.wish, container=container_of(output) if output else "mp4")
    return make(asked, wish, lambda: _target(asked, output, wish.container), executor_name, offline)


def _target(asked: Asked, output: Path | None, container: str) -> Path:
    if output is None:
        return asked.beside(".mp4")
    check_film(output, container)
    return output
