"""The film by another profile, made when the page asks for it: what it would take, and how far it is."""

from __future__ import annotations

import threading
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from storyboard import studio
from storyboard.base.errors import ScriptError, StoryboardError
from storyboard.build.executors.local import LocalExecutor
from storyboard.build.orders import Progress
from storyboard.build.schedule import Ended, Started, Telling
from storyboard.preview.problems import shown
from storyboard.store import Store
from storyboard.store.types import Artifact
from storyboard.studio.tally import Tally

Status = Literal["running", "done", "failed", "stopped"]
_LISTED = 500
"""Lines of a plan that the page shows."""
_TOLD = 3
"""Failures that are told of; the terminal and the logs have all."""


@dataclass(frozen=True, slots=True)
class Render:
    """A film that was asked for by its profile; `done` is 0 to 1, `left` in seconds."""

    profile: str
    status: Status = "running"
    done: float = 0.0
    left: float | None = None
    output: str | None = None
    message: str = ""
    film: Artifact | None = None

    def plain(self) -> dict[str, object]:
        """As the page reads it."""
        film = {"digest": self.film.digest, "media_type": self.film.media_type} if self.film else None
        return {
            "profile": self.profile,
            "status": self.status,
            "done": round(self.done, 4),
            "left": self.left,
            "output": self.output,
            "message": self.message,
            "film": film,
        }


class Costly:
    """Makes one film at a time, in a thread of its own; `changed` is called whenever there is news."""

    def __init__(self, cache: Path, jobs: int, changed: Callable[[], None]) -> None:
        self._cache, self._jobs, self._changed = cache, jobs, changed
        self.render: Render | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    @property
    def running(self) -> bool:
        """Whether a film is being made."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, wish: studio.Wish, output: Path) -> None:
        """Begin to make a film; only while none is being made."""
        self._stopped.clear()
        self.render = Render(wish.profile, output=output.name)
        self._thread = threading.Thread(target=self._run, args=(wish, output, self.render), name="rendering")
        self._thread.start()
        self._changed()

    def stop(self) -> None:
        """Give the film up; what was finished is kept."""
        self._stopped.set()

    def close(self) -> None:
        """Stop, and wait until it has."""
        self.stop()
        if self._thread:
            self._thread.join()

    def _run(self, wish: studio.Wish, output: Path, begun: Render) -> None:
        try:
            with Store.open(self._cache) as store:
                film = studio.render(
                    wish,
                    store,
                    output,
                    lambda: LocalExecutor(store.root, self._jobs),
                    self._announce,
                    self._jobs,
                    lambda name, size: self._say(f"fetching {name} from the hub"),
                )
                self.render = _made(replace(self.render or begun, left=None), film)
        except _StoppedError:
            self.render = replace(
                self.render or begun, status="stopped", left=None, message="What was finished is kept."
            )
        except StoryboardError as error:
            self.render = replace(self.render or begun, status="failed", left=None, message=str(error))
        except Exception as error:  # nobody else would hear of it, and the page would wait for ever
            traceback.print_exc()
            said = f"a bug in Storyboard: {type(error).__name__}: {error}"
            self.render = replace(self.render or begun, status="failed", left=None, message=said)
        self._changed()

    def _announce(self, plan: studio.Plan) -> Telling:
        tally = Tally(plan)

        def tell(event: Started | Progress | Ended) -> None:
            if self._stopped.is_set():
                raise _StoppedError
            tally.tell(event)
            seconds = tally.time_left.seconds
            left = None if seconds is None else round(seconds, 1)
            if self.render:
                self.render = replace(self.render, done=tally.share, left=left)
            self._changed()

        return tell

    def _say(self, message: str) -> None:
        if self.render:
            self.render = replace(self.render, message=message)
        self._changed()


class _StoppedError(Exception):
    """The author doesn't want it any more."""


def _made(begun: Render, film: studio.Film) -> Render:
    """How the render ended."""
    if film.results is None or film.plan is None:
        return replace(begun, status="done", done=1.0, message="It was there already.")
    if not film.made:
        said = [ended.failure.message for ended in film.results.failures() if ended.failure]
        return replace(begun, status="failed", message="; ".join(said[:_TOLD]))
    artifact = film.results.results[film.plan.goals[0]].artifacts[0]
    return replace(begun, status="done", done=1.0, message="", film=artifact)


def priced(wish: studio.Wish, cache: Path, jobs: int) -> dict[str, object]:
    """What making that film would do and take, as the page reads it; or why it can't be planned."""
    from storyboard.cli.words import estimated

    try:
        with Store.open(cache, to_read=True) as store:
            made = studio.plan(wish, store, jobs)
    except ScriptError as error:
        problems = shown(error.problems, wish.script.parent)
        return _unplanned(wish.profile, problems)
    except StoryboardError as error:
        return _unplanned(wish.profile, []) | {"text": str(error)}
    to_do = made.found.to_do
    nodes = made.graph.nodes
    ops = Counter(nodes[key]["action"].op for key in to_do)
    shots = dict.fromkeys(shot for key in to_do for shot in nodes[key]["shots"])
    lines = [
        {
            "status": made.found.findings[key].status,
            "name": nodes[key]["slots"][0],
            "why": made.found.findings[key].why,
        }
        for key in to_do[:_LISTED]
    ]
    return {
        "profile": wish.profile,
        "actions": len(made.graph),
        "to_do": len(to_do),
        "hit": len(made.graph) - len(to_do),
        "seconds": made.time.seconds,
        "at_least": made.time.at_least,
        "text": estimated(made.time) if to_do else "nothing to do",
        "by_op": [
            {
                "op": op,
                "count": count,
                "seconds": made.forecast.left([k for k in to_do if nodes[k]["action"].op == op]).seconds,
            }
            for op, count in ops.most_common()
        ],
        "shots": list(shots),
        "problems": shown(made.warnings, wish.script.parent),
        "lines": lines,
    }


def _unplanned(profile: str, problems: list[dict[str, object]]) -> dict[str, object]:
    return {
        "profile": profile, "actions": 0, "to_do": 0, "hit": 0, "seconds": None, "at_least": False,
        "text": "it can't be planned", "by_op": [], "shots": [], "problems": problems, "lines": [],
    }  # fmt: skip
