"""A record as C2PA has it: the definition of a manifest, which a signer makes Content Credentials of.

The shape is that of the manifest definitions which c2patool and the C2PA libraries read; actions,
relationships and regions are those of the C2PA technical specification, 2.2.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, cast

from storyboard.base.time import parse_rate
from storyboard.deliver.packet import SOURCE_TYPES

if TYPE_CHECKING:
    from storyboard.base.digest import Plain
    from storyboard.plan.types import Spec

SHOTS = "storyboard.shots"
"""The label of the assertion that links frames to shot, prompt, model and seed."""
_UNKNOWN = "composite"
"""IPTC's word for pictures of which any part may have any source: what an unknown engine's are."""
_WEIGHTS = ("model", "lora", "embedding", "weights")


_BRIEF = (("id", "in", "out", "take", "source", "prompt", "made"), ("op", "engine", "seed", "model"))
_BARE = (("id", "in", "out", "source", "made"), ("op", "engine", "seed"))
"""What is left of a shot, and of each step of its making, where a film has too many to tell all."""


def manifest_definition(record: Spec, most: int = 0) -> Spec:
    """The manifest of what a record tells of; the same record gives the same definition.

    It was created by what drew it; where shots differ in that, an action for each source says so of its
    stretches of time. References, weights, sketches and videos are ingredients that went in, sound files are
    ingredients that were placed. Where it would have more than `most` bytes, it says less of each shot.
    """
    definition = _definition(record, record)
    for shot, step in (_BRIEF, _BARE) if most else ():
        if len(as_json(definition)) <= most:
            break
        definition = _definition(record, _shortened(record, shot, step))
    return definition


def as_json(definition: Spec) -> bytes:
    """A definition as C2PA's libraries take it in."""
    return json.dumps(definition, separators=(",", ":"), ensure_ascii=False).encode()


def of_frame(record: Spec, frame: int) -> Spec:
    """The record of one frame of a film, counted from 0, as a picture: that of its shot alone."""
    shots = cast("list[Spec]", record["shots"])
    shown = [shot for shot in shots if cast(int, shot["in"]) <= frame < cast(int, shot["out"])]
    source = str(shown[0].get("source", "")) if shown else record["source"]
    silent = {key: value for key, value in record.items() if key != "sound"}
    return silent | {"source": source, "shots": [*shown]}


def _shortened(record: Spec, told_of_shots: Sequence[str], told_of_steps: Sequence[str]) -> Spec:
    """A record that says of its shots and of how they were made so much and no more."""
    shots: list[Plain] = []
    for shot in cast("list[Spec]", record["shots"]):
        steps = cast("list[Spec]", shot["made"])
        made: list[Plain] = [_named(step, told_of_steps) for step in steps]
        shots.append({key: shot[key] for key in told_of_shots if key in shot} | {"made": made})
    return record | {"shots": shots, "shortened": True}


def _named(step: Spec, told: Sequence[str]) -> Spec:
    """A step of which so much is told; its model goes by its name, for its digest is its ingredient's."""
    short = {key: step[key] for key in told if key in step}
    return short | ({"model": {"name": cast("Spec", step["model"])["name"]}} if "model" in short else {})


def _definition(record: Spec, told: Spec) -> Spec:
    shots = cast("list[Spec]", record["shots"])
    inputs = list(_inputs(shots))
    sounds = [
        _ingredient(each, "componentOf", "sound") for each in cast("list[Spec]", record.get("sound", []))
    ]
    generator: Spec = {"name": "Storyboard", "version": record["storyboard"]}
    actions: list[Plain] = [_created(record, generator, inputs), *_drawn(record, shots)]
    if sounds:
        actions.append({"action": "c2pa.placed", "parameters": _parameters(sounds)})
    assertions: list[Plain] = [
        {"label": "c2pa.actions.v2", "data": {"actions": actions}},
        {"label": SHOTS, "kind": "Json", "data": told},
    ]
    return {
        "claim_generator_info": [generator],
        "title": record["title"],
        "ingredients": [*inputs, *sounds],
        "assertions": assertions,
    }


def _created(record: Spec, generator: Spec, inputs: Sequence[Spec]) -> Spec:
    action: Spec = {
        "action": "c2pa.created",
        "digitalSourceType": _source(record),
        "softwareAgent": generator,
    }
    return action | ({"parameters": _parameters(inputs)} if inputs else {})


def _drawn(record: Spec, shots: Sequence[Spec]) -> Iterator[Spec]:
    """What drew which shots, where it isn't the same for all."""
    runs = [(source, list(run)) for source, run in groupby(shots, _source)]
    sources = dict.fromkeys(source for source, _ in runs)
    for source in sources if len(sources) > 1 else ():
        mine = [run for drawn_by, run in runs if drawn_by == source]
        said = f"{sum(map(len, mine))} of {len(shots)} shots"
        action: Spec = {"action": "c2pa.edited", "digitalSourceType": source, "description": said}
        if "rate" in record:
            rate = parse_rate(cast(str, record["rate"]))
            regions: list[Plain] = [{"type": "temporal", "time": _time(run, rate)} for run in mine]
            action["changes"] = [{"description": said, "region": regions}]
        yield action


def _time(run: Sequence[Spec], rate: Fraction) -> Spec:
    """A stretch of time as normal play time has it, in seconds."""
    start, end = cast(int, run[0]["in"]) / rate, cast(int, run[-1]["out"]) / rate
    return {"type": "npt", "start": f"{float(start):.3f}", "end": f"{float(end):.3f}"}


def _inputs(shots: Sequence[Spec]) -> Iterator[Spec]:
    """Every file that pictures were made from, once, with what it was used for and whose likeness it is."""
    used: dict[str, tuple[Spec, dict[str, None]]] = {}
    for shot in shots:
        for step in cast("list[Spec]", shot["made"]):
            model = [cast("Spec", step["model"]) | {"use": "model"}] if "model" in step else []
            for file in (*model, *cast("list[Spec]", step.get("files", []))):
                of = f" of {file['of']}" if "of" in file else ""
                known = used.setdefault(str(file["digest"]), (file, {}))
                known[1][f"{file['use']}{of}"] = None
    for file, uses in used.values():
        yield _ingredient(file, "inputTo", ", ".join(uses))


def _ingredient(file: Spec, relationship: str, description: str) -> Spec:
    name, digest = str(file["name"]), str(file["digest"])
    kind, _ = mimetypes.MimeTypes().guess_type(name)
    ingredient: Spec = {
        "label": f"{relationship}-{digest[:16]}",
        "title": name,
        "format": kind or "application/octet-stream",
        "relationship": relationship,
        "instance_id": f"urn:storyboard:digest:{digest}",
        "description": description,
        "metadata": {"storyboard.digest": digest},
    }
    if str(file.get("use")) in _WEIGHTS:
        ingredient["data_types"] = [{"type": "c2pa.types.model"}]
    return ingredient


def _parameters(ingredients: Sequence[Spec]) -> Spec:
    return {"ingredientIds": [each["label"] for each in ingredients]}


def _source(told: Spec) -> str:
    return f"{SOURCE_TYPES}{told.get('source') or _UNKNOWN}"
