"""What a profile makes of a script: engine, settings and traits of every op of every shot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from storyboard.base.digest import canonical
from storyboard.base.errors import EngineError
from storyboard.build import standing
from storyboard.build.found import Finder
from storyboard.build.hub import HubModel, UnfetchedError
from storyboard.engines import registry
from storyboard.plan.breakdown import PICTURE_OPS, Rendering, plain_params
from storyboard.plan.hearing import music_of
from storyboard.plan.sheet import Cutting
from storyboard.plan.soundtrack import Mix
from storyboard.plan.titles import font_of
from storyboard.plan.types import Setting, Spec
from storyboard.script.settings import end_settings_for, settings_for

if TYPE_CHECKING:
    from storyboard.script.models import Script
    from storyboard.script.source import Source


_DRAFT_SIDE = 640
_DRAWING = ("keyframe", "clip")


def engine_params() -> Mapping[str, Mapping[str, type[BaseModel]]]:
    """For every engine that can be loaded, the settings of each of its picture ops.

    An engine is loaded when it is looked up: a script that names two waits for no others.
    """
    return _Params(registry.engine_modules())


class _Params(Mapping[str, Mapping[str, type[BaseModel]]]):
    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def __getitem__(self, name: str) -> Mapping[str, type[BaseModel]]:
        if name not in self._names:
            raise KeyError(name)
        try:
            return registry.engine(name).PARAMS
        except EngineError as error:
            raise KeyError(name) from error

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._names if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def broken_engines() -> Mapping[str, str]:
    """The engines that are registered but can't be loaded, and why; whoever uses none is not troubled."""
    faults = {}
    for name in registry.engine_modules():
        try:
            registry.engine(name)
        except EngineError as error:
            faults[name] = str(error)
    return faults


def rendering(
    script: Script, profile: str, finder: Finder, named: Iterable[str], allow_pickle: bool = False
) -> Rendering:
    """Merge the profile with each shot's overrides; equal settings are resolved once.

    `named` are the files of the script's characters. Raises EngineError for what can't be found; where it is
    models of the hub that have to be fetched, UnfetchedError with all of them.
    """
    chosen, engines = script.profiles[profile], engine_params()
    resolved: dict[bytes, Setting] = {}
    asked: dict[bytes, tuple[str, dict[str, object]]] = {}

    def ask(op: str, wanted: dict[str, object]) -> bytes:
        wanted.pop("seed", None)
        key = canonical([op, plain_params(wanted)])
        asked.setdefault(key, (op, wanted))
        return key

    def setting(key: bytes) -> Setting:
        if key not in resolved:
            resolved[key] = _setting(*asked[key], finder, allow_pickle)
        return resolved[key]

    keys = [
        {op: ask(op, told) for op in PICTURE_OPS if (told := settings_for(chosen, shot, op, engines))}
        for shot in script.shots
    ]
    if models := set(_unfetched(asked.values(), finder)):
        raise UnfetchedError(models)
    settings = {}
    for shot, mine in zip(script.shots, keys, strict=True):
        settings[shot.id] = {op: setting(key) for op, key in mine.items()}
        if shot.end and settings[shot.id]["clip"].traits.own_end:
            settings[shot.id]["end"] = setting(ask("keyframe", end_settings_for(chosen, shot, engines)))
    files = {name: finder.find(name).digest for name in named}
    return Rendering(settings, files, speech(script, profile, finder), voices(script, profile, finder))


def speech(script: Script, profile: str, finder: Finder) -> Setting | None:
    """How lines are spoken; None where there are none, or nobody is to speak them."""
    told = script.profiles[profile].speech
    if not (script.film.sound.on and told and any(shot.dialogue for shot in script.shots)):
        return None
    return _setting("speech", with_beside("speech", told), finder, False)


def voices(script: Script, profile: str, finder: Finder) -> dict[str, Setting]:
    """How the lines of each character are spoken that has a voice of its own, which its engine can take."""
    if speech(script, profile, finder) is None:
        return {}
    told = {name: told for name in script.characters if (told := voice_told(script, profile, name))}
    return {name: _setting("speech", with_beside("speech", own), finder, False) for name, own in told.items()}


def voice_told(script: Script, profile: str, name: str) -> dict[str, object]:
    """The settings by which a character's lines are spoken; empty where they are the profile's own."""
    told, voice = script.profiles[profile].speech, script.characters[name].voice
    if (
        not told
        or voice is None
        or "voice" not in registry.engine(str(told["engine"])).PARAMS["speech"].model_fields
    ):
        return {}
    own = {"voice": voice.file, "speaker": voice.speaker}
    own = {key: value for key, value in own.items() if value is not None}
    if "voice" in own:  # another file has settings of its own, and other speakers
        told = {key: value for key, value in told.items() if key not in ("config", "speaker")}
    return {**told, **own} if own else {}


def with_beside(op: str, wanted: Mapping[str, object]) -> dict[str, object]:
    """The settings, with the files that lie beside those that they name."""
    beside = getattr(registry.engine(str(wanted["engine"])), "BESIDE", {}).get(op, {})
    named = {setting: f"{wanted[of]}{suffix}" for setting, (of, suffix) in beside.items() if wanted.get(of)}
    return {**named, **wanted}


def drafted(script: Script, profile: str) -> Script:
    """The script at a size that is drawn and encoded fast, its shape kept as nearly as even sides allow.

    The very script where it is small, or where an engine that draws it makes other pictures at other sizes.
    """
    chosen, engines = script.profiles[profile], engine_params()
    told = (settings_for(chosen, shot, op, engines) for shot in script.shots for op in _DRAWING)
    drawing = {str(each["engine"]) for each in told}
    width, height = script.film.size
    scale = min(1.0, _DRAFT_SIDE / max(width, height))
    if scale == 1.0 or not all(getattr(registry.engine(name), "DRAFTS", False) for name in drawing):
        return script
    size = (max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2))
    film = script.film.model_copy(update={"size": size, "quality": "draft"})
    return script.model_copy(update={"film": film})


def mix(script: Script, rendering: Rendering) -> Mix | None:
    """How the film's sound is made; None for a silent film."""
    film = script.film
    if not film.sound.on:
        return None
    return Mix(
        revision=registry.engine("sound").REVISION,
        loudness=film.sound.loudness,
        duck=film.sound.duck,
        speech=rendering.speech,
        music=music_of(script.music, film.rate, rendering.files),
    )


def _unfetched(asked: Iterable[tuple[str, Mapping[str, object]]], finder: Finder) -> Iterator[HubModel]:
    """The hub's models that an op's settings name, and that aren't on this machine."""
    names = (named_in_settings(op, wanted).values() for op, wanted in asked)
    for name in dict.fromkeys(name for several in names for name in several):
        try:
            finder.where(*name)
        except UnfetchedError as unfetched:
            yield from unfetched.models


def cutting(
    script: Script,
    profile: str,
    strict: bool,
    container: str = "mp4",
    files: Mapping[str, str] | None = None,
) -> Cutting:
    """How the film is cut: the encoder, what is burnt in and carried, and with `strict` library versions.

    `files` are the digests of the fonts that the script names, by name.
    """
    from storyboard.engines.cutting.profiles import encoder_profile

    engine = registry.engine("cutting")
    encoder = encoder_profile(script.film.codec, script.film.quality, container)
    return Cutting(
        engine.REVISION,
        encoder,
        tuple(script.profiles[profile].burn_in),
        _versions() if strict else None,
        embedded(script),
        container,
        font_of(caption_font(script), files) if files else "",
    )


def caption_font(script: Script) -> str | None:
    """The author's font for captions in the picture, as the script names it."""
    return (script.captions.font if script.captions else None) or script.film.font


def embedded(script: Script) -> tuple[str, ...]:
    """The languages of the captions that the film carries."""
    captions = script.captions
    if captions is None or not captions.embed:
        return ()
    return captions.languages or (script.film.sound.language.lower(),)


def script_states(source: Source, read: int) -> list[standing.FileState]:
    """The script and its includes, with the digests of the bytes that were parsed after the time `read`."""
    return [standing.state_of(file.path.resolve(), file.digest, read=read) for file in source.files]


def engine_states(names: Iterable[str]) -> list[standing.FileState]:
    """The engines' modules, where their revisions stand: a film by an older one is not what is asked for."""
    files = (getattr(registry.engine(name), "__file__", None) for name in sorted(names))
    return [standing.state_of(Path(file)) for file in files if file]


def named_in_settings(op: str, wanted: Mapping[str, object]) -> dict[str, tuple[str, str, str]]:
    """What an op's settings name: by setting (`model`, `sketch.file`) the name, revision and variant."""
    files = getattr(registry.engine(str(wanted["engine"])), "FILES", {}).get(op, ())
    revision = str(wanted.get("revision") or "main")
    variant = str(wanted.get("variant") or "")
    values = {setting: _at(wanted, setting) for setting in files}
    return {setting: (name, revision, variant) for setting, name in values.items() if isinstance(name, str)}


def params_of(op: str, wanted: Mapping[str, object], paths: Mapping[str, Path]) -> BaseModel:
    """The settings as their engine takes them; what they name stands in them by its path, by setting."""
    told = {key: value for key, value in wanted.items() if key != "engine"}
    for setting, path in paths.items():
        told = _with(told, setting, str(path))
    return registry.engine(str(wanted["engine"])).PARAMS[op].model_validate(told)


def _setting(op: str, wanted: Mapping[str, object], finder: Finder, allow_pickle: bool) -> Setting:
    found = {setting: finder.find(*name) for setting, name in named_in_settings(op, wanted).items()}
    params = params_of(op, wanted, {setting: each.path for setting, each in found.items()})
    name = str(wanted["engine"])
    engine = registry.engine(name)
    counted = engine.settled(op, params) if hasattr(engine, "settled") else params
    spec = _spec_of(counted)
    for setting, each in found.items():
        if _at(spec, setting) is not None:
            spec = cast(Spec, _with(spec, setting, each.digest))
    aside = engine.aside(op, params) if hasattr(engine, "aside") else {}
    if allow_pickle and hasattr(engine, "pickled"):
        aside = aside | {"allow_pickle": True}
    return Setting(name, spec, engine.traits(op, params), aside)


def _at(told: Mapping[str, object], setting: str) -> object:
    """The value of a setting whose dots lead into mappings; None where it isn't given."""
    value: object = told
    for key in setting.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _with(told: Mapping[str, object], setting: str, value: str) -> dict[str, object]:
    """The settings with another value for one that is given."""
    key, _, rest = setting.partition(".")
    inner = told.get(key)
    return {**told, key: _with(inner, rest, value) if rest and isinstance(inner, Mapping) else value}


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
        "spandrel",
        "ncnn",
        "piper-tts",
        "onnxruntime",
    ):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions
