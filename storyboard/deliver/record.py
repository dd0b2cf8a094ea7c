"""What a film says of how it was made: which shot, prompt, model and seed made each of its frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from storyboard import __version__
from storyboard.base.digest import Plain
from storyboard.base.time import rate_text
from storyboard.plan.panels import named

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.plan.types import Action, Edl, Event, Shot, Spec

MAKING = ("keyframe", "clip", "inbetween", "upscale", "restore")


@dataclass(frozen=True, slots=True)
class Told:
    """What the record takes from a script: its title, and which take of each shot it asks for."""

    title: str
    takes: Mapping[str, int]


def film_record(graph: Graph, edl: Edl, told: Told, names: Mapping[str, str]) -> Spec:
    """The record of a planned film, as JSON; `names` says what digests are called in the script.

    It follows from the plan alone: the same build always gives the same record. Frames are the film's own,
    half-open; in an excerpt they are the excerpt's. Nothing of it is a date, a path or a machine.
    """
    ranges = cast("Sequence[tuple[int, int]]", graph.graph["ranges"])
    made = _made(graph)
    shots: list[Plain] = []
    for event in edl.events:
        if shown := _shown(event, ranges):
            shots.append(_shot(event.shot, shown, told, made, names))
    return {
        "record": 1,
        "storyboard": __version__,
        "title": told.title,
        "rate": rate_text(edl.rate),
        "frames": sum(end - start for start, end in ranges),
        "source": source_type(made.values()),
        "shots": shots,
    }


def source_type(made: Iterator[Action] | Sequence[Action] | object) -> str:
    """IPTC's digital source type of a film by what drew its pictures; empty where that isn't known.

    All by diffusion: trainedAlgorithmicMedia; all by the animatic's program: algorithmicMedia; diffusion
    beside something else, or over a sketch or a video: compositeWithTrainedAlgorithmicMedia.
    """
    drawn = [action for action in cast("Sequence[Action]", made) if action.op in ("keyframe", "clip")]
    engines = {action.engine for action in drawn}
    over = any(cast("Spec", action.spec.get("params") or {}).keys() & {"sketch", "drive"} for action in drawn)
    if engines == {"diffusion"} and not over:
        return "trainedAlgorithmicMedia"
    if "diffusion" in engines:
        return "compositeWithTrainedAlgorithmicMedia"
    return "algorithmicMedia" if engines == {"animatic"} else ""


def _made(graph: Graph) -> dict[str, Action]:
    """The actions that make pictures of shots, by slot."""
    actions = ((slot, node["action"]) for _, node in graph.nodes.items() for slot in node["slots"])
    return {slot: action for slot, action in actions if action.op in MAKING}


def _shown(event: Event, ranges: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Which frames of the film a shot stands for, where `ranges` of the whole film are shown."""
    frames, place = [], 0
    for start, end in ranges:
        first, last = max(event.record_in, start), min(event.record_out, end)
        if first < last:
            frames += [place + first - start, place + last - start]
        place += end - start
    return (min(frames), max(frames)) if frames else None


def _shot(
    shot: Shot,
    shown: tuple[int, int],
    told: Told,
    made: Mapping[str, Action],
    names: Mapping[str, str],
) -> Spec:
    written: Spec = {
        "id": shot.id,
        "in": shown[0],
        "out": shown[1],
        "place": shot.place,
        "action": _spoken(shot),
        "prompt": shot.prompt,
        "avoid": shot.avoid,
        "take": told.takes.get(shot.id, 1),
    }
    steps: list[Plain] = [
        _step(made[f"{shot.id}/{name}"], names) for name in ("keyframe", "end", *MAKING[1:])
        if f"{shot.id}/{name}" in made
    ]  # fmt: skip
    return {key: value for key, value in written.items() if value != ""} | {"made": steps}


def _step(action: Action, names: Mapping[str, str]) -> Spec:
    """One piece of work: its engine, model, seed, whatever files it names, and its key."""
    params = cast("Spec", action.spec.get("params") or {})
    about = cast("Spec", action.spec.get("shot") or {})
    model = cast("str | None", params.get("model"))
    files = sorted({digest for digest in _texts(action.spec) if digest in names and digest != model})
    step: Spec = {"op": action.op, "engine": action.engine, "key": action.id}
    if "seed" in about:
        step["seed"] = about["seed"]
    if model:
        step["model"] = {"name": _called(names.get(model, model)), "digest": model}
    if files:
        step["files"] = [{"name": _called(names[digest]), "digest": digest} for digest in files]
    return step


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _called(name: str) -> str:
    """A name as the film may tell it: of a path from elsewhere, the last part alone."""
    outside = name.startswith(("/", "~", "\\")) or ".." in name or name[1:2] == ":"
    return name.replace("\\", "/").rpartition("/")[2] if outside else name


def _spoken(shot: Shot) -> str:
    """A shot's action with its characters by name."""
    words = shot.action
    for number, member in enumerate(shot.cast):
        words = words.replace(f"{{{number}}}", named(member.key))
    return words
