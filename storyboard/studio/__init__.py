"""The program on one screen: from the script to the film, step by step.

Heavy steps are imported where they are taken, so that a null build and `--help` stay fast.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import LostBlobError, RenderError, ScriptError
from storyboard.base.garbage import seldom_searched
from storyboard.base.problems import Problem
from storyboard.build import frames, remembered, standing
from storyboard.store import Store
from storyboard.studio.delivery import deliver, first_file
from storyboard.studio.graphs import graph_of, languages_read, what_is_lost, with_cut, with_sealing
from storyboard.studio.made import Film, Plan
from storyboard.studio.wishes import BOOKS, CONTAINERS, CREW_SHEETS, BookWish, CutWish, ShotWish, Wish

if TYPE_CHECKING:
    from storyboard.build.fetching import Tell
    from storyboard.build.orders import Executor
    from storyboard.build.schedule import Ended, Results, Telling
    from storyboard.build.speaking import Spoken
    from storyboard.deliver.credentials import Credentials
    from storyboard.deliver.packet import FilmRecord
    from storyboard.script.fountain.importing import Imported

__all__ = [
    "BOOKS", "CONTAINERS", "CREW_SHEETS", "BookWish", "CutWish", "Film", "Plan", "ShotWish", "Wish",
    "check", "credentials", "import_screenplay", "inspect", "lock", "plan", "render", "stands",
]  # fmt: skip

_ROUNDS = 8
"""How often a build is planned anew because a damaged blob came to light.

A round for each link of the longest chain from a keyframe to the film, and one to deliver it.
"""


@seldom_searched()
def check(
    script: Path,
    profile: str = "animatic",
    allow_pickle: bool = False,
    cache: Path | None = None,
    jobs: int = 1,
    speaking: Spoken = lambda done, of: None,
    unsigned: bool = False,
) -> list[Problem]:
    """Every problem of a script and of the files that it includes or names.

    With a `cache` its lines are listened to, and kept there: nothing is spoken or decoded twice. New lines
    are spoken `jobs` at once, and `speaking` is told how many of how many are.
    """
    from storyboard.build.advice import advice
    from storyboard.build.settings import engine_params
    from storyboard.script.parse import parse_script
    from storyboard.script.source import read_source

    source = read_source(script)
    parsed, problems = parse_script(source, engine_params(), profile)
    if parsed is None:
        return problems
    problems += advice(source, parsed, profile, allow_pickle, unsigned=unsigned)
    talks = any(line.speaker for shot in parsed.shots for line in shot.dialogue)
    if not talks or any(problem.severity == "error" for problem in problems):
        return problems
    from storyboard.build.hearing import check_heard
    from storyboard.build.speaking import Booth

    with Store.open(cache, to_read=True) if cache else nullcontext() as store:
        return check_heard(source, parsed, profile, store, problems, Booth(jobs, speaking))


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


def credentials(path: Path, anchors: Path | None = None) -> Credentials | None:
    """The Content Credentials of a film or a picture, checked; None where it has none. Raises RenderError."""
    from storyboard.deliver.inspecting import inspect_credentials

    return inspect_credentials(path, anchors)


def inspect(film: Path, signed: Credentials | None = None) -> FilmRecord:
    """What a film, or what is `signed` in it, says of how it was made. Raises RenderError for other files."""
    from storyboard.deliver.inspecting import inspect_film

    return inspect_film(film, signed)


@seldom_searched()
def plan(wish: Wish, store: Store, jobs: int = 1, speaking: Spoken = lambda done, of: None) -> Plan:
    """What a render would do, why, and how long it would take; raises ScriptError with every fault.

    Lines that nobody spoke yet are spoken, `jobs` at once, and `speaking` is told how many of how many are.

    Nothing is fetched: raises UnfetchedError where what there is to do depends on models that must be.
    """
    from storyboard.build import settings
    from storyboard.build.advice import advice
    from storyboard.build.caption_advice import check_reading
    from storyboard.build.estimate import Forecast
    from storyboard.build.found import Finder
    from storyboard.build.hearing import listen
    from storyboard.build.lock import read_lock
    from storyboard.build.speaking import Booth
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
    if script:
        problems += advice(source, script, wish.profile, wish.allow_pickle, wish.wanted, wish.leaves_unsigned)
    if script is None or any(problem.severity == "error" for problem in problems):
        raise ScriptError(problems)
    full_size = script.film.size
    script = settings.drafted(script, wish.profile) if wish.draft else script
    only = shots_of(wish.only, script)
    known = standing.known_digests(standing.standing_from(store.last_build(wish.name)))
    finder = Finder(source.folder, known, read_lock(source.folder))
    named = named_files(source, script)
    made = settings.rendering(script, wish.profile, finder, named, wish.allow_pickle)
    shots = break_down(script, made)
    cutting = settings.cutting(script, wish.profile, wish.strict, wish.container, made.files)
    mix = settings.mix(script, made)
    if mix and (wish.film or wish.cut or any(shot.sound.measured for shot in shots)):
        booth = Booth(jobs, speaking)
        heard = listen(source, script, shots, mix, cutting, finder.paths(), store, problems, booth)
        problems = heard.problems
        if any(problem.severity == "error" for problem in problems):
            raise ScriptError(problems)
        shots, mix = heard.shots, heard.mix
    film = script.film
    edl = cut_together(shots, film.rate, film.size, transition_of(film.open, film.rate))
    problems += check_reading(source, script, edl, lengths_in(mix), languages_read(wish, cutting))
    if wish.shot:
        from storyboard.studio.takes import takes_advice

        problems = [*problems, *takes_advice(wish.shot, source, script, edl)]
    graph = graph_of(wish, source, script, finder, edl, only, cutting, mix, store)
    if lost := graph.graph.get("lost"):
        problems = [*problems, source.problem(("film",), what_is_lost(lost, wish.container), "warning")]
    found = survey(graph, store, remembered.slots(store, wish.name), finder.names())
    forecast = Forecast(graph, store.timings(), jobs)
    engines = settings.engine_states({graph.nodes[key]["action"].engine for key in graph})
    files = (*settings.script_states(source, began), *finder.states(), *engines)
    loose = tuple(finder.loose())
    if wish.locked and loose:
        raise RenderError(f"{'; '.join(loose)}; lock it with: storyboard lock {wish.script}")
    planned = Plan(
        source, script, edl, full_size, graph, found, files, finder.paths(), tuple(problems), loose, forecast
    )
    if wish.cut:
        return with_cut(planned, wish, script, edl, finder, only, mix)
    return planned if wish.shot and wish.shot.takes else with_sealing(planned, wish, finder, known)


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
    speaking: Spoken = lambda done, of: None,
) -> Film:
    """Make the film and deliver it; only what changed is made, and what is finished stays finished.

    Models of the hub that aren't on this machine are fetched first; `fetching` is told of each. New
    lines are spoken as for `plan`.

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
            workers = executor()  # before the plan: a worker starts while it is made
            try:
                made = replace(_planned(wish, store, jobs, fetching, speaking), round=number)
                results = _build(wish, store, made, workers, announce)
            finally:
                workers.close()
            results.include(earlier)
            earlier = results.endings
            film = Film(output, len(made.graph), made, results)
            try:
                if film.made:
                    film = deliver(wish, store, film, results)
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
    if last is None or last.output.path != str(first_file(wish, output)) or not last.holds():
        return None
    return Film(output, last.actions)


def _planned(wish: Wish, store: Store, jobs: int, fetching: Tell, speaking: Spoken) -> Plan:
    """The plan, after what it depends on was fetched."""
    from storyboard.build.hub import UnfetchedError

    try:
        return plan(wish, store, jobs, speaking)
    except UnfetchedError as unfetched:
        from storyboard.build.fetching import fetch

        fetch(unfetched.models, fetching)
        return plan(wish, store, jobs, speaking)


def _build(
    wish: Wish,
    store: Store,
    made: Plan,
    workers: Executor,
    announce: Callable[[Plan], Telling],
) -> Results:
    from storyboard.build.schedule import Course, build

    results = build(Course(made.graph, made.found, made.paths), store, workers, announce(made))
    remembered.remember_slots(store, wish.name, made.graph, made.found, results)
    return results
