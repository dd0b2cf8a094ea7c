"""A record as C2PA has it: the definition of a manifest, which a signer makes Content Credentials of.

The shape is that of the manifest definitions which c2patool and the C2PA libraries read; actions,
relationships and regions are those of the C2PA technical specification, 2.2.
"""

from __future__ import annotations

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


def manifest_definition(record: Spec) -> Spec:
    """The manifest of what a record tells of; the same record gives the same definition.

    It was created by what drew it; where shots differ in that, an action for each run of like shots says so
    of its stretch of time. References, weights, sketches and videos are ingredients that went in, sound
    files are ingredients that were placed.
    """
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
        {"label": SHOTS, "kind": "Json", "data": record},
    ]
    return {
        "claim_generator_info": [generator],
        "title": record["title"],
        "ingredients": [*inputs, *sounds],
        "assertions": assertions,
    }


def of_frame(record: Spec, frame: int) -> Spec:
    """The record of one frame of a film, counted from 0, as a picture: that of its shot alone."""
    shots = cast("list[Spec]", record["shots"])
    shown = [shot for shot in shots if cast(int, shot["in"]) <= frame < cast(int, shot["out"])]
    source = str(shown[0].get("source", "")) if shown else record["source"]
    silent = {key: value for key, value in record.items() if key != "sound"}
    return silent | {"source": source, "shots": [*shown]}


def _created(record: Spec, generator: Spec, inputs: Sequence[Spec]) -> Spec:
    action: Spec = {
        "action": "c2pa.created",
        "digitalSourceType": _source(record),
        "softwareAgent": generator,
    }
    return action | ({"parameters": _parameters(inputs)} if inputs else {})


def _drawn(record: Spec, shots: Sequence[Spec]) -> Iterator[Spec]:
    """What drew each run of shots, where it isn't the same for all."""
    runs = [(source, list(run)) for source, run in groupby(shots, _source)]
    if len(runs) < 2:
        return
    for source, run in runs:
        said = f"shots {', '.join(str(shot['id']) for shot in run)}"
        action: Spec = {"action": "c2pa.edited", "digitalSourceType": source, "description": said}
        if "rate" in record:
            rate = parse_rate(cast(str, record["rate"]))
            region: Spec = {"type": "temporal", "time": _time(run, rate)}
            action["changes"] = [{"description": said, "region": [region]}]
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
            model = [cast(Spec, step["model"]) | {"use": "model"}] if "model" in step else []
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
