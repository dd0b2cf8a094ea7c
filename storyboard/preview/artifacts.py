"""The artifacts that the page may ask for: nothing else of the disk is ever reached by a request."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from storyboard.store import Store
from storyboard.store.types import Artifact

_THUMBS = 2000
"""How many thumbnails are kept in memory, some 5 kB each."""
WIDTHS = (160, 320, 640)
"""How wide thumbnails may be asked for."""
_SHOWN = frozenset({"image/png", "image/jpeg", "image/svg+xml", "image/webp", "video/mp4", "video/webm"})


class Shelf:
    """What was laid out for the page, by digest; a digest that nobody laid out is not found."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}
        self._thumbs: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()

    def lay_out(self, artifact: Artifact) -> None:
        """Let the page ask for an artifact that a browser can show."""
        if artifact.media_type in _SHOWN:
            self._known[artifact.digest] = artifact.media_type

    def find(self, digest: str) -> tuple[Path, str] | None:
        """The file of a known artifact and its media type; None where there is none."""
        media_type = self._known.get(digest)
        if media_type is None:
            return None
        path = self._store.path_of(digest)
        return (path, media_type) if path.is_file() else None

    def thumb(self, digest: str, width: int) -> bytes | None:
        """A picture of the shelf as a JPEG, so many pixels wide; None where there is none."""
        from storyboard.media.picture import PictureError, small_jpeg

        with self._lock:
            if (made := self._thumbs.get((digest, width))) is not None:
                self._thumbs.move_to_end((digest, width))
                return made
        found = self.find(digest)
        if found is None or not found[1].startswith("image/"):
            return None
        try:
            made = small_jpeg(found[0], width)
        except PictureError:
            return None
        with self._lock:
            self._thumbs[digest, width] = made
            while len(self._thumbs) > _THUMBS:
                self._thumbs.popitem(last=False)
        return made
