"""What is left of a refused script, so that its sense can be checked in the same go as its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from storyboard.script import limits
from storyboard.script.closest import Closest
from storyboard.script.models import Document
from storyboard.script.placed import Trail
from storyboard.script.shape import trail_of

_ROUNDS = 3
_NEUTRAL: dict[str, Any] = {
    "title": "untitled",
    "storyboard": 1,
    "action": "something",
    "duration": "1s",
    "is": "somebody",
}
"""Stands for what is required and was refused."""
_TIMES = frozenset({"duration", "transition", "shots", "scenes", "include"})
_FILM_AS_A_FILE = frozenset({"size", "seed", "codec", "quality"})


@dataclass(frozen=True, slots=True)
class Mended:
    """A document without the values that were refused; `timed` where none of them had a say in the cut."""

    document: Document
    timed: bool


def mend(root: Any, error: ValidationError, closest: Closest) -> Mended | None:
    """What is left of a document; None where it is too little."""
    if not isinstance(root, dict) or error.error_count() > limits.PROBLEMS:
        return None
    mended = _copied(root)
    timed = True
    for _ in range(_ROUNDS):
        for one in error.errors(include_url=False, include_input=False, include_context=False):
            trail = _take_out(mended, trail_of(one["loc"], mended), key=one["loc"][-1] == "[key]")
            timed = timed and not _may_time(root, trail)
        try:
            return Mended(Document.model_validate(mended, context=closest), timed)
        except ValidationError as again:
            error = again
    return None


def _take_out(root: dict[str, Any], trail: Trail, *, key: bool) -> Trail:
    """Remove the smallest part around a fault that a script can do without, or make it neutral; its trail."""
    holder: Any = root
    depth = _depth(trail)
    for step in trail[:depth]:
        holder = holder[step]
    step = trail[depth]
    if key and isinstance(holder, dict):
        holder.pop(step, None)
    elif isinstance(holder, list) and isinstance(step, int):
        holder[step] = _blank(trail)
    elif step == "id":
        holder[step] = "-".join(str(part) for part in trail)
    elif step in _NEUTRAL:
        holder[step] = _NEUTRAL[step]
    elif trail[0] == "characters" and depth == 1:
        holder[step] = "somebody"
    elif trail[0] == "places" and depth:
        holder[step] = "somewhere"
    else:
        holder.pop(step, None)
    return trail[: depth + 1]


def _may_time(root: dict[str, Any], trail: Trail) -> bool:
    """Whether what was taken out may have said how long something lasts, or which shots there are."""
    step = trail[-1]
    if trail[0] == "film":
        return step not in _FILM_AS_A_FILE
    if len(trail) == 1 and step in root and step not in ("characters", "places", "profiles", "book"):
        return isinstance(root[step], (dict, list))
    return isinstance(step, int) or step in _TIMES


def _copied(value: Any) -> Any:
    """A copy that may be changed; scalars stay as they were written."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _depth(trail: Trail) -> int:
    """How deep the part that is taken out lies: a shot's key, a scene's key, an entry, or a whole section."""
    if trail[0] == "shots":
        return min(len(trail) - 1, 2)
    if trail[0] == "scenes":
        return min(len(trail) - 1, 4 if len(trail) > 3 and trail[2] == "shots" else 2)
    if trail[0] == "characters":
        return min(len(trail) - 1, 3 if trail[2:3] == ("looks",) else 2)
    return min(len(trail) - 1, 2 if trail[0] == "profiles" else 1)


def _blank(trail: Trail) -> Any:
    shot = {"id": "-".join(str(part) for part in trail), "action": "something", "duration": "1s"}
    if len(trail) == 2 and trail[0] == "scenes":
        return {"id": shot["id"], "shots": [shot]}
    return shot
