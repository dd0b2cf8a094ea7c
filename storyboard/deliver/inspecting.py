"""Files asked how they were made: a film's record, a keyframe's parameters, or why there is none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from storyboard.base.errors import RenderError
from storyboard.deliver.credentials import Credentials, read_credentials
from storyboard.deliver.packet import FilmRecord, NoRecordError, read_packet, read_record
from storyboard.media.boxes import Mp4Error
from storyboard.media.xmp import read_xmp
from storyboard.plan.types import Spec

_PAGES = (".pdf", ".cbz", ".epub", ".svg")


def inspect_film(path: Path, signed: Credentials | None = None) -> FilmRecord:
    """The record that a film carries, else that of its credentials, as they are in a GIF or a WebP.

    Raises RenderError with a sentence for every other file.
    """
    if signed and signed.record and path.suffix.lower() not in (".mp4", ".mov"):
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            return read_record(signed.record)
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


def inspect_credentials(path: Path, anchors: Path | None = None) -> Credentials | None:
    """The Content Credentials of a file, as far as they hold; `anchors` are certificates of trust.

    Raises RenderError for files that can't be read, and for anchors that hold no certificate.
    """
    try:
        if anchors and b"BEGIN CERTIFICATE" not in anchors.read_bytes():
            raise RenderError(f"{anchors} holds no certificate in PEM")
        return read_credentials(path, anchors)
    except OSError as error:
        raise RenderError(f"{error.filename or path} can't be read: {error.strerror}") from error


def signed_shots(signed: Credentials | None) -> list[Spec]:
    """The shots of a page or a frame, as its credentials tell of them; none where that is damaged."""
    shots = signed.record.get("shots") if signed and signed.record else None
    if not isinstance(shots, list):
        return []
    return [shot for shot in shots if isinstance(shot, dict) and _is_whole(shot)]


def inspect_picture(path: Path) -> dict[str, str]:
    """The text that a PNG carries, by its names. Raises RenderError for what is no PNG."""
    from storyboard.media.picture import PictureError, read_text

    try:
        return read_text(path)
    except (PictureError, OSError, SyntaxError, ValueError) as error:
        raise RenderError(f"{path} can't be inspected: it is no whole PNG picture") from error


def _is_whole(shot: Spec) -> bool:
    steps = shot.get("made")
    if not isinstance(shot.get("id"), str) or not isinstance(steps, list):
        return False
    return all(isinstance(step, dict) and isinstance(step.get("engine"), str) for step in steps)
