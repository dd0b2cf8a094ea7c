"""Films delivered as a folder: a PNG for each frame, and a WAV beside them where the film is heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.digest import digest_of
from storyboard.base.errors import LostBlobError, RenderError
from storyboard.build import delivered, standing
from storyboard.store.files import random_name

if TYPE_CHECKING:
    from storyboard.build.marks import Finish, Mark, Marked
    from storyboard.store import Store

SOUND = "sound.wav"


def first_frame(folder: Path) -> Path:
    """The file of a folder's first frame."""
    return _picture(folder, 1)


def begun(folder: Path) -> Path:
    """What has to be possible to write: a file in the folder, or the folder where there is none."""
    try:
        return first_frame(folder) if folder.is_dir() else folder
    except OSError:  # a name that is too long
        return folder


def deliver_frames(
    store: Store,
    folder: Path,
    digest: str,
    beside: Sequence[standing.FileState],
    marked: Marked,
    mark: Callable[[Path, int], Mark | None],
) -> tuple[standing.FileState, tuple[standing.FileState, ...], tuple[Path, ...]]:
    """Unpack a film of PNG frames; what the first file is, and the others, and which ones went for that.

    What lies `beside` the folder is there already. A frame is marked as `mark` says of its number, from 1. A
    file that has its bytes already is left alone. One that the last build delivered here and this film no
    longer has is removed, if it is still as it was delivered. Raises LostBlobError and RenderError.
    """
    film = store.verified_path(digest)
    if film is None:
        raise LostBlobError(f"can't write into {folder}: the film is gone from the cache; render again")
    try:
        folder.mkdir(exist_ok=True)
        first, *others = _unpacked(film, folder, marked, mark)
        others += beside
    except OSError as error:
        raise RenderError(f"can't write into {folder}: {error.strerror}") from error
    return first, tuple(others), delivered.remove_stale(store, folder, (first, *others))


def _unpacked(
    film: Path, folder: Path, marked: Marked, mark: Callable[[Path, int], Mark | None]
) -> Iterator[standing.FileState]:
    from storyboard.media.mp4 import read_tracks
    from storyboard.media.sound import read_sound, write_wave
    from storyboard.media.unpacking import samples

    for track in read_tracks(film):
        if track.handler == b"vide":
            for number, picture in enumerate(samples(track), start=1):
                path = _picture(folder, number)
                if put := mark(path, number):
                    yield marked.deliver(path, digest_of(picture), put, partial(_finished, path, picture))
                else:
                    yield _written(path, picture)
        else:
            path = folder / SOUND
            write_wave(path, read_sound(film))
            yield standing.state_of(path, ours=True)


def _picture(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.png"


def _finished(path: Path, content: bytes, finish: Finish) -> None:
    """Write a frame and finish it; it is shown when that is done."""
    part = path.with_name(f".{random_name()}.part")
    try:
        part.write_bytes(content)
        finish(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _written(path: Path, content: bytes) -> standing.FileState:
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)
    return standing.state_of(path, digest_of(content), ours=True)
