"""Books whose pages are files of their own: where they lie, and those of a longer book, which go."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.build import standing

if TYPE_CHECKING:
    from storyboard.store import Store
    from storyboard.store.types import Artifact


def deliver_pages(
    store: Store, output: Path, pages: Sequence[Artifact]
) -> tuple[tuple[standing.FileState, ...], tuple[Path, ...]]:
    """Deliver the pages after the first beside it; return what they are, and which files went for that.

    A page that the last build of this output delivered and this book no longer has is removed, if it still
    has the bytes that were delivered: whatever somebody else put in its place stays.
    """
    states = []
    for page in pages:
        path = output.with_stem(f"{output.stem}-{page.role}")
        store.deliver(page.digest, path)
        states.append(standing.state_of(path, page.digest, ours=True))
    current, last = {state.path for state in states}, _last(store, output)
    gone = tuple(_removed(state for state in last if state.path not in current))
    if states or last:
        store.save_build(_name(output), json.dumps([asdict(state) for state in states]).encode())
    return tuple(states), gone


def _removed(stale: Iterator[standing.FileState]) -> Iterator[Path]:
    for state in stale:
        path = Path(state.path)
        if not path.is_symlink() and state.holds():
            with suppress(OSError):
                path.unlink()
                yield path


def _last(store: Store, output: Path) -> tuple[standing.FileState, ...]:
    """The pages that the last build delivered; none where nothing is remembered."""
    try:
        listed = json.loads(store.last_build(_name(output)) or b"[]")
        return tuple(standing.FileState(**each) for each in listed)
    except (ValueError, TypeError):
        return ()


def _name(output: Path) -> str:
    return f"{standing.record_name(output, ('pages',))}.pages"
