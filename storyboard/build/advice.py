"""What engines say of a script before anything is made: what is missing, and what would waste a night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel

from storyboard.base.errors import EngineError
from storyboard.base.problems import Problem, Severity
from storyboard.build.book_advice import Wanted, book_advice
from storyboard.build.found import Finder
from storyboard.build.hub import UnfetchedError
from storyboard.build.letter_advice import letter_advice
from storyboard.build.lock import read_lock
from storyboard.build.rights_advice import rights_advice
from storyboard.build.settings import engine_params, named_in_settings, params_of
from storyboard.build.signing import signing_advice
from storyboard.build.speech_advice import speech_advice
from storyboard.engines import registry
from storyboard.engines.protocol import END, Engine
from storyboard.plan.breakdown import PICTURE_OPS, Rendering, break_down
from storyboard.plan.shots import ASPECTS, aspects
from storyboard.plan.types import Setting, Shot, Spec, Traits
from storyboard.script.complete import shot_trails
from storyboard.script.models import Script
from storyboard.script.named import named_files, named_trails
from storyboard.script.placed import Trail
from storyboard.script.settings import end_settings_for, settings_for
from storyboard.script.shots import ScriptShot
from storyboard.script.source import Source


def advice(
    source: Source,
    script: Script,
    profile: str,
    allow_pickle: bool = False,
    wanted: Wanted = "film",
    unsigned: bool = False,
) -> list[Problem]:
    """Every problem that engines have with a script's settings and shots, and the comic's with its book.

    Files are looked for and at most their headers are read: this is part of every check. A book, or a crew's
    sheet, that is `wanted` can't do without what a film can. What is `unsigned` needs no key.
    """
    finder = Finder(source.folder, {}, read_lock(source.folder))
    said = _Adviser(source, script, profile, allow_pickle, finder).problems()
    of_rights = rights_advice(source, script, profile, date.today())
    of_keys = [] if unsigned else signing_advice(source, script, datetime.now(UTC))
    of_letters = letter_advice(source, script, profile) if wanted == "film" else ()
    of_voices = speech_advice(source, script, profile, finder) if wanted == "film" else ()
    of_book = book_advice(source, script, finder, wanted)
    found = dict.fromkeys([*said, *of_book, *of_rights, *of_letters, *of_voices, *of_keys])
    return sorted(found, key=lambda problem: problem.place)


_REFUSAL = (
    "{} is a pickle, which can run any program when it is opened; make a .safetensors file of it "
    "(docs/safety.md says how), or let --allow-pickle open it for its numbers alone"
)
_EVERYTHING = Setting("", {}, Traits(0, ASPECTS))
"""What wants every aspect of a shot."""
_Fault: TypeAlias = tuple[str, Severity]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """An op's settings as their engine takes them and what it can do, or what is wrong, by setting.

    `lacking` is what has to be installed first.
    """

    engine: Engine
    lacking: str
    faults: Mapping[str, _Fault]
    params: BaseModel | None = None
    traits: Traits | None = None


class _Adviser:
    def __init__(
        self, source: Source, script: Script, profile: str, allow_pickle: bool, finder: Finder
    ) -> None:
        self._source, self._script, self._profile = source, script, profile
        self._allow_pickle = allow_pickle
        self._named = {str(source.folder / name): trail for name, trail in named_trails(script).items()}
        self._finder = finder
        self._engines = engine_params()
        self._known: dict[str, _Told] = {}
        self._said: set[_Told] = set()
        self._unchanged: dict[str, dict[str, object]] = {}
        self._given: set[tuple[Trail, str]] = set()

    def problems(self) -> Iterator[Problem]:
        if not any(_advises(self._wanted(shot, op)) for shot in self._script.shots for op in PICTURE_OPS):
            return
        trails = shot_trails(self._source.root)
        for number, (written, trail) in enumerate(zip(self._script.shots, trails, strict=True)):
            for op in PICTURE_OPS:
                own: Mapping[str, object] = getattr(written, op)
                yield from self._of_op(op, self._wanted(written, op), number, own, (*trail, op))
            if written.end and self._reaches_end(written):
                wanted = end_settings_for(self._script.profiles[self._profile], written, self._engines)
                own = {"sketch": written.end.sketch} if written.end.sketch else {}
                yield from self._of_op("keyframe", wanted, number, own, (*trail, "end"))

    @cached_property
    def _shots(self) -> Sequence[Shot]:
        """The shots, resolved: only where an engine wants something of them."""
        return break_down(self._script, self._rendering())

    def _of_op(
        self, op: str, wanted: dict[str, object], number: int, own: Mapping[str, object], trail: Trail
    ) -> Iterator[Problem]:
        """What there is to say of one op; `own` are the settings that are written at the trail."""
        if not _advises(wanted):
            return
        told = self._told(op, wanted)
        if not own:
            if told in self._said:
                return
            if told.traits is None or not told.traits.wants:  # no other shot can make a difference
                self._said.add(told)
        if told.lacking:
            # what was made elsewhere can be planned, and cut, without it
            yield self._source.problem(self._trail(trail, own, op, "engine"), told.lacking, "warning")
        for key, (message, severity) in told.faults.items():
            yield self._source.problem(self._trail(trail, own, op, key), message, severity)
        if told.params is None or told.traits is None or not hasattr(told.engine, "advise"):
            return
        about = self._about(op, told, number, trail) if told.traits.wants else {}
        wants = {name: about[name] for name in told.traits.wants & about.keys()}
        yield from self._pickles(op, told.engine, told.params, wants, own, trail)
        size = told.traits.legal_size(self._script.film.size)
        for key, message, severity in told.engine.advise(op, told.params, about, size):
            place = self._trail(trail, own, op, key)
            if (place, message) not in self._given:  # most is of the profile, and true of every shot
                self._given.add((place, message))
                yield self._source.problem(place, message, severity)

    def _about(self, op: str, told: _Told, number: int, trail: Trail) -> Spec:
        """Every aspect of a shot, or of its end: an engine is advised on what it would ignore, too."""
        assert told.traits is not None
        shot, following = self._shots[number], self._shots[number + 1 : number + 2]
        followed = any(not other.card for other in following)
        if trail[-1] == "end" and shot.end:
            shot, followed = shot.end, True
        return aspects(shot, op, _EVERYTHING, shot.end) | {"followed": followed}

    def _pickles(
        self,
        op: str,
        engine: Engine,
        params: BaseModel,
        about: Spec,
        own: Mapping[str, object],
        trail: Trail,
    ) -> Iterator[Problem]:
        """Pickles, where nobody allowed them; a character's are told of where the character is described."""
        if self._allow_pickle or not hasattr(engine, "pickled"):
            return
        for key, path in engine.pickled(op, params, about):
            place = self._trail(trail, own, op, key) if key else self._named.get(path, trail)
            yield self._source.problem(place, _REFUSAL.format(Path(path).name))

    def _reaches_end(self, shot: ScriptShot) -> bool:
        """Whether the clip ends with the keyframe of the shot's end, which is drawn only then."""
        traits = self._told("clip", self._wanted(shot, "clip")).traits
        return traits is not None and traits.own_end

    def _told(self, op: str, wanted: dict[str, object]) -> _Told:
        """What an op's settings come to; the same for all shots that say the same."""
        wanted.pop("seed", None)
        key = f"{op} {sorted(wanted.items())}"
        if key not in self._known:
            self._known[key] = self._look(op, wanted)
        return self._known[key]

    def _look(self, op: str, wanted: Mapping[str, object]) -> _Told:
        engine = registry.engine(str(wanted["engine"]))
        lacking = engine.missing(op, wanted) if hasattr(engine, "missing") else ""
        named = named_in_settings(op, wanted)
        paths: dict[str, Path] = {}
        faults: dict[str, _Fault] = {}
        for setting, name in named.items():
            try:
                paths[setting] = self._finder.where(*name)
            except UnfetchedError as error:
                faults[setting] = str(error), "warning"
            except EngineError as error:
                faults[setting] = str(error), "error"
        if faults:
            return _Told(engine, lacking, faults)
        params = params_of(op, wanted, paths)
        try:
            return _Told(engine, lacking, {}, params, engine.traits(op, params))
        except EngineError as error:
            return _Told(engine, lacking, {next(iter(named), ""): (str(error), "error")}, params)

    def _trail(self, shot: Trail, own: Mapping[str, object], op: str, key: str) -> Trail:
        """Where a setting is written: in the shot, else in the profile or in one that it extends."""
        if not key:
            return shot if own or shot[-1] == "end" else shot[:-1]
        if key == END:
            return (*shot[:-1], "end")
        steps = tuple(key.split("."))
        if steps[0] in own:
            return (*shot, *steps)
        profile: str | None = self._profile
        while profile:
            if self._source.at(("profiles", profile, op, steps[0])) is not None:
                break
            profile = self._source.at(("profiles", profile, "extends"))
        return ("profiles", profile or self._profile, op, *steps)

    def _wanted(self, shot: ScriptShot, op: str) -> dict[str, object]:
        """What an op of a shot is told: the profile's own words for all that add nothing to them."""
        chosen = self._script.profiles[self._profile]
        if getattr(shot, op):
            return settings_for(chosen, shot, op, self._engines)
        if op not in self._unchanged:
            self._unchanged[op] = settings_for(chosen, shot, op, self._engines)
        return self._unchanged[op]

    def _rendering(self) -> Rendering:
        """What a breakdown needs; paths stand for digests, since nothing is read."""
        files = {name: str(path) for name, path in named_files(self._source, self._script).items()}
        return Rendering({shot.id: {} for shot in self._script.shots}, files)


def _advises(wanted: Mapping[str, object]) -> bool:
    if not wanted:
        return False
    engine = registry.engine(str(wanted["engine"]))
    return hasattr(engine, "advise") or hasattr(engine, "FILES")
