"""Which graph a wish comes to: that of the film, the comic, the crew's sheet, a shot, or the cut's clips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from storyboard.base.errors import RenderError
from storyboard.build import standing
from storyboard.engines import registry
from storyboard.studio.made import Plan
from storyboard.studio.wishes import Wish

if TYPE_CHECKING:
    from storyboard.build.found import Finder
    from storyboard.plan.sheet import Cutting, Graph
    from storyboard.plan.soundtrack import Mix
    from storyboard.plan.types import Edl, Spec
    from storyboard.script.models import Script
    from storyboard.script.source import Source
    from storyboard.store import Store


def graph_of(
    wish: Wish,
    source: Source,
    script: Script,
    finder: Finder,
    edl: Edl,
    only: frozenset[str],
    cutting: Cutting,
    mix: Mix | None,
    store: Store,
) -> Graph:
    """The actions of the film, of the book, of the crew's sheet, or of a shot by itself."""
    if wish.shot:
        from storyboard.studio.takes import shot_graph

        return shot_graph(wish, wish.shot, script, edl, cutting, mix)
    if wish.cut:
        from storyboard.deliver.formats import FORMATS
        from storyboard.engines.cutting.profiles import master_profile
        from storyboard.plan.handoff import HandOff, plan_handoff

        hand_off = HandOff(FORMATS[wish.cut.format].needs, master_profile(wish.cut.codec), mix)
        return plan_handoff(edl, hand_off, cutting, only)
    if wish.book is None:
        from storyboard.plan.graph import plan_actions

        graph = plan_actions(edl, cutting, only, mix, without_device(edl) if wish.stills else None)
        return with_takes(graph, wish, script, edl, cutting) if wish.beside else graph
    from storyboard.script.named import named_by_book

    named = {name: finder.find(name).digest for name in named_by_book(script)}
    if wish.book.crew:
        from storyboard.build.crew import crew_binding
        from storyboard.plan.crew import plan_crew_sheet

        return plan_crew_sheet(edl, crew_binding(script, wish.book.format, named), cutting, only)
    from storyboard.build.binding import binding
    from storyboard.build.laid import kept_layout
    from storyboard.plan.book import plan_book

    bound = binding(script, wish.book.format, wish.book.crop_marks, named)
    return plan_book(edl, bound, cutting, only, kept_layout(store, wish.name))


def with_takes(graph: Graph, wish: Wish, script: Script, edl: Edl, cutting: Cutting) -> Graph:
    """The film's graph with takes of shots beside it; its `takes` are, by ids, Takes and what makes them.

    A shot that is gone has none, nor one that leaves nothing to chance.
    """
    from storyboard.studio.takes import shot_graph

    takes = graph.graph["takes"] = {}
    ids = {shot.id for shot in script.shots}
    for shot in wish.beside:
        with suppress(RenderError):
            beside = shot_graph(wish, shot, script, edl, cutting, None) if shot.id in ids else None
            if beside is not None:
                _put_beside(graph, beside)
                takes[shot.id] = beside.graph["takes"]
    return graph


def _put_beside(graph: Graph, beside: Graph) -> None:
    """Add another graph's actions and goals; what it adds is no part of the film's shots."""
    for key, node in beside.nodes.items():
        if key not in graph:
            graph.add_node(key, **{**node, "shots": []})
    graph.add_edges_from(beside.edges)
    graph.graph["goals"] += [goal for goal in beside.graph["goals"] if goal not in graph.graph["goals"]]


def without_device(edl: Edl) -> frozenset[str]:
    """The shots whose stills are made by engines that want no device, so that one more costs little."""
    drawn = (event.shot for event in edl.events)
    engines = {shot.id: "cutting" if shot.card else shot.settings["keyframe"].engine for shot in drawn}
    return frozenset(
        shot for shot, engine in engines.items() if not hasattr(registry.engine(engine), "affinity")
    )


def languages_read(wish: Wish, cutting: Cutting) -> tuple[str, ...]:
    """The languages of the captions that are read of what is made."""
    from storyboard.build.caption_advice import languages_shown

    if wish.book or (wish.shot and wish.shot.silent):
        return ()
    if wish.cut:
        return (wish.cut.language,) if wish.cut.format in ("srt", "vtt") else ()
    return languages_shown(cutting)


def with_cut(
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


def with_sealing(made: Plan, wish: Wish, finder: Finder, known: Mapping[str, standing.FileState]) -> Plan:
    """The plan with what a film or a book says of how it was made, and who signs that.

    The certificate counts among the files behind it: with another one it is delivered, and signed, anew.
    """
    from storyboard.build.signing import signing_of
    from storyboard.deliver.manifest import of_frame
    from storyboard.deliver.record import Told, film_record, pages_record
    from storyboard.deliver.seals import SIGNED_KINDS, Sealing

    script, edl, graph, names = made.script, made.edl, made.graph, finder.names()
    told = Told(script.title, {shot.id: shot.take for shot in script.shots})

    @cache
    def record(part: int | None) -> Spec:
        if wish.book:
            return pages_record(graph, edl, told, names, part)
        return film_record(graph, edl, told, names) if part is None else of_frame(record(None), part - 1)

    signing = None if wish.leaves_unsigned else signing_of(script, made.source.folder)
    cert = (standing.state_again(signing.cert, known),) if signing else ()
    digest = cert[0].digest if cert else ""
    sealing = Sealing(record, made.paths, script.provenance is not None, signing, digest)
    kind = wish.book.format if wish.book else wish.container
    warnings = made.warnings
    if signing and kind not in SIGNED_KINDS:
        warning = made.source.problem(("provenance", "sign"), _UNSIGNED.format(kind), "warning")
        warnings = (*warnings, warning)
    return replace(made, sealing=sealing, files=(*made.files, *cert), warnings=warnings)


_UNSIGNED = "a .{} carries no signature; its credentials lie beside it, unsigned, for others to sign"


def what_is_lost(lost: Sequence[str], container: str) -> str:
    """What the author should know of a container that hasn't a place for everything."""
    what = "a folder of pictures" if container == "png" else f"a .{container}"
    no = " and no ".join(lost)
    return f"{what} has no {no}, and this film does: write it as .mp4, .mov or .webm to keep that"
