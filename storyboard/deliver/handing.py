"""A cut put into the author's hands: clips in a folder of their own, and beside it what speaks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import LostBlobError, StoreError
from storyboard.build import delivered, standing
from storyboard.deliver.cut import Cut, media_name
from storyboard.deliver.formats import FORMATS

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.store import Store
    from storyboard.store.types import ActionResult


@dataclass(frozen=True, slots=True)
class Handed:
    """What lies there now, what went, and what the format could not say."""

    output: standing.FileState
    media: tuple[standing.FileState, ...]
    removed: tuple[Path, ...]
    lost: tuple[str, ...]


def check_folder(store: Store, output: Path, format_: str) -> None:
    """See, before the work begins, whether clips could lie beside a cut; StoreError says why not."""
    folder = media_folder(output)
    if FORMATS[format_].needs != "media" or not folder.exists():
        return
    if not folder.is_dir():
        raise StoreError(f"{folder} is not a folder, and the clips belong there; choose another name with -o")
    store.check_destination(folder / "clip")


def media_folder(output: Path) -> Path:
    """Where the clips of a cut lie: beside it, under its name."""
    return output.with_suffix(".media")


def hand_over(
    store: Store,
    cut: Cut,
    format_: str,
    graph: Graph,
    results: Mapping[str, ActionResult],
    output: Path,
    shots: frozenset[str],
) -> Handed:
    """Deliver the clips that changed, then write the cut; `shots` are all that the film has.

    The folder is shared by every format of one name. A clip of a shot that the film no longer has goes, if
    it still is as it was delivered. Raises LostBlobError where the cache no longer has what was made, and
    StoreError where the files can't be written.
    """
    form = FORMATS[format_]
    made = {
        slot: results[key].artifacts[0].digest
        for key in graph.graph["goals"]
        for slot in graph.nodes[key]["slots"]
    }
    folder = media_folder(output)
    media, removed = _media(store, cut, folder, made, shots) if form.needs == "media" else ((), ())
    stills = {}
    if form.needs == "stills":
        stills = {take.id: _bytes(store, made[f"{take.id}/still"]) for take in cut.takes}
    written = form.write(replace(cut, media=folder.name, stills=stills))
    state = delivered.write_file(output, written.content)
    return Handed(state, media, removed, written.lost)


def _media(
    store: Store, cut: Cut, folder: Path, made: Mapping[str, str], shots: frozenset[str]
) -> tuple[tuple[standing.FileState, ...], tuple[Path, ...]]:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"can't make the folder {folder}: {error.strerror}") from error
    files = {folder / media_name(take.id, cut.suffix): made[f"{take.id}/master"] for take in cut.takes}
    if cut.sound:
        files[folder / cut.sound.file] = made["mixdown"]
    kept = {folder / media_name(shot, cut.suffix) for shot in shots}
    return delivered.deliver_files(store, folder, files, kept)


def _bytes(store: Store, digest: str) -> bytes:
    path = store.verified_path(digest)
    if path is None:
        raise LostBlobError("a still was damaged in the cache; export again")
    return path.read_bytes()
