"""Lines that nobody recorded, spoken before the film is planned: where they lie follows from their lengths.

A few are spoken in this process. Many are spoken by workers, for each takes some hundredths of a second, half
of them waiting for the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from storyboard.plan.sheet import Cutting, Sheet
from storyboard.plan.soundtrack import Mix, speak

if TYPE_CHECKING:
    from storyboard.build.orders import Executor, Progress
    from storyboard.build.schedule import Ended, Results, Started, Telling
    from storyboard.plan.heard import SpokenLine
    from storyboard.store import Store

Spoken: TypeAlias = Callable[[int, int], None]
"""Told how many lines are spoken, of how many."""
_MANY = 32
"""So many lines are spoken sooner by workers, which take half a second to start."""


@dataclass(frozen=True, slots=True)
class Booth:
    """Where lines are spoken: by how many workers at once, and who is told of it."""

    jobs: int
    tell: Spoken


def spoken(
    lines: Mapping[str, SpokenLine],
    mix: Mix,
    cutting: Cutting,
    paths: Mapping[str, Path],
    store: Store,
    booth: Booth,
) -> Iterator[tuple[str, int | str]]:
    """The samples of each line that has to be spoken, or why it can't be; the store keeps what is spoken.

    `lines` and what comes back are by `source`; `paths` says where voices lie that specs name by digest.
    """
    wanted = {source: line.speech for source, line in lines.items() if line.speech is not None}
    if not wanted:
        return
    from storyboard.media.sound import SoundError, kept_length

    sheet = Sheet(cutting)
    keys = {source: speak(sheet, mix, speech) for source, speech in wanted.items()}
    made = _made(sheet, list(dict.fromkeys(keys.values())), paths, store, booth)
    for source, key in keys.items():
        if key in made.results:
            try:
                yield source, kept_length(store.path_of(made.results[key].artifacts[0].digest))
            except SoundError as error:
                yield source, f"{error}; mend the cache with: storyboard cache verify"
        else:
            failure = made.endings[key].failure
            yield source, failure.message if failure else "it could not be spoken"


def _made(sheet: Sheet, keys: list[str], paths: Mapping[str, Path], store: Store, booth: Booth) -> Results:
    from storyboard.build.schedule import Course, build
    from storyboard.build.survey import survey

    sheet.graph.graph["goals"] = keys
    to_do = survey(sheet.graph, store, {}, {})
    workers = _workers(len(to_do.to_do), store, booth.jobs)
    try:
        course = Course(sheet.graph, to_do, paths)
        return build(course, store, workers, _counted(len(to_do.to_do), booth))
    finally:
        workers.close()


def _workers(lines: int, store: Store, jobs: int) -> Executor:
    if lines < _MANY or jobs == 1:
        from storyboard.build.executors.inline import InlineExecutor

        return InlineExecutor(store)
    from storyboard.build.executors.local import LocalExecutor

    return LocalExecutor(store.root, jobs)


def _counted(lines: int, booth: Booth) -> Telling:
    from storyboard.build.schedule import Ended

    done = 0

    def tell(event: Started | Progress | Ended) -> None:
        nonlocal done
        if isinstance(event, Ended):
            done += 1
            booth.tell(done, lines)

    return tell
