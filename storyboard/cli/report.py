"""How a render went: for programs as JSON, for people the failures with their shot and log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storyboard import studio
from storyboard.build import remembered

if TYPE_CHECKING:
    from storyboard.store import Store


def film_to_plain(film: studio.Film, wish: studio.Wish, store: Store) -> dict[str, object]:
    """The one object of `render --json`."""
    graph = film.plan.graph if film.plan else None
    listed = (
        remembered.actions(store, wish.name)
        if graph is None
        else [remembered.listed_action(graph, key) for key in graph]
    )
    actions = [action | _ending(film, str(action["id"])) for action in listed]
    counts = {
        status: sum(action["status"] == status for action in actions) for status in ("ran", "hit", "failed")
    }
    plain = {"output": str(film.output) if film.made else None, **counts, "actions": actions}
    return plain | ({"media": [*map(str, film.media)], "lost": [*film.lost]} if wish.cut else {})


def failures(film: studio.Film) -> Iterator[str]:
    """A line for each action that failed, its log, and how many others waited for it in vain."""
    assert film.plan is not None
    assert film.results is not None
    for ended in film.results.failures():
        assert ended.failure is not None
        yield f"{_name(film.plan, ended.recipe)} failed: {ended.failure.message}"
        if ended.failure.log:
            yield f"  its log: {ended.failure.log}"
    blocked = sum(ended.ending == "blocked" for ended in film.results.endings.values())
    if blocked:
        yield f"{blocked} more could not be made because of that."


def _name(plan: studio.Plan, key: str) -> str:
    node = plan.graph.nodes[key]
    shots = node["shots"]
    of = f"shot {', '.join(shots)}: " if shots else ""
    return f"{of}{node['slots'][0] if not shots else node['action'].op}"


def _ending(film: studio.Film, key: str) -> dict[str, object]:
    ended = film.results.endings.get(key) if film.results else None
    if ended is None:
        return {"status": "hit", "seconds": 0}
    ending: dict[str, object] = {"status": ended.ending, "seconds": round(ended.seconds, 3)}
    if ended.failure:
        ending |= {"error": ended.failure.message, "log": ended.failure.log}
    return ending
