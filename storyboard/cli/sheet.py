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
@click.option(
    "--storyboard",
    "crew",
    is_flag=True,
    help="The sheet that a film's crew works from, in place of the comic: .pdf or .png.",
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
    crew: bool,
    crop_marks: bool,
    executor_name: str,
    offline: bool,
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
    format_ = output.suffix.lower().removeprefix(".") if output else "pdf"
    _check(f"{output}", format_, crew, crop_marks)
    wish = wish_of(script, profile, only, strict, locked, allow_pickle)
    wish = replace(wish, book=studio.BookWish(format_, crop_marks, crew))
    return make(
        wish,
        lambda: output or script.with_suffix(_suffix(bool(only), crew)),
        cache,
        jobs,
        executor_name,
        offline,
        as_json,
    )


def _check(output: str, format_: str, crew: bool, crop_marks: bool) -> None:
    """Refuse what can't be written, and what makes no sense together."""
    if crew and crop_marks:
        raise RenderError("a storyboard sheet is pinned to a wall as it is; leave out --crop-marks")
    if crew and format_ in studio.BOOKS and format_ not in studio.CREW_SHEETS:
        raise RenderError(
            f"{output}: a storyboard sheet is written as .pdf or .png; as .{format_} there is the comic, "
            "without --storyboard"
        )
    formats = studio.CREW_SHEETS if crew else studio.BOOKS
    if format_ not in formats:
        what = "storyboard sheet" if crew else "book"
        raise RenderError(f"{output}: a {what} is written as .{', .'.join(formats)}")
    if crop_marks and format_ != "pdf":
        raise RenderError(f"{output}: only a PDF has crop marks; write it as .pdf")


def _suffix(excerpt: bool, crew: bool) -> str:
    return f"{'.only' if excerpt else ''}{'.storyboard' if crew else ''}.pdf"
