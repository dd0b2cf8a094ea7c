"""The document made a script: scenes laid end to end, profiles given what they extend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from storyboard.script.comic import NO_PANEL
from storyboard.script.models import Document, Profile, Script
from storyboard.script.placed import Trail
from storyboard.script.shots import Scene, ScriptShot, WrittenShot

OPS = ("keyframe", "clip", "inbetween", "upscale", "restore")
DEFAULT_ENGINES = {
    "keyframe": "animatic",
    "clip": "animatic",
    "inbetween": "motion",
    "upscale": "scaling",
    "restore": "faces",
}
"""Who does it where no engine is named."""
SPEECH = {"engine": "sound"}
"""Who speaks lines where a profile says nothing about it."""
UNASKED = ("restore",)
"""What isn't done at all where a profile says nothing about it."""

LONGEST_CHAIN = 20
"""How many profiles may extend each other in a row."""

BUILT_IN = {"animatic": Profile.model_validate({})}


def complete(document: Document) -> tuple[Script, tuple[Trail, ...]]:
    """The script, and for each of its shots the trail to where it is written."""
    written = list(_shots(document))
    script = Script.model_construct(
        title=document.title,
        film=document.film,
        style=document.style,
        avoid=document.avoid,
        characters=document.characters,
        places=document.places,
        profiles=_profiles(document.profiles),
        book=document.book,
        music=document.music,
        captions=document.captions,
        provenance=document.provenance,
        shots=tuple(shot for shot, _ in written),
        scenes=document.scenes or (),
    )
    return script, tuple(trail for _, trail in written)


def shot_trails(root: Mapping[str, Any]) -> list[Trail]:
    """The trail to each shot of a script that is in order, in screen order."""
    trails: list[Trail] = [("shots", number) for number in range(len(root.get("shots") or ()))]
    for place, scene in enumerate(root.get("scenes") or ()):
        trails += [("scenes", place, "shots", number) for number in range(len(scene["shots"]))]
    return trails


def over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay settings over others; naming another engine starts afresh, since its settings are its own."""
    if "engine" in own and own["engine"] != base.get("engine"):
        return dict(own)
    return {**base, **own}


def _shots(document: Document) -> Iterator[tuple[ScriptShot, Trail]]:
    for number, shot in enumerate(document.shots or ()):
        yield _in_scene(shot, None), ("shots", number)
    for place, scene in enumerate(document.scenes or ()):
        for number, shot in enumerate(scene.shots):
            yield _in_scene(shot, scene), ("scenes", place, "shots", number)


def _in_scene(shot: WrittenShot, scene: Scene | None) -> ScriptShot:
    fields = dict(shot.__dict__)
    fields["scene"] = scene.id if scene else None
    if scene and shot.place is None and shot.card is None:
        fields["place"] = scene.place
    if shot.card and "panel" not in shot.model_fields_set:
        fields["panel"] = NO_PANEL
    return ScriptShot.model_construct(shot.model_fields_set, **fields)


def _profiles(written: Mapping[str, Profile]) -> dict[str, Profile]:
    known = {**BUILT_IN, **written}
    return {name: _extended(name, known, ()) for name in known}


def _extended(name: str, known: Mapping[str, Profile], before: tuple[str, ...]) -> Profile:
    own = known[name]
    base = _base(name, own, known, before)
    settings = {op: over(getattr(base, op) if base else {}, getattr(own, op)) for op in OPS}
    for op in OPS:
        if settings[op] or op not in UNASKED:
            settings[op].setdefault("engine", DEFAULT_ENGINES[op])
    speech = own.speech if own.speech is not None else base.speech if base else dict(SPEECH)
    burn_in = base.burn_in if base and "burn_in" not in own.model_fields_set else own.burn_in
    return own.model_copy(update={**settings, "burn_in": burn_in, "speech": speech})


def _base(name: str, own: Profile, known: Mapping[str, Profile], before: tuple[str, ...]) -> Profile | None:
    """What a profile extends; a name that leads nowhere, or in a circle, is a fault told elsewhere."""
    if own.extends is None or own.extends not in known or own.extends in (*before, name):
        return None
    if len(before) > LONGEST_CHAIN:
        return None
    return _extended(own.extends, known, (*before, name))
