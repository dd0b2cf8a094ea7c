"""Why an action runs again, in the author's words: what differs between the last spec and this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from storyboard.base.digest import Plain
from storyboard.plan.types import Action, Spec
from storyboard.store.types import Origin

WORDS = {
    "shot.place": "place",
    "shot.style": "style",
    "shot.seed": "seed",
    "shot.prompt": "prompt",
    "shot.avoid": "things to avoid",
    "shot.camera.size": "shot size",
    "shot.camera.framing": "framing",
    "shot.camera.angle": "camera angle",
    "shot.camera.lens": "lens",
    "shot.camera.move": "camera move",
    "shot.camera.speed": "camera speed",
    "size": "picture size",
    "rate": "frame rate",
    "from": "the clip's frame rate",
    "to": "frame rate",
    "kind": "transition",
    "direction": "direction of the transition",
    "colour": "colour of the transition",
    "before": "place of the transition",
    "start": "part of the clip that is shown",
    "out_start": "part of the clip that is shown",
    "in_start": "part of the clip that is shown",
    "burn_in": "text over the picture",
    "roll": "where the roll is",
    "encoder": "encoding",
}

_SHOWN = 60
"""Characters of a text that are shown whole."""
_AROUND = 16
"""Characters that stand on either side of a difference, at least."""


def why_it_runs(old: Origin, action: Action, file_names: Mapping[str, str]) -> str:
    """Say what about the action itself changed; empty where only its inputs did."""
    if old["engine"] != action.engine:
        return f"engine changed: {old['engine']} → {action.engine}"
    if old["revision"] != action.revision:
        return f"engine {action.engine} is {'newer' if action.revision > old['revision'] else 'older'}"
    if action.op == "film" and old["spec"].get("frames") != action.spec.get("frames"):
        return "the cut changed"
    reasons = dict.fromkeys(_reasons(old["spec"], action.spec, file_names))
    return "; ".join(reasons)


def _reasons(old: Spec, new: Spec, file_names: Mapping[str, str]) -> Iterator[str]:
    cast_changed = _cast(old) != _cast(new)
    if cast_changed:
        yield f"cast changed: {_changed(*_apart(_cast(old), _cast(new)))}"
    if _action_text(old) != _action_text(new) and not (cast_changed and _raw(old) == _raw(new)):
        yield f"action text changed: {_changed(_action_text(old), _action_text(new))}"
    for path, before, after in _differences(old, new):
        if path.startswith("shot.cast") or path == "shot.action":
            continue
        yield _reason(path, before, after, file_names)


def _reason(path: str, before: Plain, after: Plain, file_names: Mapping[str, str]) -> str:
    if isinstance(after, str) and after in file_names:
        return f"{file_names[after]} has other bytes" if before else f"{file_names[after]} is new"
    if path == "frames":
        return f"length changed: {before} → {after} frames"
    if path == "card.credits":
        return "credits changed"
    if path in ("encoder", "burn_in", "start", "out_start", "in_start"):
        return f"{WORDS[path]} changed"
    word = WORDS.get(path) or path.removeprefix("params.").removeprefix("shot.").replace(".", " ")
    return f"{word} changed: {_changed(_text(before), _text(after))}"


def _differences(old: Spec, new: Spec, at: str = "") -> Iterator[tuple[str, Plain, Plain]]:
    """The leaves that differ, by dotted path; the encoder and burn-ins count as one leaf each."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        path = f"{at}{key}"
        if before == after:
            continue
        if isinstance(before, list) and isinstance(after, list) and path == "shot.files":
            before, after = _numbered(before), _numbered(after)
        if isinstance(before, dict) and isinstance(after, dict) and path not in WORDS:
            yield from _differences(before, after, f"{path}.")
        else:
            yield path, before, after


def _numbered(items: list[Plain]) -> Spec:
    return {str(number): item for number, item in enumerate(items)}


def _raw(spec: Spec) -> str:
    shot = cast(Spec, spec.get("shot") or {})
    return str(shot.get("action", ""))


def _cast(spec: Spec) -> list[str]:
    shot = cast(Spec, spec.get("shot") or {})
    return [str(member["is"]) for member in cast("list[dict[str, Plain]]", shot.get("cast") or [])]


def _action_text(spec: Spec) -> str:
    text = _raw(spec)
    for number, is_ in enumerate(_cast(spec)):
        text = text.replace(f"{{{number}}}", is_)
    return text


def _apart(before: list[str], after: list[str]) -> tuple[str, str]:
    """Only those members of two casts who differ, where both are as large."""
    if len(before) == len(after):
        pairs = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
        before, after = [one for one, _ in pairs], [other for _, other in pairs]
    return ", ".join(before) or "nobody", ", ".join(after) or "nobody"


def _changed(before: str, after: str) -> str:
    """Both texts; where they are long, only where they differ, with a few words around it."""
    if max(len(before), len(after)) > _SHOWN:
        same = _same(before, after)
        left = min(len(before), len(after)) - same
        tail = min(_same(before[::-1], after[::-1]), left)
        start, end = max(0, same - _AROUND), max(0, tail - _AROUND)
        before, after = (_cut(text, start, len(text) - end) for text in (before, after))
    return f"{_quoted(before)} → {_quoted(after)}"


def _same(before: str, after: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )


def _cut(text: str, start: int, end: int) -> str:
    """The part of a text from a word's beginning to a word's end, marked where more stands beside it."""
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = next((i for i in range(end, len(text)) if text[i] == " "), len(text))
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _quoted(text: str) -> str:
    return f"`{text if len(text) <= 2 * _SHOWN else text[: 2 * _SHOWN - 1] + '…'}`"


def _text(value: Plain) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, list):
        return "x".join(str(item) for item in value)
    return str(value)
