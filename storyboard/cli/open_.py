"""`storyboard open`: one shot's still or clip, shown or written."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import click

from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.cli.making import make, making_options
from storyboard.cli.options import Asked, asking_of_shot
from storyboard.cli.viewer import show

_NOT_IN_IDS = re.compile("[^a-z0-9_-]")
_CLIPS = tuple(container for container in studio.CONTAINERS if container != "png")


@click.command("open")
@asking_of_shot
@click.option("--clip", is_flag=True, help="The clip, in place of the still.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it here: .png, or a clip as .mp4, .mov, .webm, .gif or .webp. [default: show it]",
)
@making_options
def open_(asked: Asked, shot: str, clip: bool, output: Path | None, executor_name: str, offline: bool) -> int:
    """Show one shot's still or, with --clip, its clip: what the film has of it.

    It is made unless it is there already, and nothing else is. A clip is shown at its full length and with
    its sound; no transition covers any of it. Without -o it is opened with the system's viewer; where there
    is none, its path is printed.

    \b
    Examples:
      storyboard open film.yaml door
      storyboard open film.yaml door --clip --profile final -o door.mp4
    """
    wish = replace(asked.wish, shot=studio.ShotWish(shot, clip), container=_container(clip, output))
    wish = replace(wish, unsigned=wish.unsigned or output is None)  # no key is asked for, only to look
    if output:
        return make(asked, wish, lambda: output, executor_name, offline)
    folder = Path(mkdtemp(prefix="storyboard-"))
    shown = folder / f"{_NOT_IN_IDS.sub('_', shot)[:80]}{'.mp4' if clip else '.png'}"
    try:
        status = make(asked, wish, lambda: shown, executor_name, offline)
        if status == 0 and not asked.as_json and not show(shown):
            click.echo(shown)
        return status
    finally:
        with suppress(OSError):  # it isn't empty where something was made
            folder.rmdir()


def _container(clip: bool, output: Path | None) -> str:
    """What a clip is written as. Raises RenderError for a name that has another suffix."""
    suffix = output.suffix.lower().removeprefix(".") if output else "mp4" if clip else "png"
    if clip and suffix not in _CLIPS:
        raise RenderError(f"{output}: a clip is written as .{', .'.join(_CLIPS)}")
    if not clip and suffix != "png":
        raise RenderError(f"{output}: a still is written as .png; --clip makes the clip")
    return suffix if clip else "mp4"
