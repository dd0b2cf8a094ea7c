"""All that the page shows of one shot: what was asked of it, what was made, why, and how long that took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from storyboard.build.settings import engine_params
from storyboard.preview.board import Board
from storyboard.preview.problems import named
from storyboard.script.complete import shot_trails
from storyboard.script.settings import settings_for

if TYPE_CHECKING:
    from storyboard.store import Store
    from storyboard.store.types import ActionResult
    from storyboard.studio.made import Plan


def details(board: Board, store: Store, number: int) -> dict[str, object] | None:
    """A shot as the page reads it; None where the film has no such shot."""
    plan = board.plan
    if plan is None or not 0 <= number < len(plan.edl.events):
        return None
    event = plan.edl.events[number]
    shot, written = event.shot, plan.script.shots[number]
    place = plan.source.place(shot_trails(plan.source.root)[number])
    told = settings_for(plan.script.profiles[board.profile], written, "keyframe", engine_params())
    recipes = list(board.recipes_of(number))
    results = store.find_recipes(recipes)
    return {
        "number": number,
        "id": shot.id,
        "scene": shot.scene,
        "place": shot.place,
        "action": f"Card: {' / '.join(written.card.words)}" if written.card else written.action,
        "prompt": shot.prompt,
        "avoid": shot.avoid,
        "camera": asdict(shot.camera),
        "cast": [{"key": member.key, "is": member.is_} for member in shot.cast],
        "dialogue": [{"speaker": speaker, "text": text} for speaker, text in shot.dialogue],
        "seed": shot.seeds.get("keyframe", 0),
        "take": written.take,
        "frames": shot.frames,
        "seconds": round(float(shot.frames / plan.edl.rate), 3),
        "notes": written.notes,
        "file": named(place.file, board.script.parent),
        "line": place.line,
        "engine": told.get("engine", ""),
        "model": str(told.get("model") or ""),
        "settings": {key: _plain(value) for key, value in told.items() if key not in ("engine", "model")},
        "actions": [_action(board, plan, recipe, results) for recipe in recipes],
        "current": {"still": board.shots[number].still, "clip": _clip(plan, recipes, results)},
        "takes": board.takes_of(shot.id),
        "previous": {"still": board.previous[shot.id]} if shot.id in board.previous else None,
    }


def _action(board: Board, plan: Plan, recipe: str, results: Mapping[str, ActionResult]) -> dict[str, object]:
    ran = board.ran.get(recipe)
    finding = plan.found.findings[recipe]
    return {
        "op": plan.graph.nodes[recipe]["action"].op,
        "status": "done" if finding.status != "hit" and recipe in results else finding.status,
        "why": ran.why if ran else "",
        "seconds": ran.seconds if ran and ran.seconds is not None else _seconds(results.get(recipe)),
    }


def _seconds(result: ActionResult | None) -> float | None:
    seconds = result.record.get("seconds") if result else None
    return float(seconds) if isinstance(seconds, (int, float)) else None


def _clip(plan: Plan, recipes: list[str], results: Mapping[str, ActionResult]) -> dict[str, object] | None:
    """What a browser can play of the shot: its own span of the film."""
    spans = [recipe for recipe in recipes if plan.graph.nodes[recipe]["action"].op == "span"]
    if not spans or spans[0] not in results:
        return None
    made = results[spans[0]].artifacts[0]
    return {"digest": made.digest, "media_type": made.media_type}


def _plain(value: object) -> object:
    """A setting as JSON has it."""
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
