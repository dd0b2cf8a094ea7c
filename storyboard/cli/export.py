"""`storyboard export`: hands the cut over to other programs, and says how it went."""

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
    type=click.Path(path_type=Path, dir_okay=False),
    help="The cut: .otio, .edl, .fcpxml, .csv, .html, .srt or .vtt. [default: .otio beside the script]",
)
@click.option(
    "--codec",
    type=click.Choice(["prores", "h264"]),
    default="prores",
    show_default=True,
    help="How the clips beside the cut are encoded.",
)
@click.option("--language", default="", help="The language of .srt and .vtt. [default: the one spoken]")
@making_options
def export(
    asked: Asked, output: Path | None, codec: str, language: str, executor_name: str, offline: bool
) -> int:
    """Hand the cut over to other programs. What is not rendered yet is rendered first.

    .otio, .edl and .fcpxml are read by editing programs: every shot is a clip with its handles in a folder
    beside the cut, named after it. .csv is a shot list, and needs no picture. .html is a contact sheet, all
    in one file. .srt and .vtt are subtitles, in any language of the script's lines; they need no picture.
    What a format can't say of the film is told.

    \b
    Examples:
      storyboard export film.yaml -o cut.otio
      storyboard export film.yaml -o cut.fcpxml --profile final
      storyboard export film.yaml -o sheet.html --only arrival
      storyboard export film.yaml -o film.de.vtt --language de
    """
    wish = replace(asked.wish, cut=studio.CutWish(_format(output), codec, language.lower()))
    return make(asked, wish, lambda: output or asked.beside(".otio"), executor_name, offline)


def _format(output: Path | None) -> str:
    from storyboard.deliver.formats import FORMATS

    format_ = output.suffix.lower().removeprefix(".") if output else "otio"
    if format_ not in FORMATS:
        raise RenderError(f"{output}: a cut is written as .{', .'.join(FORMATS)}")
    return format_
