"""Takes of a shot: which there are, the graph that makes them, and the one that the script keeps.

Picking writes a `seed` among the shot's `keyframe` settings, or its `clip` settings. It doesn't write
`take:`, which rolls all of the shot's seeds at once, and would show another picture once the film's own seed
is changed: a seed that is written pins what was seen. A take is planned as the shot would be with that very
seed in its script, so that the film finds it in the cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import RenderError, ScriptError
from storyboard.base.problems import Problem
from storyboard.plan.contact import Contact
from storyboard.plan.sheet import Cutting
from storyboard.plan.takes import Choice, Seeded, Take, plan_clip, plan_still, plan_takes, takes_of
from storyboard.script.chosen import shot_of
from storyboard.script.complete import shot_trails
from storyboard.script.edit import Edit, write_seed
from storyboard.studio.wishes import ShotWish, Wish

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph
    from storyboard.plan.soundtrack import Mix
    from storyboard.plan.types import Edl
    from storyboard.script.models import Script
    from storyboard.script.source import Source
    from storyboard.studio.made import Plan


def shot_graph(
    wish: Wish, shot: ShotWish, script: Script, edl: Edl, cutting: Cutting, mix: Mix | None
) -> Graph:
    """What makes a shot's still, its clip, or takes of them.

    Those of takes have `takes` in their graph: pairs of a Take and the id of what makes its still or clip.
    Raises RenderError where there is no such shot, or its seed changes nothing.
    """
    choice = Choice(script, edl, shot_of(shot.id, script), op_of(shot))
    if shot.takes:
        _seeded(shot, script)
        return plan_takes(choice, shot.takes, cutting, _contact(wish, shot) if shot.sheet else None)
    if shot.clip:
        return plan_clip(edl, choice.event, cutting, mix)
    return plan_still(edl, choice.event, cutting)


def takes_of_shot(script: Path, shot: ShotWish, profile: str = "animatic") -> tuple[Take, ...]:
    """The takes of a shot as its script stands. Raises ScriptError, or RenderError for an unknown shot."""
    _, parsed = _read(script, profile)
    _seeded(shot, parsed)
    return takes_of(parsed, shot_of(shot.id, parsed), op_of(shot), shot.takes)


def check_takes(made: Plan, shot: ShotWish) -> None:
    """Raise RenderError for a shot that isn't there, or whose seed changes nothing."""
    choice = Choice(made.script, made.edl, shot_of(shot.id, made.script), op_of(shot))
    plan_takes(choice, shot.takes, Cutting(0, {}))


def pick(script: Path, shot: ShotWish, seed: int, profile: str = "animatic") -> Edit:
    """Write a take's seed into the script, so that its film shows that take; no other byte of it changes.

    Raises ScriptError for a script with faults, RenderError for an unknown shot, and EditError where the seed
    can't be written without changing more.
    """
    source, parsed = _read(script, profile)
    _seeded(shot, parsed)
    return write_seed(source, shot.id, op_of(shot), seed)


def takes_advice(shot: ShotWish, source: Source, script: Script, edl: Edl) -> Iterator[Problem]:
    """What an author should know before choosing among a shot's stills: where its clip won't be like them."""
    note = shot_of(shot.id, script)
    if note.card:
        return
    traits = Choice(script, edl, note, "keyframe").event.shot.settings["clip"].traits
    anew = not traits.keyframe or "action" in traits.wants
    if shot.takes and not shot.clip and "seed" in note.clip and anew:
        trail = shot_trails(source.root)[script.shots.index(note)]
        message = (
            "the clip has a seed of its own, and is not drawn from the still; choose among clips: --clip"
        )
        yield source.problem((*trail, "clip", "seed"), message, "warning")


def _seeded(shot: ShotWish, script: Script) -> None:
    if shot_of(shot.id, script).card:
        raise RenderError(f"{shot.id} is a card: nothing in it is left to chance, so it has no other takes")


def op_of(shot: ShotWish) -> Seeded:
    """Whose seed a take of that shot has."""
    return "clip" if shot.clip else "keyframe"


def _contact(wish: Wish, shot: ShotWish) -> Contact:
    from storyboard.engines import registry

    line = f"{'clips' if shot.clip else 'stills'} by profile {wish.profile} · choose one with --pick NUMBER"
    return Contact(registry.engine("comic").REVISION, shot.id, line)


def _read(script: Path, profile: str) -> tuple[Source, Script]:
    from storyboard.build.settings import engine_params
    from storyboard.script.parse import parse_script
    from storyboard.script.source import read_source

    source = read_source(script)
    parsed, problems = parse_script(source, engine_params(), profile)
    if parsed is None:
        raise ScriptError(problems)
    return source, parsed
