"""What a script says to a film's crew, made ready for the plan: actions, places and notes in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from storyboard.engines import registry
from storyboard.plan.crew import CrewBinding, SceneNote, ShotNote
from storyboard.plan.panels import named

if TYPE_CHECKING:
    from storyboard.plan.types import Spec
    from storyboard.script.models import Script
    from storyboard.script.shots import Scene, ScriptShot

_NAME = re.compile(r"\{([a-z0-9_-]+)(?:\.([a-z0-9_-]+))?\}")


def crew_binding(script: Script, format_: str, fonts: Mapping[str, str]) -> CrewBinding:
    """How the script's sheet is made; `fonts` are digests by the names of their files."""
    about: Spec = {"title": script.title, "language": script.book.language}
    if script.book.writer:
        about["writer"] = script.book.writer
    return CrewBinding(
        revision=registry.engine("comic").REVISION,
        format=format_,
        about=about,
        shots={shot.id: shot_note(script, shot) for shot in script.shots},
        scenes={scene.id: scene_note(script, scene) for scene in script.scenes},
        font=fonts[script.book.font] if script.book.font else None,
        paper=script.book.crew_paper,
    )


def shot_note(script: Script, shot: ScriptShot) -> ShotNote:
    """What people read of a shot, in plain words."""
    return ShotNote(
        action=f"Card: {' / '.join(shot.card.words)}" if shot.card else _spoken(shot.action),
        end_action=_spoken(shot.end.action) if shot.end else "",
        place=_place(script, shot.place),
        notes=shot.notes or "",
    )


def scene_note(script: Script, scene: Scene) -> SceneNote:
    """What people read of a scene; one without a title goes by its id."""
    title = scene.title or scene.id.replace("_", " ").replace("-", " ").capitalize()
    return SceneNote(title, _place(script, scene.place), scene.notes or "")


def _place(script: Script, place: str | None) -> str:
    return script.places[place] if place else ""


def _spoken(action: str) -> str:
    """An action with its characters by name, and their looks beside them: `Mara (old) climbs the stairs`."""

    def name(match: re.Match[str]) -> str:
        look = f" ({match[2].replace('_', ' ').replace('-', ' ')})" if match[2] else ""
        return named(match[1]) + look

    words = _NAME.sub(name, action)
    return words[:1].upper() + words[1:]
