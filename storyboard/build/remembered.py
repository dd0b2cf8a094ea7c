"""What is remembered of a build beside its results: what its actions were called, for reports and for why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.build import standing

if TYPE_CHECKING:
    from storyboard.build.schedule import Results
    from storyboard.build.survey import Survey
    from storyboard.plan.sheet import Graph
    from storyboard.store import Store


def listed_action(graph: Graph, key: str) -> dict[str, object]:
    """An action as reports name it: its id, name, op, engine and the shots it is made for."""
    node = graph.nodes[key]
    shots = node["shots"]
    return {
        "id": key,
        "name": node["slots"][0],
        "op": node["action"].op,
        "engine": node["action"].engine,
        "shot": shots[0] if shots else None,
        "shots": shots,
    }


def actions(store: Store, build: str) -> list[dict[str, object]]:
    """The actions of the last build of that name, as reports name them."""
    record = store.last_build(f"{build}.actions")
    return list(json.loads(record)) if record else []


def remember_actions(store: Store, build: str, graph: Graph) -> None:
    """Keep what the actions of a finished build are, for when nothing has to be done and no graph is made."""
    listed = [listed_action(graph, key) for key in graph]
    store.save_build(f"{build}.actions", json.dumps(listed).encode())


def slots(store: Store, build: str) -> Mapping[str, str]:
    """What each slot was in the last build, by recipe key; empty where none is remembered."""
    return _read(store.last_build(f"{build}.slots"))


def remember_slots(store: Store, build: str, graph: Graph, found: Survey, results: Results) -> None:
    """Keep which recipe each slot has, so that the next survey can say why; what failed keeps its old one."""
    known = dict(slots(store, build))
    current = {}
    for key, node in graph.nodes.items():
        there = key in results.results or found.findings[key].status == "hit"
        for slot in node["slots"]:
            current[slot] = key if there else known.get(slot, "")
    kept = {slot: key for slot, key in current.items() if key}
    store.save_build(f"{build}.slots", json.dumps(kept).encode())


def known_as(store: Store) -> dict[str, str]:
    """What the results of the last builds are, by content key: `door/clip of film.yaml`."""
    named: dict[str, str] = {}
    for build in store.builds():
        wish, _, kind = build.partition(".")
        if kind == "slots":
            last = standing.standing_from(store.last_build(wish))
            film = f" of {Path(last.files[0].path).name}" if last and last.files else ""
            named |= {recipe: f"{slot}{film}" for slot, recipe in slots(store, wish).items()}
    return {key: named[recipe] for recipe, key in store.bindings(named).items()}


def _read(record: bytes | None) -> Mapping[str, str]:
    try:
        found = json.loads(record) if record else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
