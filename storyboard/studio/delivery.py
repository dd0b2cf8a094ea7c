"""How what was made reaches its author, and what is remembered of it, so that a null build need not ask."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.build import delivered, frames, remembered, standing
from storyboard.build.marks import Mark, Marked
from storyboard.store import Store
from storyboard.studio.made import Film, Plan
from storyboard.studio.wishes import Wish

if TYPE_CHECKING:
    from storyboard.build.schedule import Results
    from storyboard.deliver.seals import Sealing


def first_file(wish: Wish, output: Path) -> Path:
    """The file by which what is delivered is known: the first picture where it is a folder of them."""
    return frames.first_frame(output) if wish.pictures else output


def deliver(wish: Wish, store: Store, film: Film, results: Results) -> Film:
    """Hand the film over, and keep what it was made from, so that a null build need not ask again."""
    assert film.plan is not None
    if film.plan.cut:
        return _hand_over(wish, store, film, film.plan, results)
    first, *others = results.results[film.plan.goals[0]].artifacts
    digest, marked = first.digest, Marked(store, film.output)
    media_type = "image/png" if wish.pictures else first.media_type
    mark = partial(_mark, film.plan.sealing, media_type)
    beside = _beside(film.plan.sealing, film.output, media_type)
    if wish.pictures:
        output, pages, gone = frames.deliver_frames(store, film.output, digest, beside, marked, mark)
    else:
        leaves = others if wish.book else ()
        pages, gone = delivered.deliver_pages(store, film.output, leaves, beside, marked, mark)
        output = _deliver_first(
            store, film.output, digest, marked, mark(film.output, 1 if wish.page else None)
        )
    marked.keep()
    remembered.remember_actions(store, wish.name, film.plan.graph)
    record = standing.Standing(standing.tool(), film.plan.files, digest, output, film.actions, pages)
    store.save_build(wish.name, record.encoded())
    return replace(film, removed=gone)


def _mark(sealing: Sealing | None, media_type: str, path: Path, part: int | None) -> Mark | None:
    return sealing.mark(path, media_type, part) if sealing else None


def _beside(sealing: Sealing | None, output: Path, media_type: str) -> tuple[standing.FileState, ...]:
    """The unsigned manifest beside what is delivered, where one is asked for."""
    manifest = sealing.sidecar(media_type) if sealing else None
    if manifest is None:
        return ()
    from storyboard.deliver.seals import sidecar_of

    return (delivered.write_file(sidecar_of(output), manifest),)


def _deliver_first(
    store: Store, output: Path, digest: str, marked: Marked, mark: Mark | None
) -> standing.FileState:
    if mark:
        return marked.deliver(output, digest, mark, partial(store.deliver, digest, output))
    store.deliver(digest, output)
    return standing.state_of(output, digest, ours=True)


def _hand_over(wish: Wish, store: Store, film: Film, made: Plan, results: Results) -> Film:
    """Hand the cut over, and keep what it was made from, as of a film."""
    from storyboard.deliver.handing import hand_over

    assert wish.cut is not None and made.cut is not None
    handed = hand_over(
        store, made.cut, wish.cut.format, made.graph, results.results, film.output, made.film_shots
    )
    remembered.remember_actions(store, wish.name, made.graph)
    record = standing.Standing(
        standing.tool(), made.files, handed.output.digest, handed.output, film.actions, handed.media
    )
    store.save_build(wish.name, record.encoded())
    media = tuple(Path(state.path) for state in handed.media)
    return replace(film, removed=handed.removed, media=media, lost=handed.lost)
