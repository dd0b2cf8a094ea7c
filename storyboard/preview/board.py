"""What the page shows, kept up to date as things happen: shots and their states, the film, the build."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.build.schedule import Ended
from storyboard.plan.ops import frames_of
from storyboard.preview.problems import shown
from storyboard.preview.views import NOTHING, BuildView, Changes, FilmView, Ran, ShotView, has_sound, of_plan
from storyboard.studio.live import Broken, Built, Happening, Planned, Planning
from storyboard.studio.tally import Tally

if TYPE_CHECKING:
    from storyboard.store import Store
    from storyboard.studio.made import Plan

_SPAN = "/span"


class Board:
    """What there is to show of a script; told of everything that happens, one thing at a time."""

    def __init__(self, script: Path, profile: str, store: Store) -> None:
        self.script, self.profile, self._store = script, profile, store
        self.version = 0
        self.plan: Plan | None = None
        self.shots: list[ShotView] = []
        self.build = BuildView()
        self.film: FilmView | None = None
        self.broken = self.vanished = False
        self.previous: dict[str, str] = {}
        self.ran: dict[str, Ran] = {}
        self._problems: list[dict[str, object]] = []
        self._tally: Tally | None = None
        self._failed: set[str] = set()
        self._part: dict[str, tuple[int, ...]] = {}
        self._taken: dict[str, int] = {}
        self._own: list[dict[str, int]] = []
        self._undone: list[dict[str, int]] = []
        self._began = 0.0

    def hear(self, happening: Happening) -> Changes:
        """Take in what happened; says what of the page it changes."""
        self.version += 1
        if isinstance(happening, Planning):
            self.build.status = "planning"
            return Changes(all=False, build=True)
        if isinstance(happening, Broken):
            return self._break(happening)
        if isinstance(happening, Planned):
            return self._lay_out(happening.plan)
        if isinstance(happening, Built):
            return self._end(happening)
        if self._tally:
            self._tally.tell(happening)
        if isinstance(happening, Ended):
            self._settle(happening)
        return self._moved(happening.recipe)

    def head(self) -> dict[str, object]:
        """All but the shots."""
        head: dict[str, object] = {
            "version": self.version,
            "script": self.script.name,
            "profile": self.profile,
            "broken": self.broken,
            "vanished": self.vanished,
            "problems": self._problems,
            "build": asdict(self.build),
            "film": asdict(self.film) if self.film else None,
        }
        return head | (of_plan(self.plan) if self.plan else NOTHING)

    def recipes_of(self, number: int) -> Iterator[str]:
        """The actions of a shot, in the plan's order."""
        return iter(self._own[number])

    def takes_of(self, shot: str) -> list[dict[str, object]]:
        """The takes of a shot that were asked for, and how far they are."""
        made = self.plan.graph.graph.get("takes", {}).get(shot, ()) if self.plan else ()
        there = self._store.find_recipes([key for _, key in made])
        return [
            {
                "seed": take.seed,
                "still": there[key].artifacts[0].digest if key in there else None,
                "state": "done" if key in there else self._state_of(key),
                "picked": take.picked,
            }
            for take, key in made
        ]

    def _state_of(self, recipe: str) -> str:
        if recipe in self._failed:
            return "failed"
        return "running" if self._tally and recipe in self._tally.in_flight else "waiting"

    def _break(self, broken: Broken) -> Changes:
        self.broken = True
        self.vanished = not self.script.is_file()
        self._problems = shown(broken.problems, self.script.parent)
        self.build.status = "failed" if self.build.status == "planning" else self.build.status
        return Changes(all=False, head=True)

    def _lay_out(self, plan: Plan) -> Changes:
        before = {shot.id: shot for shot in self.shots}
        self.plan, self.broken, self.vanished = plan, False, False
        self._problems = shown(plan.warnings, self.script.parent)
        self.shots = [
            ShotView(event.number, event.shot.id, event.shot.scene, event.record_in, event.record_out)
            for event in plan.edl.events
        ]
        self._tally = Tally(plan)
        self._share_out(plan)
        stills = plan.graph.graph.get("stills", {})
        for shot in self.shots:
            self._show_still(shot, stills.get(shot.id), before.get(shot.id))
            self._state(shot)
        to_do = plan.found.to_do
        for key in to_do:
            self.ran[key] = Ran(plan.found.findings[key].why)
        self._began = time.monotonic()
        self.build = BuildView(self.build.number + 1, "building", to_do=len(to_do))
        self._measure()
        return Changes()

    def _share_out(self, plan: Plan) -> None:
        """Which shots an action is a part of, and how many frames are to be made of each shot."""
        numbers = {shot.id: shot.number for shot in self.shots}
        to_do = set(plan.found.to_do)
        self._part, self._failed = {}, set()
        takes = plan.graph.graph.get("takes", {})
        self._taken = {key: numbers[shot] for shot, made in takes.items() for _, key in made}
        self._own = [{} for _ in self.shots]
        self._undone = [{} for _ in self.shots]
        for key, node in plan.graph.nodes.items():
            frames = frames_of(node["action"].spec)
            ids = node["shots"] or [
                slot.removesuffix(_SPAN) for slot in node["slots"] if slot.endswith(_SPAN)
            ]
            self._part[key] = tuple(numbers[each] for each in ids if each in numbers)
            for number in self._part[key]:
                self._own[number][key] = frames
            if key in to_do:
                for number in self._part[key]:
                    self._undone[number][key] = frames

    def _show_still(self, shot: ShotView, recipe: str | None, before: ShotView | None) -> None:
        """The new still where it is there already; else the old one, until it is."""
        assert self.plan is not None
        result = self.plan.found.results.get(recipe) if recipe else None
        old = before.still if before else None
        if result:
            self._replace_still(shot, result.artifacts[0].digest, old)
        else:
            shot.still, shot.stale = old, old is not None

    def _replace_still(self, shot: ShotView, digest: str, old: str | None) -> None:
        if old and old != digest:
            self.previous[shot.id] = old
        shot.still, shot.stale = digest, False

    def _state(self, shot: ShotView) -> None:
        """What a shot's parts come to."""
        undone, own = self._undone[shot.number], self._own[shot.number]
        in_flight = self._tally.in_flight if self._tally else {}
        flying = [progress.frames for key, progress in in_flight.items() if key in undone]
        total = sum(own.values())
        shot.progress = (total - sum(undone.values()) + sum(flying)) / max(1, total)
        if shot.state == "failed":
            return
        if undone:
            shot.state = "running" if flying else "waiting"
        else:
            shot.state = "done" if shot.state in ("running", "waiting", "done") else "hit"

    def _settle(self, ended: Ended) -> None:
        self.build.ended += 1
        if ended.failure:
            self._failed.add(ended.recipe)
        if ended.ending == "ran":
            self.ran[ended.recipe].seconds = ended.seconds
        for number in self._part.get(ended.recipe, ()):
            shot = self.shots[number]
            if ended.failure:
                shot.state, shot.failure = "failed", ended.failure.message
            elif ended.ending != "blocked":
                self._undone[number].pop(ended.recipe, None)
                self._new_still(shot, ended.recipe)
        self.build.failed += ended.failure is not None

    def _new_still(self, shot: ShotView, recipe: str) -> None:
        assert self.plan is not None
        if self.plan.graph.graph.get("stills", {}).get(shot.id) == recipe:
            result = self._store.find_recipes([recipe]).get(recipe)
            if result:
                self._replace_still(shot, result.artifacts[0].digest, shot.still)

    def _moved(self, recipe: str) -> Changes:
        numbers = self._part.get(recipe, ())
        for number in numbers:
            self._state(self.shots[number])
        self._measure()
        taken = {self._taken[recipe]} if recipe in self._taken else set()
        return Changes(all=False, build=True, shots={*numbers, *taken})

    def _measure(self) -> None:
        """How much of the build is done, and how long the rest takes."""
        self.build.seconds = round(time.monotonic() - self._began, 2)
        if self._tally:
            self.build.done = round(self._tally.share, 4) if self._tally.left else 1.0
            left = self._tally.time_left.seconds
            self.build.left = None if left is None else round(left, 1)

    def _end(self, built: Built) -> Changes:
        film = built.results.results.get(built.plan.goals[0])
        self.build.status = "done" if film and not self.build.failed else "failed"
        self._measure()
        self.build.left = None
        if film:
            made, number = film.artifacts[0], self.film.number if self.film else 0
            if self.film is None or self.film.digest != made.digest:
                sound = has_sound(built.plan.graph)
                frames = built.plan.edl.frames
                self.film = FilmView(made.digest, made.media_type, frames, sound, number + 1)
        return Changes(all=False, head=True)
