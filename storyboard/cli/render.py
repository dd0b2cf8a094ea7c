"""`storyboard render`: makes the film, and says how it went."""

from __future__ import annotations

from pathlib import Path

import click

from storyboard.base.errors import RenderError
from storyboard.cli.making import make, making_options
from storyboard.cli.options import Asked, asking


@click.command()
@asking
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The film. [default: beside the script]",
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
    """
    return make(asked, asked.wish, lambda: _target(asked, output), executor_name, offline)


def _target(asked: Asked, output: Path | None) -> Path:
    target = output or asked.beside(".mp4")
    if target.suffix.lower() != ".mp4":
        raise RenderError(f"{target}: a film is written as .mp4")
    return target
