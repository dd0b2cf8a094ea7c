"""`storyboard sheet`: makes the comic, and says how it went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.cli.making import make, making_options
from storyboard.cli.options import wish_of, wish_options


@click.command()
@wish_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The book: .pdf, .cbz, .epub, .svg or .png. [default: a PDF beside the script]",
)
@click.option("--crop-marks", is_flag=True, help="Draw where to cut, in a PDF.")
@making_options
def sheet(
    script: Path,
    profile: str,
    only: tuple[str, ...],
    cache: Path | None,
    jobs: int | None,
    strict: bool,
    locked: bool,
    allow_pickle: bool,
    as_json: bool,
    output: Path | None,
    crop_marks: bool,
    executor_name: str,
    offline: bool,
) -> int:
    """Make comic pages from the same script. Only what changed since the last time is made.

    An edited line of dialogue letters one panel again, and redraws nothing. SVG and PNG are files of a
    page each: the first has the name of the book, others their number after it.

    \b
    Examples:
      storyboard sheet film.yaml -o book.pdf
      storyboard sheet film.yaml -o book.cbz --only arrival
    """
    format_ = output.suffix.lower().removeprefix(".") if output else "pdf"
    if format_ not in studio.BOOKS:
        raise RenderError(f"{output}: a book is written as .{', .'.join(studio.BOOKS)}")
    if crop_marks and format_ != "pdf":
        raise RenderError(f"{output}: only a PDF has crop marks; write it as .pdf")
    wish = wish_of(script, profile, only, strict, locked, allow_pickle)
    wish = replace(wish, book=studio.BookWish(format_, crop_marks))
    return make(
        wish,
        lambda: output or script.with_suffix(".only.pdf" if only else ".pdf"),
        cache,
        jobs,
        executor_name,
        offline,
        as_json,
    )
