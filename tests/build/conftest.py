"""A studio for tests: five lines of YAML in, what ran out."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard import studio
from storyboard.build.executors.inline import InlineExecutor
from storyboard.engines import registry
from storyboard.store import Store
from tests.build import fakes


@pytest.fixture(autouse=True)
def _fake_engine(monkeypatch):
    monkeypatch.setitem(registry.BUILT_IN, "fake", "tests.build.fakes")
    for state in (fakes.ran, fakes.fail_on, fakes.same_bytes, fakes.read):
        state.clear()


class Studio:
    """Renders script texts into one cache, and tells what ran."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.script = folder / "film.yaml"
        self.output = folder / "film.mp4"
        self.store = Store.open(folder / "cache")

    def wish(self, **changes: object) -> studio.Wish:
        return studio.Wish(self.script, "fake", **changes)

    def write(self, text: str) -> None:
        self.script.write_text(text, encoding="utf-8")

    def plan(self, text: str, **changes: object) -> studio.Plan:
        self.write(text)
        return studio.plan(self.wish(**changes), self.store)

    def render(self, text: str | None = None, **changes: object) -> Ran:
        if text is not None:
            self.write(text)
        executor = InlineExecutor(self.store)
        film = studio.render(
            self.wish(**changes), self.store, self.output, lambda: executor, lambda plan: lambda event: None
        )
        return Ran(film)


class Ran:
    """What a render did."""

    def __init__(self, film: studio.Film) -> None:
        self.film = film

    def ops_by_shot(self, ending: str = "ran") -> dict[str | None, list[str]]:
        """The ops that ended so, by shot; the cut's own work has none."""
        found: dict[str | None, list[str]] = {}
        if self.film.results is None or self.film.plan is None:
            return found
        for key, node in self.film.plan.graph.nodes.items():
            ended = self.film.results.endings.get(key)
            if ended and ended.ending == ending:
                shot = node["shots"][0] if node["shots"] else None
                found.setdefault(shot, []).append(node["action"].op)
        return found

    def names(self, ending: str = "ran") -> set[str]:
        """The slots of the actions that ended so: `door/keyframe`, `film`."""
        if self.film.results is None or self.film.plan is None:
            return set()
        ended = self.film.results.endings
        nodes = self.film.plan.graph.nodes
        return {nodes[key]["slots"][0] for key in nodes if key in ended and ended[key].ending == ending}


@pytest.fixture
def sets(tmp_path) -> Studio:
    """A studio with an empty cache."""
    return Studio(tmp_path)
