"""Behind the page: a script that is watched and built, and whoever wants to hear what changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import storyboard
from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.build.executors.local import LocalExecutor
from storyboard.build.schedule import Ended
from storyboard.media.picture import size_of
from storyboard.preview.artifacts import Shelf
from storyboard.preview.board import Board
from storyboard.preview.costly import Costly, priced
from storyboard.preview.details import details
from storyboard.preview.views import Changes
from storyboard.preview.watching import Watch
from storyboard.store import Store
from storyboard.store.types import ActionResult, Artifact
from storyboard.studio.live import Broken, Built, Happening, Live, Planned
from storyboard.studio.takes import check_takes, pick

_PROGRAM = Path(storyboard.__file__).resolve().parent
_CHOICES = 8
"""Shots whose takes are kept up to date; those of others are forgotten, and stay in the cache."""
_SPARE = 1
"""Workers that take nothing but stills, so that a new one never waits for a long clip."""


class Listener:
    """Somebody who looks at the page: what has changed since he last took it, however much that was."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake
        self.changes = Changes()

    def add(self, changes: Changes) -> None:
        """Note what changed."""
        mine = self.changes
        mine.all |= changes.all
        mine.head |= changes.head
        mine.build |= changes.build
        mine.shots |= changes.shots
        self.wake()


class Session:
    """A script's live page: built on every save, until it is closed. Any thread may call it."""

    def __init__(self, wish: studio.Wish, cache: Path, output: Path, jobs: int) -> None:
        self._wish = replace(wish, stills=True)
        self._cache, self._output, self._jobs = cache, output, jobs
        self._lock = threading.RLock()
        self._listeners: list[Listener] = []
        self._store = Store.open(cache)
        self.shelf = Shelf(self._store)
        self._board = Board(wish.script, wish.profile, self._store)
        self._costly = Costly(cache, jobs, lambda: self._changed(Changes(all=False, head=True)))
        self._comic: Live | None = None
        self._pages: list[dict[str, object]] | None = None
        self._pages_status = "none"
        self._known: frozenset[Path] = frozenset()
        executor = partial(LocalExecutor, cache, jobs, ready=True, spare=_SPARE)
        self._live = Live(self._wish, cache, executor, self._hear, jobs)
        self._watch = Watch(wish.script.resolve().parent, self._saved)

    def close(self) -> None:
        """End everything that goes on; what was finished is kept."""
        self._watch.close()
        self._costly.close()
        for live in (self._live, self._comic):
            if live:
                live.close()
        self._store.close()

    def listen(self, wake: Callable[[], None]) -> Listener:
        """From now on, note what changes for somebody, and wake him up."""
        listener = Listener(wake)
        with self._lock:
            self._listeners.append(listener)
        return listener

    def forget(self, listener: Listener) -> None:
        """He has gone."""
        with self._lock:
            self._listeners.remove(listener)

    def take(self, listener: Listener) -> list[tuple[str, dict[str, object]]]:
        """What changed for somebody since he last asked, as events for the page."""
        with self._lock:
            changes, listener.changes = listener.changes, Changes(all=False)
            if changes.all:
                return [("state", self.state())]
            events: list[tuple[str, dict[str, object]]] = []
            version = self._board.version
            if changes.head:
                events.append(("state", self._head()))
            elif changes.build:
                events.append(("build", {"version": version, "build": self._head()["build"]}))
            for number in sorted(changes.shots):
                if number < len(self._board.shots):
                    shot = self._board.shots[number].plain()
                    events.append(("shot", {"version": version, "number": number, "shot": shot}))
            return events

    def state(self) -> dict[str, object]:
        """All that the page shows."""
        with self._lock:
            return self._head() | {"shots": [shot.plain() for shot in self._board.shots]}

    def shot(self, number: int) -> dict[str, object] | None:
        """One shot with everything; None where there is none."""
        with self._lock:
            return details(self._board, self._store, number)

    def plan(self, profile: str) -> dict[str, object]:
        """What the film by a profile would take."""
        return priced(self._whole(profile=profile), self._cache, self._jobs)

    def render(self, profile: str) -> bool:
        """Begin to make the film by a profile; false while one is being made."""
        with self._lock:
            if self._costly.running:
                return False
            self._costly.start(self._whole(profile=profile), self._output)
            return True

    def stop(self) -> None:
        """Give up the film that is being made by request."""
        self._costly.stop()

    def want_takes(self, shot: str, seeds: int) -> None:
        """Make so many takes of a shot, now and as it changes. Raises RenderError where there can be none."""
        wanted = studio.ShotWish(shot, takes=seeds, sheet=False)
        with self._lock:
            if self._board.plan is None:
                raise RenderError("there is no film yet to choose a take for")
            check_takes(self._board.plan, wanted)
            others = [each for each in self._wish.beside if each.id != shot]
            self._wish = replace(self._wish, beside=(*others, wanted)[-_CHOICES:])
            self._live.wish_for(self._wish)

    def pick(self, shot: str, seed: int) -> None:
        """Write a take's seed into the script, which is then built; StoryboardError where that can't be."""
        with self._lock:
            if seed not in [take["seed"] for take in self._board.takes_of(shot)]:
                raise RenderError(f"{shot} has no take of seed {seed}; make some first")
        pick(self._wish.script, studio.ShotWish(shot), seed, self._wish.profile)

    def want_pages(self) -> None:
        """Make the comic's pages, now and after every save."""
        with self._lock:
            if self._comic is None:
                self._pages_status = "building"
                book = studio.BookWish("png")
                wish = replace(self._wish, book=book, stills=False, draft=False, unsigned=True)
                executor = partial(LocalExecutor, self._cache, 1)
                self._comic = Live(wish, self._cache, executor, self._hear_of_pages)
        self._changed(Changes(all=False, head=True))

    def has_profile(self, profile: str) -> bool:
        """Whether the script has a profile of that name."""
        plan = self._board.plan
        return plan is not None and profile in plan.script.profiles

    def _whole(self, profile: str | None = None, book: studio.BookWish | None = None) -> studio.Wish:
        """The film, or the comic, at its own size, and nothing beside it."""
        wish = replace(self._wish, book=book, stills=False, draft=False, beside=())
        return replace(wish, profile=profile) if profile else wish

    def _head(self) -> dict[str, object]:
        render = self._costly.render
        return self._board.head() | {
            "render": render.plain() if render else None,
            "pages": self._pages,
            "pages_status": self._pages_status,
        }

    def _hear(self, happening: Happening) -> None:
        with self._lock:
            changes = self._board.hear(happening)
            if isinstance(happening, Planned):
                self._follow(happening.plan)
                self._lay_out(happening.plan.found.results.values())
            elif isinstance(happening, Ended):
                self._lay_out(self._store.find_recipes([happening.recipe]).values())
            elif isinstance(happening, Built):
                self._lay_out(happening.results.results[key] for key in self._goals(happening))
            elif isinstance(happening, Broken):
                self._watch.follow(self._known)
            self._changed(changes)

    @staticmethod
    def _goals(built: Built) -> list[str]:
        return [goal for goal in built.plan.goals if goal in built.results.results]

    def _hear_of_pages(self, happening: Happening) -> None:
        with self._lock:
            if isinstance(happening, Built):
                made = happening.results.results.get(happening.plan.goals[0])
                self._pages_status = "done" if made else "failed"
                self._pages = [self._page(each) for each in made.artifacts] if made else self._pages
            elif isinstance(happening, (Broken, Planned)):
                self._pages_status = "failed" if isinstance(happening, Broken) else "building"
            else:
                return
            self._changed(Changes(all=False, head=True))

    def _page(self, page: Artifact) -> dict[str, object]:
        self.shelf.lay_out(page)
        width, height = size_of(self._store.path_of(page.digest))
        return {"digest": page.digest, "media_type": page.media_type, "width": width, "height": height}

    def _changed(self, changes: Changes) -> None:
        with self._lock:
            for listener in self._listeners:
                listener.add(changes)

    def _saved(self, files: Collection[Path]) -> None:
        """Files were saved: the film's are looked at, and any other where something was missing."""
        with self._lock:
            broken = self._board.broken or self._board.plan is None
            ours = broken or not self._known.isdisjoint(file.resolve() for file in files)
        if ours:
            self._live.look()
            if self._comic:
                self._comic.look()

    def _follow(self, plan: studio.Plan) -> None:
        """Watch what the plan was made from; the program's own modules stay as they are."""
        files = {Path(state.path).resolve() for state in plan.files} | {
            *map(Path.resolve, plan.paths.values())
        }
        self._known = frozenset(file for file in files if not file.is_relative_to(_PROGRAM))
        self._watch.follow(self._known)

    def _lay_out(self, results: Iterable[ActionResult]) -> None:
        for result in results:
            self.shelf.lay_out(result.artifacts[0])
