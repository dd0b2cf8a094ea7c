"""What an engine says of the voices that are named for it, at their lines, before anything is spoken."""

from __future__ import annotations

from collections.abc import Iterator

from storyboard.base.errors import EngineError
from storyboard.base.problems import Problem
from storyboard.build.found import Finder
from storyboard.build.settings import named_in_settings, params_of, voice_told, with_beside
from storyboard.engines import registry
from storyboard.engines.protocol import Advice
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.source import Source

_OWN = {"voice": "file", "config": "file", "speaker": "speaker"}
"""Where a character's note on its voice has what an engine calls otherwise."""


def speech_advice(source: Source, script: Script, profile: str, finder: Finder) -> Iterator[Problem]:
    """Every problem with the voices of those who have something to say that nobody recorded."""
    told = script.profiles[profile].speech
    if not (told and script.film.sound.on) or not hasattr(registry.engine(str(told["engine"])), "advise"):
        return
    engine = registry.engine(str(told["engine"]))
    lines = [line for shot in script.shots for line in shot.dialogue if not line.file]
    speakers = list(dict.fromkeys(line.speaker for line in lines if line.speaker is not None))
    if speakers and hasattr(engine, "missing") and (lacking := engine.missing("speech", told)):
        yield source.problem(_trail(source, profile, "engine"), lacking, "warning")
    for name in speakers:
        own = voice_told(script, profile, name)
        for key, message, severity in _said(with_beside("speech", own or told), finder):
            at = ("characters", name, "voice", _OWN[key]) if own and key in _OWN else None
            yield source.problem(at or _trail(source, profile, key), message, severity)


def _said(wanted: dict[str, object], finder: Finder) -> Iterator[Advice]:
    paths = {}
    for setting, name in named_in_settings("speech", wanted).items():
        try:
            paths[setting] = finder.where(*name)
        except EngineError as error:
            yield setting, str(error), "error"
            return
    params = params_of("speech", wanted, paths)
    yield from registry.engine(str(wanted["engine"])).advise("speech", params, {}, (0, 0))


def _trail(source: Source, profile: str, key: str) -> Trail:
    """Where a setting is written: in the profile, else in one that it extends, else at its `speech`."""
    at: str | None = profile
    while at and source.at(("profiles", at, "speech")) is None:
        at = source.at(("profiles", at, "extends"))
    trail: Trail = ("profiles", at or profile, "speech")
    return (*trail, key) if source.at((*trail, key)) is not None else trail
