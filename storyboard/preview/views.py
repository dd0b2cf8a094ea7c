"""What the page reads: a shot on the timeline, the build, the film; and what has changed of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from storyboard.plan.types import Edl

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.studio.made import Plan

ShotState = Literal["hit", "waiting", "running", "done", "failed"]
BuildStatus = Literal["idle", "planning", "building", "failed", "done"]


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


NOTHING: dict[str, object] = {
    "title": "", "profiles": [], "rate": [24, 1], "frames": 0, "size": [16, 9], "full_size": [16, 9],
    "draft": False, "transitions": [],
}  # fmt: skip
"""Of a script that could not be planned yet."""


def of_plan(plan: Plan) -> dict[str, object]:
    """What a plan says of the whole film."""
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


def has_sound(graph: Graph) -> bool:
    """Whether the film that a graph makes is heard."""
    return any(node["action"].op == "track" for _, node in graph.nodes.items())
