"""What the page shows, kept up to date as things happen: shots and their states, the film, the build."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from storyboard.build.orders import Progress
from storyboard.build.schedule import Ended, Started
from storyboard.plan.ops import frames_of
from storyboard.plan.types import Edl
from storyboard.preview.problems import shown
from storyboard.studio.live import Broken, Built, Happening, Planned, Planning

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.store import Store
    from storyboard.studio.made import Plan

ShotState = Literal["hit", "waiting", "running", "done", "failed"]
BuildStatus = Literal["idle", "planning", "building", "failed", "done"]

_LOOK_SECONDS = 1.0
"""How often the time left is worked out anew."""


@dataclass(slots=True)
class ShotView:
    """A shot on the timeline, in record frames; `stale` where its still is of an older text."""

    number: int
    id: str
    scene: str | None
    begin: int
    end: int
    state: ShotState = "hit"
    progress: float = 0.0
    still: str | None = None
    stale: bool = False
    failure: str | None = None

    def plain(self) -> dict[str, object]:
        """As the page reads it."""
        return {
            "number": self.number,
            "id": self.id,
            "scene": self.scene,
            "from": self.begin,
            "to": self.end,
            "state": self.state,
            "progress": round(self.progress, 3),
            "still": self.still,
            "stale": self.stale,
            "failure": self.failure,
        }


@dataclass(slots=True)
class BuildView:
    """How far the newest build is; `seconds` are those that it has taken."""

    number: int = 0
    status: BuildStatus = "idle"
    done: float = 0.0
    left: float | None = None
    to_do: int = 0
    ended: int = 0
    failed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class FilmView:
    """A whole film, by the digest of its file; `number` counts them."""

    digest: str
    media_type: str
    frames: int
    sound: bool
    number: int


@dataclass(slots=True)
class Ran:
    """Why an action ran, and how long it took, the last time that it did while the page was open."""

    why: str
    seconds: float | None = None


@dataclass(slots=True)
class Changes:
    """What has changed since somebody looked: everything, all but shots, the build's figures, some shots."""

    all: bool = True
    head: bool = False
    build: bool = False
    shots: set[int] = field(default_factory=set)


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
        self._left: dict[str, int] = {}
        self._frames = 0
        self._part: dict[str, tuple[int, ...]] = {}
        self._own: list[dict[str, int]] = []
        self._undone: list[dict[str, int]] = []
        self._flying: dict[str, int] = {}
        self._began = self._looked = 0.0

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
        if isinstance(happening, Started):
            self._flying[happening.recipe] = 0
        elif isinstance(happening, Progress):
            self._flying[happening.recipe] = happening.frames
        else:
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
        return head | (_of_plan(self.plan) if self.plan else _NOTHING)

    def recipes_of(self, number: int) -> Iterator[str]:
        """The actions of a shot, in the plan's order."""
        return iter(self._own[number])

    def _break(self, broken: Broken) -> Changes:
        self.broken = True
        self.vanished = not self.script.is_file()
        self._problems = [shown(problem, self.script.parent) for problem in broken.problems]
        self.build.status = "failed" if self.build.status == "planning" else self.build.status
        return Changes(all=False, head=True)

    def _lay_out(self, plan: Plan) -> Changes:
        before = {shot.id: shot for shot in self.shots}
        self.plan, self.broken, self.vanished = plan, False, False
        self._problems = [shown(problem, self.script.parent) for problem in plan.warnings]
        self.shots = [
            ShotView(event.number, event.shot.id, event.shot.scene, event.record_in, event.record_out)
            for event in plan.edl.events
        ]
        self._share_out(plan)
        stills = plan.graph.graph.get("stills", {})
        for shot in self.shots:
            self._show_still(shot, stills.get(shot.id), before.get(shot.id))
            self._state(shot)
        to_do = plan.found.to_do
        for key in to_do:
            self.ran[key] = Ran(plan.found.findings[key].why)
        self._began = time.monotonic()
        self._looked = 0.0
        self.build = BuildView(self.build.number + 1, "building", to_do=len(to_do))
        self._measure()
        return Changes()

    def _share_out(self, plan: Plan) -> None:
        """Which shots an action is a part of, and how many frames are to be made of each shot."""
        numbers = {shot.id: shot.number for shot in self.shots}
        to_do = set(plan.found.to_do)
        self._part, self._flying = {}, {}
        self._own = [{} for _ in self.shots]
        self._undone = [{} for _ in self.shots]
        self._left = {}
        for key, node in plan.graph.nodes.items():
            frames = frames_of(node["action"].spec)
            ids = node["shots"] or [
                slot.removesuffix(_SPAN) for slot in node["slots"] if slot.endswith(_SPAN)
            ]
            self._part[key] = tuple(numbers[each] for each in ids if each in numbers)
            for number in self._part[key]:
                self._own[number][key] = frames
            if key in to_do:
                self._left[key] = frames
                for number in self._part[key]:
                    self._undone[number][key] = frames
        self._frames = sum(self._left.values())

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
        flying = {key: done for key, done in self._flying.items() if key in undone}
        total = sum(own.values())
        shot.progress = (total - sum(undone.values()) + sum(flying.values())) / max(1, total)
        if shot.state == "failed":
            return
        if undone:
            shot.state = "running" if flying else "waiting"
        else:
            shot.state = "done" if shot.state in ("running", "waiting", "done") else "hit"

    def _settle(self, ended: Ended) -> None:
        self._flying.pop(ended.recipe, None)
        self._left.pop(ended.recipe, None)
        self.build.ended += 1
        if ended.ending == "ran" and self.plan:
            self.plan.forecast.learn(ended.recipe, ended.seconds)
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
        return Changes(all=False, build=True, shots=set(numbers))

    def _measure(self) -> None:
        """How much of the build is done, and how long the rest takes."""
        build, now = self.build, time.monotonic()
        done = self._frames - sum(self._left.values()) + sum(self._flying.values())
        build.done = round(min(1.0, done / self._frames), 4) if self._frames else 1.0
        build.seconds = round(now - self._began, 2)
        if self.plan and now - self._looked > _LOOK_SECONDS:
            self._looked = now
            seconds = self.plan.forecast.left(list(self._left)).seconds
            build.left = None if seconds is None else round(seconds, 1)

    def _end(self, built: Built) -> Changes:
        film = built.results.results.get(built.plan.goals[0])
        self.build.status = "done" if film and not self.build.failed else "failed"
        self.build.left = None
        self._measure()
        if film:
            made, number = film.artifacts[0], self.film.number if self.film else 0
            if self.film is None or self.film.digest != made.digest:
                sound = _has_sound(built.plan.graph)
                frames = built.plan.edl.frames
                self.film = FilmView(made.digest, made.media_type, frames, sound, number + 1)
        return Changes(all=False, head=True)


def transitions(edl: Edl) -> list[dict[str, object]]:
    """Where transitions lie in the film, in record frames."""
    found: list[dict[str, object]] = []
    if edl.opening:
        found.append({"kind": edl.opening.kind, "from": 0, "to": edl.opening.frames, "after": None})
    for event in edl.events:
        if (kind := event.shot.transition) is not None:
            begin, end = event.record_out - kind.before, event.record_out + kind.after
            found.append({"kind": kind.kind, "from": begin, "to": end, "after": event.shot.id})
    return found


_SPAN = "/span"
_NOTHING: dict[str, object] = {
    "title": "", "profiles": [], "rate": [24, 1], "frames": 0, "size": [16, 9], "full_size": [16, 9],
    "draft": False, "transitions": [],
}  # fmt: skip
"""Of a script that could not be planned yet."""


def _of_plan(plan: Plan) -> dict[str, object]:
    rate, film = plan.edl.rate, plan.script.film
    full: Sequence[int] = plan.full_size
    return {
        "title": plan.script.title,
        "profiles": list(plan.script.profiles),
        "rate": [rate.numerator, rate.denominator],
        "frames": plan.edl.frames,
        "size": list(film.size),
        "full_size": list(full),
        "draft": tuple(full) != tuple(film.size),
        "transitions": transitions(plan.edl),
    }


def _has_sound(graph: Graph) -> bool:
    return any(node["action"].op == "track" for _, node in graph.nodes.items())
