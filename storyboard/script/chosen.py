"""The shots that somebody chose by name."""

from __future__ import annotations

from collections.abc import Collection

from storyboard.base.errors import RenderError
from storyboard.base.problems import did_you_mean
from storyboard.script.models import Script
from storyboard.script.shots import ScriptShot

_NAMED = 8
"""Shots that are named where none is like the one that was asked for."""


def shots_of(names: frozenset[str], script: Script) -> frozenset[str]:
    """The shots that ids stand for: shots themselves, or all of a scene; a shot comes first.

    Raises RenderError for an id that is neither.
    """
    found = {shot.scene: set[str]() for shot in script.shots if shot.scene}
    for shot in script.shots:
        if shot.scene:
            found[shot.scene].add(shot.id)
    found |= {shot.id: {shot.id} for shot in script.shots}
    if unknown := sorted(names - found.keys()):
        each = (f"there is no shot or scene {name}{did_you_mean(name, found)}" for name in unknown)
        raise RenderError("; ".join(each))
    return frozenset().union(*(found[name] for name in names))


def shot_of(name: str, script: Script) -> ScriptShot:
    """The shot of that id. Raises RenderError where there is none."""
    found = {shot.id: shot for shot in script.shots}
    if name not in found:
        raise RenderError(f"there is no shot {name}{did_you_mean(name, found) or _there_are(found)}")
    return found[name]


def _there_are(ids: Collection[str]) -> str:
    """The ids that there are, where nothing like the one that was asked for is among them."""
    shown = ", ".join(list(ids)[:_NAMED])
    return f"; there are {shown}{' ...' if len(ids) > _NAMED else ''}"
