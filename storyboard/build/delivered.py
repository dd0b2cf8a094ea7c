"""What is delivered as several files: where they lie, and those of an earlier build, which go."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.digest import digest_of
from storyboard.base.errors import StoreError
from storyboard.build import standing
from storyboard.store.files import random_name

if TYPE_CHECKING:
    from storyboard.build.marks import Mark, Marked
    from storyboard.store import Store
    from storyboard.store.types import Artifact


def deliver_pages(
    store: Store,
    output: Path,
    pages: Sequence[Artifact],
    beside: Sequence[standing.FileState],
    marked: Marked,
    mark: Callable[[Path, int], Mark | None],
) -> tuple[tuple[standing.FileState, ...], tuple[Path, ...]]:
    """Deliver the pages after the first beside it; return what they are, and which files went for that.

    What lies `beside` them is there already. A page is marked as `mark` says of its number. A page of a
    longer book that the last build delivered is removed, if it still has the bytes that were delivered:
    whatever somebody else put in its place stays.
    """
    states = list(beside)
    known = {state.path: state for state in _last(store, output)}
    for number, page in enumerate(pages, 2):
        path = output.with_stem(f"{output.stem}-{page.role}")
        if put := mark(path, number):
            deliver = partial(store.deliver, page.digest, path)
            states.append(marked.deliver(path, page.digest, put, deliver))
        else:
            states.append(_delivered(store, path, page.digest, known.get(str(path))))
    return tuple(states), remove_stale(store, output, states)


def deliver_files(
    store: Store, output: Path, files: Mapping[Path, str], others: Collection[Path] = ()
) -> tuple[tuple[standing.FileState, ...], tuple[Path, ...]]:
    """Deliver files, blobs by where they go; those that are there already stay as they are.

    What the last build of this output delivered and this one doesn't goes, if it still has those bytes and is
    none of the `others`; returns what there is of `files` now, and what went.
    """
    last = {state.path: state for state in _last(store, output)}
    states = [_delivered(store, path, digest, last.get(str(path))) for path, digest in files.items()]
    return tuple(states), remove_stale(store, output, states, others)


def remove_stale(
    store: Store, output: Path, states: Sequence[standing.FileState], others: Collection[Path] = ()
) -> tuple[Path, ...]:
    """Remove what the last build of this output delivered and this one doesn't, if it is still as it was."""
    last = {state.path: state for state in _last(store, output)}
    current, kept = {state.path for state in states}, {str(path) for path in others}
    gone = tuple(_removed(state for path, state in last.items() if path not in current | kept))
    spared = [state for path, state in last.items() if path in kept - current]
    if states or last:
        record = [asdict(state) for state in (*states, *spared)]
        store.save_build(_name(output), json.dumps(record).encode())
    return gone


def write_file(path: Path, content: bytes) -> standing.FileState:
    """Replace a file: there is the old one or the new one, never a part of it. Raises StoreError."""
    part = path.with_name(f".{random_name()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
        return standing.state_of(path, digest_of(content), ours=True)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"can't write {path}: {error.strerror}") from error


def _delivered(
    store: Store, path: Path, digest: str, before: standing.FileState | None
) -> standing.FileState:
    if before and before.digest == digest and before.holds():
        return before
    store.deliver(digest, path)
    return standing.state_of(path, digest, ours=True)


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
