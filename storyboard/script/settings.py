"""What a profile and a shot say to the engines, and whether those engines know what they are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError

from storyboard.base.problems import Problem, did_you_mean
from storyboard.script import limits
from storyboard.script.closest import Closest
from storyboard.script.complete import LONGEST_CHAIN, OPS, over
from storyboard.script.models import Document, Profile, Script
from storyboard.script.phrases import refusal, unknown_key
from storyboard.script.placed import Trail
from storyboard.script.shots import ScriptShot
from storyboard.script.source import Source

Engines: TypeAlias = Mapping[str, Mapping[str, type[BaseModel]]]
"""The settings of each engine's ops, as the engines themselves declare them."""

EXTRAS = {"diffusion": "diffusion"}
"""Engines that come with an extra of the package."""
SEEDED = ("keyframe", "clip")

_SettingFault: TypeAlias = tuple[str, str, bool]
"""A setting's key, what is wrong with it, and whether the key itself is unknown."""


def settings_for(profile: Profile, shot: ScriptShot, op: str, engines: Engines) -> dict[str, Any]:
    """What one op of one shot is told: `engine` and its settings, the shot's own over the profile's.

    A shot's setting holds for the engines that have it: `steps` says nothing to an animatic. A shot that
    names an engine is done by that one, in every profile. Empty for an op that nobody asks for, and for a
    card, for which no engine of a profile works.
    """
    if shot.card:
        return {}
    told: Mapping[str, Any] = getattr(profile, op)
    own = {key: value for key, value in getattr(shot, op).items() if key != "seed"}
    if not told:
        return own if "engine" in own else {}
    if not own or own.get("engine", told["engine"]) != told["engine"]:
        return over(told, own)
    known = _keys(engines, told["engine"], op)
    return over(told, {key: value for key, value in own.items() if known is None or key in known})


def end_settings_for(profile: Profile, shot: ScriptShot, engines: Engines) -> dict[str, Any]:
    """What the keyframe of a shot's end is told: what the shot's own is, with a sketch of its own or none."""
    told = settings_for(profile, shot, "keyframe", engines)
    told.pop("sketch", None)
    known = _keys(engines, told["engine"], "keyframe")
    if shot.end and shot.end.sketch and (known is None or "sketch" in known):
        told["sketch"] = shot.end.sketch
    return told


def check_settings(
    source: Source,
    document: Document,
    script: Script,
    trails: Sequence[Trail],
    engines: Engines,
    profile: str,
    closest: Closest,
) -> list[Problem]:
    """Every setting that no engine understands; an engine that isn't here matters only where it is used."""
    if profile not in script.profiles:
        close = did_you_mean(profile, script.profiles)
        known = "; there are " + ", ".join(sorted(script.profiles))
        return [source.problem(("profiles",), f'there is no profile "{profile}"{close or known}')]
    problems = list(_check_extends(source, document, closest))
    for name, written in islice(document.profiles.items(), limits.PROBLEMS):
        for op in (*OPS, "speech") if written.speech else OPS:
            problems += _check_op(source, script, name, written, op, engines, name == profile)
    seen: dict[tuple[str, str], list[_SettingFault]] = {}
    for shot, trail in zip(script.shots, trails, strict=True):
        if len(problems) > limits.PROBLEMS:
            break
        for op in OPS:
            if (own := getattr(shot, op)) and not shot.card:
                problems += _check_shot(source, script, (*trail, op), op, own, engines, seen)
        if shot.end and shot.end.sketch:
            own = {"sketch": shot.end.sketch}
            problems += _check_shot(source, script, (*trail, "end"), "keyframe", own, engines, seen)
    return problems


def _check_extends(source: Source, document: Document, closest: Closest) -> Iterator[Problem]:
    known = {"animatic", *document.profiles}
    for name, written in islice(document.profiles.items(), limits.PROBLEMS):
        trail = ("profiles", name, "extends")
        if written.extends is not None and written.extends not in known:
            close = closest(written.extends, known - {name})
            yield source.problem(trail, f'there is no profile "{written.extends}"{close}')
        chain, base = [name], written.extends
        while base in document.profiles and base not in chain and len(chain) <= LONGEST_CHAIN + 1:
            chain.append(base)
            base = document.profiles[base].extends
        if len(chain) > LONGEST_CHAIN + 1:
            yield source.problem(trail, f"more than {LONGEST_CHAIN} profiles extend each other in a row")
        elif base == name:
            yield source.problem(
                trail, "profiles extend each other in a circle: " + " → ".join([*chain, name])
            )


def _check_op(
    source: Source, script: Script, name: str, written: Profile, op: str, engines: Engines, used: bool
) -> Iterator[Problem]:
    own: Mapping[str, Any] = getattr(written, op) or {}
    told: Mapping[str, Any] = getattr(script.profiles[name], op)
    trail: Trail = ("profiles", name, op)
    if not told:
        return
    if "seed" in own:
        message = "a seed belongs to `film:`, or to a shot's keyframe or clip"
        yield source.problem((*trail, "seed"), message, key=True)
    yield from _check_engine(source, (*trail, "engine"), told["engine"], op, engines, used)
    for key, message, unknown in _faults(engines, told["engine"], op, told):
        if key in own and key != "seed":
            yield source.problem((*trail, key), message, key=unknown)
        elif not key and own:
            yield source.problem(trail, message)


def _check_engine(
    source: Source, trail: Trail, name: str, op: str, engines: Engines, used: bool
) -> Iterator[Problem]:
    if name in engines:
        if op not in engines[name]:
            able = [engine for engine, ops in engines.items() if op in ops]
            message = f"engine {name} makes no {op}; those that do: {', '.join(able)}"
            yield source.problem(trail, message)
    elif name in EXTRAS:
        if used:
            message = f'engine {name} is not installed; get it with: pip install "storyboard[{EXTRAS[name]}]"'
            yield source.problem(trail, message)
    else:
        close = did_you_mean(name, [*engines, *EXTRAS])
        message = f'there is no engine "{name}"{close or "; see: storyboard engines"}'
        yield source.problem(trail, message, "error" if used or close else "warning")


def _check_shot(
    source: Source,
    script: Script,
    trail: Trail,
    op: str,
    own: Mapping[str, Any],
    engines: Engines,
    seen: dict[tuple[str, str], list[_SettingFault]],
) -> Iterator[Problem]:
    if "seed" in own:
        yield from _check_seed(source, (*trail, "seed"), op, own["seed"])
    settings = {key: value for key, value in own.items() if key != "seed"}
    if not settings:
        return
    if "engine" in settings:
        yield from _check_engine(source, (*trail, "engine"), settings["engine"], op, engines, True)
    told = (op, repr(sorted(settings.items(), key=lambda item: item[0])))
    if told not in seen:
        seen[told] = list(_shot_faults(script, op, settings, engines))
    for key, message, unknown in seen[told]:
        yield source.problem((*trail, key) if key else trail, message, key=unknown)


def _check_seed(source: Source, trail: Trail, op: str, seed: object) -> Iterator[Problem]:
    if op not in SEEDED:
        yield source.problem(
            trail, f"nothing is left to chance here; a seed belongs to {' or '.join(SEEDED)}"
        )
    elif isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**32:
        yield source.problem(trail, f"a seed is a whole number from 0 to {2**32 - 1}")


def _shot_faults(
    script: Script, op: str, own: Mapping[str, Any], engines: Engines
) -> Iterator[_SettingFault]:
    """Faults of a shot's settings, in the eyes of every profile's engine that knows them."""
    told = [getattr(profile, op)["engine"] for profile in script.profiles.values() if getattr(profile, op)]
    keys = {
        name: _keys(engines, name, op) for name in dict.fromkeys([own["engine"]] if "engine" in own else told)
    }
    for key in own:
        if key != "engine" and all(known is not None and key not in known for known in keys.values()):
            every = {word for known in keys.values() for word in known or ()}
            yield key, unknown_key(key, every) if every else f"{op} has no settings in any profile", True
    found: dict[str, _SettingFault] = {}
    for name, known in keys.items():
        mine = {key: value for key, value in own.items() if known is not None and key in known}
        for fault in _faults(engines, name, op, mine):
            if fault[0] in mine:
                found.setdefault(fault[0], fault)
    yield from found.values()


def _faults(engines: Engines, name: str, op: str, told: Mapping[str, Any]) -> Iterator[_SettingFault]:
    """Every setting that the engine refuses."""
    model = engines.get(name, {}).get(op)
    if model is None:
        return
    try:
        model.model_validate({key: value for key, value in told.items() if key not in ("engine", "seed")})
    except ValidationError as error:
        for one in error.errors(include_url=False):
            key = str(one["loc"][0]) if one["loc"] and one["type"] != "missing" else ""
            yield key, refusal(one, _keys(engines, name, op) or ()), one["type"] == "extra_forbidden"


def _keys(engines: Engines, name: str, op: str) -> frozenset[str] | None:
    """The settings that an engine has for an op; None for an engine or op that isn't here."""
    model = engines.get(name, {}).get(op)
    if model is None:
        return None
    return frozenset(field.alias or key for key, field in model.model_fields.items())
