"""Files asked how they were made: a film's record, a keyframe's parameters, or why there is none."""

from __future__ import annotations

from pathlib import Path

from storyboard.base.errors import RenderError
from storyboard.deliver.packet import FilmRecord, NoRecordError, read_packet
from storyboard.media.boxes import Mp4Error
from storyboard.media.xmp import read_xmp

_PAGES = (".pdf", ".cbz", ".epub", ".svg")


def inspect_film(path: Path) -> FilmRecord:
    """The record that a film carries. Raises RenderError with a sentence for every other file."""
    if path.suffix.lower() in _PAGES:
        raise RenderError(f"{path} is a comic, whose pages carry no record of shots; inspect the film")
    try:
        found = read_xmp(path)
        if found is None:
            raise NoRecordError("it carries no record: another program wrote it, or took the record out")
        return read_packet(found)
    except (Mp4Error, NoRecordError) as error:
        raise RenderError(f"{path} can't be inspected: {error}") from error
    except OSError as error:
        raise RenderError(f"{path} can't be read: {error.strerror}") from error


def inspect_picture(path: Path) -> dict[str, str]:
    """The text that a PNG carries, by its names. Raises RenderError for what is no PNG."""
    from storyboard.media.picture import PictureError, read_text

    try:
        return read_text(path)
    except (PictureError, OSError, SyntaxError, ValueError) as error:
        raise RenderError(f"{path} can't be inspected: it is no whole PNG picture") from error
