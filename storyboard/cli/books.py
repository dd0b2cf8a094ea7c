"""What `sheet` and `plan --sheet` are asked for: the comic or the crew's sheet, in the format of its file."""

from __future__ import annotations

from pathlib import Path

from storyboard import studio
from storyboard.base.errors import RenderError


def book_wish(output: Path | None, crew: bool, crop_marks: bool = False) -> studio.BookWish:
    """The comic, or the `crew`'s sheet, as the output's suffix says; a PDF where there is none.

    Raises RenderError for what can't be written.
    """
    format_ = output.suffix.lower().removeprefix(".") if output else "pdf"
    _check(f"{output}", format_, crew, crop_marks)
    return studio.BookWish(format_, crop_marks, crew)


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
