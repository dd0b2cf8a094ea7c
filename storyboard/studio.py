"""The program on one screen: from the script to the film, step by step.

Heavy steps are imported where they are taken, so that a null build and `--help` stay fast.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import LostBlobError, RenderError, ScriptError
from storyboard.base.garbage import seldom_searched
from storyboard.base.problems import Problem
from storyboard.build import delivered, frames, remembered, standing
from storyboard.store import Store

if TYPE_CHECKING:
    from storyboard.build.book_advice import Wanted
    from storyboard.build.estimate import Estimate, Forecast
    from storyboard.build.fetching import Tell
    from storyboard.build.found import Finder
    from storyboard.build.orders import Executor
    from storyboard.build.schedule import Ended, Results, Telling
    from storyboard.build.survey import Survey
    from storyboard.deliver.cut import Cut
    from storyboard.deliver.packet import FilmRecord
    from storyboard.plan.sheet import Cutting, Graph
    from storyboard.plan.soundtrack import Mix
    from storyboard.plan.types import Edl, Spec
    from storyboard.script.fountain.importing import Imported
    from storyboard.script.models import Script
    from storyboard.script.source import Source

_ROUNDS = 8
"""How often a build is planned anew because a damaged blob came to light.

A round for each link of the longest chain from a keyframe to the film, and one to deliver it.
"""


BOOKS = ("pdf", "cbz", "epub", "svg", "png")
"""The formats of a comic; of the last two each page is a file."""
CONTAINERS = ("mp4", "mov", "webm", "gif", "webp", "png")
"""What a film can be written as; the last is a folder with a picture for each frame."""
CREW_SHEETS = ("pdf", "png")
"""The formats of the sheet that a film's crew works from."""


@dataclass(frozen=True, slots=True)
class BookWish:
    """The comic in place of the film, in one of the formats `BOOKS`.

    With `crew` it is the sheet that a film's crew works from, in one of `CREW_SHEETS`.
    """

    format: str
    crop_marks: bool = False
    crew: bool = False


@dataclass(frozen=True, slots=True)
class CutWish:
    """The cut handed over to other programs, in one of the formats of `deliver.formats`.

    `codec` is how its clips are encoded: prores or h264. Captions are in `language`, or as they are spoken.
    """

    format: str
    codec: str = "prores"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author asks for: a script, a profile, perhaps only some shots or scenes, by their ids.

    With `book` it is the script's comic, with `cut` what other programs edit, else its film in one of
    `CONTAINERS`.
    """

    script: Path
    profile: str = "animatic"
    only: frozenset[str] = frozenset()
    strict: bool = False
    locked: bool = False
    allow_pickle: bool = False
    book: BookWish | None = None
    cut: CutWish | None = None
    container: str = "mp4"

    @property
    def wanted(self) -> Wanted:
        """Which of the things that a script makes it is."""
        if self.book:
            return "crew" if self.book.crew else "book"
        return "film"

    @property
    def pictures(self) -> bool:
        """Whether it is a film as a folder of pictures."""
        return self.book is None and self.cut is None and self.container == "png"

    @property
    def what(self) -> str:
        """What it is called where it is spoken of."""
        if self.cut:
            return "cut"
        return "storyboard sheet" if self.wanted == "crew" else self.wanted

    @property
    def name(self) -> str:
        """Under which name builds of this wish are remembered."""
        flags = [name for name in ("locked", "allow_pickle") if getattr(self, name)]
        flags += [self.container] if self.container != "mp4" else []
        if self.book:
            flags += ["book", self.book.format]
            flags += [name for name in ("crop_marks", "crew") if getattr(self.book, name)]
        if self.cut:
            flags += ["cut", self.cut.format, self.cut.codec, self.cut.language]
        return standing.record_name(self.script, (self.profile, str(self.strict), *sorted(self.only), *flags))


@dataclass(frozen=True, slots=True)
class Plan:
    """A script made ready to build: its graph, what there is to do and why, and the files behind it.

    `paths` says where what specs name by digest lies, `loose` what is not as the project's lock has it.
    `round` counts the builds of one render: from 1 on, damage that came to light is being mended. `cut` is
    what a hand-off says of the film, and `film_shots` are the ids of all its shots. `record` is what a film
    that is delivered says of how it was made.
    """

    graph: Graph
    found: Survey
    files: tuple[standing.FileState, ...]
    paths: Mapping[str, Path]
    warnings: tuple[Problem, ...]
    loose: tuple[str, ...]
    forecast: Forecast
    round: int = 0
    cut: Cut | None = None
    film_shots: frozenset[str] = frozenset()
    record: Spec | None = None

    @property
    def goals(self) -> Sequence[str]:
        """The actions that make what is delivered."""
        return tuple(self.graph.graph["goals"])

    @property
    def time(self) -> Estimate:
        """How long it would take."""
        return self.forecast.left(self.found.to_do)


@dataclass(frozen=True, slots=True)
class Film:
    """A render that came to an end; `plan` and `results` are None where the film stood already.

    `removed` are pages of a longer book, or clips of shots that are gone, which stood there before. Of a cut,
    `media` are its clips, and `lost` says what its format could not.
    """

    output: Path
    actions: int
    plan: Plan | None = None
    results: Results | None = None
    removed: tuple[Path, ...] = ()
    media: tuple[Path, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def made(self) -> bool:
        """Whether the film is whole."""
        if self.results is None or self.plan is None:
            return True
        return all(goal in self.results.results for goal in self.plan.goals)


@seldom_searched()
def check(
    script: Path, profile: str = "animatic", allow_pickle: bool = False, store: Store | None = None
) -> list[Problem]:
    """Every problem of a script and of the files that it includes or names.

    With a `store` its lines are listened to, and kept there: nothing is spoken or decoded twice.
    """
    from storyboard.build.advice import advice
    from storyboard.build.settings import engine_params
    from storyboard.script.parse import parse_script
    from storyboard.script.source import read_source

    source = read_source(script)
    parsed, problems = parse_script(source, engine_params(), profile)
    if parsed is None:
        return problems
    problems += advice(source, parsed, profile, allow_pickle)
    if store is None or any(problem.severity == "error" for problem in problems):
        return problems
    from storyboard.build.hearing import check_heard

    return check_heard(source, parsed, profile, store, problems)


def import_screenplay(screenplay: Path, output: Path, force: bool = False) -> Imported:
    """Turn a screenplay in Fountain into a script, written to `output`; says where each piece of it went.

    Raises ScriptError where the file holds no screenplay, and StoryboardError where `output` can't be
    written or is there already, unless `force` lets it be replaced.
    """
    from storyboard.script.fountain.importing import import_fountain
    from storyboard.script.fountain.output import check_output, schema_for, write_script

    check_output(screenplay, output, force)
    imported = import_fountain(screenplay, schema_for(output))
    write_script(output, imported.text, force)
    return imported


def inspect(film: Path) -> FilmRecord:
    """What a film says of how it was made. Raises RenderError with a sentence for any other file."""
    from storyboard.deliver.inspecting import inspect_film

    return inspect_film(film)


@seldom_searched()
def plan(wish: Wish, store: Store, jobs: int = 1) -> Plan:
    """What a render would do, why, and how long it would take; raises ScriptError with every fault.

    Nothing is fetched: raises UnfetchedError where what there is to do depends on models that must be.
    """
    from storyboard.build import settings
    from storyboard.build.advice import advice
    from storyboard.build.caption_advice import check_reading
    from storyboard.build.estimate import Forecast
    from storyboard.build.found import Finder
    from storyboard.build.hearing import listen
    from storyboard.build.lock import read_lock
    from storyboard.build.survey import survey
    from storyboard.plan.breakdown import break_down, transition_of
    from storyboard.plan.edl import cut_together
    from storyboard.plan.soundtrack import lengths_in
    from storyboard.script.chosen import shots_of
    from storyboard.script.named import named_files
    from storyboard.script.parse import parse_script
    from storyboard.script.source import read_source

    began = time.time_ns()
    source = read_source(wish.script)
    script, problems = parse_script(source, settings.engine_params(), wish.profile)
    problems += advice(source, script, wish.profile, wish.allow_pickle, wish.wanted) if script else []
    if script is None or any(problem.severity == "error" for problem in problems):
        raise ScriptError(problems)
    only = shots_of(wish.only, script)
    known = standing.known_digests(standing.standing_from(store.last_build(wish.name)))
    finder = Finder(source.folder, known, read_lock(source.folder))
    named = named_files(source, script)
    made = settings.rendering(script, wish.profile, finder, named, wish.allow_pickle)
    shots = break_down(script, made)
    cutting = settings.cutting(script, wish.profile, wish.strict, wish.container)
    mix = settings.mix(script, made)
    if mix and (wish.book is None or any(shot.sound.measured for shot in shots)):
        heard = listen(source, script, shots, mix, cutting, finder.paths(), store, problems)
        problems = heard.problems
        if any(problem.severity == "error" for problem in problems):
            raise ScriptError(problems)
        shots, mix = heard.shots, heard.mix
    film = script.film
    edl = cut_together(shots, film.rate, film.size, transition_of(film.open, film.rate))
    problems += check_reading(source, script, edl, lengths_in(mix), _read(wish, cutting))
    graph = _graph(wish, source, script, finder, edl, only, cutting, mix)
    if lost := graph.graph.get("lost"):
        problems = [*problems, source.problem(("film",), _lost(lost, wish.container), "warning")]
    found = survey(graph, store, remembered.slots(store, wish.name), finder.names())
    forecast = Forecast(graph, store.timings(), jobs)
    engines = settings.engine_states({graph.nodes[key]["action"].engine for key in graph})
    files = (*settings.script_states(source, began), *finder.states(), *engines)
    loose = tuple(finder.loose())
    if wish.locked and loose:
        raise RenderError(f"{'; '.join(loose)}; lock it with: storyboard lock {wish.script}")
    planned = Plan(graph, found, files, finder.paths(), tuple(problems), loose, forecast)
    if wish.wanted == "film" and not wish.cut:
        from storyboard.deliver.record import Told, film_record

        told = Told(script.title, {shot.id: shot.take for shot in script.shots})
        planned = replace(planned, record=film_record(graph, edl, told, finder.names()))
    return _with_cut(planned, wish, script, edl, finder, only, mix) if wish.cut else planned


def lock(script: Path) -> Path:
    """Write down what every model and file stands for that the script's profiles name; returns the lock.

    Raises ScriptError, or EngineError for what is not on this machine.
    """
    from storyboard.build import settings
    from storyboard.build.found import Finder
    from storyboard.build.lock import write_lock
    from storyboard.script.named import named_by_book, named_files
    from storyboard.script.parse import parse_script
    from storyboard.script.source import read_source

    source = read_source(script)
    parsed, problems = parse_script(source, settings.engine_params())
    if parsed is None:
        raise ScriptError(problems)
    finder = Finder(source.folder, {})
    for profile in parsed.profiles:
        settings.rendering(parsed, profile, finder, named_files(source, parsed))
    for name in named_by_book(parsed):
        finder.find(name)
    return write_lock(source.folder, finder.lock())


def render(
    wish: Wish,
    store: Store,
    output: Path,
    executor: Callable[[], Executor],
    announce: Callable[[Plan], Telling],
    jobs: int = 1,
    fetching: Tell = lambda name, size: None,
) -> Film:
    """Make the film and deliver it; only what changed is made, and what is finished stays finished.

    Models of the hub that aren't on this machine are fetched first; `fetching` is told of each.

    Raises FetchError, ScriptError or StoreError. A failed action is no exception: the film comes back unmade,
    with how each action ended, whichever round it was that ended it.
    """
    if standing_film := stands(wish, store, output):
        return standing_film
    store.check_destination(frames.begun(output) if wish.pictures else output)
    if wish.cut:
        from storyboard.deliver.handing import check_folder

        check_folder(store, output, wish.cut.format)
    earlier: Mapping[str, Ended] = {}
    with store.lease():
        for number in range(_ROUNDS):
            made = replace(_planned(wish, store, jobs, fetching), round=number)
            results = _build(wish, store, made, executor, announce)
            results.include(earlier)
            earlier = results.endings
            film = Film(output, len(made.graph), made, results)
            try:
                if film.made:
                    film = _deliver(wish, store, film, results)
            except LostBlobError:
                if number == _ROUNDS - 1:
                    raise
                continue
            if not results.lost_inputs:
                break
    return film


def stands(wish: Wish, store: Store, output: Path) -> Film | None:
    """The film of the last build, if nothing has changed since: the delivered copy included."""
    last = standing.standing_from(store.last_build(wish.name))
    if last is None or last.output.path != str(_first_file(wish, output)) or not last.holds():
        return None
    return Film(output, last.actions)


def _lost(lost: Sequence[str], container: str) -> str:
    """What the author should know of a container that hasn't a place for everything."""
    what = "a folder of pictures" if container == "png" else f"a .{container}"
    return f"{what} has no {' and no '.join(lost)}, and this film does: write it as .mp4 or .mov to keep that"


def _first_file(wish: Wish, output: Path) -> Path:
    """The file by which what is delivered is known: the first picture where it is a folder of them."""
    return frames.first_frame(output) if wish.pictures else output


def _graph(
    wish: Wish,
    source: Source,
    script: Script,
    finder: Finder,
    edl: Edl,
    only: frozenset[str],
    cutting: Cutting,
    mix: Mix | None,
) -> Graph:
    """The actions of the film, of the book or of the crew's sheet."""
    if wish.cut:
        from storyboard.deliver.formats import FORMATS
        from storyboard.engines.cutting.profiles import master_profile
        from storyboard.plan.handoff import HandOff, plan_handoff

        hand_off = HandOff(FORMATS[wish.cut.format].needs, master_profile(wish.cut.codec), mix)
        return plan_handoff(edl, hand_off, cutting, only)
    if wish.book is None:
        from storyboard.plan.graph import plan_actions

        return plan_actions(edl, cutting, only, mix)
    from storyboard.script.named import named_by_book

    named = {name: finder.find(name).digest for name in named_by_book(script)}
    if wish.book.crew:
        from storyboard.build.crew import crew_binding
        from storyboard.plan.crew import plan_crew_sheet

        return plan_crew_sheet(edl, crew_binding(script, wish.book.format, named), cutting, only)
    from storyboard.build.binding import binding
    from storyboard.plan.book import plan_book

    return plan_book(edl, binding(script, wish.book.format, wish.book.crop_marks, named), cutting, only)


def _read(wish: Wish, cutting: Cutting) -> tuple[str, ...]:
    """The languages of the captions that are read of what is made."""
    if wish.book:
        return ()
    if wish.cut:
        return (wish.cut.language,) if wish.cut.format in ("srt", "vtt") else ()
    return cutting.captions or (("",) if "dialogue" in cutting.burn_in else ())


def _with_cut(
    made: Plan,
    wish: Wish,
    script: Script,
    edl: Edl,
    finder: Finder,
    only: frozenset[str],
    mix: Mix | None,
) -> Plan:
    """The plan with what the hand-off says of the film."""
    from storyboard.build.caption_advice import check_language
    from storyboard.deliver.takes import cut_of
    from storyboard.engines.cutting.profiles import master_profile
    from storyboard.plan.captions import cues
    from storyboard.plan.soundtrack import lengths_in

    assert wish.cut is not None
    suffix = str(master_profile(wish.cut.codec)["format"])
    check_language(script, wish.cut.language)
    captions = cues(edl, lengths_in(mix), wish.cut.language)
    cut = cut_of(script, edl, made.graph, finder.names(), only, suffix, captions)
    return replace(made, cut=cut, film_shots=frozenset(event.shot.id for event in edl.events))


def _planned(wish: Wish, store: Store, jobs: int, fetching: Tell) -> Plan:
    """The plan, after what it depends on was fetched."""
    from storyboard.build.hub import UnfetchedError

    try:
        return plan(wish, store, jobs)
    except UnfetchedError as unfetched:
        from storyboard.build.fetching import fetch

        fetch(unfetched.models, fetching)
        return plan(wish, store, jobs)


def _build(
    wish: Wish,
    store: Store,
    made: Plan,
    executor: Callable[[], Executor],
    announce: Callable[[Plan], Telling],
) -> Results:
    from storyboard.build.schedule import build

    tell = announce(made)
    workers = executor()
    try:
        results = build(made.graph, made.found, store, workers, tell, made.paths)
    finally:
        workers.close()
    remembered.remember_slots(store, wish.name, made.graph, made.found, results)
    return results


def _deliver(wish: Wish, store: Store, film: Film, results: Results) -> Film:
    """Hand the film over, and keep what it was made from, so that a null build need not ask again."""
    assert film.plan is not None
    if film.plan.cut:
        return _hand_over(wish, store, film, film.plan, results)
    first, *others = results.results[film.plan.goals[0]].artifacts
    digest = first.digest
    if wish.pictures:
        output, pages, gone = frames.deliver_frames(store, film.output, digest)
    else:
        pages, gone = delivered.deliver_pages(store, film.output, others if wish.book else ())
        finish = _recording(film.plan.record, first.media_type)
        store.deliver(digest, film.output, finish)
        output = standing.state_of(film.output, None if finish else digest, ours=True)
    remembered.remember_actions(store, wish.name, film.plan.graph)
    record = standing.Standing(standing.tool(), film.plan.files, digest, output, film.actions, pages)
    store.save_build(wish.name, record.encoded())
    return replace(film, removed=gone)


def _recording(record: Spec | None, media_type: str) -> Callable[[Path], None] | None:
    """Write what made a film behind it; None where there is no place for it, as in WebM, GIF and WebP."""
    if record is None or media_type not in ("video/mp4", "video/quicktime"):
        return None
    from storyboard.deliver.packet import packet
    from storyboard.media.xmp import append_xmp

    return lambda film: append_xmp(film, packet(record))


def _hand_over(wish: Wish, store: Store, film: Film, made: Plan, results: Results) -> Film:
    """Hand the cut over, and keep what it was made from, as of a film."""
    from storyboard.deliver.handing import hand_over

    assert wish.cut is not None and made.cut is not None
    handed = hand_over(
        store, made.cut, wish.cut.format, made.graph, results.results, film.output, made.film_shots
    )
    remembered.remember_actions(store, wish.name, made.graph)
    record = standing.Standing(
        standing.tool(), made.files, handed.output.digest, handed.output, film.actions, handed.media
    )
    store.save_build(wish.name, record.encoded())
    media = tuple(Path(state.path) for state in handed.media)
    return replace(film, removed=handed.removed, media=media, lost=handed.lost)
