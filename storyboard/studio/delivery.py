"""How what was made reaches its author, and what is remembered of it, so that a null build need not ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.build import delivered, frames, remembered, standing
from storyboard.store import Store
from storyboard.studio.made import Film, Plan
from storyboard.studio.wishes import Wish

if TYPE_CHECKING:
    from storyboard.build.schedule import Results
    from storyboard.plan.types import Spec


def first_file(wish: Wish, output: Path) -> Path:
    """The file by which what is delivered is known: the first picture where it is a folder of them."""
    return frames.first_frame(output) if wish.pictures else output


def deliver(wish: Wish, store: Store, film: Film, results: Results) -> Film:
    """Hand the film over, and keep what it was made from, so that a null build need not ask again."""
    assert film.plan is not None
    if film.plan.cut:
        return _hand_over(wish, store, film, film.plan, results)
    first, *others = results.results[film.plan.goals[0]].artifacts
    digest = first.digest
    if wish.pictures:
        output, pages, gone = frames.deliver_frames(store, film.output, digest)
    else:
        pages, gone = delivered.deliver_pages(store, film.output, others if wish.book else ())
        finish = _recording(film.plan.record, first.media_type)
        store.deliver(digest, film.output, finish)
        output = standing.state_of(film.output, None if finish else digest, ours=True)
    remembered.remember_actions(store, wish.name, film.plan.graph)
    record = standing.Standing(standing.tool(), film.plan.files, digest, output, film.actions, pages)
    store.save_build(wish.name, record.encoded())
    return replace(film, removed=gone)


def _recording(record: Callable[[], Spec] | None, media_type: str) -> Callable[[Path], None] | None:
    """Write what made a film behind it; None where there is no place for it, as in WebM, GIF and WebP."""
    if record is None or media_type not in ("video/mp4", "video/quicktime"):
        return None
    from storyboard.deliver.packet import packet
    from storyboard.media.xmp import append_xmp

    return lambda film: append_xmp(film, packet(record()))


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
