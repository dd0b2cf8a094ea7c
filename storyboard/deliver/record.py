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

_ONE_OF = {"references": "reference"}
"""What a file is called that stands in a list."""
MAKING = ("keyframe", "clip", "inbetween", "upscale", "restore", "card", "plate")

_DRAWN = ("keyframe", "clip", "card", "plate")


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
    record: Spec = {
        "record": 1,
        "storyboard": __version__,
        "title": told.title,
        "rate": rate_text(edl.rate),
        "frames": sum(end - start for start, end in ranges),
        "source": source_type(made.values()),
        "shots": shots,
    }
    sound = sorted({digest for digest in _sounds(graph) if digest in names})
    if sound:
        record["sound"] = [{"name": _called(names[digest]), "digest": digest} for digest in sound]
    return record


def pages_record(
    graph: Graph, edl: Edl, told: Told, names: Mapping[str, str], page: int | None = None
) -> Spec:
    """The record of a planned book, or of one of its pages, counted from 1: its shots, without frames.

    A crew's sheet tells of all its shots on every page.
    """
    slots = {slot: key for key in graph for slot in graph.nodes[key]["slots"]}
    goal = slots.get(f"page {page}", graph.graph["goals"][0])
    shown = _before(graph, goal)
    made = {slot: action for slot, action in _made(graph).items() if action.id in shown}
    drawn = {slot.partition("/")[0] for slot, key in slots.items() if key in shown}
    shots = [event.shot for event in edl.events if event.shot.id in drawn]
    return {
        "record": 1,
        "storyboard": __version__,
        "title": told.title,
        "source": source_type(made.values()),
        "shots": [_shot(shot, None, told, made, names) for shot in shots],
    }


def source_type(made: Iterator[Action] | Sequence[Action] | object) -> str:
    """IPTC's digital source type of a film by what drew its pictures; empty where that isn't known.

    All by diffusion: trainedAlgorithmicMedia; all by the animatic's program: algorithmicMedia; diffusion
    beside something else, or over a sketch or a video: compositeWithTrainedAlgorithmicMedia. Cards alone,
    whose words somebody wrote: digitalCreation; beside drawn pictures a program sets them as it draws those.
    """
    drawn = [action for action in cast("Sequence[Action]", made) if action.op in _DRAWN]
    engines = {action.engine for action in drawn}
    over = any(cast("Spec", action.spec.get("params") or {}).keys() & {"sketch", "drive"} for action in drawn)
    if engines == {"diffusion"} and not over:
        return "trainedAlgorithmicMedia"
    if "diffusion" in engines:
        return "compositeWithTrainedAlgorithmicMedia"
    if engines == {"cutting"}:
        return "digitalCreation"
    return "algorithmicMedia" if engines - {"cutting"} == {"animatic"} else ""


def _made(graph: Graph) -> dict[str, Action]:
    """The actions that make pictures of shots, by slot."""
    actions = ((slot, node["action"]) for _, node in graph.nodes.items() for slot in node["slots"])
    return {slot: action for slot, action in actions if action.op in MAKING}


def _sounds(graph: Graph) -> Iterator[str]:
    """The digests of recordings, effects and music that are heard."""
    for key in graph:
        action = graph.nodes[key]["action"]
        if action.op == "soundtrack":
            yield from cast("list[str]", action.spec["files"])


def _before(graph: Graph, goal: str) -> set[str]:
    """Everything that an action is made from, and itself."""
    found, left = {goal}, [goal]
    while left:
        new = [key for key in graph.predecessors(left.pop()) if key not in found]
        found.update(new)
        left += new
    return found


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
    shown: tuple[int, int] | None,
    told: Told,
    made: Mapping[str, Action],
    names: Mapping[str, str],
) -> Spec:
    frames: Spec = {"in": shown[0], "out": shown[1]} if shown else {}
    written: Spec = {
        "id": shot.id,
        **frames,
        "place": shot.place,
        "action": _spoken(shot),
        "card": " / ".join(shot.card.words) if shot.card else "",
        "prompt": shot.prompt,
        "avoid": shot.avoid,
        "take": told.takes.get(shot.id, 1),
    }
    slots = [f"{shot.id}/{name}" for name in ("keyframe", "end", *MAKING[1:])]
    mine = [made[slot] for slot in slots if slot in made]
    written["source"] = source_type(mine)
    whose = _whose(shot)
    steps: list[Plain] = [_step(action, names, whose) for action in mine]
    return {key: value for key, value in written.items() if value != ""} | {"made": steps}


def _whose(shot: Shot) -> Mapping[str, str]:
    """Which character's the weights and pictures of a shot are, by digest."""
    own: dict[str, str] = {}
    for member in shot.cast:
        for _, digest in (*_uses(dict(member.files)), *_uses(dict(member.reference))):
            own.setdefault(digest, member.key)
    return own


def _step(action: Action, names: Mapping[str, str], whose: Mapping[str, str]) -> Spec:
    """One piece of work: its engine, model, seed, whatever files it names and what for, and its key."""
    params = cast("Spec", action.spec.get("params") or {})
    about = cast("Spec", action.spec.get("shot") or {})
    model = cast("str | None", params.get("model"))
    uses = {digest: use for use, digest in _uses(action.spec) if digest in names and digest != model}
    step: Spec = {"op": action.op, "engine": action.engine, "key": action.id}
    if "seed" in about:
        step["seed"] = about["seed"]
    if model:
        step["model"] = {"name": _called(names.get(model, model)), "digest": model}
    if uses:
        step["files"] = [_file(digest, uses[digest], names, whose) for digest in sorted(uses)]
    return step


def _file(digest: str, use: str, names: Mapping[str, str], whose: Mapping[str, str]) -> Spec:
    file: Spec = {"name": _called(names[digest]), "digest": digest, "use": use}
    return file | {"of": whose[digest]} if digest in whose else file


def _uses(value: Plain, use: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a spec, and under which key it stands: what for, where it names a file."""
    if isinstance(value, str):
        yield use, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _uses(each, use if key in ("file", "files") else _ONE_OF.get(key, key))
    elif isinstance(value, list):
        for each in value:
            yield from _uses(each, use)


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
