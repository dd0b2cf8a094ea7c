"""`storyboard render`: makes the film, and says how it went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from storyboard import studio
from storyboard.base.errors import RenderError
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
    wish = replace(asked.wish, container=_container(output) if output else "mp4")
    return make(asked, wish, lambda: _target(asked, output, wish.container), executor_name, offline)


def _container(output: Path) -> str:
    """What the film is written as: its suffix, or png for a folder of pictures."""
    suffix = output.suffix.lower().removeprefix(".")
    if suffix in studio.CONTAINERS and suffix != "png":
        return suffix
    return "png" if not suffix or _is_folder(output) else suffix


def _is_folder(output: Path) -> bool:
    try:
        return output.is_dir()
    except OSError:  # a name that is too long
        return False


def _target(asked: Asked, output: Path | None, container: str) -> Path:
    if output is None:
        return asked.beside(".mp4")
    if output.suffix.lower() == ".png" and not _is_folder(output):
        raise RenderError(f"{output}: pictures go into a folder; name it without .png")
    if container not in studio.CONTAINERS:
        raise RenderError(
            f"{output}: a film is written as .mp4, .mov, .webm, .gif or .webp, or as a folder of pictures"
        )
    return output
