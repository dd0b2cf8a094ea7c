"""What a profile makes of a script: engine, settings and traits of every op of every shot."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from storyboard.base.digest import canonical
from storyboard.base.errors import EngineError
from storyboard.build import standing
from storyboard.engines import registry
from storyboard.plan.breakdown import PICTURE_OPS, Rendering, plain_params
from storyboard.plan.sheet import Cutting
from storyboard.plan.types import Setting, Spec
from storyboard.script.settings import settings_for

if TYPE_CHECKING:
    from storyboard.script.models import Script
    from storyboard.script.source import Source


def engine_params() -> Mapping[str, Mapping[str, type[BaseModel]]]:
    """For every engine that can be loaded, the settings of each of its picture ops."""
    params = {}
    for name in registry.engine_modules():
        with suppress(EngineError):
            params[name] = dict(registry.engine(name).PARAMS)
    return params


def broken_engines() -> Mapping[str, str]:
    """The engines that are registered but can't be loaded, and why; whoever uses none is not troubled."""
    faults = {}
    for name in registry.engine_modules():
        try:
            registry.engine(name)
        except EngineError as error:
            faults[name] = str(error)
    return faults


def rendering(script: Script, profile: str, files: Mapping[str, str]) -> Rendering:
    """Merge the profile with each shot's overrides; equal settings are resolved once."""
    chosen, engines = script.profiles[profile], engine_params()
    resolved: dict[bytes, Setting] = {}
    settings = {}
    for shot in script.shots:
        mine = {}
        for op in PICTURE_OPS:
            wanted = settings_for(chosen, shot, op, engines)
            wanted.pop("seed", None)
            key = canonical([op, plain_params(wanted)])
            if key not in resolved:
                resolved[key] = _setting(op, wanted)
            mine[op] = resolved[key]
        settings[shot.id] = mine
    return Rendering(settings, files)


def cutting(script: Script, profile: str, strict: bool) -> Cutting:
    """How the film is cut: the encoder, what the profile burns in, and with `strict` library versions."""
    from storyboard.engines.cutting.profiles import encoder_profile

    engine = registry.engine("cutting")
    encoder = encoder_profile(script.film.codec, script.film.quality)
    return Cutting(
        engine.REVISION, encoder, tuple(script.profiles[profile].burn_in), _versions() if strict else None
    )


def script_states(source: Source, read: int) -> list[standing.FileState]:
    """The script and its includes, with the digests of the bytes that were parsed after the time `read`."""
    return [standing.state_of(file.path.resolve(), file.digest, read=read) for file in source.files]


def engine_states(names: Iterable[str]) -> list[standing.FileState]:
    """The engines' modules, where their revisions stand: a film by an older one is not what is asked for."""
    files = (getattr(registry.engine(name), "__file__", None) for name in sorted(names))
    return [standing.state_of(Path(file)) for file in files if file]


def named_states(
    named: Mapping[str, Path], known: Mapping[str, standing.FileState]
) -> dict[str, standing.FileState]:
    """The files that the script names, by their names in it; one that stands as `known` is not read again."""
    states = {}
    for name, path in named.items():
        before, now = known.get(str(path)), time.time_ns()
        digest = before.digest if before and before.holds() else None
        states[name] = standing.state_of(path, digest, read=now)
    return states


def _setting(op: str, wanted: dict[str, object]) -> Setting:
    name = str(wanted["engine"])
    engine = registry.engine(name)
    params = engine.PARAMS[op].model_validate(
        {key: value for key, value in wanted.items() if key != "engine"}
    )
    traits = engine.traits(op, params)
    return Setting(name, _spec_of(params), traits)


def _spec_of(params: BaseModel) -> Spec:
    """The settings as they stand in a spec; what was left unset stays out."""
    return plain_params(params.model_dump(mode="python", exclude_none=True))


def _versions() -> Spec:
    from importlib.metadata import PackageNotFoundError, version

    versions: Spec = {}
    for package in (
        "av",
        "numpy",
        "opencv-python-headless",
        "Pillow",
        "moviepy",
        "skia-python",
        "torch",
        "diffusers",
    ):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions
