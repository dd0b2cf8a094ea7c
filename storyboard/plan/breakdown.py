"""The script resolved into shots: defaults, looks, prompts and seeds looked up; seconds made frames."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from storyboard.base.digest import Plain
from storyboard.base.time import parse_duration
from storyboard.plan.cards import card_of
from storyboard.plan.hearing import heard_of, words_of
from storyboard.plan.panels import PanelNote, SaidLine
from storyboard.plan.titles import titles_of
from storyboard.plan.types import NO_CAMERA, Camera, CastMember, Setting, Shot, Spec, Transition
from storyboard.script.characters import Character
from storyboard.script.models import Script
from storyboard.script.shots import CameraNote, Ending, ScriptShot, ScriptTransition

PICTURE_OPS = ("keyframe", "clip", "inbetween", "upscale", "restore")
"""In the order of the work; `restore` is done only where a profile or a shot asks for it."""

_REFERENCE = re.compile(r"\{([a-z0-9_-]+)(?:\.([a-z0-9_-]+))?\}")


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a profile makes of a script's shots: the setting of each op, and the digests of named files.

    `settings[shot id][op]` is ready for the spec, and absent for an op that nobody asks for; op `end` is the
    keyframe of a shot's end. `files` maps a file's name, as the script writes it, to the digest of its bytes.
    `speech` is how lines are spoken, None where nobody does, and `voices` how those of characters who have a
    voice of their own are.
    """

    settings: Mapping[str, Mapping[str, Setting]]
    files: Mapping[str, str] = field(default_factory=dict)
    speech: Setting | None = None
    voices: Mapping[str, Setting] = field(default_factory=dict)


_Known: TypeAlias = dict[tuple[str, str | None], CastMember]
"""Characters and looks as they were resolved for the shots before: they are the same in all."""


def break_down(script: Script, rendering: Rendering) -> tuple[Shot, ...]:
    """Resolve every shot; a pure function of its arguments."""
    known: _Known = {}
    return tuple(_resolve(script, shot, rendering, known) for shot in script.shots)


def transition_of(note: ScriptTransition | None, rate: Fraction) -> Transition | None:
    """Give a transition its length in frames; a plain cut is no transition."""
    if note is None or note.kind == "cut":
        return None
    return Transition(note.kind, parse_duration(note.length, rate), note.direction, note.colour)


def reseeded(script: Script, note: ScriptShot, shot: Shot) -> Shot:
    """A shot that is resolved already with the seeds that its note says, and nothing else of it."""
    seeds = _seeds(script, note)
    if shot.end is None or note.end is None:
        return replace(shot, seeds=seeds)
    return replace(shot, seeds=seeds, end=replace(shot.end, seeds=_end_seeds(note, note.end, seeds)))


def take_seed(seed: int, take: int) -> int:
    """The seed of a take: the first keeps the script's own, each other rolls it again (32 bits)."""
    if take == 1:
        return seed
    return int.from_bytes(hashlib.sha256(f"{seed}/{take}".encode()).digest()[:4], "big")


def _resolve(script: Script, shot: ScriptShot, rendering: Rendering, known: _Known) -> Shot:
    cast, action = _cast(script, shot.action, rendering.files, known)
    place = script.places[shot.place] if shot.place else ""
    style = _joined(script.style, shot.style)
    camera = NO_CAMERA if shot.card else _camera(shot.camera)
    resolved = Shot(
        id=shot.id,
        frames=0 if shot.measured else parse_duration(shot.duration, script.film.rate),
        place=place,
        action=action,
        cast=cast,
        camera=camera,
        style=style,
        avoid=_joined(script.avoid, shot.avoid),
        prompt="" if shot.card else _prompt(script, camera, shot.action, place, style),
        seeds={} if shot.card else _seeds(script, shot),
        settings=rendering.settings[shot.id],
        dialogue=tuple((line.speaker, line.text) for line in shot.dialogue if line.speaker is not None),
        transition=transition_of(shot.transition, script.film.rate),
        lines=tuple(SaidLine(line.speaker, line.text, line.kind, line.at) for line in shot.dialogue),
        panel=_panel(shot),
        scene=shot.scene,
        sound=heard_of(script, shot, rendering.files, rendering.speech, rendering.voices),
        words=words_of(script, shot),
        titles=titles_of(shot, script.film.rate, rendering.files, script.film.font),
        card=card_of(shot.card, rendering.files, script.film.font) if shot.card else None,
    )
    if not shot.end:
        return resolved
    cast, action = _cast(script, shot.end.action, rendering.files, known)
    return replace(resolved, end=_end(script, shot, shot.end, replace(resolved, cast=cast, action=action)))


def _panel(shot: ScriptShot) -> PanelNote:
    note = shot.panel
    return PanelNote(note.moments, note.span, note.shape or "", note.bleed, note.weight)


def _end(script: Script, shot: ScriptShot, end: Ending, begins: Shot) -> Shot:
    """The shot as its end is drawn, with its own cast and action; all else unsaid is as at the beginning."""
    camera = _camera(end.camera) if end.camera else begins.camera
    settings = begins.settings
    return replace(
        begins,
        camera=camera,
        prompt=_prompt(script, camera, end.action, begins.place, begins.style),
        seeds=_end_seeds(shot, end, begins.seeds),
        settings={**settings, "keyframe": settings["end"]} if "end" in settings else settings,
    )


def _end_seeds(shot: ScriptShot, end: Ending, begins: Mapping[str, int]) -> Mapping[str, int]:
    return begins if end.seed is None else {"keyframe": take_seed(end.seed, shot.take)}


def _prompt(script: Script, camera: Camera, action: str, place: str, style: str) -> str:
    return _joined(camera_words(camera), _spelt_out(script, action), place, style)


def camera_words(camera: Camera) -> str:
    """The note as prompts and burn-ins spell it: `close-up, low angle`; what is plain goes unsaid."""
    size = SIZE_NAMES[camera.size]
    angle = {"eye": "", "dutch": "dutch angle", "overhead": "overhead shot", "ground": "ground level"}
    return _joined(size, camera.framing, angle.get(camera.angle, f"{camera.angle} angle"), camera.lens)


SIZE_NAMES = {
    "ECU": "extreme close-up",
    "BCU": "big close-up",
    "CU": "close-up",
    "MCU": "medium close-up",
    "MS": "medium shot",
    "MLS": "medium long shot",
    "WS": "wide shot",
    "EWS": "extreme wide shot",
}


def _cast(
    script: Script, action: str, files: Mapping[str, str], known: _Known
) -> tuple[tuple[CastMember, ...], str]:
    """Who an action names, in order, and the action with their numbers in place of their names."""
    members: list[CastMember] = []

    def number(match: re.Match[str]) -> str:
        who = match[1], match[2]
        member = known.get(who) or known.setdefault(who, _member(script.characters[who[0]], *who, files))
        if member not in members:
            members.append(member)
        return f"{{{members.index(member)}}}"

    numbered = _REFERENCE.sub(number, action)
    return tuple(members), numbered


def _member(character: Character, key: str, look: str | None, files: Mapping[str, str]) -> CastMember:
    is_, embedding, lora, picture = character.seen_as(look)
    weights: dict[str, Plain] = {}
    if embedding:
        weights["embedding"] = {"file": files[embedding.file], "token": embedding.token}
    if lora:
        weights["lora"] = {
            "file": files[lora.file],
            "token": lora.token,
            "weight": str(Fraction(str(lora.weight))),
        }
    reference: Spec = (
        {"file": files[picture.file], "weight": str(Fraction(str(picture.weight)))} if picture else {}
    )
    who = character.is_ if look else ""
    return CastMember(key, is_, who, _spelt(character, look), weights, reference)


def _spelt_out(script: Script, action: str) -> str:
    return _REFERENCE.sub(lambda match: _spelt(script.characters[match[1]], match[2]), action)


def _spelt(character: Character, look: str | None) -> str:
    """The character in a prompt: the words that its weights were taught, each once, and the description."""
    seen = character.seen_as(look)
    tokens = dict.fromkeys(taught.token for taught in (seen.embedding, seen.lora) if taught)
    return _joined(*tokens, seen.is_)


def _camera(note: CameraNote) -> Camera:
    return Camera(note.size, note.framing, note.angle, note.lens, note.move, note.speed)


def _seeds(script: Script, shot: ScriptShot) -> dict[str, int]:
    def seed(overrides: Mapping[str, object]) -> int:
        own = overrides.get("seed", script.film.seed)
        return take_seed(own if isinstance(own, int) else script.film.seed, shot.take)

    keyframe = seed(shot.keyframe)
    clip = seed(shot.clip) if "seed" in shot.clip else keyframe
    return {"keyframe": keyframe, "clip": clip, "upscale": clip, "restore": clip}


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def plain_params(values: Mapping[str, object]) -> Spec:
    """An engine's settings as they enter a spec: floats become exact ratios ("13/2")."""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: object) -> Plain:
    if isinstance(value, float):
        return str(Fraction(str(value)))
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(f"{value!r} can't stand in a spec")
