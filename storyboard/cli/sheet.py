"""`storyboard sheet`: makes the comic, and says how it went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from storyboard.cli.books import book_wish
from storyboard.cli.making import make, making_options
from storyboard.cli.options import Asked, asking


@click.command()
@asking
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The book: .pdf, .cbz, .epub, .svg or .png. [default: a PDF beside the script]",
)
@click.option(
    "--storyboard",
    "crew",
    is_flag=True,
    help="The sheet that a film's crew works from, in place of the comic: .pdf or .png.",
)
@click.option("--crop-marks", is_flag=True, help="Draw where to cut, in a PDF.")
@making_options
def sheet(
    asked: Asked, output: Path | None, crew: bool, crop_marks: bool, executor_name: str, offline: bool
) -> int:
    """Make comic pages from the same script. Only what changed since the last time is made.

    An edited line of dialogue letters one panel again, and redraws nothing. SVG and PNG are files of a
    page each: the first has the name of the book, others their number after it.

    With --storyboard it is the sheet of the film: for every shot its keyframe with the camera's arrows, and
    beside its number, length and timecode the camera, action, dialogue and notes.

    \b
    Examples:
      storyboard sheet film.yaml -o book.pdf
      storyboard sheet film.yaml -o book.cbz --only arrival
      storyboard sheet film.yaml --storyboard -o sheet.pdf
    """
    wish = replace(asked.wish, book=book_wish(output, crew, crop_marks))
    suffix = ".storyboard.pdf" if crew else ".pdf"
    return make(asked, wish, lambda: output or asked.beside(suffix), executor_name, offline)
