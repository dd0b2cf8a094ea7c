"""What a build would do, and why: every action is a hit, runs, or waits for one that runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from storyboard.build.why import why_it_runs
from storyboard.plan.types import Action
from storyboard.store.types import ActionResult, Origin

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.store import Store

Status = Literal["hit", "run", "waits"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What becomes of one action, and why; a hit has no result of its own where nothing reads it again."""

    status: Status
    why: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """Findings by action id, and the results that are there already."""

    findings: Mapping[str, Finding]
    results: Mapping[str, ActionResult]

    def count(self, status: Status) -> int:
        """How many actions have that status."""
        return sum(finding.status == status for finding in self.findings.values())

    @property
    def to_do(self) -> list[str]:
        """The actions that run or wait, in the graph's order."""
        return [key for key, finding in self.findings.items() if finding.status != "hit"]


def survey(graph: Graph, store: Store, last: Mapping[str, str], file_names: Mapping[str, str]) -> Survey:
    """Look every action up, then walk back from the goals: what no one needs again is not made again.

    `last` maps slots to the recipe keys of the last build; `file_names` maps digests of named files to
    their names.
    """
    results = store.find_recipes(list(graph))
    needed = _needed(graph, results)
    old = _old_specs(graph, store, last, needed)
    findings = {}
    for key in graph:
        if key not in needed:
            findings[key] = Finding("hit", "" if key in results else "what was made from it is kept")
            continue
        findings[key] = _finding(graph, key, needed, old.get(key), file_names)
    return Survey(findings, results)


def _needed(graph: Graph, results: Mapping[str, ActionResult]) -> set[str]:
    """The actions without a result that the goals can't do without."""
    needed: set[str] = set()
    waiting = list(graph.graph["goals"])
    while waiting:
        key = waiting.pop()
        if key in needed or key in results:
            continue
        needed.add(key)
        waiting.extend(graph.predecessors(key))
    return needed


def _old_specs(
    graph: Graph, store: Store, last: Mapping[str, str], needed: set[str]
) -> dict[str, tuple[str, Origin | None]]:
    """For each action to be made, the recipe that its slot had in the last build, and what that was."""
    before = {}
    for key in needed:
        recipe = next((last[slot] for slot in graph.nodes[key]["slots"] if slot in last), None)
        if recipe is not None:
            before[key] = recipe
    specs = store.specs_of(set(before.values()))
    return {key: (recipe, specs.get(recipe)) for key, recipe in before.items()}


def _finding(
    graph: Graph,
    key: str,
    needed: set[str],
    old: tuple[str, Origin | None] | None,
    file_names: Mapping[str, str],
) -> Finding:
    action: Action = graph.nodes[key]["action"]
    if old is None:
        return Finding("run", "never rendered")
    recipe, spec = old
    if recipe == key:
        return Finding("run", "its result is gone from the cache")
    if spec is None:
        return Finding(
            "run", "its inputs or its settings changed, and the last result is gone from the cache"
        )
    if why := why_it_runs(spec, action, file_names):
        return Finding("run", why)
    changed = dict.fromkeys(
        graph.nodes[source]["slots"][0] for _, source in action.inputs if source in needed
    )
    if changed:
        return Finding("waits", f"waits for {_listed(list(changed))}")
    return Finding("run", "its inputs are others than before")


def _listed(slots: list[str]) -> str:
    shown = ", ".join(slots[:3])
    return f"{shown} and {len(slots) - 3} more" if len(slots) > 3 else shown
